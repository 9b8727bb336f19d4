//! What could not be read as it stands.

use std::fmt;
use std::path::{Path, PathBuf};

/// An input, or a piece of one, that could not be read as it stands. The rest of the input is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder as named or found; `-` for the standard input.
    pub path: PathBuf,
    /// The line of the file, from 1, where there is one.
    pub line: Option<u64>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Whether something was left out: the file, the record. Otherwise an article follows that was read with
    /// the fault mended (its date dropped, its broken characters replaced).
    pub skipped: bool,
}

impl Problem {
    /// A problem by which `path` or a record of it is skipped.
    pub(crate) fn skipped(path: &Path, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, what: what.into(), hint: None, skipped: true }
    }

    /// A problem with which the article is kept.
    pub(crate) fn kept(path: &Path, what: impl Into<String>) -> Self {
        Self { skipped: false, ..Self::skipped(path, what) }
    }

    pub(crate) fn at(self, line: u64) -> Self {
        Self { line: Some(line), ..self }
    }

    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// `path:line: what`, and `hint: …` on a line of its own.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.what)?;
        match &self.hint {
            Some(hint) => write!(f, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}
