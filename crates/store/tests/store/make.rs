//! Articles and reports made by hand for the tests.
#![allow(dead_code, reason = "two test programs use it, neither uses all")]

use detente_coding::{
    ArticleMeta, Attribution, Coder, Count, Entity, EventType, Link, Party, PlaceRef, Quote, Relation,
    Report, ReportDate, ReportId, Status,
};
use detente_resolve::{Country, Granularity, Precision, Sector};
use detente_store::CodedArticle;
use detente_text::{PartKind, Span};
use sha2::{Digest, Sha256};
use std::sync::Arc;

pub fn id(text: &str) -> ReportId {
    let digest = Sha256::digest(text);
    ReportId(u128::from_be_bytes(digest[..16].try_into().unwrap()))
}

pub fn meta(id: &str, day: Option<&str>) -> Arc<ArticleMeta> {
    Arc::new(ArticleMeta {
        id: id.to_owned(),
        title: Some(format!("Title of {id}")),
        publisher: Some(format!("Wire {}", id.len() % 3)),
        published: day.map(|d| d.parse().unwrap()),
        language: Some("en".to_owned()),
        url: None,
    })
}

pub fn quote(start: usize, text: &str) -> Quote {
    Quote { span: Span::new(start, start + text.len()), text: text.to_owned() }
}

pub fn party(country: &str, sectors: &[&str]) -> Party {
    Party {
        country: Country::new(country),
        sectors: sectors.iter().filter_map(|s| Sector::new(s)).collect(),
        ..Party::default()
    }
}

pub fn entity(text: &str, country: &str, sectors: &[&str]) -> Entity {
    Entity { mention: quote(10, text), party: party(country, sectors), links: vec![], why: "made".to_owned() }
}

/// The police of Chad detain "couriers" on the day of publication; `n` tells reports of one article apart.
pub fn report(meta: &Arc<ArticleMeta>, n: usize) -> Report {
    let words = format!("Sentence {n}: Chad's police detained \"couriers\", it said.");
    Report {
        id: id(&format!("{} {n}", meta.id)),
        article: Arc::clone(meta),
        part: 0,
        part_kind: PartKind::Body,
        part_span: Span::new(0, 2000),
        sentence: n,
        sentence_words: quote(n * 100, &words),
        event_type: EventType::Coerce,
        modes: vec!["arrest".to_owned()],
        contexts: vec!["crime".to_owned()],
        cameo: Some("173".to_owned()),
        reciprocal: false,
        trigger: quote(n * 100 + 28, "detained"),
        actors: vec![entity("Chad's police", "TCD", &["COP"])],
        recipients: vec![entity("\"couriers\"", "SDN", &["REB"])],
        status: Status::Asserted,
        attribution: vec![],
        date: ReportDate {
            from: meta.published,
            to: meta.published,
            granularity: if meta.published.is_some() { Granularity::Report } else { Granularity::None },
            words: None,
        },
        place: None,
        counts: vec![],
        implied: vec![],
        counters: vec![],
        confidence: 0.875,
        why: vec!["rule detain-1".to_owned()],
        coder: coder("0.1.0"),
    }
}

pub fn coder(version: &str) -> Arc<Coder> {
    Arc::new(Coder { version: version.to_owned(), tier: "fast".to_owned(), model: "en.bin 0123".to_owned() })
}

/// A report with something in every field.
pub fn full_report(meta: &Arc<ArticleMeta>) -> Report {
    let mut r = report(meta, 1);
    let known = Party {
        role: Some("police chief".to_owned()),
        entity_id: Some("org:tcd-police".to_owned()),
        entity_name: Some("Police of Chad".to_owned()),
        ..party("TCD", &["COP", "GOV"])
    };
    let source = Attribution {
        mention: quote(60, "it"),
        cue: Some(quote(63, "said")),
        party: known.clone(),
        is_party: true,
        carried: true,
    };
    r.actors[0].party = known.clone();
    r.recipients[0].links = vec![Link {
        relation: Relation::AgentOf,
        mention: quote(40, "Khartoum"),
        party: party("SDN", &["GOV"]),
        status: Status::Alleged,
        attribution: vec![source.clone()],
    }];
    r.attribution = vec![source];
    r.date.words = Some(quote(80, "on Monday"));
    r.date.granularity = Granularity::Day;
    r.place = Some(PlaceRef {
        mention: quote(90, "Abéché"),
        geonameid: Some(2_436_400),
        name: "Abéché".to_owned(),
        admin1: Some("Ouaddaï".to_owned()),
        country: Country::new("TCD"),
        lat: Some(13.829_16),
        lon: Some(20.832_4),
        precision: Precision::City,
    });
    r.counts = vec![Count {
        what: "arrested".to_owned(),
        min: Some(20),
        max: None,
        words: quote(30, "at least 20"),
    }];
    r
}

pub fn article(meta: &Arc<ArticleMeta>, reports: Vec<Report>) -> CodedArticle {
    CodedArticle { meta: Arc::clone(meta), n_sentences: 9, text_sha256: "ab".repeat(32), reports }
}

/// An article of a day with `n` reports on different recipients, so that none are one event.
pub fn coded(id: &str, day: &str, n: usize) -> CodedArticle {
    let meta = meta(id, Some(day));
    let others = ["SDN", "LBY", "NER", "NGA", "CMR", "CAF"];
    let reports = (0..n).map(|i| Report {
        recipients: vec![entity("others", others[i % others.len()], &["REB"])],
        ..report(&meta, i)
    });
    article(&meta, reports.collect())
}
