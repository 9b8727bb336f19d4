//! The rows of a file as events or problems, one at a time.

use crate::draft::{Cells, Draft, Notes, Reader, Refusal};
use crate::format::Dataset;
use crate::guess::{Setup, setup};
use crate::ids::{Ids, Seen, id_of};
use crate::lines::{LONGEST_QUOTED, Line, next_line};
use crate::record::Record;
use crate::tally::{Problem, Reason, Repair, Tally, show};
use crate::{Error, Format, Options};
use detente_stories::{Event, EventId};
use std::io::{BufReader, Chain, Cursor, Read};
use std::sync::Arc;

/// How much of a file is looked at before reading, in bytes.
const HEAD: u64 = 1 << 18;
/// How many lines a quoted row may run over.
const QUOTED_LINES: usize = 200;

/// A row of a file.
#[derive(Debug)]
pub enum Row {
    /// It became an event.
    Event(Box<Event>),
    /// It did not.
    Refused(Problem),
}

/// The rows of a file; see [`read`].
pub struct Rows<R> {
    input: BufReader<Chain<Cursor<Vec<u8>>, R>>,
    setup: Setup,
    reader: Box<dyn Reader + Send>,
    dataset: Dataset,
    record: Record,
    buffer: Vec<u8>,
    /// Lines read after an open quotation mark, to be read again, and how far they are.
    again: (Vec<u8>, usize),
    line: u64,
    header_due: bool,
    ids: Ids,
    tally: Tally,
    done: bool,
}

/// Opens a file: looks at its beginning, and gives its rows as they are read. `file_name` is for messages, and may tell the
/// scheme of KEDS codes.
///
/// # Errors
///
/// When the file cannot be read, is packed, or is not in the format; the hint then says which it looks like. An empty file, and
/// one of a header only, has no rows and is no error.
pub fn read<R: Read>(
    format: Format,
    mut input: R,
    file_name: &str,
    options: &Options,
) -> Result<Rows<R>, Error> {
    let mut head = Vec::new();
    input.by_ref().take(HEAD).read_to_end(&mut head).map_err(Error::io)?;
    if head.starts_with(b"\xef\xbb\xbf") {
        head.drain(..3);
    }
    let complete = if (head.len() as u64) < HEAD - 3 {
        head.len()
    } else {
        head.iter().rposition(|b| *b == b'\n').unwrap_or(head.len())
    };
    let setup = setup(format, &head[..complete], file_name, *options)?;
    let dataset = format.dataset_in(setup.scheme);
    let reader = reader(format, &setup, &Arc::from(dataset.name));
    Ok(Rows {
        input: BufReader::with_capacity(1 << 16, Cursor::new(head).chain(input)),
        header_due: setup.layout.header.is_some(),
        setup,
        reader,
        dataset,
        record: Record::default(),
        buffer: Vec::new(),
        again: (Vec::new(), 0),
        line: 0,
        ids: Ids::default(),
        tally: Tally::default(),
        done: false,
    })
}

fn reader(format: Format, setup: &Setup, dataset: &Arc<str>) -> Box<dyn Reader + Send> {
    let dataset = Arc::clone(dataset);
    match format {
        Format::Gdelt | Format::Gdelt1 => Box::new(crate::gdelt::Gdelt::new(dataset, &setup.layout)),
        Format::Icews => Box::new(crate::icews::Icews::new(dataset, setup.lost_zeros)),
        Format::Polecat => Box::new(crate::polecat::Polecat::new(dataset)),
        Format::Acled => Box::new(crate::acled::Acled::new(dataset)),
        Format::Ucdp => Box::new(crate::ucdp::Ucdp::new(dataset)),
        Format::Phoenix => Box::new(crate::phoenix::Phoenix::new(dataset, setup.lost_zeros)),
        Format::Plover => Box::new(crate::plover::Plover::new(dataset)),
        Format::Keds => Box::new(crate::keds::Keds::new(dataset, setup.scheme, setup.lost_zeros)),
    }
}

impl<R: Read> Rows<R> {
    /// What became of the rows so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// What a store keeps of the dataset.
    pub fn dataset(&self) -> Dataset {
        self.dataset
    }

    /// Reads lines until there is a row; its first line's number, and what is wrong with its bytes.
    fn next_record(&mut self) -> Option<(u64, Result<(), Refusal>)> {
        loop {
            self.buffer.clear();
            self.line += 1;
            let first = self.line;
            match self.read_line() {
                Err(e) => {
                    self.done = true;
                    return Some((first, Err((Reason::Io, e.to_string()))));
                }
                Ok(Line::End) => return None,
                Ok(Line::TooLong) => return Some((first, Err((Reason::TooLong, show(&self.buffer))))),
                Ok(Line::Whole) if self.buffer.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => {
                    let result = self.split(first);
                    if !self.header_due || result.is_err() {
                        return Some((first, result));
                    }
                    self.header_due = false;
                }
            }
        }
    }

