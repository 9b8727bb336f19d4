//! What is written: the JSON of a report and of an event, and the rows of the store's tables. Domain types are not
//! wire types; these are.

mod event;
mod names;
mod read;
mod report;
mod rows;
mod write;

pub use event::{EventCountJson, EventJson, EventPlaceJson, ImportedJson, PartyJson, SpanJson};
pub(crate) use names::day;
pub use report::{
    ArticleJson, AttributionJson, CoderJson, CountJson, DateJson, EntityIdJson, EntityJson, LinkJson,
    PartJson, PlaceJson, QuoteJson, ReportJson, SentenceJson,
};
pub(crate) use rows::{ArticleRow, DyadWire, EventReportRow, EventRow, RollupWire, VolumeWire};
pub use rows::{DyadRow, RollupRow, VolumeRow};
pub(crate) use write::three_digits;
