//! A report from its wire form.

use super::names;
use super::report::{
    ArticleJson, AttributionJson, CountJson, DateJson, EntityIdJson, EntityJson, ImpliedJson, LinkJson,
    PlaceJson, QuoteJson, ReportJson,
};
use crate::{Error, Result};
use detente_coding::{
    ArticleMeta, Attribution, Coder, Count, Entity, Implied, Link, Party, PlaceRef, Quote, Report,
    ReportDate, ReportId,
};
use detente_text::Span;
use std::sync::Arc;

impl TryFrom<ReportJson> for Report {
    type Error = Error;

    fn try_from(json: ReportJson) -> Result<Self> {
        Ok(Self {
            id: report_id(&json.id)?,
            article: Arc::new(json.article.try_into()?),
            part: json.part.index,
            part_kind: names::part_kind(&json.part.kind)?,
            part_span: span(json.part.start, json.part.end)?,
            sentence: json.sentence.index,
            sentence_words: quote(json.sentence.start, json.sentence.end, json.sentence.text)?,
            event_type: names::event_type(&json.event_type)?,
            modes: json.modes,
            contexts: json.contexts,
            cameo: json.cameo,
            reciprocal: json.reciprocal,
            trigger: json.trigger.try_into()?,
            actors: each(json.actors)?,
            recipients: each(json.recipients)?,
            status: names::status(&json.status)?,
            attribution: each(json.attribution)?,
            date: json.date.try_into()?,
            place: json.place.map(TryInto::try_into).transpose()?,
            counts: each(json.counts)?,
            implied: each(json.implied)?,
            counters: json.counters.iter().map(|id| report_id(id)).collect::<Result<_>>()?,
            confidence: json.confidence,
            why: json.why,
            coder: Arc::new(Coder {
                version: json.coder.version,
                tier: json.coder.tier,
                model: json.coder.model,
            }),
        })
    }
}

fn each<J, T: TryFrom<J, Error = Error>>(items: Vec<J>) -> Result<Vec<T>> {
    items.into_iter().map(T::try_from).collect()
}

/// From `r_` and 32 hex digits.
pub(crate) fn report_id(text: &str) -> Result<ReportId> {
    let digits = text.strip_prefix("r_").filter(|d| d.len() == 32 && !d.starts_with('+'));
    let id = digits.and_then(|d| u128::from_str_radix(d, 16).ok());
    id.map(ReportId).ok_or_else(|| Error::invalid(format!("`{text}` is no report id")))
}

fn span(start: u32, end: u32) -> Result<Span> {
    let ordered = start <= end;
    ordered
        .then_some(Span { start, end })
        .ok_or_else(|| Error::invalid(format!("span {start}..{end} ends early")))
}

fn quote(start: u32, end: u32, text: String) -> Result<Quote> {
    Ok(Quote { span: span(start, end)?, text })
}

pub(super) fn party(
    country: Option<&str>,
    sectors: &[String],
    role: Option<String>,
    entity: Option<EntityIdJson>,
) -> Result<Party> {
    let (entity_id, entity_name) = entity.map_or((None, None), |e| (e.id, e.name));
    Ok(Party {
        country: names::country(country)?,
        sectors: names::sectors(sectors)?,
        role,
        entity_id,
        entity_name,
    })
}

impl TryFrom<ArticleJson> for ArticleMeta {
    type Error = Error;

    fn try_from(a: ArticleJson) -> Result<Self> {
        Ok(Self {
            id: a.id,
            url: a.url,
            title: a.title,
            publisher: a.publisher,
            published: names::date(a.published.as_deref())?,
            language: a.language,
        })
    }
}

impl TryFrom<QuoteJson> for Quote {
    type Error = Error;

    fn try_from(q: QuoteJson) -> Result<Self> {
        quote(q.start, q.end, q.text)
    }
}

impl TryFrom<EntityJson> for Entity {
    type Error = Error;

    fn try_from(e: EntityJson) -> Result<Self> {
        Ok(Self {
            party: party(e.country.as_deref(), &e.sectors, e.role, e.entity)?,
            mention: quote(e.start, e.end, e.text)?,
            links: each(e.links)?,
            why: e.why,
        })
    }
}

impl TryFrom<ImpliedJson> for Implied {
    type Error = Error;

    fn try_from(i: ImpliedJson) -> Result<Self> {
        Ok(Self { side: names::side(&i.side)?, entity: i.entity.try_into()?, confidence: i.confidence })
    }
}

impl TryFrom<LinkJson> for Link {
    type Error = Error;

    fn try_from(l: LinkJson) -> Result<Self> {
        Ok(Self {
            relation: names::relation(&l.relation)?,
            mention: quote(l.start, l.end, l.text)?,
            party: party(l.country.as_deref(), &l.sectors, l.role, l.entity)?,
            status: names::status(&l.status)?,
            attribution: each(l.attribution)?,
        })
    }
}

impl TryFrom<AttributionJson> for Attribution {
    type Error = Error;

    fn try_from(a: AttributionJson) -> Result<Self> {
        Ok(Self {
            mention: quote(a.start, a.end, a.text)?,
            cue: a.cue.map(TryInto::try_into).transpose()?,
            party: party(a.country.as_deref(), &a.sectors, a.role, a.entity)?,
            is_party: a.party,
            carried: a.carried,
        })
    }
}

impl TryFrom<DateJson> for ReportDate {
    type Error = Error;

    fn try_from(d: DateJson) -> Result<Self> {
        let words = match (d.start, d.end, d.text) {
            (Some(start), Some(end), Some(text)) => Some(quote(start, end, text)?),
            _ => None,
        };
        Ok(Self {
            from: names::date(d.from.as_deref())?,
            to: names::date(d.to.as_deref())?,
            granularity: names::granularity(&d.granularity)?,
            words,
        })
    }
}

impl TryFrom<PlaceJson> for PlaceRef {
    type Error = Error;

    fn try_from(p: PlaceJson) -> Result<Self> {
        Ok(Self {
            mention: quote(p.start, p.end, p.text)?,
            geonameid: p.geonameid,
            name: p.name,
            admin1: p.admin1,
            country: names::country(p.country.as_deref())?,
            lat: p.lat,
            lon: p.lon,
            precision: names::precision(&p.precision)?,
        })
    }
}

impl TryFrom<CountJson> for Count {
    type Error = Error;

    fn try_from(c: CountJson) -> Result<Self> {
        Ok(Self { what: c.what, min: c.min, max: c.max, words: quote(c.start, c.end, c.text)? })
    }
}