    /// Splits the line, and takes further ones while a quotation mark is open.
    fn split(&mut self, first: u64) -> Result<(), Refusal> {
        let mut closed = self.record.split(&self.buffer, self.setup.dialect);
        let mut lines = 0;
        while !closed && lines < QUOTED_LINES && self.buffer.len() < LONGEST_QUOTED {
            self.buffer.push(b'\n');
            let from = self.buffer.len();
            match self.read_line() {
                Ok(Line::Whole) => {}
                _ => break,
            }
            self.line += 1;
            lines += 1;
            if memchr::memchr(b'"', &self.buffer[from..]).is_some() {
                closed = self.record.split(&self.buffer, self.setup.dialect);
            }
        }
        if !closed {
            self.go_back(first);
            return Err((Reason::OpenQuote, show(&self.buffer)));
        }
        if memchr::memchr(0, &self.buffer).is_some() {
            return Err((Reason::Binary, show(&self.buffer)));
        }
        Ok(())
    }

    /// Appends the next line to the buffer: one that is to be read again, else the file's next.
    fn read_line(&mut self) -> std::io::Result<Line> {
        let mut left = &self.again.0[self.again.1..];
        if left.is_empty() {
            return next_line(&mut self.input, &mut self.buffer);
        }
        let result = next_line(&mut left, &mut self.buffer);
        self.again.1 = self.again.0.len() - left.len();
        result
    }

    /// Goes back to the line after `first`, whose quotation mark nothing closes.
    fn go_back(&mut self, first: u64) {
        let end = memchr::memchr(b'\n', &self.buffer).unwrap_or(self.buffer.len());
        let mut left = self.buffer.get(end + 1..).unwrap_or_default().to_vec();
        if self.line > first {
            left.push(b'\n');
        }
        left.extend_from_slice(&self.again.0[self.again.1..]);
        self.again = (left, 0);
        self.buffer.truncate(end);
        self.line = first;
    }

    fn event(&mut self, line: u64) -> Result<Event, Refusal> {
        let mut notes = Notes::default();
        self.check_width(&mut notes)?;
        let row = Cells { record: &self.record, layout: &self.setup.layout };
        let Draft { mut event, id } = self.reader.read(row, &mut notes)?;
        if event.actors.is_empty() && event.recipients.is_empty() {
            return Err((Reason::NoActors, show(self.record.bytes())));
        }
        if std::str::from_utf8(self.record.bytes()).is_err() {
            notes.add(Repair::Latin1, &[]);
        }
        event.id = EventId(self.give_id(id, &mut notes)?);
        for (repair, detail) in notes.0 {
            self.tally.repair(line, repair, detail.as_bytes());
        }
        Ok(event)
    }

    fn check_width(&self, notes: &mut Notes) -> Result<(), Refusal> {
        let (width, usual) = (self.record.len(), self.setup.usual);
        if self.setup.layout.header.is_some() && self.setup.layout.is_header(&self.record) {
            return Err((Reason::HeaderAgain, String::new()));
        }
        if width < self.setup.need {
            return Err((Reason::TooFewColumns, format!("{width} of {usual}")));
        }
        if width < usual {
            notes.add(Repair::MissingColumns, format!("{width} of {usual}").as_bytes());
        }
        if self.setup.layout.header.is_some() && (usual..width).any(|i| !self.record.cell(i).is_empty()) {
            notes.add(Repair::ExtraColumns, format!("{width} of {usual}").as_bytes());
        }
        Ok(())
    }

    fn give_id(&mut self, id: Option<u128>, notes: &mut Notes) -> Result<u128, Refusal> {
        let row = Cells { record: &self.record, layout: &self.setup.layout };
        let Some(id) = id else {
            let id = content_id(self.dataset, row);
            let times = self.ids.count(id);
            return Ok(if times == 0 { id } else { id_of(&[&id.to_be_bytes(), &times.to_be_bytes()]) });
        };
        let content =
            if row.layout.width() == 0 { id_of(&[self.record.bytes()]) as u64 } else { row.content() };
        match self.ids.note(id, content) {
            Seen::First => Ok(id),
            Seen::Same => Err((Reason::Repeated, String::new())),
            Seen::Other => {
                let own = content_id(self.dataset, row);
                if self.ids.note(own, content) != Seen::First {
                    return Err((Reason::Repeated, String::new()));
                }
                notes.add(Repair::IdTwice, &[]);
                Ok(own)
            }
        }
    }
}

fn content_id(dataset: Dataset, row: Cells<'_>) -> u128 {
    let mut parts = vec![dataset.name.as_bytes(), b"content".as_slice()];
    if row.layout.width() == 0 {
        parts.push(row.record.bytes());
    }
    parts.extend(row.all());
    id_of(&parts)
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.done {
            return None;
        }
        let Some((line, bytes)) = self.next_record() else {
            self.done = true;
            return None;
        };
        self.tally.rows_in += 1;
        match bytes.and_then(|()| self.event(line)) {
            Ok(event) => {
                self.tally.events += 1;
                Some(Row::Event(Box::new(event)))
            }
            Err((reason, detail)) => {
                let problem = Problem { line, reason, detail };
                self.tally.refuse(&problem);
                Some(Row::Refused(problem))
            }
        }
    }
}

impl<R> std::fmt::Debug for Rows<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows")
            .field("dataset", &self.dataset)
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}
