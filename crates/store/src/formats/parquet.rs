//! Events as one Parquet file, with the columns of `events/`.

use crate::columns;
use crate::{Error, Result};
use detente_stories::Event;
use parquet::arrow::ArrowWriter;
use std::io::{self, Write};

const BATCH_ROWS: usize = 8192;

/// Writes events to a Parquet file.
pub struct EventParquet<W: Write + Send> {
    writer: ArrowWriter<W>,
    held: Vec<Event>,
}

impl<W: Write + Send> EventParquet<W> {
    /// A writer to `out`.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(out: W) -> Result<Self> {
        let properties = crate::file::compressed().build();
        let writer = ArrowWriter::try_new(out, crate::schema::events(), Some(properties));
        Ok(Self { writer: writer.map_err(|e| Error::output(io::Error::other(e)))?, held: Vec::new() })
    }

    /// Adds an event.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&mut self, event: Event) -> Result<()> {
        self.held.push(event);
        if self.held.len() < BATCH_ROWS { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<()> {
        let rows: Vec<&Event> = self.held.iter().collect();
        let batch = columns::events(&rows).map_err(|e| Error::invalid(e.to_string()))?;
        self.writer.write(&batch).map_err(|e| Error::output(io::Error::other(e)))?;
        self.held.clear();
        Ok(())
    }

    /// Ends the file, and gives the output back.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn finish(mut self) -> Result<W> {
        self.flush()?;
        self.writer.into_inner().map_err(|e| Error::output(io::Error::other(e)))
    }
}
