//! Tails of the F, chi-square and normal distributions, as p-values need them: small ones keep their digits. The
//! special functions are `statrs`'s; here are their arguments, and what holds at the edges.

use statrs::function::{beta::checked_beta_reg, erf::erfc, gamma::checked_gamma_ur};
use std::f64::consts::{PI, SQRT_2};

/// The two-sided 95% point of the standard normal distribution.
pub(crate) const NORMAL_95: f64 = 1.959_963_984_540_054;

/// P(F > f) with `df1` and `df2` degrees of freedom; none where the arguments make no sense.
///
/// By `I_x(df2/2, df1/2)` at `x = df2 / (df2 + df1·f)`, the tail itself, so that nothing is taken from 1.
pub fn f_tail(f: f64, df1: usize, df2: usize) -> Option<f64> {
    if df1 == 0 || df2 == 0 || !f.is_finite() {
        return None;
    }
    if f <= 0.0 {
        return Some(1.0);
    }
    let (df1, df2) = (df1 as f64, df2 as f64);
    probability(checked_beta_reg(df2 / 2.0, df1 / 2.0, df2 / (df2 + df1 * f)).ok()?)
}

/// P(χ² > x) with `df` degrees of freedom; none where the arguments make no sense.
pub fn chi_square_tail(x: f64, df: usize) -> Option<f64> {
    if df == 0 || !x.is_finite() {
        return None;
    }
    if x <= 0.0 {
        return Some(1.0);
    }
    probability(checked_gamma_ur(df as f64 / 2.0, x / 2.0).ok()?)
}

/// P(|Z| > |z|).
pub fn normal_two_sided(z: f64) -> f64 {
    erfc(z.abs() / SQRT_2).clamp(0.0, 1.0)
}

/// ln P(Z > z) for z ≥ 0, also where the probability itself would be 0 (there by its asymptotic series).
pub(crate) fn ln_normal_tail(z: f64) -> f64 {
    if z < 25.0 {
        return (0.5 * erfc(z / SQRT_2)).ln();
    }
    let inverse = 1.0 / (z * z);
    -0.5 * z * z - (z * (2.0 * PI).sqrt()).ln() + (-inverse * (1.0 - 3.0 * inverse)).ln_1p()
}

fn probability(p: f64) -> Option<f64> {
    p.is_finite().then(|| p.clamp(0.0, 1.0))
}

/// Chance that a negative binomial with this mean and dispersion (variance `mean + dispersion · mean²`) is `k` or more; a
/// Poisson where the dispersion is none.
pub fn negative_binomial_upper(k: u32, mean: f64, dispersion: f64) -> f64 {
    if k == 0 || mean <= 0.0 {
        return f64::from(u8::from(k == 0));
    }
    if dispersion * mean < 1e-6 {
        return statrs::function::gamma::gamma_lr(f64::from(k), mean);
    }
    let size = 1.0 / dispersion;
    statrs::function::beta::beta_reg(f64::from(k), size, mean / (mean + size))
}

/// Chance that a Student's t of so many degrees of freedom is as far from 0 as `t`.
pub fn student_two_sided(t: f64, df: f64) -> f64 {
    if !t.is_finite() || df <= 0.0 {
        return if t.is_nan() { 1.0 } else { 0.0 };
    }
    statrs::function::beta::beta_reg(df / 2.0, 0.5, df / (df + t * t))
}

/// The rate of chance among all that is told down to each of these p-values, which are in ascending order (the step-up
/// procedure of Benjamini and Hochberg 1995).
pub fn false_discovery_rates(sorted: &[f64]) -> Vec<f64> {
    let n = sorted.len() as f64;
    let mut least = 1.0f64;
    let mut rates: Vec<f64> = sorted
        .iter()
        .enumerate()
        .rev()
        .map(|(rank, p)| {
            least = least.min(p * n / (rank + 1) as f64);
            least
        })
        .collect();
    rates.reverse();
    rates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(value: f64, expected: f64) {
        assert!((value / expected - 1.0).abs() < 1e-10, "{value:e} is not {expected:e}");
    }

    #[test]
    fn tails_with_a_closed_form() {
        // F with 2 and d degrees: (1 + 2f/d)^(−d/2). Chi-square with 2: exp(−x/2).
        for (f, d) in [(0.3, 4), (1.0, 10), (7.5, 60), (74.0, 300), (70.0, 2548)] {
            close(f_tail(f, 2, d).unwrap(), (1.0 + 2.0 * f / d as f64).powf(-(d as f64) / 2.0));
        }
        for x in [0.1, 1.0, 20.0, 150.0, 1000.0] {
            close(chi_square_tail(x, 2).unwrap(), (-x / 2.0).exp());
        }
    }

    #[test]
    fn chi_square_with_one_degree_is_the_square_of_a_normal() {
        for z in [0.05, 0.5, 1.959_963_984_540_054, 5.0, 12.0] {
            close(chi_square_tail(z * z, 1).unwrap(), normal_two_sided(z));
        }
        close(normal_two_sided(NORMAL_95), 0.05);
    }

    #[test]
    fn logarithm_of_the_normal_tail_joins_its_series() {
        close(ln_normal_tail(0.0), 0.5f64.ln());
        close(ln_normal_tail(24.999_999_999), ln_normal_tail(25.000_000_001));
        assert!((ln_normal_tail(1e3) + 500_007.826_694).abs() < 1e-5, "{}", ln_normal_tail(1e3));
    }

    #[test]
    fn edges_are_probabilities_or_nothing() {
        assert_eq!(f_tail(0.0, 1, 1), Some(1.0));
        assert_eq!(f_tail(f64::NAN, 1, 1), None);
        assert_eq!(f_tail(1.0, 0, 1), None);
        assert_eq!(f_tail(1e300, 3, 200), Some(0.0));
        assert_eq!(chi_square_tail(-1.0, 3), Some(1.0));
        assert_eq!(chi_square_tail(f64::INFINITY, 3), None);
        assert!(f_tail(1e-300, 1, 1).is_some_and(|p| p > 0.999));
    }
}
