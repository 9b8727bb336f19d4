//! `detente-train`: makes the language model, and scores it.

use anyhow::{Context, Result};
use clap::{Parser as Cli, Subcommand};
use detente_parse::Parser;
use detente_train::kept::Kept;
use detente_train::{recipe, score};
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

#[derive(Cli)]
#[command(about = "Trains and scores the language model of detente-parse")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Trains everything and writes the model.
    All {
        /// The folder of the data.
        #[arg(long)]
        data: PathBuf,
        /// Where the model goes.
        #[arg(long)]
        out: PathBuf,
        /// A folder where results of steps are kept and taken from, while one works on a later step.
        #[arg(long)]
        keep: Option<PathBuf>,
    },
    /// Scores a model, the shipped one unless told otherwise.
    Score {
        /// The folder of the data.
        #[arg(long)]
        data: PathBuf,
        /// A model's file.
        #[arg(long)]
        model: Option<PathBuf>,
        /// `dev` to choose by, `test` to report.
        #[arg(long, default_value = "test")]
        part: String,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::All { data, out, keep } => {
            let begin = Instant::now();
            let mut report = |line: &str| {
                // Progress is a courtesy: a closed stderr is no reason to stop.
                let _ = writeln!(std::io::stderr(), "{:6.0} s  {line}", begin.elapsed().as_secs_f64());
            };
            let model = recipe::train_all(&data, &Kept::new(keep), &mut report)?;
            report(&format!("{} bytes", model.len()));
            std::fs::write(&out, model).with_context(|| format!("writing {}", out.display()))
        }
        Command::Score { data, model, part } => {
            let parser = match model {
                None => Parser::embedded().clone(),
                Some(path) => {
                    let bytes =
                        std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
                    Parser::from_bytes(&bytes)?
                }
            };
            let mut out = std::io::stdout().lock();
            writeln!(out, "{}", score::table(&parser, &data, &part)?)?;
            writeln!(out, "{}", score::speed(&parser, &data)?)?;
            Ok(())
        }
    }
}
