//! Documents from rows of words.

use crate::{Links, Why, resolve};
use detente_parse::{Deprel, Name, NameKind, ParsedSentence, Syntax, Upos, Xpos};
use detente_text::{Doc, Sentence, Span};

/// A document with its syntax.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub doc: Doc,
    pub syntax: Vec<Syntax>,
}

impl Document {
    /// A sentence a string, a word a line: form, part of speech, Penn tag, head (from 1, 0 for the root), relation, and
    /// if need be the lemma and the kind of name (`B-PER`, `I-PER`). An empty line before a sentence starts a paragraph.
    pub(crate) fn new(sentences: &[&str]) -> Self {
        let mut document = Self::default();
        for sentence in sentences {
            document.add(sentence);
        }
        document
    }

    fn add(&mut self, rows: &str) {
        if rows.starts_with("\n\n") {
            self.doc.article.text.push('\n');
        }
        let (first, start) = (self.doc.tokens.len(), self.doc.article.text.len());
        let mut syntax = Syntax::default();
        for row in rows.lines().filter(|row| !row.trim().is_empty()) {
            let fields: Vec<&str> = row.split_whitespace().collect();
            self.add_word(fields[0]);
            add_syntax(&fields, &mut syntax);
        }
        let span = Span::new(start, self.doc.article.text.len() - 1);
        self.doc.sentences.push(Sentence { span, tokens: first..self.doc.tokens.len(), part: 0 });
        self.syntax.push(syntax);
    }

    pub(crate) fn add_word(&mut self, form: &str) {
        let text = &mut self.doc.article.text;
        self.doc.tokens.push(Span::new(text.len(), text.len() + form.len()));
        text.push_str(form);
        text.push(' ');
    }

    pub(crate) fn links(&self) -> Links {
        let pairs = self.doc.sentences.iter().zip(&self.syntax);
        let sentences: Vec<_> =
            pairs.map(|(sentence, syntax)| ParsedSentence { doc: &self.doc, sentence, syntax }).collect();
        resolve(&sentences)
    }

    /// Where a form is, the nth time.
    fn find(&self, form: &str, nth: usize) -> (usize, usize) {
        let all = self.doc.sentences.iter().enumerate().flat_map(|(s, sentence)| {
            self.doc.tokens_of(sentence).iter().enumerate().map(move |(t, &span)| (s, t, self.doc.text(span)))
        });
        let found = all.filter(|&(_, _, text)| text == form).nth(nth - 1);
        found.map(|(s, t, _)| (s, t)).expect("the form is in the document")
    }
}

fn add_syntax(fields: &[&str], syntax: &mut Syntax) {
    let token = syntax.head.len();
    let head: u32 = fields[3].parse().expect("a number");
    syntax.upos.push(Upos::from_name(fields[1]));
    syntax.xpos.push(Xpos::from_name(fields[2]));
    syntax.head.push(head.checked_sub(1).unwrap_or(token as u32));
    syntax.deprel.push(Deprel::from_name(fields[4]));
    let lemma = fields.get(5).filter(|f| !f.contains('-')).copied();
    let lower = fields[0].to_lowercase();
    let own = if fields[1] == "PROPN" { fields[0] } else { lower.as_str() };
    syntax.lemma.push(lemma.unwrap_or(own).into());
    match fields.iter().find_map(|f| f.split_once('-').filter(|(place, _)| matches!(*place, "B" | "I"))) {
        Some(("B", kind)) => {
            let kind = NameKind::ALL.into_iter().find(|k| k.name() == kind).expect("a kind of name");
            syntax.names.push(Name { tokens: token..token + 1, kind });
        }
        Some(_) => syntax.names.last_mut().expect("a name before").tokens.end += 1,
        None => {}
    }
}

/// A form and which of its occurrences.
pub(crate) type Word<'w> = (&'w str, usize);

/// What the mention that a word heads is linked to, and why.
pub(crate) fn antecedent(sentences: &[&str], word: Word<'_>) -> Option<(String, Why)> {
    let document = Document::new(sentences);
    let links = document.links();
    let (sentence, token) = document.find(word.0, word.1);
    let (mention, why) = links.antecedent(sentence, token)?;
    let sentence = &document.doc.sentences[mention.sentence];
    let tokens = &document.doc.tokens_of(sentence)[mention.tokens.clone()];
    let span = tokens[0].cover(tokens[tokens.len() - 1]);
    Some((document.doc.text(span).to_owned(), why))
}

/// Asserts that a word is linked to a phrase.
#[track_caller]
pub(crate) fn check(sentences: &[&str], word: Word<'_>, expect: &str, why: Why) {
    assert_eq!(antecedent(sentences, word), Some((expect.to_owned(), why)));
}

/// Asserts that a word is linked to nothing.
#[track_caller]
pub(crate) fn check_none(sentences: &[&str], word: Word<'_>) {
    assert_eq!(antecedent(sentences, word), None);
}
