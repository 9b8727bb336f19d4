//! Precision, recall, F1 of detection and of strict dyads; accuracy of each field on matched events.

use crate::event::Event;
use crate::matching::{Pair, match_events};
use crate::resample::{Interval, interval};
use std::collections::{BTreeMap, BTreeSet};

/// Right, wrongly found, missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In both.
    pub hit: usize,
    /// Only the coder's.
    pub extra: usize,
    /// Only the gold's.
    pub missed: usize,
}

impl Counts {
    /// Share of what was found that is right; 0 when nothing was found.
    pub fn precision(&self) -> f64 {
        ratio(self.hit, self.hit + self.extra)
    }

    /// Share of the gold that was found.
    pub fn recall(&self) -> f64 {
        ratio(self.hit, self.hit + self.missed)
    }

    /// Harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        ratio(2 * self.hit, 2 * self.hit + self.extra + self.missed)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.extra += other.extra;
        self.missed += other.missed;
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// All scores of a coding.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Detection: type and trigger or mention.
    pub detection: Counts,
    /// Strict dyads: type, status class and both sets of countries.
    pub strict: Counts,
    /// 95% interval of the detection F1.
    pub detection_interval: Interval,
    /// 95% interval of the strict F1.
    pub strict_interval: Interval,
    /// Detection by type.
    pub by_type: BTreeMap<String, Counts>,
    /// Field → (right, of) on matched events.
    pub fields: BTreeMap<&'static str, (usize, usize)>,
    /// (gold type, coded type) → how often a missed and a wrong event have overlapping triggers.
    pub confusions: BTreeMap<(String, String), usize>,
    /// Articles scored.
    pub articles: usize,
}

/// Scores articles: gold and coded events of each, in the order of the gold. Intervals resample blocks of `block` articles.
pub fn score(articles: &[(Vec<Event>, Vec<Event>)], block: usize) -> Scores {
    let mut scores = Scores { articles: articles.len(), ..Scores::default() };
    let mut detections = Vec::new();
    let mut stricts = Vec::new();
    for (gold, coded) in articles {
        let (detection, strict) = scores.article(gold, coded);
        detections.push(detection);
        stricts.push(strict);
    }
    scores.detection_interval = interval(&detections, block);
    scores.strict_interval = interval(&stricts, block);
    scores
}

impl Scores {
    fn article(&mut self, gold: &[Event], coded: &[Event]) -> (Counts, Counts) {
        let pairs = match_events(gold, coded);
        // Events that the annotators disagreed on, and what was matched to them, count neither way.
        let dropped: BTreeSet<usize> = pairs.iter().filter(|p| !gold[p.gold].firm).map(|p| p.coded).collect();
        let firm: Vec<&Event> = gold.iter().filter(|g| g.firm).collect();
        let kept: Vec<&Event> =
            coded.iter().enumerate().filter(|(j, _)| !dropped.contains(j)).map(|(_, c)| c).collect();
        let pairs: Vec<Pair> = pairs.into_iter().filter(|p| gold[p.gold].firm).collect();
        let detection =
            Counts { hit: pairs.len(), extra: kept.len() - pairs.len(), missed: firm.len() - pairs.len() };
        let strict = strict_counts(&firm, &kept);
        self.detection.add(detection);
        self.strict.add(strict);
        self.types(gold, coded, &pairs, &dropped);
        for pair in &pairs {
            self.compare(&gold[pair.gold], &coded[pair.coded]);
        }
        (detection, strict)
    }

    fn types(&mut self, gold: &[Event], coded: &[Event], pairs: &[Pair], dropped: &BTreeSet<usize>) {
        let missed = |i: &usize| gold[*i].firm && pairs.iter().all(|p| p.gold != *i);
        let extra = |j: &usize| !dropped.contains(j) && pairs.iter().all(|p| p.coded != *j);
        for pair in pairs {
            self.by_type.entry(gold[pair.gold].event_type.clone()).or_default().hit += 1;
        }
        for i in (0..gold.len()).filter(missed) {
            self.by_type.entry(gold[i].event_type.clone()).or_default().missed += 1;
            for j in (0..coded.len()).filter(extra) {
                if gold[i].trigger.overlaps(coded[j].trigger) {
                    let key = (gold[i].event_type.clone(), coded[j].event_type.clone());
                    *self.confusions.entry(key).or_default() += 1;
                }
            }
        }
        for j in (0..coded.len()).filter(extra) {
            self.by_type.entry(coded[j].event_type.clone()).or_default().extra += 1;
        }
    }

    fn compare(&mut self, gold: &Event, coded: &Event) {
        let mut field = |name, right: bool| {
            let entry: &mut (usize, usize) = self.fields.entry(name).or_default();
            entry.0 += usize::from(right);
            entry.1 += 1;
        };
        field("actor country", Event::countries(&gold.actors) == Event::countries(&coded.actors));
        field("recipient country", Event::countries(&gold.recipients) == Event::countries(&coded.recipients));
        field("actor sector", Event::sectors(&gold.actors) == Event::sectors(&coded.actors));
        field("recipient sector", Event::sectors(&gold.recipients) == Event::sectors(&coded.recipients));
        field("status", gold.status == coded.status);
        field("attribution", same_sources(gold, coded));
        if !gold.modes.is_empty() {
            field("mode", gold.modes.iter().any(|m| coded.modes.contains(m)));
        }
        if gold.date.is_some() {
            field("date", gold.date == coded.date);
        }
        if let Some(place) = gold.place {
            field("place", coded.place.is_some_and(|p| p.overlaps(place)));
        }
        if !gold.counts.is_empty() {
            field("counts", gold.counts == coded.counts);
        }
        if !gold.links.is_empty() {
            field("links", gold.links.is_subset(&coded.links));
        }
    }
}

fn same_sources(gold: &Event, coded: &Event) -> bool {
    if gold.sources.is_empty() || coded.sources.is_empty() {
        return gold.sources.is_empty() && coded.sources.is_empty();
    }
    gold.sources.iter().any(|g| {
        coded.sources.iter().any(|c| {
            g.span.overlaps(c.span) || (g.span.is_empty() && c.span.is_empty() && g.country == c.country)
        })
    })
}

type DyadKey<'a> = (&'a str, bool, BTreeSet<&'a str>, BTreeSet<&'a str>);

fn strict_counts(gold: &[&Event], coded: &[&Event]) -> Counts {
    let tally = |events: &[&Event]| -> BTreeMap<String, usize> {
        let mut out = BTreeMap::new();
        for e in events {
            let key: DyadKey = (
                e.event_type.as_str(),
                e.status == "asserted",
                Event::countries(&e.actors),
                Event::countries(&e.recipients),
            );
            *out.entry(format!("{key:?}")).or_insert(0) += 1;
        }
        out
    };
    let (g, c) = (tally(gold), tally(coded));
    let hit: usize = g.iter().map(|(k, n)| (*n).min(c.get(k).copied().unwrap_or(0))).sum();
    Counts { hit, extra: coded.len() - hit, missed: gold.len() - hit }
}
