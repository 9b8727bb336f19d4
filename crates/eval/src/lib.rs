//! Scores codings against gold, as codebook §9 says: detection, strict dyads, the fields of matched events, with
//! intervals from resampling.
//!
//! The way of a score: `gold` and `row` read what annotators wrote into the same [`Event`] that a coder's report is
//! reduced to, `matching` pairs the two, `verdict` says which pairs count, `score`, `fields`, `confusion` and
//! `calibration` count, `resample` gives the intervals; `table`, `json` and `html` show.

mod calibration;
mod confusion;
mod counts;
mod error;
mod event;
mod fields;
mod gold;
mod html;
mod json;
mod matching;
mod resample;
mod row;
mod score;
mod table;
#[cfg(test)]
mod tests;
mod verdict;

pub use calibration::{BINS, Bin, Calibration};
pub use confusion::Confusion;
pub use counts::Counts;
pub use error::Error;
pub use event::{Event, Mention};
pub use gold::{GoldArticle, read_gold};
pub use html::render_html;
pub use json::render_json;
pub use matching::{Pair, match_events};
pub use resample::Interval;
pub use score::{Scores, score};
pub use table::render_text;
