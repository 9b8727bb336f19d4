//! JSON Lines: one article a line, `{"id", "text"}` and `title`, `date`, `url`, `publisher`, `language` if known.
//! Other fields are passed over. A broken line is a problem with its number, and the next is read.

use crate::Problem;
use crate::decode::Stream;
use crate::record::{Fields, Found, LONGEST_TEXT};
use serde::Deserialize;
use serde_json::Value;
use std::io::{self, BufRead, Read};
use std::path::PathBuf;

#[derive(Deserialize)]
struct Record {
    id: Option<Value>,
    text: Option<String>,
    title: Option<String>,
    date: Option<Value>,
    url: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
}

/// The articles of a stream of JSON lines.
pub(crate) struct Lines {
    path: PathBuf,
    stream: Stream,
    line: u64,
    buffer: Vec<u8>,
    ended: bool,
}

impl Lines {
    pub(crate) fn new(path: PathBuf, stream: Stream) -> Self {
        Self { path, stream, line: 0, buffer: Vec::new(), ended: false }
    }

    /// Reads a line into the buffer; `false` at the end.
    fn advance(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        self.line += 1;
        let limit = LONGEST_TEXT + 1;
        let read = (&mut self.stream).take(limit).read_until(b'\n', &mut self.buffer)?;
        if read as u64 == limit && self.buffer.last() != Some(&b'\n') {
            skip_line(&mut self.stream)?;
        }
        Ok(read > 0)
    }

    fn problem(&self, what: impl Into<String>) -> Problem {
        Problem::skipped(&self.path, what).at(self.line)
    }

    fn record(&self) -> Result<Found, Problem> {
        if self.buffer.len() as u64 > LONGEST_TEXT {
            return Err(self.problem("the line is longer than 4 GiB - 1; it was skipped"));
        }
        let line = std::str::from_utf8(&self.buffer).map_err(|error| {
            let at = error.valid_up_to();
            self.problem(format!("invalid UTF-8 at byte {at} of the line; it was skipped"))
                .hint("convert the file to UTF-8")
        })?;
        let record: Record = serde_json::from_str(line).map_err(|error| {
            self.problem(format!("not a JSON article: {}; the line was skipped", without_line(&error)))
                .hint("each line is one object with at least \"id\" and \"text\"")
        })?;
        let text = record.text.ok_or_else(|| {
            self.problem("the object has no \"text\"; the line was skipped")
                .hint("each line is one object with at least \"id\" and \"text\"")
        })?;
        let fields = Fields {
            id: written(record.id),
            text,
            title: record.title,
            date: written(record.date),
            url: record.url,
            publisher: record.publisher,
            language: record.language,
        };
        Ok(fields.found(&self.path, Some(self.line)))
    }
}

impl Iterator for Lines {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while !self.ended {
            match self.advance() {
                Ok(true) if self.buffer.trim_ascii().is_empty() => {}
                Ok(true) => return Some(self.record().unwrap_or_else(|problem| vec![Err(problem)])),
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(vec![Err(self.problem(format!("cannot be read further: {error}")))]);
                }
            }
        }
        None
    }
}

/// Passes over the rest of a line without keeping it.
fn skip_line(stream: &mut Stream) -> io::Result<()> {
    loop {
        let buffer = stream.fill_buf()?;
        let (length, found) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        stream.consume(length);
        if found {
            return Ok(());
        }
    }
}

/// Ids and dates may be written as numbers.
fn written(value: Option<Value>) -> Option<String> {
    match value? {
        Value::Null => None,
        Value::String(string) => Some(string),
        other => Some(other.to_string()),
    }
}

/// The message of an error without its "at line 1", since the line of the file is told.
fn without_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what} at column {}", error.column()),
        None => message,
    }
}
