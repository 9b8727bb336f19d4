//! `detente panel`: the balanced, zero-filled table of dyads × periods.
//!
//! Two passes over the sums: which pairs there are, then their cells. The second keeps the cells of one year in memory
//! (and those of a week that lies in two), so that memory does not grow with the years.

use super::counted;
use crate::Outcome;
use crate::args::{LevelChoice, PanelArgs, PanelForm};
use crate::diagnostics::Diagnostics;
use crate::output::{BinaryOutput, binary_output};
use anyhow::{Context, Result, bail};
use detente_relations::Period;
use detente_store::formats::{PanelFormat, PanelRow, PanelWriter};
use detente_store::{PairSum, Store};
use detente_stories::{Level, Side};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

type Pair = (Side, Side);

/// Groups, events of no group, score.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    groups: [i64; 6],
    other: i64,
    score_sum: f64,
}

/// Articles, sentences, events.
type Volume = BTreeMap<Date, [i64; 3]>;

pub(crate) fn run(args: &PanelArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let store = Store::open(&args.store)
        .with_context(|| format!("cannot read the store {}", args.store.display()))?;
    let panel = Panel { store: &store, args, period: args.period.into(), wanted: wanted(args)? };
    let pairs = panel.pairs()?;
    let volume = panel.volume()?;
    let Some((first, last)) = panel.window(&volume) else {
        diagnostics.done(&"the store has no dated events: the table is empty");
        return panel.write(&pairs, &volume, None).map(|_| Outcome::Clean);
    };
    let rows = panel.write(&pairs, &volume, Some((first, last)))?;
    let periods = rows.checked_div(pairs.len() as u64).unwrap_or(0);
    diagnostics.done(&format!("{rows} rows: {} dyads × {periods} {}s", pairs.len(), panel.period.name()));
    Ok(Outcome::Clean)
}

/// Sides that the table is confined to; empty for all.
fn wanted(args: &PanelArgs) -> Result<BTreeSet<Side>> {
    args.sides.iter().map(|code| super::report::side(code)).collect()
}

struct Panel<'a> {
    store: &'a Store,
    args: &'a PanelArgs,
    period: Period,
    wanted: BTreeSet<Side>,
}

