//! Which events of an article count, and how: matched, missed, extra, taken for one another, or not to be judged.

use crate::counts::Counts;
use crate::event::Event;
use crate::matching::{Pair, match_events};
use std::collections::{BTreeMap, BTreeSet};

/// The verdict on an article. Events that the annotators disagreed on, and what was matched to them, are in none of
/// the lists but `unsure`.
pub(crate) struct Verdict {
    pub(crate) hits: Vec<Pair>,
    /// Indices in the gold.
    pub(crate) missed: Vec<usize>,
    /// Indices in the coder's.
    pub(crate) extra: Vec<usize>,
    /// Of the missed and the extra, those whose triggers overlap: the act was seen and got another type. One to one.
    pub(crate) mistaken: Vec<Pair>,
    /// What was matched to gold that is not firm.
    pub(crate) unsure: Vec<Pair>,
}

impl Verdict {
    pub(crate) fn new(gold: &[Event], coded: &[Event]) -> Self {
        let matched = match_events(gold, coded);
        let matched_gold: BTreeSet<usize> = matched.iter().map(|p| p.gold).collect();
        let matched_coded: BTreeSet<usize> = matched.iter().map(|p| p.coded).collect();
        let (hits, unsure) = matched.into_iter().partition(|p| gold[p.gold].firm);
        let missed: Vec<usize> =
            (0..gold.len()).filter(|i| gold[*i].firm && !matched_gold.contains(i)).collect();
        let extra: Vec<usize> = (0..coded.len()).filter(|j| !matched_coded.contains(j)).collect();
        let mistaken = mistaken(gold, coded, &missed, &extra);
        Self { hits, missed, extra, mistaken, unsure }
    }

    /// The missed that nothing was coded in place of.
    pub(crate) fn only_missed(&self) -> impl Iterator<Item = usize> {
        self.missed.iter().copied().filter(|i| self.mistaken.iter().all(|p| p.gold != *i))
    }

    /// The extra that stand in place of nothing.
    pub(crate) fn only_extra(&self) -> impl Iterator<Item = usize> {
        self.extra.iter().copied().filter(|j| self.mistaken.iter().all(|p| p.coded != *j))
    }

    pub(crate) fn detection(&self) -> Counts {
        Counts { hit: self.hits.len(), extra: self.extra.len(), missed: self.missed.len() }
    }

    /// Dyads are compared as multisets, whatever was matched to what.
    pub(crate) fn strict(&self, gold: &[Event], coded: &[Event]) -> Counts {
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

/// Each missed event, in order, with the first extra one that is left and shares a byte of its trigger.
fn mistaken(gold: &[Event], coded: &[Event], missed: &[usize], extra: &[usize]) -> Vec<Pair> {
    let mut left = extra.to_vec();
    let take = |&i: &usize| {
        let at = left.iter().position(|&j| gold[i].trigger.overlaps(coded[j].trigger))?;
        Some(Pair { gold: i, coded: left.remove(at) })
    };
    missed.iter().filter_map(take).collect()
}

/// Type, whether asserted, countries of the actors, countries of the recipients.
pub(crate) type DyadKey<'a> = (&'a str, bool, BTreeSet<&'a str>, BTreeSet<&'a str>);

/// What has to be the same for a strict dyad.
pub(crate) fn dyad_key(event: &Event) -> DyadKey<'_> {
    let sides = (Event::countries(&event.actors), Event::countries(&event.recipients));
    (event.event_type.as_str(), event.status == "asserted", sides.0, sides.1)
}

fn tally<'a>(events: impl Iterator<Item = &'a Event>) -> BTreeMap<DyadKey<'a>, usize> {
    let mut counts = BTreeMap::new();
    for event in events {
        *counts.entry(dyad_key(event)).or_default() += 1;
    }
    counts
}
