//! Who did what to whom, who says so and whether it happened: parsed sentences become [`Report`]s.
//!
//! The way of a sentence: `tree` reads the parse, `frame` undoes voice and control, `rules` matches the lexicon, `scope`
//! decides status and sources, `parties` finds who acts on whom, `draft` puts the events together, `settle` and `merge`
//! keep one event an act, `details` adds date and place, `counts` (with `number` and `quantity`) how many, `coder` writes the reports. `mention`, `memory`, `ties`
//! and `links` say who somebody is. What words mean is data (`data/lexicon`, docs/lexicon.md).
//!
//! **Invariants.** No I/O, no clock; no text makes it fail; work per sentence is bounded (each walk up the tree has a
//! limit); the same sentence with the same memory gives the same reports.

mod across;
mod cameo;
mod circumstances;
mod claims;
mod classify;
mod coder;
mod complement;
mod counts;
mod details;
mod draft;
mod error;
mod frame;
mod grounds;
mod happened;
mod hints;
mod judge;
mod judged;
mod lexicon;
mod links;
mod meanings;
mod memory;
mod mention;
mod merge;
mod number;
mod ontology;
mod parties;
mod phrase;
mod pronoun;
mod quantity;
mod report;
mod requote;
mod rules;
mod scope;
mod settle;
mod ties;
mod tree;

pub use cameo::Cameo;
pub use claims::link_claims;
pub use coder::EventCoder;
pub use error::Error;
pub use grounds::Grounds;
pub use happened::{Factuality, Happened, file as happened_file};
pub use hints::{COLUMNS, Hints, Nation};
pub use judge::{Glance, Judge, file as judge_file};
pub use lexicon::{LexiconProblem, check_lexicon};
pub use memory::Memory;
pub use ontology::{EventType, Group, Ontology, Quad};
pub use report::{
    ArticleMeta, Attribution, Coder, Count, Entity, Implied, Link, Party, PlaceRef, Quote, Relation, Report,
    ReportDate, ReportId, Side, Status,
};
