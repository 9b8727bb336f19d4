//! Events and dyads straight to Arrow, column by column. An import writes millions of them: going through JSON, as the
//! richer and rarer reports do, would take ten times as long.

mod dyads;
mod events;
mod parties;
mod rollups;

pub(crate) use dyads::dyads;
pub(crate) use events::events;
pub(crate) use rollups::{Sum, rollups};

use arrow::array::{ArrayRef, Date32Array, ListArray, RecordBatch, StringBuilder};
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::{DataType, Field, SchemaRef};
use arrow::error::ArrowError;
use jiff::civil::Date;
use std::sync::Arc;

/// Days since 1970-01-01; years outside 1 to 9999 have no form that all engines read.
pub(crate) fn day_number(date: Option<Date>) -> Option<i32> {
    let date = date.filter(|d| d.year() > 0)?;
    i32::try_from(date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24).ok()
}

/// The day of a number of days since 1970-01-01.
pub(crate) fn day_of(number: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(number)).ok()
}

pub(crate) fn days(dates: impl Iterator<Item = Option<Date>>) -> ArrayRef {
    Arc::new(dates.map(day_number).collect::<Date32Array>())
}

/// A column of texts.
pub(crate) fn texts<S: AsRef<str>>(values: impl Iterator<Item = Option<S>>) -> ArrayRef {
    let mut builder = StringBuilder::new();
    values.for_each(|v| builder.append_option(v));
    Arc::new(builder.finish())
}

/// A batch has far fewer items than 2³¹; Arrow refuses offsets that fall.
fn length(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// A column of lists whose items lie one after the other in `items`; `ends` has the end of each list.
fn lists(items: ArrayRef, ends: Vec<i32>, of: DataType) -> Result<ArrayRef, ArrowError> {
    let offsets: Vec<i32> = std::iter::once(0).chain(ends).collect();
    let field = Arc::new(Field::new("element", of, true));
    Ok(Arc::new(ListArray::try_new(field, OffsetBuffer::new(offsets.into()), items, None)?))
}

/// A column of lists of texts.
fn text_lists<'a>(rows: impl Iterator<Item = &'a [String]>) -> Result<ArrayRef, ArrowError> {
    let (mut items, mut ends, mut end) = (StringBuilder::new(), Vec::new(), 0);
    for row in rows {
        for text in row {
            items.append_value(text);
        }
        end += length(row.len());
        ends.push(end);
    }
    lists(Arc::new(items.finish()), ends, DataType::Utf8)
}

/// A batch of these columns, in the order of the schema.
pub(crate) fn batch(schema: SchemaRef, columns: Vec<ArrayRef>) -> Result<RecordBatch, ArrowError> {
    RecordBatch::try_new(schema, columns)
}

/// `e_` and 32 hexadecimal digits, without `fmt`'s machinery.
pub(crate) fn event_id(id: u128) -> [u8; 34] {
    let mut out = [0; 34];
    out[..2].copy_from_slice(b"e_");
    for (i, digit) in out[2..].iter_mut().enumerate() {
        *digit = b"0123456789abcdef"[(id >> (124 - 4 * i)) as usize & 15];
    }
    out
}

fn event_ids(ids: impl Iterator<Item = u128>) -> ArrayRef {
    let mut builder = StringBuilder::new();
    for id in ids {
        let digits = event_id(id);
        builder.append_value(std::str::from_utf8(&digits).expect("invariant: hexadecimal digits are ASCII"));
    }
    Arc::new(builder.finish())
}
