//! PLOVER's JSON, an object a line; and what POLECAT shares with it: modes, contexts, quad classes in words.

use crate::actors::{named, own_sectors};
use crate::draft::{Cells, Draft, Notes, Reader, Refusal, blank, day, imported, typed};
use crate::ids::id_of;
use crate::places::place;
use crate::tally::{Reason, Repair, show};
use detente_coding::{EventType, Ontology, Party, Status};
use detente_resolve::{Country, Granularity, Precision, Resolver};
use detente_stories::{Event, EventCount, EventPlace};
use serde_json::Value;
use std::sync::Arc;

/// The reader.
#[derive(Debug)]
pub(crate) struct Plover {
    dataset: Arc<str>,
}

impl Plover {
    pub fn new(dataset: Arc<str>) -> Self {
        Self { dataset }
    }
}

/// The modes of a type among some words, sorted; words that are none are noted.
pub(crate) fn modes<'a>(
    kind: EventType,
    words: impl Iterator<Item = &'a str>,
    notes: &mut Notes,
) -> Vec<String> {
    list(words, notes, |mode| Ontology::embedded().has_mode(kind, mode), '-')
}

/// PLOVER's contexts among some words, sorted; words that are none are noted.
pub(crate) fn contexts<'a>(words: impl Iterator<Item = &'a str>, notes: &mut Notes) -> Vec<String> {
    list(words, notes, |context| Ontology::embedded().contexts().iter().any(|c| c == context), '_')
}

fn list<'a>(
    words: impl Iterator<Item = &'a str>,
    notes: &mut Notes,
    known: impl Fn(&str) -> bool,
    joint: char,
) -> Vec<String> {
    let mut found = Vec::new();
    for word in words.map(str::trim).filter(|w| !w.is_empty() && *w != "None") {
        let plain = word.to_lowercase().replace([' ', '_', '-'], &joint.to_string());
        if known(&plain) {
            found.push(plain);
        } else {
            notes.add(Repair::UnknownMode, word.as_bytes());
        }
    }
    found.sort();
    found.dedup();
    found
}

/// A quad class, as a number or in words ("VERBAL COOPERATION").
pub(crate) fn quad(text: &str) -> Option<u8> {
    let text = text.trim().to_ascii_lowercase();
    if let Ok(number @ 0..=4) = text.parse::<u8>() {
        return Some(number);
    }
    match (
        text.contains("verbal"),
        text.contains("material"),
        text.contains("coop"),
        text.contains("conflict"),
    ) {
        (true, false, true, false) => Some(1),
        (false, true, true, false) => Some(2),
        (true, false, false, true) => Some(3),
        (false, true, false, true) => Some(4),
        _ => None,
    }
}

/// The strings of a value: itself, or the members of a list, objects by their `code` or `name`.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

fn get<'a>(value: &'a Value, names: &[&str]) -> &'a Value {
    names.iter().map(|name| &value[*name]).find(|v| !v.is_null()).unwrap_or(&Value::Null)
}

/// The first string under any of the names.
fn string<'a>(value: &'a Value, names: &[&str]) -> Option<&'a str> {
    strings(get(value, names)).into_iter().find(|s| !s.is_empty())
}

fn country(code: &str) -> Option<Country> {
    let head = code.split(['.', ' ', ';']).next().unwrap_or("");
    let known = |c: &Country| Resolver::embedded().is_known_country(*c);
    Country::new(head).or_else(|| Country::new(head.get(..3)?)).filter(known).or_else(|| named(code))
}

fn party(value: &Value, notes: &mut Notes) -> Option<Party> {
    let code = value.as_str().or_else(|| string(value, &["code", "country"])).unwrap_or("");
    let mut party = Party { country: country(code), ..Party::default() };
    if party.country.is_none() && !code.is_empty() {
        notes.add(Repair::UnknownCountry, code.as_bytes());
    }
    for sector in strings(get(value, &["sector", "sectors"])) {
        own_sectors(sector, &mut party.sectors);
    }
    own_sectors(code.get(3..).unwrap_or(""), &mut party.sectors);
    party.entity_name =
        string(value, &["identifier_text", "entity_text", "actor_text", "name"]).map(str::to_owned);
    party.entity_id = string(value, &["identifier_id"]).map(str::to_owned);
    party.role = string(value, &["office"]).map(str::to_owned);
    (party != Party::default()).then_some(party)
}

