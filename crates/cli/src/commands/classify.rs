//! `detente classify`: the type of the act between two marked mentions.

use super::lines::answer_lines;
use crate::Outcome;
use crate::args::ClassifyArgs;
use crate::diagnostics::Diagnostics;
use anyhow::Result;
use detente_coding::{EventCoder, EventType};
use detente_parse::{ParsedSentence, Parser, Scratch};
use detente_text::{Article, Doc, Sentence, Span};
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    actor: [usize; 2],
    recipient: [usize; 2],
}

pub(crate) fn run(args: &ClassifyArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let parser = Parser::of(args.tier.into());
    let mut coder = EventCoder::embedded(parser.tier(), &parser.id());
    let mut scratch = Scratch::default();
    answer_lines(args.input.as_deref(), diagnostics, |line: Line| {
        answer(parser, &mut coder, &mut scratch, line)
    })?;
    Ok(Outcome::Clean)
}

fn answer(
    parser: &Parser,
    coder: &mut EventCoder,
    scratch: &mut Scratch,
    line: Line,
) -> Result<Value, String> {
    let span = |name: &str, [start, end]: [usize; 2]| {
        let is_inside = start < end && line.text.get(start..end).is_some();
        is_inside
            .then(|| Span::new(start, end))
            .ok_or_else(|| format!("{name} is no span of bytes of the text"))
    };
    let (actor, recipient) = (span("actor", line.actor)?, span("recipient", line.recipient)?);
    let doc = Doc::new(Article { text: line.text, ..Article::default() });
    let scores = match best_sentence(&doc, actor, recipient) {
        Some(sentence) => {
            let syntax = parser.parse_with(scratch, &doc, sentence);
            coder.classify(ParsedSentence { doc: &doc, sentence, syntax: &syntax }, actor, recipient)
        }
        None => [0.0; 16],
    };
    let best = (0..16).fold(0, |best, i| if scores[i] > scores[best] { i } else { best });
    let table: Map<String, Value> =
        EventType::ALL.iter().map(|t| (t.name().to_owned(), json!(rounded(scores[*t as usize])))).collect();
    Ok(
        json!({"id": line.id, "type": EventType::ALL[best].name(), "quad": EventType::ALL[best].quad() as u8, "scores": table}),
    )
}

fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}

/// The sentence that holds most of the two mentions.
fn best_sentence(doc: &Doc, actor: Span, recipient: Span) -> Option<&Sentence> {
    let held = |s: &Sentence| u8::from(s.span.overlaps(actor)) + u8::from(s.span.overlaps(recipient));
    doc.sentences.iter().rev().max_by_key(|s| held(s))
}
