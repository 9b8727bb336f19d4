//! What a row becomes before it has an id.

use crate::codes::Read;
use crate::layout::Layout;
use crate::record::Record;
use crate::tally::{Reason, Repair, show};
use detente_coding::{EventType, Party, Status};
use detente_resolve::Granularity;
use detente_stories::{Event, EventDate, EventId, Imported};
use jiff::civil::Date;
use std::hash::Hasher;
use std::sync::Arc;

/// An event to be, and the id that the file gives it.
#[derive(Debug)]
pub(crate) struct Draft {
    /// Its id is set later.
    pub event: Event,
    /// Id by the file's own; none where the file has none, and the content decides.
    pub id: Option<u128>,
}

/// Why a row gives no event.
pub(crate) type Refusal = (Reason, String);

/// A row to read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells<'a> {
    pub record: &'a Record,
    pub layout: &'a Layout,
}

impl<'a> Cells<'a> {
    /// The cell of a column by its number in `columns.tsv`.
    pub fn at(self, column: usize) -> &'a [u8] {
        self.layout.place(column).map_or(&[], |at| self.record.cell(at))
    }

    /// The cell of a column by its name in `columns.tsv`.
    pub fn named(self, name: &str) -> &'a [u8] {
        self.layout.number(name).map_or(&[], |column| self.at(column))
    }

    /// A short hash of all columns of the format, for this run alone.
    pub fn content(self) -> u64 {
        let mut hash = rustc_hash::FxHasher::default();
        for column in 0..self.layout.width() {
            hash.write(self.at(column));
            hash.write_u8(0x1f);
        }
        hash.finish()
    }

    /// The columns of the format.
    pub fn all(self) -> impl Iterator<Item = &'a [u8]> {
        (0..self.layout.width()).map(move |column| self.at(column))
    }
}

/// What was put right in a row.
#[derive(Debug, Default)]
pub(crate) struct Notes(pub Vec<(Repair, String)>);

impl Notes {
    pub fn add(&mut self, repair: Repair, detail: &[u8]) {
        self.0.push((repair, show(detail)));
    }

    pub fn all(&mut self, repairs: &[Repair], detail: &[u8]) {
        for &repair in repairs {
            self.add(repair, detail);
        }
    }

    /// A number where one is due: an empty cell is none, and so is, noted, one that cannot be read.
    pub fn number<T>(&mut self, cell: &[u8], read: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
        let number = read(cell);
        if number.is_none() && !cell.is_empty() {
            self.add(Repair::BadNumber, cell);
        }
        number
    }
}

/// The reader of a format.
pub(crate) trait Reader {
    /// Reads a row.
    fn read(&mut self, row: Cells<'_>, notes: &mut Notes) -> Result<Draft, Refusal>;
}

/// An asserted event of one day, of nobody.
pub(crate) fn blank(dataset: &Arc<str>, source_id: &[u8]) -> Event {
    Event {
        id: EventId(0),
        aliases: Vec::new(),
        key: None,
        event_type: None,
        modes: Vec::new(),
        contexts: Vec::new(),
        cameo: None,
        reciprocal: false,
        status: Status::Asserted,
        actors: Vec::new(),
        recipients: Vec::new(),
        tied: Vec::new(),
        date: EventDate { from: None, to: None, granularity: Granularity::None },
        place: None,
        counts: Vec::new(),
        publishers: Vec::new(),
        n_articles: 1,
        reports: Vec::new(),
        score: 0.0,
        confidence: 1.0,
        parties_only: false,
        imported: Some(Imported {
            dataset: Arc::clone(dataset),
            source_id: crate::record::text(source_id).into_owned(),
            code: None,
            group: None,
            quad: None,
            mentions: 1,
            url: None,
        }),
    }
}

/// One day.
pub(crate) fn on(date: Date) -> EventDate {
    EventDate { from: Some(date), to: Some(date), granularity: Granularity::Day }
}

/// A row's day.
pub(crate) fn day(cell: &[u8], notes: &mut Notes) -> Result<EventDate, Refusal> {
    let (date, repair) = crate::dates::day(cell).ok_or_else(|| (Reason::BadDate, show(cell)))?;
    if let Some(repair) = repair {
        notes.add(repair, cell);
    }
    Ok(on(date))
}

/// What an event is by a code, in the dataset's scheme; `cameo` says that this is CAMEO.
pub(crate) fn coded(event: &mut Event, read: Read, quad: Option<u8>, cameo: bool) {
    let Read { code, meaning, .. } = read;
    event.event_type = meaning.event_type;
    event.modes = meaning.mode.map(str::to_owned).into_iter().collect();
    if cameo {
        event.cameo = Some(code.clone());
    }
    if let Some(imported) = &mut event.imported {
        imported.group = meaning.group;
        imported.quad = quad.or(meaning.event_type.map(|t| t.quad() as u8));
        imported.code = Some(code);
    }
}

/// What an event is in the terms of a dataset whose types are ours, or have one of ours: `code` is what the file says.
pub(crate) fn typed(event: &mut Event, kind: Option<EventType>, code: String) {
    event.event_type = kind;
    imported(event, |i| {
        i.code = Some(code);
        i.group = kind.map(EventType::group);
        i.quad = kind.map(|k| k.quad() as u8);
    });
}

/// Two sides that act on each other, or one that acts on the other.
pub(crate) fn sides(event: &mut Event, reciprocal: bool, one: Option<Party>, two: Option<Party>) {
    event.reciprocal = reciprocal && one.is_some() && two.is_some();
    event.actors.extend(one);
    let others = if event.reciprocal { &mut event.actors } else { &mut event.recipients };
    others.extend(two);
}

/// Publishers of a list parted by semicolons, sorted, each once.
pub(crate) fn publishers(cell: &[u8]) -> Vec<String> {
    let text = crate::record::text(cell);
    let mut names: Vec<String> =
        text.split(';').map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}

/// The rest of what the imported part holds.
pub(crate) fn imported(event: &mut Event, fill: impl FnOnce(&mut Imported)) {
    if let Some(imported) = &mut event.imported {
        fill(imported);
    }
}

/// A party list of a code, with what is unknown of it noted.
pub(crate) fn parties(found: Option<(Party, Option<Repair>)>, code: &[u8], notes: &mut Notes) -> Vec<Party> {
    let Some((party, repair)) = found else { return Vec::new() };
    if let Some(repair) = repair {
        notes.add(repair, code);
    }
    vec![party]
}
