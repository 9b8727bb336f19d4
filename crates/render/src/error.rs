//! What can go wrong when a page is drawn: nothing that the text of an article can cause.

use std::{error::Error as StdError, fmt};

/// Why a PDF or a PNG could not be made.
#[derive(Debug)]
pub struct Error {
    doing: &'static str,
    source: Box<dyn StdError + Send + Sync>,
}

impl Error {
    pub(crate) fn drawing(doing: &'static str, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { doing, source: source.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.doing, self.source)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
