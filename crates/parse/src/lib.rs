//! Tagger, lemmatiser, dependency parser and name recogniser for English news, and the format of their model.
//!
//! One sentence in, its [`Syntax`] out: Universal Dependencies over the tokens of `detente-text`. Nothing here
//! knows politics. All arithmetic is on integers, so the same sentence gives the same syntax on every machine.
//!
//! The modules that the documentation hides are public for `detente-train` alone, so that training and
//! inference see the same features and the same format; they change with the model's version.

pub mod conllu;
mod error;
#[doc(hidden)]
pub mod features;
#[doc(hidden)]
pub mod hash;
#[doc(hidden)]
pub mod label_features;
#[doc(hidden)]
pub mod lemma;
#[doc(hidden)]
pub mod lexicon;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod move_features;
#[doc(hidden)]
pub mod names;
#[doc(hidden)]
pub mod node;
#[doc(hidden)]
pub mod parser;
#[doc(hidden)]
pub mod state;
mod syntax;
#[doc(hidden)]
pub mod table;
#[doc(hidden)]
pub mod tagger;
mod tags;
#[cfg(test)]
mod tests;
#[doc(hidden)]
pub mod word;

pub use error::Error;
pub use parser::{Parser, Scratch};
pub use syntax::{Name, NameKind, ParsedSentence, Syntax};
pub use tags::{Deprel, Upos, Xpos};
