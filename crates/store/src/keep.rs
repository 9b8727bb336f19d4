//! Which rows of a file to read.

use crate::columns::day_number;
use crate::stage::Ids;
use arrow::array::{AsArray, BooleanArray, RecordBatch, StringArray};
use arrow::datatypes::Date32Type;
use arrow::error::ArrowError;
use jiff::civil::Date;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::statistics::Statistics;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which rows to read: those whose value in a column passes. Nulls do not.
#[derive(Clone)]
pub(crate) struct Keep {
    pub column: &'static str,
    test: Test,
}

#[derive(Clone)]
enum Test {
    Text(Arc<dyn Fn(&str) -> bool + Send + Sync>),
    /// One of these texts; a row group whose least and greatest text have none of them between them is not read.
    Texts(Ids),
    /// One of these days, since 1970-01-01; likewise.
    Days(Arc<BTreeSet<i32>>),
}

impl Keep {
    pub(crate) fn new(column: &'static str, test: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        Self { column, test: Test::Text(Arc::new(test)) }
    }

    /// Rows with one of these texts.
    pub(crate) fn among(column: &'static str, texts: &Ids) -> Self {
        Self { column, test: Test::Texts(Arc::clone(texts)) }
    }

    /// Rows with one of these days.
    pub(crate) fn days(column: &'static str, days: impl Iterator<Item = Date>) -> Self {
        let days = days.filter_map(|d| day_number(Some(d))).collect();
        Self { column, test: Test::Days(Arc::new(days)) }
    }

    pub(crate) fn apply(&self, batch: &RecordBatch) -> Result<BooleanArray, ArrowError> {
        let texts = || text_column(batch).ok_or_else(|| self.wrong("texts"));
        let admits = |test: &dyn Fn(&str) -> bool| -> Result<BooleanArray, ArrowError> {
            Ok(texts()?.iter().map(|text| Some(text.is_some_and(test))).collect())
        };
        match &self.test {
            Test::Text(test) => admits(&**test),
            Test::Texts(wanted) => admits(&|text| wanted.contains(text)),
            Test::Days(wanted) => {
                let days = batch.columns().first().and_then(|c| c.as_primitive_opt::<Date32Type>());
                let days = days.ok_or_else(|| self.wrong("days"))?;
                Ok(days.iter().map(|day| Some(day.is_some_and(|d| wanted.contains(&d)))).collect())
            }
        }
    }

    /// Whether it lets few rows through.
    pub(crate) fn is_selective(&self) -> bool {
        matches!(self.test, Test::Days(_))
    }

    fn wrong(&self, what: &str) -> ArrowError {
        ArrowError::SchemaError(format!("it has no column of {what} named `{}`", self.column))
    }

    /// Whether a row group can hold such a row, by the least and the greatest value of the column.
    pub(crate) fn may_be_in(&self, group: &RowGroupMetaData) -> bool {
        let chunk = group.columns().iter().find(|c| c.column_path().string() == self.column);
        match (chunk.and_then(|c| c.statistics()), &self.test) {
            (Some(Statistics::ByteArray(range)), Test::Texts(wanted)) => {
                match (range.min_opt().map(|x| x.as_utf8()), range.max_opt().map(|x| x.as_utf8())) {
                    (Some(Ok(least)), Some(Ok(greatest))) => wanted
                        .range::<str, _>((
                            std::ops::Bound::Included(least),
                            std::ops::Bound::Included(greatest),
                        ))
                        .next()
                        .is_some(),
                    _ => true,
                }
            }
            (Some(Statistics::Int32(range)), Test::Days(wanted)) => {
                match (range.min_opt(), range.max_opt()) {
                    (Some(least), Some(greatest)) => wanted.range(least..=greatest).next().is_some(),
                    _ => true,
                }
            }
            _ => true,
        }
    }
}

/// The one column of a batch, or the one inside it where it is nested.
fn text_column(batch: &RecordBatch) -> Option<&StringArray> {
    let mut column = batch.columns().first()?;
    while let Some(nested) = column.as_struct_opt() {
        column = nested.columns().first()?;
    }
    column.as_string_opt::<i32>()
}
