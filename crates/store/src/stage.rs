//! The files of one append: new ones wait aside, replaced ones are noted, and all become the store at once.

use crate::file::{NewFile, OldFile, Staged};
use crate::keep::Keep;
use crate::manifest::{LiveFile, Manifest};
use crate::table::{Table, Year};
use crate::{Error, Result};
use crate::{compact, folder};
use arrow::array::RecordBatch;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Ids, shared with the readers of files.
pub(crate) type Ids = Arc<BTreeSet<String>>;

/// Changes that are not yet committed. Dropped before [`Stage::commit`], they never were.
pub(crate) struct Stage<'a> {
    root: &'a Path,
    manifest: &'a Manifest,
    added: Vec<Staged>,
    removed: BTreeSet<String>,
    next: usize,
}

impl<'a> Stage<'a> {
    pub(crate) fn new(root: &'a Path, manifest: &'a Manifest) -> Self {
        Self { root, manifest, added: Vec::new(), removed: BTreeSet::new(), next: 0 }
    }

    /// Adds rows to a table, one file for each year.
    pub(crate) fn add<T: Serialize>(&mut self, table: Table, by_year: &BTreeMap<Year, Vec<T>>) -> Result<()> {
        for (year, rows) in by_year {
            let mut file = self.new_file(table, *year)?;
            file.push(rows)?;
            self.added.extend(file.finish()?);
        }
        Ok(())
    }

    /// Takes rows out of a table: each file that holds one of them is written again without.
    pub(crate) fn take_out(
        &mut self,
        table: Table,
        column: &'static str,
        ids: &Ids,
        years: &BTreeSet<Year>,
    ) -> Result<()> {
        for path in self.manifest.of_years(table, years) {
            if !ids.is_empty() && self.holds(&path, column, ids)? {
                self.rewrite(table, &path, column, ids)?;
            }
        }
        Ok(())
    }

    /// Adds rows that are Arrow already; none is nothing.
    pub(crate) fn add_batch(&mut self, table: Table, year: Year, batch: &RecordBatch) -> Result<()> {
        let mut file = self.new_file(table, year)?;
        file.push_batch(batch)?;
        self.added.extend(file.finish()?);
        Ok(())
    }

    /// A file in the place of others.
    pub(crate) fn put(&mut self, file: Option<Staged>, instead_of: Vec<String>) {
        self.added.extend(file);
        self.removed.extend(instead_of);
    }

    /// Joins files where many small ones lie together.
    pub(crate) fn tidy(&mut self) -> Result<()> {
        for files in compact::due(self.manifest, &self.removed) {
            compact::join(self.root, self, files)?;
        }
        Ok(())
    }

    fn holds(&self, path: &str, column: &'static str, ids: &Ids) -> Result<bool> {
        let keep = Keep::among(column, ids);
        let mut found = OldFile::open(self.root, path)?.batches(Some(&[column]), &[keep])?;
        Ok(found.next().transpose()?.is_some_and(|b| b.num_rows() > 0))
    }

    fn rewrite(&mut self, table: Table, path: &str, column: &'static str, ids: &Ids) -> Result<()> {
        let year = self.manifest.files.get(path).and_then(|f| f.year);
        let mut file = self.new_file(table, year)?;
        let gone = Arc::clone(ids);
        let keep = Keep::new(column, move |id| !gone.contains(id));
        for batch in OldFile::open(self.root, path)?.batches(None, &[keep])? {
            file.push_batch(&batch?)?;
        }
        self.added.extend(file.finish()?);
        self.removed.insert(path.to_owned());
        Ok(())
    }

    pub(crate) fn new_file(&mut self, table: Table, year: Year) -> Result<NewFile> {
        self.next += 1;
        NewFile::create(self.root, table, year, self.next)
    }

    /// Puts the new files in place and writes the manifest that lists them: then, and only then, they are the store.
    pub(crate) fn commit(self, change: impl FnOnce(&mut Manifest)) -> Result<Manifest> {
        let mut manifest = self.manifest.clone();
        for path in &self.removed {
            manifest.files.remove(path);
        }
        let mut folders = BTreeSet::new();
        for mut file in self.added {
            // Sums of two appends can be alike to the last byte; each must count.
            while manifest.files.contains_key(&file.path) {
                file.rename();
            }
            folder::place(self.root, &file.aside, &file.path)?;
            folders.extend(Path::new(&file.path).ancestors().skip(1).map(|p| self.root.join(p)));
            let live = LiveFile { table: file.table, year: file.year, rows: file.rows, bytes: file.bytes };
            manifest.files.insert(file.path, live);
        }
        for folder in folders {
            folder::sync_folder(&folder)?;
        }
        change(&mut manifest);
        folder::commit(self.root, &manifest)?;
        folder::discard(self.root, self.removed.into_iter().filter(|p| !manifest.files.contains_key(p)));
        Ok(manifest)
    }

    /// Removes what waits aside, after an error.
    pub(crate) fn abandon(root: &Path) -> Result<()> {
        let aside = root.join(folder::ASIDE);
        match fs::remove_dir_all(&aside) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Error::io("removing", &aside, e)),
            _ => Ok(()),
        }
    }
}
