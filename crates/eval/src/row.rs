//! The shapes of a line of gold, and an event from them. A field that is not scored is not read.

use crate::event::{Event, Mention, count_key, link_key};
use detente_text::Span;
use serde::Deserialize;

/// One article.
#[derive(Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) date: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) text_sha256: Option<String>,
    #[serde(default)]
    pub(crate) reports: Vec<Row>,
}

/// One annotated event.
#[derive(Deserialize)]
pub(crate) struct Row {
    /// The whole text where left out.
    sentence: Option<Words>,
    #[serde(rename = "type")]
    event_type: String,
    #[serde(default)]
    modes: Vec<String>,
    contexts: Option<Vec<String>>,
    trigger: Words,
    #[serde(default)]
    actors: Vec<Who>,
    #[serde(default)]
    recipients: Vec<Who>,
    #[serde(default = "asserted")]
    status: String,
    #[serde(default)]
    attribution: Vec<Who>,
    date: Option<When>,
    place: Option<Words>,
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

/// Bytes of the text; none for a source that is named elsewhere.
#[derive(Clone, Copy, Deserialize)]
struct Words {
    start: Option<u32>,
    end: Option<u32>,
}

#[derive(Deserialize)]
struct Who {
    #[serde(flatten)]
    words: Words,
    country: Option<String>,
    #[serde(default)]
    sectors: Vec<String>,
    #[serde(default)]
    links: Vec<Tie>,
    /// Whether it is a source that an earlier sentence names: its words are not of this sentence.
    #[serde(default)]
    carried: bool,
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

impl Row {
    /// The event as it is scored. Fails when an offset does not lie in the text.
    pub(crate) fn event(self, text: &str) -> Result<Event, String> {
        let links = ties(&self.actors).chain(ties(&self.recipients)).collect();
        Ok(Event {
            sentence: self.sentence.map_or(Ok(Span::new(0, text.len())), |w| w.span(text))?,
            event_type: self.event_type,
            trigger: self.trigger.span(text)?,
            actors: mentions(&self.actors, text)?,
            recipients: mentions(&self.recipients, text)?,
            status: self.status,
            modes: self.modes,
            contexts: self.contexts,
            sources: mentions(&self.attribution, text)?,
            date: self.date.and_then(|d| d.from.zip(d.to)),
            place: self.place.map(|w| w.span(text)).transpose()?,
            counts: self.counts.iter().map(|c| count_key(&c.what, c.min, c.max)).collect(),
            links,
            firm: self.firm,
            confidence: None,
        })
    }
}

impl Words {
    fn span(self, text: &str) -> Result<Span, String> {
        let span = Span { start: self.start.unwrap_or(0), end: self.end.unwrap_or(0) };
        match text.get(span.range()) {
            Some(_) => Ok(span),
            None => Err(format!("the bytes {} to {} are no words of the text", span.start, span.end)),
        }
    }
}

fn ties(list: &[Who]) -> impl Iterator<Item = String> {
    list.iter().flat_map(|who| &who.links).map(|tie| link_key(&tie.relation, tie.country.as_deref()))
}

fn mentions(list: &[Who], text: &str) -> Result<Vec<Mention>, String> {
    let mention = |who: &Who| {
        let span = if who.carried { Span::default() } else { who.words.span(text)? };
        Ok(Mention { span, country: who.country.clone(), sector: who.sectors.first().cloned() })
    };
    list.iter().map(mention).collect()
}
