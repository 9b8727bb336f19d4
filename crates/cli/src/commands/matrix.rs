//! All pairs of a store, period by period, in memory: what `watch` and `network` look at.

use crate::args::LevelChoice;
use anyhow::{Context, Result};
use detente_coding::Status;
use detente_relations::{Counts, Group, Period};
use detente_store::{PairSum, Store};
use detente_stories::{Level, Side};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A directed pair of sides.
pub(crate) type Pair = (Side, Side);

/// What happened between two sides in each period.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cells {
    pub counts: Vec<Counts>,
    pub scores: Vec<f64>,
}

/// All pairs over consecutive periods.
pub(crate) struct Matrix {
    /// First days of the periods.
    pub starts: Vec<Date>,
    pub pairs: BTreeMap<Pair, Cells>,
    /// Events of the store in each period.
    pub volume: Vec<f64>,
}

/// What to read.
pub(crate) struct Query {
    pub period: Period,
    pub level: LevelChoice,
    pub statuses: Vec<Status>,
    pub from: Date,
    pub to: Date,
}

/// Reads months, quarters or years from the monthly sums.
pub(crate) fn read(store: &Store, query: &Query) -> Result<Matrix> {
    let mut starts = vec![query.period.start(query.from)];
    while let Some(last) = starts.last() {
        let next = query.period.next(*last);
        if next > query.to || next <= *last {
            break;
        }
        starts.push(next);
    }
    let row = |day: Date| starts.partition_point(|start| *start <= day).checked_sub(1);
    let level = match query.level {
        LevelChoice::Country => Level::Country,
        LevelChoice::Sector => Level::Sector,
    };
    let mut volume = vec![0.0; starts.len()];
    for of_month in store.volume()? {
        if let Some(row) = of_month.month.filter(|m| *m <= query.to).and_then(row) {
            volume[row] += of_month.events as f64;
        }
    }
    let n = starts.len();
    let mut parts: BTreeMap<Pair, Vec<([i64; 6], f64)>> = BTreeMap::new();
    let take = |sum: PairSum| {
        if sum.actor == sum.recipient || !query.statuses.contains(&sum.status) {
            return;
        }
        let Some(row) = row(sum.day) else { return };
        let cells = parts.entry((sum.actor, sum.recipient)).or_insert_with(|| vec![Default::default(); n]);
        let group = sum.group.and_then(|g| Group::from_name(g.name()));
        if let Some(group) = group {
            cells[row].0[group as usize] += sum.events;
        }
        cells[row].1 += sum.score_sum;
    };
    store
        .monthly_sums(level, (Some(starts[0]), Some(query.to)), take)
        .context("cannot read the sums of the store")?;
    let pairs = parts.into_iter().map(|(pair, cells)| (pair, whole(&cells))).collect();
    Ok(Matrix { starts, pairs, volume })
}

/// The parts of a sum can be negative; the whole cannot.
fn whole(cells: &[([i64; 6], f64)]) -> Cells {
    let counts = |groups: &[i64; 6]| {
        let number = |n: i64| u32::try_from(n.max(0)).unwrap_or(u32::MAX);
        Group::ALL.into_iter().zip(groups).map(|(group, n)| (group, number(*n))).collect::<Counts>()
    };
    Cells {
        counts: cells.iter().map(|(groups, _)| counts(groups)).collect(),
        scores: cells.iter().map(|(_, score)| *score).collect(),
    }
}

/// First and last month in which the store has events.
pub(crate) fn span(store: &Store) -> Result<Option<(Date, Date)>> {
    let months: Vec<Date> = store.volume()?.iter().filter(|v| v.events > 0).filter_map(|v| v.month).collect();
    Ok(months.first().copied().zip(months.last().map(|m| m.last_of_month())))
}
