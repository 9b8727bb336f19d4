//! The commands, one a file.

mod actors;
mod classify;
mod code;
mod compact;
mod dates;
mod error_rates;
mod eval;
mod events;
mod explain;
mod import;
mod inputs;
mod lexicon;
mod lines;
mod locate;
mod matrix;
mod network;
mod panel;
mod parse;
mod report;
mod resolve;
mod sources;
mod watch;

use crate::Outcome;
use crate::args::{Command, LexiconCommand};
use crate::diagnostics::Diagnostics;
use anyhow::Result;
use detente_coding::Status;

/// The statuses asked for, or the usual one.
fn counted(statuses: &[Status]) -> Vec<Status> {
    if statuses.is_empty() { vec![Status::Asserted] } else { statuses.to_vec() }
}

/// Runs a command.
pub(crate) fn run(command: Command, diagnostics: &Diagnostics) -> Result<Outcome> {
    match command {
        Command::Code(args) => code::run(&args, diagnostics),
        Command::Events(args) => events::run(args, diagnostics),
        Command::Report(args) => report::run(&args, diagnostics),
        Command::Watch(args) => watch::run(&args, diagnostics),
        Command::Network(args) => network::run(&args, diagnostics),
        Command::Panel(args) => panel::run(&args, diagnostics),
        Command::Import(args) => import::run(&args, diagnostics),
        Command::Compact { store } => compact::run(&store, diagnostics),
        Command::Explain(args) => explain::run(&args),
        Command::Parse(args) => parse::run(&args, diagnostics),
        Command::Resolve(args) => resolve::run(&args, diagnostics),
        Command::Locate(args) => locate::run(&args, diagnostics),
        Command::Dates(args) => dates::run(&args, diagnostics),
        Command::Sources(args) => sources::run(&args, diagnostics),
        Command::Classify(args) => classify::run(&args, diagnostics),
        Command::Eval(args) => eval::run(&args, diagnostics),
        Command::Lexicon { command: LexiconCommand::Check { actors } } => {
            lexicon::check(&actors, diagnostics)
        }
    }
}
