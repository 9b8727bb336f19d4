//! `cargo xtask examples`: the main job on the articles in the repository.

use crate::repository::{built, root};
use crate::steps::{build, succeeds};
use anyhow::Result;
use std::process::Command;

/// Builds the program, codes the examples into `target/examples`, and reports on two of their states.
pub(crate) fn run() -> Result<bool> {
    if !build()? {
        return Ok(false);
    }
    let detente = || -> Result<Command> {
        let mut command = Command::new(built("detente")?);
        command.current_dir(root());
        Ok(command)
    };
    Ok(succeeds(detente()?.args(["code", "examples/news", "-o", "target/examples"]))?
        && succeeds(detente()?.args(["report", "target/examples", "AZE", "IRN"]))?)
}
