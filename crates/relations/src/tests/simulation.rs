//! Made-up worlds whose truth is known: the measures must find it, and must not find what is not there.

use super::{measured, on, settings};
use crate::{Direction, Group, Observation, Period, Settings, random::Random};
use jiff::{ToSpan, civil::Date, civil::date};

const FIRST: Date = date(2001, 1, 1);
const DAYS: u64 = 3000;

fn day(n: u64) -> Date {
    FIRST.saturating_add(n.cast_signed().days())
}

fn world() -> Settings {
    Settings { from: Some(FIRST), to: Some(day(DAYS - 1)), ..settings() }
}

/// `n` events of a group on days drawn from the whole record.
fn scattered(n: usize, group: Group, random: &mut Random) -> Vec<Observation> {
    (0..n)
        .map(|i| on(&format!("{}{i}", group.name()), day(random.below(DAYS)), Direction::AToB, group))
        .collect()
}

/// Each vow followed, with a probability in percent, by a deed 1 to 20 days later.
fn deeds_after(vows: &[Observation], percent: u64, random: &mut Random) -> Vec<Observation> {
    let mut deeds = Vec::new();
    for vow in vows {
        if random.below(100) < percent {
            let later = vow.from.expect("dated").saturating_add((1 + random.below(20).cast_signed()).days());
            deeds.push(on(&format!("after-{}", vow.id), later, Direction::AToB, Group::DeedsAgainst));
        }
    }
    deeds
}

#[test]
fn vows_that_are_broken_are_found() {
    let mut random = Random::new(1);
    let vows = scattered(60, Group::Vows, &mut random);
    let observations = [deeds_after(&vows, 50, &mut random), vows].concat();
    let broken = measured(&observations, &world()).a_to_b.broken_vows;
    let (rate, base) = (broken.rate.expect("vows"), broken.base_rate.expect("shifts"));
    assert!((0.5..0.75).contains(&rate), "rate {rate}");
    assert!((0.15..0.35).contains(&base), "base rate {base}");
    // Shifts by less than the window keep most pairs together, so p cannot fall far below window / record.
    assert!(broken.p.is_some_and(|p| p < 0.02) && broken.shifts == 999, "p {:?}", broken.p);
}

#[test]
fn deeds_that_fall_anywhere_break_vows_only_by_chance() {
    // Under independence p is uniform: of 40 worlds about 2 lie at or below .05, and hardly ever more than 7.
    let small = |seed| {
        let mut random = Random::new(seed);
        let vows = scattered(30, Group::Vows, &mut random);
        let observations = [scattered(40, Group::DeedsAgainst, &mut random), vows].concat();
        measured(&observations, &world()).a_to_b.broken_vows.p.expect("shifts")
    };
    let values: Vec<f64> = (100..140).map(small).collect();
    assert!(values.iter().filter(|p| **p <= 0.05).count() <= 7, "{values:?}");
    let mean = values.iter().sum::<f64>() / 40.0;
    assert!((0.35..0.7).contains(&mean), "mean p {mean}");
}

/// Counts of a world with true rates a month: vows 4, words against 2, deeds for 1, deeds against 2.
fn steady(random: &mut Random) -> Vec<Observation> {
    let months = DAYS as usize / 30;
    [(Group::Vows, 4), (Group::WordsAgainst, 2), (Group::DeedsFor, 1), (Group::DeedsAgainst, 2)]
        .into_iter()
        .flat_map(|(group, rate)| scattered(rate * months, group, random))
        .collect()
}

#[test]
fn the_gap_comes_near_its_true_value() {
    let dyad = measured(&steady(&mut Random::new(7)), &world()).a_to_b;
    // ln(4/2) − ln(1/2) = ln 4.
    assert!((dyad.overall.gap - 4f64.ln()).abs() < 0.02, "{}", dyad.overall.gap);
    let (low, high) = dyad.overall_interval.expect("events");
    assert!(low < 4f64.ln() && 4f64.ln() < high && high - low < 1.0);
}

#[test]
fn yearly_intervals_cover_the_truth_about_as_often_as_they_say() {
    let yearly = Settings { period: Period::Year, to: Some(date(2008, 12, 31)), ..world() };
    let covers = |seed| {
        let rows = measured(&steady(&mut Random::new(seed)), &yearly).a_to_b.series;
        // Whole years only: the record ends in March 2009.
        let inside =
            |row: &&crate::Row| row.gap_interval.is_some_and(|(l, h)| l < 4f64.ln() && 4f64.ln() < h);
        (rows.iter().filter(inside).count(), rows.len())
    };
    let (hits, all) = (1..=25).map(covers).fold((0, 0), |sum, n| (sum.0 + n.0, sum.1 + n.1));
    let share = hits as f64 / all as f64;
    assert!((0.91..=0.985).contains(&share), "{hits} of {all}");
}

