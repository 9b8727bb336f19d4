//! A made-up relation over many months, of imported events, as large records are: storms of events, quiet years, and a
//! change for the worse two thirds on. The numbers are from a fixed seed.

use super::fixture;
use detente_relations::{Direction, Group};
use detente_render::{EventEvidence, RelationView};
use jiff::{ToSpan, civil::Date};

/// So many months from January 1979.
pub fn months(n: u32) -> RelationView {
    let (mut random, mut events) = (Random(7), Vec::new());
    // How hot a month is: a walk that is drawn back to its middle, so that storms last.
    let mut heat = 0.0;
    for month in 0..n {
        heat = 0.85 * heat + 1.1 * (random.share() - 0.5);
        let cold = month > n * 2 / 3;
        for direction in Direction::ALL {
            for (group, kind, score, base) in kinds(cold) {
                let storm = if score < 0.0 { heat * 2.0 } else { heat * 0.6 };
                for _ in 0..random.poisson(base * f64::exp(storm)) {
                    let day = day(month, random.below(28));
                    events.push(event(events.len(), day, direction, (group, kind, score)));
                }
            }
        }
    }
    fixture::view(events)
}

/// Groups with a type, its score and the mean number of events a month.
fn kinds(cold: bool) -> [(Group, &'static str, f64, f64); 6] {
    let worse = if cold { 3.0 } else { 1.0 };
    [
        (Group::Vows, "SUPPORT", 5.0, 1.6),
        (Group::Contacts, "CONSULT", 2.5, 1.8),
        (Group::Asks, "REQUEST", 0.0, 0.5),
        (Group::WordsAgainst, "ACCUSE", -2.0, 1.2),
        (Group::DeedsFor, "AID", 10.0, 0.8 / worse),
        (Group::DeedsAgainst, "ASSAULT", -9.0, 1.3 * worse),
    ]
}

fn day(month: u32, day: u32) -> Date {
    let first = Date::constant(1979, 1, 1);
    first.saturating_add(i64::from(month).months()).saturating_add(i64::from(day).days())
}

fn event(
    i: usize,
    day: Date,
    direction: Direction,
    (group, kind, score): (Group, &str, f64),
) -> EventEvidence {
    EventEvidence {
        id: i as u128,
        from: Some(day),
        to: Some(day),
        directions: vec![direction],
        group: Some(group),
        event_type: kind.to_owned(),
        modes: Vec::new(),
        status: "asserted".to_owned(),
        score,
        imported: Some("made up, 190, KSTGOV to OVLGOV".to_owned()),
        reports: Vec::new(),
    }
}

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

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, bound: u32) -> u32 {
        (self.next() % u64::from(bound)) as u32
    }

    fn poisson(&mut self, mean: f64) -> u32 {
        let (mut n, mut product, least) = (0, self.share(), (-mean).exp());
        while product > least && n < 500 {
            product *= self.share();
            n += 1;
        }
        n
    }
}
