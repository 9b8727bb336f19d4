//! Reports and events as lines of text: JSONL, CSV and PLOVER's JSONL. A writer takes them one at a time and keeps
//! none of them.

mod csv;
mod panel;
mod parquet;
mod plover;

pub use panel::{PanelFormat, PanelRow, PanelWriter};
pub use parquet::EventParquet;

use crate::wire::{EventJson, ReportJson};
use crate::{Error, Result};
use detente_coding::Report;
use detente_stories::Event;
use serde::Serialize;
use std::fmt;
use std::io::{BufWriter, Write};
use std::str::FromStr;

/// How reports and events are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// One object a line, with all there is.
    #[default]
    Jsonl,
    /// One row a directed dyad, with a header.
    Csv,
    /// The fields that the PLOVER manual names, one object a line.
    Plover,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Jsonl, Self::Csv, Self::Plover];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Plover => "plover",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|f| f.name() == name);
        found
            .ok_or_else(|| Error::invalid(format!("unknown format `{name}`\nhint: use jsonl, csv or plover")))
    }
}

/// Writes reports.
#[derive(Debug)]
pub struct ReportWriter<W: Write> {
    format: Format,
    out: BufWriter<W>,
}

impl<W: Write> ReportWriter<W> {
    /// A writer to `out`. CSV's header is written at once, so that an empty output has it too.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(format: Format, out: W) -> Result<Self> {
        let mut out = BufWriter::new(out);
        if format == Format::Csv {
            csv::line(&mut out, &csv::REPORT_COLUMNS).map_err(Error::output)?;
        }
        Ok(Self { format, out })
    }

    /// Writes a report.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&mut self, report: &Report) -> Result<()> {
        match self.format {
            Format::Jsonl => json_line(&mut self.out, &ReportJson::new(report)),
            Format::Plover => json_line(&mut self.out, &plover::of_report(report)),
            Format::Csv => csv::report(&mut self.out, report).map_err(Error::output),
        }
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn finish(mut self) -> Result<()> {
        self.out.flush().map_err(Error::output)
    }
}

/// Writes events.
#[derive(Debug)]
pub struct EventWriter<W: Write> {
    format: Format,
    out: BufWriter<W>,
}

impl<W: Write> EventWriter<W> {
    /// A writer to `out`. CSV's header is written at once.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(format: Format, out: W) -> Result<Self> {
        let mut out = BufWriter::new(out);
        if format == Format::Csv {
            csv::line(&mut out, &csv::EVENT_COLUMNS).map_err(Error::output)?;
        }
        Ok(Self { format, out })
    }

    /// Writes an event.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&mut self, event: &Event) -> Result<()> {
        match self.format {
            Format::Jsonl => json_line(&mut self.out, &EventJson::from(event)),
            Format::Plover => json_line(&mut self.out, &plover::of_event(event)),
            Format::Csv => csv::event(&mut self.out, event).map_err(Error::output),
        }
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn finish(mut self) -> Result<()> {
        self.out.flush().map_err(Error::output)
    }
}

fn json_line(out: &mut impl Write, value: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(|e| Error::output(e.into()))?;
    out.write_all(b"\n").map_err(Error::output)
}
