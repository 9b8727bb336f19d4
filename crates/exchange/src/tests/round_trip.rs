//! Our events through GDELT's and ICEWS's columns and back.

use super::all;
use crate::draft::{blank, on};
use crate::{Format, GdeltWriter, IcewsWriter};
use detente_coding::{EventType, Group, Party};
use detente_resolve::{Country, Precision, Sector};
use detente_stories::{Event, EventId, EventPlace};
use std::sync::Arc;

fn party(country: &str, sector: &str) -> Party {
    let country = Country::new(country);
    Party { country, sectors: Sector::new(sector).into_iter().collect(), ..Party::default() }
}

fn event(number: u128, kind: EventType) -> Event {
    let mut event = blank(&Arc::from("own"), b"");
    event.imported = None;
    event.id = EventId(number << 64 | 0x4d);
    event.event_type = Some(kind);
    event.actors = vec![party("AZE", "GOV")];
    event.recipients = vec![party("IRN", "MIL")];
    event.date = on(jiff::civil::date(2012, 3, 15));
    event.place = Some(EventPlace {
        geonameid: Some(587_084),
        name: "Baku".into(),
        admin1: Some("Baki".into()),
        country: Country::new("AZE"),
        lat: Some(40.38),
        lon: Some(49.89),
        precision: Precision::City,
    });
    event
}

fn gdelt(events: &[Event]) -> Vec<u8> {
    let mut writer = GdeltWriter::new(Vec::new());
    let urls = ["https://example.org/a\tb".to_owned()];
    for event in events {
        writer.write(event, &urls).expect("a vector takes all");
    }
    writer.into_inner()
}

#[test]
fn sixty_one_columns() {
    let out = gdelt(&[event(1, EventType::Agree)]);
    let text = String::from_utf8(out).expect("text");
    assert!(text.lines().all(|line| line.split('\t').count() == 61), "{text}");
}

/// The group that comes back: CONCEDE and a RETREAT without mode and context are written as 080, of which the codebook says no
/// group.
fn kept_group(event: &Event) -> Option<Group> {
    let yields = matches!(event.event_type, Some(EventType::Concede | EventType::Retreat));
    event.group().filter(|_| !yields)
}

#[test]
fn all_types_come_back() {
    let events: Vec<Event> = EventType::ALL.into_iter().zip(1..).map(|(kind, n)| event(n, kind)).collect();
    let (back, tally) = all(Format::Gdelt, &gdelt(&events)).expect("GDELT");
    assert!(tally.repaired.is_empty() && tally.refused.is_empty(), "{tally:?}");
    for (was, is) in events.iter().zip(&back) {
        assert_eq!(kept_group(was), is.group(), "{:?} became {:?}", was.event_type, is.event_type);
        assert_eq!(
            (&was.actors[0].country, &was.actors[0].sectors),
            (&is.actors[0].country, &is.actors[0].sectors)
        );
        assert_eq!((&was.recipients[0].country, &was.date), (&is.recipients[0].country, &is.date));
        let (was, is) = (was.place.as_ref().expect("set"), is.place.as_ref().expect("kept"));
        assert_eq!(
            (&was.name, &was.admin1, was.country, was.lat),
            (&is.name, &is.admin1, is.country, is.lat)
        );
    }
    let mut writer = IcewsWriter::new(Vec::new());
    for event in &events {
        assert_eq!(writer.write(event, &[]).expect("a vector takes all"), 1);
    }
    let (back, tally) = all(Format::Icews, &writer.into_inner()).expect("ICEWS");
    assert!(tally.repaired.is_empty() && tally.refused.is_empty(), "{tally:?}");
    for (was, is) in events.iter().zip(&back) {
        assert_eq!((kept_group(was), &was.actors[0].sectors), (is.group(), &is.actors[0].sectors));
    }
}

#[test]
fn both_ways() {
    let mut treaty = event(3, EventType::Agree);
    treaty.reciprocal = true;
    treaty.actors.append(&mut treaty.recipients);
    let (back, _) = all(Format::Gdelt, &gdelt(&[treaty])).expect("GDELT");
    let pairs: Vec<_> = back.iter().map(|e| (e.actors[0].country, e.recipients[0].country)).collect();
    let (a, b) = (Country::new("AZE"), Country::new("IRN"));
    assert_eq!(pairs, [(a, b), (b, a)]);
    assert_ne!(back[0].id, back[1].id);
}

#[test]
fn without_a_day_there_is_no_row() {
    let mut undated = event(4, EventType::Aid);
    undated.date.from = None;
    assert!(gdelt(&[undated]).is_empty());
}
