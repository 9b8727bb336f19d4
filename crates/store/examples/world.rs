//! A made-up world of any size, to measure with: `world STORE EVENTS [FROM_YEAR TO_YEAR]` imports that many events between
//! 190 countries with sectors, spread over the years as the press grew, with few pairs that make most of the news
//! (Zipf), CAMEO-like types and a yearly rhythm. The same numbers, the same store.
//!
//! `cargo run --release -p detente-store --example world -- /tmp/world 50000000`
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement for people")]

use detente_coding::{EventType, Party, Status};
use detente_resolve::{Country, Granularity, Sector};
use detente_store::{ImportNote, Store};
use detente_stories::{Event, EventDate, EventId, Imported};
use jiff::civil::Date;
use std::sync::Arc;
use std::time::Instant;

const CHUNK: usize = 100_000;

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f64) as usize
    }
}

struct World {
    random: Random,
    countries: Vec<Country>,
    sectors: Vec<Sector>,
    dataset: Arc<str>,
}

impl World {
    fn new() -> Self {
        let codes = include_str!("../../../data/countries/cow_gw.tsv").lines();
        let countries = codes.filter_map(|l| Country::new(l.get(..3)?)).collect();
        let sectors = ["GOV", "MIL", "REB", "COP", "CVL", "OPP"].iter().filter_map(|s| Sector::new(s));
        Self { random: Random(7), countries, sectors: sectors.collect(), dataset: "world".into() }
    }

    /// Some countries make most of the news: the rank is drawn log-uniformly.
    fn party(&mut self) -> Party {
        let rank = (self.countries.len() as f64).powf(self.random.unit()) as usize - 1;
        let sector = self.random.below(self.sectors.len() * 2);
        Party {
            country: self.countries.get(rank).copied(),
            sectors: self.sectors.get(sector).copied().into_iter().collect(),
            ..Party::default()
        }
    }

    fn event(&mut self, n: u64, day: Date) -> Event {
        let event_type = EventType::ALL[self.random.below(EventType::ALL.len())];
        let (actor, recipient) = (self.party(), self.party());
        let id = (u128::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)) | 1;
        Event {
            id: EventId(id),
            aliases: vec![],
            key: None,
            event_type: Some(event_type),
            modes: vec![],
            contexts: vec![],
            cameo: None,
            reciprocal: false,
            status: Status::Asserted,
            actors: vec![actor],
            recipients: vec![recipient],
            tied: vec![],
            date: EventDate { from: Some(day), to: Some(day), granularity: Granularity::Day },
            place: None,
            counts: vec![],
            publishers: vec![],
            n_articles: 1 + self.random.below(9),
            reports: vec![],
            score: (self.random.unit() * 20.0 - 10.0).round() as f32,
            confidence: 1.0,
            parties_only: false,
            imported: Some(Imported {
                dataset: Arc::clone(&self.dataset),
                source_id: n.to_string(),
                code: None,
                group: Some(event_type.group()),
                quad: Some(event_type.quad() as u8),
                mentions: 1 + self.random.below(20) as u32,
                url: None,
            }),
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize, else_: u64| arguments.get(i).and_then(|n| n.parse().ok()).unwrap_or(else_);
    let path = arguments.first().expect("usage: world STORE EVENTS [FROM_YEAR TO_YEAR]");
    let (count, first, last) = (number(1, 1_000_000), number(2, 1979), number(3, 2025));
    let years = last - first + 1;
    let (mut world, start) = (World::new(), Instant::now());
    let mut writer = Store::create_or_open(path).unwrap();
    let mut chunk = Vec::with_capacity(CHUNK);
    // A year has so much more than the one before that the last has nine times as much as the first.
    let weight = |year: u64| 1.0 + 8.0 * year as f64 / years.max(2) as f64;
    let all: f64 = (0..years).map(weight).sum();
    let mut n = 0;
    for year in 0..years {
        let of_year = (count as f64 * weight(year) / all) as u64;
        let new_year = Date::new((first + year) as i16, 1, 1).unwrap();
        for i in 0..of_year {
            let day = new_year + jiff::Span::new().days((i * 365 / of_year).cast_signed());
            chunk.push(world.event(n, day));
            n += 1;
            if chunk.len() == CHUNK {
                writer.import(&chunk, None).unwrap();
                chunk.clear();
                let rate = n as f64 / start.elapsed().as_secs_f64();
                println!("{n} events, {rate:.0} a second");
            }
        }
    }
    let note = ImportNote {
        dataset: "world".to_owned(),
        rows: n,
        events: n - chunk.len() as u64,
        ..ImportNote::default()
    };
    writer.import(&chunk, Some(note)).unwrap();
    println!("{n} events in {:.0} s", start.elapsed().as_secs_f64());
}
