//! One Parquet file: rows in, rows out.

use crate::keep::Keep;
use crate::table::{Table, Year, partition};
use crate::{Error, Result, folder};
use arrow::array::{RecordBatch, new_null_array};
use arrow::datatypes::{FieldRef, SchemaRef};
use arrow::error::ArrowError;
use arrow::json::{LineDelimitedWriter, ReaderBuilder};
use parquet::arrow::arrow_reader::{
    ArrowPredicateFn, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
    RowFilter,
};
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::PageIndexPolicy;
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use parquet::schema::types::ColumnPath;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows that go from JSON values to Arrow, or back, in one go.
const BATCH_ROWS: usize = 1024;
/// Small enough that a reader of one dyad skips most of a large file.
const ROW_GROUP_ROWS: usize = 64 * 1024;

/// A file that is written and synced, and waits aside for its place.
#[derive(Debug)]
pub(crate) struct Staged {
    pub table: Table,
    pub year: Year,
    /// Where it is.
    pub aside: PathBuf,
    /// Where it belongs, relative to the store: named by its content.
    pub path: String,
    pub rows: u64,
    pub bytes: u64,
}

impl Staged {
    /// Another name, made from the present one.
    pub(crate) fn rename(&mut self) {
        let name = hex(&Sha256::digest(&self.path)[..16]);
        self.path = format!("{}/{name}.parquet", partition(self.table, self.year));
    }
}

/// A file being written.
pub(crate) struct NewFile {
    table: Table,
    year: Year,
    aside: PathBuf,
    schema: SchemaRef,
    writer: ArrowWriter<Hashing>,
    rows: u64,
}

/// Hashes what goes to the file.
struct Hashing {
    file: File,
    hash: Sha256,
    bytes: u64,
}

impl Write for Hashing {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let n = self.file.write(buf)?;
        self.hash.update(&buf[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl NewFile {
    /// `n` tells files apart while they wait.
    pub(crate) fn create(root: &Path, table: Table, year: Year, n: usize) -> Result<Self> {
        let folder = root.join(folder::ASIDE);
        fs::create_dir_all(&folder).map_err(|e| Error::io("making the folder", &folder, e))?;
        let aside = folder.join(format!("{n}"));
        let file = File::create(&aside).map_err(|e| Error::io("writing", &aside, e))?;
        let sink = Hashing { file, hash: Sha256::new(), bytes: 0 };
        let schema = table.schema();
        let writer = ArrowWriter::try_new(sink, schema.clone(), Some(properties(table)))
            .map_err(|e| Error::corrupt(&aside, e))?;
        Ok(Self { table, year, aside, schema, writer, rows: 0 })
    }

    /// Adds rows.
    pub(crate) fn push<T: Serialize>(&mut self, rows: &[T]) -> Result<()> {
        for chunk in rows.chunks(BATCH_ROWS) {
            let batch = to_arrow(&self.schema, chunk).map_err(|e| Error::invalid(format!("{e}")))?;
            self.push_batch(&batch)?;
        }
        Ok(())
    }

    /// Adds rows of a file of the same table.
    pub(crate) fn push_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        self.rows += batch.num_rows() as u64;
        let batch = adapted(batch, &self.schema).map_err(|e| Error::corrupt(&self.aside, e))?;
        self.writer.write(&batch).map_err(|e| self.failed(e))
    }

    /// Ends and syncs the file; none if it has no rows.
    pub(crate) fn finish(self) -> Result<Option<Staged>> {
        if self.rows == 0 {
            drop(self.writer);
            fs::remove_file(&self.aside).map_err(|e| Error::io("removing", &self.aside, e))?;
            return Ok(None);
        }
        let failed = |e| Error::io("writing", &self.aside, io::Error::other(e));
        let Hashing { file, hash, bytes } = self.writer.into_inner().map_err(failed)?;
        file.sync_all().map_err(|e| Error::io("syncing", &self.aside, e))?;
        let name = hex(&hash.finalize()[..16]);
        let path = format!("{}/{name}.parquet", partition(self.table, self.year));
        Ok(Some(Staged {
            table: self.table,
            year: self.year,
            aside: self.aside,
            path,
            rows: self.rows,
            bytes,
        }))
    }

    fn failed(&self, error: parquet::errors::ParquetError) -> Error {
        Error::io("writing", &self.aside, io::Error::other(error))
    }
}

/// A batch of an older file with the columns of today: those that it lacks are null.
pub(crate) fn adapted(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    if batch.schema_ref().fields() == schema.fields() {
        return Ok(batch.clone());
    }
    let column = |field: &FieldRef| match batch.column_by_name(field.name()) {
        Some(column) => Ok(Arc::clone(column)),
        None if field.is_nullable() => Ok(new_null_array(field.data_type(), batch.num_rows())),
        None => Err(ArrowError::SchemaError(format!("it has no column `{}`", field.name()))),
    };
    RecordBatch::try_new(schema.clone(), schema.fields().iter().map(column).collect::<Result<_, _>>()?)
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, b| {
        let _ = write!(text, "{b:02x}");
        text
    })
}

/// How all files are written.
pub(crate) fn compressed() -> WriterPropertiesBuilder {
    let level = ZstdLevel::try_new(3).expect("invariant: zstd has a level 3");
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_created_by("detente".to_owned())
}

fn properties(table: Table) -> WriterProperties {
    let mut properties = compressed();
    if let Some(id) = table.id_column() {
        properties = properties.set_column_bloom_filter_enabled(ColumnPath::from(id), true);
    }
    properties.build()
}

fn to_arrow<T: Serialize>(schema: &SchemaRef, rows: &[T]) -> Result<RecordBatch, ArrowError> {
    let mut decoder = ReaderBuilder::new(schema.clone()).with_strict_mode(true).build_decoder()?;
    decoder.serialize(rows)?;
    Ok(decoder.flush()?.unwrap_or_else(|| RecordBatch::new_empty(schema.clone())))
}

/// A file opened for reading. Its handle stays good when a writer replaces the file.
#[derive(Debug)]
pub(crate) struct OldFile {
    pub path: PathBuf,
    file: File,
}

impl OldFile {
    pub(crate) fn open(root: &Path, relative: &str) -> Result<Self> {
        let path = root.join(relative);
        let file = File::open(&path).map_err(|e| Error::io("reading", &path, e))?;
        Ok(Self { path, file })
    }

