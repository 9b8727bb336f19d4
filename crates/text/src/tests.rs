//! Tests of reading, by what is read: sentences, tokens, parts, and properties of any text.

mod any_text;
mod parts;
mod sentences;
mod tokens;

use crate::{Article, Doc};

/// The document of a text without anything else.
fn doc(text: &str) -> Doc {
    Doc::new(Article { text: text.to_owned(), ..Article::default() })
}
