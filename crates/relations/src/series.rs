//! The series of a directed dyad: one row a period, without holes, with counts, indices, interval and z.

use crate::{Counts, Group, Index, Period, Settings, index::gap_interval};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One period of a dyad.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The period's name: `2012-03-15`, `2012-W11`, `2012-03`, `2012-Q1`, `2012`.
    pub label: String,
    /// Its first day.
    pub start: Date,
    /// Its events.
    pub counts: Counts,
    /// Sum of their scores, contacts and asks included.
    pub score_sum: f64,
    /// Words, deeds and gap.
    pub index: Index,
    /// 95% interval of the gap from resampled events; none in a period without events of the four indexed groups.
    pub gap_interval: Option<(f64, f64)>,
    /// The gap against the dyad's earlier periods, in their sample standard deviations; none where there are too few,
    /// or where they are all alike.
    pub z: Option<f64>,
}

/// Events placed in periods, before the indices are made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    counts: Counts,
    score_sum: f64,
}

impl Tally {
    pub(crate) fn add(&mut self, group: Option<Group>, score: f64) {
        if let Some(group) = group {
            self.counts.add(group);
        }
        if score.is_finite() {
            self.score_sum += score;
        }
    }
}

/// The rows for tallies of consecutive periods, of which the first holds `first`.
pub(crate) fn rows(tallies: &[Tally], first: Date, settings: &Settings) -> Vec<Row> {
    let mut intervals = BTreeMap::new();
    let mut past = Past::default();
    let mut start = settings.period.start(first);
    let mut rows = Vec::with_capacity(tallies.len());
    for tally in tallies {
        let interval =
            *intervals.entry(tally.counts).or_insert_with(|| gap_interval(&tally.counts, settings));
        let index = Index::of(&tally.counts);
        rows.push(row(tally, settings.period, start, index, interval, past.z(index.gap, settings.min_past)));
        past.push(index.gap);
        start = settings.period.next(start);
    }
    rows
}

fn row(
    tally: &Tally,
    period: Period,
    start: Date,
    index: Index,
    gap_interval: Option<(f64, f64)>,
    z: Option<f64>,
) -> Row {
    let label = period.label(start);
    Row { label, start, counts: tally.counts, score_sum: tally.score_sum, index, gap_interval, z }
}

/// Mean and spread of the periods so far (Welford's recurrence).
#[derive(Default)]
struct Past {
    n: usize,
    mean: f64,
    squares: f64,
}

impl Past {
    fn push(&mut self, x: f64) {
        self.n += 1;
        let off = x - self.mean;
        self.mean += off / self.n as f64;
        self.squares += off * (x - self.mean);
    }

    fn z(&self, x: f64, min_past: usize) -> Option<f64> {
        if self.n < min_past.max(2) {
            return None;
        }
        let sd = (self.squares / (self.n - 1) as f64).sqrt();
        (sd > 1e-9).then(|| (x - self.mean) / sd)
    }
}
