//! Puts the stages together: articles in, coded articles out, in the order of the input whatever the number of threads.
//!
//! **Invariant**: an article is coded by itself; nothing that one article says reaches another. So threads, batch sizes
//! and the cutting of the input cannot change a byte of the output.

mod article;
#[cfg(test)]
mod tests;
mod threads;

pub use article::{Actors, ArticleCoder, CodedArticle};
pub use threads::{Options, code_all};
