//! The test of the past for series that are calm at times and stormy at others, as series of events are.
//!
//! The usual F test takes the residuals' variance as the same in all periods. Where both sides' storms come together,
//! it finds an influence of one on the other that is not there. Here each period's own squared residual stands for its
//! variance (White 1980), divided by what the fit bent towards it (HC3; `MacKinnon` and White 1985).

use super::{Granger, Var};
use crate::linalg::Matrix;

/// A period that pins a coefficient down nearly by itself leaves no residual to judge it by.
const MOST_LEVERAGE: f64 = 1.0 - 1e-8;

impl Var {
    /// Does the past of `causing` help to predict `caused`, whatever the variance of each period? The Wald test with the
    /// HC3 covariance, against F with the residual degrees of freedom of one equation. None without lags, or where the
    /// test cannot be computed.
    pub fn robust(&self, caused: usize, causing: usize) -> Option<Granger> {
        let places = self.places(causing);
        let turned = self.regressors.times(&self.inverse);
        let leverage = |t: usize| -> f64 {
            (0..turned.columns()).map(|j| turned[(t, j)] * self.regressors[(t, j)]).sum()
        };
        let weights: Option<Vec<f64>> = (0..self.rows)
            .map(|t| {
                let leverage = leverage(t);
                (leverage < MOST_LEVERAGE).then(|| self.residuals[(t, caused)] / (1.0 - leverage))
            })
            .collect();
        let weights = weights?;
        let influence = Matrix::from_fn(self.rows, places.len(), |t, i| turned[(t, places[i])] * weights[t]);
        self.wald(caused, &places, &influence.gram(), self.residual_df())
    }
}
