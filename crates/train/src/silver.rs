//! What the accurate tier says of sentences that people have not annotated, or not fully: material from which
//! the fast tier learns.

use crate::names::{Named, classes_of};
use crate::tags::TagSet;
use crate::treebank::{self, Gold};
use anyhow::{Context, Result};
use detente_parse::{Parser, Scratch, Syntax};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::thread;

/// Sentences a thread takes at a time.
const SHARE: usize = 500;

/// Fills in what is missing of every line of `material/{train,news}.jsonl`, and writes them to
/// `material/{train,news}-full.jsonl`; what people annotated stays. Sentences of EWT's dev part, which are in a
/// set of names, get no trees: they are for choosing by.
///
/// # Errors
///
/// When something cannot be read or written.
pub fn fill(parser: &Parser, data: &Path, material: &Path) -> Result<()> {
    let mut sentences = treebank::read(&data.join("treebanks/ewt/en_ewt-ud-train.conllu"))?;
    sentences.extend(treebank::read(&data.join("treebanks/gum/en_gum-ud-train.conllu"))?);
    let tags = TagSet::new(&sentences);
    let dev = treebank::read(&data.join("treebanks/ewt/en_ewt-ud-dev.conllu"))?;
    let dev: BTreeSet<Vec<String>> = dev.into_iter().map(|gold| gold.forms).collect();
    for file in ["train", "news"] {
        let path = material.join(format!("{file}.jsonl"));
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let lines: Vec<&str> = text.lines().collect();
        let filled = on_threads(&lines, |lines| fill_lines(parser, &tags, &dev, lines))?;
        std::fs::write(material.join(format!("{file}-full.jsonl")), filled)?;
    }
    Ok(())
}

/// Maps shares of the lines on all cores; the results are in order.
fn on_threads(lines: &[&str], work: impl Fn(&[&str]) -> Result<String> + Sync) -> Result<String> {
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut out = String::new();
    for shares in lines.chunks(SHARE * threads) {
        let done: Vec<Result<String>> = thread::scope(|scope| {
            let running: Vec<_> = shares.chunks(SHARE).map(|share| scope.spawn(|| work(share))).collect();
            running
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        for part in done {
            out.push_str(&part?);
        }
    }
    Ok(out)
}

fn fill_lines(parser: &Parser, tags: &TagSet, dev: &BTreeSet<Vec<String>>, lines: &[&str]) -> Result<String> {
    let mut scratch = Scratch::default();
    let mut out = String::new();
    for line in lines {
        let mut line: Value = serde_json::from_str(line)?;
        let forms: Vec<String> = serde_json::from_value(line["forms"].clone())?;
        let tokens: Vec<&str> = forms.iter().map(String::as_str).collect();
        if !dev.contains(&forms) {
            let syntax = parser.parse_tokens_with(&mut scratch, &tokens);
            fill_line(&mut line, tags, forms.clone(), syntax);
        }
        writeln!(out, "{line}")?;
    }
    Ok(out)
}

fn fill_line(line: &mut Value, tags: &TagSet, forms: Vec<String>, syntax: Syntax) {
    let count = forms.len();
    let said = Gold { upos: syntax.upos, xpos: syntax.xpos, ..Gold::default() };
    let named = Named { forms, names: syntax.names };
    if line.get("heads").is_none() {
        line["tags"] = json!((0..count).map(|i| tags.class(&said, i)).collect::<Vec<_>>());
        line["heads"] = json!(syntax.head);
        line["relations"] = json!(syntax.deprel.iter().map(|&label| label as u8).collect::<Vec<_>>());
    }
    if line.get("names").is_none() {
        line["names"] = json!(classes_of(&named.names, count));
    }
}
