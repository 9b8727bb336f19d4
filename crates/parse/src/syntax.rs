//! What the parser says of one sentence, as columns over its tokens, and a view of it for readers.

use crate::{Deprel, Upos, Xpos};
use compact_str::CompactString;
use detente_text::{Doc, Sentence, Span};
use std::ops::Range;

/// The analysis of one sentence. All columns have one entry a token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Syntax {
    /// Universal part of speech.
    pub upos: Vec<Upos>,
    /// Penn tag: tense and number are read off it.
    pub xpos: Vec<Xpos>,
    /// Lower-cased dictionary form, but for proper nouns, which keep their case.
    pub lemma: Vec<CompactString>,
    /// Index of the head in the sentence; the root is its own head. Always one tree.
    pub head: Vec<u32>,
    /// Relation to the head.
    pub deprel: Vec<Deprel>,
    /// Names, in text order, not overlapping.
    pub names: Vec<Name>,
}

impl Syntax {
    /// The root of the first tree; none when there are no tokens.
    pub(crate) fn root(&self) -> Option<u32> {
        (0..self.head.len() as u32).find(|&i| self.head[i as usize] == i)
    }
}

/// A name found in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Token indices in the sentence.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A person.
    Per,
    /// An organisation.
    Org,
    /// A place or country.
    Loc,
    /// A nationality, religion or other group word ("Iranian", "Sunni").
    Norp,
    /// Anything else with a name.
    Misc,
}

impl NameKind {
    /// All, in order of their discriminants.
    pub const ALL: [Self; 5] = [Self::Per, Self::Org, Self::Loc, Self::Norp, Self::Misc];

    /// As written in BIO tags.
    pub fn name(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Loc => "LOC",
            Self::Norp => "NORP",
            Self::Misc => "MISC",
        }
    }
}

/// A sentence of a document together with its syntax.
#[derive(Clone, Copy, Debug)]
pub struct ParsedSentence<'a> {
    /// The document.
    pub doc: &'a Doc,
    /// The sentence in it.
    pub sentence: &'a Sentence,
    /// Its syntax.
    pub syntax: &'a Syntax,
}

impl<'a> ParsedSentence<'a> {
    /// How many tokens.
    pub fn len(&self) -> usize {
        self.syntax.head.len()
    }

    /// Whether it has no tokens.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Byte span of a token in the article.
    pub fn span(&self, token: usize) -> Span {
        self.doc.tokens[self.sentence.tokens.start + token]
    }

    /// A token as written.
    pub fn form(&self, token: usize) -> &'a str {
        self.span(token).of(&self.doc.article.text)
    }

    /// Its lemma.
    pub fn lemma(&self, token: usize) -> &'a str {
        self.syntax.lemma[token].as_str()
    }

    /// Its universal part of speech.
    pub fn upos(&self, token: usize) -> Upos {
        self.syntax.upos[token]
    }

    /// Its Penn tag.
    pub fn xpos(&self, token: usize) -> Xpos {
        self.syntax.xpos[token]
    }

    /// Its relation to its head.
    pub fn deprel(&self, token: usize) -> Deprel {
        self.syntax.deprel[token]
    }

    /// Its head, none for the root.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.syntax.head[token] as usize;
        (head != token).then_some(head)
    }

    /// Its dependents, in text order.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + use<'a> {
        let heads: &'a [u32] = &self.syntax.head;
        (0..heads.len()).filter(move |&i| i != token && heads[i] as usize == token)
    }

    /// Bytes from the first of the tokens to the end of the last.
    pub fn cover(&self, tokens: Range<usize>) -> Span {
        self.span(tokens.start).cover(self.span(tokens.end.max(tokens.start + 1) - 1))
    }
}
