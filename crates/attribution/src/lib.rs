//! Who says what: finds, in a parsed document, the sources, cues and contents of speech, thought and intention.
//!
//! Rules over dependency trees; the cue words are data (`data/attribution/`). Nothing here knows politics.
//! [`find`] reads a whole document, a [`Finder`] one sentence after the other. Work is bounded by the length of
//! a sentence, of which the tokeniser cuts all that are longer than 256 tokens. The way of a sentence is `quotes`
//! (which tokens are quoted) → `predicates`, `nouns`, `phrases` (cues with their source and content) → `finder` (quotations
//! that no cue of the sentence took).

mod content;
mod cue;
mod document;
mod draft;
mod finder;
mod gather;
mod nouns;
mod phrases;
mod predicates;
mod quotes;
#[cfg(test)]
mod tests;
mod tree;
mod words;

pub use document::find;
pub use finder::Finder;

use detente_text::Span;
use serde::Deserialize;

/// What sort of attitude a cue reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Somebody says, writes, asks or orders.
    Speech,
    /// Somebody denies or refuses.
    Denial,
    /// Somebody accuses or criticises.
    Accusation,
    /// Somebody thinks or expects.
    Belief,
    /// Somebody wants, plans, likes or fears.
    Desire,
    /// Somebody knows or learns.
    Knowledge,
    /// A thing shows or suggests.
    Document,
}

impl Kind {
    /// As written in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Denial => "denial",
            Self::Accusation => "accusation",
            Self::Belief => "belief",
            Self::Desire => "desire",
            Self::Knowledge => "knowledge",
            Self::Document => "document",
        }
    }

    /// Whether something is uttered, not only thought or wanted.
    pub fn is_uttered(self) -> bool {
        matches!(self, Self::Speech | Self::Denial | Self::Accusation)
    }
}

/// How much of the content is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

impl Style {
    /// As written in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// A source as named in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the phrase, without what is coordinated with it.
    pub span: Span,
    /// Which of `Doc::sentences` it is in.
    pub sentence: usize,
    /// Its head: a token of that sentence.
    pub head: usize,
    /// For "who" and "which", the head of the noun that they stand for.
    pub antecedent: Option<usize>,
}

/// Somebody says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who; several when they are coordinated, none when nobody is named.
    pub sources: Vec<Mention>,
    /// The words that say so; none for a bare quotation.
    pub cue: Option<Span>,
    /// The cue's sentence and its head token there.
    pub cue_head: Option<(usize, usize)>,
    /// What sort of attitude.
    pub kind: Kind,
    /// What is said, in text order.
    pub content: Vec<Span>,
    /// How much of it is quoted.
    pub style: Style,
    /// First and last of `Doc::sentences` with content.
    pub sentences: (usize, usize),
    /// Whether source and cue are those of an earlier sentence.
    pub carried: bool,
}

impl Attribution {
    /// Whether the content holds a span.
    pub fn covers(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.contains(span))
    }

    /// From the first to the last byte of its content.
    pub fn content_cover(&self) -> Span {
        self.content.iter().copied().reduce(Span::cover).unwrap_or_default()
    }

    /// From the first to the last byte of all its spans that lie in the sentences of its content.
    pub(crate) fn cover(&self) -> Span {
        let parts = self.sources.iter().map(|s| s.span).chain(self.cue);
        parts.filter(|_| !self.carried).fold(self.content_cover(), Span::cover)
    }
}
