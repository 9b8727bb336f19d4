//! What can be wrong with the settings; observations cannot make [`crate::measure`] fail.

use std::fmt;

/// Why no measures could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    EmptyWindow { from: String, to: String },
    TooManyPeriods { periods: u64, limit: u64 },
}

impl Error {
    pub(crate) fn empty_window(from: impl fmt::Display, to: impl fmt::Display) -> Self {
        Self(Kind::EmptyWindow { from: from.to_string(), to: to.to_string() })
    }

    pub(crate) fn too_many_periods(periods: u64, limit: u64) -> Self {
        Self(Kind::TooManyPeriods { periods, limit })
    }

    /// Whether the first day asked for comes after the last.
    pub fn is_empty_window(&self) -> bool {
        matches!(self.0, Kind::EmptyWindow { .. })
    }

    /// Whether the window holds more periods than a series may have.
    pub fn is_too_many_periods(&self) -> bool {
        matches!(self.0, Kind::TooManyPeriods { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::EmptyWindow { from, to } => {
                write!(
                    f,
                    "cannot measure from {from} to {to}: the window is empty\nhint: give the earlier day first"
                )
            }
            Kind::TooManyPeriods { periods, limit } => write!(
                f,
                "cannot make a series of {periods} periods (at most {limit})\n\
                 hint: choose a longer period, or a first and a last day"
            ),
        }
    }
}

impl std::error::Error for Error {}
