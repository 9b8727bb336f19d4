//! `toponyms FILE… [v]`: how well gold toponyms are located. A line of a file is {text, toponyms: [{start, end, lat, lon,
//! geonameid?, country?}]}, offsets in characters. Right is the same id or a point within 161 km (100 miles); the country is that of
//! the gold id, else of the inhabited place nearest to the gold point. The prior is the place of that name with most inhabitants.
//! Documents are split in halves: the weights of `places/choose.rs` were chosen on even ones. `ids` leaves out toponyms without
//! an id: streets, halls and the like that annotators placed by hand.

#![expect(clippy::print_stdout, reason = "a program that prints figures")]

use detente_resolve::{Country, Place, locate, lookup, nearest_place, place_of_geonameid};
use detente_text::Span;
use serde_json::Value;
use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

const MILES_100: f64 = 161.0;

#[derive(Default)]
struct Tally {
    toponyms: usize,
    found: usize,
    near: usize,
    country: usize,
    prior_near: usize,
    prior_country: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a == "v" || a == "ids");
    let has = |flag: &str| flags.iter().any(|f| f == flag);
    let mut countries = HashMap::new();
    for file in &files {
        let shown = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        let mut tallies = [Tally::default(), Tally::default()];
        for (number, line) in std::fs::read_to_string(file)?.lines().enumerate() {
            let document: Value = serde_json::from_str(line)?;
            let tally = &mut tallies[number % 2];
            score(&document, tally, &mut countries, [has("ids"), has("v") && number % 2 == 0])
                .ok_or("a document without text")?;
        }
        let [even, odd] = &tallies;
        let all = sum(even, odd);
        for (name, t) in [("even", even), ("odd", odd), ("all", &all)] {
            let share = |n: usize| n as f64 / t.toponyms as f64;
            println!(
                "{shown} {name}: {} toponyms, found {:.3}; acc@161km {:.3}, country {:.3}; prior {:.3}, {:.3}",
                t.toponyms,
                share(t.found),
                share(t.near),
                share(t.country),
                share(t.prior_near),
                share(t.prior_country),
            );
        }
    }
    Ok(())
}

fn sum(a: &Tally, b: &Tally) -> Tally {
    Tally {
        toponyms: a.toponyms + b.toponyms,
        found: a.found + b.found,
        near: a.near + b.near,
        country: a.country + b.country,
        prior_near: a.prior_near + b.prior_near,
        prior_country: a.prior_country + b.prior_country,
    }
}

type Memory = HashMap<(i64, i64, u32), Option<Country>>;

fn score(
    document: &Value,
    tally: &mut Tally,
    countries: &mut Memory,
    [ids, verbose]: [bool; 2],
) -> Option<()> {
    let text = document["text"].as_str()?;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for toponym in document["toponyms"].as_array()? {
        let (Some(lat), Some(lon)) = (toponym["lat"].as_f64(), toponym["lon"].as_f64()) else { continue };
        let (Some(start), Some(end)) = (toponym["start"].as_u64(), toponym["end"].as_u64()) else { continue };
        let id = toponym["geonameid"].as_str().and_then(|id| id.parse().ok()).unwrap_or(0);
        if ids && id == 0 {
            continue;
        }
        let place = ((lat * 1e4) as i64, (lon * 1e4) as i64, id);
        let country = *countries.entry(place).or_insert_with(|| {
            let of_id = (id > 0).then(|| place_of_geonameid(id)).flatten();
            // Far from every town lies open water.
            let nearest = || nearest_place(lat as f32, lon as f32).filter(|place| is_near(place, (lat, lon)));
            of_id.or_else(nearest).and_then(|place| place.country)
        });
        let span = Span::new(*bytes.get(start as usize)?, *bytes.get(end as usize)?);
        let found = locate(text, span);
        let right = |place: Option<&Place>| {
            place.is_some_and(|place| is_near(place, (lat, lon)) || id > 0 && place.geonameid == Some(id))
        };
        let place = found.as_ref().map(|found| &found.place);
        let prior = lookup(span.of(text), None);
        tally.toponyms += 1;
        tally.found += usize::from(found.is_some());
        tally.near += usize::from(right(place));
        tally.country += usize::from(place.is_some_and(|place| place.country == country));
        tally.prior_near += usize::from(right(prior.as_ref()));
        tally.prior_country += usize::from(prior.as_ref().is_some_and(|place| place.country == country));
        if verbose && !right(place) {
            let got =
                place.map(|p| format!("{} {:?} {:?} {}", p.name, p.admin1, p.country, p.precision.name()));
            println!("{:?} {lat:.2} {lon:.2} {country:?}: {}", span.of(text), got.unwrap_or_default());
        }
    }
    Some(())
}

fn is_near(place: &Place, point: (f64, f64)) -> bool {
    let place = place.lat.zip(place.lon);
    place.is_some_and(|(lat, lon)| kilometres((lat.into(), lon.into()), point) <= MILES_100)
}

fn kilometres((lat, lon): (f64, f64), (other_lat, other_lon): (f64, f64)) -> f64 {
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let x =
        half(other_lat - lat) + lat.to_radians().cos() * other_lat.to_radians().cos() * half(other_lon - lon);
    12_742.0 * x.sqrt().min(1.0).asin()
}
