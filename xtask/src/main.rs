//! Chores of the repository: `cargo xtask test`, `cargo xtask eval [--update]`, `cargo xtask examples`, `cargo xtask readme`.
//!
//! Everything is built with the release profile, so that the tests, the lints and the program that is scored share
//! what they compile.

mod eval;
mod examples;
mod picture;
mod readme;
mod relations;
mod reliability;
mod repository;
mod scores;
mod steps;
mod summary;
mod test;
#[cfg(test)]
mod tests;

use anyhow::{Result, bail};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask COMMAND

  test             format check, lints, all tests
  eval [--update]  scores coding and parsing against gold, compares with docs/scores.tsv and docs/scores-parser.md
                   (--update rewrites them)
  examples         codes examples/news into target/examples and reports on AZE and IRN
  readme           makes the outputs and the picture of the README again";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            steps::say(&format!("xtask: error: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Whether all went well.
fn run() -> Result<bool> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["test"] => test::run(),
        ["eval"] => eval::run(false),
        ["eval", "--update"] => eval::run(true),
        ["examples"] => examples::run(),
        ["readme"] => readme::run(),
        _ => bail!("{USAGE}"),
    }
}
