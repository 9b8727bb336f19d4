//! `detente-train`: makes the language model, and scores it.

use anyhow::{Context, Result};
use clap::{Parser as Cli, Subcommand};
use detente_parse::{Parser, Tier};
use detente_train::assemble::{self, Parts};
use detente_train::{prepare, score, silver};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Cli)]
#[command(about = "Prepares, assembles and scores the language models of detente-parse")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Turns learnt weights into a model's file.
    Assemble {
        /// The folder of the data.
        #[arg(long)]
        data: PathBuf,
        /// The folder of the prepared material.
        #[arg(long)]
        material: PathBuf,
        /// The learnt weights (safetensors).
        #[arg(long)]
        weights: PathBuf,
        /// The folder of the published encoder; with it the model is of the accurate tier.
        #[arg(long)]
        base: Option<PathBuf>,
        /// Where the model goes.
        #[arg(long)]
        out: PathBuf,
    },
    /// Writes the material of training as JSON lines for the learner in `train/`.
    Prepare {
        /// The folder of the data.
        #[arg(long)]
        data: PathBuf,
        /// The folder of what we wrote ourselves.
        #[arg(long, default_value = "data/models/training")]
        own: PathBuf,
        /// The folder to write to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Lets a model annotate what is not annotated of the prepared material.
    Silver {
        /// The folder of the data.
        #[arg(long)]
        data: PathBuf,
        /// The folder of the prepared material.
        #[arg(long)]
        material: PathBuf,
        /// The model's file.
        #[arg(long)]
        model: PathBuf,
    },
    /// Scores a model, the shipped one unless told otherwise.
    Score {
        /// The folder of the data.
        #[arg(long)]
        data: PathBuf,
        /// The tier whose shipped model is scored.
        #[arg(long, default_value = "fast")]
        tier: Tier,
        /// A model's file instead.
        #[arg(long)]
        model: Option<PathBuf>,
        /// `dev` to choose by, `test` to report.
        #[arg(long, default_value = "test")]
        part: String,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Assemble { data, material, weights, base, out } => {
            let parts = Parts { data: &data, material: &material, weights: &weights, base: base.as_deref() };
            let model = assemble::model(&parts)?;
            std::fs::write(&out, model).with_context(|| format!("writing {}", out.display()))
        }
        Command::Prepare { data, own, out } => prepare::write(&data, &own, &out),
        Command::Silver { data, material, model } => silver::fill(&read_model(&model)?, &data, &material),
        Command::Score { data, tier, model, part } => {
            let parser = match model {
                None => Parser::of(tier).clone(),
                Some(path) => read_model(&path)?,
            };
            let mut out = std::io::stdout().lock();
            writeln!(out, "{}", score::table(&parser, &data, &part)?)?;
            writeln!(out, "{}", score::speed(&parser, &data)?)?;
            Ok(())
        }
    }
}

fn read_model(path: &Path) -> Result<Parser> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(Parser::from_bytes(&bytes)?)
}
