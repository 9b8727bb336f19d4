//! Series that move together: two relations, or one side's relations with two others.

use crate::distributions::false_discovery_rates;
use crate::random::Random;

/// Two series that move together, or against each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Together {
    /// One series, by its index.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// Pearson's correlation.
    pub correlation: f64,
    /// Two-sided p by shifts in a circle, which keep how each series clusters in time.
    pub p: f64,
    /// After Benjamini and Hochberg's correction for all pairs of series.
    pub q: f64,
}

/// Pearson's correlation of two series; none where one never varies.
pub fn correlation(x: &[f64], y: &[f64]) -> Option<f64> {
    shifted(x, y, 0)
}

/// The correlation with the second series moved on in a circle.
fn shifted(x: &[f64], y: &[f64], by: usize) -> Option<f64> {
    let n = x.len().min(y.len());
    let mean = |z: &[f64]| z.iter().take(n).sum::<f64>() / n.max(1) as f64;
    let (mx, my) = (mean(x), mean(y));
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for i in 0..n {
        let (dx, dy) = (x[i] - mx, y[(i + by) % n] - my);
        (xy, xx, yy) = (xy + dx * dy, xx + dx * dx, yy + dy * dy);
    }
    (xx > 1e-12 && yy > 1e-12).then(|| xy / (xx * yy).sqrt())
}

/// The correlation, and how often one as strong comes up when the second series is shifted in a circle: all shifts where
/// they are few, else `draws` of them.
pub fn shifted_p(x: &[f64], y: &[f64], draws: usize, seed: u64) -> Option<(f64, f64)> {
    let observed = correlation(x, y)?;
    let n = x.len().min(y.len());
    let mut random = Random::new(seed);
    let shifts: Vec<usize> = if n <= draws + 1 {
        (1..n).collect()
    } else {
        (0..draws).map(|_| 1 + random.below(n as u64 - 1) as usize).collect()
    };
    let as_strong =
        shifts.iter().filter(|s| shifted(x, y, **s).is_some_and(|r| r.abs() >= observed.abs())).count();
    Some((observed, (as_strong + 1) as f64 / (shifts.len() + 1) as f64))
}

/// All pairs of series whose correlation stays after the correction at this rate, the strongest first.
pub fn together(series: &[Vec<f64>], rate: f64, draws: usize, seed: u64) -> Vec<Together> {
    let mut all = Vec::new();
    for one in 0..series.len() {
        for other in one + 1..series.len() {
            if let Some((correlation, p)) = shifted_p(&series[one], &series[other], draws, seed) {
                all.push(Together { one, other, correlation, p, q: 1.0 });
            }
        }
    }
    all.sort_by(|x, y| x.p.total_cmp(&y.p).then(y.correlation.abs().total_cmp(&x.correlation.abs())));
    let rates = false_discovery_rates(&all.iter().map(|t| t.p).collect::<Vec<_>>());
    for (found, rate) in all.iter_mut().zip(rates) {
        found.q = rate;
    }
    all.retain(|t| t.q <= rate);
    all.sort_by(|x, y| y.correlation.abs().total_cmp(&x.correlation.abs()));
    all
}
