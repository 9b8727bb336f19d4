//! What can go wrong in reading the lexicon. Coding itself cannot fail.

use std::fmt;

/// A lexicon file that cannot be read.
#[derive(Debug)]
pub struct Error {
    file: String,
    what: String,
}

impl Error {
    pub(crate) fn lexicon(file: &str, what: &str) -> Self {
        Self { file: file.to_owned(), what: what.to_owned() }
    }

    /// The file in `data/lexicon`.
    pub fn file(&self) -> &str {
        &self.file
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/lexicon/{}: {}", self.file, self.what)
    }
}

impl std::error::Error for Error {}