fn parties(value: &Value, notes: &mut Notes) -> Vec<Party> {
    match value {
        Value::Array(list) => list.iter().filter_map(|v| party(v, notes)).collect(),
        Value::Null => Vec::new(),
        one => party(one, notes).into_iter().collect(),
    }
}

/// The manual's levels: 5 sub-city to 1 country; without one, a place that has a point is taken for a city.
fn resolution(value: &Value, point: bool) -> Precision {
    match value["resolution"].as_u64() {
        Some(5) => Precision::Point,
        Some(3) => Precision::District,
        Some(2) => Precision::Province,
        Some(4) => Precision::City,
        None if point => Precision::City,
        _ => Precision::Country,
    }
}

fn event_place(value: &Value) -> Option<EventPlace> {
    let number = |name: &str| {
        let v = &value[name];
        v.as_f64().or_else(|| v.as_str()?.parse().ok()).map(|n| n as f32).filter(|n| n.is_finite())
    };
    let at = number("lat").zip(number("lon")).filter(|(a, o)| a.abs() <= 90.0 && o.abs() <= 180.0);
    let of = string(value, &["country_code", "country"]).and_then(country);
    let province = string(value, &["province"]).unwrap_or("");
    let named =
        [("city", Precision::City), ("district", Precision::District), ("province", Precision::Province)];
    let finest = named.into_iter().find_map(|(column, p)| Some((string(value, &[column])?, p)));
    let other = string(value, &["resolved_place", "extracted_place"])
        .map(|name| (name, resolution(value, at.is_some())));
    let (name, precision) =
        finest.or(other).unwrap_or((string(value, &["country"]).unwrap_or(""), Precision::Country));
    let mut place =
        place(name.as_bytes(), province.as_bytes(), of, (at.map(|p| p.0), at.map(|p| p.1)), precision)?;
    let id = &value["geonameid"];
    place.geonameid = id.as_u64().or_else(|| id.as_str()?.parse().ok()).and_then(|n| u32::try_from(n).ok());
    Some(place)
}

/// Counts: `dead`, `injured` and `arrested` of the manual's `text_info`, or of our own exports' `size`, where a value may be a
/// range or words.
fn counts(object: &Value) -> Vec<EventCount> {
    let number = |v: &Value| v.as_u64().or_else(|| v.as_str()?.trim().parse().ok());
    let read = |(name, value): (&String, &Value)| {
        let what = if name == "dead" { "killed" } else { name.as_str() }.to_owned();
        let one = number(value);
        let (min, max) = (one.or_else(|| number(&value["min"])), one.or_else(|| number(&value["max"])));
        let words =
            value.as_str().map_or_else(|| one.map_or(String::new(), |n| n.to_string()), str::to_owned);
        (one != Some(0) && (min.is_some() || max.is_some() || !words.is_empty())).then_some(EventCount {
            what,
            min,
            max,
            words,
        })
    };
    let known = |name: &str| matches!(name, "dead" | "injured" | "arrested");
    let info =
        get(object, &["text_info", "textInfo"]).as_object().into_iter().flatten().filter(|(n, _)| known(n));
    let mut counts: Vec<EventCount> =
        object["size"].as_object().into_iter().flatten().chain(info).filter_map(read).collect();
    counts.sort_by(|a, b| a.what.cmp(&b.what));
    counts.dedup_by(|a, b| a.what == b.what);
    counts
}

/// Whether it happened, as our own exports say; PLOVER's have no such field.
fn status(object: &Value, notes: &mut Notes) -> Status {
    let Some(name) = string(object, &["status"]) else { return Status::Asserted };
    Status::from_name(name).unwrap_or_else(|| {
        notes.add(Repair::UnknownMode, name.as_bytes());
        Status::Alleged
    })
}

