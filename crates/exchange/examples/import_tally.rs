//! Reads files of others and prints what became of their rows: `import_tally FORMAT FILE…`.
//!
//! Exits with 1 where a file cannot be read as the format, gives no event, where fewer than 99 of 100 rows become events or are
//! repeats, or where a GDELT row's own quad class is not the one of the code as read (a zero put back wrongly would show there). Continuous integration runs it over the files that the project may not keep.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints")]

use detente_exchange::{Format, Options, Reason, Repair, Row, read};
use std::{fs::File, process::ExitCode, time::Instant};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(format) = arguments.next().as_deref().and_then(Format::from_name) else {
        eprintln!("usage: import_tally FORMAT FILE…");
        return ExitCode::from(2);
    };
    let bad = arguments.filter(|path| !one(format, path)).count();
    if bad == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn one(format: Format, path: &str) -> bool {
    let opened = File::open(path).map_err(|e| e.to_string());
    let rows = opened.and_then(|file| {
        read(format, file, path, &Options::default()).map_err(|e| format!("{e}; {}", e.hint().unwrap_or("")))
    });
    let mut rows = match rows {
        Ok(rows) => rows,
        Err(e) => {
            println!("{path}: {e}");
            return false;
        }
    };
    let is_gdelt = matches!(format, Format::Gdelt | Format::Gdelt1);
    let start = Instant::now();
    let (mut typed, mut dyadic, mut placed, mut other_quad) = (0, 0, 0, 0);
    for row in rows.by_ref() {
        if let Row::Event(event) = row {
            typed += u64::from(event.event_type.is_some());
            dyadic += u64::from(!detente_stories::dyads(&event).is_empty());
            placed += u64::from(event.place.is_some());
            other_quad += u64::from(is_gdelt && event.quad() != quad(&event));
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let tally = rows.tally();
    let name = path.rsplit('/').next().unwrap_or(path);
    let rate = tally.rows_in as f64 / seconds.max(1e-9);
    println!(
        "{name} ({}): {} rows, {} events, {rate:.0} rows/s",
        rows.dataset().name,
        tally.rows_in,
        tally.events
    );
    println!(
        "  with a type {typed}, in a dyad of countries {dyadic}, placed {placed}, quad class not the code's {other_quad}"
    );
    let example = |name: &str| {
        tally
            .examples
            .get(name)
            .and_then(|e| e.first())
            .map_or(String::new(), |(line, seen)| format!("line {line}: {seen}"))
    };
    let line = |kind: &str, name: &str, n: u64| println!("  {kind} {name:20} {n:>8}  {}", example(name));
    tally.repaired.iter().for_each(|(kind, n): (&Repair, _)| line("repaired", kind.name(), *n));
    tally.refused.iter().for_each(|(kind, n): (&Reason, _)| line("refused ", kind.name(), *n));
    let repeats = tally.refused.get(&Reason::Repeated).copied().unwrap_or(0);
    other_quad == 0 && tally.events > 0 && (tally.events + repeats) * 100 >= tally.rows_in * 99
}

/// The quad class of an event's CAMEO code by GDELT's map.
fn quad(event: &detente_stories::Event) -> Option<u8> {
    match event.cameo.as_deref()?.get(..2)?.parse().ok()? {
        1..=5_u8 => Some(1),
        6..=9 => Some(2),
        10..=14 => Some(3),
        15..=20 => Some(4),
        _ => None,
    }
}
