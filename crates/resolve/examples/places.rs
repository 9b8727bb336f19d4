//! Development tool of `find_places`: `places FILE` prints each place found in a text, with its words, and the speed.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints figures")]

use detente_resolve::find_places;
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: places FILE")?;
    let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
    find_places("warm", None);
    let start = Instant::now();
    let places: Vec<_> = text.lines().map(|line| (line, find_places(line, None))).collect();
    let seconds = start.elapsed().as_secs_f64();
    let mut count = 0;
    for (line, places) in places {
        for place in places {
            let country = place.country.map_or_else(|| "-".to_owned(), |country| country.to_string());
            println!("{}\t{}\t{country}\t{}", place.span.of(line), place.name, place.precision.name());
            count += 1;
        }
    }
    eprintln!("{count} places, {:.1} MB/s", text.len() as f64 / seconds / 1e6);
    Ok(())
}
