//! The one writer of a store.

use crate::append::{Appended, CodedArticle, Prepared, prepare};
use crate::file::hex;
use crate::folder::{self, Lock};
use crate::manifest::{Batch, FORMAT_VERSION, Manifest};
use crate::merged::{Files, Merged, merged, year_in};
use crate::reader::Store;
use crate::stage::{Ids, Stage};
use crate::table::{Table, Year, year_of};
use crate::tally::Tally;
use crate::wire::{ArticleRow, CoderJson, ReportJson};
use crate::{Error, Result, columns, compact};
use arrow::error::ArrowError;
use detente_coding::Report;
use detente_stories::{Dyad, Event, dyads};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What a compaction did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    /// Files before.
    pub before: usize,
    /// Files after.
    pub after: usize,
}

/// The right to append to a store. Others may read meanwhile; none may write until it is dropped.
#[derive(Debug)]
pub struct Writer {
    store: Store,
    _lock: Lock,
}

impl Writer {
    pub(crate) fn open(root: &Path) -> Result<Self> {
        let lock = folder::lock(root)?;
        let manifest = if let Some(manifest) = Manifest::read(root)? {
            folder::clean(root, &manifest)?;
            manifest
        } else {
            let empty = Manifest::empty();
            folder::commit(root, &empty)?;
            folder::discard(root, []);
            empty
        };
        Ok(Self { store: Store::new(root.to_owned(), manifest), _lock: lock })
    }

    /// The store as it is now, for reading.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Adds articles with their reports, and merges the reports into events. All of it is in the store when this
    /// returns, and none of it when it fails or the process is killed. An article that is there with the same content
    /// is left; one with another content replaces what was coded from it before.
    ///
    /// Memory is bounded by the batch and by the events that share a key with its reports.
    ///
    /// # Errors
    /// When the folder cannot be written, a file that is needed is damaged, or a report is not of its article.
    pub fn append(&mut self, articles: &[CodedArticle]) -> Result<Appended> {
        let done = self.try_append(articles);
        if done.is_err() {
            // The next writer cleans what this cannot.
            let _ = Stage::abandon(self.store.root());
        }
        done
    }

    /// Joins the files of each table and year into one. Readers go on meanwhile; each table and year is a commit of its
    /// own, so that a process killed in between has done a part, and nothing is lost. `progress` is called with the files
    /// joined so far and in all.
    ///
    /// # Errors
    /// When the folder cannot be written or a file is damaged.
    pub fn compact(&mut self, mut progress: impl FnMut(usize, usize)) -> Result<Compacted> {
        let before = self.store.manifest().files.len();
        let todo = compact::all(self.store.manifest());
        let (mut done, all) = (0, todo.iter().map(|(_, _, files)| files.len()).sum());
        for part in todo {
            let files = part.2.len();
            if let Err(error) = self.join(part) {
                let _ = Stage::abandon(self.store.root());
                return Err(error);
            }
            done += files;
            progress(done, all);
        }
        Ok(Compacted { before, after: self.store.manifest().files.len() })
    }

    fn join(&mut self, part: (Table, Year, Vec<String>)) -> Result<()> {
        let mut stage = Stage::new(self.store.root(), self.store.manifest());
        compact::join(self.store.root(), &mut stage, part)?;
        let manifest = stage.commit(|manifest| manifest.format_version = FORMAT_VERSION)?;
        self.store.set_manifest(manifest);
        Ok(())
    }

    pub(crate) fn set_manifest(&mut self, manifest: Manifest) {
        self.store.set_manifest(manifest);
    }

    fn try_append(&mut self, articles: &[CodedArticle]) -> Result<Appended> {
        let (root, manifest) = (self.store.root(), self.store.manifest());
        let mut fresh = prepare(articles)?;
        let known = known(Files { root, manifest }, &fresh)?;
        fresh.retain(|id, a| known.get(*id).is_none_or(|k| k.content_sha256 != a.row.content_sha256));
        let mut done = Appended { unchanged: articles.len() - fresh.len(), ..Appended::default() };
        if fresh.is_empty() {
            return Ok(done);
        }
        let replaced: Vec<&ArticleRow> =
            known.values().filter(|k| fresh.contains_key(k.id.as_str())).collect();
        let fresh: Vec<Prepared<'_>> = fresh.into_values().collect();
        let mut stage = Stage::new(root, manifest);
        done.replaced = replaced.len();
        done.added = fresh.len() - replaced.len();
        done.reports = fresh.iter().map(|a| a.reports.len()).sum();
        let mut tally = Tally::default();
        let gone: Ids = Arc::new(replaced.iter().map(|r| r.id.clone()).collect());
        take_out_articles(&mut stage, &replaced, &gone)?;
        add_articles(&mut stage, &fresh)?;
        for row in replaced {
            tally.article(row, -1)?;
        }
        for article in &fresh {
            tally.article(&article.row, 1)?;
        }
        let merged = merged(root, manifest, &fresh, &gone)?;
        done.events = merged.new.len();
        write_events(&mut stage, merged, &mut tally)?;
        tally.write(&mut stage)?;
        stage.tidy()?;
        let manifest = stage.commit(|manifest| note(manifest, &fresh, done))?;
        self.store.set_manifest(manifest);
        Ok(done)
    }
}

