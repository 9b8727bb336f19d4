//! Sums by month: dyads × groups (`rollups/`), and what was read and found (`volume/`). An append writes what it adds
//! and, with a minus, what it takes off; rows of one key in several files are summed, and compaction joins them.

use crate::columns::{Sum, rollups};
use crate::stage::Stage;
use crate::table::{Table, Year, year_of};
use crate::wire::{ArticleRow, VolumeWire, day};
use crate::{Error, Result};
use detente_coding::{Group, Status};
use detente_stories::{Dyad, Event, dyads};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

type RollupKey = (Dyad, Option<Date>, Status, Option<Group>);

/// What an append changes in the sums.
#[derive(Default)]
pub(crate) struct Tally {
    rollups: BTreeMap<Year, HashMap<RollupKey, (i64, f64)>>,
    volume: BTreeMap<Year, BTreeMap<Option<Date>, [i64; 4]>>,
}

/// First day of the month that an event is counted in.
fn month_of(event: &Event) -> Option<Date> {
    event.date.from.filter(|_| !event.date.coarser_than_month()).map(Date::first_of_month)
}

impl Tally {
    /// Counts an event, or with `sign` -1 takes it off.
    pub(crate) fn event(&mut self, event: &Event, sign: i64) {
        self.pairs(event, &dyads(event), sign);
    }

    /// The same, where the pairs of the event are known.
    pub(crate) fn pairs(&mut self, event: &Event, pairs: &[Dyad], sign: i64) {
        let (year, month) = (year_of(event.date.from), month_of(event));
        let rollups = self.rollups.entry(year).or_default();
        for pair in pairs {
            let sums = rollups.entry((*pair, month, event.status, event.group())).or_default();
            *sums = (sums.0 + sign, sums.1 + sign as f64 * f64::from(event.score));
        }
        self.volume.entry(year).or_default().entry(month).or_default()[3] += sign;
    }

    /// Counts an article, or with `sign` -1 takes it off.
    pub(crate) fn article(&mut self, row: &ArticleRow, sign: i64) -> Result<()> {
        let published: Option<Date> = row
            .published
            .as_deref()
            .map(|d| d.parse().map_err(|_| Error::invalid(format!("`{d}` is no day"))))
            .transpose()?;
        let year = self.volume.entry(year_of(published)).or_default();
        let month = year.entry(published.map(Date::first_of_month)).or_default();
        for (sum, n) in month.iter_mut().zip([1, row.n_sentences.cast_signed(), row.n_reports.cast_signed()])
        {
            *sum += sign * n;
        }
        Ok(())
    }

    /// Writes the sums of the years that changed.
    pub(crate) fn write(self, stage: &mut Stage<'_>) -> Result<()> {
        for (year, sums) in self.rollups {
            let mut rows: Vec<Sum> = sums.into_iter().filter_map(rollup).collect();
            rows.sort_by_cached_key(Sum::sort_key);
            let batch = rollups(&rows).map_err(|e| Error::invalid(e.to_string()))?;
            stage.add_batch(Table::Rollups, year, &batch)?;
        }
        for (year, sums) in self.volume {
            let rows: Vec<VolumeWire> = sums.into_iter().filter_map(volume).collect();
            stage.add(Table::Volume, &BTreeMap::from([(year, rows)]))?;
        }
        Ok(())
    }
}

/// Scores have few digits: rounding each sum makes it the same in any order of events.
pub(crate) fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}

fn rollup((key, (events, score)): (RollupKey, (i64, f64))) -> Option<Sum> {
    let (dyad, month, status, group) = key;
    let score_sum = rounded(score);
    (events != 0 || score_sum != 0.0).then_some(Sum { dyad, month, status, group, events, score_sum })
}

fn volume((month, sums): (Option<Date>, [i64; 4])) -> Option<VolumeWire> {
    let [articles, sentences, reports, events] = sums;
    let month = day(month);
    (sums != [0; 4]).then_some(VolumeWire { month, articles, sentences, reports, events })
}
