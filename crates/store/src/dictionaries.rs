//! Columns of few different texts, read as numbers into a list of them: the list is understood once, the numbers are
//! cheap.

use arrow::array::{AsArray, DictionaryArray, RecordBatch};
use arrow::datatypes::{DataType, Field, Int32Type, Schema};
use arrow::error::ArrowError;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use std::fs::File;
use std::sync::Arc;

/// The columns that are read so.
const DICTIONARIES: [&str; 9] =
    ["level", "type", "group", "cameo", "dataset", "status", "actor", "recipient", "granularity"];

/// What a file's footer says, with the columns of few texts as dictionaries.
pub(crate) fn metadata_with_dictionaries(file: &File) -> Result<ArrowReaderMetadata, ArrowError> {
    with_dictionaries(&ArrowReaderMetadata::load(file, ArrowReaderOptions::new())?)
}

/// The same, of a footer that is read.
pub(crate) fn with_dictionaries(plain: &ArrowReaderMetadata) -> Result<ArrowReaderMetadata, ArrowError> {
    let fields = plain.schema().fields().iter().map(|field| {
        if !DICTIONARIES.contains(&field.name().as_str()) {
            return Arc::clone(field);
        }
        let of = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        Arc::new(Field::new(field.name(), of, field.is_nullable()))
    });
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let options = ArrowReaderOptions::new().with_schema(schema);
    Ok(ArrowReaderMetadata::try_new(Arc::clone(plain.metadata()), options)?)
}

/// An error for a column that is missing or of another type.
pub(crate) fn missing(name: &str) -> ArrowError {
    ArrowError::SchemaError(format!("column `{name}` is not as it should be"))
}

/// A column of numbers into a list of texts.
fn dictionary(batch: &RecordBatch, column: usize) -> Result<&DictionaryArray<Int32Type>, ArrowError> {
    let found = batch.columns().get(column).and_then(|c| c.as_dictionary_opt::<Int32Type>());
    found.ok_or_else(|| missing(&column.to_string()))
}

/// A column of few texts, each understood once; none where the text is null or says nothing.
pub(crate) struct Known<T> {
    keys: Vec<Option<usize>>,
    values: Vec<Option<T>>,
}

impl<T: Clone> Known<T> {
    pub(crate) fn read(
        batch: &RecordBatch,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Self, ArrowError> {
        let column = dictionary(batch, batch.schema_ref().index_of(name)?)?;
        let values = column.values().as_string::<i32>().iter().map(|v| v.and_then(&parse)).collect();
        let keys = column.keys().iter().map(|k| k.and_then(|k| usize::try_from(k).ok())).collect();
        Ok(Self { keys, values })
    }

    /// A column that is not there.
    pub(crate) fn none() -> Self {
        Self { keys: Vec::new(), values: Vec::new() }
    }

    pub(crate) fn get(&self, row: usize) -> Option<T> {
        self.values.get((*self.keys.get(row)?)?)?.clone()
    }
}
