//! The event: one act, told by one report or by many.

use detente_coding::{EventType, Group, Party, ReportId, Status};
use detente_resolve::{Country, Granularity, Precision};
use jiff::civil::Date;
use std::{fmt, sync::Arc};

/// Identifies an event: the digits of its earliest report (by publication, then by report id), written `e_` and 32
/// hex digits. So the report that gave the id can always be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(pub u128);

impl EventId {
    /// From `e_` and 32 hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("e_").filter(|d| d.len() == 32 && !d.starts_with('+'))?;
        u128::from_str_radix(digits, 16).ok().map(Self)
    }

    /// The report whose digits it has.
    pub fn first_report(self) -> ReportId {
        ReportId(self.0)
    }
}

impl From<ReportId> for EventId {
    fn from(report: ReportId) -> Self {
        Self(report.0)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "e_{:032x}", self.0)
    }
}

/// What must be equal for tellings of different articles to be of one event, as a hash; written as 32 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub u128);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// When the act took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventDate {
    /// First day; none when unresolved.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// How fine.
    pub granularity: Granularity,
}

impl EventDate {
    /// The last day, or the first where there is none.
    pub(crate) fn end(&self) -> Option<Date> {
        self.to.or(self.from)
    }

    /// Days between first and last; none when unresolved.
    pub fn length(&self) -> Option<i32> {
        Some((self.end()? - self.from?).get_days())
    }

    /// Whether it is too coarse to count in a month: a quarter, a year or more than 31 days.
    pub fn coarser_than_month(&self) -> bool {
        matches!(self.granularity, Granularity::Quarter | Granularity::Year)
            || self.length().is_some_and(|days| days > 31)
    }
}

/// Where the act took place: the place without the words.
#[derive(Clone, Debug, PartialEq)]
pub struct EventPlace {
    /// `GeoNames` id, where known.
    pub geonameid: Option<u32>,
    /// Canonical name.
    pub name: String,
    /// First-level division.
    pub admin1: Option<String>,
    /// Country.
    pub country: Option<Country>,
    /// Degrees north.
    pub lat: Option<f32>,
    /// Degrees east.
    pub lon: Option<f32>,
    /// How exactly it is known.
    pub precision: Precision,
}

/// How many, over all reports: the widest range that any gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventCount {
    /// `killed`, `injured`, `arrested` …
    pub what: String,
    /// At least; none when all reports have only words ("dozens").
    pub min: Option<u64>,
    /// At most; none when open ("at least 20").
    pub max: Option<u64>,
    /// The words of the earliest report that has it.
    pub words: String,
}

/// What another dataset says of an event that was imported from it, in its own terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Which dataset: `gdelt2`, `icews` …
    pub dataset: Arc<str>,
    /// The event's id there.
    pub source_id: String,
    /// Its code there, in the dataset's own scheme.
    pub code: Option<String>,
    /// Its group by the codebook's rule for that scheme (§2); none for codes that are in none.
    pub group: Option<Group>,
    /// Its quad class by the dataset's own map: 0 (neutral, where the map has it) to 4.
    pub quad: Option<u8>,
    /// How often it is mentioned, as the dataset counts.
    pub mentions: u32,
    /// Where to read of it.
    pub url: Option<String>,
}

/// One act, told by one or more reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// See [`EventId`].
    pub id: EventId,
    /// Ids it had before, sorted.
    pub aliases: Vec<EventId>,
    /// What tellings in other articles must share; none where an event cannot grow beyond its article (no date, or
    /// no country on either side).
    pub key: Option<Key>,
    /// PLOVER type; none where another dataset's code has none (CAMEO 01, "make a statement").
    pub event_type: Option<EventType>,
    /// PLOVER modes of all reports, sorted.
    pub modes: Vec<String>,
    /// PLOVER contexts of all reports, sorted.
    pub contexts: Vec<String>,
    /// CAMEO code of the earliest report that has one.
    pub cameo: Option<String>,
    /// Whether the actors act on each other.
    pub reciprocal: bool,
    /// The strongest of its reports': asserted before alleged before planned …
    pub status: Status,
    /// Who did it.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// Whom the recipients are tied to by a link (codebook §5): the state that an arrested spy is said to work for.
    pub tied: Vec<Party>,
    /// When: the finest date that words of a report give, else the earliest report's.
    pub date: EventDate,
    /// Where: the most exact place of its reports.
    pub place: Option<EventPlace>,
    /// How many, sorted by `what`.
    pub counts: Vec<EventCount>,
    /// Who published it, sorted, each once.
    pub publishers: Vec<String>,
    /// How many articles tell of it.
    pub n_articles: usize,
    /// Its reports, sorted.
    pub reports: Vec<ReportId>,
    /// The ontology's score of type and modes, or that of the dataset it was imported from, on its own scale.
    pub score: f32,
    /// The highest of its reports'.
    pub confidence: f32,
    /// Whether only parties to the act say so: every report names sources, and all of them are parties.
    pub parties_only: bool,
    /// Where it was imported from; none for what was coded here.
    pub imported: Option<Imported>,
}

impl Event {
    /// How many reports tell of it; for an imported event, how often it is mentioned.
    pub fn n_reports(&self) -> usize {
        self.imported.as_ref().map_or(self.reports.len(), |i| i.mentions as usize)
    }

    /// Quad class: of its type, or by the map of the dataset it was imported from.
    pub fn quad(&self) -> Option<u8> {
        match &self.imported {
            Some(imported) => imported.quad,
            None => self.event_type.map(|t| t.quad() as u8),
        }
    }

    /// Group in the measures of vows and deeds.
    pub fn group(&self) -> Option<Group> {
        match &self.imported {
            Some(imported) => imported.group,
            None => self.event_type.map(EventType::group),
        }
    }

    /// Name of its type; empty where it has none.
    pub fn type_name(&self) -> &'static str {
        self.event_type.map_or("", EventType::name)
    }
}
