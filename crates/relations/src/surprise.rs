//! How surprising is a count? Against what the past of the same series leads to expect, by a negative binomial: counts of
//! events vary more than a Poisson's, and a test that forgets it cries wolf.

use crate::distributions::negative_binomial_upper;

/// Periods of past that an expectation needs.
pub const LEAST_PAST: usize = 12;
/// After so many periods a period of the past weighs half.
const HALF_LIFE: f64 = 24.0;

/// A count beside what was expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surprise {
    /// What was counted.
    pub observed: u32,
    /// What the past leads to expect.
    pub expected: f64,
    /// The variance beyond a Poisson's, as a share of the squared mean; 0 is a Poisson.
    pub dispersion: f64,
    /// The chance of so many or more.
    pub upper: f64,
    /// The chance of so few or fewer.
    pub lower: f64,
}

/// Holds the last of `counts` against those before. `exposure` is how much there was to count from in each period (the
/// store's volume), of the same length; where the store had nothing, a period says nothing.
///
/// The rate is the weighted mean of counts over exposure, newer periods weighing more; the dispersion is found by moments
/// (Cameron and Trivedi 2013, ch. 3.2), and the uncertainty of the rate is added to the variance.
///
/// # Errors
/// Why there is no expectation: too short a past, or nothing to count from now.
pub fn surprise(counts: &[u32], exposure: &[f64]) -> Result<Surprise, &'static str> {
    let n = counts.len().min(exposure.len());
    let (Some(observed), Some(now)) = (counts.get(n.wrapping_sub(1)), exposure.get(n.wrapping_sub(1))) else {
        return Err("there is no period");
    };
    if *now <= 0.0 {
        return Err("the store has nothing of the last period");
    }
    let past: Vec<(f64, f64, f64)> = (0..n - 1)
        .filter(|i| exposure[*i] > 0.0)
        .map(|i| (0.5f64.powf((n - 1 - i) as f64 / HALF_LIFE), f64::from(counts[i]), exposure[i]))
        .collect();
    if past.len() < LEAST_PAST {
        return Err("fewer than 12 earlier periods");
    }
    let sum = |of: &dyn Fn(&(f64, f64, f64)) -> f64| past.iter().map(of).sum::<f64>();
    // Half an event in all is added: a series of zeros does not make the first event impossible.
    let rate = (sum(&|p| p.0 * p.1) + 0.5) / sum(&|p| p.0 * p.2);
    let excess = sum(&|p| p.0 * ((p.1 - rate * p.2).powi(2) - rate * p.2));
    let uncertain = sum(&|p| p.0 * p.0) / sum(&|p| p.0).powi(2);
    // Squares about a mean of the same counts are too small by the share that the mean took up.
    let spread = excess + uncertain * sum(&|p| p.0 * (p.1 - rate * p.2).powi(2)) / (1.0 - uncertain);
    let dispersion = (spread / sum(&|p| p.0 * (rate * p.2).powi(2))).max(0.0);
    let expected = rate * now;
    let tail = |k: u32| upper(k, expected, dispersion, uncertain);
    let lower = 1.0 - tail(observed.saturating_add(1));
    let upper = tail(*observed);
    Ok(Surprise { observed: *observed, expected, dispersion, upper, lower: lower.clamp(0.0, 1.0) })
}

/// The chance of `k` or more, over how uncertain the mean and the dispersion are (`uncertain` is one over the number of
/// periods that the weights leave): the mean by a larger variance, the dispersion by the three points of Gauss and Hermite's
/// rule on its logarithm. That has the variance of a sample variance's logarithm, `(2 + excess kurtosis) / n`, and the excess
/// kurtosis of a negative binomial is about 6α.
fn upper(k: u32, expected: f64, dispersion: f64, uncertain: f64) -> f64 {
    let step = (3.0 * (2.0 + 6.0 * dispersion) * uncertain).sqrt();
    let at = |point: f64| {
        let dispersion = dispersion * (point * step).exp();
        // Var = (μ + αμ²)(1 + κ), as one dispersion.
        let variance = (expected + dispersion * expected * expected) * (1.0 + uncertain);
        negative_binomial_upper(k, expected, (variance - expected) / (expected * expected))
    };
    (at(-1.0) + 4.0 * at(0.0) + at(1.0)) / 6.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    /// A negative binomial as a Poisson with a mean that varies by a gamma of shape 1/α; here α = ½, the sum of two
    /// exponentials.
    fn burst(random: &mut Random, mean: f64) -> u32 {
        let wait = |random: &mut Random| -(1.0 - random.unit()).ln();
        let rate = mean * (wait(random) + wait(random)) / 2.0;
        let (mut n, mut at) = (0, wait(random));
        while at < rate {
            n += 1;
            at += wait(random);
        }
        n
    }

    #[test]
    fn a_planted_surprise_is_found_and_bursts_alone_are_not() {
        let (mut alarms, mut found) = (0, 0);
        for world in 0..1000 {
            let mut random = Random::new(world);
            let mut counts: Vec<u32> = (0..60).map(|_| burst(&mut random, 6.0)).collect();
            let exposure = vec![1.0; 60];
            alarms += u32::from(surprise(&counts, &exposure).is_ok_and(|s| s.upper < 0.01));
            counts[59] = 60;
            found += u32::from(surprise(&counts, &exposure).is_ok_and(|s| s.upper < 0.001));
        }
        assert!(alarms <= 25, "{alarms} false alarms of 1000 at 1%");
        assert!(found >= 980, "{found} of 1000 found");
    }

    #[test]
    fn volume_is_allowed_for() {
        let mut random = Random::new(5);
        let mut exposure = vec![100.0; 40];
        let mut counts: Vec<u32> = (0..40).map(|_| burst(&mut random, 5.0)).collect();
        (exposure[39], counts[39]) = (400.0, 20);
        let with = surprise(&counts, &exposure).expect("past");
        assert!((with.expected - 20.0).abs() < 10.0 && with.upper > 0.1, "{with:?}");
        let without = surprise(&counts, &[1.0; 40]).expect("past");
        assert!(without.upper < 0.05, "{without:?}");
    }

    #[test]
    fn a_short_past_has_no_expectation() {
        assert!(surprise(&[3; 12], &[1.0; 12]).is_err());
        assert!(surprise(&[], &[]).is_err());
        let first = surprise(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4], &[1.0; 14]).expect("past");
        assert!(first.upper < 0.001 && first.upper > 0.0, "{first:?}");
    }
}
