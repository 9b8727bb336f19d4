//! Has the level just changed? Bayesian online change-point detection (Adams and `MacKay` 2007): how long the present
//! level has lasted, as probabilities, given all that was seen up to the last period.
//!
//! Levels begin anew with the chance `1 / run` a period. Within a level the periods are independent and normal; its mean
//! and precision have a Normal–Gamma prior, so that a level's next period has a Student t (Murphy 2007, §3). The prior
//! is for a series with mean 0 and deviation 1: mean 0, worth a quarter of a period; precision of shape 1 and rate 1.

use statrs::function::gamma::ln_gamma;
use std::f64::consts::PI;

const PRIOR_WEIGHT: f64 = 0.25;
const PRIOR_SHAPE: f64 = 1.0;
const PRIOR_RATE: f64 = 1.0;

/// Lengths of the present level that are less likely than this are given up. That bounds the work after clear changes
/// only: in a series without any, all lengths stay in play, and the time grows with the square of the periods.
const NEGLIGIBLE: f64 = 1e-12;

/// How long the present level has lasted.
#[derive(Clone, Debug, PartialEq)]
pub struct Runs {
    /// Probability of each length, counted with the last period: `[0]` is that of one period; the last is that of the
    /// whole series. They sum to 1.
    pub probabilities: Vec<f64>,
    /// For each row, the likeliest length of the level that ended right before it.
    before: Vec<usize>,
}

impl Runs {
    /// The probability that the level changed on one of the last `k` periods. The first period of a series is no change.
    pub fn change_within(&self, k: usize) -> f64 {
        self.recent(k).iter().sum::<f64>().min(1.0)
    }

    /// The likeliest length of the present level among those up to `k`; none where there are none.
    pub fn likeliest_within(&self, k: usize) -> Option<usize> {
        longest(self.recent(k))
    }

    /// How many periods before the end of the series the level that ended right before `row` had begun.
    pub(super) fn level_before(&self, row: usize) -> usize {
        self.probabilities.len() - row + self.before[row]
    }

    fn recent(&self, k: usize) -> &[f64] {
        &self.probabilities[..k.min(self.probabilities.len() - 1)]
    }
}

/// The length with the greatest probability.
fn longest(probabilities: &[f64]) -> Option<usize> {
    probabilities.iter().enumerate().max_by(|(_, x), (_, y)| x.total_cmp(y)).map(|(i, _)| i + 1)
}

/// A level that may be the present one.
#[derive(Clone, Copy)]
struct Level {
    length: usize,
    probability: f64,
    mean: f64,
    rate: f64,
}

impl Level {
    fn new(probability: f64) -> Self {
        Self { length: 0, probability, mean: 0.0, rate: PRIOR_RATE }
    }

    /// The logarithm of the density of its next period: Student's t with `2·shape` degrees of freedom.
    fn ln_density(&self, x: f64, constants: &[f64]) -> f64 {
        let weight = PRIOR_WEIGHT + self.length as f64;
        let shape = PRIOR_SHAPE + self.length as f64 / 2.0;
        let spread = self.rate * (weight + 1.0) / weight;
        let off = x - self.mean;
        constants[self.length] - 0.5 * spread.ln() - (shape + 0.5) * (off * off / (2.0 * spread)).ln_1p()
    }

    fn learn(&mut self, x: f64) {
        let weight = PRIOR_WEIGHT + self.length as f64;
        let off = x - self.mean;
        self.rate += weight * off * off / (2.0 * (weight + 1.0));
        self.mean += off / (weight + 1.0);
        self.length += 1;
    }
}

/// How long the present level has lasted at the last period; `run` is how long levels last on average before anything
/// is seen (at least 1). None for an empty series, or one with numbers that are infinite or none.
///
/// The series should have mean 0 and deviation 1, or about.
pub fn last_run(values: &[f64], run: f64) -> Option<Runs> {
    if values.is_empty() || values.iter().any(|x| !x.is_finite()) {
        return None;
    }
    let chance = (1.0 / run).clamp(1e-9, 0.5);
    let constants: Vec<f64> = (0..values.len()).map(ln_constant).collect();
    let mut levels: Vec<Level> = Vec::new();
    let mut before = Vec::with_capacity(values.len());
    for (row, x) in values.iter().enumerate() {
        before.push(
            levels.iter().max_by(|a, b| a.probability.total_cmp(&b.probability)).map_or(0, |l| l.length),
        );
        for level in &mut levels {
            level.probability *= 1.0 - chance;
        }
        levels.push(Level::new(if row == 0 { 1.0 } else { chance }));
        weigh(&mut levels, *x, &constants);
        for level in &mut levels {
            level.learn(*x);
        }
    }
    let mut probabilities = vec![0.0; values.len()];
    for level in levels {
        probabilities[level.length - 1] = level.probability;
    }
    Some(Runs { probabilities, before })
}

/// What does not depend on the data in the t density after `length` periods.
fn ln_constant(length: usize) -> f64 {
    let shape = PRIOR_SHAPE + length as f64 / 2.0;
    ln_gamma(shape + 0.5) - ln_gamma(shape) - 0.5 * (2.0 * PI).ln()
}

/// Weighs the levels by how well each foretold `x`; the negligible ones go.
fn weigh(levels: &mut Vec<Level>, x: f64, constants: &[f64]) {
    let fits: Vec<f64> = levels.iter().map(|l| l.probability.ln() + l.ln_density(x, constants)).collect();
    let most = fits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = fits.iter().map(|fit| (fit - most).exp()).sum();
    for (level, fit) in levels.iter_mut().zip(fits) {
        level.probability = (fit - most).exp() / sum;
    }
    levels.retain(|level| level.probability > NEGLIGIBLE);
    let left: f64 = levels.iter().map(|level| level.probability).sum();
    for level in levels {
        level.probability /= left;
    }
}
