//! Sides that answer, sides that do not, and series that allow no answer.

use crate::{
    Direction, Period, Reciprocity,
    reciprocity::{Options, reciprocity},
    simulated::{Noise, Pair, distance_from_uniform},
};
use proptest::prelude::*;

fn measured(scores: &[Vec<f64>; 2], against: &[Vec<bool>; 2]) -> Reciprocity {
    let options = Options { draws: 99, ..Options::default() };
    reciprocity([&scores[0], &scores[1]], [&against[0], &against[1]], Period::Week, &options)
}

/// Deeds against, each with its chance given the other's and the own of the period before: `logit = c + a·other + h·own`.
fn deeds(n: usize, rules: [[f64; 3]; 2], noise: &mut Noise) -> [Vec<bool>; 2] {
    let mut both = [vec![false], vec![false]];
    for t in 0..n {
        let past = [both[0][t], both[1][t]].map(|act| f64::from(u8::from(act)));
        for i in 0..2 {
            let [constant, answer, habit] = rules[i];
            let odds = (constant + answer * past[1 - i] + habit * past[i]).exp();
            let act = noise.chance(odds / (1.0 + odds));
            both[i].push(act);
        }
    }
    both
}

const QUIET: [f64; 3] = [-1.0, 0.0, 0.0];

#[test]
fn a_side_that_answers_is_told_from_one_that_does_not() {
    let mut noise = Noise::new(21);
    // B answers A, not the other way round.
    let world = Pair { constant: [0.0, 0.0], lag: [[0.4, 0.0], [0.5, 0.2]], moves: 0.0 };
    let scores = world.series(300, &mut noise);
    let against = deeds(300, [QUIET, [-1.5, 1.5, 0.0]], &mut noise);
    let found = measured(&scores, &against);
    assert_eq!((found.lags, found.n, found.criterion, found.period), (1, 299, "bic", Period::Week));
    assert!(found.granger[0].unwrap().p < 1e-6 && found.granger[1].unwrap().p > 0.01);
    assert!(found.robust[0].unwrap().p < 1e-6 && found.robust[1].unwrap().p > 0.01);
    assert_eq!(found.reason, None);
    assert_eq!(found.irf.len(), 18);
    let at =
        |shock: Direction, h: usize| found.irf.iter().find(|r| r.shock == shock && r.horizon == h).unwrap();
    let first = at(Direction::AToB, 1);
    assert!(first.low > 0.2 && first.low < first.value && first.value < first.high);
    assert!(at(Direction::BToA, 1).low < 0.05 && at(Direction::BToA, 1).high > -0.05);
    assert!(at(Direction::BToA, 0).value == 0.0);
    let answer = |i: usize| found.tit_for_tat[i].unwrap().answer;
    assert!(answer(1).p < 1e-3 && answer(1).low > 1.0 && answer(0).p > 0.01);
}

#[test]
fn known_odds_are_recovered() {
    let against = deeds(20_000, [[-1.0, 0.7, 0.4], [-1.5, 1.2, 0.0]], &mut Noise::new(22));
    let found = measured(&[vec![], vec![]], &against);
    let [a, b] = found.tit_for_tat.map(Option::unwrap);
    for (value, expected) in [
        (a.constant, -1.0),
        (a.answer, 0.7),
        (a.habit, 0.4),
        (b.constant, -1.5),
        (b.answer, 1.2),
        (b.habit, 0.0),
    ] {
        assert!((value.value - expected).abs() < 4.0 * value.error && value.error < 0.05, "{value:?}");
        assert!(value.low < value.odds_ratio && value.odds_ratio < value.high);
    }
    assert_eq!((a.n, b.n, a.direction, b.direction), (20_000, 20_000, Direction::AToB, Direction::BToA));
    assert_eq!(a.acts, against[0][1..].iter().filter(|act| **act).count());
}

#[test]
fn odds_intervals_and_p_hold_where_nobody_answers() {
    let mut noise = Noise::new(23);
    let (mut ps, mut covered) = (Vec::new(), 0);
    for _ in 0..300 {
        let against = deeds(150, [[-1.0, 0.0, 0.8], QUIET], &mut noise);
        let answer = measured(&[vec![], vec![]], &against).tit_for_tat[0].unwrap().answer;
        covered += i32::from(answer.low <= 1.0 && 1.0 <= answer.high);
        ps.push(answer.p);
    }
    assert!((275..=296).contains(&covered), "{covered} of 300");
    assert!(distance_from_uniform(&mut ps) < 1.63 / 300f64.sqrt());
}

