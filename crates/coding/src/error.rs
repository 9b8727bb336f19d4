//! What can go wrong in reading the lexicon and the models of acts and factuality. Coding itself cannot fail.

use std::fmt;

/// A file of the lexicon, or a model of acts or factuality, that cannot be read.
#[derive(Debug)]
pub struct Error {
    file: String,
    what: String,
}

impl Error {
    pub(crate) fn lexicon(file: &str, what: &str) -> Self {
        Self { file: format!("data/lexicon/{file}"), what: what.to_owned() }
    }

    pub(crate) fn model(what: &str) -> Self {
        Self { file: "the model of acts".to_owned(), what: what.to_owned() }
    }

    pub(crate) fn factuality(what: &str) -> Self {
        Self { file: "the model of factuality".to_owned(), what: what.to_owned() }
    }

    /// The file.
    pub fn file(&self) -> &str {
        &self.file
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.what)
    }
}

impl std::error::Error for Error {}
