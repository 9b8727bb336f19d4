//! Prints, as a table for docs/exchange.md, what of our own events GDELT's 61 columns keep: every type, status and date granularity
//! is written with `GdeltWriter` and read back. Exits with 1 where a type, a party or a first day is lost.
#![allow(clippy::print_stdout, reason = "a program that prints")]

use detente_coding::{EventType, Party, Status};
use detente_exchange::{Format, GdeltWriter, Options, Row, read};
use detente_resolve::{Country, Granularity, Sector};
use detente_stories::{Event, EventDate, EventId};
use jiff::civil::date;
use std::process::ExitCode;

fn party(country: &str, sector: &str) -> Party {
    let sectors = Sector::new(sector).into_iter().collect();
    Party { country: Country::new(country), sectors, ..Party::default() }
}

fn event(number: u128, kind: EventType, status: Status, date: EventDate) -> Event {
    Event {
        id: EventId(number * 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835),
        aliases: Vec::new(),
        key: None,
        event_type: Some(kind),
        modes: Vec::new(),
        contexts: vec!["military".to_owned()],
        cameo: None,
        reciprocal: false,
        status,
        actors: vec![party("AZE", "GOV")],
        recipients: vec![party("IRN", "MIL")],
        tied: Vec::new(),
        date,
        place: None,
        counts: Vec::new(),
        publishers: vec!["example.org".to_owned()],
        n_articles: 2,
        reports: Vec::new(),
        score: detente_coding::Ontology::embedded().score(kind, &[]),
        confidence: 0.8,
        parties_only: false,
        imported: None,
    }
}

fn dates() -> [EventDate; 8] {
    let of = |to, granularity| EventDate { from: Some(date(2012, 3, 12)), to: Some(to), granularity };
    [
        of(date(2012, 3, 12), Granularity::Day),
        of(date(2012, 3, 18), Granularity::Week),
        of(date(2012, 4, 11), Granularity::Month),
        of(date(2012, 6, 11), Granularity::Quarter),
        of(date(2013, 3, 11), Granularity::Year),
        of(date(2012, 3, 14), Granularity::Span),
        of(date(2012, 3, 12), Granularity::Report),
        EventDate { from: None, to: None, granularity: Granularity::None },
    ]
}

/// What comes back of an event; nothing where it has no row.
fn back(event: &Event) -> Option<Event> {
    let mut writer = GdeltWriter::new(Vec::new());
    writer.write(event, &["https://example.org/story".to_owned()]).ok()?;
    let bytes = writer.into_inner();
    let mut rows = read(Format::Gdelt, bytes.as_slice(), "round trip", &Options::default()).ok()?;
    rows.find_map(|row| if let Row::Event(event) = row { Some(*event) } else { None })
}

fn span(date: &EventDate) -> String {
    match (date.from, date.to) {
        (Some(from), Some(to)) if from != to => format!("{from} to {to}"),
        (Some(from), _) => from.to_string(),
        _ => "none".to_owned(),
    }
}

fn main() -> ExitCode {
    let day = dates()[0];
    let mut lost = 0;
    println!(
        "| written | code | read back | group back | score, and back | quad, and back |\n|---|---|---|---|---|---|"
    );
    for (kind, number) in EventType::ALL.into_iter().zip(1..) {
        let was = event(number, kind, Status::Asserted, day);
        let Some(is) = back(&was) else { return ExitCode::from(1) };
        lost += usize::from(is.actors[0].country != was.actors[0].country || is.date.from != was.date.from);
        lost += usize::from(is.event_type != was.event_type);
        let group = is.group().map_or("none", detente_coding::Group::name);
        let quad = |e: &Event| e.quad().map_or(0, u8::from);
        println!(
            "| {} | {} | {} | {group} | {:.1}, {:.1} | {}, {} |",
            was.type_name(),
            is.cameo.as_deref().unwrap_or("-"),
            is.type_name(),
            was.score,
            is.score,
            quad(&was),
            quad(&is),
        );
    }
    println!("\n| status written | read back |\n|---|---|");
    for (status, number) in Status::ALL.into_iter().zip(100..) {
        let is = back(&event(number, EventType::Aid, status, day));
        println!("| {} | {} |", status.name(), is.map_or("no row", |e| e.status.name()));
    }
    println!("\n| granularity | days written | read back |\n|---|---|---|");
    for (date, number) in dates().into_iter().zip(200..) {
        let is = back(&event(number, EventType::Aid, Status::Asserted, date));
        println!(
            "| {} | {} | {} |",
            date.granularity.name(),
            span(&date),
            is.map_or("no row".to_owned(), |e| span(&e.date))
        );
    }
    if lost == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
