//! CSV (RFC 4180, LF line ends): one row a directed dyad of mentions, for spreadsheets and statistics programs. Many
//! values in one field are parted by `;`. What has no recipient has one row an actor with the recipient's columns
//! empty; an unknown actor leaves the actor's columns empty.

use crate::wire::{EntityIdJson, EntityJson, EventJson, PartyJson, ReportJson};
use detente_coding::Report;
use detente_stories::Event;
use std::io::{self, Write};

pub(super) const REPORT_COLUMNS: [&str; 38] = [
    "report_id",
    "article_id",
    "url",
    "publisher",
    "published",
    "sentence",
    "date_from",
    "date_to",
    "granularity",
    "type",
    "modes",
    "contexts",
    "cameo",
    "quad",
    "score",
    "status",
    "reciprocal",
    "actor",
    "actor_country",
    "actor_sectors",
    "actor_id",
    "actor_name",
    "recipient",
    "recipient_country",
    "recipient_sectors",
    "recipient_id",
    "recipient_name",
    "sources",
    "place",
    "place_country",
    "geonameid",
    "lat",
    "lon",
    "counts",
    "confidence",
    "coder",
    "trigger",
    "text",
];

pub(super) const EVENT_COLUMNS: [&str; 32] = [
    "event_id",
    "date_from",
    "date_to",
    "granularity",
    "type",
    "modes",
    "contexts",
    "cameo",
    "quad",
    "group",
    "score",
    "status",
    "reciprocal",
    "actor_country",
    "actor_sectors",
    "actor_id",
    "actor_name",
    "recipient_country",
    "recipient_sectors",
    "recipient_id",
    "recipient_name",
    "place",
    "place_country",
    "geonameid",
    "lat",
    "lon",
    "counts",
    "n_reports",
    "n_articles",
    "publishers",
    "parties_only",
    "confidence",
];

/// The rows of a report.
pub(super) fn report(out: &mut impl Write, report: &Report) -> io::Result<()> {
    let json = ReportJson::new(report);
    for (actor, recipient) in pairs(&json.actors, &json.recipients, json.reciprocal) {
        let mut fields = report_head(&json);
        fields.extend(mention(actor));
        fields.extend(mention(recipient));
        fields.push(many(json.attribution.iter().map(|a| a.text.clone())));
        let place = json.place.as_ref();
        fields.extend([
            text(place.map(|p| &p.name)),
            text(place.and_then(|p| p.country.as_ref())),
            number(place.and_then(|p| p.geonameid)),
            number(place.and_then(|p| p.lat)),
            number(place.and_then(|p| p.lon)),
            many(json.counts.iter().map(|c| count(&c.what, c.min, c.max, &c.text))),
            json.confidence.to_string(),
            format!("{} {} {}", json.coder.version, json.coder.tier, json.coder.model),
            json.trigger.text.clone(),
            json.sentence.text.clone(),
        ]);
        line(out, &fields)?;
    }
    Ok(())
}

fn report_head(json: &ReportJson) -> Vec<String> {
    vec![
        json.id.clone(),
        json.article.id.clone(),
        text(json.article.url.as_ref()),
        text(json.article.publisher.as_ref()),
        text(json.article.published.as_ref()),
        json.sentence.index.to_string(),
        text(json.date.from.as_ref()),
        text(json.date.to.as_ref()),
        json.date.granularity.clone(),
        json.event_type.clone(),
        json.modes.join(";"),
        json.contexts.join(";"),
        text(json.cameo.as_ref()),
        json.quad.to_string(),
        json.score.to_string(),
        json.status.clone(),
        json.reciprocal.to_string(),
    ]
}

fn mention(entity: Option<&EntityJson>) -> [String; 5] {
    let Some(e) = entity else { return Default::default() };
    let [id, name] = known(e.entity.as_ref());
    [e.text.clone(), text(e.country.as_ref()), e.sectors.join(";"), id, name]
}

/// The rows of an event.
pub(super) fn event(out: &mut impl Write, event: &Event) -> io::Result<()> {
    let json = EventJson::from(event);
    for (actor, recipient) in pairs(&json.actors, &json.recipients, json.reciprocal) {
        let mut fields = event_head(&json);
        fields.extend(party(actor));
        fields.extend(party(recipient));
        let place = json.place.as_ref();
        fields.extend([
            text(place.map(|p| &p.name)),
            text(place.and_then(|p| p.country.as_ref())),
            number(place.and_then(|p| p.geonameid)),
            number(place.and_then(|p| p.lat)),
            number(place.and_then(|p| p.lon)),
            many(json.counts.iter().map(|c| count(&c.what, c.min, c.max, &c.text))),
            json.n_reports.to_string(),
            json.n_articles.to_string(),
            json.publishers.join(";"),
            json.parties_only.to_string(),
            json.confidence.to_string(),
        ]);
        line(out, &fields)?;
    }
    Ok(())
}

fn event_head(json: &EventJson) -> Vec<String> {
    vec![
        json.id.clone(),
        text(json.date.from.as_ref()),
        text(json.date.to.as_ref()),
        json.date.granularity.clone(),
        text(json.event_type.as_ref()),
        json.modes.join(";"),
        json.contexts.join(";"),
        text(json.cameo.as_ref()),
        number(json.quad),
        text(json.group.as_ref()),
        json.score.to_string(),
        json.status.clone(),
        json.reciprocal.to_string(),
    ]
}

fn party(party: Option<&PartyJson>) -> [String; 4] {
    let Some(p) = party else { return Default::default() };
    let [id, name] = known(p.entity.as_ref());
    [text(p.country.as_ref()), p.sectors.join(";"), id, name]
}

/// Directed pairs: actors × recipients, or the actors among themselves; a missing side is none.
fn pairs<'a, T>(
    actors: &'a [T],
    recipients: &'a [T],
    reciprocal: bool,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    if reciprocal && actors.len() > 1 {
        let indices = (0..actors.len()).flat_map(|i| (0..actors.len()).map(move |j| (i, j)));
        return indices.filter(|(i, j)| i != j).map(|(i, j)| (actors.get(i), actors.get(j))).collect();
    }
    let side = |list: &'a [T]| match list {
        [] => vec![None],
        _ => list.iter().map(Some).collect(),
    };
    let recipients = side(recipients);
    side(actors).into_iter().flat_map(|a| recipients.iter().map(move |r| (a, *r))).collect()
}

fn known(entity: Option<&EntityIdJson>) -> [String; 2] {
    [text(entity.and_then(|e| e.id.as_ref())), text(entity.and_then(|e| e.name.as_ref()))]
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn number(value: Option<impl ToString>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn many(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(";")
}

/// `killed=5`, `killed=20-`, `killed=dozens`
fn count(what: &str, min: Option<u64>, max: Option<u64>, words: &str) -> String {
    match (min, max) {
        (Some(a), Some(b)) if a == b => format!("{what}={a}"),
        (None, None) => format!("{what}={words}"),
        _ => format!("{what}={}-{}", number(min), number(max)),
    }
}

/// One line, each field quoted where it must be.
pub(crate) fn line(out: &mut impl Write, fields: &[impl AsRef<str>]) -> io::Result<()> {
    for (i, field) in fields.iter().map(AsRef::as_ref).enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        if field.contains(['"', ',', '\n', '\r']) {
            write!(out, "\"{}\"", field.replace('"', "\"\""))?;
        } else {
            out.write_all(field.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}
