//! Breaks in the level by least squares: of all partitions into a number of segments, the one that leaves the least
//! (Bai and Perron 2003), how many by BIC, and intervals for their dates (Bai 1997). Figures are those of R's
//! `strucchange` for `breakpoints(y ~ 1)` and its `confint`.

use super::segments::{Sums, mean};
use crate::distributions::ln_normal_tail;
use std::f64::consts::PI;

/// Rows up to which every row is a possible break; of longer series every second, third, … is.
pub const EVERY_ROW: usize = 2_000;

/// The best partition with some number of breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Partition {
    /// The first rows of the new levels, ascending; `strucchange` gives the last rows of the old, counted from 1,
    /// which are the same numbers.
    pub breaks: Vec<usize>,
    /// The squares that the levels leave.
    pub rss: f64,
    /// `n (ln(RSS/n) + 1 + ln 2π) + (2m + 2) ln n`: m breaks, m + 1 means and the variance are its parameters.
    pub bic: f64,
}

/// The best partitions with 0, 1, … up to `most` breaks, as many as segments of at least `least` rows leave room for;
/// none for an empty series.
///
/// By dynamic programming over the last break: `most · n²/2` steps and `most · n` numbers. A series longer than
/// [`EVERY_ROW`] may break only at every ⌈n / `EVERY_ROW`⌉th row.
///
/// The numbers must be finite, and their squares in range.
pub fn partitions(values: &[f64], least: usize, most: usize) -> Vec<Partition> {
    let n = values.len();
    if n == 0 {
        return Vec::new();
    }
    let step = n.div_ceil(EVERY_ROW);
    let least = least.max(1);
    let sums = Sums::new(values);
    let mut ends: Vec<usize> = (0..n).step_by(step).filter(|end| *end >= least).collect();
    ends.push(n);
    let mut layers = vec![ends.iter().map(|end| (sums.cost(0, *end), usize::MAX)).collect::<Vec<_>>()];
    while layers.len() <= most && n >= (layers.len() + 1) * least {
        let next = one_more(&ends, &layers[layers.len() - 1], &sums, least);
        if next.last().is_none_or(|(cost, _)| cost.is_infinite()) {
            break;
        }
        layers.push(next);
    }
    let scale = sums.cost(0, n);
    (0..layers.len()).map(|m| partition(values, traced(&ends, &layers[..=m]), scale)).collect()
}

/// For each end, the least cost of the rows before it with one break more, and which end that break is.
fn one_more(ends: &[usize], fewer: &[(f64, usize)], sums: &Sums, least: usize) -> Vec<(f64, usize)> {
    let best = |end: &usize| {
        let mut best = (f64::INFINITY, usize::MAX);
        for (at, (start, (cost, _))) in ends.iter().zip(fewer).enumerate() {
            if start + least > *end {
                break;
            }
            let cost = cost + sums.cost(*start, *end);
            if cost < best.0 {
                best = (cost, at);
            }
        }
        best
    };
    ends.iter().map(best).collect()
}

/// The breaks of the last end in the last layer.
fn traced(ends: &[usize], layers: &[Vec<(f64, usize)>]) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut at = ends.len() - 1;
    for layer in layers.iter().skip(1).rev() {
        at = layer[at].1;
        breaks.push(ends[at]);
    }
    breaks.reverse();
    breaks
}

fn partition(values: &[f64], breaks: Vec<usize>, scale: f64) -> Partition {
    let n = values.len() as f64;
    let rss: f64 = bounds(values.len(), &breaks).windows(2).map(|w| squares(&values[w[0]..w[1]])).sum();
    // A partition that leaves nothing keeps a finite BIC; what is below this is rounding.
    let floor = (1e-24 * scale).max(f64::MIN_POSITIVE);
    let parameters = 2.0 * breaks.len() as f64 + 2.0;
    let bic = n * (rss.max(floor).ln() - n.ln() + 1.0 + (2.0 * PI).ln()) + parameters * n.ln();
    Partition { breaks, rss, bic }
}

fn bounds(n: usize, breaks: &[usize]) -> Vec<usize> {
    [&[0], breaks, &[n]].concat()
}

fn squares(values: &[f64]) -> f64 {
    let centre = mean(values);
    values.iter().map(|x| (x - centre).powi(2)).sum()
}

/// The partition of `n` rows with the least BIC; the one with fewer breaks where two are equal.
///
/// `inflation` is how many times the long-run variance exceeds the variance, 1 for independent periods (as in
/// `strucchange`). A break in such a series gains as many times more by chance, so its penalty is as many times larger.
pub fn best(partitions: &[Partition], n: usize, inflation: f64) -> Option<&Partition> {
    let more = (inflation - 1.0) * 2.0 * (n.max(1) as f64).ln();
    let value = |p: &Partition| p.bic + more * p.breaks.len() as f64;
    partitions.iter().min_by(|x, y| value(x).total_cmp(&value(y)))
}

