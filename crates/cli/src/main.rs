//! `detente`: news in, events and relations out. A thin shell: each command reads, calls the crates, writes.
//!
//! Data goes to stdout, everything else to stderr. Exit status: 0 clean; 1 ran and found what the caller asked to be told
//! of; 2 an error, also where only some of the input had to be skipped.

mod args;
mod commands;
mod diagnostics;
mod evidence;
mod output;
mod progress;

use clap::Parser;
use diagnostics::Diagnostics;
use std::process::ExitCode;

/// What a command ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to tell of.
    Clean,
    /// It found something the caller asked to be told of.
    Found,
}

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    let diagnostics = Diagnostics::new(cli.verbose, cli.quiet);
    match commands::run(cli.command, &diagnostics) {
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            Diagnostics::error(&error);
            ExitCode::from(2)
        }
        Ok(_) if diagnostics.problems() > 0 => {
            diagnostics.summary();
            ExitCode::from(2)
        }
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
    }
}
