//! What is compared: an event of the gold or of the coder, reduced to the scored fields.

use detente_coding::{Attribution, Entity, Link, Party, Report};
use detente_text::Span;
use std::collections::BTreeSet;

/// An event to be scored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// Bytes of its sentence.
    pub sentence: Span,
    /// PLOVER type.
    pub event_type: String,
    /// Bytes of the trigger.
    pub trigger: Span,
    /// Who did it.
    pub actors: Vec<Mention>,
    /// To whom.
    pub recipients: Vec<Mention>,
    /// Status.
    pub status: String,
    /// Modes.
    pub modes: Vec<String>,
    /// Contexts; none where the annotators left them out.
    pub contexts: Option<Vec<String>>,
    /// Sources.
    pub sources: Vec<Mention>,
    /// First and last day, where annotated and resolved.
    pub date: Option<(String, String)>,
    /// Words of the place, where annotated.
    pub place: Option<Span>,
    /// Counts as "what min max".
    pub counts: BTreeSet<String>,
    /// Links as "relation country".
    pub links: BTreeSet<String>,
    /// Whether the annotators agreed.
    pub firm: bool,
    /// How sure the coder is, 0 to 1; none in gold.
    pub confidence: Option<f32>,
}

/// A mention to be scored. A carried source may have no span.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mention {
    /// Bytes; empty for a source named elsewhere.
    pub span: Span,
    /// Country code.
    pub country: Option<String>,
    /// Primary sector.
    pub sector: Option<String>,
}

impl Event {
    /// The set of known countries of some mentions.
    pub fn countries(mentions: &[Mention]) -> BTreeSet<&str> {
        mentions.iter().filter_map(|m| m.country.as_deref()).collect()
    }

    /// The set of known primary sectors.
    pub fn sectors(mentions: &[Mention]) -> BTreeSet<&str> {
        mentions.iter().filter_map(|m| m.sector.as_deref()).collect()
    }
}

impl From<&Report> for Event {
    fn from(report: &Report) -> Self {
        let date = report.date.from.zip(report.date.to);
        Self {
            sentence: report.sentence_words.span,
            event_type: report.event_type.name().to_owned(),
            trigger: report.trigger.span,
            actors: report.actors.iter().map(mention).collect(),
            recipients: report.recipients.iter().map(mention).collect(),
            status: report.status.name().to_owned(),
            modes: report.modes.clone(),
            contexts: Some(report.contexts.clone()),
            sources: report.attribution.iter().map(source).collect(),
            date: date.map(|(from, to)| (from.to_string(), to.to_string())),
            place: report.place.as_ref().map(|p| p.mention.span),
            counts: report.counts.iter().map(|c| count_key(&c.what, c.min, c.max)).collect(),
            links: report.actors.iter().chain(&report.recipients).flat_map(|e| &e.links).map(link).collect(),
            firm: true,
            confidence: Some(report.confidence),
        }
    }
}

fn mention(entity: &Entity) -> Mention {
    let sector = entity.party.sectors.first().map(|s| s.code().to_owned());
    Mention { span: entity.mention.span, country: country(&entity.party), sector }
}

fn source(source: &Attribution) -> Mention {
    let span = if source.carried { Span::default() } else { source.mention.span };
    Mention { span, country: country(&source.party), sector: None }
}

fn link(link: &Link) -> String {
    link_key(link.relation.name(), country(&link.party).as_deref())
}

fn country(party: &Party) -> Option<String> {
    party.country.map(|c| c.code().to_owned())
}

pub(crate) fn count_key(what: &str, min: Option<u64>, max: Option<u64>) -> String {
    let show = |n: Option<u64>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
    format!("{what} {} {}", show(min), show(max))
}

pub(crate) fn link_key(relation: &str, country: Option<&str>) -> String {
    format!("{relation} {}", country.unwrap_or("-"))
}
