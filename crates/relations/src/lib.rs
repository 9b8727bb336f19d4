//! The relation of two sides as figures: series of vows and deeds, the gap between words and deeds, and how often
//! vows hold. Pure numbers in, pure numbers out.
//!
//! The way through the crate: [`measure`] takes plain [`Observation`]s and [`Settings`] and gives [`Measures`].
//! `period` cuts time, `series` counts, `index` turns counts into words, deeds and gap, `vows` tests whether deeds
//! follow vows, `summary` says it in sentences. Beside it, on plain series: [`reciprocity()`] asks whether the sides
//! answer each other, by way of [`autoregression`], and [`breaks`] when a level changed. The formulas, with their
//! sources, are in `docs/measures.md`.
//!
//! **Invariants.** No files, no clock, no text; random draws come from a seed that is part of the settings. The
//! order of the observations does not matter, and exchanging the two sides exchanges the two dyads.

mod answers;
pub mod autoregression;
pub mod breaks;
pub mod distributions;
mod error;
mod error_rates;
mod fencing;
mod first;
mod index;
mod linalg;
mod measures;
pub mod network;
mod observation;
mod period;
mod random;
pub mod reciprocity;
mod series;
mod summary;
mod summary_answers;
pub mod surprise;
mod vows;
pub mod watch;

#[cfg(test)]
mod simulated;
#[cfg(test)]
mod tests;

pub use error::Error;
pub use error_rates::ErrorRates;
pub use fencing::{Certainty, Conduct, Finding, Verdict};
pub use first::{Episode, FirstMoves};
pub use index::Index;
pub use measures::{Dyad, LeftOut, Measures, Note, Placement, Settings, Side, measure};
pub use observation::{Counts, Direction, Group, Observation};
pub use period::Period;
pub use reciprocity::{Coefficient, Reciprocity, Response, TitForTat, reciprocity};
pub use series::Row;
pub use vows::{VowPair, VowTest};
