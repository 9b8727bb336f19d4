//! Reading a store: the manifest as it was when the store was opened, and the files it lists.

use crate::file::{OldFile, Rows};
use crate::keep::Keep;
use crate::manifest::{FILE_NAME, Manifest};
use crate::merged::Files;
use crate::stage::Ids;
use crate::table::{Table, Year, year_of};
use crate::wire::{
    DyadRow, DyadWire, EventReportRow, EventRow, ReportJson, RollupRow, RollupWire, VolumeRow, VolumeWire,
};
use crate::writer::Writer;
use crate::{Error, Result};
use detente_coding::{EventType, Report, ReportId, Status};
use detente_stories::{Event, EventId, Side, dyads};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How often a reader looks again when a writer has just replaced the files that it was to read.
const TRIES: usize = 10;

/// A store as it was at one moment. Appends by others do not show until it is opened again.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
    manifest: Manifest,
}

/// Which events. Empty lists and none are no condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// An actor of this side; with `recipient`, acting on it.
    pub actor: Option<Side>,
    /// A recipient of this side. In a reciprocal act each actor is the others' recipient.
    pub recipient: Option<Side>,
    /// Of one of these types.
    pub types: Vec<EventType>,
    /// Of one of these statuses.
    pub statuses: Vec<Status>,
    /// Begun on this day or later.
    pub from: Option<Date>,
    /// Begun on this day or earlier.
    pub to: Option<Date>,
}

impl Filter {
    /// Whether the event is meant.
    pub fn admits(&self, event: &Event) -> bool {
        (self.types.is_empty() || event.event_type.is_some_and(|t| self.types.contains(&t)))
            && (self.statuses.is_empty() || self.statuses.contains(&event.status))
            && self.admits_day(event.date.from)
            && self.admits_sides(event)
    }

    fn admits_day(&self, day: Option<Date>) -> bool {
        match day {
            Some(day) => self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day <= t),
            None => self.from.is_none() && self.to.is_none(),
        }
    }

    fn admits_year(&self, year: Year) -> bool {
        match year {
            Some(year) => {
                self.from.is_none_or(|f| f.year() <= year) && self.to.is_none_or(|t| year <= t.year())
            }
            None => self.from.is_none() && self.to.is_none(),
        }
    }

    fn admits_sides(&self, event: &Event) -> bool {
        let acted_on = || if event.reciprocal { &event.actors } else { &event.recipients };
        match (self.actor, self.recipient) {
            (None, None) => true,
            (Some(actor), None) => event.actors.iter().any(|p| actor.includes(p)),
            (None, Some(recipient)) => acted_on().iter().any(|p| recipient.includes(p)),
            (Some(actor), Some(recipient)) => {
                dyads(event).iter().any(|d| d.actor == actor && d.recipient == recipient)
            }
        }
    }
}

