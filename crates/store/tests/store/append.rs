//! Appending: round trips, idempotence, order, replacement, aliases.

use crate::{any, make};
use detente_coding::{Report, Status};
use detente_store::{Appended, CodedArticle, Filter, Store, Table, VolumeRow};
use detente_stories::{Event, EventId};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.display().to_string(), std::fs::read(&path).unwrap());
        }
    }
    found
}

fn load(path: &Path, batches: &[&[CodedArticle]]) -> Store {
    let mut writer = Store::create_or_open(path).unwrap();
    for batch in batches {
        writer.append(batch).unwrap();
    }
    drop(writer);
    Store::open(path).unwrap()
}

fn events(store: &Store) -> Vec<Event> {
    store.events(&Filter::default()).unwrap().collect::<Result<_, _>>().unwrap()
}

fn reports(store: &Store) -> Vec<Report> {
    let mut all: Vec<Report> = store.reports().unwrap().collect::<Result<_, _>>().unwrap();
    all.sort_by_key(|r| r.id);
    all
}

/// What the store holds is what its parts say, and nothing else lies in its folder.
#[track_caller]
pub fn check_whole(store: &Store) {
    let (all, found) = (reports(store), events(store));
    let bare = |events: Vec<Event>| -> Vec<Event> {
        events.into_iter().map(|e| Event { aliases: vec![], ..e }).collect()
    };
    assert_eq!(bare(found.clone()), detente_stories::events(&all));
    let on_disk: BTreeSet<String> =
        files(store.root()).into_keys().filter(|f| f.ends_with(".parquet")).collect();
    let listed: BTreeSet<String> =
        store.manifest().files.keys().map(|f| store.root().join(f).display().to_string()).collect();
    assert_eq!(on_disk, listed);
    assert_eq!(store.manifest().rows(Table::EventReports), all.len() as u64);
    assert_eq!(store.manifest().rows(Table::Events), found.len() as u64);
    let pairs: usize = found.iter().map(|e| detente_stories::dyads(e).len()).sum();
    assert_eq!(store.manifest().rows(Table::Dyads), pairs as u64);
    let volume = store.volume().unwrap();
    assert_eq!(volume.iter().map(|v| v.events).sum::<i64>(), i64::try_from(found.len()).unwrap());
    assert_eq!(volume.iter().map(|v| v.reports).sum::<i64>(), i64::try_from(all.len()).unwrap());
    assert_eq!(
        volume.iter().map(|v| v.articles).sum::<i64>(),
        store.manifest().rows(Table::Articles).cast_signed()
    );
}

#[test]
fn an_empty_store_is_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let store = load(&folder.path().join("new"), &[&[]]);
    check_whole(&store);
    assert!(events(&store).is_empty() && store.volume().unwrap().is_empty());
    assert_eq!(store.event(EventId(1)).unwrap(), None);
    assert!(store.manifest().batches.is_empty());
}

#[test]
fn an_article_without_reports_counts_as_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = load(folder.path(), &[&[make::coded("a", "2021-02-03", 0)]]);
    check_whole(&store);
    let month = Some("2021-02-01".parse().unwrap());
    assert_eq!(
        store.volume().unwrap(),
        [VolumeRow { month, articles: 1, sentences: 9, reports: 0, events: 0 }]
    );
}

#[test]
fn every_field_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let meta = make::meta("a", Some("2021-02-03"));
    let full = make::full_report(&meta);
    let store = load(folder.path(), &[&[make::article(&meta, vec![full.clone()])]]);
    check_whole(&store);
    assert_eq!(store.report(full.id).unwrap(), Some(full.clone()));
    let event = events(&store).remove(0);
    assert_eq!(store.reports_of(&event).unwrap(), std::slice::from_ref(&full));
    assert_eq!(store.event_of(full.id).unwrap(), Some(event));
    assert_eq!(store.report(make::id("no such")).unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_reports_come_back(made in prop::collection::vec(any::report(), 1..6)) {
        let folder = tempfile::tempdir().unwrap();
        let mut articles: BTreeMap<String, CodedArticle> = BTreeMap::new();
        for r in &made {
            articles.insert(r.article.id.clone(), make::article(&r.article, vec![r.clone()]));
        }
        let batch: Vec<CodedArticle> = articles.into_values().collect();
        let store = load(folder.path(), &[&batch]);
        check_whole(&store);
        let mut expect: Vec<Report> = batch.into_iter().flat_map(|a| a.reports).collect();
        expect.sort_by_key(|r| r.id);
        prop_assert_eq!(reports(&store), expect);
    }
}

#[test]
fn the_same_batch_twice_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let batch = [make::coded("a", "2021-02-03", 3), make::coded("b", "2022-02-03", 2)];
    drop(load(folder.path(), &[&batch]));
    let before = files(folder.path());
    let mut writer = Store::create_or_open(folder.path()).unwrap();
    let again = writer.append(&batch).unwrap();
    assert_eq!(again, Appended { unchanged: 2, ..Appended::default() });
    let twice = writer.append(&[batch[0].clone(), batch[0].clone()]).unwrap();
    assert_eq!(twice.unchanged, 2);
    drop(writer);
    assert_eq!(files(folder.path()), before);
}

