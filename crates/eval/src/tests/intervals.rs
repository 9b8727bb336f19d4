//! Intervals from resampling.

use crate::Counts;
use crate::resample::{Interval, interval};

/// Every third article is wrong.
fn articles(n: usize) -> Vec<Counts> {
    (0..n)
        .map(|i| Counts { hit: usize::from(i % 3 != 0), extra: usize::from(i % 3 == 0), missed: i % 2 })
        .collect()
}

fn f1(articles: &[Counts]) -> f64 {
    let mut sum = Counts::default();
    for c in articles {
        sum.add(*c);
    }
    sum.f1()
}

#[test]
fn the_seed_is_fixed() {
    assert_eq!(interval(&articles(40), 5), interval(&articles(40), 5));
}

#[test]
fn bounds_hold_the_score_and_lie_between_0_and_1() {
    for block in [1, 4, 10] {
        let articles = articles(60);
        let Interval { low, high } = interval(&articles, block);
        let score = f1(&articles);
        assert!(0.0 <= low && low < score && score < high && high <= 1.0, "{low} {score} {high}");
    }
}

#[test]
fn more_articles_narrow_it() {
    let width = |n| {
        let Interval { low, high } = interval(&articles(n), 1);
        high - low
    };
    assert!(width(600) < width(30) / 2.0);
}

#[test]
fn one_block_is_a_point() {
    let articles = articles(12);
    let score = f1(&articles);
    assert_eq!(interval(&articles, 12), Interval { low: score, high: score });
    assert_eq!(interval(&articles, usize::MAX), Interval { low: score, high: score });
}

#[test]
fn no_articles_and_a_block_of_none() {
    assert_eq!(interval(&[], 10), Interval::default());
    assert_eq!(interval(&articles(9), 0), interval(&articles(9), 1));
}
