//! Scores codings against gold, as codebook §9 says: detection, strict dyads, the fields of matched events, with
//! intervals from resampling.

mod error;
mod event;
mod gold;
mod matching;
mod resample;
mod score;
mod table;

pub use error::Error;
pub use event::{Event, Mention};
pub use gold::{GoldArticle, read_gold};
pub use matching::{Pair, match_events};
pub use resample::Interval;
pub use score::{Counts, Scores, score};
pub use table::{render_json, render_text};
