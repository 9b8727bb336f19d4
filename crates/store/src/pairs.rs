//! What A did to B, as the measures need it: a few columns of `dyads/`, read without a detour. The files are sorted by
//! actor and recipient, so that of a file only the row groups that can hold the pair are looked at.

use crate::columns::day_of;
use crate::dictionaries::{Known, dictionary, missing, with_dictionaries};
use crate::file::OldFile;
use crate::merged::Files;
use crate::reader::Store;
use crate::table::Table;
use crate::{Error, Result};
use arrow::array::{Array, AsArray, BooleanArray, RecordBatch};
use arrow::datatypes::{Date32Type, Float32Type, Int64Type};
use arrow::error::ArrowError;
use detente_coding::{EventType, Group, Status};
use detente_stories::{EventId, Side};
use jiff::civil::Date;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowPredicateFn, ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowFilter,
};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::statistics::Statistics;
use std::sync::Arc;

/// Columns read, besides those that choose the rows.
const COLUMNS: [&str; 13] = [
    "event_id",
    "level",
    "from",
    "to",
    "type",
    "group",
    "cameo",
    "dataset",
    "status",
    "score",
    "n_reports",
    "n_publishers",
    "parties_only",
];

const BATCH_ROWS: usize = 8192;

/// One event of a directed pair of sides.
#[derive(Clone, Debug, PartialEq)]
pub struct PairEvent {
    /// The event.
    pub id: EventId,
    /// Whether the second side is touched through a link only.
    pub by_link: bool,
    /// First day; none when unresolved.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// PLOVER type; none where another dataset's code has none.
    pub event_type: Option<EventType>,
    /// Group in the measures.
    pub group: Option<Group>,
    /// CAMEO code.
    pub cameo: Option<Arc<str>>,
    /// The dataset it was imported from; none for what was coded here.
    pub dataset: Option<Arc<str>>,
    /// Did it happen?
    pub status: Status,
    /// Score, on the scale of its dataset.
    pub score: f32,
    /// Reports that tell of it.
    pub n_reports: u32,
    /// Publishers that tell of it.
    pub n_publishers: u32,
    /// Whether only parties to the act say so.
    pub parties_only: bool,
}

impl Store {
    /// What A did to B in events that began between two days (inclusive), and what it did to those tied to B. Events
    /// without a date are there when no bound is given. The order is that of the files.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn pair_events(
        &self,
        a: Side,
        b: Side,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<Vec<PairEvent>> {
        self.steady(|files| read(files, [a, b], from, to))
    }
}

fn read(files: Files<'_>, sides: [Side; 2], from: Option<Date>, to: Option<Date>) -> Result<Vec<PairEvent>> {
    let sides = sides.map(|s| s.to_string());
    let bounded = from.is_some() || to.is_some();
    let admits = |day: Option<Date>| match day {
        Some(day) => from.is_none_or(|f| f <= day) && to.is_none_or(|t| day <= t),
        None => !bounded,
    };
    let year_admits = |year: Option<i16>| match year {
        Some(year) => from.is_none_or(|f| f.year() <= year) && to.is_none_or(|t| year <= t.year()),
        None => !bounded,
    };
    let mut found = Vec::new();
    for (path, _) in files.manifest.of(Table::Dyads).filter(|(_, f)| year_admits(f.year)) {
        let file = OldFile::open(files.root, path)?;
        let path = file.path.clone();
        read_file(file, &sides, &mut found).map_err(|e| Error::corrupt(&path, e))?;
    }
    found.retain(|e: &PairEvent| admits(e.from));
    Ok(found)
}

fn read_file(
    file: OldFile,
    sides: &[String; 2],
    found: &mut Vec<PairEvent>,
) -> std::result::Result<(), ArrowError> {
    let file = file.into_file();
    let plain = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())?;
    let groups: Vec<usize> = plain
        .metadata()
        .row_groups()
        .iter()
        .enumerate()
        .filter(|(_, group)| may_hold(group, "actor", &sides[0]) && may_hold(group, "recipient", &sides[1]))
        .map(|(i, _)| i)
        .collect();
    if groups.is_empty() {
        return Ok(());
    }
    let metadata = with_dictionaries(&plain)?;
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
    let schema = builder.parquet_schema();
    let tests = ["actor", "recipient"].into_iter().zip(sides.clone()).map(|(column, side)| {
        let mask = ProjectionMask::columns(schema, [column]);
        Box::new(ArrowPredicateFn::new(mask, move |batch: RecordBatch| equals(&batch, &side))) as Box<_>
    });
    let filter = RowFilter::new(tests.collect());
    let mask = ProjectionMask::columns(schema, COLUMNS);
    let reader = builder
        .with_row_groups(groups)
        .with_row_filter(filter)
        .with_projection(mask)
        .with_batch_size(BATCH_ROWS)
        .build()?;
    for batch in reader {
        rows(&batch?, found)?;
    }
    Ok(())
}