fn types(object: &Value, notes: &mut Notes) -> Result<EventType, Refusal> {
    if object["has_event"] == Value::Bool(false) {
        return Err((Reason::NoCode, "has_event: false".to_owned()));
    }
    let names = strings(get(object, &["event", "event_type", "eventType"]));
    let known: Vec<EventType> =
        names.iter().filter_map(|n| EventType::from_name(&n.to_ascii_uppercase())).collect();
    if known.len() > 1 {
        notes.add(Repair::SeveralTypes, names.join(" ").as_bytes());
    }
    known.first().copied().ok_or_else(|| match names.first() {
        Some(name) => (Reason::UnknownCode, show(name.as_bytes())),
        None => (Reason::NoCode, String::new()),
    })
}

fn dates(object: &Value, event: &mut Event, notes: &mut Notes) -> Result<(), Refusal> {
    event.date = day(string(object, &["date"]).unwrap_or("").as_bytes(), notes)?;
    let end = string(object, &["enddate"]).and_then(|d| crate::dates::day(d.as_bytes())).map(|(d, _)| d);
    if let Some(end) = end.filter(|end| Some(*end) > event.date.from) {
        event.date.to = Some(end);
        let name = string(object, &["granularity"]).unwrap_or("");
        let coarse = [Granularity::Week, Granularity::Month, Granularity::Quarter, Granularity::Year];
        event.date.granularity = coarse.into_iter().find(|g| g.name() == name).unwrap_or(Granularity::Span);
    }
    Ok(())
}

impl Reader for Plover {
    fn read(&mut self, row: Cells<'_>, notes: &mut Notes) -> Result<Draft, Refusal> {
        let text = crate::record::text(row.record.bytes());
        let object: Value = serde_json::from_str(&text).map_err(|e| (Reason::BadJson, e.to_string()))?;
        if !object.is_object() {
            return Err((Reason::BadJson, show(row.record.bytes())));
        }
        let id =
            object["id"].as_str().map(str::to_owned).or_else(|| object["id"].as_u64().map(|n| n.to_string()));
        let mut event = blank(&self.dataset, id.as_deref().unwrap_or("").as_bytes());
        let kind = types(&object, notes)?;
        dates(&object, &mut event, notes)?;
        typed(&mut event, Some(kind), kind.name().to_owned());
        event.modes = modes(kind, strings(get(&object, &["mode"])).into_iter(), notes);
        event.contexts = contexts(strings(get(&object, &["context"])).into_iter(), notes);
        event.actors = parties(get(&object, &["actor", "source"]), notes);
        event.recipients = parties(get(&object, &["recipient", "target"]), notes);
        let among = matches!(kind, EventType::Agree | EventType::Consult | EventType::Cooperate);
        let several = event.recipients.is_empty() && event.actors.len() > 1;
        event.reciprocal = object["reciprocal"].as_bool().unwrap_or(among) && several;
        let scale = &object["event_scale"];
        let score = scale
            .as_f64()
            .or_else(|| scale.as_str()?.parse().ok())
            .map(|s| s as f32)
            .filter(|s| s.is_finite());
        event.score = score.unwrap_or_else(|| Ontology::embedded().score(kind, &event.modes));
        event.place = event_place(&object["event_loc"]);
        event.counts = counts(&object);
        event.status = status(&object, notes);
        event.cameo = string(&object, &["cameo"]).map(str::to_owned);
        let cite = &object["cite_info"];
        event.publishers = string(cite, &["publication"]).map(str::to_owned).into_iter().collect();
        let url = string(cite, &["url"]).map(str::to_owned);
        let quad_code = get(&object, &["quad_code"]);
        let quad = quad(quad_code.as_str().unwrap_or(&quad_code.to_string())).unwrap_or(kind.quad() as u8);
        imported(&mut event, |i| {
            i.quad = Some(quad);
            i.url = url;
        });
        Ok(Draft { id: id.map(|id| id_of(&[self.dataset.as_bytes(), id.as_bytes()])), event })
    }
}
