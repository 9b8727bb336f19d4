//! Joining small files. Each append leaves a file a table and year; when eight of about one size lie together they become
//! one, as part of the append's own commit, so that ten thousand small appends leave some dozens of files and each row is
//! written again only a few times. [`crate::Writer::compact`] leaves one file a table and year.
//!
//! The files are sorted, and the joined one is too; of each file one batch is in memory. Rows of `rollups/` and `volume/`
//! that sum the same are added up.

use crate::file::{Batches, OldFile, adapted};
use crate::manifest::Manifest;
use crate::stage::Stage;
use crate::table::{Table, Year};
use crate::{Error, Result};
use arrow::array::{ArrayRef, AsArray, RecordBatch, UInt32Array};
use arrow::compute::{interleave_record_batch, take_record_batch};
use arrow::datatypes::{Float64Type, Int64Type, SchemaRef};
use arrow::error::ArrowError;
use arrow::row::{OwnedRow, RowConverter, Rows, SortField};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// So many files of one size become one.
const FAN: usize = 8;
/// Files up to this many rows are of the smallest size; each next size is eight times as many.
const SMALLEST: u64 = 512;
/// Rows that go out in one batch.
const ROWS: usize = 4096;

/// The columns that a table is sorted by; a dot leads into a struct.
fn sorted_by(table: Table) -> &'static [&'static str] {
    match table {
        Table::Articles => &["id"],
        Table::Reports => &["article.id"],
        Table::Events => &["from", "event_id"],
        Table::EventReports => &["event_id", "report_id"],
        Table::Dyads => &["actor", "recipient", "from", "event_id"],
        Table::Rollups => &["level", "actor", "recipient", "month", "status", "group"],
        Table::Volume => &["month"],
    }
}

/// The files that should be joined now: of each table and year those of one size, where they are many.
pub(crate) fn due(manifest: &Manifest, gone: &BTreeSet<String>) -> Vec<(Table, Year, Vec<String>)> {
    let mut sizes: BTreeMap<(Table, Year, u32), Vec<String>> = BTreeMap::new();
    for (path, file) in manifest.files.iter().filter(|(path, _)| !gone.contains(*path)) {
        let size = (file.rows / SMALLEST).checked_ilog(FAN as u64).map_or(0, |log| log + 1);
        sizes.entry((file.table, file.year, size)).or_default().push(path.clone());
    }
    let many = sizes.into_iter().filter(|(_, files)| files.len() >= FAN);
    many.map(|((table, year, _), files)| (table, year, files)).collect()
}

/// The files of a table and year, where there is more than one.
pub(crate) fn all(manifest: &Manifest) -> Vec<(Table, Year, Vec<String>)> {
    let mut found: BTreeMap<(Table, Year), Vec<String>> = BTreeMap::new();
    for (path, file) in &manifest.files {
        found.entry((file.table, file.year)).or_default().push(path.clone());
    }
    let many = found.into_iter().filter(|(_, files)| files.len() > 1);
    many.map(|((table, year), files)| (table, year, files)).collect()
}

/// Joins files into one.
pub(crate) fn join(
    root: &Path,
    stage: &mut Stage<'_>,
    (table, year, files): (Table, Year, Vec<String>),
) -> Result<()> {
    let damaged = |e: ArrowError| Error::corrupt(root, e);
    let mut sources = Vec::new();
    for file in &files {
        sources.extend(Source::open(root, table, file)?);
    }
    let mut out = stage.new_file(table, year)?;
    let mut merge = Merge { sources, pool: Vec::new(), picked: Vec::new(), sums: Sums::of(table) };
    while let Some(batch) = merge.next_batch()? {
        out.push_batch(&merge.sums.add(batch).map_err(damaged)?)?;
    }
    if let Some(last) = merge.sums.held.take() {
        out.push_batch(&last)?;
    }
    stage.put(out.finish()?, files);
    Ok(())
}

/// A sorted file being read: one batch of it, and where in it we are.
struct Source {
    batches: Batches,
    schema: SchemaRef,
    table: Table,
    batch: RecordBatch,
    keys: Rows,
    at: usize,
    /// Where its batch lies in the pool.
    slot: Option<usize>,
}

impl Source {
    fn open(root: &Path, table: Table, file: &str) -> Result<Option<Self>> {
        let mut batches = OldFile::open(root, file)?.batches(None, &[])?;
        let schema = table.schema();
        let Some(batch) = batches.next().transpose()? else { return Ok(None) };
        let batch = adapted(&batch, &schema).map_err(|e| Error::corrupt(&root.join(file), e))?;
        let keys = keys(table, &batch).map_err(|e| Error::corrupt(&root.join(file), e))?;
        Ok(Some(Self { batches, schema, table, batch, keys, at: 0, slot: None }))
    }

    fn ended(&self) -> bool {
        self.at >= self.batch.num_rows()
    }

    /// The next batch; false at the end of the file.
    fn advance(&mut self) -> Result<bool> {
        loop {
            let Some(batch) = self.batches.next().transpose()? else { return Ok(false) };
            let damaged = |e: ArrowError| Error::corrupt(self.batches.path(), e);
            self.batch = adapted(&batch, &self.schema).map_err(damaged)?;
            self.keys = keys(self.table, &self.batch).map_err(damaged)?;
            (self.at, self.slot) = (0, None);
            if !self.ended() {
                return Ok(true);
            }
        }
    }
}

