//! The PLOVER manual's record (chapter "Data Fields"): its names for what it names, and a few of ours beside them, as
//! it allows (`status`, `reciprocal`, `cameo`, `granularity`).

use crate::wire::{EntityIdJson, EventJson, PartyJson, PlaceJson, ReportJson};
use detente_coding::Report;
use detente_stories::Event;
use serde::Serialize;
use std::collections::BTreeMap;

const CODEBOOK: &str = "plover-detente-1";

#[derive(Debug, Serialize)]
pub(super) struct Record {
    id: String,
    has_event: bool,
    date: Option<String>,
    enddate: Option<String>,
    granularity: String,
    actor: Vec<Entity>,
    recipient: Vec<Entity>,
    event: Vec<String>,
    event_loc: Option<Location>,
    event_text: Vec<String>,
    quad_code: Option<u8>,
    event_scale: f32,
    mode: Vec<String>,
    context: Vec<String>,
    cameo: Option<String>,
    status: String,
    reciprocal: bool,
    size: BTreeMap<String, Size>,
    text: Option<String>,
    text_info: Option<TextInfo>,
    cite_info: CiteInfo,
    coder: String,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the manual's names")]
struct Entity {
    code: Option<String>,
    sector: Vec<String>,
    entity_text: Option<String>,
    identifier_id: Option<String>,
    identifier_text: Option<String>,
    office: Option<String>,
}

/// The manual's "number", or our range where the text gives no single one, or its words.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Size {
    Number(u64),
    Range { min: Option<u64>, max: Option<u64> },
    Words(String),
}

#[derive(Debug, Serialize)]
struct Location {
    extracted_place: Option<String>,
    resolved_place: String,
    geonameid: Option<u32>,
    lat: Option<f32>,
    lon: Option<f32>,
    province: Option<String>,
    country_code: Option<String>,
    resolution: u8,
}

#[derive(Debug, Serialize)]
struct TextInfo {
    sequence: usize,
    start: u32,
    end: u32,
}

#[derive(Debug, Default, Serialize)]
struct CiteInfo {
    citation: Option<String>,
    url: Option<String>,
    title: Option<String>,
    language: Option<String>,
    publication: Option<String>,
    codebook: &'static str,
}

pub(super) fn of_report(report: &Report) -> Record {
    let json = ReportJson::new(report);
    let counts = json.counts.into_iter().map(|c| (size_name(c.what), size(c.min, c.max, c.text)));
    Record {
        id: json.id,
        has_event: true,
        date: json.date.from,
        enddate: json.date.to,
        granularity: json.date.granularity,
        actor: json.actors.into_iter().map(Entity::from).collect(),
        recipient: json.recipients.into_iter().map(Entity::from).collect(),
        event: vec![json.event_type],
        event_loc: json.place.map(Location::from),
        event_text: vec![json.trigger.text],
        quad_code: Some(json.quad),
        event_scale: json.score,
        mode: json.modes,
        context: json.contexts,
        cameo: json.cameo,
        status: json.status,
        reciprocal: json.reciprocal,
        size: counts.collect(),
        text: Some(json.sentence.text),
        text_info: Some(TextInfo {
            sequence: json.sentence.index,
            start: json.sentence.start,
            end: json.sentence.end,
        }),
        cite_info: CiteInfo {
            citation: Some(json.article.id),
            url: json.article.url,
            title: json.article.title,
            language: json.article.language,
            publication: json.article.publisher,
            codebook: CODEBOOK,
        },
        coder: format!("detente {} {}", json.coder.version, json.coder.tier),
    }
}

pub(super) fn of_event(event: &Event) -> Record {
    let json = EventJson::from(event);
    let counts = json.counts.into_iter().map(|c| (size_name(c.what), size(c.min, c.max, c.text)));
    Record {
        id: json.id,
        has_event: true,
        date: json.date.from,
        enddate: json.date.to,
        granularity: json.date.granularity,
        actor: json.actors.into_iter().map(Entity::from).collect(),
        recipient: json.recipients.into_iter().map(Entity::from).collect(),
        event: json.event_type.into_iter().collect(),
        event_loc: json.place.map(|p| Location {
            extracted_place: None,
            resolution: resolution(&p.precision),
            resolved_place: p.name,
            geonameid: p.geonameid,
            lat: p.lat,
            lon: p.lon,
            province: p.admin1,
            country_code: p.country,
        }),
        event_text: Vec::new(),
        quad_code: json.quad,
        event_scale: json.score,
        mode: json.modes,
        context: json.contexts,
        cameo: json.cameo,
        status: json.status,
        reciprocal: json.reciprocal,
        size: counts.collect(),
        text: None,
        text_info: None,
        cite_info: CiteInfo {
            publication: Some(json.publishers.join("; ")).filter(|p| !p.is_empty()),
            codebook: CODEBOOK,
            ..CiteInfo::default()
        },
        coder: format!("detente {}", env!("CARGO_PKG_VERSION")),
    }
}

impl Entity {
    fn new(country: Option<String>, sectors: Vec<String>, known: Option<EntityIdJson>) -> Self {
        let (identifier_id, identifier_text) = known.map_or((None, None), |k| (k.id, k.name));
        Self {
            code: country,
            sector: sectors,
            entity_text: None,
            identifier_id,
            identifier_text,
            office: None,
        }
    }
}

impl From<crate::wire::EntityJson> for Entity {
    fn from(e: crate::wire::EntityJson) -> Self {
        Self { entity_text: Some(e.text), office: e.role, ..Self::new(e.country, e.sectors, e.entity) }
    }
}

impl From<PartyJson> for Entity {
    fn from(p: PartyJson) -> Self {
        Self { office: p.role, ..Self::new(p.country, p.sectors, p.entity) }
    }
}

impl From<PlaceJson> for Location {
    fn from(p: PlaceJson) -> Self {
        Self {
            extracted_place: Some(p.text),
            resolution: resolution(&p.precision),
            resolved_place: p.name,
            geonameid: p.geonameid,
            lat: p.lat,
            lon: p.lon,
            province: p.admin1,
            country_code: p.country,
        }
    }
}

/// The manual's levels: 5 sub-city to 1 country.
fn resolution(precision: &str) -> u8 {
    match precision {
        "point" => 5,
        "city" => 4,
        "district" => 3,
        "province" => 2,
        _ => 1,
    }
}

/// The manual has `dead` where we have `killed`.
fn size_name(what: String) -> String {
    if what == "killed" { "dead".to_owned() } else { what }
}

fn size(min: Option<u64>, max: Option<u64>, words: String) -> Size {
    match (min, max) {
        (Some(a), Some(b)) if a == b => Size::Number(a),
        (None, None) => Size::Words(words),
        _ => Size::Range { min, max },
    }
}
