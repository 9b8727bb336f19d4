//! The folder of a store: one writer at a time, new files aside until they are whole, the manifest as the commit.

use crate::manifest::{FILE_NAME, Manifest};
use crate::table::Table;
use crate::{Error, Result};
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files being written; engines that read the tables' folders do not look here.
pub(crate) const ASIDE: &str = "_tmp";
const LOCK: &str = ".lock";

/// The right to write to a store, as long as it lives.
#[derive(Debug)]
pub(crate) struct Lock(
    #[expect(dead_code, reason = "held for its lock, which closing the file gives back")] File,
);

/// Makes the folder if need be, and locks it.
pub(crate) fn lock(root: &Path) -> Result<Lock> {
    fs::create_dir_all(root).map_err(|e| Error::io("making the folder", root, e))?;
    refuse_foreign(root)?;
    let path = root.join(LOCK);
    let open = File::options().create(true).truncate(false).write(true).open(&path);
    let file = open.map_err(|e| Error::io("locking", &path, e))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(Error::locked(root)),
        Err(TryLockError::Error(e)) => Err(Error::io("locking", &path, e)),
    }
}

/// A folder without a manifest must be empty but for what a killed beginner left: nobody's files get mixed with ours.
fn refuse_foreign(root: &Path) -> Result<()> {
    if root.join(FILE_NAME).exists() {
        return Ok(());
    }
    let entries = fs::read_dir(root).map_err(|e| Error::io("reading the folder", root, e))?;
    for entry in entries {
        let name = entry.map_err(|e| Error::io("reading the folder", root, e))?.file_name();
        if name != LOCK && name != ASIDE {
            let why = format!("it holds `{}` and no {FILE_NAME}", name.to_string_lossy());
            return Err(Error::not_a_store(root, &why));
        }
    }
    Ok(())
}

/// Removes what a killed writer left: files aside, and files of ours that the manifest does not list.
pub(crate) fn clean(root: &Path, manifest: &Manifest) -> Result<()> {
    let aside = root.join(ASIDE);
    if aside.exists() {
        fs::remove_dir_all(&aside).map_err(|e| Error::io("removing", &aside, e))?;
    }
    for table in Table::ALL {
        for partition in children(&root.join(table.name()))? {
            for file in children(&partition)? {
                let listed = manifest.files.contains_key(&relative(root, &file));
                if !listed && is_ours(&file) {
                    fs::remove_file(&file).map_err(|e| Error::io("removing", &file, e))?;
                }
            }
            // Fails while somebody's files are in it, and then it may stay.
            let _ = fs::remove_dir(&partition);
        }
    }
    Ok(())
}

fn children(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(|e| Error::io("reading the folder", folder, e))?;
    entries.map(|e| e.map(|e| e.path()).map_err(|e| Error::io("reading the folder", folder, e))).collect()
}

fn relative(root: &Path, file: &Path) -> String {
    let parts = file.strip_prefix(root).unwrap_or(file).iter().map(|p| p.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// `<32 hex digits>.parquet`
fn is_ours(file: &Path) -> bool {
    let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
    file.extension().is_some_and(|e| e == "parquet")
        && stem.len() == 32
        && stem.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Moves a finished file to its place. The folders are synced later, by [`sync_folder`].
pub(crate) fn place(root: &Path, from: &Path, to: &str) -> Result<()> {
    let to = root.join(to);
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|e| Error::io("making the folder", folder, e))?;
    }
    fs::rename(from, &to).map_err(|e| Error::io("moving a file to", &to, e))
}

/// Makes renames in a folder last. Windows syncs no folders; renames are journalled there.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    let synced = File::open(folder).and_then(|f| f.sync_all());
    synced.map_err(|e| Error::io("syncing the folder", folder, e))
}

/// The commit: after this returns the manifest is on disk, before it the old one is.
pub(crate) fn commit(root: &Path, manifest: &Manifest) -> Result<()> {
    let aside = root.join(ASIDE);
    fs::create_dir_all(&aside).map_err(|e| Error::io("making the folder", &aside, e))?;
    let (new, path) = (aside.join(FILE_NAME), root.join(FILE_NAME));
    let mut bytes = serde_json::to_vec_pretty(manifest).map_err(|e| Error::invalid(e.to_string()))?;
    bytes.push(b'\n');
    let written = File::create(&new).and_then(|mut f| f.write_all(&bytes).and_then(|()| f.sync_all()));
    written.map_err(|e| Error::io("writing", &new, e))?;
    fs::rename(&new, &path).map_err(|e| Error::io("writing", &path, e))?;
    sync_folder(root)
}

/// Removes replaced files, and their folders where they are now empty. They are not of the store any more, so that a
/// failure leaves only what the next writer cleans.
pub(crate) fn discard(root: &Path, files: impl IntoIterator<Item = String>) {
    for file in files {
        let path = root.join(file);
        let _ = fs::remove_file(&path);
        if let Some(folder) = path.parent() {
            let _ = fs::remove_dir(folder);
        }
    }
    let _ = fs::remove_dir(root.join(ASIDE));
}
