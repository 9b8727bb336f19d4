//! `cargo xtask readme`: the outputs and the picture that the README shows, made again from the examples.
//!
//! In the README a line `<!-- output N: ARGUMENTS -->` stands before a fenced block; the block becomes the first `N` lines
//! that `detente ARGUMENTS` writes.

use crate::repository::{built, root};
use crate::steps::output;
use crate::{examples, picture};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Writes `README.md` and `docs/report.svg`.
pub(crate) fn run() -> Result<bool> {
    if !examples::run()? {
        return Ok(false);
    }
    let page = detente(&["report", "target/examples", "AZE", "IRN", "--format", "html"])?;
    let picture = picture::cut(&page).context("the page has no chart `series-wide` or no style")?;
    std::fs::write(root().join("docs/report.svg"), picture).context("cannot write docs/report.svg")?;
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).context("cannot read README.md")?;
    let readme = filled(&readme, |arguments| detente(&arguments.split(' ').collect::<Vec<_>>()))?;
    std::fs::write(&path, readme).context("cannot write README.md")?;
    Ok(true)
}

fn detente(arguments: &[&str]) -> Result<String> {
    let mut command = Command::new(built("detente")?);
    let (text, passed) = output(command.current_dir(root()).env("COLUMNS", "100").args(arguments))?;
    if !passed {
        bail!("detente {} failed", arguments.join(" "));
    }
    Ok(text)
}

/// The text with the block after each marker replaced by what `run` gives for its arguments.
pub(crate) fn filled(text: &str, mut run: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some((most, arguments)) = marker(line) else { continue };
        let fence = lines.next().context("a marker at the end of the text")?;
        let block = run(arguments)?;
        let block = block.lines().take(most);
        for line in std::iter::once(fence).chain(block).chain(["```"]) {
            out.push_str(line);
            out.push('\n');
        }
        lines.find(|line| *line == "```").context("a block that does not end")?;
    }
    Ok(out)
}

fn marker(line: &str) -> Option<(usize, &str)> {
    let (most, arguments) = line.strip_prefix("<!-- output ")?.strip_suffix(" -->")?.split_once(": ")?;
    Some((most.parse().ok()?, arguments))
}
