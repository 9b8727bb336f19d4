//! Which event of the coder is which of the gold: one to one, the greatest number of matches (codebook §9), and among
//! those the one with the most overlapping triggers.

use crate::event::Event;
use detente_text::Span;
use std::cmp::Reverse;

/// Indices of a gold event and of the coder's event that is it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index in the gold.
    pub gold: usize,
    /// Index in the coder's.
    pub coded: usize,
}

/// More candidate pairs in one sentence than this are matched greedily.
pub(crate) const EXHAUSTIVE: usize = 24;

/// Matches the events of one article, a sentence of the gold at a time. The pairs are in the order of the gold.
pub fn match_events(gold: &[Event], coded: &[Event]) -> Vec<Pair> {
    let mut sentences: Vec<Span> = gold.iter().map(|g| g.sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    let mut out = Vec::new();
    let mut used = vec![false; coded.len()];
    for sentence in sentences {
        for pair in best(candidates(gold, coded, sentence, &used)) {
            used[pair.coded] = true;
            out.push(pair);
        }
    }
    out.sort_by_key(|p| p.gold);
    out
}

/// What could be matched, best first.
fn candidates(gold: &[Event], coded: &[Event], sentence: Span, used: &[bool]) -> Vec<(u32, Pair)> {
    let mut pairs = Vec::new();
    for (i, g) in gold.iter().enumerate().filter(|(_, g)| g.sentence == sentence) {
        for (j, c) in coded.iter().enumerate().filter(|(j, _)| !used[*j]) {
            pairs.extend(weight(g, c).map(|weight| (weight, Pair { gold: i, coded: j })));
        }
    }
    pairs.sort_by_key(|&(weight, pair)| (Reverse(weight), pair.gold, pair.coded));
    pairs
}

/// None when the two are not the same event. A match weighs so much that no number of overlaps makes up for one.
fn weight(gold: &Event, coded: &Event) -> Option<u32> {
    if gold.event_type != coded.event_type || !gold.sentence.overlaps(coded.sentence) {
        return None;
    }
    let trigger = gold.trigger.overlaps(coded.trigger);
    let mention = parties(gold).any(|a| parties(coded).any(|b| a.overlaps(b)));
    (trigger || mention).then_some(1000 + 2 * u32::from(trigger) + u32::from(mention))
}

fn parties(event: &Event) -> impl Iterator<Item = Span> {
    event.actors.iter().chain(&event.recipients).map(|m| m.span)
}

/// The one-to-one choice of greatest weight, of pairs that are sorted best first.
fn best(pairs: Vec<(u32, Pair)>) -> Vec<Pair> {
    let mut search = Search { pairs, best: (0, vec![]), chosen: vec![] };
    if search.pairs.len() > EXHAUSTIVE {
        return search.greedy();
    }
    search.run(0, 0);
    search.best.1
}

struct Search {
    pairs: Vec<(u32, Pair)>,
    best: (u32, Vec<Pair>),
    chosen: Vec<Pair>,
}

impl Search {
    fn is_free(&self, pair: Pair) -> bool {
        self.chosen.iter().all(|c| c.gold != pair.gold && c.coded != pair.coded)
    }

    fn greedy(mut self) -> Vec<Pair> {
        for i in 0..self.pairs.len() {
            let pair = self.pairs[i].1;
            if self.is_free(pair) {
                self.chosen.push(pair);
            }
        }
        self.chosen
    }

    /// Tries all choices among the pairs `from` on, but where even all of them together would not beat the best.
    fn run(&mut self, from: usize, total: u32) {
        if total > self.best.0 {
            self.best = (total, self.chosen.clone());
        }
        for i in from..self.pairs.len() {
            let rest: u32 = self.pairs[i..].iter().map(|(weight, _)| weight).sum();
            if total + rest <= self.best.0 {
                return;
            }
            let (weight, pair) = self.pairs[i];
            if self.is_free(pair) {
                self.chosen.push(pair);
                self.run(i + 1, total + weight);
                self.chosen.pop();
            }
        }
    }
}