#[test]
fn a_change_of_heart_shows_in_z() {
    let mut observations = steady(&mut Random::new(3));
    let late = day(DAYS - 20);
    observations.extend(super::many(30, late, Group::Vows));
    observations.extend(super::many(30, late, Group::DeedsAgainst));
    let quarterly = Settings { period: Period::Quarter, ..world() };
    let rows = measured(&observations, &quarterly).a_to_b.series;
    let calm = rows.iter().filter_map(|row| row.z).filter(|z| z.abs() > 1.96).count();
    let row = rows
        .iter()
        .find(|row| row.label == Period::Quarter.label(late))
        .expect("the quarter is in the series");
    assert!(row.z.is_some_and(|z| z > 1.96), "{:?}", row.z);
    assert!(calm <= 4, "{calm} of {} quarters out of the ordinary", rows.len());
}

/// Deeds that come in bursts, as those of real quarrels do.
fn bursts(n: usize, random: &mut Random) -> Vec<Observation> {
    let mut at = random.below(DAYS);
    let mut deeds = Vec::new();
    for i in 0..n {
        at = if random.below(5) == 0 { random.below(DAYS) } else { (at + random.below(4)) % DAYS };
        deeds.push(on(&format!("burst{i}"), day(at), Direction::AToB, Group::DeedsAgainst));
    }
    deeds
}

#[test]
fn shuffled_deeds_give_ratios_around_one_and_uniform_p() {
    let settings = world();
    let window = Some((FIRST, day(DAYS - 1)));
    let test = |seed: u64| {
        let mut random = Random::new(seed);
        let all = [bursts(80, &mut random), scattered(40, Group::Vows, &mut random)].concat();
        let mut sorted: Vec<&Observation> = all.iter().collect();
        sorted.sort_by_key(|o| o.from);
        crate::vows::test(&sorted, (Direction::AToB, Group::DeedsAgainst), window, &settings)
    };
    let tests: Vec<_> = (0..200).map(test).collect();
    let ratios: Vec<f64> = tests.iter().filter_map(|t| t.ratio).collect();
    let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
    assert!(ratios.len() == 200 && (mean - 1.0).abs() < 0.05, "mean ratio {mean} of {}", ratios.len());
    let mut ps: Vec<f64> = tests.iter().filter_map(|t| t.p).collect();
    ps.sort_by(f64::total_cmp);
    // Kolmogorov and Smirnov's distance from the uniform distribution: 1.63 / √200 is its 1% point.
    let distance = (1..).zip(&ps).map(|(i, p)| (f64::from(i) / 200.0 - p).abs()).fold(0.0, f64::max);
    assert!(distance < 0.115, "{distance}");
}

#[test]
fn intervals_with_the_coders_errors_cover_the_truth() {
    use crate::{Counts, ErrorRates, index::gap_interval};
    // Of what is coded as a vow a quarter is a word against; of deeds against a fifth is nothing, and a third is missed.
    let mut confusion = [[0; 7]; 6];
    (confusion[0][0], confusion[0][3]) = (300, 100);
    (confusion[3][3], confusion[4][4]) = (400, 400);
    (confusion[5][5], confusion[5][6]) = (320, 80);
    let rates = ErrorRates::from_counts(confusion, [0, 0, 0, 0, 0, 160]);
    let (mut covered, mut naive) = (0, 0);
    for seed in 0..300 {
        let mut random = Random::new(seed);
        // In truth 60 vows, 40 words against, 30 deeds for, 60 deeds against, each drawn as a Poisson.
        let [vows, words, friendly, hostile] = [60, 40, 30, 60].map(|mean| random.poisson(mean));
        let truth = (1.5f64).ln() - (0.5f64).ln();
        // Coded: every vow is found; a third as many words against are coded as vows; deeds are missed and made up.
        let turned = random.binomial(words, 0.5);
        let found = random.binomial(hostile, 2.0 / 3.0);
        let made_up = random.poisson(10);
        let coded: Counts = [
            (Group::Vows, vows + turned),
            (Group::WordsAgainst, words - turned),
            (Group::DeedsFor, friendly),
            (Group::DeedsAgainst, found + made_up),
        ]
        .into_iter()
        .collect();
        let holds = |interval: Option<(f64, f64)>| interval.is_some_and(|(l, h)| l <= truth && truth <= h);
        let settings = Settings { seed, ..world() };
        let plain = gap_interval(&coded, &settings);
        let with = gap_interval(&coded, &Settings { error_rates: Some(rates), ..settings });
        covered += u32::from(holds(with));
        naive += u32::from(holds(plain));
    }
    assert!(
        covered >= 270 && covered > naive,
        "{covered} of 300 cover the truth, {naive} without the errors"
    );
}
