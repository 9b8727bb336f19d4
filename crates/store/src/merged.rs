//! Which events an append touches, and what becomes of them. Only events with a key of a new telling, or with a
//! report of a replaced article, are read; their tellings and the new ones are merged again.

use crate::append::Prepared;
use crate::file::OldFile;
use crate::keep::Keep;
use crate::manifest::Manifest;
use crate::stage::Ids;
use crate::table::{Table, Year, year_of};
use crate::wire::{EventReportRow, EventRow, ReportJson};
use crate::{Error, Result};
use detente_coding::Report;
use detente_stories::{Event, Telling, merge, succeed, tellings};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Events that are no more as they were, and those that are in their place.
pub(crate) struct Merged {
    pub old: Vec<Event>,
    pub new: Vec<Event>,
    /// The rows of `event_reports/` for `new`.
    pub reports: BTreeMap<Year, Vec<EventReportRow>>,
}

/// Merges the reports of `fresh` articles; `gone` are the ids of those whose earlier reports they replace.
pub(crate) fn merged(root: &Path, manifest: &Manifest, fresh: &[Prepared<'_>], gone: &Ids) -> Result<Merged> {
    let files = Files { root, manifest };
    let fresh_tellings: Vec<Telling<'_>> =
        fresh.iter().flat_map(|a| tellings(a.reports.iter().copied())).collect();
    let old = files.touched(&fresh_tellings, gone)?;
    let holdings = files.holdings(&old)?;
    let stored = files.reports(holdings.iter().filter(|h| !gone.contains(&h.article_id)))?;
    let all = retell(&holdings, &stored).chain(fresh_tellings).collect();
    let mut new = merge(all);
    succeed(&old, &mut new);
    let every = stored.values().chain(fresh.iter().flat_map(|a| a.reports.iter().copied()));
    let reports = held_reports(&new, every);
    Ok(Merged { old, new, reports })
}

/// The tellings as they were found: the reports that one event holds of one article.
fn retell<'a>(
    holdings: &[EventReportRow],
    stored: &'a BTreeMap<String, Report>,
) -> impl Iterator<Item = Telling<'a>> {
    let mut groups: BTreeMap<(&str, &str), Vec<&'a Report>> = BTreeMap::new();
    for row in holdings {
        if let Some(report) = stored.get(&row.report_id) {
            groups.entry((&row.event_id, &row.article_id)).or_default().push(report);
        }
    }
    groups.into_values().filter_map(Telling::of).collect::<Vec<_>>().into_iter()
}

fn held_reports<'a>(
    events: &[Event],
    reports: impl Iterator<Item = &'a Report>,
) -> BTreeMap<Year, Vec<EventReportRow>> {
    let by_id: BTreeMap<_, _> = reports.map(|r| (r.id, r)).collect();
    let mut rows: BTreeMap<Year, Vec<EventReportRow>> = BTreeMap::new();
    for event in events {
        let of_year = rows.entry(year_of(event.date.from)).or_default();
        let held = event.reports.iter().filter_map(|id| by_id.get(id));
        of_year.extend(held.map(|r| EventReportRow {
            event_id: event.id.to_string(),
            report_id: r.id.to_string(),
            article_id: r.article.id.clone(),
            publisher: r.article.publisher.clone(),
            published: crate::wire::day(r.article.published),
        }));
    }
    for of_year in rows.values_mut() {
        of_year.sort_by(|a, b| (&a.event_id, &a.report_id).cmp(&(&b.event_id, &b.report_id)));
    }
    rows
}

/// The files of a store, as far as one look needs them.
#[derive(Clone, Copy)]
pub(crate) struct Files<'a> {
    pub root: &'a Path,
    pub manifest: &'a Manifest,
}

impl Files<'_> {
    /// The rows of a table whose `column` has one of `ids`, in some years or in all.
    pub(crate) fn find<T: DeserializeOwned>(
        self,
        table: Table,
        column: &'static str,
        ids: &Ids,
        years: Option<&BTreeSet<Year>>,
    ) -> Result<Vec<T>> {
        let mut found = Vec::new();
        let files = self.manifest.of(table).filter(|(_, f)| years.is_none_or(|y| y.contains(&f.year)));
        for (path, _) in files.filter(|_| !ids.is_empty()) {
            let keep = Keep::among(column, ids);
            let rows = OldFile::open(self.root, path)?.rows::<T>(&[keep])?;
            found.extend(rows.collect::<Result<Vec<T>>>()?);
        }
        Ok(found)
    }

    /// Events with a report of a gone article, and all that share a key with them or with a fresh telling.
    fn touched(self, fresh: &[Telling<'_>], gone: &Ids) -> Result<Vec<Event>> {
        let losing: BTreeSet<String> = self
            .find::<EventReportRow>(Table::EventReports, "article_id", gone, None)?
            .into_iter()
            .map(|row| row.event_id)
            .collect();
        let mut events: BTreeMap<String, EventRow> = BTreeMap::new();
        for row in self.find::<EventRow>(Table::Events, "event_id", &Arc::new(losing), None)? {
            events.insert(row.event_id.clone(), row);
        }
        let keyed = fresh.iter().filter_map(|t| Some((t.key()?.to_string(), year_of(t.from()))));
        let mut keys: BTreeSet<String> = BTreeSet::new();
        let mut years: BTreeSet<Year> = BTreeSet::new();
        for (key, year) in keyed.collect::<Vec<_>>() {
            keys.insert(key);
            years.insert(year);
        }
        for row in events.values() {
            keys.extend(row.key.clone());
            years.insert(year_in(row.from.as_deref()));
        }
        for row in self.find::<EventRow>(Table::Events, "key", &Arc::new(keys), Some(&years))? {
            events.insert(row.event_id.clone(), row);
        }
        events.into_values().map(Event::try_from).collect()
    }

    fn holdings(self, events: &[Event]) -> Result<Vec<EventReportRow>> {
        let ids: BTreeSet<String> = events.iter().map(|e| e.id.to_string()).collect();
        let years = events.iter().map(|e| year_of(e.date.from)).collect();
        self.find(Table::EventReports, "event_id", &Arc::new(ids), Some(&years))
    }

    /// The reports of some rows of `event_reports/`, by id.
    pub(crate) fn reports<'r>(
        self,
        rows: impl Iterator<Item = &'r EventReportRow>,
    ) -> Result<BTreeMap<String, Report>> {
        let mut ids = BTreeSet::new();
        let mut years: BTreeSet<Year> = BTreeSet::new();
        for row in rows {
            ids.insert(row.report_id.clone());
            years.insert(year_in(row.published.as_deref()));
        }
        let found = self.find::<ReportJson>(Table::Reports, "id", &Arc::new(ids), Some(&years))?;
        found.into_iter().map(|r| Ok((r.id.clone(), Report::try_from(r)?))).collect::<Result<_, Error>>()
    }
}

/// The partition of a row whose date column has this text.
pub(crate) fn year_in(day: Option<&str>) -> Year {
    year_of(day.and_then(|d| d.parse::<Date>().ok()))
}
