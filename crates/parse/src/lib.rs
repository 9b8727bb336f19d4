//! Tagger, lemmatiser, dependency parser and name recogniser for English news, and the format of their model.
//!
//! One sentence in, its [`Syntax`] out: Universal Dependencies over the tokens of `detente-text`. Nothing here
//! knows politics. Two tiers share everything but the encoder: the same words give the same syntax on every
//! machine, alone or in company (see `detente-nn`).
//!
//! The modules that the documentation hides are public for `detente-train` alone, so that training and
//! inference see the same features and the same format; they change with the model's version.

mod arborescence;
pub mod conllu;
mod convolution;
mod error;
#[doc(hidden)]
pub mod format;
#[doc(hidden)]
pub mod hash;
mod heads;
#[doc(hidden)]
pub mod lemma;
#[doc(hidden)]
pub mod names;
mod parser;
#[doc(hidden)]
pub mod pieces;
#[doc(hidden)]
pub mod spelling;
mod syntax;
#[doc(hidden)]
pub mod table;
mod tags;
#[cfg(test)]
mod tests;
mod tier;
mod transformer;
#[doc(hidden)]
pub mod vectors;

pub use error::Error;
pub use parser::{Parser, Reader, Scratch};
pub use syntax::{Name, NameKind, ParsedSentence, Syntax};
pub use tags::{Deprel, Upos, Xpos};
pub use tier::{Tier, UnknownTier};
