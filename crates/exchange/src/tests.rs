//! Tests of the readers and writers, on made-up rows with the quirks of the real files; `examples/import_tally.rs` reads the real ones.

mod any_bytes;
mod formats;
mod quirks;
mod round_trip;

use crate::{Error, Format, Options, Row, Rows, Tally, read};
use detente_stories::Event;

/// Reads all rows of a file.
fn all(format: Format, input: &[u8]) -> Result<(Vec<Event>, Tally), Error> {
    named(format, input, "test")
}

fn named(format: Format, input: &[u8], file: &str) -> Result<(Vec<Event>, Tally), Error> {
    let mut rows: Rows<&[u8]> = read(format, input, file, &Options::default())?;
    let events = rows
        .by_ref()
        .filter_map(|row| match row {
            Row::Event(event) => Some(*event),
            Row::Refused(_) => None,
        })
        .collect();
    let tally = rows.tally().clone();
    Ok((events, tally))
}

/// What an event is, in one line: type, modes, code, who, to whom, days, group, quad, score.
fn told(event: &Event) -> String {
    let side = |parties: &[detente_coding::Party]| {
        let one = |p: &detente_coding::Party| {
            let sectors: Vec<&str> = p.sectors.iter().map(detente_resolve::Sector::code).collect();
            format!("{}.{}", p.country.map_or(String::new(), |c| c.to_string()), sectors.join("+"))
        };
        parties.iter().map(one).collect::<Vec<_>>().join(",")
    };
    let imported = event.imported.as_ref().expect("an imported event");
    format!(
        "{} [{}] {} {} {} {}..{} {} quad {:?} {}",
        event.type_name(),
        event.modes.join(","),
        imported.code.as_deref().unwrap_or("-"),
        side(&event.actors),
        if event.reciprocal { "both".to_owned() } else { format!("> {}", side(&event.recipients)) },
        event.date.from.map_or(String::new(), |d| d.to_string()),
        event.date.to.map_or(String::new(), |d| d.to_string()),
        event.group().map_or("-", detente_coding::Group::name),
        event.quad(),
        event.score,
    )
}

#[track_caller]
fn check(format: Format, input: &str, expect: &[&str]) -> (Vec<Event>, Tally) {
    let (events, tally) = all(format, input.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    let lines: Vec<String> = events.iter().map(told).collect();
    assert_eq!(lines, expect, "{tally:?}");
    (events, tally)
}
