//! Made-up series with a known truth, for the tests of several modules.

use crate::random::Random;

/// A stream of noise.
pub(crate) struct Noise(Random);

impl Noise {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Random::new(seed))
    }

    /// Strictly between 0 and 1.
    pub(crate) fn uniform(&mut self) -> f64 {
        ((self.0.next() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    pub(crate) fn chance(&mut self, p: f64) -> bool {
        self.uniform() < p
    }

    /// Standard normal (Box and Muller 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// Independent normals around levels: `(length, level)` one after the other.
    pub(crate) fn levels(&mut self, levels: &[(usize, f64)]) -> Vec<f64> {
        let rows = levels.iter().flat_map(|(n, level)| std::iter::repeat_n(*level, *n));
        rows.map(|level| level + self.normal()).collect()
    }
}

/// A vector autoregression of two series with one lag: `y_t = c + A y_{t−1} + u_t`, `u = (e₁, r e₁ + e₂)`.
pub(crate) struct Pair {
    pub(crate) constant: [f64; 2],
    pub(crate) lag: [[f64; 2]; 2],
    pub(crate) moves: f64,
}

impl Pair {
    pub(crate) fn series(&self, n: usize, noise: &mut Noise) -> [Vec<f64>; 2] {
        let mut both = [Vec::new(), Vec::new()];
        let mut past = [0.0; 2];
        for t in 0..n + 50 {
            let first = noise.normal();
            let shocks = [first, self.moves * first + noise.normal()];
            let next =
                |i: usize| self.constant[i] + self.lag[i][0] * past[0] + self.lag[i][1] * past[1] + shocks[i];
            past = [next(0), next(1)];
            // The first rows settle.
            if t >= 50 {
                (0..2).for_each(|i| both[i].push(past[i]));
            }
        }
        both
    }
}

/// Two series that share their storms and nothing else; neither's past helps to predict the other.
pub(crate) fn storms(n: usize, noise: &mut Noise) -> [Vec<f64>; 2] {
    let mut both = [Vec::new(), Vec::new()];
    let mut storm = 0.0;
    for _ in 0..n {
        storm = 0.8 * storm + 0.6 * noise.normal();
        let (common, force) = (0.5 * noise.normal(), f64::exp(storm));
        for series in &mut both {
            let past = series.last().copied().unwrap_or(0.0);
            series.push(0.3 * past + force * (common + noise.normal()));
        }
    }
    both
}

/// The largest distance between the values' distribution and the uniform one (Kolmogorov and Smirnov).
pub(crate) fn distance_from_uniform(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len() as f64;
    let off = |(i, p): (usize, &f64)| (p - i as f64 / n).abs().max((p - (i + 1) as f64 / n).abs());
    values.iter().enumerate().map(off).fold(0.0, f64::max)
}
