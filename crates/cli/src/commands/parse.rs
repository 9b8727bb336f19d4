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
    let parser = Parser::embedded();
    let mut scratch = Scratch::default();
    let mut out = stdout();
    for article in read_articles(&args.inputs, diagnostics) {
        let doc = Doc::new(article);
        let mut text = String::new();
        for (index, sentence) in doc.sentences.iter().enumerate() {
            let syntax = parser.parse_with(&mut scratch, &doc, sentence);
            let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
            text.clear();
            conllu::write(&parsed, &format!("{}-{index}", doc.article.id), &mut text)?;
            out.write_all(text.as_bytes())?;
        }
    }
    out.flush()?;
    Ok(Outcome::Clean)
}
