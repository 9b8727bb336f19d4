//! Reports made by hand for the tests.

use detente_coding::{
    ArticleMeta, Coder, Count, Entity, EventType, Party, PlaceRef, Quote, Report, ReportDate, ReportId,
    Status,
};
use detente_resolve::{Country, Granularity, Precision, Sector};
use detente_text::{PartKind, Span};
use sha2::{Digest, Sha256};
use std::sync::Arc;

pub fn id(article: &str, n: usize) -> ReportId {
    let digest = Sha256::digest(format!("{article} {n}"));
    ReportId(u128::from_be_bytes(digest[..16].try_into().unwrap()))
}

pub fn article(id: &str, day: Option<&str>) -> Arc<ArticleMeta> {
    Arc::new(ArticleMeta {
        id: id.to_owned(),
        publisher: Some(format!("Wire of {id}")),
        published: day.map(|d| d.parse().unwrap()),
        ..ArticleMeta::default()
    })
}

pub fn party(country: &str, sectors: &[&str]) -> Entity {
    Entity {
        mention: quote("people"),
        party: Party {
            country: Country::new(country),
            sectors: sectors.iter().filter_map(|s| Sector::new(s)).collect(),
            ..Party::default()
        },
        ..Entity::default()
    }
}

pub fn unknown() -> Entity {
    Entity { mention: quote("people"), ..Entity::default() }
}

pub fn quote(text: &str) -> Quote {
    Quote { span: Span::new(0, text.len()), text: text.to_owned() }
}

pub fn count(what: &str, min: Option<u64>, max: Option<u64>) -> Count {
    Count { what: what.to_owned(), min, max, words: quote("some") }
}

pub fn date(from: &str, to: &str, fine: &str) -> ReportDate {
    let all =
        [Granularity::Day, Granularity::Month, Granularity::Year, Granularity::Report, Granularity::None];
    ReportDate {
        from: from.parse().ok(),
        to: to.parse().ok(),
        granularity: all.into_iter().find(|g| g.name() == fine).unwrap(),
        words: None,
    }
}

pub fn place(name: &str, precision: &str) -> PlaceRef {
    let precision = if precision == "city" { Precision::City } else { Precision::Country };
    PlaceRef {
        mention: quote(name),
        geonameid: None,
        name: name.to_owned(),
        admin1: None,
        country: Country::new("MLI"),
        lat: None,
        lon: None,
        precision,
    }
}

/// The army of Mali arrests citizens, on the day of publication.
pub fn report(article_id: &str, day: &str, sentence: usize) -> Report {
    Report {
        id: id(article_id, sentence),
        article: article(article_id, Some(day)),
        part: 0,
        part_kind: PartKind::Body,
        part_span: Span::new(0, 1000),
        sentence,
        sentence_words: quote("Soldiers arrested people."),
        event_type: EventType::Coerce,
        modes: vec!["arrest".to_owned()],
        contexts: vec!["military".to_owned()],
        cameo: Some("173".to_owned()),
        reciprocal: false,
        trigger: quote("arrested"),
        actors: vec![party("MLI", &["MIL"])],
        recipients: vec![party("MLI", &["CVL"])],
        status: Status::Asserted,
        attribution: vec![],
        date: date(day, day, "report"),
        place: None,
        counts: vec![],
        implied: vec![],
        counters: vec![],
        confidence: 0.9,
        why: vec![],
        coder: Arc::new(Coder { version: "0".to_owned(), tier: "fast".to_owned(), model: "none".to_owned() }),
    }
}
