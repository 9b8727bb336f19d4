//! The one writer of a store.

use crate::Result;
use crate::append::{Appended, CodedArticle, Prepared, prepare};
use crate::file::hex;
use crate::folder::{self, Lock};
use crate::manifest::{Batch, Manifest};
use crate::merged::{Files, Merged, merged, year_in};
use crate::reader::Store;
use crate::stage::{Ids, Stage};
use crate::table::{Table, Year, year_of};
use crate::tally::Tally;
use crate::wire::{ArticleRow, CoderJson, DyadRow, DyadWire, EventRow, ReportJson};
use detente_coding::Report;
use detente_stories::{Event, dyads};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

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
        tally.write(root, manifest, &mut stage)?;
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
    let (mut events, mut pairs) = (BTreeMap::new(), BTreeMap::new());
    for event in &new {
        let year = year_of(event.date.from);
        events.entry(year).or_insert_with(Vec::new).push(EventRow::from(event));
        pairs.entry(year).or_insert_with(Vec::new).extend(pair_rows(event));
    }
    for rows in pairs.values_mut() {
        rows.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    }
    stage.add(Table::Events, &events)?;
    stage.add(Table::EventReports, &reports)?;
    stage.add(Table::Dyads, &pairs)
}

fn pair_rows(event: &Event) -> impl Iterator<Item = DyadWire> {
    dyads(event).into_iter().map(|pair| DyadWire::from(&DyadRow::new(event, pair)))
}

/// `dyads/` is sorted by actor, recipient and date.
fn sort_key(row: &DyadWire) -> (&str, &str, Option<&str>, &str) {
    (&row.actor, &row.recipient, row.from.as_deref(), &row.event_id)
}

/// Notes the batch in the manifest.
fn note(manifest: &mut Manifest, fresh: &[Prepared<'_>], done: Appended) {
    let reports = || fresh.iter().flat_map(|a| a.reports.iter());
    manifest.coders.extend(reports().map(|r: &&Report| CoderJson::from(&*r.coder)));
    let mut hash = Sha256::new();
    for article in fresh {
        hash.update(article.row.content_sha256.as_bytes());
    }
    manifest.batches.push(Batch {
        time: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        sha256: hex(&hash.finalize()),
        added: done.added as u64,
        replaced: done.replaced as u64,
        reports: done.reports as u64,
    });
}