#[test]
fn granger_keeps_its_level_with_the_lags_chosen() {
    let mut noise = Noise::new(24);
    let world = Pair { constant: [0.0, 0.0], lag: [[0.4, 0.0], [0.0, 0.4]], moves: 0.5 };
    let quiet = [vec![], vec![]];
    let mut ps: Vec<f64> =
        (0..300).map(|_| measured(&world.series(120, &mut noise), &quiet).granger[0].unwrap().p).collect();
    let small = ps.iter().filter(|p| **p < 0.05).count();
    assert!((5..=29).contains(&small), "{small} of 300");
    assert!(distance_from_uniform(&mut ps) < 1.63 / 300f64.sqrt());
}

#[test]
fn what_is_missing_has_its_reason() {
    let mut noise = Noise::new(25);
    let world = Pair { constant: [0.0, 0.0], lag: [[0.4, 0.0], [0.0, 0.4]], moves: 0.5 };
    let reason = |scores: &[Vec<f64>; 2], against: &[Vec<bool>; 2]| {
        let found = measured(scores, against);
        assert_eq!((found.lags, found.n, found.irf.len()), (0, 0, 0));
        assert_eq!((found.granger, found.robust), ([None; 2], [None; 2]));
        found.reason.unwrap()
    };
    let none = [vec![], vec![]];
    let short = reason(&world.series(30, &mut noise), &none);
    assert!(short.contains("30 periods are too few"), "{short}");
    assert!(short.contains("no logit of the first side: 0 periods with"), "{short}");
    let [mut x, y] = world.series(100, &mut noise);
    assert!(reason(&[x.clone(), x.clone()], &none).contains("follows exactly"));
    x.fill(2.0);
    assert!(reason(&[x.clone(), y.clone()], &none).contains("does not vary"));
    x.fill(0.0);
    x[3] = 1.0;
    assert!(reason(&[y.clone(), x], &none).contains("the second side has a score in 1 periods only"));
    // Deeds that always come together.
    let [a, _] = deeds(100, [QUIET, QUIET], &mut noise);
    let found = measured(&[y.clone(), world.series(100, &mut noise)[0].clone()], &[a.clone(), a]);
    assert!(found.lags > 0 && found.reason.unwrap().contains("cannot be told apart"));
    let unequal = measured(&[y.clone(), y[1..].to_vec()], &none);
    assert!(unequal.reason.unwrap().contains("unequal length"));
}

#[test]
fn separation_gives_finite_odds() {
    // B acts exactly when A did in the period before.
    let [a, _] = deeds(80, [QUIET, QUIET], &mut Noise::new(26));
    let b: Vec<bool> = std::iter::once(false).chain(a[..80].iter().copied()).collect();
    let found = measured(&[vec![], vec![]], &[a, b]).tit_for_tat[1].unwrap();
    assert!(found.answer.odds_ratio > 100.0 && found.answer.high.is_finite() && found.answer.low > 1.0);
}

proptest! {
    #[test]
    fn no_series_is_too_strange(
        rows in proptest::collection::vec((strange(), strange(), any::<bool>(), any::<bool>()), 0..70),
    ) {
        let column = |i: usize| rows.iter().map(|r| if i == 0 { r.0 } else { r.1 }).collect::<Vec<f64>>();
        let acts = |i: usize| rows.iter().map(|r| if i == 0 { r.2 } else { r.3 }).collect::<Vec<bool>>();
        let found = measured(&[column(0), column(1)], &[acts(0), acts(1)]);
        let whole = found.lags > 0
            && found.granger.iter().chain(&found.robust).all(Option::is_some)
            && found.tit_for_tat.iter().all(Option::is_some);
        prop_assert_eq!(found.reason.is_none(), whole);
        prop_assert!(found.irf.iter().all(|r| r.value.is_finite() && r.low <= r.high && r.high.is_finite()));
    }
}

fn strange() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), -3.0f64..3.0, Just(1e300), Just(-1e308), Just(5e-324), -10.0f64..10.0]
}
