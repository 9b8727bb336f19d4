//! Rows of `rollups/`.

use super::{batch, days, texts};
use crate::schema;
use arrow::array::{ArrayRef, Float64Array, Int64Array, RecordBatch};
use arrow::error::ArrowError;
use detente_coding::{Group, Status};
use detente_stories::Dyad;
use jiff::civil::Date;
use std::sync::Arc;

/// What a row of `rollups/` sums, and what it comes to.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_field_names, reason = "the names are the table's")]
pub(crate) struct Sum {
    pub dyad: Dyad,
    pub month: Option<Date>,
    pub status: Status,
    pub group: Option<Group>,
    pub events: i64,
    pub score_sum: f64,
}

impl Sum {
    /// The order of the table.
    pub(crate) fn sort_key(&self) -> impl Ord + use<> {
        let Dyad { level, actor, recipient } = self.dyad;
        let group = self.group.map_or("", Group::name);
        (level.name(), actor, recipient, self.month, self.status.name(), group)
    }
}

/// Sums as a batch of `rollups/`, in the order given.
pub(crate) fn rollups(rows: &[Sum]) -> Result<RecordBatch, ArrowError> {
    let columns: Vec<ArrayRef> = vec![
        texts(rows.iter().map(|r| Some(r.dyad.level.name()))),
        texts(rows.iter().map(|r| Some(r.dyad.actor.to_string()))),
        texts(rows.iter().map(|r| Some(r.dyad.recipient.to_string()))),
        days(rows.iter().map(|r| r.month)),
        texts(rows.iter().map(|r| Some(r.status.name()))),
        texts(rows.iter().map(|r| Some(r.group.map_or("", Group::name)))),
        Arc::new(rows.iter().map(|r| Some(r.events)).collect::<Int64Array>()),
        Arc::new(rows.iter().map(|r| Some(r.score_sum)).collect::<Float64Array>()),
    ];
    batch(schema::rollups(), columns)
}
