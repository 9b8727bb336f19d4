//! Rows of `dyads/`: one for each directed pair of an event.

use super::{batch, days, event_ids, text_lists, texts};
use crate::countries::numbers;
use crate::schema;
use crate::wire::three_digits;
use arrow::array::{
    ArrayRef, BooleanArray, Float32Array, Int32Array, Int64Array, RecordBatch, StringBuilder,
};
use arrow::error::ArrowError;
use detente_coding::{EventType, Group};
use detente_resolve::Sector;
use detente_stories::{Dyad, Event, Side};
use std::fmt::Write;
use std::sync::Arc;

/// Pairs of events as a batch of `dyads/`, in the order given.
pub(crate) fn dyads(rows: &[(Dyad, &Event)]) -> Result<RecordBatch, ArrowError> {
    let pairs = || rows.iter().map(|(pair, _)| pair);
    let each = || rows.iter().map(|(_, event)| *event);
    let mut columns: Vec<ArrayRef> = vec![
        event_ids(each().map(|e| e.id.0)),
        texts(pairs().map(|p| Some(p.level.name()))),
        sides(pairs().map(|p| p.actor)),
        sides(pairs().map(|p| p.recipient)),
    ];
    columns.extend(side_columns(&pairs().map(|p| p.actor).collect::<Vec<_>>()));
    columns.extend(side_columns(&pairs().map(|p| p.recipient).collect::<Vec<_>>()));
    let rest: Vec<ArrayRef> = vec![
        Arc::new(pairs().map(|p| Some(p.domestic())).collect::<BooleanArray>()),
        Arc::new(each().map(|e| Some(e.reciprocal)).collect::<BooleanArray>()),
        days(each().map(|e| e.date.from)),
        days(each().map(|e| e.date.to)),
        texts(each().map(|e| Some(e.date.granularity.name()))),
        texts(each().map(|e| e.event_type.map(EventType::name))),
        texts(each().map(|e| e.group().map(Group::name))),
        Arc::new(each().map(|e| e.quad().map(i32::from)).collect::<Int32Array>()),
        text_lists(each().map(|e| e.modes.as_slice()))?,
        text_lists(each().map(|e| e.contexts.as_slice()))?,
        texts(each().map(|e| e.cameo.as_deref())),
        texts(each().map(|e| Some(e.status.name()))),
        Arc::new(each().map(|e| Some(e.score)).collect::<Float32Array>()),
        counts(each().map(Event::n_reports)),
        counts(each().map(|e| e.n_articles)),
        counts(each().map(|e| e.publishers.len())),
        Arc::new(each().map(|e| Some(e.parties_only)).collect::<BooleanArray>()),
        Arc::new(each().map(|e| Some(three_digits(e.confidence))).collect::<Float32Array>()),
        texts(each().map(|e| e.imported.as_ref().map(|i| &*i.dataset))),
    ];
    columns.extend(rest);
    batch(schema::dyads(), columns)
}

fn counts(values: impl Iterator<Item = usize>) -> ArrayRef {
    Arc::new(values.map(|n| i64::try_from(n).ok()).collect::<Int64Array>())
}

fn sides(sides: impl Iterator<Item = Side>) -> ArrayRef {
    let mut builder = StringBuilder::new();
    for side in sides {
        let _ = write!(builder, "{side}");
        builder.append_value("");
    }
    Arc::new(builder.finish())
}

/// Country, sector and both numbers of a side.
fn side_columns(sides: &[Side]) -> [ArrayRef; 4] {
    let number = |n: Option<u16>| n.map(i32::from);
    [
        texts(sides.iter().map(|s| Some(s.country.code()))),
        texts(sides.iter().map(|s| s.sector.as_ref().map(Sector::code))),
        Arc::new(sides.iter().map(|s| number(numbers(s.country).cow)).collect::<Int32Array>()),
        Arc::new(sides.iter().map(|s| number(numbers(s.country).gw)).collect::<Int32Array>()),
    ]
}