impl Panel<'_> {
    fn level(&self) -> Level {
        match self.args.level {
            LevelChoice::Country => Level::Country,
            LevelChoice::Sector => Level::Sector,
        }
    }

    /// Each sum that counts.
    fn each(&self, bounds: (Option<Date>, Option<Date>), mut take: impl FnMut(PairSum)) -> Result<()> {
        let statuses = counted(&self.args.status);
        let admits = |sum: &PairSum| {
            statuses.contains(&sum.status)
                && (self.args.domestic || sum.actor.country != sum.recipient.country)
                && (self.wanted.is_empty()
                    || (self.wanted.contains(&sum.actor) && self.wanted.contains(&sum.recipient)))
        };
        let take = |sum: PairSum| {
            if admits(&sum) {
                take(sum);
            }
        };
        match self.period {
            Period::Day | Period::Week => self.store.daily_sums(self.level(), bounds, take),
            Period::Month | Period::Quarter | Period::Year => {
                self.store.monthly_sums(self.level(), bounds, take)
            }
        }
        .context("cannot read the sums of the store")
    }

    /// The pairs with enough events, sorted.
    fn pairs(&self) -> Result<Vec<Pair>> {
        let mut events: BTreeMap<Pair, i64> = BTreeMap::new();
        self.each((self.args.from, self.args.to), |sum| {
            *events.entry((sum.actor, sum.recipient)).or_default() += sum.events;
        })?;
        let least = i64::from(self.args.min_events.max(1));
        if !self.args.all_pairs {
            return Ok(events.into_iter().filter(|(_, n)| *n >= least).map(|(pair, _)| pair).collect());
        }
        let mut sides: BTreeSet<Side> = self.wanted.clone();
        let enough = events.iter().filter(|(_, n)| **n >= least);
        sides.extend(enough.flat_map(|((a, b), _)| [*a, *b]));
        if sides.len() > 2000 {
            bail!(
                "all pairs of {} sides are too many (hint: name sides, or raise --min-events)",
                sides.len()
            );
        }
        let all = sides.iter().flat_map(|a| sides.iter().map(move |b| (*a, *b)));
        Ok(all.filter(|(a, b)| a != b && (self.args.domestic || a.country != b.country)).collect())
    }

    fn volume(&self) -> Result<Volume> {
        let mut volume = Volume::new();
        let mut add = |day: Date, numbers: [i64; 3]| {
            let sum = volume.entry(self.period.start(day)).or_default();
            sum.iter_mut().zip(numbers).for_each(|(s, n)| *s += n);
        };
        match self.period {
            Period::Day | Period::Week => {
                for (day, of_day) in self.store.daily_volume()? {
                    add(day, [of_day.articles, of_day.sentences, of_day.events]);
                }
            }
            Period::Month | Period::Quarter | Period::Year => {
                for row in self.store.volume()? {
                    if let Some(month) = row.month {
                        add(month, [row.articles, row.sentences, row.events]);
                    }
                }
            }
        }
        Ok(volume)
    }

    /// First and last day: as asked, else from the first period with events to the last.
    fn window(&self, volume: &Volume) -> Option<(Date, Date)> {
        let mut busy = volume.iter().filter(|(_, [_, _, events])| *events > 0).map(|(start, _)| *start);
        let first = busy.next();
        let last = busy.next_back().or(first);
        Some((self.args.from.or(first)?, self.args.to.or(last)?)).filter(|(a, b)| a <= b)
    }

    fn write(&self, pairs: &[Pair], volume: &Volume, window: Option<(Date, Date)>) -> Result<u64> {
        let output = binary_output(self.args.output.as_deref())?;
        let mut out = PanelWriter::new(self.format(), output)?;
        let mut rows = 0;
        if let Some((first, last)) = window {
            let mut cells: BTreeMap<(Date, Pair), Cell> = BTreeMap::new();
            let mut next = self.period.start(first);
            for year in first.year()..=last.year() {
                let [from, to] = [Date::new(year, 1, 1)?, Date::new(year, 12, 31)?];
                self.each((Some(from.max(first)), Some(to.min(last))), |sum| {
                    let at = (self.period.start(sum.day), (sum.actor, sum.recipient));
                    cells.entry(at).or_default().add(&sum);
                })?;
                while next <= last && (year == last.year() || ends_by(self.period, next, to)) {
                    rows += write_period(&mut out, self.period, next, pairs, &mut cells, volume)?;
                    let following = self.period.next(next);
                    if following <= next {
                        break;
                    }
                    next = following;
                }
            }
        }
        out.finish()?.commit()?;
        Ok(rows)
    }

    fn format(&self) -> PanelFormat {
        let ending = self.args.output.as_ref().and_then(|p| p.extension()).and_then(|e| e.to_str());
        match (self.args.format, ending) {
            (Some(PanelForm::Parquet), _) | (None, Some("parquet")) => PanelFormat::Parquet,
            _ => PanelFormat::Csv,
        }
    }
}

/// Whether the period that begins on `start` is over by the end of `day`.
fn ends_by(period: Period, start: Date, day: Date) -> bool {
    period.next(start).yesterday().is_ok_and(|last| last <= day)
}

impl Cell {
    fn add(&mut self, sum: &PairSum) {
        match sum.group {
            Some(group) => self.groups[group as usize] += sum.events,
            None => self.other += sum.events,
        }
        self.score_sum += sum.score_sum;
    }
}

fn write_period(
    out: &mut PanelWriter<BinaryOutput>,
    period: Period,
    start: Date,
    pairs: &[Pair],
    cells: &mut BTreeMap<(Date, Pair), Cell>,
    volume: &Volume,
) -> Result<u64> {
    let [articles, sentences, store_events] = volume.get(&start).copied().unwrap_or_default();
    let label = period.label(start);
    for pair in pairs {
        let cell = cells.remove(&(start, *pair)).unwrap_or_default();
        out.write(PanelRow {
            period: label.clone(),
            start,
            actor: pair.0,
            recipient: pair.1,
            groups: cell.groups,
            events: cell.groups.iter().sum::<i64>() + cell.other,
            score_sum: (cell.score_sum * 1000.0).round() / 1000.0,
            articles,
            sentences,
            store_events,
        })?;
    }
    // Cells of pairs with too few events.
    cells.retain(|(day, _), _| *day > start);
    Ok(pairs.len() as u64)
}
