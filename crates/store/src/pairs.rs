//! What A did to B, as the measures need it: a few columns of `dyads/`, read without a detour. The files are sorted by
//! actor and recipient, so that of a file only the row groups that can hold the pair are looked at.

use crate::columns::day_of;
use crate::dictionaries::{Known, missing, with_dictionaries};
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
const COLUMNS: [&str; 14] = [
    "actor",
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
        self.steady(|files| read(files, [a, b], &[Way::Forth], from, to)).map(|[forth, _]| forth)
    }

    /// The same for both ways, A's first, in one reading of the files.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn pair_events_both_ways(
        &self,
        a: Side,
        b: Side,
        from: Option<Date>,
        to: Option<Date>,
    ) -> Result<[Vec<PairEvent>; 2]> {
        if a == b {
            return self.pair_events(a, b, from, to).map(|events| [events.clone(), events]);
        }
        self.steady(|files| read(files, [a, b], &[Way::Forth, Way::Back], from, to))
    }
}

/// Which of the two acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The first on the second.
    Forth,
    /// The second on the first.
    Back,
}

impl Way {
    /// Actor and recipient.
    fn of(self, sides: &[String; 2]) -> [&str; 2] {
        match self {
            Self::Forth => [&sides[0], &sides[1]],
            Self::Back => [&sides[1], &sides[0]],
        }
    }
}

fn read(
    files: Files<'_>,
    sides: [Side; 2],
    ways: &[Way],
    from: Option<Date>,
    to: Option<Date>,
) -> Result<[Vec<PairEvent>; 2]> {
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
    let mut found = [Vec::new(), Vec::new()];
    for (path, _) in files.manifest.of(Table::Dyads).filter(|(_, f)| year_admits(f.year)) {
        let file = OldFile::open(files.root, path)?;
        let path = file.path.clone();
        read_file(file, &sides, ways, &mut found).map_err(|e| Error::corrupt(&path, e))?;
    }
    for events in &mut found {
        events.retain(|e: &PairEvent| admits(e.from));
    }
    Ok(found)
}

fn read_file(
    file: OldFile,
    sides: &[String; 2],
    ways: &[Way],
    found: &mut [Vec<PairEvent>; 2],
) -> std::result::Result<(), ArrowError> {
    let file = file.into_file();
    let plain = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())?;
    let groups: Vec<usize> = plain
        .metadata()
        .row_groups()
        .iter()
        .enumerate()
        .filter(|(_, group)| ways.iter().any(|way| may_hold_pair(group, way.of(sides))))
        .map(|(i, _)| i)
        .collect();
    if groups.is_empty() {
        return Ok(());
    }
    let metadata = with_dictionaries(&plain)?;
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
    let schema = builder.parquet_schema();
    let (wanted, both) = (sides.clone(), ways.contains(&Way::Back));
    let mask = ProjectionMask::columns(schema, ["actor", "recipient"]);
    let test = ArrowPredicateFn::new(mask, move |batch: RecordBatch| is_pair(&batch, &wanted, both));
    let filter = RowFilter::new(vec![Box::new(test)]);
    let mask = ProjectionMask::columns(schema, COLUMNS);
    let reader = builder
        .with_row_groups(groups)
        .with_row_filter(filter)
        .with_projection(mask)
        .with_batch_size(BATCH_ROWS)
        .build()?;
    for batch in reader {
        rows(&batch?, &sides[0], found)?;
    }
    Ok(())
}

fn may_hold_pair(group: &RowGroupMetaData, [actor, recipient]: [&str; 2]) -> bool {
    may_hold(group, "actor", actor) && may_hold(group, "recipient", recipient)
}

/// Whether a row group can hold a text, by its least and greatest.
fn may_hold(group: &RowGroupMetaData, column: &str, text: &str) -> bool {
    let chunk = group.columns().iter().find(|c| c.column_descr().name() == column);
    let Some(Statistics::ByteArray(range)) = chunk.and_then(|c| c.statistics()) else { return true };
    let (least, greatest) = (range.min_opt(), range.max_opt());
    least.is_none_or(|l| l.data() <= text.as_bytes()) && greatest.is_none_or(|g| text.as_bytes() <= g.data())
}

/// The rows of the pair, one way or both.
fn is_pair(
    batch: &RecordBatch,
    sides: &[String; 2],
    both: bool,
) -> std::result::Result<BooleanArray, ArrowError> {
    // 1 for the first side, 2 for the second.
    let which = |text: &str| (1..=2u8).find(|i| sides[usize::from(*i) - 1] == text);
    let (actors, recipients) = (Known::read(batch, "actor", which)?, Known::read(batch, "recipient", which)?);
    let is = |row| match (actors.get(row), recipients.get(row)) {
        (Some(1), Some(2)) => true,
        (Some(2), Some(1)) => both,
        (Some(1), Some(1)) => sides[0] == sides[1],
        _ => false,
    };
    Ok((0..batch.num_rows()).map(|row| Some(is(row))).collect())
}

/// `first` acts in the first list, the other side in the second.
fn rows(
    batch: &RecordBatch,
    first: &str,
    found: &mut [Vec<PairEvent>; 2],
) -> std::result::Result<(), ArrowError> {
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
    let actors = Known::read(batch, "actor", |a| Some(usize::from(a != first)))?;
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
        found[actors.get(row).unwrap_or(0)].push(PairEvent {
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
