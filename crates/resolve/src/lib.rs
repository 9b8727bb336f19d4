//! A mention becomes an actor, a place, a date. The lexicons are data (`data/actors`, `data/places`); this crate
//! reads them, compiled in, and knows nothing of events.

mod actor;
mod actors;
mod dates;
mod literal;
mod places;

pub use actor::{ActorKind, Country, Query, Resolution, Sector};
pub use actors::{ActorSources, CountryEntry, CountryMention, MentionForm, Problem, Resolver};
pub use dates::{DateMention, Granularity, Tense, find_dates, read_dates};
pub use places::{
    Located, Place, Precision, find_places, gazetteer_size, lint_places, locate, lookup, nearest_place,
    pack_gazetteer, place_of_geonameid,
};
