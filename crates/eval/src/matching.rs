//! Which event of the coder is which of the gold: one to one, the greatest number of matches (codebook §9).

use crate::event::{Event, Mention};

/// Indices of a gold event and of the coder's event that is it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index in the gold.
    pub gold: usize,
    /// Index in the coder's.
    pub coded: usize,
}

/// More candidate pairs in one sentence than this are matched greedily.
const EXHAUSTIVE: usize = 24;

/// Matches the events of one article.
pub fn match_events(gold: &[Event], coded: &[Event]) -> Vec<Pair> {
    let mut out = Vec::new();
    let mut sentences: Vec<_> = gold.iter().map(|g| g.sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    let mut used = vec![false; coded.len()];
    for sentence in sentences {
        let mut pairs = Vec::new();
        for (i, g) in gold.iter().enumerate().filter(|(_, g)| g.sentence == sentence) {
            for (j, c) in coded.iter().enumerate().filter(|(j, _)| !used[*j]) {
                if let Some(weight) = weight(g, c) {
                    pairs.push((weight, Pair { gold: i, coded: j }));
                }
            }
        }
        for pair in best(pairs) {
            used[pair.coded] = true;
            out.push(pair);
        }
    }
    out.sort_by_key(|p| p.gold);
    out
}

/// None when the two are not the same event; else more for overlapping triggers than for overlapping mentions.
fn weight(gold: &Event, coded: &Event) -> Option<u32> {
    if gold.event_type != coded.event_type || !gold.sentence.overlaps(coded.sentence) {
        return None;
    }
    let trigger = gold.trigger.overlaps(coded.trigger);
    let parties = |e: &Event| -> Vec<Mention> { e.actors.iter().chain(&e.recipients).cloned().collect() };
    let theirs = parties(coded);
    let mention = parties(gold).iter().any(|a| theirs.iter().any(|b| a.span.overlaps(b.span)));
    (trigger || mention).then_some(10 + 4 * u32::from(trigger) + 2 * u32::from(mention))
}

/// The one-to-one choice of greatest weight.
fn best(mut pairs: Vec<(u32, Pair)>) -> Vec<Pair> {
    pairs.sort_by_key(|&(w, p)| (std::cmp::Reverse(w), p.gold, p.coded));
    if pairs.len() > EXHAUSTIVE {
        let mut out: Vec<Pair> = Vec::new();
        for (_, pair) in pairs {
            if out.iter().all(|o| o.gold != pair.gold && o.coded != pair.coded) {
                out.push(pair);
            }
        }
        return out;
    }
    let mut search = Search { pairs: &pairs, best: (0, vec![]), chosen: vec![] };
    search.run(0, 0);
    search.best.1
}

struct Search<'a> {
    pairs: &'a [(u32, Pair)],
    best: (u32, Vec<Pair>),
    chosen: Vec<Pair>,
}

impl Search<'_> {
    fn run(&mut self, from: usize, total: u32) {
        if total > self.best.0 {
            self.best = (total, self.chosen.clone());
        }
        for i in from..self.pairs.len() {
            let (weight, pair) = self.pairs[i];
            if self.chosen.iter().all(|c| c.gold != pair.gold && c.coded != pair.coded) {
                self.chosen.push(pair);
                self.run(i + 1, total + weight);
                self.chosen.pop();
            }
        }
    }
}