fn key_columns(table: Table, batch: &RecordBatch) -> Result<Vec<ArrayRef>, ArrowError> {
    let column = |path: &&str| {
        let mut names = path.split('.');
        let mut column = names.next().and_then(|n| batch.column_by_name(n)).cloned();
        for name in names {
            column = column.and_then(|c| c.as_struct_opt()?.column_by_name(name).cloned());
        }
        column.ok_or_else(|| ArrowError::SchemaError(format!("it has no column `{path}`")))
    };
    sorted_by(table).iter().map(column).collect()
}

fn keys(table: Table, batch: &RecordBatch) -> Result<Rows, ArrowError> {
    let columns = key_columns(table, batch)?;
    let fields = columns.iter().map(|c| SortField::new(c.data_type().clone())).collect();
    RowConverter::new(fields)?.convert_columns(&columns)
}

/// Several sorted files as one.
struct Merge {
    sources: Vec<Source>,
    /// The batches that picked rows lie in.
    pool: Vec<RecordBatch>,
    picked: Vec<(usize, usize)>,
    sums: Sums,
}

impl Merge {
    /// Up to [`ROWS`] rows, or a few more.
    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        while self.picked.len() < ROWS && self.pick()? {}
        if self.picked.is_empty() {
            return Ok(None);
        }
        let batches: Vec<&RecordBatch> = self.pool.iter().collect();
        let batch = interleave_record_batch(&batches, &self.picked)
            .map_err(|e| Error::invalid(format!("cannot join files: {e}")))?;
        self.picked.clear();
        self.pool.clear();
        self.sources.iter_mut().for_each(|s| s.slot = None);
        Ok(Some(batch))
    }

    /// Picks the first row, and those after it in its file that come before any other file's.
    fn pick(&mut self) -> Result<bool> {
        let mut order: Vec<usize> = (0..self.sources.len()).collect();
        let key = |i: &usize| self.sources[*i].keys.row(self.sources[*i].at);
        let Some(&first) = order.iter().min_by_key(|i| key(i)) else { return Ok(false) };
        order.retain(|i| *i != first);
        let bound = order.iter().map(key).min().map(|row| row.owned());
        let room = ROWS - self.picked.len();
        let source = &mut self.sources[first];
        let slot = *source.slot.get_or_insert_with(|| {
            self.pool.push(source.batch.clone());
            self.pool.len() - 1
        });
        let end = run_end(source, bound.as_ref(), room);
        self.picked.extend((source.at..end).map(|row| (slot, row)));
        source.at = end;
        if source.ended() && !source.advance()? {
            self.sources.remove(first);
        }
        Ok(true)
    }
}

/// The end of the run of rows that come no later than `bound`: at least one, at most `room`.
fn run_end(source: &Source, bound: Option<&OwnedRow>, room: usize) -> usize {
    let last = source.batch.num_rows().min(source.at + room.max(1));
    let before = |row: usize| bound.is_none_or(|b| source.keys.row(row) <= b.row());
    (source.at + 1..last).find(|row| !before(*row)).unwrap_or(last)
}

/// Adds up rows of one key, in tables of sums; the last row is held back, since the next batch may begin with its key.
struct Sums {
    table: Table,
    held: Option<RecordBatch>,
}

impl Sums {
    fn of(table: Table) -> Self {
        Self { table, held: None }
    }

    fn add(&mut self, batch: RecordBatch) -> Result<RecordBatch, ArrowError> {
        if !matches!(self.table, Table::Rollups | Table::Volume) {
            return Ok(batch);
        }
        let batch = match self.held.take() {
            Some(held) => arrow::compute::concat_batches(batch.schema_ref(), [&held, &batch])?,
            None => batch,
        };
        let summed = self.summed(&batch)?;
        let last = summed.num_rows().saturating_sub(1);
        self.held = Some(summed.slice(last, summed.num_rows() - last));
        Ok(summed.slice(0, last))
    }

    fn summed(&self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let keys = keys(self.table, batch)?;
        let starts: Vec<usize> =
            (0..batch.num_rows()).filter(|i| *i == 0 || keys.row(*i) != keys.row(i - 1)).collect();
        let ends = starts.iter().skip(1).copied().chain([batch.num_rows()]);
        let ranges: Vec<_> = starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect();
        let heads = UInt32Array::from_iter_values(starts.iter().map(|i| *i as u32));
        let taken = take_record_batch(batch, &heads)?;
        let key_count = sorted_by(self.table).len();
        let column = |(i, head): (usize, &ArrayRef)| -> ArrayRef {
            let all = batch.column(i);
            if i < key_count {
                return Arc::clone(head);
            }
            if let Some(numbers) = all.as_primitive_opt::<Int64Type>() {
                let sum = |r: &std::ops::Range<usize>| Some(r.clone().map(|i| numbers.value(i)).sum::<i64>());
                return Arc::new(ranges.iter().map(sum).collect::<arrow::array::Int64Array>());
            }
            let numbers = all.as_primitive::<Float64Type>();
            let sum = |r: &std::ops::Range<usize>| {
                Some(crate::tally::rounded(r.clone().map(|i| numbers.value(i)).sum()))
            };
            Arc::new(ranges.iter().map(sum).collect::<arrow::array::Float64Array>())
        };
        let columns = taken.columns().iter().enumerate().map(column).collect();
        RecordBatch::try_new(batch.schema(), columns)
    }
}
