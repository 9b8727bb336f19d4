//! The store: a folder of Parquet files that any engine reads, and the formats that reports and events are written
//! in. The only crate that knows Arrow. What the folder looks like, and what is promised, is in `docs/store.md`.
//!
//! [`Store::open`] reads; [`Store::create_or_open`] gives the one [`Writer`], whose [`Writer::append`] is atomic and
//! idempotent.

mod append;
mod columns;
mod compact;
mod countries;
mod dictionaries;
mod error;
mod file;
mod folder;
pub mod formats;
mod import;
mod keep;
mod manifest;
mod merged;
mod pairs;
mod reader;
mod schema;
mod stage;
mod sums;
mod table;
mod tally;
mod wire;
mod writer;

pub use append::{Appended, CodedArticle};
pub use countries::{Numbers, numbers, state_name};
pub use error::{Error, Result};
pub use import::ImportedEvents;
pub use manifest::{Batch, ImportNote, LiveFile, Manifest};
pub use pairs::PairEvent;
pub use reader::{Events, Filter, Store};
pub use sums::{DayVolume, PairSum};
pub use table::Table;
pub use wire::{
    ArticleJson, AttributionJson, CoderJson, CountJson, DateJson, DyadRow, EntityIdJson, EntityJson,
    EventCountJson, EventJson, EventPlaceJson, ImportedJson, LinkJson, PartJson, PartyJson, PlaceJson,
    QuoteJson, ReportJson, RollupRow, SentenceJson, SpanJson, VolumeRow,
};
pub use writer::{Compacted, Writer};
