//! Events of other datasets, put into the store as they are: they have no reports, and are never merged with others.

use crate::file::OldFile;
use crate::manifest::{FORMAT_VERSION, ImportNote};
use crate::stage::Stage;
use crate::table::{Table, Year, year_of};
use crate::tally::Tally;
use crate::writer::{Writer, add_events};
use crate::{Error, Result};
use arrow::array::AsArray;
use detente_stories::{Event, EventId, dyads};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportedEvents {
    /// Events that are new.
    pub added: usize,
    /// Events whose id the store has already, or that come twice.
    pub known: usize,
}

impl Writer {
    /// Adds events that others coded. All of them are in the store when this returns, and none when it fails or the
    /// process is killed. An event whose id is in the store, in the same year, is left out, so that an import that
    /// broke off can be run again. `note` goes to the manifest in the same commit, with the events of this call added to its
    /// own.
    ///
    /// Memory is bounded by the events given: a hundred thousand at a time is a good number.
    ///
    /// # Errors
    /// When the folder cannot be written or a file that is needed is damaged.
    pub fn import(&mut self, events: &[Event], note: Option<ImportNote>) -> Result<ImportedEvents> {
        let done = self.try_import(events, note);
        if done.is_err() {
            // The next writer cleans what this cannot.
            let _ = Stage::abandon(self.store().root());
        }
        done
    }

    fn try_import(&mut self, events: &[Event], note: Option<ImportNote>) -> Result<ImportedEvents> {
        let mut by_year: BTreeMap<Year, Vec<&Event>> = BTreeMap::new();
        for event in events {
            by_year.entry(year_of(event.date.from)).or_default().push(event);
        }
        let store = self.store();
        let mut stage = Stage::new(store.root(), store.manifest());
        let (mut tally, mut added) = (Tally::default(), 0);
        for (year, mut rows) in by_year {
            rows.sort_by_key(|e| (e.date.from, e.id));
            let mut fresh = self.unknown(year, &rows)?;
            rows.retain(|e| fresh.remove(&e.id.0));
            added += rows.len();
            for event in &rows {
                tally.pairs(event, &dyads(event), 1);
            }
            if !rows.is_empty() {
                add_events(&mut stage, year, &rows)?;
            }
        }
        tally.write(&mut stage)?;
        stage.tidy()?;
        let known = events.len() - added;
        let note = note.map(|note| ImportNote {
            events: note.events + added as u64,
            known: note.known + known as u64,
            ..note
        });
        // A file that is imported again and brings nothing is not noted again.
        let news = note.filter(|note| note.events > 0 || !self.store().manifest().has_import(note));
        if added > 0 || news.is_some() {
            let manifest = stage.commit(|manifest| {
                manifest.format_version = FORMAT_VERSION;
                manifest.imports.extend(news);
            })?;
            self.set_manifest(manifest);
        }
        Ok(ImportedEvents { added, known })
    }

    /// The ids of these events that no event of the year has.
    fn unknown(&self, year: Year, rows: &[&Event]) -> Result<FxHashSet<u128>> {
        let mut ids: FxHashSet<u128> = rows.iter().map(|e| e.id.0).collect();
        let store = self.store();
        for (path, _) in store.manifest().of(Table::Events).filter(|(_, f)| f.year == year) {
            for batch in OldFile::open(store.root(), path)?.batches(Some(&["event_id"]), &[])? {
                let batch = batch?;
                let stored = batch.column(0).as_string_opt::<i32>();
                let stored = stored.ok_or_else(|| Error::invalid("`event_id` is no text".to_owned()))?;
                for id in stored.iter().flatten().filter_map(EventId::parse) {
                    ids.remove(&id.0);
                }
            }
        }
        Ok(ids)
    }
}
