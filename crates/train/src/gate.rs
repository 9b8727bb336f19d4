//! What the gate of the accurate tier costs and saves: for margins of the fast tier's likeliest word, the share of sentences above it
//! and the share of firm gold events in sentences below it.

use crate::acts::texts;
use anyhow::{Context, Result};
use detente_coding::EventCoder;
use detente_eval::read_gold;
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_text::{Article, Doc};
use std::fmt::Write;
use std::path::PathBuf;

/// A table of the gold's sentences; the last column is the share asked of each tenth of the texts, whatever gold they have.
///
/// # Errors
///
/// When gold or texts cannot be read.
pub fn table(gold: &[PathBuf], text_files: &[PathBuf]) -> Result<String> {
    let texts = texts(text_files)?;
    let mut sentences = Vec::new();
    let mut reader = Reader::new();
    for path in gold {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let articles = read_gold(&text, |id| texts.get(id).cloned())
            .map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))?;
        for article in articles {
            let triggers: Vec<_> = article.events.iter().filter(|e| e.firm).map(|e| e.trigger).collect();
            for (span, margin) in reader.margins(article.text) {
                sentences.push((margin, triggers.iter().filter(|t| span.overlaps(**t)).count()));
            }
        }
    }
    let mut volume: Vec<f32> = Vec::new();
    let mut ids: Vec<&String> = texts.keys().collect();
    ids.sort_unstable();
    for id in ids.into_iter().step_by(10) {
        volume.extend(reader.margins(texts[id].clone()).into_iter().map(|(_, margin)| margin));
    }
    let events: usize = sentences.iter().map(|(_, events)| events).sum();
    let mut out = "margin  gold's sentences asked  events lost  all texts asked (each tenth)\n".to_owned();
    for margin in (-10..=-1).map(|m| m as f32) {
        let asked = share(sentences.iter().filter(|s| s.0 >= margin).count(), sentences.len());
        let lost = share(sentences.iter().filter(|s| s.0 < margin).map(|s| s.1).sum(), events);
        let all = share(volume.iter().filter(|m| **m >= margin).count(), volume.len());
        writeln!(out, "{margin:6}  {asked:22.3}  {lost:11.4}  {all:15.3}")?;
    }
    Ok(out)
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

struct Reader {
    parser: &'static Parser,
    coder: EventCoder,
    scratch: Scratch,
}

impl Reader {
    fn new() -> Self {
        let parser = Parser::of(Tier::Fast);
        let coder = EventCoder::embedded(Tier::Fast, &parser.id());
        Self { parser, coder, scratch: Scratch::default() }
    }

    /// Each sentence of a text with its margin.
    fn margins(&mut self, text: String) -> Vec<(detente_text::Span, f32)> {
        let doc = Doc::new(Article { text, ..Article::default() });
        let mut out = Vec::with_capacity(doc.sentences.len());
        for sentence in &doc.sentences {
            let syntax = self.parser.parse_with(&mut self.scratch, &doc, sentence);
            out.push((
                sentence.span,
                self.coder.glance(ParsedSentence { doc: &doc, sentence, syntax: &syntax }).most(),
            ));
        }
        out
    }
}
