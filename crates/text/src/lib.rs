//! Articles, their parts, sentences and tokens. Every unit is a byte span of the article's text as ingested.
//!
//! This crate knows no models and no files. [`Doc::new`] never fails: any text gives a document. The way of a
//! text is `lines` (paragraphs) → `residue` and `parts` (what is body, teaser, caption) → `dateline` (where the
//! first sentence starts) → `tokens`, `words`, `web` → `sentences`. Word lists are data (`data/text/`).

mod article;
mod casing;
mod chars;
mod dateline;
mod doc;
mod lines;
mod lists;
mod parts;
mod read;
mod residue;
mod sentences;
mod span;
#[cfg(test)]
mod tests;
mod tokens;
mod web;
mod words;

pub use article::{Article, Part, PartKind};
pub use casing::recased;
pub use doc::{Doc, Sentence};
pub use span::Span;
