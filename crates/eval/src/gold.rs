//! Gold as INTERFACES gives it: one article a line, with its text or stand-off with the text's hash.

use crate::error::Error;
use crate::event::{Event, Mention, count_key, link_key};
use detente_text::Span;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// One annotated article.
#[derive(Clone, Debug)]
pub struct GoldArticle {
    /// Its id.
    pub id: String,
    /// Its date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its text, its own or joined by id.
    pub text: String,
    /// Its events.
    pub events: Vec<Event>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    date: Option<String>,
    text: Option<String>,
    text_sha256: Option<String>,
    #[serde(default)]
    reports: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    sentence: Option<Place>,
    #[serde(rename = "type")]
    event_type: String,
    #[serde(default)]
    modes: Vec<String>,
    trigger: Place,
    #[serde(default)]
    actors: Vec<Who>,
    #[serde(default)]
    recipients: Vec<Who>,
    #[serde(default = "asserted")]
    status: String,
    #[serde(default)]
    attribution: Vec<Who>,
    date: Option<When>,
    place: Option<Place>,
    #[serde(default)]
    counts: Vec<HowMany>,
    #[serde(default = "yes")]
    firm: bool,
}

fn asserted() -> String {
    "asserted".to_owned()
}

fn yes() -> bool {
    true
}

#[derive(Deserialize, Default)]
struct Place {
    #[serde(default)]
    start: u32,
    #[serde(default)]
    end: u32,
}

#[derive(Deserialize)]
struct Who {
    #[serde(default)]
    start: u32,
    #[serde(default)]
    end: u32,
    country: Option<String>,
    #[serde(default)]
    sectors: Vec<String>,
    #[serde(default)]
    links: Vec<Tie>,
}

#[derive(Deserialize)]
struct Tie {
    relation: String,
    country: Option<String>,
}

#[derive(Deserialize)]
struct When {
    from: Option<String>,
    to: Option<String>,
}

#[derive(Deserialize)]
struct HowMany {
    what: String,
    min: Option<u64>,
    max: Option<u64>,
}

/// Reads gold. `text_of` gives the text of an article whose line has only a hash.
///
/// # Errors
/// A line that is no JSON of the right shape, whose text is missing, or whose text has another hash.
pub fn read_gold(gold: &str, text_of: impl Fn(&str) -> Option<String>) -> Result<Vec<GoldArticle>, Error> {
    let lines = gold.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    lines.map(|(i, line)| read_line(i + 1, line, &text_of)).collect()
}

fn read_line(number: usize, line: &str, text_of: &impl Fn(&str) -> Option<String>) -> Result<GoldArticle, Error> {
    let line: Line = serde_json::from_str(line).map_err(|e| Error::new(number, e.to_string()))?;
    let text = match line.text {
        Some(text) => text,
        None => text_of(&line.id)
            .ok_or_else(|| Error::new(number, format!("no text for id {} (give the file that holds it)", line.id)))?,
    };
    if let Some(hash) = line.text_sha256.filter(|h| *h != sha256(&text)) {
        return Err(Error::new(number, format!("the text of {} is not the one annotated (sha256 {hash})", line.id)));
    }
    let whole = Span::new(0, text.len());
    let events = line.reports.into_iter().map(|r| event(r, whole)).collect();
    Ok(GoldArticle { id: line.id, date: line.date, text, events })
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn event(row: Row, whole: Span) -> Event {
    let span = |p: &Place| Span { start: p.start, end: p.end };
    let ties = |list: &[Who]| -> Vec<String> {
        list.iter().flat_map(|w| &w.links).map(|l| link_key(&l.relation, l.country.as_deref())).collect()
    };
    let links = ties(&row.actors).into_iter().chain(ties(&row.recipients)).collect();
    Event {
        sentence: row.sentence.as_ref().map_or(whole, span),
        event_type: row.event_type,
        trigger: span(&row.trigger),
        actors: row.actors.iter().map(mention).collect(),
        recipients: row.recipients.iter().map(mention).collect(),
        status: row.status,
        modes: row.modes,
        sources: row.attribution.iter().map(mention).collect(),
        date: row.date.and_then(|d| d.from.zip(d.to)),
        place: row.place.as_ref().map(span),
        counts: row.counts.iter().map(|c| count_key(&c.what, c.min, c.max)).collect(),
        links,
        firm: row.firm,
    }
}

fn mention(who: &Who) -> Mention {
    Mention {
        span: Span { start: who.start, end: who.end },
        country: who.country.clone(),
        sector: who.sectors.first().cloned(),
    }
}
