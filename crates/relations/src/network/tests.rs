//! Networks with a known truth.

use super::*;
use crate::random::Random;

/// Two camps of sides: friends inside, foes across, with this share of signs turned.
fn planted(sides: u32, turned: f64, seed: u64) -> Vec<Signed> {
    let mut random = Random::new(seed);
    let mut ties = Vec::new();
    for a in 0..sides {
        for b in a + 1..sides {
            let same = (a % 2) == (b % 2);
            ties.push(Signed { a, b, friends: same != (random.unit() < turned) });
        }
    }
    ties
}

#[test]
fn two_camps_are_balanced_and_found() {
    let ties = planted(14, 0.0, 1);
    let balance = balance(&ties, 199, 5);
    assert_eq!(balance.balanced, Some(1.0));
    assert_eq!(balance.triangles[1] + balance.triangles[3], 0);
    assert_eq!(balance.triangles.iter().sum::<u64>(), 364, "14 choose 3");
    assert!(balance.p.is_some_and(|p| p < 0.01) && balance.by_chance.is_some_and(|c| c < 0.7));
    let camps = camps(&ties, 5).expect("ties");
    assert_eq!((camps.frustrated, camps.one.len(), camps.other.len()), (0, 7, 7));
    assert!(camps.one.iter().all(|side| side % 2 == camps.one[0] % 2));
}

#[test]
fn camps_are_found_through_noise() {
    let mut right = 0;
    for seed in 0..30 {
        let ties = planted(20, 0.15, seed);
        let camps = camps(&ties, 5).expect("ties");
        assert!((camps.index - 0.15).abs() < 0.1, "{}", camps.index);
        right +=
            usize::from(camps.one.iter().all(|side| side % 2 == camps.one[0] % 2) && camps.one.len() == 10);
    }
    assert!(right >= 27, "{right} of 30");
}

#[test]
fn random_signs_are_not_balanced() {
    let mut called = 0;
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let mut ties = planted(10, 0.0, 0);
        for tie in &mut ties {
            tie.friends = random.unit() < 0.5;
        }
        called += usize::from(balance(&ties, 99, 9).p.is_some_and(|p| p <= 0.05));
    }
    assert!((2..=22).contains(&called), "{called} of 200 at 5%");
}

#[test]
fn a_sign_needs_events_and_a_side() {
    let tie = |friendly, hostile| Tie { a: 0, b: 1, friendly, hostile };
    assert_eq!(tie(9, 1).sign(5), Some(1));
    assert_eq!(tie(1, 9).sign(5), Some(-1));
    assert_eq!(tie(3, 0).sign(5), None, "too few");
    assert_eq!(tie(11, 9).sign(5), None, "too mixed");
    assert_eq!(tie(0, 0).sign(0), None);
    let counts: Counts =
        [(Group::Vows, 3), (Group::Contacts, 50), (Group::DeedsAgainst, 1)].into_iter().collect();
    assert_eq!(Tie::new(7, 2, &counts), Some(Tie { a: 2, b: 7, friendly: 3, hostile: 1 }));
    assert_eq!(Tie::new(2, 2, &counts), None);
}

/// A series whose neighbours are alike.
fn walk(random: &mut Random, n: usize) -> Vec<f64> {
    let mut at = 0.0;
    (0..n)
        .map(|_| {
            at = 0.6 * at + random.normal();
            at
        })
        .collect()
}

#[test]
fn series_that_move_together_are_found_and_others_seldom() {
    let (mut found, mut false_ones) = (0, 0);
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let mut series: Vec<Vec<f64>> = (0..6).map(|_| walk(&mut random, 300)).collect();
        let leader = series[1].clone();
        series[4].iter_mut().zip(&leader).for_each(|(x, y)| *x -= y);
        let together = together(&series, 0.05, 299, 3);
        found += usize::from(together.iter().any(|t| (t.one, t.other) == (1, 4) && t.correlation < -0.4));
        false_ones += together.iter().filter(|t| (t.one, t.other) != (1, 4)).count();
    }
    assert!(found >= 39, "{found} of 40");
    assert!(false_ones <= 12, "{false_ones} false ones in 40 worlds of 14 pairs");
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(balance(&[], 99, 1), Balance::default());
    assert_eq!(camps(&[], 1), None);
    assert!(together(&[vec![1.0; 5], vec![2.0; 5]], 0.05, 99, 1).is_empty());
    assert_eq!(correlation(&[], &[]), None);
}
