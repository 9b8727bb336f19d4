//! A telling: the reports of one article that are of one act. And the key by which tellings of different articles
//! find each other.

use crate::build::{build, rank};
use crate::event::{Event, Key};
use crate::same_act::same_act;
use detente_coding::{Party, Report};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::{cmp::Ordering, collections::BTreeSet, fmt::Write};

/// A report is compared with this many of the latest tellings of its article: a text of any length takes linear time,
/// and an act is not told again hundreds of acts later.
const TELLINGS_LOOKED_AT: usize = 64;
/// … and with this many reports of each.
const REPORTS_LOOKED_AT: usize = 8;

/// The reports of one article that tell of one act.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    pub(crate) reports: Vec<&'a Report>,
    pub(crate) event: Event,
}

impl<'a> Telling<'a> {
    fn new(reports: Vec<&'a Report>) -> Self {
        let mut event = build(&reports);
        event.key = key(&event);
        Self { reports, event }
    }

    /// The telling that these reports of one article were found to be, as a store remembers it; none without reports.
    pub fn of(mut reports: Vec<&'a Report>) -> Option<Self> {
        reports.sort_by_key(|r| (r.sentence, r.trigger.span, r.id));
        (!reports.is_empty()).then(|| Self::new(reports))
    }

    /// The day the act began, as this telling has it.
    pub fn from(&self) -> Option<Date> {
        self.event.date.from
    }

    /// What tellings of other articles must share to be of the same event; none when they cannot be.
    pub fn key(&self) -> Option<Key> {
        self.event.key
    }

    /// Its reports, in text order.
    pub fn reports(&self) -> &[&'a Report] {
        &self.reports
    }

    pub(crate) fn article_id(&self) -> &'a str {
        &self.reports[0].article.id
    }

    pub(crate) fn cmp_rank(&self, other: &Self) -> Ordering {
        let earliest = |t: &Self| t.reports.iter().map(|r| rank(r)).min();
        earliest(self).cmp(&earliest(other))
    }
}

/// The tellings of one article. The order of `reports` does not matter; a report that comes twice counts once.
/// The result is in order of each telling's first place in the text.
pub fn tellings<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Vec<Telling<'a>> {
    let mut reports: Vec<&Report> = reports.into_iter().collect();
    reports.sort_by_key(|r| (r.sentence, r.trigger.span, r.id));
    reports.dedup_by_key(|r| r.id);
    let mut groups: Vec<Vec<(&Report, Event)>> = Vec::new();
    for report in reports {
        let alone = build(&[report]);
        let recent = groups.iter_mut().rev().filter(|g| g[0].1.event_type == alone.event_type);
        let home = recent.take(TELLINGS_LOOKED_AT).filter(|g| belongs(report, &alone, g)).last();
        match home {
            Some(group) => group.push((report, alone)),
            None => groups.push(vec![(report, alone)]),
        }
    }
    groups.into_iter().map(|g| Telling::new(g.into_iter().map(|(r, _)| r).collect())).collect()
}

fn belongs(report: &Report, alone: &Event, group: &[(&Report, Event)]) -> bool {
    group.iter().take(REPORTS_LOOKED_AT).all(|(r, event)| same_act((report, alone), (r, event)))
}

/// Type, status, parties, date and place. No key without a date or without any country: "gunmen killed civilians"
/// of one day are not one act.
fn key(event: &Event) -> Option<Key> {
    let from = event.date.from?;
    if event.actors.iter().chain(&event.recipients).all(|p| p.country.is_none()) {
        return None;
    }
    let mut text = format!("{}\n{}\n{}\n", event.type_name(), event.status.name(), event.reciprocal);
    let _ = writeln!(text, "{from}\n{}", event.date.end().unwrap_or(from));
    let _ = writeln!(text, "{}\n{}", side_text(&event.actors), side_text(&event.recipients));
    if let Some(place) = &event.place {
        match place.geonameid {
            Some(id) => write!(text, "#{id}"),
            None => write!(text, "{}\t{:?}", place.name.to_lowercase(), place.country),
        }
        .expect("invariant: writing to a string does not fail");
    }
    let digest = Sha256::digest(text.as_bytes());
    let bytes: [u8; 16] = digest[..16].try_into().expect("invariant: a digest has 32 bytes");
    Some(Key(u128::from_be_bytes(bytes)))
}

/// Countries with their primary sectors; the entity for those without a country.
fn side_text(parties: &[Party]) -> String {
    let one = |p: &Party| {
        let country = p
            .country
            .map_or_else(|| p.entity_id.clone().unwrap_or_else(|| "-".to_owned()), |c| c.code().to_owned());
        format!("{country}.{}", p.sectors.first().map_or("-", |s| s.code()))
    };
    parties.iter().map(one).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
}
