//! Events of other datasets: kept as they are, once.

use crate::make;
use detente_coding::{EventType, Group, Status};
use detente_resolve::Granularity;
use detente_store::{Filter, ImportNote, Store};
use detente_stories::{Event, EventDate, EventId, Imported};
use std::sync::Arc;

fn event(n: u128, day: &str) -> Event {
    let day = day.parse().ok();
    let (event_type, group) =
        if n.is_multiple_of(5) { (None, None) } else { (Some(EventType::Accuse), Some(Group::WordsAgainst)) };
    Event {
        id: EventId(n),
        aliases: vec![],
        key: None,
        event_type,
        modes: vec![],
        contexts: vec![],
        cameo: Some("112".to_owned()),
        reciprocal: false,
        status: Status::Asserted,
        actors: vec![make::party("ISR", &["MIL"])],
        recipients: vec![make::party("PSE", &[])],
        tied: vec![],
        date: EventDate { from: day, to: day, granularity: Granularity::Day },
        place: None,
        counts: vec![],
        publishers: vec![],
        n_articles: 3,
        reports: vec![],
        score: -2.0,
        confidence: 1.0,
        parties_only: false,
        imported: Some(Imported {
            dataset: Arc::from("gdelt2"),
            source_id: n.to_string(),
            code: Some("112".to_owned()),
            group,
            quad: Some(0),
            mentions: 7,
            url: Some("https://news.example/1".to_owned()),
        }),
    }
}

#[test]
fn what_is_imported_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Store::create_or_open(folder.path()).unwrap();
    let events: Vec<Event> = (1..40).map(|n| event(n, &format!("2001-0{}-11", 1 + n % 9))).collect();
    let note = ImportNote { dataset: "gdelt2".to_owned(), rows: 39, ..ImportNote::default() };
    let done = writer.import(&events, Some(note.clone())).unwrap();
    assert_eq!((done.added, done.known), (39, 0));
    let mut read: Vec<Event> =
        writer.store().events(&Filter::default()).unwrap().map(Result::unwrap).collect();
    read.sort_by_key(|e| e.id);
    assert_eq!(read, events);
    assert_eq!(writer.store().manifest().imports, [ImportNote { events: 39, ..note }]);
    let (a, b) = ("ISR.MIL".parse().unwrap(), "PSE".parse().unwrap());
    let pairs = writer.store().pair_events(a, b, None, None).unwrap();
    assert_eq!(pairs.len(), 39);
    assert!(pairs.iter().all(|p| p.n_reports == 7 && (p.score + 2.0).abs() < f32::EPSILON));
    assert_eq!(pairs.iter().filter(|p| p.group.is_none()).count(), 7);
    let since = writer.store().pair_events(a, b, "2001-05-01".parse().ok(), None).unwrap();
    assert_eq!(since.len(), pairs.iter().filter(|p| p.from >= "2001-05-01".parse().ok()).count());
    let counted: i64 = writer.store().rollup(a, b).unwrap().iter().map(|r| r.events).sum();
    assert_eq!(counted, 39);
}

#[test]
fn what_is_imported_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Store::create_or_open(folder.path()).unwrap();
    let events: Vec<Event> = (1..20).map(|n| event(n, "2001-01-11")).collect();
    writer.import(&events[..12], None).unwrap();
    let again = writer.import(&events, None).unwrap();
    assert_eq!((again.added, again.known), (7, 12));
    let manifest = writer.store().manifest().clone();
    let twice = [events.clone(), events].concat();
    let done = writer.import(&twice, None).unwrap();
    assert_eq!((done.added, done.known), (0, 38));
    assert_eq!(*writer.store().manifest(), manifest);
}

#[test]
fn coded_and_imported_events_live_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Store::create_or_open(folder.path()).unwrap();
    writer.append(&[make::coded("a", "2001-01-11", 3)]).unwrap();
    writer.import(&[event(5, "2001-01-11")], None).unwrap();
    writer.append(&[make::coded("b", "2001-01-11", 3)]).unwrap();
    writer.compact(|_, _| ()).unwrap();
    let events: Vec<Event> = writer.store().events(&Filter::default()).unwrap().map(Result::unwrap).collect();
    assert_eq!(events.iter().filter(|e| e.imported.is_some()).count(), 1);
    assert!(events.iter().any(|e| e.n_articles == 2), "what is coded is still merged");
}
