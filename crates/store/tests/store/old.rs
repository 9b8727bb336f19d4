//! Stores of older formats open for ever: `tests/old/` has one of each, made by the program of its time from the
//! project's own examples.

use crate::make;
use detente_store::{Filter, Store, Table};
use std::fs;
use std::path::{Path, PathBuf};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn first_format() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old/v1")
}

/// All that the store says of the pairs of its events.
fn pairs(store: &Store) -> usize {
    let events = store.events(&Filter::default()).unwrap().map(Result::unwrap);
    let found = events.flat_map(|e| detente_stories::dyads(&e));
    found.map(|d| store.pair_events(d.actor, d.recipient, None, None).unwrap().len()).sum()
}

#[test]
fn the_first_format_is_read() {
    let store = Store::open(first_format()).unwrap();
    assert_eq!(store.manifest().format_version, 1);
    let events: Vec<_> = store.events(&Filter::default()).unwrap().map(Result::unwrap).collect();
    assert_eq!(events.len() as u64, store.manifest().rows(Table::Events));
    assert!(events.len() > 10 && events.iter().all(|e| e.imported.is_none() && e.event_type.is_some()));
    assert!(pairs(&store) >= events.len() / 2, "{}", pairs(&store));
    let read: i64 = store.volume().unwrap().iter().map(|v| v.articles).sum();
    assert_eq!(read, 1);
    for event in &events {
        assert_eq!(store.reports_of(event).unwrap().len(), event.reports.len());
    }
}

#[test]
fn appending_to_the_first_format_makes_it_the_present_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    copy(&first_format(), &path);
    let before: Vec<_> =
        Store::open(&path).unwrap().events(&Filter::default()).unwrap().map(Result::unwrap).collect();
    let mut writer = Store::create_or_open(&path).unwrap();
    writer.append(&[make::coded("new", "2013-02-11", 3)]).unwrap();
    assert_eq!(writer.store().manifest().format_version, 2);
    writer.compact(|_, _| ()).unwrap();
    let after: Vec<_> = writer.store().events(&Filter::default()).unwrap().map(Result::unwrap).collect();
    assert!(before.iter().all(|e| after.contains(e)), "every old event is there as it was");
    assert!(after.len() > before.len());
}
