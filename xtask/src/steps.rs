//! Programs run one after the other, and what is said about them.

use crate::repository::root;
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// A line on stdout. A closed stdout is no reason to stop.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// The cargo that started this program.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root()).stdin(Stdio::null());
    command
}

/// Builds everything; whether it builds. All targets, as the tests are: fewer would be compiled with fewer features of
/// the libraries, and so anew.
///
/// # Errors
///
/// When cargo cannot be started.
pub(crate) fn build() -> Result<bool> {
    succeeds(&mut cargo(&["build", "--release", "--workspace", "--all-targets", "--quiet"]))
}

/// Runs a program with our stdout and stderr; whether it ended well.
///
/// # Errors
///
/// When it cannot be started.
pub(crate) fn succeeds(command: &mut Command) -> Result<bool> {
    say(&format!("$ {}", shown(command)));
    let status = command.status().with_context(|| format!("cannot run {}", shown(command)))?;
    Ok(status.success())
}

/// Runs a program, hands each line of its stdout to `read` and passes it on; whether it ended well.
///
/// # Errors
///
/// When it cannot be started.
pub(crate) fn follow(command: &mut Command, mut read: impl FnMut(&str)) -> Result<bool> {
    say(&format!("$ {}", shown(command)));
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot run {}", shown(command)))?;
    let stdout = child.stdout.take().expect("invariant: stdout is piped");
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line.context("cannot read what the program says")?;
        let line = String::from_utf8_lossy(&line);
        read(&line);
        say(&line);
    }
    Ok(child.wait().context("cannot wait for the program")?.success())
}

/// What a program writes to stdout, and whether it ended well. Its stderr is ours.
///
/// # Errors
///
/// When it cannot be started.
pub(crate) fn output(command: &mut Command) -> Result<(String, bool)> {
    let done = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot run {}", shown(command)))?;
    Ok((String::from_utf8_lossy(&done.stdout).into_owned(), done.status.success()))
}

fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
