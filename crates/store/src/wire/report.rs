//! One report as JSON, and with the same names as nested columns of `reports/`. The order of the fields is the order
//! in the output.

use serde::{Deserialize, Serialize};

/// One report. `schema` is 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of detente_coding::Report, which says what they are")]
pub struct ReportJson {
    pub schema: u32,
    pub id: String,
    pub article: ArticleJson,
    pub part: PartJson,
    pub sentence: SentenceJson,
    #[serde(rename = "type")]
    pub event_type: String,
    pub modes: Vec<String>,
    pub contexts: Vec<String>,
    pub cameo: Option<String>,
    pub quad: u8,
    pub score: f32,
    pub reciprocal: bool,
    pub trigger: QuoteJson,
    pub actors: Vec<EntityJson>,
    pub recipients: Vec<EntityJson>,
    pub status: String,
    pub attribution: Vec<AttributionJson>,
    pub date: DateJson,
    pub place: Option<PlaceJson>,
    pub counts: Vec<CountJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implied: Vec<ImpliedJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counters: Vec<String>,
    pub confidence: f32,
    pub why: Vec<String>,
    pub coder: CoderJson,
}

/// The article of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::ArticleMeta")]
pub struct ArticleJson {
    pub id: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
}

/// The part of the article: bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::Report")]
pub struct PartJson {
    pub index: usize,
    pub kind: String,
    pub start: u32,
    pub end: u32,
}

/// The sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::Report")]
pub struct SentenceJson {
    pub index: usize,
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// Words of the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::Quote")]
pub struct QuoteJson {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// A known entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::Party")]
pub struct EntityIdJson {
    pub id: Option<String>,
    pub name: Option<String>,
}

/// An actor or a recipient.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::Entity")]
pub struct EntityJson {
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub country: Option<String>,
    pub sectors: Vec<String>,
    pub role: Option<String>,
    pub entity: Option<EntityIdJson>,
    pub links: Vec<LinkJson>,
    pub why: String,
}

/// A party that an earlier sentence names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::Implied")]
pub struct ImpliedJson {
    pub side: String,
    pub confidence: f32,
    #[serde(flatten)]
    pub entity: EntityJson,
}

/// A tie. `role` is in the store alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::Link")]
pub struct LinkJson {
    pub relation: String,
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub country: Option<String>,
    pub sectors: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    pub entity: Option<EntityIdJson>,
    pub status: String,
    pub attribution: Vec<AttributionJson>,
}

/// A source. `role` is in the store alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::Attribution")]
pub struct AttributionJson {
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub cue: Option<QuoteJson>,
    pub country: Option<String>,
    pub sectors: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    pub entity: Option<EntityIdJson>,
    pub party: bool,
    pub carried: bool,
}

/// When.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::ReportDate")]
pub struct DateJson {
    pub from: Option<String>,
    pub to: Option<String>,
    pub granularity: String,
    pub start: Option<u32>,
    pub end: Option<u32>,
    pub text: Option<String>,
}

/// Where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::PlaceRef")]
pub struct PlaceJson {
    pub start: u32,
    pub end: u32,
    pub text: String,
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
#[allow(missing_docs, reason = "see detente_coding::Count")]
pub struct CountJson {
    pub what: String,
    pub min: Option<u64>,
    pub max: Option<u64>,
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// Which coder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "see detente_coding::Coder")]
pub struct CoderJson {
    pub version: String,
    pub tier: String,
    pub model: String,
}
