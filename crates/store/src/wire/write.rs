//! A report to its wire form.

use super::names::{codes, day};
use super::report::{
    ArticleJson, AttributionJson, CoderJson, CountJson, DateJson, EntityIdJson, EntityJson, ImpliedJson,
    LinkJson, PartJson, PlaceJson, QuoteJson, ReportJson, SentenceJson,
};
use detente_coding::{
    ArticleMeta, Attribution, Coder, Count, Entity, Implied, Link, Ontology, Party, PlaceRef, Quote, Report,
    ReportDate,
};

impl ReportJson {
    /// The report as INTERFACES has it.
    pub fn new(report: &Report) -> Self {
        let mut json = Self::stored(report);
        for entity in json.actors.iter_mut().chain(&mut json.recipients) {
            for link in &mut entity.links {
                link.role = None;
                link.attribution.iter_mut().for_each(|a| a.role = None);
            }
        }
        json.attribution.iter_mut().for_each(|a| a.role = None);
        json
    }

    /// The report with all that it holds, as `reports/` keeps it.
    pub(crate) fn stored(report: &Report) -> Self {
        Self {
            schema: 1,
            id: report.id.to_string(),
            article: ArticleJson::from(&*report.article),
            part: PartJson {
                index: report.part,
                kind: report.part_kind.name().to_owned(),
                start: report.part_span.start,
                end: report.part_span.end,
            },
            sentence: SentenceJson {
                index: report.sentence,
                start: report.sentence_words.span.start,
                end: report.sentence_words.span.end,
                text: report.sentence_words.text.clone(),
            },
            event_type: report.event_type.name().to_owned(),
            modes: report.modes.clone(),
            contexts: report.contexts.clone(),
            cameo: report.cameo.clone(),
            quad: report.event_type.quad() as u8,
            score: Ontology::embedded().score(report.event_type, &report.modes),
            reciprocal: report.reciprocal,
            trigger: QuoteJson::from(&report.trigger),
            actors: report.actors.iter().map(EntityJson::from).collect(),
            recipients: report.recipients.iter().map(EntityJson::from).collect(),
            status: report.status.name().to_owned(),
            attribution: report.attribution.iter().map(AttributionJson::from).collect(),
            date: DateJson::from(&report.date),
            place: report.place.as_ref().map(PlaceJson::from),
            counts: report.counts.iter().map(CountJson::from).collect(),
            implied: report.implied.iter().map(ImpliedJson::from).collect(),
            counters: report.counters.iter().map(ToString::to_string).collect(),
            confidence: three_digits(report.confidence),
            why: report.why.clone(),
            coder: CoderJson::from(&*report.coder),
        }
    }
}

/// Rounded, so that the last bits of different processors do not show.
pub(crate) fn three_digits(x: f32) -> f32 {
    ((f64::from(x) * 1000.0).round() / 1000.0) as f32
}

pub(super) fn entity_id(party: &Party) -> Option<EntityIdJson> {
    let known = party.entity_id.is_some() || party.entity_name.is_some();
    known.then(|| EntityIdJson { id: party.entity_id.clone(), name: party.entity_name.clone() })
}

impl From<&ArticleMeta> for ArticleJson {
    fn from(a: &ArticleMeta) -> Self {
        Self {
            id: a.id.clone(),
            url: a.url.clone(),
            title: a.title.clone(),
            publisher: a.publisher.clone(),
            published: day(a.published),
            language: a.language.clone(),
        }
    }
}

impl From<&Quote> for QuoteJson {
    fn from(q: &Quote) -> Self {
        Self { start: q.span.start, end: q.span.end, text: q.text.clone() }
    }
}

impl From<&Entity> for EntityJson {
    fn from(e: &Entity) -> Self {
        let (country, sectors) = codes(&e.party);
        Self {
            start: e.mention.span.start,
            end: e.mention.span.end,
            text: e.mention.text.clone(),
            country,
            sectors,
            role: e.party.role.clone(),
            entity: entity_id(&e.party),
            links: e.links.iter().map(LinkJson::from).collect(),
            why: e.why.clone(),
        }
    }
}

impl From<&Implied> for ImpliedJson {
    fn from(i: &Implied) -> Self {
        Self {
            side: i.side.name().to_owned(),
            confidence: three_digits(i.confidence),
            entity: EntityJson::from(&i.entity),
        }
    }
}

impl From<&Link> for LinkJson {
    fn from(l: &Link) -> Self {
        let (country, sectors) = codes(&l.party);
        Self {
            relation: l.relation.name().to_owned(),
            start: l.mention.span.start,
            end: l.mention.span.end,
            text: l.mention.text.clone(),
            country,
            sectors,
            role: l.party.role.clone(),
            entity: entity_id(&l.party),
            status: l.status.name().to_owned(),
            attribution: l.attribution.iter().map(AttributionJson::from).collect(),
        }
    }
}

impl From<&Attribution> for AttributionJson {
    fn from(a: &Attribution) -> Self {
        let (country, sectors) = codes(&a.party);
        Self {
            start: a.mention.span.start,
            end: a.mention.span.end,
            text: a.mention.text.clone(),
            cue: a.cue.as_ref().map(QuoteJson::from),
            country,
            sectors,
            role: a.party.role.clone(),
            entity: entity_id(&a.party),
            party: a.is_party,
            carried: a.carried,
        }
    }
}

impl From<&ReportDate> for DateJson {
    fn from(d: &ReportDate) -> Self {
        Self {
            from: day(d.from),
            to: day(d.to),
            granularity: d.granularity.name().to_owned(),
            start: d.words.as_ref().map(|w| w.span.start),
            end: d.words.as_ref().map(|w| w.span.end),
            text: d.words.as_ref().map(|w| w.text.clone()),
        }
    }
}

impl From<&PlaceRef> for PlaceJson {
    fn from(p: &PlaceRef) -> Self {
        Self {
            start: p.mention.span.start,
            end: p.mention.span.end,
            text: p.mention.text.clone(),
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

impl From<&Count> for CountJson {
    fn from(c: &Count) -> Self {
        Self {
            what: c.what.clone(),
            min: c.min,
            max: c.max,
            start: c.words.span.start,
            end: c.words.span.end,
            text: c.words.text.clone(),
        }
    }
}

impl From<&Coder> for CoderJson {
    fn from(c: &Coder) -> Self {
        Self { version: c.version.clone(), tier: c.tier.clone(), model: c.model.clone() }
    }
}