impl Store {
    /// Opens a store for reading.
    ///
    /// # Errors
    /// When there is no store, it is of a newer format, or its manifest is damaged.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let root = path.as_ref();
        match Manifest::read(root)? {
            Some(manifest) => Ok(Self::new(root.to_owned(), manifest)),
            None => Err(Error::not_a_store(root, &format!("it has no {FILE_NAME}"))),
        }
    }

    /// Opens a store for writing, and makes it where the folder does not exist or is empty.
    ///
    /// # Errors
    /// When another process is writing, the folder holds something else or cannot be written, or the store is of a
    /// newer format.
    pub fn create_or_open(path: impl AsRef<Path>) -> Result<Writer> {
        Writer::open(path.as_ref())
    }

    pub(crate) fn new(root: PathBuf, manifest: Manifest) -> Self {
        Self { root, manifest }
    }

    pub(crate) fn set_manifest(&mut self, manifest: Manifest) {
        self.manifest = manifest;
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What it is made of.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The events that the filter admits, by first day (those without a date last) and then by id. They are read as
    /// they are asked for.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn events(&self, filter: &Filter) -> Result<Events> {
        self.steady(|files| {
            let mut parts: BTreeMap<(bool, Year), Vec<Peekable<Rows<EventRow>>>> = BTreeMap::new();
            for (path, file) in files.manifest.of(Table::Events).filter(|(_, f)| filter.admits_year(f.year)) {
                let rows = OldFile::open(files.root, path)?.rows(&conditions(filter))?;
                parts.entry((file.year.is_none(), file.year)).or_default().push(rows.peekable());
            }
            let parts = parts.into_values().collect::<Vec<_>>().into_iter();
            Ok(Events { filter: filter.clone(), parts, open: Vec::new() })
        })
    }

    /// The event with this id, or the one that has it as an alias.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn event(&self, id: EventId) -> Result<Option<Event>> {
        let found: Vec<EventRow> = self.find(Table::Events, "event_id", id.to_string())?;
        if let Some(row) = found.into_iter().next() {
            return Event::try_from(row).map(Some);
        }
        for event in self.events(&Filter::default())? {
            let event = event?;
            if event.aliases.contains(&id) {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    /// Some events, of which the day they began is known: that spares looking through all files. Those that are not
    /// there are left out; the order is that of the days, then of the ids.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn events_of(&self, wanted: &[(EventId, Option<Date>)]) -> Result<Vec<Event>> {
        let mut years: BTreeMap<Year, Vec<&(EventId, Option<Date>)>> = BTreeMap::new();
        for one in wanted {
            years.entry(year_of(one.1)).or_default().push(one);
        }
        let mut found: Vec<Event> = Vec::new();
        for (year, of_year) in years {
            let ids: Ids = Arc::new(of_year.iter().map(|(id, _)| id.to_string()).collect());
            let mut keep = vec![Keep::among("event_id", &ids)];
            if year.is_some() {
                keep.insert(0, Keep::days("from", of_year.iter().filter_map(|(_, day)| *day)));
            }
            found.extend(self.steady(|files| {
                let of_year = files.manifest.of(Table::Events).filter(|(_, f)| f.year == year);
                let read = |(path, _)| {
                    OldFile::open(files.root, path)?.rows::<EventRow>(&keep)?.collect::<Result<Vec<_>>>()
                };
                let rows = of_year.map(read).collect::<Result<Vec<_>>>()?;
                rows.into_iter().flatten().map(Event::try_from).collect::<Result<Vec<Event>>>()
            })?);
        }
        found.sort_by_key(|e| (e.date.from.is_none(), e.date.from, e.id));
        Ok(found)
    }

    /// The event that holds a report.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn event_of(&self, report: ReportId) -> Result<Option<Event>> {
        let rows: Vec<EventReportRow> = self.find(Table::EventReports, "report_id", report.to_string())?;
        match rows.first().and_then(|row| EventId::parse(&row.event_id)) {
            Some(id) => self.event(id),
            None => Ok(None),
        }
    }

    /// The report with this id.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn report(&self, id: ReportId) -> Result<Option<Report>> {
        let found: Vec<ReportJson> = self.find(Table::Reports, "id", id.to_string())?;
        found.into_iter().next().map(Report::try_from).transpose()
    }

    /// The reports of an event, earliest publication first, then by id.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn reports_of(&self, event: &Event) -> Result<Vec<Report>> {
        let rows: Vec<EventReportRow> = self.find(Table::EventReports, "event_id", event.id.to_string())?;
        let found = self.steady(|files| files.reports(rows.iter()))?;
        let mut reports: Vec<Report> = found.into_values().collect();
        reports.sort_by_key(|r| (r.article.published.is_none(), r.article.published, r.id));
        Ok(reports)
    }

    /// The reports of some events, by event, earliest publication first.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn reports_of_all(&self, events: &[Event]) -> Result<BTreeMap<EventId, Vec<Report>>> {
        let coded = || events.iter().filter(|e| e.imported.is_none());
        let ids: Ids = Arc::new(coded().map(|e| e.id.to_string()).collect());
        let years: BTreeSet<Year> = coded().map(|e| year_of(e.date.from)).collect();
        let rows: Vec<EventReportRow> =
            self.steady(|files| files.find(Table::EventReports, "event_id", &ids, Some(&years)))?;
        let mut found = self.steady(|files| files.reports(rows.iter()))?;
        let mut by_event: BTreeMap<EventId, Vec<Report>> = BTreeMap::new();
        for row in &rows {
            if let (Some(id), Some(report)) = (EventId::parse(&row.event_id), found.remove(&row.report_id)) {
                by_event.entry(id).or_default().push(report);
            }
        }
        for reports in by_event.values_mut() {
            reports.sort_by_key(|r| (r.article.published.is_none(), r.article.published, r.id));
        }
        Ok(by_event)
    }

    /// All reports, article by article inside a file; in the order of the files, which is that of years and then none.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn reports(&self) -> Result<impl Iterator<Item = Result<Report>>> {
        let files = self.steady(|files| {
            let open = |(path, _): (&str, _)| OldFile::open(files.root, path)?.rows::<ReportJson>(&[]);
            files.manifest.of(Table::Reports).map(open).collect::<Result<Vec<_>>>()
        })?;
        Ok(files.into_iter().flatten().map(|row| row.and_then(Report::try_from)))
    }

    /// What A did to B in events that began between two days (inclusive), by first day and then by event. With no
    /// bounds, events without a date come last; with one, they are left out.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn dyad_rows(&self, a: Side, b: Side, from: Option<Date>, to: Option<Date>) -> Result<Vec<DyadRow>> {
        let days = Filter { from, to, ..Filter::default() };
        let (actor, recipient) = (a.to_string(), b.to_string());
        let keep = [Keep::new("actor", move |x| x == actor), Keep::new("recipient", move |x| x == recipient)];
        let mut rows = Vec::new();
        self.each::<DyadWire>(
            Table::Dyads,
            |year| days.admits_year(year),
            &keep,
            |row| {
                rows.push(DyadRow::try_from(row)?);
                Ok(())
            },
        )?;
        rows.retain(|row| days.admits_day(row.date.from));
        rows.sort_by_key(|row| (row.date.from.is_none(), row.date.from, row.event_id));
        Ok(rows)
    }

    /// The monthly sums of what A did to B, by month, status and group; those without a month last.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn rollup(&self, a: Side, b: Side) -> Result<Vec<RollupRow>> {
        let (actor, recipient) = (a.to_string(), b.to_string());
        let keep = [Keep::new("actor", move |x| x == actor), Keep::new("recipient", move |x| x == recipient)];
        let mut sums: BTreeMap<_, RollupRow> = BTreeMap::new();
        self.each::<RollupWire>(
            Table::Rollups,
            |_| true,
            &keep,
            |row| {
                let row = RollupRow::try_from(row)?;
                match sums.entry((row.dyad, row.month, row.status, row.group)) {
                    Entry::Vacant(empty) => drop(empty.insert(row)),
                    Entry::Occupied(mut sum) => sum.get_mut().add(&row),
                }
                Ok(())
            },
        )?;
        let mut rows: Vec<RollupRow> = sums.into_values().filter(|row| row.events != 0).collect();
        rows.sort_by_key(|row| (row.month.is_none(), row.month, row.status, row.group));
        Ok(rows)
    }

    /// What was read and found by month, in order of months; what has none last.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn volume(&self) -> Result<Vec<VolumeRow>> {
        // What has no month is in two partitions at most: undated, and events of a year without a month.
        let mut months: BTreeMap<(bool, Option<Date>), VolumeRow> = BTreeMap::new();
        self.each::<VolumeWire>(
            Table::Volume,
            |_| true,
            &[],
            |row| {
                let row = VolumeRow::try_from(row)?;
                let empty = VolumeRow { month: row.month, articles: 0, sentences: 0, reports: 0, events: 0 };
                let sum = months.entry((row.month.is_none(), row.month)).or_insert(empty);
                sum.articles += row.articles;
                sum.sentences += row.sentences;
                sum.reports += row.reports;
                sum.events += row.events;
                Ok(())
            },
        )?;
        let empty = |row: &VolumeRow| [row.articles, row.sentences, row.reports, row.events] == [0; 4];
        Ok(months.into_values().filter(|row| !empty(row)).collect())
    }

    fn each<T: DeserializeOwned>(
        &self,
        table: Table,
        years: impl Fn(Year) -> bool,
        keep: &[Keep],
        mut take: impl FnMut(T) -> Result<()>,
    ) -> Result<()> {
        let open = self.steady(|files| {
            let wanted = files.manifest.of(table).filter(|(_, f)| years(f.year));
            wanted.map(|(path, _)| OldFile::open(files.root, path)).collect::<Result<Vec<_>>>()
        })?;
        for file in open {
            for row in file.rows::<T>(keep)? {
                take(row?)?;
            }
        }
        Ok(())
    }

    fn find<T: DeserializeOwned>(&self, table: Table, column: &'static str, id: String) -> Result<Vec<T>> {
        let ids: Ids = Arc::new(BTreeSet::from([id]));
        self.steady(|files| files.find(table, column, &ids, None))
    }

    /// Runs `look`; when a writer has taken a file away meanwhile, again with the manifest as it is then.
    pub(crate) fn steady<T>(&self, look: impl Fn(Files<'_>) -> Result<T>) -> Result<T> {
        let mut found = look(Files { root: &self.root, manifest: &self.manifest });
        for _ in 0..TRIES {
            match &found {
                Err(e) if e.is_gone() => {
                    let Some(manifest) = Manifest::read(&self.root)? else { break };
                    found = look(Files { root: &self.root, manifest: &manifest });
                }
                _ => break,
            }
        }
        found
    }
}

