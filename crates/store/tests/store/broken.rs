//! What is not as it should be: each error says which file.

use crate::append::check_whole;
use crate::make;
use detente_store::{Filter, Store};
use std::fs;
use std::path::{Path, PathBuf};

fn store() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    Store::create_or_open(&path).unwrap().append(&[make::coded("a", "2021-02-03", 3)]).unwrap();
    (folder, path)
}

fn change_manifest(path: &Path, from: &str, to: &str) {
    let manifest = path.join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    assert!(text.contains(from));
    fs::write(&manifest, text.replace(from, to)).unwrap();
}

#[test]
fn a_newer_store_is_refused() {
    let (_folder, path) = store();
    change_manifest(&path, "\"format_version\": 2", "\"format_version\": 3, \"shape\": []");
    let errors = [Store::open(&path).unwrap_err(), Store::create_or_open(&path).unwrap_err()];
    for error in errors {
        assert!(error.is_newer(), "{error}");
        assert!(
            error.to_string().contains("manifest.json") && error.to_string().contains("hint: use a newer")
        );
    }
}

#[test]
fn a_damaged_manifest_is_named() {
    let (_folder, path) = store();
    for text in ["", "{", "[]", "{\"format_version\": 1}"] {
        fs::write(path.join("manifest.json"), text).unwrap();
        let error = Store::open(&path).unwrap_err();
        assert!(error.is_corrupt() && error.to_string().contains("manifest.json"), "{error}");
    }
}

#[test]
fn a_damaged_file_is_named() {
    let (_folder, path) = store();
    let store = Store::open(&path).unwrap();
    let events = store.manifest().files.keys().find(|f| f.starts_with("events/")).unwrap().clone();
    let whole = fs::read(path.join(&events)).unwrap();
    for bytes in [&b"no parquet"[..], &[], &whole[..whole.len() / 2], &[0; 64]] {
        fs::write(path.join(&events), bytes).unwrap();
        let error = store.events(&Filter::default()).map(|_| ()).unwrap_err();
        assert!(error.is_corrupt() && error.to_string().contains(&events), "{error}");
    }
    let mut scratched = whole.clone();
    scratched[8..200].fill(0xAA);
    fs::write(path.join(&events), scratched).unwrap();
    let found: Result<Vec<_>, _> = store.events(&Filter::default()).and_then(Iterator::collect);
    assert!(found.unwrap_err().to_string().contains(&events));
    let other = store.manifest().files.keys().find(|f| f.starts_with("volume/")).unwrap();
    fs::copy(path.join(other), path.join(&events)).unwrap();
    let found: Result<Vec<_>, _> = store.events(&Filter::default()).and_then(Iterator::collect);
    assert!(found.unwrap_err().to_string().contains(&events));
}

#[test]
fn a_missing_file_is_named() {
    let (_folder, path) = store();
    let store = Store::open(&path).unwrap();
    let events = store.manifest().files.keys().find(|f| f.starts_with("events/")).unwrap();
    fs::remove_file(path.join(events)).unwrap();
    let error = store.events(&Filter::default()).map(|_| ()).unwrap_err();
    assert!(error.is_io() && error.to_string().contains(events), "{error}");
}

#[test]
fn a_folder_of_others_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let error = Store::create_or_open(folder.path()).unwrap_err();
    assert!(error.is_not_a_store() && error.to_string().contains("notes.txt"), "{error}");
    assert!(Store::open(folder.path()).unwrap_err().is_not_a_store());
    assert!(Store::open(folder.path().join("none")).unwrap_err().is_not_a_store());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for path in [file.clone(), file.join("below")] {
        let error = Store::create_or_open(&path).unwrap_err();
        assert!(error.is_io() && error.to_string().contains("file"), "{error}");
    }
    // A place in the store that cannot be made: nothing of the batch remains, and the store goes on.
    let (_folder, path) = store();
    fs::write(path.join("events").join("year=2022"), "in the way").unwrap();
    let mut writer = Store::create_or_open(&path).unwrap();
    let error = writer.append(&[make::coded("b", "2022-02-03", 1)]).unwrap_err();
    assert!(error.is_io() && error.to_string().contains("year=2022"), "{error}");
    drop(writer);
    fs::remove_file(path.join("events").join("year=2022")).unwrap();
    let mut writer = Store::create_or_open(&path).unwrap();
    check_whole(writer.store());
    writer.append(&[make::coded("b", "2022-02-03", 1)]).unwrap();
    check_whole(writer.store());
}

#[test]
fn one_writer_at_a_time() {
    let (_folder, path) = store();
    let first = Store::create_or_open(&path).unwrap();
    let error = Store::create_or_open(&path).unwrap_err();
    assert!(error.is_locked() && error.to_string().contains("another process"), "{error}");
    assert!(Store::open(&path).is_ok(), "readers need no lock");
    drop(first);
    assert!(Store::create_or_open(&path).is_ok());
}

#[test]
fn leavings_are_cleaned_and_files_of_others_stay() {
    let (_folder, path) = store();
    let partition = path.join("events").join("year=1900");
    fs::create_dir_all(&partition).unwrap();
    let orphan = partition.join(format!("{}.parquet", "ab".repeat(16)));
    fs::write(&orphan, "of a killed writer").unwrap();
    fs::create_dir_all(path.join("_tmp")).unwrap();
    fs::write(path.join("_tmp").join("1"), "half").unwrap();
    let mine = path.join("events").join("README.txt");
    fs::write(&mine, "of a user").unwrap();
    let writer = Store::create_or_open(&path).unwrap();
    assert!(!orphan.exists() && !partition.exists() && !path.join("_tmp").exists());
    assert!(mine.exists());
    check_whole(writer.store());
}
