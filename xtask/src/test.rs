//! `cargo xtask test`: the format, the lints, all tests.

use crate::steps::{cargo, follow, succeeds};
use crate::summary::Summary;
use anyhow::Result;

/// Runs all, also after one has failed; whether all passed.
pub(crate) fn run() -> Result<bool> {
    let mut summary = Summary::default();
    summary.check("cargo fmt", succeeds(&mut cargo(&["fmt", "--all", "--check"]))?);
    tests(&mut summary)?;
    let lints = [
        "clippy",
        "--release",
        "--workspace",
        "--all-targets",
        "--keep-going",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ];
    summary.check("cargo clippy", succeeds(&mut cargo(&lints))?);
    Ok(summary.end())
}

fn tests(summary: &mut Summary) -> Result<()> {
    let failed_before = summary.failed;
    let arguments = ["test", "--release", "--workspace", "--no-fail-fast", "--quiet"];
    let passed = follow(&mut cargo(&arguments), |line| summary.read(line))?;
    if !passed && summary.failed == failed_before {
        summary.check("cargo test: something does not build, or a test process died", false);
    }
    Ok(())
}
