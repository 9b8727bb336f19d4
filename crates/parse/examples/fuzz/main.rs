//! Fuzzes the way from text to syntax: made-up noise and damaged news, each read as an article and parsed sentence
//! by sentence with one scratch. It runs until its time is up, or until something breaks what the crates promise.
//!
//! `cargo run --release -p detente-parse --example fuzz -- --minutes 10 [--tier accurate] [--seed N] [--texts DIR]
//! [--replay FILE]`
//!
//! A failure writes its input to `fuzz-failure.txt` in the temporary folder, says why, and ends with status 1; the
//! same seed and texts give the same inputs, and `--replay` reads a written one again.

mod check;
mod machine;
mod mutate;
mod noise;
mod random;
mod run;

use detente_parse::Tier;
use run::{Failure, Run};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

const TEXTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/news");

/// What the user asked for.
struct Options {
    minutes: f64,
    tier: Tier,
    seed: u64,
    texts: PathBuf,
    replay: Option<PathBuf>,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options =
            Self { minutes: 1.0, tier: Tier::Fast, seed: 1, texts: PathBuf::from(TEXTS), replay: None };
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
            let wrong = || format!("{name} cannot be {value}");
            match name.as_str() {
                "--minutes" => options.minutes = value.parse().map_err(|_| wrong())?,
                "--tier" => options.tier = value.parse().map_err(|_| wrong())?,
                "--seed" => options.seed = value.parse().map_err(|_| wrong())?,
                "--texts" => options.texts = PathBuf::from(value),
                "--replay" => options.replay = Some(PathBuf::from(value)),
                _ => return Err(format!("{name} is no option")),
            }
        }
        Ok(options)
    }
}

fn main() -> ExitCode {
    let mut out = io::stdout().lock();
    match fuzz(&mut out) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            // Where stdout is closed nobody reads on.
            let _ = writeln!(out, "fuzz: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Whether nothing was found.
fn fuzz(out: &mut impl Write) -> Result<bool, String> {
    let options = Options::read(std::env::args().skip(1))?;
    let texts = read_texts(&options.texts)?;
    let mut run = Run::new(options.tier);
    let found = match &options.replay {
        Some(path) => run.try_text(&read(path)?).err(),
        None => run.fuzz(options.seed, &texts, Duration::from_secs_f64(options.minutes * 60.0)),
    };
    writeln!(out, "{run}").map_err(|problem| problem.to_string())?;
    let Some(failure) = found else { return Ok(true) };
    let message = report(&failure, options.seed)?;
    writeln!(out, "{message}").map_err(|problem| problem.to_string())?;
    Ok(false)
}

/// Writes the input of a failure to a file, and says what happened.
fn report(failure: &Failure, seed: u64) -> Result<String, String> {
    let path = std::env::temp_dir().join("fuzz-failure.txt");
    std::fs::write(&path, &failure.text)
        .map_err(|problem| format!("cannot write {}: {problem}", path.display()))?;
    Ok(format!("FAILED: {}\nseed {seed}, input in {}", failure.why, path.display()))
}

/// The files of a folder, in the order of their names.
fn read_texts(folder: &Path) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(folder)
        .map_err(|problem| format!("cannot read {}: {problem}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<String, String> {
    let bytes =
        std::fs::read(path).map_err(|problem| format!("cannot read {}: {problem}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
