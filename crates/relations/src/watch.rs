//! What changed in the last period, over many pairs at once: for those who watch, and are told only of what chance would
//! seldom bring.
//!
//! Each pair is tested in several ways against its own past; the p-values of all tests of all pairs go through Benjamini
//! and Hochberg's procedure (1995), so that of what is told no more than the share asked for is chance.

use crate::autoregression::Var;
use crate::distributions::{false_discovery_rates, student_two_sided};
use crate::surprise::{LEAST_PAST, surprise};
use crate::{Counts, Group, Index};

/// Scores are tamed: a sum of −200 says hardly more than one of −100.
const SCORE_UNIT: f64 = 5.0;
/// Words and deeds that a period needs for its gap to take part.
const LEAST_FOR_GAP: u32 = 3;
/// A spread of gaps or tamed scores below this is that of one event more or less.
const LEAST_SPREAD: f64 = 0.5;

/// A directed pair, period by period; the last is the one that is asked about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// Events by group.
    pub counts: Vec<Counts>,
    /// Sums of scores.
    pub scores: Vec<f64>,
    /// Index of the pair with the sides exchanged, where there is one.
    pub reverse: Option<usize>,
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// More deeds against than expected.
    DeedsAgainst,
    /// More deeds for than expected.
    DeedsFor,
    /// The score is far from its past.
    Level,
    /// The gap between words and deeds is.
    Gap,
    /// The score is far from what both sides' last period leads to expect.
    Reciprocity,
}

impl Kind {
    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::DeedsAgainst => "deeds_against",
            Self::DeedsFor => "deeds_for",
            Self::Level => "level",
            Self::Gap => "gap",
            Self::Reciprocity => "reciprocity",
        }
    }
}

/// One test that found something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// What changed.
    pub kind: Kind,
    /// What it is now.
    pub now: f64,
    /// What was expected.
    pub expected: f64,
    /// p of the test alone.
    pub p: f64,
    /// p after the correction for all tests: the share of chance among all that is told down to here.
    pub q: f64,
}

/// A pair of which something is to be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Index of the pair.
    pub pair: usize,
    /// Why, the surest first.
    pub reasons: Vec<Reason>,
}

/// What was looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watched {
    /// Pairs with something to tell, the surest first.
    pub findings: Vec<Finding>,
    /// Tests made.
    pub tests: usize,
    /// Pairs with a past long enough for a test.
    pub pairs: usize,
}

/// Looks at the last period of all pairs. `volume` is how much the store has of each period; `rate` the share of chance
/// among what is told that is put up with (0.05 is usual).
pub fn watch(pairs: &[Pair], volume: &[f64], rate: f64) -> Watched {
    let mut all: Vec<(usize, Reason)> = Vec::new();
    let mut tested = 0;
    for (i, pair) in pairs.iter().enumerate() {
        let before = all.len();
        let reverse = pair.reverse.and_then(|r| pairs.get(r));
        all.extend(tests(pair, reverse, volume).into_iter().map(|reason| (i, reason)));
        tested += usize::from(all.len() > before);
    }
    let tests = all.len();
    correct(&mut all);
    all.retain(|(_, reason)| reason.q <= rate);
    let mut findings: Vec<Finding> = Vec::new();
    for (pair, reason) in all {
        match findings.iter_mut().find(|f| f.pair == pair) {
            Some(finding) => finding.reasons.push(reason),
            None => findings.push(Finding { pair, reasons: vec![reason] }),
        }
    }
    Watched { findings, tests, pairs: tested }
}

/// Sorts by p and gives each its q.
fn correct(all: &mut [(usize, Reason)]) {
    all.sort_by(|x, y| x.1.p.total_cmp(&y.1.p).then((x.0, x.1.kind).cmp(&(y.0, y.1.kind))));
    let rates = false_discovery_rates(&all.iter().map(|(_, reason)| reason.p).collect::<Vec<_>>());
    for ((_, reason), rate) in all.iter_mut().zip(rates) {
        reason.q = rate;
    }
}

fn tests(pair: &Pair, reverse: Option<&Pair>, volume: &[f64]) -> Vec<Reason> {
    let mut out = Vec::new();
    for (kind, group) in [(Kind::DeedsAgainst, Group::DeedsAgainst), (Kind::DeedsFor, Group::DeedsFor)] {
        let counts: Vec<u32> = pair.counts.iter().map(|c| c.get(group)).collect();
        if let Ok(s) = surprise(&counts, volume) {
            out.push(Reason { kind, now: f64::from(s.observed), expected: s.expected, p: s.upper, q: 1.0 });
        }
    }
    let scores: Vec<f64> = pair.scores.iter().map(|s| tame(*s)).collect();
    out.extend(against_past(Kind::Level, &scores).map(untamed));
    let gaps: Vec<f64> =
        pair.counts.iter().filter(|c| c.indexed() >= LEAST_FOR_GAP).map(|c| Index::of(c).gap).collect();
    let speaks_now = pair.counts.last().is_some_and(|c| c.indexed() >= LEAST_FOR_GAP);
    out.extend(against_past(Kind::Gap, &gaps).filter(|_| speaks_now));
    out.extend(reverse.and_then(|r| answer(pair, r)).map(untamed));
    out
}

