//! The manifest: which files are the store. Writing it is the commit; what it does not list does not exist.

use crate::file::hex;
use crate::table::{Table, Year};
use crate::wire::CoderJson;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The format that this program writes, and the newest that it reads.
pub(crate) const FORMAT_VERSION: u64 = 2;

/// Batches that are noted one by one; older ones are summed day by day.
const BATCHES_KEPT: usize = 256;

pub(crate) const FILE_NAME: &str = "manifest.json";

/// What a store is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the format: 2. (1 had no imports, and one file a year of `rollups/` and `volume/`.)
    pub format_version: u64,
    /// The coders whose reports were ingested.
    pub coders: BTreeSet<CoderJson>,
    /// The live files, by their path in the store.
    pub files: BTreeMap<String, LiveFile>,
    /// What was ingested, in order.
    pub batches: Vec<Batch>,
    /// What was imported from other datasets, in order.
    #[serde(default)]
    pub imports: Vec<ImportNote>,
}

/// A file of the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveFile {
    /// The table it is of.
    pub table: Table,
    /// The year of its partition; none for rows without a date.
    pub year: Option<i16>,
    /// Rows.
    pub rows: u64,
    /// Size in bytes.
    pub bytes: u64,
}

/// What one append brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// When, UTC.
    pub time: String,
    /// SHA-256 over the contents of its articles.
    pub sha256: String,
    /// Articles that were new.
    pub added: u64,
    /// Articles that replaced an earlier coding.
    pub replaced: u64,
    /// Reports in them.
    pub reports: u64,
    /// How many appends this sums: 1, or all of a day for old ones.
    #[serde(default = "one")]
    pub batches: u64,
}

fn one() -> u64 {
    1
}

/// One file imported from another dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNote {
    /// When, UTC.
    pub time: String,
    /// The dataset, as in the column `dataset`.
    pub dataset: String,
    /// The scale that its scores are on.
    pub scale: String,
    /// The map by which its quad classes were made.
    pub quad_map: String,
    /// The file's name.
    pub file: String,
    /// Rows read.
    pub rows: u64,
    /// Events that were new.
    pub events: u64,
    /// Events that the store had.
    pub known: u64,
    /// Rows mended, by what.
    pub repaired: BTreeMap<String, u64>,
    /// Rows left out, by why.
    pub refused: BTreeMap<String, u64>,
}

impl Batch {
    /// Adds a later batch; the hash becomes that of both hashes.
    fn sum(&mut self, later: Self) {
        self.sha256 = hex(&Sha256::digest(format!("{}{}", self.sha256, later.sha256)));
        self.time = later.time;
        self.added += later.added;
        self.replaced += later.replaced;
        self.reports += later.reports;
        self.batches += later.batches;
    }
}

impl Manifest {
    pub(crate) fn empty() -> Self {
        Self { format_version: FORMAT_VERSION, ..Self::default() }
    }

    /// Reads the manifest of the store at `root`; none where there is none.
    pub(crate) fn read(root: &Path) -> Result<Option<Self>> {
        #[derive(Deserialize)]
        struct Version {
            format_version: u64,
        }
        let path = root.join(FILE_NAME);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(Error::io("reading", &path, e)),
        };
        // The version first: a newer manifest may have another shape.
        let version: Version = serde_json::from_slice(&bytes).map_err(|e| Error::corrupt(&path, e))?;
        if version.format_version > FORMAT_VERSION {
            return Err(Error::newer(&path, version.format_version, FORMAT_VERSION));
        }
        serde_json::from_slice(&bytes).map(Some).map_err(|e| Error::corrupt(&path, e))
    }

    /// Notes an append; of old ones only the sums of a day stay, so that ten thousand small appends do not each write a
    /// list of ten thousand.
    pub(crate) fn add_batch(&mut self, batch: Batch) {
        self.batches.push(batch);
        if self.batches.len() < 2 * BATCHES_KEPT {
            return;
        }
        let recent = self.batches.split_off(self.batches.len() - BATCHES_KEPT);
        let mut days: Vec<Batch> = Vec::new();
        for batch in self.batches.drain(..) {
            match days.last_mut().filter(|last| last.time.get(..10) == batch.time.get(..10)) {
                Some(last) => last.sum(batch),
                None => days.push(batch),
            }
        }
        self.batches = days.into_iter().chain(recent).collect();
    }

    /// Whether this file of this dataset was imported before.
    pub(crate) fn has_import(&self, note: &ImportNote) -> bool {
        self.imports.iter().any(|n| (&n.dataset, &n.file, n.rows) == (&note.dataset, &note.file, note.rows))
    }

    /// The files of a table, by path.
    pub(crate) fn of(&self, table: Table) -> impl Iterator<Item = (&str, &LiveFile)> {
        self.files.iter().filter(move |(_, f)| f.table == table).map(|(path, f)| (path.as_str(), f))
    }

    /// The files of a table in some years.
    pub(crate) fn of_years(&self, table: Table, years: &BTreeSet<Year>) -> Vec<String> {
        self.of(table).filter(|(_, f)| years.contains(&f.year)).map(|(path, _)| path.to_owned()).collect()
    }

    /// Rows of a table.
    pub fn rows(&self, table: Table) -> u64 {
        self.of(table).map(|(_, f)| f.rows).sum()
    }
}
