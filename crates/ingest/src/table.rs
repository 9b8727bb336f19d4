//! CSV (RFC 4180): a header row that names at least `text`, and one article a row. The other columns are those of
//! JSON Lines; any others are passed over.

use crate::Problem;
use crate::decode::Stream;
use crate::record::{Fields, Found, LONGEST_TEXT};
use csv::ByteRecord;
use std::path::PathBuf;

/// The articles of a table.
pub(crate) struct Table {
    path: PathBuf,
    reader: csv::Reader<Stream>,
    header: Vec<String>,
    started: bool,
    ended: bool,
    row: ByteRecord,
}

impl Table {
    pub(crate) fn new(path: PathBuf, stream: Stream) -> Self {
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(stream);
        Self { path, reader, header: Vec::new(), started: false, ended: false, row: ByteRecord::new() }
    }

    /// Reads a row and tells the line it starts on; `None` at the end.
    fn advance(&mut self) -> Option<Result<u64, Problem>> {
        let read = self.reader.read_byte_record(&mut self.row);
        let line = self.row.position().map_or(1, csv::Position::line);
        match read {
            Ok(true) => Some(Ok(line)),
            Ok(false) => None,
            Err(error) => {
                self.ended = true;
                let problem = Problem::skipped(&self.path, format!("cannot be read further: {error}"));
                Some(Err(problem.at(line)))
            }
        }
    }

    /// Reads the header; `None` where the table is empty.
    fn start(&mut self) -> Option<Result<(), Problem>> {
        self.started = true;
        if let Err(problem) = self.advance()? {
            return Some(Err(problem));
        }
        let names = self.row.iter().map(|name| String::from_utf8_lossy(name).trim().to_ascii_lowercase());
        self.header = names.collect();
        if self.header.iter().any(|name| name == "text") {
            return Some(Ok(()));
        }
        let problem =
            Problem::skipped(&self.path, "the header row has no column \"text\"; the file was skipped");
        Some(Err(problem.at(1).hint("name the columns in the first row: id,date,title,text")))
    }

    fn record(&self, line: u64) -> Result<Found, Problem> {
        let problem = |what: String| Problem::skipped(&self.path, what).at(line);
        if self.row.len() != self.header.len() {
            let (found, expected) = (self.row.len(), self.header.len());
            let what = format!("the row has {found} fields and the header {expected}; it was skipped");
            return Err(problem(what).hint("quote fields that hold commas, quotes or line ends"));
        }
        let mut fields = Fields::default();
        for (name, value) in self.header.iter().zip(&self.row) {
            let value = std::str::from_utf8(value).map_err(|error| {
                let at = error.valid_up_to();
                problem(format!("invalid UTF-8 at byte {at} of \"{name}\"; the row was skipped"))
                    .hint("convert the file to UTF-8")
            })?;
            if value.len() as u64 > LONGEST_TEXT {
                return Err(problem("the text is longer than 4 GiB - 1; it was skipped".to_owned()));
            }
            fields.set(name, value);
        }
        Ok(fields.found(&self.path, Some(line)))
    }
}

impl Fields {
    fn set(&mut self, name: &str, value: &str) {
        let value = value.to_owned();
        match name {
            "text" => self.text = value,
            "id" => self.id = Some(value),
            "title" => self.title = Some(value),
            "date" => self.date = Some(value),
            "url" => self.url = Some(value),
            "publisher" => self.publisher = Some(value),
            "language" => self.language = Some(value),
            _ => {}
        }
    }
}

impl Iterator for Table {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if !self.started
            && let Err(problem) = self.start()?
        {
            self.ended = true;
            return Some(vec![Err(problem)]);
        }
        if self.ended {
            return None;
        }
        let found = match self.advance()? {
            Ok(line) => self.record(line),
            Err(problem) => Err(problem),
        };
        Some(found.unwrap_or_else(|problem| vec![Err(problem)]))
    }
}
