//! A document: an article cut into parts, sentences and tokens. Tokens are kept as one column of spans
//! over the whole article; a sentence is a range of it.

use crate::{Article, Part, Span};
use std::ops::Range;

/// An article with its parts, sentences and tokens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doc {
    /// The article, unchanged.
    pub article: Article,
    /// In text order.
    pub parts: Vec<Part>,
    /// In text order; none crosses a part.
    pub sentences: Vec<Sentence>,
    /// The words and marks of all sentences, in text order. UD tokens: `don't` is `do` + `n't`.
    pub tokens: Vec<Span>,
}

/// One sentence of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes in the article's text, without surrounding white space.
    pub span: Span,
    /// Its tokens, as a range of `Doc::tokens`. At most [`Sentence::MAX_TOKENS`].
    pub tokens: Range<usize>,
    /// Which of `Doc::parts` it lies in.
    pub part: usize,
}

impl Sentence {
    /// A longer run of tokens is cut here, so that work per sentence is bounded.
    pub const MAX_TOKENS: usize = 256;
}

impl Doc {
    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.article.text)
    }

    /// The token spans of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Span] {
        &self.tokens[sentence.tokens.clone()]
    }
}