/// Whether a row group can hold a text, by its least and greatest.
fn may_hold(group: &RowGroupMetaData, column: &str, text: &str) -> bool {
    let chunk = group.columns().iter().find(|c| c.column_descr().name() == column);
    let Some(Statistics::ByteArray(range)) = chunk.and_then(|c| c.statistics()) else { return true };
    let (least, greatest) = (range.min_opt(), range.max_opt());
    least.is_none_or(|l| l.data() <= text.as_bytes()) && greatest.is_none_or(|g| text.as_bytes() <= g.data())
}

/// The rows whose text, in the one column of the batch, is this one.
fn equals(batch: &RecordBatch, text: &str) -> std::result::Result<BooleanArray, ArrowError> {
    let column = dictionary(batch, 0)?;
    let values = column.values().as_string::<i32>();
    let wanted: Vec<bool> = values.iter().map(|v| v == Some(text)).collect();
    let is = |key: Option<i32>| Some(key.is_some_and(|k| wanted.get(k as usize).copied().unwrap_or(false)));
    Ok(column.keys().iter().map(is).collect())
}

fn rows(batch: &RecordBatch, found: &mut Vec<PairEvent>) -> std::result::Result<(), ArrowError> {
    let column = |name: &str| batch.column_by_name(name).ok_or_else(|| missing(name));
    let ids = column("event_id")?.as_string_opt::<i32>().ok_or_else(|| missing("event_id"))?;
    let day =
        |name| column(name).and_then(|c| c.as_primitive_opt::<Date32Type>().ok_or_else(|| missing(name)));
    let count =
        |name| column(name).and_then(|c| c.as_primitive_opt::<Int64Type>().ok_or_else(|| missing(name)));
    let (from, to) = (day("from")?, day("to")?);
    let (reports, publishers) = (count("n_reports")?, count("n_publishers")?);
    let scores = column("score")?.as_primitive_opt::<Float32Type>().ok_or_else(|| missing("score"))?;
    let parties = column("parties_only")?.as_boolean_opt().ok_or_else(|| missing("parties_only"))?;
    let group_of = |name: &str| Group::ALL.into_iter().find(|g| g.name() == name);
    let levels = Known::read(batch, "level", |l| Some(l == "link"))?;
    let types = Known::read(batch, "type", EventType::from_name)?;
    let groups = Known::read(batch, "group", group_of)?;
    let statuses = Known::read(batch, "status", Status::from_name)?;
    let codes = Known::read(batch, "cameo", |c| Some(Arc::from(c)))?;
    // Stores of the first format have no such column.
    let datasets = match batch.schema_ref().index_of("dataset") {
        Ok(_) => Known::read(batch, "dataset", |d| Some(Arc::from(d)))?,
        Err(_) => Known::none(),
    };
    let at =
        |days: &arrow::array::Date32Array, row| days.is_valid(row).then(|| day_of(days.value(row))).flatten();
    for row in 0..batch.num_rows() {
        found.push(PairEvent {
            id: EventId::parse(ids.value(row)).ok_or_else(|| missing("event_id"))?,
            by_link: levels.get(row).unwrap_or(false),
            from: at(from, row),
            to: at(to, row),
            event_type: types.get(row),
            group: groups.get(row),
            cameo: codes.get(row),
            dataset: datasets.get(row),
            status: statuses.get(row).ok_or_else(|| missing("status"))?,
            score: scores.value(row),
            n_reports: u32::try_from(reports.value(row)).unwrap_or(u32::MAX),
            n_publishers: u32::try_from(publishers.value(row)).unwrap_or(u32::MAX),
            parties_only: parties.value(row),
        });
    }
    Ok(())
}
