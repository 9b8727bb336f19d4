//! Sums by month: dyads × groups (`rollups/`), and what was read and found (`volume/`). An append adds what is new
//! and takes off what is gone, in the years that it touches.

use crate::file::OldFile;
use crate::manifest::Manifest;
use crate::stage::Stage;
use crate::table::{Table, Year, year_of};
use crate::wire::{ArticleRow, RollupWire, VolumeWire, day};
use crate::{Error, Result};
use detente_stories::{Event, dyads};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Level, actor, recipient, month, status, group.
type RollupKey = [String; 6];

/// What an append changes in the sums.
#[derive(Default)]
pub(crate) struct Tally {
    rollups: BTreeMap<Year, BTreeMap<RollupKey, (i64, f64)>>,
    volume: BTreeMap<Year, BTreeMap<String, [i64; 4]>>,
}

/// First day of the month that an event is counted in.
fn month_of(event: &Event) -> Option<Date> {
    event.date.from.filter(|_| !event.date.coarser_than_month()).map(Date::first_of_month)
}

fn text(month: Option<Date>) -> String {
    day(month).unwrap_or_default()
}

impl Tally {
    /// Counts an event, or with `sign` -1 takes it off.
    pub(crate) fn event(&mut self, event: &Event, sign: i64) {
        let (year, month) = (year_of(event.date.from), text(month_of(event)));
        let rollups = self.rollups.entry(year).or_default();
        for pair in dyads(event) {
            let key = [
                pair.level.name().to_owned(),
                pair.actor.to_string(),
                pair.recipient.to_string(),
                month.clone(),
                event.status.name().to_owned(),
                event.group().map_or("", |g| g.name()).to_owned(),
            ];
            let sums = rollups.entry(key).or_default();
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
        let month = year.entry(text(published.map(Date::first_of_month))).or_default();
        for (sum, n) in month.iter_mut().zip([1, row.n_sentences.cast_signed(), row.n_reports.cast_signed()])
        {
            *sum += sign * n;
        }
        Ok(())
    }

    /// Writes the sums of the years that changed.
    pub(crate) fn write(self, root: &Path, manifest: &Manifest, stage: &mut Stage<'_>) -> Result<()> {
        for (year, mut sums) in self.rollups {
            for row in rows::<RollupWire>(root, manifest, Table::Rollups, year)? {
                let key = [
                    row.level,
                    row.actor,
                    row.recipient,
                    row.month.unwrap_or_default(),
                    row.status,
                    row.group,
                ];
                let sum = sums.entry(key).or_default();
                *sum = (sum.0 + row.events.cast_signed(), sum.1 + row.score_sum);
            }
            stage.replace(Table::Rollups, year, sums.into_iter().filter_map(rollup).collect())?;
        }
        for (year, mut sums) in self.volume {
            for row in rows::<VolumeWire>(root, manifest, Table::Volume, year)? {
                let sum = sums.entry(row.month.unwrap_or_default()).or_default();
                for (s, n) in sum.iter_mut().zip([row.articles, row.sentences, row.reports, row.events]) {
                    *s += n.cast_signed();
                }
            }
            stage.replace(Table::Volume, year, sums.into_iter().filter_map(volume).collect())?;
        }
        Ok(())
    }
}

fn rows<T: DeserializeOwned>(root: &Path, manifest: &Manifest, table: Table, year: Year) -> Result<Vec<T>> {
    let files = manifest.of_years(table, &BTreeSet::from([year]));
    let read = files.iter().map(|f| OldFile::open(root, f)?.rows::<T>(&[])?.collect::<Result<Vec<T>>>());
    Ok(read.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// Scores have few digits: rounding after each step makes the sum the same in any order of events.
fn rollup((key, (events, score)): (RollupKey, (i64, f64))) -> Option<RollupWire> {
    let [level, actor, recipient, month, status, group] = key;
    let score_sum = (score * 1000.0).round() / 1000.0;
    let events = u64::try_from(events).ok().filter(|n| *n > 0)?;
    let month = Some(month).filter(|m| !m.is_empty());
    Some(RollupWire { level, actor, recipient, month, status, group, events, score_sum })
}

fn volume((month, sums): (String, [i64; 4])) -> Option<VolumeWire> {
    let [articles, sentences, reports, events] = sums.map(|n| u64::try_from(n).unwrap_or(0));
    let month = Some(month).filter(|m| !m.is_empty());
    (articles + events > 0).then_some(VolumeWire { month, articles, sentences, reports, events })
}
