//! The one error of this crate: a model that cannot be used.

use std::fmt;

/// Why a model cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    what: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Foreign,
    Corrupt,
}

impl Error {
    /// The bytes are no model, or one of another version or of other tag sets.
    pub(crate) fn foreign(what: &'static str) -> Self {
        Self { kind: Kind::Foreign, what }
    }

    /// The bytes were a model once, and are damaged.
    pub(crate) fn corrupt(what: &'static str) -> Self {
        Self { kind: Kind::Corrupt, what }
    }

    /// Whether the bytes are damaged, rather than something else altogether.
    pub fn is_corrupt(&self) -> bool {
        self.kind == Kind::Corrupt
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, hint) = match self.kind {
            Kind::Foreign => ("not a model of this version", "train it again with `detente-train`"),
            Kind::Corrupt => ("damaged model", "fetch or build the file again"),
        };
        write!(f, "reading the language model: {kind}: {}\nhint: {hint}", self.what)
    }
}

impl std::error::Error for Error {}
