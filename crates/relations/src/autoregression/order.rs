//! How many lags: information criteria of all fits on the same rows, as statsmodels' `select_order` compares them.

use super::{Criteria, Kind, Unfit, check, design, residual_determinant};
use crate::linalg::{self, Matrix};

/// The lags that each criterion chooses; 0 is among the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orders {
    /// By Akaike's criterion.
    pub aic: usize,
    /// By Schwarz's.
    pub bic: usize,
    /// By Hannan and Quinn's.
    pub hqic: usize,
    /// By the final prediction error.
    pub fpe: usize,
}

/// Compares 0 to `most` lags, on the rows that have `most` rows before them.
///
/// One factorisation serves all: the regressors of fewer lags come first among those of more, so what they leave is in
/// the lower rows of Qᵀy.
///
/// # Errors
///
/// As [`super::Var::fit`] with `most` lags; but lags from which on the regressors depend on each other are only not chosen.
pub fn order(columns: &[&[f64]], most: usize) -> Result<Orders, Unfit> {
    let n = check(columns, most)?;
    let k = columns.len();
    let (x, y) = design(columns, most, most);
    let mut both = Matrix::from_fn(x.rows(), x.columns() + k, |t, j| {
        if j < x.columns() { x[(t, j)] } else { y[(t, j - x.columns())] }
    });
    let independent = linalg::triangularize(&mut both, x.columns());
    let fitted = (0..=most).take_while(|lags| k * lags < independent).map_while(|lags| {
        let tail = |i: usize| &both.column(x.columns() + i)[1 + k * lags..];
        let squares = Matrix::from_fn(k, k, |i, j| linalg::dot(tail(i), tail(j)));
        Some(Criteria::of(residual_determinant(&squares, &y)?, n - most, k, lags))
    });
    let fitted: Vec<Criteria> = fitted.collect();
    let least = |value: fn(&Criteria) -> f64| {
        fitted.iter().enumerate().min_by(|(_, x), (_, y)| value(x).total_cmp(&value(y))).map(|(lags, _)| lags)
    };
    let orders = || {
        Some(Orders {
            aic: least(|c| c.aic)?,
            bic: least(|c| c.bic)?,
            hqic: least(|c| c.hqic)?,
            fpe: least(|c| c.fpe)?,
        })
    };
    orders().ok_or(Unfit(Kind::Singular))
}
