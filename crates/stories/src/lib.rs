//! Reports of the same act become one event, and an event becomes directed dyads.
//!
//! Two steps, both pure functions of the set of reports, so that the order in which articles arrive changes nothing:
//! 1. [`tellings`]: inside one article, reports that tell of the same act are one *telling* (codebook §10).
//! 2. [`merge`]: tellings with the same [`Key`] (type, status, parties, date and place all equal) that contradict
//!    each other in nothing are one [`Event`].
//!
//! A store merges step by step: it keeps each event's key, and when articles with some keys come or go it calls
//! [`merge`] again with all tellings of those keys, and [`succeed`] to keep the ids that were given before.

mod build;
mod dyads;
mod event;
mod history;
mod merge;
mod same_act;
mod telling;

pub use dyads::{Dyad, Level, ParseSideError, Side, dyads};
pub use event::{Event, EventCount, EventDate, EventId, EventPlace, Imported, Key};
pub use history::succeed;
pub use merge::{events, merge};
pub use telling::{Telling, tellings};

#[cfg(test)]
mod tests;
