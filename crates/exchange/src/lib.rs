//! The event files of others, read into [`detente_stories::Event`], and our events written as theirs (docs/exchange.md).
//!
//! The way of a row: `lines` cuts the bytes, `record` splits a line, `layout` says which column is where, a module a format
//! (`gdelt`, `icews`, `polecat`, `acled`, `ucdp`, `phoenix`, `plover`, `keds`) makes a draft of an event of it with `actors`,
//! `codes`, `dates` and `places`, and `rows` gives it an id and keeps the tally. What the codes of others mean is data: `data/imports`.
//!
//! **Invariants.** Knows no Arrow and no store. No bytes make it fail: what cannot be read is a [`Problem`] with its line, and
//! what was put right is counted under a name. Memory is bounded by one row, and by 32 bytes or so a row for the ids seen.
//! The same file gives the same ids.

mod acled;
mod actors;
mod codes;
mod dates;
mod draft;
mod error;
mod export;
mod format;
mod gdelt;
mod guess;
mod icews;
mod ids;
mod keds;
mod layout;
mod lines;
mod numbers;
mod phoenix;
mod places;
mod plover;
mod polecat;
mod record;
mod rows;
mod tables;
mod tally;
mod ucdp;

pub use error::Error;
pub use export::{GdeltWriter, IcewsWriter};
pub use format::{Dataset, Format, Options, Scheme};
pub use rows::{Row, Rows, read};
pub use tally::{Problem, Reason, Repair, Tally};

#[cfg(test)]
mod tests;
