//! What stops an import altogether, as against a row that is refused.

use std::fmt;

/// A file that cannot be imported: not readable, or not in the format given. What is displayed names neither the file, which the
/// caller knows, nor the hint.
#[derive(Debug)]
pub struct Error {
    message: String,
    hint: Option<String>,
    source: Option<std::io::Error>,
}

impl Error {
    pub(crate) fn new(message: String, hint: Option<String>) -> Self {
        Self { message, hint, source: None }
    }

    pub(crate) fn io(source: std::io::Error) -> Self {
        Self { message: format!("cannot be read: {source}"), hint: None, source: Some(source) }
    }

    /// Whether reading failed, as against the file being in another format.
    pub fn is_io(&self) -> bool {
        self.source.is_some()
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e as &(dyn std::error::Error + 'static))
    }
}
