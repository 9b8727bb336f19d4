//! Scores the links against the coreference of GUM, with GUM's trees and with the parser's.
//!
//! `cargo run --release -p detente-coref --example gum -- ../shared/data [--genre news|all] [--split train,dev,test]
//! [--tier fast|accurate] [--loose] [--show KIND|all] [--missed] [--fit]`
//!
//! A mention is a gold mention if they have one head; with `--loose` also if its head is another word of the gold mention's
//! MIN span, since GUM does not hang all names alike ("*Trinity* College", "Boston *College*").
//!
//! `--show` and `--missed` print the links of a kind and what was missed, but never of the test part. `--fit` prints
//! `data/coref/weights.tsv` anew, found on the train part under the links that the present weights make (put it there and
//! run it again until little changes), and to standard error how right the choices in news are with weights that were
//! found without it.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program whose output is for the terminal")]

mod conllu;
mod fit;
mod input;
mod options;
mod score;
mod show;

use anyhow::Result;
use conllu::Document;
use detente_coref::{Link, decisions, resolve};
use input::Trees;
use options::Options;
use score::{Matcher, Score, Share};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

fn main() -> Result<()> {
    let options = options::read()?;
    if options.fit {
        return print_weights(&options);
    }
    for trees in [Trees::Gold, Trees::Parser] {
        let mut tally = Tally::default();
        for split in &options.splits {
            tally.add_split(split, trees, &options)?;
        }
        show::print_scores(trees, &tally.scores);
        println!("{:.0} words a second, without parsing", tally.words as f64 / tally.time.as_secs_f64());
    }
    Ok(())
}

/// Finds the weights on the written genres of the train part, with GUM's trees and with the parser's, and prints them.
fn print_weights(options: &Options) -> Result<()> {
    let mut fit = fit::Fit::default();
    let documents = conllu::read(&options.treebank("train"))?;
    for document in documents.iter().filter(|d| !matches!(d.genre(), "conversation" | "vlog")) {
        let doc = input::text_of(document);
        let choices = [Trees::Gold, Trees::Parser].map(|trees| {
            let syntax = input::syntax_of(document, trees, options.tier);
            decisions(&input::parsed(&doc, &syntax))
        });
        fit.add(document, choices);
    }
    print!("{}", fit.file());
    let (mut precision, mut recall) = (Share::default(), Share::default());
    for (model, p, r) in fit.validation() {
        eprintln!("{model:?}: precision {p}, recall {r}");
        precision.add(p);
        recall.add(r);
    }
    eprintln!("all: precision {precision}, recall {recall}");
    Ok(())
}

/// Scores by split and genre, and the work they took.
#[derive(Debug, Default)]
struct Tally {
    scores: BTreeMap<String, Score>,
    words: usize,
    time: Duration,
}

impl Tally {
    fn add_split(&mut self, split: &str, trees: Trees, options: &Options) -> Result<()> {
        let documents = conllu::read(&options.treebank(split))?;
        // The test part is for reporting only: nobody is to see what is wrong there.
        let shown = trees == Trees::Parser && split != "test";
        for document in documents.iter().filter(|d| options.wants(d.genre())) {
            self.add(document, split, trees, options, shown);
        }
        Ok(())
    }

    fn add(&mut self, document: &Document, split: &str, trees: Trees, options: &Options, shown: bool) {
        let doc = input::text_of(document);
        let syntax = input::syntax_of(document, trees, options.tier);
        let sentences = input::parsed(&doc, &syntax);
        let start = Instant::now();
        let links = resolve(&sentences);
        self.time += start.elapsed();
        self.words += doc.tokens.len();
        let each = |link: &Link, right: bool| {
            if shown && options.shows(link.why.name()) {
                show::print_link(document, &links, link, right, &sentences);
            }
        };
        let matcher = Matcher::new(document, options.loose);
        let part = format!("{split} {}", document.genre());
        self.scores.entry(part).or_default().add(document, &matcher, &links, each);
        if shown && options.missed {
            show::print_missed(document, &links, &sentences);
        }
    }
}
