//! What the rules read: a document of the treebank as text, and its syntax.

use crate::conllu::{self, Document};
use detente_parse::{ParsedSentence, Parser, Syntax, Tier};
use detente_text::{Article, Doc, Sentence, Span};

/// Whose trees are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trees {
    Gold,
    Parser,
}

/// The text put together again: one space between words, an empty line between paragraphs.
pub fn text_of(document: &Document) -> Doc {
    let mut doc = Doc { article: Article::default(), ..Doc::default() };
    let mut text = String::new();
    for sentence in &document.sentences {
        text.push_str(if sentence.paragraph { "\n\n" } else { "" });
        let (first, start) = (doc.tokens.len(), text.len());
        for form in &sentence.forms {
            doc.tokens.push(Span::new(text.len(), text.len() + form.len()));
            text.push_str(form);
            text.push(' ');
        }
        let span = Span::new(start, text.len() - usize::from(!sentence.forms.is_empty()));
        doc.sentences.push(Sentence { span, tokens: first..doc.tokens.len(), part: 0 });
    }
    doc.article.text = text;
    doc
}

/// Names are the parser's in both cases: the treebank has none.
pub fn syntax_of(document: &Document, trees: Trees, tier: Tier) -> Vec<Syntax> {
    let parser = Parser::of(tier);
    let parse = |sentence: &conllu::Sentence| {
        let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        let parsed = parser.parse_tokens(&forms);
        match trees {
            Trees::Gold => Syntax { names: parsed.names, ..sentence.syntax.clone() },
            Trees::Parser => parsed,
        }
    };
    document.sentences.iter().map(parse).collect()
}

pub fn parsed<'a>(doc: &'a Doc, syntax: &'a [Syntax]) -> Vec<ParsedSentence<'a>> {
    let pairs = doc.sentences.iter().zip(syntax);
    pairs.map(|(sentence, syntax)| ParsedSentence { doc, sentence, syntax }).collect()
}
