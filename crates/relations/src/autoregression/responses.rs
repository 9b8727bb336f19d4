//! Impulse responses: what a shock to one series does to all of them in the periods after it.
//!
//! Shocks are made orthogonal by the Cholesky factor of the residuals' covariance, in the order of the columns: in the
//! period of the shock an earlier column moves the later ones, and not the other way round (Sims 1980).

use super::Var;
use crate::linalg::{Matrix, cholesky};

impl Var {
    /// Responses to shocks of one standard deviation: `[horizon][response][shock]`, horizons 0 to `horizon`, in units
    /// of the responding series. None where the covariance has no Cholesky factor or a response is out of range.
    pub fn orthogonal_responses(&self, horizon: usize) -> Option<Vec<Vec<Vec<f64>>>> {
        let responses = responses(&self.coefficients, &self.covariance, self.lags, horizon)?;
        let row = |m: &Matrix, i: usize| (0..self.series).map(|j| m[(i, j)]).collect();
        Some(responses.iter().map(|m| (0..self.series).map(|i| row(m, i)).collect()).collect())
    }
}

/// `Θ_0 = P`, `Θ_h = Σ A_l Θ_{h−l}` over the lags (Lütkepohl 2005, §2.3.2).
pub(super) fn responses(
    coefficients: &Matrix,
    covariance: &Matrix,
    lags: usize,
    horizon: usize,
) -> Option<Vec<Matrix>> {
    let k = covariance.columns();
    let mut all = vec![cholesky(covariance)?];
    for h in 1..=horizon {
        let at = |i: usize, j: usize| -> f64 {
            let terms = (1..=lags.min(h)).flat_map(|lag| (0..k).map(move |m| (lag, m)));
            terms.map(|(lag, m)| coefficients[(1 + (lag - 1) * k + m, i)] * all[h - lag][(m, j)]).sum()
        };
        let next = Matrix::from_fn(k, k, at);
        if !next.is_finite() {
            return None;
        }
        all.push(next);
    }
    Some(all)
}
