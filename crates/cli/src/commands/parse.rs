//! `detente parse`: text into CoNLL-U.

use super::inputs::read_articles;
use crate::Outcome;
use crate::args::ParseArgs;
use crate::diagnostics::Diagnostics;
use crate::output::stdout;
use anyhow::Result;
use detente_parse::{ParsedSentence, Parser, Scratch, conllu};
use detente_text::Doc;
use std::io::Write;

pub(crate) fn run(args: &ParseArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let parser = Parser::of(args.tier.into());
    let mut scratch = Scratch::default();
    let mut out = stdout();
    for article in read_articles(&args.inputs, diagnostics) {
        let doc = Doc::new(article);
        let mut text = String::new();
        if !doc.sentences.is_empty() {
            writeln!(out, "# newdoc id = {}", one_line(&doc.article.id))?;
        }
        for sentence in &doc.sentences {
            let syntax = parser.parse_with(&mut scratch, &doc, sentence);
            let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
            text.clear();
            conllu::write(&parsed, &mut text)?;
            out.write_all(text.as_bytes())?;
        }
    }
    out.flush()?;
    Ok(Outcome::Clean)
}

/// A comment of CoNLL-U ends with its line.
fn one_line(id: &str) -> String {
    id.split_whitespace().collect::<Vec<_>>().join(" ")
}
