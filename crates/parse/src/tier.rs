//! The two tiers.

use std::fmt;
use std::str::FromStr;

/// How much work a sentence is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tier {
    /// Convolutions over hashed words: for archives of millions of articles.
    Fast,
    /// A small transformer: better, and slower by some fifteen times.
    #[default]
    Accurate,
}

impl Tier {
    /// All, in order of their discriminants.
    pub const ALL: [Self; 2] = [Self::Fast, Self::Accurate];

    /// As written on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Accurate => "accurate",
        }
    }

    /// The name of its shipped model.
    pub fn model(self) -> &'static str {
        match self {
            Self::Fast => "en-fast",
            Self::Accurate => "en-accurate",
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Tier {
    type Err = UnknownTier;

    fn from_str(name: &str) -> Result<Self, UnknownTier> {
        Self::ALL.into_iter().find(|tier| tier.name() == name).ok_or(UnknownTier)
    }
}

/// A name that is no tier's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownTier;

impl fmt::Display for UnknownTier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a tier\nhint: the tiers are fast and accurate")
    }
}

impl std::error::Error for UnknownTier {}
