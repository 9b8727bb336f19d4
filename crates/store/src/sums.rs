//! Sums over all pairs of sides, for tables and networks of the whole store: by month from `rollups/`, by day from
//! `dyads/`. Columns of few texts are read as numbers into a list of them, so that a text is understood once a batch.

use crate::columns::day_of;
use crate::dictionaries::{Known, metadata_with_dictionaries, missing};
use crate::file::OldFile;
use crate::reader::Store;
use crate::table::Table;
use crate::{Error, Result};
use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Date32Type, Float32Type, Float64Type, Int64Type};
use arrow::error::ArrowError;
use detente_coding::{Group, Status};
use detente_stories::{Level, Side};
use jiff::civil::Date;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::BTreeMap;

const ROLLUP_COLUMNS: [&str; 8] =
    ["level", "actor", "recipient", "month", "status", "group", "events", "score_sum"];
const DYAD_COLUMNS: [&str; 8] =
    ["level", "actor", "recipient", "from", "status", "group", "granularity", "score"];
const BATCH_ROWS: usize = 8192;

/// What was read and found on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayVolume {
    /// Articles published.
    pub articles: i64,
    /// Sentences in them.
    pub sentences: i64,
    /// Events begun, of any status.
    pub events: i64,
}

/// A sum of events of one pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairSum {
    /// Who acts.
    pub actor: Side,
    /// On whom.
    pub recipient: Side,
    /// The first day of the month, or the day.
    pub day: Date,
    /// Of which status.
    pub status: Status,
    /// Of which group; none for imported codes that are in none.
    pub group: Option<Group>,
    /// Events; a part of a sum can be negative, where an event was taken off again.
    pub events: i64,
    /// Sum of their scores.
    pub score_sum: f64,
}

impl Store {
    /// The monthly sums of all pairs of a level, between two days (inclusive). A sum may come in several parts. Events
    /// dated more coarsely than a month, or not at all, are in none.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn monthly_sums(
        &self,
        level: Level,
        (from, to): (Option<Date>, Option<Date>),
        mut take: impl FnMut(PairSum),
    ) -> Result<()> {
        let from = from.map(Date::first_of_month);
        self.sums(Table::Rollups, &ROLLUP_COLUMNS, (from, to), |batch, bounds| {
            monthly(batch, level, bounds, &mut take)
        })
    }

    /// Each event of all pairs of a level, as a sum of one, between two days (inclusive). Events dated to more than one
    /// day, or not at all, are in none.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn daily_sums(
        &self,
        level: Level,
        bounds: (Option<Date>, Option<Date>),
        mut take: impl FnMut(PairSum),
    ) -> Result<()> {
        self.sums(Table::Dyads, &DYAD_COLUMNS, bounds, |batch, bounds| daily(batch, level, bounds, &mut take))
    }

    /// What was read and found, day by day: articles and sentences by publication, and events by the day they began.
    /// Events dated to more than one day, or not at all, are in none.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn daily_volume(&self) -> Result<BTreeMap<Date, DayVolume>> {
        let mut volume: BTreeMap<Date, DayVolume> = BTreeMap::new();
        let any = (None, None);
        self.sums(Table::Articles, &["published", "n_sentences"], any, |batch, _| {
            let days = batch.column_by_name("published").and_then(|c| c.as_primitive_opt::<Date32Type>());
            let sentences =
                batch.column_by_name("n_sentences").and_then(|c| c.as_primitive_opt::<Int64Type>());
            let (days, sentences) =
                (days.ok_or_else(|| missing("published"))?, sentences.ok_or_else(|| missing("n_sentences"))?);
            for (day, n) in days.iter().zip(sentences.iter()) {
                if let Some(day) = day.and_then(day_of) {
                    let sum = volume.entry(day).or_default();
                    (sum.articles, sum.sentences) = (sum.articles + 1, sum.sentences + n.unwrap_or(0));
                }
            }
            Ok(())
        })?;
        self.sums(Table::Events, &["from", "granularity"], any, |batch, _| {
            let days = batch.column_by_name("from").and_then(|c| c.as_primitive_opt::<Date32Type>());
            let days = days.ok_or_else(|| missing("from"))?;
            let one_day = Known::read(batch, "granularity", |g| Some(matches!(g, "day" | "report")))?;
            let dated = days.iter().enumerate().filter(|(row, _)| one_day.get(*row).unwrap_or(false));
            for day in dated.filter_map(|(_, day)| day.and_then(day_of)) {
                volume.entry(day).or_default().events += 1;
            }
            Ok(())
        })?;
        Ok(volume)
    }

    fn sums(
        &self,
        table: Table,
        columns: &[&str],
        (from, to): (Option<Date>, Option<Date>),
        mut each: impl FnMut(&RecordBatch, (Option<Date>, Option<Date>)) -> std::result::Result<(), ArrowError>,
    ) -> Result<()> {
        let admits = |year: Option<i16>| {
            year.is_some_and(|y| from.is_none_or(|f| f.year() <= y) && to.is_none_or(|t| y <= t.year()))
        };
        let files = self.steady(|files| {
            let wanted = files.manifest.of(table).filter(|(_, f)| admits(f.year));
            wanted.map(|(path, _)| OldFile::open(files.root, path)).collect::<Result<Vec<_>>>()
        })?;
        for file in files {
            let path = file.path.clone();
            read(file, columns, |batch| each(batch, (from, to))).map_err(|e| Error::corrupt(&path, e))?;
        }
        Ok(())
    }
}

