//! Reports to one event: what each field of the event is, given all reports that tell of it.

use crate::event::{Event, EventCount, EventDate, EventId, EventPlace};
use crate::same_act::parties_agree;
use detente_coding::{Entity, Ontology, Party, PlaceRef, Report, ReportId};
use detente_resolve::{Granularity, Precision};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What "earliest" means: by day of publication (unknown days last), then by id.
pub(crate) fn rank(report: &Report) -> (bool, Option<Date>, ReportId) {
    (report.article.published.is_none(), report.article.published, report.id)
}

/// The event of some reports, without key and aliases.
///
/// # Panics
/// When there are no reports: callers group reports, and a group has at least one.
pub(crate) fn build(reports: &[&Report]) -> Event {
    let mut reports = reports.to_vec();
    reports.sort_by_key(|r| rank(r));
    let first = *reports.first().expect("invariant: a group has at least one report");
    let modes = union(reports.iter().map(|r| r.modes.as_slice()));
    Event {
        id: EventId::from(first.id),
        aliases: Vec::new(),
        key: None,
        event_type: Some(first.event_type),
        score: Ontology::embedded().score(first.event_type, &modes),
        modes,
        contexts: union(reports.iter().map(|r| r.contexts.as_slice())),
        cameo: reports.iter().find_map(|r| r.cameo.clone()),
        reciprocal: first.reciprocal,
        status: reports.iter().map(|r| r.status).min().unwrap_or(first.status),
        actors: merge_parties(reports.iter().map(|r| r.actors.as_slice())),
        recipients: merge_parties(reports.iter().map(|r| r.recipients.as_slice())),
        tied: tied(&reports),
        date: finest_date(&reports),
        place: most_exact_place(&reports),
        counts: widest_counts(&reports),
        publishers: sorted_set(reports.iter().filter_map(|r| r.article.publisher.clone())),
        n_articles: reports.iter().map(|r| r.article.id.as_str()).collect::<BTreeSet<_>>().len(),
        reports: sorted_set(reports.iter().map(|r| r.id)),
        confidence: reports.iter().map(|r| r.confidence).fold(0.0, f32::max),
        parties_only: reports
            .iter()
            .all(|r| !r.attribution.is_empty() && r.attribution.iter().all(|a| a.is_party)),
        imported: None,
    }
}

/// The other ends of the recipients' links, each country and sector once.
fn tied(reports: &[&Report]) -> Vec<Party> {
    let links = reports.iter().flat_map(|r| &r.recipients).flat_map(|e| &e.links);
    let mut seen = BTreeSet::new();
    let parties = links.map(|l| &l.party).filter(|p| p.country.is_some());
    parties.filter(|p| seen.insert((p.country, p.sectors.first().copied()))).cloned().collect()
}

fn sorted_set<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<BTreeSet<_>>().into_iter().collect()
}

fn union<'a>(lists: impl Iterator<Item = &'a [String]>) -> Vec<String> {
    sorted_set(lists.flatten().cloned())
}

/// The first list as it stands; a later party joins the first one that it agrees with, or is added. The first list is
/// not merged in itself: two parties of one report are two.
fn merge_parties<'a>(mut lists: impl Iterator<Item = &'a [Entity]>) -> Vec<Party> {
    let mut merged: Vec<Party> =
        lists.find(|l| !l.is_empty()).into_iter().flatten().map(|e| e.party.clone()).collect();
    for party in lists.flatten().map(|e| &e.party) {
        match merged.iter_mut().find(|known| parties_agree(known, party)) {
            Some(known) => enrich(known, party),
            None => merged.push(party.clone()),
        }
    }
    merged
}

/// Keeps the more telling of the two (a ministry before its state), and the other's sectors after its own.
fn enrich(known: &mut Party, other: &Party) {
    let (mut better, lesser) = if detail(other) > detail(known) {
        (other.clone(), known.clone())
    } else {
        (known.clone(), other.clone())
    };
    for sector in lesser.sectors {
        if !better.sectors.contains(&sector) {
            better.sectors.push(sector);
        }
    }
    better.country = better.country.or(lesser.country);
    better.role = better.role.or(lesser.role);
    *known = better;
}

fn detail(party: &Party) -> u8 {
    match party.entity_id.as_deref() {
        Some(id) if !id.starts_with("country:") => 3,
        _ if party.entity_name.is_some() && party.entity_id.is_none() => 2,
        Some(_) => 1,
        None => 0,
    }
}

/// Words of a report go before the article's date; then the shorter interval; then the earlier report.
fn finest_date(reports: &[&Report]) -> EventDate {
    let date = reports
        .iter()
        .map(|r| EventDate { from: r.date.from, to: r.date.to, granularity: r.date.granularity })
        .min_by_key(|d| (d.from.is_none(), d.granularity == Granularity::Report, d.length()));
    date.unwrap_or(EventDate { from: None, to: None, granularity: Granularity::None })
}

fn most_exact_place(reports: &[&Report]) -> Option<EventPlace> {
    let places = reports.iter().filter_map(|r| r.place.as_ref());
    places.min_by_key(|p| (exactness(p.precision), p.geonameid.is_none())).map(event_place)
}

/// Smaller is more exact.
pub(crate) fn exactness(precision: Precision) -> u8 {
    match precision {
        Precision::Point => 0,
        Precision::City => 1,
        Precision::District => 2,
        Precision::Province => 3,
        Precision::Country => 4,
    }
}

fn event_place(place: &PlaceRef) -> EventPlace {
    EventPlace {
        geonameid: place.geonameid,
        name: place.name.clone(),
        admin1: place.admin1.clone(),
        country: place.country,
        lat: place.lat,
        lon: place.lon,
        precision: place.precision,
    }
}

fn widest_counts(reports: &[&Report]) -> Vec<EventCount> {
    let mut merged: Vec<EventCount> = Vec::new();
    for count in reports.iter().flat_map(|r| &r.counts) {
        match merged.iter_mut().find(|m| m.what == count.what) {
            Some(known) => widen(known, count.min, count.max),
            None => merged.push(EventCount {
                what: count.what.clone(),
                min: count.min,
                max: count.max,
                words: count.words.text.clone(),
            }),
        }
    }
    merged.sort_by(|a, b| a.what.cmp(&b.what));
    merged
}

/// A count that is only words says nothing of the range.
fn widen(known: &mut EventCount, min: Option<u64>, max: Option<u64>) {
    if min.is_none() && max.is_none() {
        return;
    }
    if known.min.is_none() && known.max.is_none() {
        (known.min, known.max) = (min, max);
        return;
    }
    known.min = known.min.zip(min).map(|(a, b)| a.min(b));
    known.max = known.max.zip(max).map(|(a, b)| a.max(b));
}