/// Six articles in two years; four tell of one act, one of another count, one is undated.
fn some_articles() -> Vec<CodedArticle> {
    let mut all = vec![
        make::coded("a", "2020-12-31", 3),
        make::coded("bb", "2021-01-01", 2),
        make::coded("ccc", "2021-01-02", 6),
        make::coded("d", "2021-01-03", 2),
        make::coded("e", "2021-01-04", 1),
        make::coded("f", "2021-01-05", 1),
    ];
    let act = all[0].reports[0].date.clone();
    for article in &mut all[1..5] {
        article.reports[0].date = act.clone();
    }
    all[3].reports[0].counts = make::full_report(&all[3].meta).counts;
    all[4].reports[0].counts = make::full_report(&all[4].meta).counts;
    all[4].reports[0].counts[0].min = Some(3);
    all[4].reports[0].counts[0].max = Some(5);
    let undated = make::meta("f", None);
    all[5] = make::article(&undated, vec![make::report(&undated, 0)]);
    all
}

#[test]
fn any_order_and_cut_of_batches_gives_the_same_events() {
    let all = some_articles();
    let folder = tempfile::tempdir().unwrap();
    let whole = load(&folder.path().join("whole"), &[&all]);
    check_whole(&whole);
    let found = events(&whole);
    assert_eq!(found.iter().map(|e| e.n_articles).max(), Some(4));
    let turned: Vec<CodedArticle> = all.iter().rev().cloned().collect();
    let mixed: Vec<CodedArticle> = [3, 0, 5, 4, 1, 2].map(|i| all[i].clone()).to_vec();
    for (n, order) in [all, turned, mixed].iter().enumerate() {
        for size in [1, 2, 4] {
            let batches: Vec<&[CodedArticle]> = order.chunks(size).collect();
            let store = load(&folder.path().join(format!("{n}-{size}")), &batches);
            check_whole(&store);
            let bare: Vec<Event> =
                events(&store).into_iter().map(|e| Event { aliases: vec![], ..e }).collect();
            assert_eq!(bare, found, "order {n}, batches of {size}");
            assert_eq!(store.volume().unwrap(), whole.volume().unwrap());
            let (a, b) = ("TCD".parse().unwrap(), "SDN".parse().unwrap());
            assert_eq!(store.rollup(a, b).unwrap(), whole.rollup(a, b).unwrap());
        }
    }
}

#[test]
fn an_earlier_telling_makes_the_old_id_an_alias() {
    let all = some_articles();
    let folder = tempfile::tempdir().unwrap();
    let late = load(folder.path(), &[&all[2..3]]);
    let old = events(&late).into_iter().find(|e| e.reports.contains(&all[2].reports[0].id)).unwrap();
    let store = load(folder.path(), &[&all[..1]]);
    let new = store.event(old.id).unwrap().unwrap();
    assert_eq!(new.id, EventId::from(all[0].reports[0].id));
    assert_eq!((new.aliases.as_slice(), new.n_articles), ([old.id].as_slice(), 2));
    check_whole(&store);
}

#[test]
fn a_new_coding_replaces_the_articles_reports() {
    let all = some_articles();
    let folder = tempfile::tempdir().unwrap();
    load(folder.path(), &[&all]);
    let mut again = all[0].clone();
    again.reports.truncate(2);
    again.reports[1].status = Status::Alleged;
    again.reports.iter_mut().for_each(|r| r.coder = make::coder("0.2.0"));
    let mut writer = Store::create_or_open(folder.path()).unwrap();
    let done = writer.append(std::slice::from_ref(&again)).unwrap();
    assert_eq!((done.added, done.replaced, done.reports), (0, 1, 2));
    drop(writer);
    let store = Store::open(folder.path()).unwrap();
    check_whole(&store);
    let expect: usize = 2 + all[1..].iter().map(|a| a.reports.len()).sum::<usize>();
    assert_eq!(reports(&store).len(), expect);
    assert_eq!(store.report(again.reports[1].id).unwrap(), Some(again.reports[1].clone()));
    assert_eq!(store.report(all[0].reports[2].id).unwrap(), None);
    assert_eq!(store.manifest().coders.len(), 2);
    // All its reports are gone: so are the events that only it told of.
    let store = load(folder.path(), &[&[make::article(&all[0].meta, vec![])]]);
    check_whole(&store);
    // The date of an article moves to another year.
    let moved = make::coded("a", "1999-01-01", 1);
    let store = load(folder.path(), &[&[moved]]);
    check_whole(&store);
    assert_eq!(store.manifest().rows(Table::Articles), 6);
}

#[test]
fn a_report_of_another_article_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut odd = make::coded("a", "2021-02-03", 1);
    odd.meta = make::meta("b", None);
    let mut writer = Store::create_or_open(folder.path()).unwrap();
    assert!(writer.append(&[odd]).unwrap_err().to_string().contains("of article `a`"));
    assert!(events(writer.store()).is_empty());
}

#[test]
fn a_reader_keeps_its_view_while_a_writer_goes_on() {
    let all = some_articles();
    let folder = tempfile::tempdir().unwrap();
    let early = load(folder.path(), &[&all[..1]]);
    let running = early.events(&Filter::default()).unwrap();
    load(folder.path(), &[&all[1..3], &all[3..]]);
    // Opened before: the old events, from files that are gone by now. Asked after: the store as it is.
    assert_eq!(running.count(), 3);
    assert!(early.events(&Filter::default()).unwrap().all(|e| e.is_ok()));
}