fn read(
    file: OldFile,
    columns: &[&str],
    mut each: impl FnMut(&RecordBatch) -> std::result::Result<(), ArrowError>,
) -> std::result::Result<(), ArrowError> {
    let file = file.into_file();
    let metadata = metadata_with_dictionaries(&file)?;
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
    let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
    for batch in builder.with_projection(mask).with_batch_size(BATCH_ROWS).build()? {
        each(&batch?)?;
    }
    Ok(())
}

/// The columns that both tables have.
struct Columns<'a> {
    levels: Known<bool>,
    actors: Known<Side>,
    recipients: Known<Side>,
    statuses: Known<Status>,
    groups: Known<Group>,
    days: &'a arrow::array::Date32Array,
}

impl<'a> Columns<'a> {
    fn of(batch: &'a RecordBatch, level: Level, day: &str) -> std::result::Result<Self, ArrowError> {
        let group_of = |name: &str| Group::ALL.into_iter().find(|g| g.name() == name);
        let days = batch.column_by_name(day).and_then(|c| c.as_primitive_opt::<Date32Type>());
        Ok(Self {
            levels: Known::read(batch, "level", |l| Some(l == level.name()))?,
            actors: Known::read(batch, "actor", |s| s.parse().ok())?,
            recipients: Known::read(batch, "recipient", |s| s.parse().ok())?,
            statuses: Known::read(batch, "status", Status::from_name)?,
            groups: Known::read(batch, "group", group_of)?,
            days: days.ok_or_else(|| missing(day))?,
        })
    }

    /// The row as a sum of nothing yet; none for one of another level or without a day within the bounds.
    fn row(&self, row: usize, (from, to): (Option<Date>, Option<Date>)) -> Option<PairSum> {
        if !self.levels.get(row)? || !self.days.is_valid(row) {
            return None;
        }
        let day = day_of(self.days.value(row))?;
        let inside = from.is_none_or(|f| f <= day) && to.is_none_or(|t| day <= t);
        inside.then_some(PairSum {
            actor: self.actors.get(row)?,
            recipient: self.recipients.get(row)?,
            day,
            status: self.statuses.get(row)?,
            group: self.groups.get(row),
            events: 0,
            score_sum: 0.0,
        })
    }
}

fn monthly(
    batch: &RecordBatch,
    level: Level,
    bounds: (Option<Date>, Option<Date>),
    take: &mut impl FnMut(PairSum),
) -> std::result::Result<(), ArrowError> {
    let columns = Columns::of(batch, level, "month")?;
    let events = batch.column_by_name("events").and_then(|c| c.as_primitive_opt::<Int64Type>());
    let scores = batch.column_by_name("score_sum").and_then(|c| c.as_primitive_opt::<Float64Type>());
    let (events, scores) =
        (events.ok_or_else(|| missing("events"))?, scores.ok_or_else(|| missing("score_sum"))?);
    for row in 0..batch.num_rows() {
        if let Some(sum) = columns.row(row, bounds) {
            take(PairSum { events: events.value(row), score_sum: scores.value(row), ..sum });
        }
    }
    Ok(())
}

fn daily(
    batch: &RecordBatch,
    level: Level,
    bounds: (Option<Date>, Option<Date>),
    take: &mut impl FnMut(PairSum),
) -> std::result::Result<(), ArrowError> {
    let columns = Columns::of(batch, level, "from")?;
    let one_day = Known::read(batch, "granularity", |g| Some(matches!(g, "day" | "report")))?;
    let scores = batch.column_by_name("score").and_then(|c| c.as_primitive_opt::<Float32Type>());
    let scores = scores.ok_or_else(|| missing("score"))?;
    for row in (0..batch.num_rows()).filter(|row| one_day.get(*row).unwrap_or(false)) {
        if let Some(sum) = columns.row(row, bounds) {
            take(PairSum { events: 1, score_sum: f64::from(scores.value(row)), ..sum });
        }
    }
    Ok(())
}
