//! The lexicon of acts, read from `data/lexicon` and compiled in: which words name which act (docs/lexicon.md).

mod compile;
mod files;
mod lint;
pub(crate) mod schema;

pub(crate) use compile::{Condition, Lexicon, Pattern, Role, Rule, Target, WordList};
pub(crate) use schema::{CountFile, Grammar, LinkEntry, Needs, OperatorClass, Way, WordLists};

pub use lint::{LexiconProblem, check_lexicon};
