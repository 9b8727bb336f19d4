//! An event as JSON: what its reports have in common, and which they are.

use super::names::{self, codes, day};
use super::read::{party, report_id};
use super::report::EntityIdJson;
use super::write::{entity_id, three_digits};
use crate::{Error, Result};
use detente_coding::{Group, Party};
use detente_stories::{Event, EventCount, EventDate, EventId, EventPlace, Imported, Key};
use serde::{Deserialize, Serialize};

/// One event. `schema` is 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of detente_stories::Event, which says what they are")]
pub struct EventJson {
    pub schema: u32,
    pub id: String,
    pub aliases: Vec<String>,
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tied: Vec<PartyJson>,
    pub status: String,
    pub date: SpanJson,
    pub place: Option<EventPlaceJson>,
    pub counts: Vec<EventCountJson>,
    pub n_reports: usize,
    pub n_articles: usize,
    pub publishers: Vec<String>,
    pub parties_only: bool,
    pub confidence: f32,
    pub reports: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<ImportedJson>,
}

/// Where an imported event is from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_stories::Imported")]
pub struct ImportedJson {
    pub dataset: String,
    pub source_id: String,
    pub code: Option<String>,
    pub mentions: u32,
    pub url: Option<String>,
}

/// A party of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::Party")]
pub struct PartyJson {
    pub country: Option<String>,
    pub sectors: Vec<String>,
    pub role: Option<String>,
    pub entity: Option<EntityIdJson>,
}

/// When.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_stories::EventDate")]
pub struct SpanJson {
    pub from: Option<String>,
    pub to: Option<String>,
    pub granularity: String,
}

/// Where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_stories::EventPlace")]
pub struct EventPlaceJson {
    pub geonameid: Option<u32>,
    pub name: String,
    pub admin1: Option<String>,
    pub country: Option<String>,
    pub lat: Option<f32>,
    pub lon: Option<f32>,
    pub precision: String,
}

/// How many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_stories::EventCount")]
pub struct EventCountJson {
    pub what: String,
    pub min: Option<u64>,
    pub max: Option<u64>,
    pub text: String,
}

impl From<&Event> for EventJson {
    fn from(event: &Event) -> Self {
        Self {
            schema: 1,
            id: event.id.to_string(),
            aliases: event.aliases.iter().map(ToString::to_string).collect(),
            event_type: event.event_type.map(|t| t.name().to_owned()),
            modes: event.modes.clone(),
            contexts: event.contexts.clone(),
            cameo: event.cameo.clone(),
            quad: event.quad(),
            group: event.group().map(|g| g.name().to_owned()),
            score: event.score,
            reciprocal: event.reciprocal,
            actors: event.actors.iter().map(PartyJson::from).collect(),
            recipients: event.recipients.iter().map(PartyJson::from).collect(),
            tied: event.tied.iter().map(PartyJson::from).collect(),
            status: event.status.name().to_owned(),
            date: SpanJson {
                from: day(event.date.from),
                to: day(event.date.to),
                granularity: event.date.granularity.name().to_owned(),
            },
            place: event.place.as_ref().map(EventPlaceJson::from),
            counts: event.counts.iter().map(EventCountJson::from).collect(),
            n_reports: event.n_reports(),
            n_articles: event.n_articles,
            publishers: event.publishers.clone(),
            parties_only: event.parties_only,
            confidence: three_digits(event.confidence),
            reports: event.reports.iter().map(ToString::to_string).collect(),
            imported: event.imported.as_ref().map(ImportedJson::from),
        }
    }
}

impl EventJson {
    /// The event; `key` is the store's.
    pub(super) fn into_event(self, key: Option<Key>) -> Result<Event> {
        let group = self.group.as_deref().map(names::group).transpose()?;
        let imported = self.imported.map(|i| i.into_imported(group, self.quad));
        Ok(Event {
            id: event_id(&self.id)?,
            aliases: self.aliases.iter().map(|a| event_id(a)).collect::<Result<_>>()?,
            key,
            event_type: self.event_type.as_deref().map(names::event_type).transpose()?,
            modes: self.modes,
            contexts: self.contexts,
            cameo: self.cameo,
            reciprocal: self.reciprocal,
            status: names::status(&self.status)?,
            actors: self.actors.into_iter().map(Party::try_from).collect::<Result<_>>()?,
            recipients: self.recipients.into_iter().map(Party::try_from).collect::<Result<_>>()?,
            tied: self.tied.into_iter().map(Party::try_from).collect::<Result<_>>()?,
            date: EventDate {
                from: names::date(self.date.from.as_deref())?,
                to: names::date(self.date.to.as_deref())?,
                granularity: names::granularity(&self.date.granularity)?,
            },
            place: self.place.map(EventPlace::try_from).transpose()?,
            counts: self
                .counts
                .into_iter()
                .map(|c| EventCount { what: c.what, min: c.min, max: c.max, words: c.text })
                .collect(),
            publishers: self.publishers,
            n_articles: self.n_articles,
            reports: self.reports.iter().map(|r| report_id(r)).collect::<Result<_>>()?,
            score: self.score,
            confidence: self.confidence,
            parties_only: self.parties_only,
            imported,
        })
    }
}

impl From<&Imported> for ImportedJson {
    fn from(i: &Imported) -> Self {
        Self {
            dataset: i.dataset.to_string(),
            source_id: i.source_id.clone(),
            code: i.code.clone(),
            mentions: i.mentions,
            url: i.url.clone(),
        }
    }
}

impl ImportedJson {
    fn into_imported(self, group: Option<Group>, quad: Option<u8>) -> Imported {
        let Self { dataset, source_id, code, mentions, url } = self;
        Imported { dataset: dataset.into(), source_id, code, group, quad, mentions, url }
    }
}

pub(super) fn event_id(text: &str) -> Result<EventId> {
    EventId::parse(text).ok_or_else(|| Error::invalid(format!("`{text}` is no event id")))
}

impl From<&Party> for PartyJson {
    fn from(p: &Party) -> Self {
        let (country, sectors) = codes(p);
        Self { country, sectors, role: p.role.clone(), entity: entity_id(p) }
    }
}

impl TryFrom<PartyJson> for Party {
    type Error = Error;

    fn try_from(p: PartyJson) -> Result<Self> {
        party(p.country.as_deref(), &p.sectors, p.role, p.entity)
    }
}

impl From<&EventPlace> for EventPlaceJson {
    fn from(p: &EventPlace) -> Self {
        Self {
            geonameid: p.geonameid,
            name: p.name.clone(),
            admin1: p.admin1.clone(),
            country: p.country.map(|c| c.code().to_owned()),
            lat: p.lat,
            lon: p.lon,
            precision: p.precision.name().to_owned(),
        }
    }
}

impl TryFrom<EventPlaceJson> for EventPlace {
    type Error = Error;

    fn try_from(p: EventPlaceJson) -> Result<Self> {
        Ok(Self {
            geonameid: p.geonameid,
            name: p.name,
            admin1: p.admin1,
            country: names::country(p.country.as_deref())?,
            lat: p.lat,
            lon: p.lon,
            precision: names::precision(&p.precision)?,
        })
    }
}

impl From<&EventCount> for EventCountJson {
    fn from(c: &EventCount) -> Self {
        Self { what: c.what.clone(), min: c.min, max: c.max, text: c.words.clone() }
    }
}
