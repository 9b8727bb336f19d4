//! Rows of the tables other than `reports/`. The `…Wire` structs have the columns' names and plain values; the public
//! ones have the domain's.

use super::event::{EventCountJson, EventJson, EventPlaceJson, ImportedJson, PartyJson, SpanJson, event_id};
use super::names;
use super::write::three_digits;
use crate::{Error, Result};
use detente_coding::{EventType, Group, Status};
use detente_stories::{Dyad, Event, EventDate, EventId, Key, Level, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A row of `articles/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ArticleRow {
    pub id: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub n_sentences: u64,
    pub n_reports: u64,
    pub text_sha256: String,
    /// Of all that was coded: when it is the same again, nothing is written.
    pub content_sha256: String,
}

/// A row of `event_reports/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EventReportRow {
    pub event_id: String,
    pub report_id: String,
    pub article_id: String,
    pub publisher: Option<String>,
    pub published: Option<String>,
}

/// A row of `events/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct EventRow {
    pub event_id: String,
    pub aliases: Vec<String>,
    pub key: Option<String>,
    #[serde(rename = "type")]
    pub event_type: Option<String>,
    pub modes: Vec<String>,
    pub contexts: Vec<String>,
    pub cameo: Option<String>,
    pub quad: Option<u8>,
    pub group: Option<String>,
    pub score: f32,
    pub reciprocal: bool,
    pub actors: Vec<PartyJson>,
    pub recipients: Vec<PartyJson>,
    #[serde(default)]
    pub tied: Vec<PartyJson>,
    pub status: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub granularity: String,
    pub place: Option<EventPlaceJson>,
    pub counts: Vec<EventCountJson>,
    pub n_reports: usize,
    pub n_articles: usize,
    pub n_publishers: usize,
    pub publishers: Vec<String>,
    pub parties_only: bool,
    pub confidence: f32,
    pub reports: Vec<String>,
    pub imported: Option<ImportedJson>,
}

impl TryFrom<EventRow> for Event {
    type Error = Error;

    fn try_from(row: EventRow) -> Result<Self> {
        let key = row.key.as_deref().map(parse_key).transpose()?;
        let json = EventJson {
            schema: 1,
            id: row.event_id,
            aliases: row.aliases,
            event_type: row.event_type,
            modes: row.modes,
            contexts: row.contexts,
            cameo: row.cameo,
            quad: row.quad,
            group: row.group,
            score: row.score,
            reciprocal: row.reciprocal,
            actors: row.actors,
            recipients: row.recipients,
            tied: row.tied,
            status: row.status,
            date: SpanJson { from: row.from, to: row.to, granularity: row.granularity },
            place: row.place,
            counts: row.counts,
            n_reports: row.n_reports,
            n_articles: row.n_articles,
            publishers: row.publishers,
            parties_only: row.parties_only,
            confidence: row.confidence,
            reports: row.reports,
            imported: row.imported,
        };
        json.into_event(key)
    }
}

fn parse_key(text: &str) -> Result<Key> {
    let key = u128::from_str_radix(text, 16).map(Key);
    key.map_err(|_| Error::invalid(format!("`{text}` is no key of an event")))
}

/// A row of `dyads/`: one directed pair of sides of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct DyadRow {
    /// The event.
    pub event_id: EventId,
    /// The pair.
    pub dyad: Dyad,
    /// When.
    pub date: EventDate,
    /// PLOVER type; none where another dataset's code has none.
    pub event_type: Option<EventType>,
    /// Group in the measures.
    pub group: Option<Group>,
    /// Quad class, by the map of its dataset.
    pub quad: Option<u8>,
    /// PLOVER modes, sorted.
    pub modes: Vec<String>,
    /// PLOVER contexts, sorted.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Did it happen?
    pub status: Status,
    /// Whether the actors act on each other.
    pub reciprocal: bool,
    /// The ontology's score.
    pub score: f32,
    /// Reports that tell of it.
    pub n_reports: usize,
    /// Articles that tell of it.
    pub n_articles: usize,
    /// Publishers that tell of it.
    pub n_publishers: usize,
    /// Whether only parties to the act say so.
    pub parties_only: bool,
    /// The highest confidence of its reports.
    pub confidence: f32,
    /// The dataset it was imported from; none for what was coded here.
    pub dataset: Option<String>,
}

impl DyadRow {
    /// The row of one pair of an event.
    pub fn new(event: &Event, dyad: Dyad) -> Self {
        Self {
            event_id: event.id,
            dyad,
            date: event.date,
            event_type: event.event_type,
            group: event.group(),
            quad: event.quad(),
            modes: event.modes.clone(),
            contexts: event.contexts.clone(),
            cameo: event.cameo.clone(),
            status: event.status,
            reciprocal: event.reciprocal,
            score: event.score,
            n_reports: event.n_reports(),
            n_articles: event.n_articles,
            n_publishers: event.publishers.len(),
            parties_only: event.parties_only,
            confidence: three_digits(event.confidence),
            dataset: event.imported.as_ref().map(|i| i.dataset.to_string()),
        }
    }
}

