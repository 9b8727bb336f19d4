//! `detente-train`: makes the language model, and scores it.

use anyhow::{Context, Result};
use clap::{Parser as Cli, Subcommand};
use detente_coding::Judge;
use detente_parse::{Parser, Tier};
use detente_train::assemble::{self, Parts};
use detente_train::{acts, calibrate, gate, graded, happened, marked, prepare, score, silver};
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
    /// Writes the material of the model of acts: gold as tokens, with the frames' hints. Without gold, its classes.
    Acts {
        /// Gold, or articles without it, as JSON lines.
        files: Vec<PathBuf>,
        /// Files of {id, text} for stand-off gold.
        #[arg(long)]
        texts: Vec<PathBuf>,
        /// Whose parses the frames are read off.
        #[arg(long, default_value = "accurate")]
        tier: Tier,
    },
    /// Turns the learnt weights of a model of acts into its file.
    AssembleActs {
        /// The tier whose parser it goes with.
        #[arg(long)]
        tier: Tier,
        /// The learnt weights (safetensors).
        #[arg(long)]
        weights: PathBuf,
        /// The words that have meanings, one a line, in the order of their vectors (`train/meanings.py`).
        #[arg(long)]
        words: Option<PathBuf>,
        /// Development gold by which the margin of a trigger is chosen and the confidence fitted.
        #[arg(long, num_args = 1.., required = true)]
        gold: Vec<PathBuf>,
        /// Files of {id, text} for stand-off gold.
        #[arg(long)]
        texts: Vec<PathBuf>,
        /// Where the model goes.
        #[arg(long)]
        out: PathBuf,
    },
    /// Writes the material of the model of factuality, for `train/happened.py`.
    Happened {
        /// The tier whose vectors it reads.
        #[arg(long)]
        tier: Tier,
        /// Files of graded words, as JSON lines.
        #[arg(long, num_args = 0..)]
        graded: Vec<PathBuf>,
        /// Gold.
        #[arg(long, num_args = 0..)]
        gold: Vec<PathBuf>,
        /// Files of {id, text} for stand-off gold.
        #[arg(long)]
        texts: Vec<PathBuf>,
        /// Where it goes: this name with the endings `jsonl` and `bin`.
        #[arg(long)]
        out: PathBuf,
    },
    /// Turns the learnt weights of a model of factuality into its file.
    AssembleHappened {
        /// The tier whose judge it goes with.
        #[arg(long)]
        tier: Tier,
        /// The learnt weights (safetensors).
        #[arg(long)]
        weights: PathBuf,
        /// The hashes of its circumstances, one a line.
        #[arg(long)]
        names: PathBuf,
        /// Where the model goes.
        #[arg(long)]
        out: PathBuf,
    },
    /// Scores factuality on files of graded words.
    Factuality {
        /// JSON lines of {text, targets}.
        files: Vec<PathBuf>,
        /// The tier.
        #[arg(long, default_value = "accurate")]
        tier: Tier,
    },
    /// Packs the table of `train/places.py` into the gazetteer.
    Places {
        /// The table.
        table: PathBuf,
        /// Where the pack goes.
        #[arg(long)]
        out: PathBuf,
    },
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
    /// What the gate before the accurate tier costs and saves, by its margin.
    Gate {
        /// Development gold.
        gold: Vec<PathBuf>,
        /// Files of {id, text}.
        #[arg(long)]
        texts: Vec<PathBuf>,
    },
    /// Scores `classify` on a table of sentences with two marked mentions (the form of the zero-shot PLOVER benchmark).
    Marked {
        /// Tab-separated, with the columns `marked_sentence`, `gold_root` and `gold_quad`.
        file: PathBuf,
        /// The tier.
        #[arg(long, default_value = "accurate")]
        tier: Tier,
        /// Show what was taken for another type.
        #[arg(long)]
        errors: bool,
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
        Command::Acts { files, texts, tier } => {
            let sources = acts::Sources { files: &files, texts: &texts };
            let text =
                if files.is_empty() { acts::classes().to_string() } else { acts::material(tier, &sources)? };
            Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
        }
        Command::AssembleActs { tier, weights, words, gold, texts, out } => {
            let words = words.as_deref();
            let open = assemble::acts(tier, &weights, words, calibrate::OPEN)?;
            let judge = Box::leak(Box::new(Judge::new(tier, open.leak())?));
            let (settings, said) = calibrate::settings(judge, &gold, &texts)?;
            std::io::stdout().lock().write_all(said.as_bytes())?;
            let model = assemble::acts(tier, &weights, words, settings)?;
            std::fs::write(&out, model).with_context(|| format!("writing {}", out.display()))
        }
        Command::Happened { tier, graded, gold, texts, out } => {
            let sources = happened::Sources { graded: &graded, gold: &gold, texts: &texts };
            happened::material(tier, &sources, &out)
        }
        Command::AssembleHappened { tier, weights, names, out } => {
            let model = happened::model(tier, &weights, &names)?;
            std::fs::write(&out, model).with_context(|| format!("writing {}", out.display()))
        }
        Command::Factuality { files, tier } => {
            Ok(std::io::stdout().lock().write_all(graded::table(tier, &files)?.as_bytes())?)
        }
        Command::Places { table, out } => {
            let table = std::fs::read_to_string(&table).with_context(|| table.display().to_string())?;
            let pack = detente_resolve::pack_gazetteer(&table).map_err(anyhow::Error::msg)?;
            std::fs::write(&out, pack).with_context(|| out.display().to_string())
        }
        Command::Assemble { data, material, weights, base, out } => {
            let parts = Parts { data: &data, material: &material, weights: &weights, base: base.as_deref() };
            let model = assemble::model(&parts)?;
            std::fs::write(&out, model).with_context(|| format!("writing {}", out.display()))
        }
        Command::Gate { gold, texts } => {
            Ok(std::io::stdout().lock().write_all(gate::table(&gold, &texts)?.as_bytes())?)
        }
        Command::Marked { file, tier, errors } => {
            Ok(std::io::stdout().lock().write_all(marked::table(tier, &file, errors)?.as_bytes())?)
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
