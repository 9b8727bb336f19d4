//! What can go wrong with a store: what was being done, to which file, and what to do about it.

use std::{error::Error as StdError, fmt, path::Path};

/// An error of this crate. Its message names the file; a line `hint:` says what to do where that is known.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    hint: Option<&'static str>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Io,
    Locked,
    Newer,
    NotAStore,
    Corrupt,
    Invalid,
}

impl Error {
    pub(crate) fn io(doing: &str, path: &Path, source: std::io::Error) -> Self {
        let hint = match source.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Some("choose a folder that you may write to")
            }
            std::io::ErrorKind::StorageFull => Some("free some space; what was acknowledged is safe"),
            _ => None,
        };
        Self::new(Kind::Io, format!("{doing} {}", path.display()), hint, Some(Box::new(source)))
    }

    pub(crate) fn locked(path: &Path) -> Self {
        let message = format!("{} is being written by another process", path.display());
        Self::new(Kind::Locked, message, Some("wait until it is done; readers need not wait"), None)
    }

    pub(crate) fn newer(path: &Path, found: u64, known: u64) -> Self {
        let message = format!("{}: store format {found}, this program knows {known}", path.display());
        Self::new(Kind::Newer, message, Some("use a newer version of detente"), None)
    }

    pub(crate) fn not_a_store(path: &Path, why: &str) -> Self {
        let message = format!("{} is no store: {why}", path.display());
        Self::new(
            Kind::NotAStore,
            message,
            Some("name a new or empty folder, or one that detente made"),
            None,
        )
    }

    pub(crate) fn corrupt(path: &Path, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let hint = "restore the file from a copy, or code the articles again into a new store";
        Self::new(Kind::Corrupt, format!("{} is damaged", path.display()), Some(hint), Some(source.into()))
    }

    pub(crate) fn invalid(message: String) -> Self {
        Self::new(Kind::Invalid, message, None, None)
    }

    pub(crate) fn output(source: std::io::Error) -> Self {
        Self::new(Kind::Io, "writing the output".to_owned(), None, Some(Box::new(source)))
    }

    fn new(
        kind: Kind,
        message: String,
        hint: Option<&'static str>,
        source: Option<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { kind, message, hint, source }
    }

    /// Whether the system refused: no such folder, no permission, disk full.
    pub fn is_io(&self) -> bool {
        self.kind == Kind::Io
    }

    /// Whether another process is writing to the store.
    pub fn is_locked(&self) -> bool {
        self.kind == Kind::Locked
    }

    /// Whether the store is of a newer format than this program knows.
    pub fn is_newer(&self) -> bool {
        self.kind == Kind::Newer
    }

    /// Whether the folder holds no store.
    pub fn is_not_a_store(&self) -> bool {
        self.kind == Kind::NotAStore
    }

    /// Whether a file of the store is damaged.
    pub fn is_corrupt(&self) -> bool {
        self.kind == Kind::Corrupt
    }

    /// Whether a file was not there: a reader whose files a writer has just replaced.
    pub(crate) fn is_gone(&self) -> bool {
        let io = self.source.as_ref().and_then(|s| s.downcast_ref::<std::io::Error>());
        io.is_some_and(|e| e.kind() == std::io::ErrorKind::NotFound)
    }

    /// Whether the reader of the output has gone (`detente events … | head`), which is no failure.
    pub fn is_broken_pipe(&self) -> bool {
        let io = self.source.as_ref().and_then(|s| s.downcast_ref::<std::io::Error>());
        io.is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        if let Some(hint) = self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl StdError for Error {}

/// The result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