fn tame(score: f64) -> f64 {
    (score / SCORE_UNIT).asinh()
}

fn untamed(reason: Reason) -> Reason {
    let back = |x: f64| x.sinh() * SCORE_UNIT;
    Reason { now: back(reason.now), expected: back(reason.expected), ..reason }
}

/// The last value against a new draw from the normal distribution of those before: `(x − mean) / (s √(1 + 1/n))` as a t.
fn against_past(kind: Kind, values: &[f64]) -> Option<Reason> {
    let (now, past) = values.split_last()?;
    if past.len() < LEAST_PAST || past.iter().all(|x| *x == 0.0) {
        return None;
    }
    let n = past.len() as f64;
    let mean = past.iter().sum::<f64>() / n;
    let spread = (past.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt().max(LEAST_SPREAD);
    let t = (now - mean) / (spread * (1.0 + 1.0 / n).sqrt());
    Some(Reason { kind, now: *now, expected: mean, p: student_two_sided(t, n - 1.0), q: 1.0 })
}

/// The last score against what the last but one of both directions leads to expect.
fn answer(pair: &Pair, reverse: &Pair) -> Option<Reason> {
    let own: Vec<f64> = pair.scores.iter().map(|s| tame(*s)).collect();
    let other: Vec<f64> = reverse.scores.iter().map(|s| tame(*s)).collect();
    let n = own.len().min(other.len()).checked_sub(1)?;
    if n < 3 * LEAST_PAST {
        return None;
    }
    let fit = Var::fit(&[&own[..n], &other[..n]], 1).ok()?;
    let expected = |t: usize| {
        fit.constant(0) + fit.coefficient(0, 1, 0) * own[t - 1] + fit.coefficient(0, 1, 1) * other[t - 1]
    };
    let squares: f64 = (1..n).map(|t| (own[t] - expected(t)).powi(2)).sum();
    let df = (n - 1) as f64 - 3.0;
    let spread = (squares / df).sqrt().max(LEAST_SPREAD);
    let t = (own[n] - expected(n)) / (spread * (1.0 + 3.0 / (n - 1) as f64).sqrt());
    Some(Reason {
        kind: Kind::Reciprocity,
        now: own[n],
        expected: expected(n),
        p: student_two_sided(t, df),
        q: 1.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    /// Quiet pairs: some vows, words and deeds a period, the same chances throughout.
    fn world(seed: u64, pairs: usize, periods: usize) -> Vec<Pair> {
        let mut random = Random::new(seed);
        let pair = |i: usize, random: &mut Random| {
            let mut pair = Pair { reverse: Some(i ^ 1), ..Pair::default() };
            for _ in 0..periods {
                let counts: Counts = Group::ALL.into_iter().map(|g| (g, random.poisson(3))).collect();
                let good = counts.get(Group::Vows) + counts.get(Group::DeedsFor);
                let bad = counts.get(Group::WordsAgainst) + counts.get(Group::DeedsAgainst);
                pair.scores.push(4.0 * f64::from(good) - 5.0 * f64::from(bad));
                pair.counts.push(counts);
            }
            pair
        };
        (0..pairs).map(|i| pair(i, &mut random)).collect()
    }

    #[test]
    fn quiet_worlds_seldom_raise_an_alarm() {
        let alarms =
            (0..100).filter(|s| !watch(&world(*s, 20, 60), &[1.0; 60], 0.05).findings.is_empty()).count();
        assert!(alarms <= 12, "{alarms} of 100 quiet worlds");
    }

    #[test]
    fn a_planted_change_is_told_first_and_why() {
        let mut found = 0;
        for seed in 0..50 {
            let mut pairs = world(seed, 20, 60);
            let last = pairs[7].counts.last_mut().expect("periods");
            *last = [(Group::DeedsAgainst, 40), (Group::Vows, 9)].into_iter().collect();
            *pairs[7].scores.last_mut().expect("periods") = -200.0;
            let watched = watch(&pairs, &[1.0; 60], 0.05);
            let first = watched.findings.first();
            found += u32::from(first.is_some_and(|f| f.pair == 7 && f.reasons[0].kind == Kind::DeedsAgainst));
            assert_eq!((watched.pairs, watched.tests), (20, 100));
        }
        assert!(found >= 48, "{found} of 50");
    }

    #[test]
    fn warm_words_over_cold_deeds_change_the_gap() {
        let mut pairs = world(3, 4, 60);
        *pairs[1].counts.last_mut().expect("periods") =
            [(Group::Vows, 12), (Group::DeedsAgainst, 9)].into_iter().collect();
        let watched = watch(&pairs, &[1.0; 60], 0.05);
        let reasons: Vec<Kind> = watched
            .findings
            .iter()
            .filter(|f| f.pair == 1)
            .flat_map(|f| &f.reasons)
            .map(|r| r.kind)
            .collect();
        assert!(reasons.contains(&Kind::Gap), "{reasons:?}");
    }

    #[test]
    fn a_short_past_is_not_tested() {
        let watched = watch(&world(1, 4, 10), &[1.0; 10], 0.05);
        assert_eq!((watched.tests, watched.pairs), (0, 0));
    }
}
