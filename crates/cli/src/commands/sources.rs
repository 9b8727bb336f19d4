//! `detente sources`: who says what in texts.

use super::lines::answer_lines;
use crate::Outcome;
use crate::args::TierLinesArgs;
use crate::diagnostics::Diagnostics;
use anyhow::Result;
use detente_attribution::{Attribution, find};
use detente_parse::{Parser, Scratch, Syntax};
use detente_text::{Article, Doc, Span};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
}

pub(crate) fn run(args: &TierLinesArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let parser = Parser::of(args.tier.into());
    let mut scratch = Scratch::default();
    answer_lines(args.input.as_deref(), diagnostics, |line: Line| {
        let doc = Doc::new(Article { text: line.text, ..Article::default() });
        let parse = |sentence| parser.parse_with(&mut scratch, &doc, sentence);
        let syntax: Vec<Syntax> = doc.sentences.iter().map(parse).collect();
        let found: Vec<Value> = find(&doc, &syntax).iter().map(|a| shape(&doc, a)).collect();
        Ok(json!({"id": line.id, "attributions": found}))
    })?;
    Ok(Outcome::Clean)
}

fn shape(doc: &Doc, attribution: &Attribution) -> Value {
    let place = |span: Span| json!({"start": span.start, "end": span.end, "text": doc.text(span)});
    let sources: Vec<Value> = attribution.sources.iter().map(|s| place(s.span)).collect();
    let content: Vec<Value> = attribution.content.iter().map(|&s| place(s)).collect();
    json!({
        "source": sources,
        "cue": attribution.cue.map(place),
        "content": content,
        "kind": attribution.kind.name(),
        "style": attribution.style.name(),
        "carried": attribution.carried,
    })
}
