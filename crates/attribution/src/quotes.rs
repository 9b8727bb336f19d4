//! Which tokens of a sentence are quoted.

use crate::tree::Tree;

/// A quotation in a sentence: first and last token, with its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Whether it goes on from the sentence before.
    pub(crate) goes_on: bool,
    /// Whether it is still open at the end of the sentence.
    pub(crate) is_open: bool,
}

impl Quote {
    pub(crate) fn tokens(self) -> std::ops::RangeInclusive<usize> {
        self.first..=self.last
    }
}

/// The quotations of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Quoted {
    pub(crate) all: Vec<Quote>,
    at: Vec<Option<usize>>,
}

impl Quoted {
    /// `open`: whether a quotation is open at the start of the sentence.
    pub(crate) fn find(tree: &Tree<'_>, open: bool) -> Self {
        let mut all = Vec::new();
        let mut start = open.then_some(0);
        for token in 0..tree.len() {
            match (mark(tree.form(token)), start) {
                (Some(Mark::Opens | Mark::Either), None) => start = Some(token),
                // A paragraph of a long quotation opens it anew.
                (Some(Mark::Opens), Some(_)) => {}
                (Some(Mark::Either), Some(0)) if token == 0 => {}
                (Some(_), Some(first)) => {
                    all.push(Quote {
                        first,
                        last: token,
                        goes_on: open && all.is_empty() && first == 0,
                        is_open: false,
                    });
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(first) = start.filter(|&f| f < tree.len()) {
            let goes_on = open && all.is_empty() && first == 0;
            all.push(Quote { first, last: tree.len() - 1, goes_on, is_open: true });
        }
        let mut at = vec![None; tree.len()];
        for (number, quote) in all.iter().enumerate() {
            quote.tokens().for_each(|t| at[t] = Some(number));
        }
        Self { all, at }
    }

    /// The quotation that a token is in.
    pub(crate) fn at(&self, token: usize) -> Option<usize> {
        self.at[token]
    }

    pub(crate) fn is_open(&self) -> bool {
        self.all.last().is_some_and(|q| q.is_open)
    }

    /// Whether nothing but marks is outside a quotation.
    pub(crate) fn is_all(&self, tree: &Tree<'_>) -> bool {
        !self.all.is_empty() && (0..tree.len()).all(|t| self.at[t].is_some() || tree.is_punct(t))
    }
}

enum Mark {
    Opens,
    Closes,
    Either,
}

fn mark(form: &str) -> Option<Mark> {
    match form {
        "\u{201c}" | "``" | "\u{ab}" | "\u{201e}" => Some(Mark::Opens),
        "\u{201d}" | "\u{bb}" => Some(Mark::Closes),
        "\"" | "''" => Some(Mark::Either),
        _ => None,
    }
}
