//! Mentions as the rules see them: the noun phrase or pronoun that a token heads, and what can be told of it.

use crate::agreement::Agreement;
use crate::lists::{Pronoun, Sorts};
use crate::name::Name;
use crate::tree::Role;
use std::ops::Range;

/// One mention.
#[derive(Clone, Debug)]
pub(crate) struct Nominal {
    pub sentence: usize,
    pub head: usize,
    pub tokens: Range<usize>,
    pub extent: Extent,
    pub form: Form,
    /// The lemma of its head in lower case.
    pub lemma: String,
    pub plural: bool,
    pub determiner: Determiner,
    /// Content words that its head has, as lemmas in lower case, in text order.
    pub modifiers: Vec<String>,
    pub sorts: Sorts,
    pub agreement: Agreement,
    pub role: Role,
    /// Whether a relative clause or the like is part of it.
    pub has_clause: bool,
    /// The head of the name inside that is not a mention of its own.
    pub alias: Option<usize>,
}

/// What of its head's phrase it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// A phrase of its own.
    Phrase,
    /// A whole coordination ("Ann and Bob"), whose head is its first member.
    Group,
    /// Part of a longer name, and a mention only if the name is known by itself ("the *Ann Lee* Foundation").
    Nested,
}

/// What kind of mention it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Pronoun(Pronoun),
    Name(Name),
    Noun,
}

/// What opens a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Determiner {
    The,
    /// "this", "that", "these", "those".
    Demonstrative,
    /// "a", "some", "another", "no".
    Indefinite,
    /// "his", "the party's": by its token.
    Possessive(usize),
    None,
}

impl Nominal {
    pub(crate) fn is_group(&self) -> bool {
        self.extent == Extent::Group
    }

    pub(crate) fn is_nested(&self) -> bool {
        self.extent == Extent::Nested
    }

    pub(crate) fn name(&self) -> Option<&Name> {
        match &self.form {
            Form::Name(name) if !self.is_group() => Some(name),
            _ => None,
        }
    }

    pub(crate) fn pronoun(&self) -> Option<Pronoun> {
        match self.form {
            Form::Pronoun(pronoun) => Some(pronoun),
            _ => None,
        }
    }
}