/// What can be told from one column, so that the other columns of other rows are not read.
fn conditions(filter: &Filter) -> Vec<Keep> {
    let mut keep = Vec::new();
    if !filter.types.is_empty() {
        let names: Vec<&str> = filter.types.iter().map(|t| t.name()).collect();
        keep.push(Keep::new("type", move |t| names.contains(&t)));
    }
    if !filter.statuses.is_empty() {
        let names: Vec<&str> = filter.statuses.iter().map(|s| s.name()).collect();
        keep.push(Keep::new("status", move |s| names.contains(&s)));
    }
    keep
}

/// Events of a store, in order. Each file is sorted, so that one row of each is in memory.
pub struct Events {
    filter: Filter,
    /// The years that are still to come.
    parts: std::vec::IntoIter<Vec<Peekable<Rows<EventRow>>>>,
    /// The files of this year.
    open: Vec<Peekable<Rows<EventRow>>>,
}

impl Iterator for Events {
    type Item = Result<Event>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(row) = self.next_row() else {
                self.open = self.parts.next()?;
                continue;
            };
            let event = row.and_then(Event::try_from);
            if event.as_ref().map_or(true, |e| self.filter.admits(e)) {
                return Some(event);
            }
        }
    }
}

impl Events {
    /// The earliest row of the open files; errors first.
    fn next_row(&mut self) -> Option<Result<EventRow>> {
        let heads = self.open.iter_mut().enumerate().filter_map(|(i, rows)| {
            let key = match rows.peek()? {
                Ok(row) => Some((row.from.clone(), row.event_id.clone())),
                Err(_) => None,
            };
            Some((key, i))
        });
        let (_, first) = heads.min()?;
        self.open[first].next()
    }
}

impl std::fmt::Debug for Events {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Events").field("filter", &self.filter).finish_non_exhaustive()
    }
}
