//! The dyad × period table that regressions need, as CSV or Parquet: a row a directed pair and period, zeros included.

use crate::columns::{batch, days, texts};
use crate::countries::numbers;
use crate::{Error, Result, formats::csv};
use arrow::array::{ArrayRef, BooleanArray, Float64Array, Int32Array, Int64Array};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use detente_coding::Group;
use detente_stories::Side;
use jiff::civil::Date;
use parquet::arrow::ArrowWriter;
use std::io::{BufWriter, Write};
use std::sync::{Arc, LazyLock};

/// Rows that go out in one go.
const BATCH_ROWS: usize = 8192;

/// One directed pair in one period.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelRow {
    /// The period's name: `2012-03`.
    pub period: String,
    /// Its first day.
    pub start: Date,
    /// Who acts.
    pub actor: Side,
    /// On whom.
    pub recipient: Side,
    /// Events of each group, in the order of [`Group::ALL`].
    pub groups: [i64; 6],
    /// All events; those of codes that are in no group are here and in none of the groups.
    pub events: i64,
    /// Sum of the scores.
    pub score_sum: f64,
    /// Articles read that were published in the period.
    pub articles: i64,
    /// Sentences in them.
    pub sentences: i64,
    /// Events of the whole store that began in the period, of any status.
    pub store_events: i64,
}

/// CSV or Parquet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PanelFormat {
    /// RFC 4180, with a header.
    #[default]
    Csv,
    /// One file.
    Parquet,
}

enum Sink<W: Write + Send> {
    Csv(BufWriter<W>),
    Parquet(Box<ArrowWriter<W>>),
}

/// Writes a panel row by row.
pub struct PanelWriter<W: Write + Send> {
    sink: Sink<W>,
    held: Vec<PanelRow>,
}

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let required = |name: &str, of| Field::new(name, of, false);
    let number = |name: &str| Field::new(name, DataType::Int32, true);
    let mut fields = vec![
        required("period", DataType::Utf8),
        required("start", DataType::Date32),
        required("actor", DataType::Utf8),
        required("recipient", DataType::Utf8),
        number("actor_cow"),
        number("actor_gw"),
        number("recipient_cow"),
        number("recipient_gw"),
        required("domestic", DataType::Boolean),
    ];
    fields.extend(Group::ALL.map(|g| required(g.name(), DataType::Int64)));
    fields.push(required("events", DataType::Int64));
    fields.push(required("score_sum", DataType::Float64));
    fields.extend(["articles", "sentences", "store_events"].map(|n| required(n, DataType::Int64)));
    Arc::new(Schema::new(fields))
});

impl<W: Write + Send> PanelWriter<W> {
    /// A writer to `out`. CSV's header is written at once.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(format: PanelFormat, out: W) -> Result<Self> {
        let sink = match format {
            PanelFormat::Csv => {
                let mut out = BufWriter::new(out);
                let names: Vec<&str> = SCHEMA.fields().iter().map(|f| f.name().as_str()).collect();
                csv::line(&mut out, &names).map_err(Error::output)?;
                Sink::Csv(out)
            }
            PanelFormat::Parquet => {
                let properties = crate::file::compressed().build();
                let writer = ArrowWriter::try_new(out, Arc::clone(&SCHEMA), Some(properties));
                Sink::Parquet(Box::new(writer.map_err(|e| Error::output(std::io::Error::other(e)))?))
            }
        };
        Ok(Self { sink, held: Vec::new() })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&mut self, row: PanelRow) -> Result<()> {
        match &mut self.sink {
            Sink::Csv(out) => csv::line(out, &fields(&row)).map_err(Error::output),
            Sink::Parquet(_) => {
                self.held.push(row);
                if self.held.len() < BATCH_ROWS { Ok(()) } else { self.flush() }
            }
        }
    }

    fn flush(&mut self) -> Result<()> {
        if let Sink::Parquet(writer) = &mut self.sink {
            let columns = batch(Arc::clone(&SCHEMA), columns(&self.held));
            let written =
                columns.map_err(|e| e.to_string()).and_then(|b| writer.write(&b).map_err(|e| e.to_string()));
            written.map_err(|e| Error::output(std::io::Error::other(e)))?;
            self.held.clear();
        }
        Ok(())
    }

    /// Writes what is still held back, and gives the output back.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn finish(mut self) -> Result<W> {
        self.flush()?;
        match self.sink {
            Sink::Csv(out) => out.into_inner().map_err(|e| Error::output(e.into_error())),
            Sink::Parquet(writer) => writer.into_inner().map_err(|e| Error::output(std::io::Error::other(e))),
        }
    }
}

fn fields(row: &PanelRow) -> Vec<String> {
    let number = |n: Option<u16>| n.map(|n| n.to_string()).unwrap_or_default();
    let (actor, recipient) = (numbers(row.actor.country), numbers(row.recipient.country));
    let mut out = vec![
        row.period.clone(),
        row.start.to_string(),
        row.actor.to_string(),
        row.recipient.to_string(),
        number(actor.cow),
        number(actor.gw),
        number(recipient.cow),
        number(recipient.gw),
        (row.actor.country == row.recipient.country).to_string(),
    ];
    out.extend(row.groups.iter().map(ToString::to_string));
    out.extend([row.events.to_string(), row.score_sum.to_string()]);
    out.extend([row.articles, row.sentences, row.store_events].map(|n| n.to_string()));
    out
}

fn columns(rows: &[PanelRow]) -> Vec<ArrayRef> {
    let number = |of: &dyn Fn(&PanelRow) -> Option<u16>| -> ArrayRef {
        Arc::new(rows.iter().map(|r| of(r).map(i32::from)).collect::<Int32Array>())
    };
    let count = |of: &dyn Fn(&PanelRow) -> i64| -> ArrayRef {
        Arc::new(rows.iter().map(|r| Some(of(r))).collect::<Int64Array>())
    };
    let mut out = vec![
        texts(rows.iter().map(|r| Some(r.period.as_str()))),
        days(rows.iter().map(|r| Some(r.start))),
        texts(rows.iter().map(|r| Some(r.actor.to_string()))),
        texts(rows.iter().map(|r| Some(r.recipient.to_string()))),
        number(&|r| numbers(r.actor.country).cow),
        number(&|r| numbers(r.actor.country).gw),
        number(&|r| numbers(r.recipient.country).cow),
        number(&|r| numbers(r.recipient.country).gw),
        Arc::new(rows.iter().map(|r| Some(r.actor.country == r.recipient.country)).collect::<BooleanArray>()),
    ];
    out.extend((0..6).map(|i| count(&move |r: &PanelRow| r.groups[i])));
    out.push(count(&|r| r.events));
    out.push(Arc::new(rows.iter().map(|r| Some(r.score_sum)).collect::<Float64Array>()));
    out.extend([count(&|r| r.articles), count(&|r| r.sentences), count(&|r| r.store_events)]);
    out
}