/// The 95% interval of the date of the `i`th break, as rows; it may reach past the ends of the series.
///
/// Bai's (1997) distribution for a shrinking shift, with a variance for each segment (strucchange's `het.err = TRUE`),
/// times `inflation` as in [`best`]. None where a segment does not vary, or its variance dwarfs the other's, so that the
/// distribution leaves no room on one side.
pub fn interval(values: &[f64], breaks: &[usize], i: usize, inflation: f64) -> Option<(i64, i64)> {
    let bounds = bounds(values.len(), breaks);
    let (before, after) =
        (values.get(*bounds.get(i)?..*bounds.get(i + 1)?)?, values.get(bounds[i + 1]..*bounds.get(i + 2)?)?);
    let variance = |part: &[f64]| squares(part) / part.len().max(1) as f64;
    let shift = mean(after) - mean(before);
    let ratio = variance(after) / variance(before);
    let unit = inflation * variance(before) / (shift * shift);
    let usable = [ratio, unit].iter().all(|x| x.is_finite() && *x > 1e-9 && *x < 1e9);
    if !usable {
        return None;
    }
    let (upper, lower) = (unit * quantile(0.975, ratio)?, unit * quantile(0.025, ratio)?);
    let row = i64::try_from(breaks[i]).ok()?;
    Some((row - upper.ceil() as i64, row - lower.floor() as i64))
}

/// The point below which the maximum's place lies with the probability given.
fn quantile(probability: f64, ratio: f64) -> Option<f64> {
    let at_zero = place_below(0.0, ratio);
    if !(0.025..=0.975).contains(&at_zero) {
        return None;
    }
    let side = if probability > at_zero { 1.0 } else { -1.0 };
    let is_short = |x: f64| (place_below(x, ratio) < probability) == (side > 0.0);
    let (mut near, mut far) = (0.0, side);
    while is_short(far) {
        far *= 2.0;
        if far.abs() > 1e12 {
            return None;
        }
    }
    for _ in 0..100 {
        let middle = f64::midpoint(near, far);
        if is_short(middle) { near = middle } else { far = middle }
    }
    Some(f64::midpoint(near, far))
}

/// P(argmax V ≤ x) for `V(s) = W₁(−s) − |s|/2` before 0 and `√φ·W₂(s) − s/2` after it (Bai 1997, appendix B, with ξ = 1,
/// as the design of a level is 1 on both sides; φ is the ratio of the variances).
fn place_below(x: f64, ratio: f64) -> f64 {
    if x < 0.0 { place_left(-x, ratio) } else { place_right(x, ratio) }
}

fn place_left(x: f64, phi: f64) -> f64 {
    let inverse = 1.0 / phi;
    let root = x.sqrt();
    -(x / (2.0 * PI)).sqrt() * (-x / 8.0).exp()
        - phi * (phi + 2.0) / (phi + 1.0)
            * (inverse * (1.0 + inverse) * x / 2.0 + ln_normal_tail((0.5 + inverse) * root)).exp()
        + (x / 2.0 - 2.0 + (phi + 2.0).powi(2) / (phi + 1.0)) * ln_normal_tail(root / 2.0).exp()
}

fn place_right(x: f64, phi: f64) -> f64 {
    let root = (x / phi).sqrt();
    1.0 + root * (-x / (8.0 * phi)).exp() / (2.0 * PI).sqrt()
        + (2.0 * phi + 1.0) / (phi * (phi + 1.0))
            * ((phi + 1.0) * x / 2.0 + ln_normal_tail((phi + 0.5) * root)).exp()
        - ((2.0 * phi + 1.0).powi(2) / ((phi + 1.0) * phi) - 2.0 + x / (2.0 * phi))
            * ln_normal_tail(root / 2.0).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_the_maximum_has_a_distribution() {
        for phi in [0.05, 0.3, 1.0, 2.5, 30.0] {
            // The maxima of both sides are exponential with rates 1 and 1/φ; which is greater follows.
            assert!((place_right(0.0, phi) - 1.0 / (phi + 1.0)).abs() < 1e-12);
            assert!((place_left(0.0, phi) - 1.0 / (phi + 1.0)).abs() < 1e-12);
            let points: Vec<f64> = (-4000..=4000).map(|x| place_below(f64::from(x), phi)).collect();
            assert!(points.windows(2).all(|w| w[1] >= w[0] - 1e-9), "{phi}");
            assert!(points[0].abs() < 1e-9 && (points[8000] - 1.0).abs() < 1e-5, "{phi}");
        }
        // Two equal sides: the 95% point of Yao (1987) and Bai (1997) is 11 to both sides.
        assert!((quantile(0.975, 1.0).expect("both sides have room") - 11.03).abs() < 0.01);
    }
}