/// The columns of `dyads/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct DyadWire {
    pub event_id: String,
    pub level: String,
    pub actor: String,
    pub recipient: String,
    pub actor_country: String,
    pub actor_sector: Option<String>,
    pub actor_cow: Option<u16>,
    pub actor_gw: Option<u16>,
    pub recipient_country: String,
    pub recipient_sector: Option<String>,
    pub recipient_cow: Option<u16>,
    pub recipient_gw: Option<u16>,
    pub domestic: bool,
    pub reciprocal: bool,
    pub from: Option<String>,
    pub to: Option<String>,
    pub granularity: String,
    #[serde(rename = "type")]
    pub event_type: Option<String>,
    pub group: Option<String>,
    pub quad: Option<u8>,
    pub modes: Vec<String>,
    pub contexts: Vec<String>,
    pub cameo: Option<String>,
    pub status: String,
    pub score: f32,
    pub n_reports: usize,
    pub n_articles: usize,
    pub n_publishers: usize,
    pub parties_only: bool,
    pub confidence: f32,
    pub dataset: Option<String>,
}

impl TryFrom<DyadWire> for DyadRow {
    type Error = Error;

    fn try_from(row: DyadWire) -> Result<Self> {
        Ok(Self {
            event_id: event_id(&row.event_id)?,
            dyad: Dyad {
                level: level(&row.level)?,
                actor: side(&row.actor)?,
                recipient: side(&row.recipient)?,
            },
            date: EventDate {
                from: names::date(row.from.as_deref())?,
                to: names::date(row.to.as_deref())?,
                granularity: names::granularity(&row.granularity)?,
            },
            event_type: row.event_type.as_deref().map(names::event_type).transpose()?,
            group: row.group.as_deref().map(names::group).transpose()?,
            quad: row.quad,
            modes: row.modes,
            contexts: row.contexts,
            cameo: row.cameo,
            status: names::status(&row.status)?,
            reciprocal: row.reciprocal,
            score: row.score,
            n_reports: row.n_reports,
            n_articles: row.n_articles,
            n_publishers: row.n_publishers,
            parties_only: row.parties_only,
            confidence: row.confidence,
            dataset: row.dataset,
        })
    }
}

fn side(text: &str) -> Result<Side> {
    text.parse().map_err(|_| Error::invalid(format!("`{text}` is no side")))
}

fn level(name: &str) -> Result<Level> {
    let found =
        [Level::Country, Level::Mixed, Level::Sector, Level::Link].into_iter().find(|l| l.name() == name);
    found.ok_or_else(|| Error::invalid(format!("unknown level `{name}`")))
}

/// A row of `rollups/`: a dyad in a month.
#[derive(Clone, Debug, PartialEq)]
pub struct RollupRow {
    /// First day of the month; none for events without a date, or with one coarser than a month.
    pub month: Option<Date>,
    /// The pair.
    pub dyad: Dyad,
    /// Of which status.
    pub status: Status,
    /// Of which group; none for imported codes that are in none.
    pub group: Option<Group>,
    /// Events.
    pub events: i64,
    /// Sum of their scores.
    pub score_sum: f64,
}

impl RollupRow {
    /// Adds a row of the same key.
    pub(crate) fn add(&mut self, other: &Self) {
        self.events += other.events;
        self.score_sum = crate::tally::rounded(self.score_sum + other.score_sum);
    }
}

/// The columns of `rollups/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RollupWire {
    pub level: String,
    pub actor: String,
    pub recipient: String,
    pub month: Option<String>,
    pub status: String,
    pub group: String,
    pub events: i64,
    pub score_sum: f64,
}

impl TryFrom<RollupWire> for RollupRow {
    type Error = Error;

    fn try_from(row: RollupWire) -> Result<Self> {
        let group = Some(row.group.as_str()).filter(|g| !g.is_empty()).map(names::group).transpose()?;
        Ok(Self {
            month: names::date(row.month.as_deref())?,
            dyad: Dyad {
                level: level(&row.level)?,
                actor: side(&row.actor)?,
                recipient: side(&row.recipient)?,
            },
            status: names::status(&row.status)?,
            group,
            events: row.events,
            score_sum: row.score_sum,
        })
    }
}

/// A row of `volume/`: what the store holds of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VolumeRow {
    /// First day of the month; none for what has no date.
    pub month: Option<Date>,
    /// Articles published in it.
    pub articles: i64,
    /// Sentences read in them.
    pub sentences: i64,
    /// Reports coded from them.
    pub reports: i64,
    /// Events that began in it, of any status; those of a year without a month are in none.
    pub events: i64,
}

/// The columns of `volume/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VolumeWire {
    pub month: Option<String>,
    pub articles: i64,
    pub sentences: i64,
    pub reports: i64,
    pub events: i64,
}

impl TryFrom<VolumeWire> for VolumeRow {
    type Error = Error;

    fn try_from(row: VolumeWire) -> Result<Self> {
        let VolumeWire { month, articles, sentences, reports, events } = row;
        Ok(Self { month: names::date(month.as_deref())?, articles, sentences, reports, events })
    }
}
