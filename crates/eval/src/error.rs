//! Gold that cannot be read.

use std::fmt;

/// A line of gold that is not as INTERFACES says, or whose text is not the one that was annotated.
#[derive(Debug)]
pub struct Error {
    line: usize,
    what: String,
}

impl Error {
    pub(crate) fn new(line: usize, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }

    /// Line of the gold file, from 1.
    pub fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for Error {}