/// The articles of the batch that the store has, by id.
fn known(files: Files<'_>, fresh: &BTreeMap<&str, Prepared<'_>>) -> Result<BTreeMap<String, ArticleRow>> {
    let ids: Ids = Arc::new(fresh.keys().map(|id| (*id).to_owned()).collect());
    let rows = files.find::<ArticleRow>(Table::Articles, "id", &ids, None)?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}

fn take_out_articles(stage: &mut Stage<'_>, replaced: &[&ArticleRow], gone: &Ids) -> Result<()> {
    let years: BTreeSet<Year> = replaced.iter().map(|r| year_in(r.published.as_deref())).collect();
    stage.take_out(Table::Articles, "id", gone, &years)?;
    stage.take_out(Table::Reports, "article.id", gone, &years)
}

fn add_articles(stage: &mut Stage<'_>, fresh: &[Prepared<'_>]) -> Result<()> {
    let mut articles: BTreeMap<Year, Vec<&ArticleRow>> = BTreeMap::new();
    let mut reports: BTreeMap<Year, Vec<ReportJson>> = BTreeMap::new();
    for article in fresh {
        let year = year_of(article.article.meta.published);
        articles.entry(year).or_default().push(&article.row);
        for report in &article.reports {
            reports.entry(year).or_default().push(ReportJson::stored(report));
        }
    }
    stage.add(Table::Articles, &articles)?;
    stage.add(Table::Reports, &reports)
}

fn write_events(stage: &mut Stage<'_>, merged: Merged, tally: &mut Tally) -> Result<()> {
    let Merged { old, new, reports } = merged;
    let ids: Ids = Arc::new(old.iter().map(|e| e.id.to_string()).collect());
    let years: BTreeSet<Year> = old.iter().map(|e| year_of(e.date.from)).collect();
    for table in [Table::Events, Table::EventReports, Table::Dyads] {
        stage.take_out(table, "event_id", &ids, &years)?;
    }
    for (events, sign) in [(&old, -1), (&new, 1)] {
        for event in events {
            tally.event(event, sign);
        }
    }
    let mut by_year: BTreeMap<Year, Vec<&Event>> = BTreeMap::new();
    for event in &new {
        by_year.entry(year_of(event.date.from)).or_default().push(event);
    }
    for (year, rows) in by_year {
        add_events(stage, year, &rows)?;
    }
    stage.add(Table::EventReports, &reports)
}

/// Adds events of one year, and their pairs, sorted by actor, recipient, date and event.
pub(crate) fn add_events(stage: &mut Stage<'_>, year: Year, rows: &[&Event]) -> Result<()> {
    let invalid = |e: ArrowError| Error::invalid(e.to_string());
    stage.add_batch(Table::Events, year, &columns::events(rows).map_err(invalid)?)?;
    let mut pairs: Vec<(Dyad, &Event)> =
        rows.iter().flat_map(|e| dyads(e).into_iter().map(move |pair| (pair, *e))).collect();
    pairs.sort_unstable_by_key(|(pair, e)| (pair.actor, pair.recipient, e.date.from, e.id, pair.level));
    stage.add_batch(Table::Dyads, year, &columns::dyads(&pairs).map_err(invalid)?)
}

/// Notes the batch in the manifest.
fn note(manifest: &mut Manifest, fresh: &[Prepared<'_>], done: Appended) {
    let reports = || fresh.iter().flat_map(|a| a.reports.iter());
    manifest.coders.extend(reports().map(|r: &&Report| CoderJson::from(&*r.coder)));
    let mut hash = Sha256::new();
    for article in fresh {
        hash.update(article.row.content_sha256.as_bytes());
    }
    manifest.format_version = FORMAT_VERSION;
    manifest.add_batch(Batch {
        time: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        sha256: hex(&hash.finalize()),
        added: done.added as u64,
        replaced: done.replaced as u64,
        reports: done.reports as u64,
        batches: 1,
    });
}
