//! Who did what to whom, who says so and whether it happened: parsed sentences become [`Report`]s.

mod ontology;
mod report;

pub use ontology::{EventType, Group, Ontology, Quad};
pub use report::{
    ArticleMeta, Attribution, Coder, Count, Entity, Link, Party, PlaceRef, Quote, Relation, Report, ReportDate,
    ReportId, Status,
};
