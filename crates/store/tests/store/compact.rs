//! Many small appends, and joining what they leave.

use crate::make;
use detente_coding::Report;
use detente_store::{CodedArticle, Filter, PairEvent, RollupRow, Store, Table, VolumeRow};
use detente_stories::Event;
use std::sync::atomic::{AtomicBool, Ordering};

fn batch(n: usize) -> Vec<CodedArticle> {
    let day = format!("{}-{:02}-{:02}", 2000 + n % 2, 1 + n % 12, 1 + n % 28);
    // Every tenth article comes again, coded otherwise.
    vec![make::coded(&format!("article-{}", if n % 10 == 9 { n - 5 } else { n }), &day, 2 + n % 3)]
}

type Content = (Vec<Event>, Vec<Report>, Vec<RollupRow>, Vec<VolumeRow>, Vec<PairEvent>);

fn content(store: &Store) -> Content {
    let events = store.events(&Filter::default()).unwrap().map(Result::unwrap).collect();
    let mut reports: Vec<Report> = store.reports().unwrap().map(Result::unwrap).collect();
    reports.sort_by_key(|r| r.id);
    let (a, b) = ("TCD".parse().unwrap(), "SDN".parse().unwrap());
    let mut pairs = store.pair_events(a, b, None, None).unwrap();
    pairs.sort_by_key(|p| p.id);
    (events, reports, store.rollup(a, b).unwrap(), store.volume().unwrap(), pairs)
}

#[test]
fn small_appends_do_not_leave_many_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Store::create_or_open(folder.path()).unwrap();
    for n in 0..120 {
        writer.append(&batch(n)).unwrap();
        let files = writer.store().manifest().files.len();
        assert!(files <= Table::ALL.len() * 3 * 18, "{files} files after {n} appends");
    }
    let all: Vec<CodedArticle> = (0..120).flat_map(batch).collect();
    let at_once = tempfile::tempdir().unwrap();
    let mut other = Store::create_or_open(at_once.path()).unwrap();
    for (n, article) in all.into_iter().enumerate() {
        other.append(&[article]).unwrap();
        if n % 30 == 0 {
            other.compact(|_, _| ()).unwrap();
        }
    }
    assert_eq!(content(writer.store()), content(other.store()));
}

#[test]
fn compaction_leaves_one_file_a_table_and_year_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Store::create_or_open(folder.path()).unwrap();
    for n in 0..30 {
        writer.append(&batch(n)).unwrap();
    }
    let before = content(writer.store());
    let mut told = Vec::new();
    let done = writer.compact(|files, all| told.push((files, all))).unwrap();
    assert!(done.before > done.after);
    assert_eq!(told.last().map(|(files, all)| files == all), Some(true));
    let mut places: Vec<_> = writer.store().manifest().files.values().map(|f| (f.table, f.year)).collect();
    let files = places.len();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), files, "one file a table and year");
    assert_eq!(content(writer.store()), before);
    assert_eq!(content(&Store::open(folder.path()).unwrap()), before);
    let again = writer.compact(|_, _| ()).unwrap();
    assert_eq!(again.before, again.after, "nothing is left to join");
}

#[test]
fn readers_go_on_while_files_are_joined() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let mut writer = Store::create_or_open(&path).unwrap();
    writer.append(&batch(0)).unwrap();
    let stop = AtomicBool::new(false);
    let reads = std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut reads, mut seen) = (0, 0);
            while !stop.load(Ordering::Relaxed) || reads == 0 {
                let store = Store::open(&path).unwrap();
                let events: Vec<Event> =
                    store.events(&Filter::default()).unwrap().map(Result::unwrap).collect();
                let (a, b) = ("TCD".parse().unwrap(), "SDN".parse().unwrap());
                store.pair_events(a, b, None, None).unwrap();
                for event in events.iter().take(2) {
                    assert_eq!(store.event(event.id).unwrap().map(|e| e.id), Some(event.id));
                }
                assert!(events.len() >= seen, "events vanished");
                (reads, seen) = (reads + 1, events.len());
            }
            reads
        });
        // Own articles only: a replaced one may take an event along.
        for n in (1..60).filter(|n| n % 10 != 9) {
            writer.append(&batch(n)).unwrap();
            if n % 7 == 0 {
                writer.compact(|_, _| ()).unwrap();
            }
        }
        stop.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(reads > 0);
}
