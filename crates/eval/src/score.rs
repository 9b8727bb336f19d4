//! Detection, strict dyads, and what is counted over the matched events of all articles.

use crate::counts::Counts;
use crate::event::Event;
use crate::fields::judge;
use crate::matching::{Pair, match_events};
use crate::resample::{Interval, interval};
use std::collections::{BTreeMap, BTreeSet};

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
    /// (gold status, coded status) → matched events, those that agree too.
    pub statuses: BTreeMap<(String, String), usize>,
    /// (gold type, coded type) → how often a missed and a wrong event have overlapping triggers.
    pub confusions: BTreeMap<(String, String), usize>,
    /// Articles scored.
    pub articles: usize,
}

/// Scores articles: gold and coded events of each, in the order of the gold. Intervals resample blocks of `block`
/// consecutive articles.
pub fn score(articles: &[(Vec<Event>, Vec<Event>)], block: usize) -> Scores {
    let mut scores = Scores { articles: articles.len(), ..Scores::default() };
    let (detections, stricts): (Vec<Counts>, Vec<Counts>) =
        articles.iter().map(|(gold, coded)| scores.article(gold, coded)).unzip();
    scores.detection_interval = interval(&detections, block);
    scores.strict_interval = interval(&stricts, block);
    scores
}

impl Scores {
    /// Counts one article in, and gives its detection and its strict dyads for the intervals.
    fn article(&mut self, gold: &[Event], coded: &[Event]) -> (Counts, Counts) {
        let verdict = Verdict::new(gold, coded);
        let (detection, strict) = (verdict.detection(), verdict.strict(gold, coded));
        self.detection.add(detection);
        self.strict.add(strict);
        self.count_types(gold, coded, &verdict);
        self.count_confusions(gold, coded, &verdict);
        for pair in &verdict.hits {
            self.count_fields(&gold[pair.gold], &coded[pair.coded]);
        }
        (detection, strict)
    }

    fn count_types(&mut self, gold: &[Event], coded: &[Event], verdict: &Verdict) {
        let mut of_type = |event: &Event, one: Counts| {
            self.by_type.entry(event.event_type.clone()).or_default().add(one);
        };
        for pair in &verdict.hits {
            of_type(&gold[pair.gold], Counts { hit: 1, ..Counts::default() });
        }
        for &i in &verdict.missed {
            of_type(&gold[i], Counts { missed: 1, ..Counts::default() });
        }
        for &j in &verdict.extra {
            of_type(&coded[j], Counts { extra: 1, ..Counts::default() });
        }
    }

    fn count_confusions(&mut self, gold: &[Event], coded: &[Event], verdict: &Verdict) {
        for g in verdict.missed.iter().map(|&i| &gold[i]) {
            for c in verdict.extra.iter().map(|&j| &coded[j]).filter(|c| g.trigger.overlaps(c.trigger)) {
                let key = (g.event_type.clone(), c.event_type.clone());
                *self.confusions.entry(key).or_default() += 1;
            }
        }
    }

    fn count_fields(&mut self, gold: &Event, coded: &Event) {
        for (name, right) in judge(gold, coded) {
            let (rights, of) = self.fields.entry(name).or_default();
            *rights += usize::from(right);
            *of += 1;
        }
        *self.statuses.entry((gold.status.clone(), coded.status.clone())).or_default() += 1;
    }
}

/// Which events of an article count, and how. Events that the annotators disagreed on, and what was matched to them,
/// are in none of the lists.
struct Verdict {
    hits: Vec<Pair>,
    /// Indices in the gold.
    missed: Vec<usize>,
    /// Indices in the coder's.
    extra: Vec<usize>,
}

impl Verdict {
    fn new(gold: &[Event], coded: &[Event]) -> Self {
        let mut hits = match_events(gold, coded);
        let matched_gold: BTreeSet<usize> = hits.iter().map(|p| p.gold).collect();
        let matched_coded: BTreeSet<usize> = hits.iter().map(|p| p.coded).collect();
        hits.retain(|p| gold[p.gold].firm);
        let missed = (0..gold.len()).filter(|i| gold[*i].firm && !matched_gold.contains(i)).collect();
        let extra = (0..coded.len()).filter(|j| !matched_coded.contains(j)).collect();
        Self { hits, missed, extra }
    }

    fn detection(&self) -> Counts {
        Counts { hit: self.hits.len(), extra: self.extra.len(), missed: self.missed.len() }
    }

    /// Dyads are compared as multisets, whatever was matched to what.
    fn strict(&self, gold: &[Event], coded: &[Event]) -> Counts {
        let matched = || self.hits.iter();
        let of_gold = tally(matched().map(|p| p.gold).chain(self.missed.iter().copied()).map(|i| &gold[i]));
        let of_coded = tally(matched().map(|p| p.coded).chain(self.extra.iter().copied()).map(|j| &coded[j]));
        let hit = of_gold.iter().map(|(key, n)| (*n).min(of_coded.get(key).copied().unwrap_or(0))).sum();
        Counts {
            hit,
            extra: self.hits.len() + self.extra.len() - hit,
            missed: self.hits.len() + self.missed.len() - hit,
        }
    }
}

/// Type, whether asserted, countries of the actors, countries of the recipients.
type DyadKey<'a> = (&'a str, bool, BTreeSet<&'a str>, BTreeSet<&'a str>);

fn tally<'a>(events: impl Iterator<Item = &'a Event>) -> BTreeMap<DyadKey<'a>, usize> {
    let mut counts = BTreeMap::new();
    for e in events {
        let sides = (Event::countries(&e.actors), Event::countries(&e.recipients));
        *counts.entry((e.event_type.as_str(), e.status == "asserted", sides.0, sides.1)).or_default() += 1;
    }
    counts
}
