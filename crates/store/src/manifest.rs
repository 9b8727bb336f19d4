//! The manifest: which files are the store. Writing it is the commit; what it does not list does not exist.

use crate::table::{Table, Year};
use crate::wire::CoderJson;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The format that this program writes, and the newest that it reads.
pub(crate) const FORMAT_VERSION: u64 = 1;

pub(crate) const FILE_NAME: &str = "manifest.json";

/// What a store is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the format: 1.
    pub format_version: u64,
    /// The coders whose reports were ingested.
    pub coders: BTreeSet<CoderJson>,
    /// The live files, by their path in the store.
    pub files: BTreeMap<String, LiveFile>,
    /// What was ingested, in order.
    pub batches: Vec<Batch>,
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