    pub(crate) fn into_file(self) -> File {
        self.file
    }

    /// The rows that pass all of `keep`, as Arrow; only some columns, when they are named.
    pub(crate) fn batches(self, columns: Option<&[&str]>, keep: &[Keep]) -> Result<Batches> {
        let Self { path, file } = self;
        let reader = reader(file, columns, keep).map_err(|e| Error::corrupt(&path, e))?;
        Ok(Batches { path, reader, failed: false })
    }

    /// The rows that pass all of `keep`.
    pub(crate) fn rows<T: DeserializeOwned>(self, keep: &[Keep]) -> Result<Rows<T>> {
        Ok(Rows { batches: self.batches(None, keep)?, ready: Vec::new().into_iter() })
    }
}

fn reader(
    file: File,
    columns: Option<&[&str]>,
    keep: &[Keep],
) -> Result<ParquetRecordBatchReader, parquet::errors::ParquetError> {
    // Where few rows are wanted, the index of pages spares reading those without any.
    let few = keep.iter().any(Keep::is_selective);
    let policy = if few { PageIndexPolicy::Optional } else { PageIndexPolicy::Skip };
    let options = ArrowReaderOptions::new().with_page_index_policy(policy);
    let builder =
        ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)?.with_batch_size(BATCH_ROWS);
    let row_groups = builder.metadata().row_groups().iter().enumerate();
    let wanted = row_groups.filter(|(_, group)| keep.iter().all(|k| k.may_be_in(group)));
    let wanted: Vec<usize> = wanted.map(|(i, _)| i).collect();
    let builder = builder.with_row_groups(wanted);
    let schema = builder.parquet_schema();
    let tests = keep.iter().cloned().map(|keep| {
        let mask = ProjectionMask::columns(schema, [keep.column]);
        Box::new(ArrowPredicateFn::new(mask, move |batch: RecordBatch| keep.apply(&batch))) as Box<_>
    });
    let filter = RowFilter::new(tests.collect());
    let mask =
        columns.map_or_else(ProjectionMask::all, |c| ProjectionMask::columns(schema, c.iter().copied()));
    builder.with_row_filter(filter).with_projection(mask).build()
}

/// Rows of a file, as Arrow.
#[derive(Debug)]
pub(crate) struct Batches {
    path: PathBuf,
    reader: ParquetRecordBatchReader,
    /// A file is read up to its first error.
    failed: bool,
}

impl Batches {
    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let batch = self.reader.next()?;
        self.failed = batch.is_err();
        Some(batch.map_err(|e| Error::corrupt(&self.path, e)))
    }
}

/// Rows of a file.
pub(crate) struct Rows<T> {
    batches: Batches,
    ready: std::vec::IntoIter<T>,
}

impl<T: DeserializeOwned> Iterator for Rows<T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.ready.next() {
                return Some(Ok(row));
            }
            let batch = match self.batches.next()? {
                Ok(batch) => batch,
                Err(e) => return Some(Err(e)),
            };
            match from_arrow(&batch) {
                Ok(rows) => self.ready = rows.into_iter(),
                Err(e) => {
                    self.batches.failed = true;
                    return Some(Err(Error::corrupt(&self.batches.path, e)));
                }
            }
        }
    }
}

fn from_arrow<T: DeserializeOwned>(
    batch: &RecordBatch,
) -> Result<Vec<T>, Box<dyn std::error::Error + Send + Sync>> {
    let mut writer = LineDelimitedWriter::new(Vec::new());
    writer.write(batch)?;
    writer.finish()?;
    let bytes = writer.into_inner();
    let rows = serde_json::Deserializer::from_slice(&bytes).into_iter().collect::<Result<_, _>>()?;
    Ok(rows)
}
