//! Rows of `events/`.

use super::parties::parties;
use super::{batch, days, event_ids, length, lists, text_lists, texts};
use crate::schema;
use crate::wire::three_digits;
use arrow::array::{ArrayRef, BooleanArray, Float32Array, Int32Array, Int64Array, RecordBatch, StructArray};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{DataType, Field, Fields};
use arrow::error::ArrowError;
use detente_coding::{EventType, Group};
use detente_stories::{Event, EventId, EventPlace, Imported};
use std::sync::Arc;

/// The events as a batch of `events/`, in the order given.
pub(crate) fn events(rows: &[&Event]) -> Result<RecordBatch, ArrowError> {
    let each = || rows.iter().copied();
    let columns: Vec<ArrayRef> = vec![
        event_ids(each().map(|e| e.id.0)),
        aliases(rows)?,
        texts(each().map(|e| e.key.map(|k| k.to_string()))),
        texts(each().map(|e| e.event_type.map(EventType::name))),
        text_lists(each().map(|e| e.modes.as_slice()))?,
        text_lists(each().map(|e| e.contexts.as_slice()))?,
        texts(each().map(|e| e.cameo.as_deref())),
        Arc::new(each().map(|e| e.quad().map(i32::from)).collect::<Int32Array>()),
        texts(each().map(|e| e.group().map(Group::name))),
        Arc::new(each().map(|e| Some(e.score)).collect::<Float32Array>()),
        Arc::new(each().map(|e| Some(e.reciprocal)).collect::<BooleanArray>()),
        parties(each().map(|e| e.actors.as_slice()))?,
        parties(each().map(|e| e.recipients.as_slice()))?,
        parties(each().map(|e| e.tied.as_slice()))?,
        texts(each().map(|e| Some(e.status.name()))),
        days(each().map(|e| e.date.from)),
        days(each().map(|e| e.date.to)),
        texts(each().map(|e| Some(e.date.granularity.name()))),
        places(rows)?,
        counts(rows)?,
        numbers(each().map(Event::n_reports)),
        numbers(each().map(|e| e.n_articles)),
        numbers(each().map(|e| e.publishers.len())),
        text_lists(each().map(|e| e.publishers.as_slice()))?,
        Arc::new(each().map(|e| Some(e.parties_only)).collect::<BooleanArray>()),
        Arc::new(each().map(|e| Some(three_digits(e.confidence))).collect::<Float32Array>()),
        reports(rows)?,
        imported(rows)?,
    ];
    batch(schema::events(), columns)
}

fn numbers(values: impl Iterator<Item = usize>) -> ArrayRef {
    Arc::new(values.map(|n| i64::try_from(n).ok()).collect::<Int64Array>())
}

fn aliases(rows: &[&Event]) -> Result<ArrayRef, ArrowError> {
    let items = event_ids(rows.iter().flat_map(|e| e.aliases.iter().map(|EventId(id)| *id)));
    lists(items, ends(rows.iter().map(|e| e.aliases.len())), DataType::Utf8)
}

fn reports(rows: &[&Event]) -> Result<ArrayRef, ArrowError> {
    let items = texts(rows.iter().flat_map(|e| e.reports.iter().map(|r| Some(r.to_string()))));
    lists(items, ends(rows.iter().map(|e| e.reports.len())), DataType::Utf8)
}

fn ends(lengths: impl Iterator<Item = usize>) -> Vec<i32> {
    let add = |end: &mut i32, n: usize| {
        *end += length(n);
        Some(*end)
    };
    lengths.scan(0, add).collect()
}

fn struct_of(
    fields: Vec<Field>,
    columns: Vec<ArrayRef>,
    valid: Option<Vec<bool>>,
) -> Result<ArrayRef, ArrowError> {
    let nulls = valid.map(NullBuffer::from);
    Ok(Arc::new(StructArray::try_new(Fields::from(fields), columns, nulls)?))
}

fn places(rows: &[&Event]) -> Result<ArrayRef, ArrowError> {
    let of = |e: &&Event| e.place.clone();
    let places: Vec<Option<EventPlace>> = rows.iter().map(of).collect();
    let each = || places.iter().map(Option::as_ref);
    let columns: Vec<ArrayRef> = vec![
        Arc::new(each().map(|p| p?.geonameid.map(i64::from)).collect::<Int64Array>()),
        texts(each().map(|p| Some(p?.name.as_str()))),
        texts(each().map(|p| p?.admin1.as_deref())),
        texts(each().map(|p| Some(p?.country.as_ref()?.code()))),
        Arc::new(each().map(|p| p?.lat).collect::<Float32Array>()),
        Arc::new(each().map(|p| p?.lon).collect::<Float32Array>()),
        texts(each().map(|p| Some(p?.precision.name()))),
    ];
    struct_of(schema::where_(), columns, Some(each().map(|p| p.is_some()).collect()))
}

fn counts(rows: &[&Event]) -> Result<ArrayRef, ArrowError> {
    let each = || rows.iter().flat_map(|e| &e.counts);
    let number = |n: Option<u64>| n.and_then(|n| i64::try_from(n).ok());
    let columns: Vec<ArrayRef> = vec![
        texts(each().map(|c| Some(c.what.as_str()))),
        Arc::new(each().map(|c| number(c.min)).collect::<Int64Array>()),
        Arc::new(each().map(|c| number(c.max)).collect::<Int64Array>()),
        texts(each().map(|c| Some(c.words.as_str()))),
    ];
    let items = struct_of(schema::count(), columns, None)?;
    lists(items, ends(rows.iter().map(|e| e.counts.len())), DataType::Struct(schema::count().into()))
}

fn imported(rows: &[&Event]) -> Result<ArrayRef, ArrowError> {
    let each = || rows.iter().map(|e| e.imported.as_ref());
    let mentions = |i: Option<&Imported>| i.map(|i| i64::from(i.mentions));
    let columns: Vec<ArrayRef> = vec![
        texts(each().map(|i| Some(&*i?.dataset))),
        texts(each().map(|i| Some(i?.source_id.as_str()))),
        texts(each().map(|i| i?.code.as_deref())),
        Arc::new(each().map(mentions).collect::<Int64Array>()),
        texts(each().map(|i| i?.url.as_deref())),
    ];
    struct_of(schema::imported(), columns, Some(each().map(|i| i.is_some()).collect()))
}
