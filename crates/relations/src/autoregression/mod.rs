//! Vector autoregressions: does the past of one series help to predict another, and how does a shock to one run
//! through both?
//!
//! `y_t = c + A_1 y_{t−1} + … + A_p y_{t−p} + u_t` by least squares, an equation at a time (Lütkepohl 2005, ch. 3).
//! Figures are those of statsmodels' `VAR(trend='c')`, to its divisors. `order` chooses p, `responses` follows a
//! shock, `bands` says how far the responses can be trusted.

mod bands;
mod order;
mod responses;
mod robust;
#[cfg(test)]
mod tests;

pub use bands::{Bands, bands, usual_block};
pub use order::{Orders, order};

use crate::{
    distributions::f_tail,
    linalg::{self, Matrix},
};
use std::fmt;

/// Why there is no autoregression for some series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Shape,
    NotFinite,
    TooShort { rows: usize, needed: usize },
    Singular,
}

impl Unfit {
    /// Whether there are fewer rows than coefficients need.
    pub fn is_too_short(&self) -> bool {
        matches!(self.0, Kind::TooShort { .. })
    }

    /// Whether some series does not vary, or follows exactly from the others or from the past.
    pub fn is_singular(&self) -> bool {
        matches!(self.0, Kind::Singular)
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Shape => write!(f, "the series are of unequal length, or there is none"),
            Kind::NotFinite => write!(f, "a number of the series is infinite or none"),
            Kind::TooShort { rows, needed } => {
                write!(f, "the series have {rows} periods; so many lags need at least {needed}")
            }
            Kind::Singular => {
                write!(f, "a series does not vary, or follows exactly from the other or from the past")
            }
        }
    }
}

impl std::error::Error for Unfit {}

/// An F test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Granger {
    /// The statistic.
    pub f: f64,
    /// Its first degrees of freedom: the coefficients tested.
    pub df1: usize,
    /// Its second degrees of freedom.
    pub df2: usize,
    /// The chance of a greater one if the past does not help.
    pub p: f64,
}

/// Information criteria; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Criteria {
    /// Akaike's.
    pub aic: f64,
    /// Schwarz's.
    pub bic: f64,
    /// Hannan and Quinn's.
    pub hqic: f64,
    /// Akaike's final prediction error.
    pub fpe: f64,
}

impl Criteria {
    /// From the logarithm of the determinant of the residuals' covariance (divisor n), as statsmodels defines them.
    fn of(ln_determinant: f64, n: usize, series: usize, lags: usize) -> Self {
        let (rows, k) = (n as f64, series as f64);
        let each = 1.0 + k * lags as f64;
        let free = k * each;
        Self {
            aic: ln_determinant + 2.0 / rows * free,
            bic: ln_determinant + rows.ln() / rows * free,
            hqic: ln_determinant + 2.0 * rows.ln().ln() / rows * free,
            fpe: ((rows + each) / (rows - each)).powf(k) * ln_determinant.exp(),
        }
    }
}

/// A fitted vector autoregression with a constant.
#[derive(Clone, Debug)]
pub struct Var {
    series: usize,
    lags: usize,
    rows: usize,
    /// A column an equation; rows: the constant, then all series at lag 1, at lag 2, …
    coefficients: Matrix,
    /// The constant and the lags, a row a period.
    regressors: Matrix,
    /// The inverse of `XᵀX`.
    inverse: Matrix,
    /// What the equations leave, a column each.
    residuals: Matrix,
    /// Covariance of the residuals, divided by the residual degrees of freedom.
    covariance: Matrix,
    ln_determinant: f64,
}

impl Var {
    /// Fits `lags` lags of all columns and a constant; the first `lags` rows only serve as past.
    ///
    /// # Errors
    ///
    /// When the columns are of unequal length, hold infinite numbers or none, have too few rows, do not vary, or follow
    /// exactly from each other or from the past.
    pub fn fit(columns: &[&[f64]], lags: usize) -> Result<Self, Unfit> {
        let n = check(columns, lags)?;
        let series = columns.len();
        let (x, y) = design(columns, lags, lags);
        let fit = linalg::least_squares(&x, &y).ok_or(Unfit(Kind::Singular))?;
        let fitted = x.times(&fit.coefficients);
        let rows = n - lags;
        let residuals = Matrix::from_fn(rows, series, |t, i| y[(t, i)] - fitted[(t, i)]);
        let squares = residuals.gram();
        let covariance = squares.clone().scaled(1.0 / (rows - x.columns()) as f64);
        let ln_determinant = residual_determinant(&squares, &y).ok_or(Unfit(Kind::Singular))?;
        let (coefficients, inverse) = (fit.coefficients, fit.inverse);
        let regressors = x;
        Ok(Self {
            series,
            lags,
            rows,
            coefficients,
            regressors,
            inverse,
            residuals,
            covariance,
            ln_determinant,
        })
    }

    /// Lags of each series.
    pub fn lags(&self) -> usize {
        self.lags
    }

    /// Rows that the equations were fitted on.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Rows less the coefficients of an equation.
    pub fn residual_df(&self) -> usize {
        self.rows - self.coefficients.rows()
    }

    /// The constant of an equation.
    ///
    /// # Panics
    ///
    /// When there is no such equation; so do the other methods that take the number of a series.
    pub fn constant(&self, equation: usize) -> f64 {
        self.coefficients[(0, equation)]
    }

    /// What a series at a lag (from 1) adds in an equation.
    pub fn coefficient(&self, equation: usize, lag: usize, series: usize) -> f64 {
        self.coefficients[(self.place(lag, series), equation)]
    }

    /// Covariance of the residuals of two equations, divided by [`Var::residual_df`] (statsmodels' `sigma_u`).
    pub fn covariance(&self, i: usize, j: usize) -> f64 {
        self.covariance[(i, j)]
    }

    /// Logarithm of the likelihood under normal residuals.
    pub fn log_likelihood(&self) -> f64 {
        let (n, k) = (self.rows as f64, self.series as f64);
        -n / 2.0 * (k * (2.0 * std::f64::consts::PI).ln() + self.ln_determinant + k)
    }

    /// The information criteria of this fit. To compare fits of several lags, see [`order`]: they need the same rows.
    pub fn criteria(&self) -> Criteria {
        Criteria::of(self.ln_determinant, self.rows, self.series, self.lags)
    }

    /// Does the past of `causing` help to predict `caused`? Statsmodels' `test_causality(kind='f')`, with its degrees
    /// of freedom: those of all equations together. None without lags, or where the test cannot be computed.
    pub fn granger(&self, caused: usize, causing: usize) -> Option<Granger> {
        self.test(caused, causing, self.series * self.residual_df())
    }

    /// The same with the degrees of freedom of its one equation: the usual F test of leaving the lags out
    /// (statsmodels' `ssr_ftest`).
    pub fn single_equation(&self, caused: usize, causing: usize) -> Option<Granger> {
        self.test(caused, causing, self.residual_df())
    }

    /// The test with a variance that is the same in all periods.
    fn test(&self, caused: usize, causing: usize, df2: usize) -> Option<Granger> {
        let places = self.places(causing);
        let variance = self.inverse.part(&places, &places).scaled(self.covariance[(caused, caused)]);
        self.wald(caused, &places, &variance, df2)
    }

    /// The Wald statistic `bᵀ V⁻¹ b / p` of coefficients b with covariance V, held against F.
    fn wald(&self, caused: usize, places: &[usize], variance: &Matrix, df2: usize) -> Option<Granger> {
        let b = self.coefficients.part(places, &[caused]);
        let lower = linalg::cholesky(variance)?;
        let wald = linalg::dot(b.column(0), linalg::solve_cholesky(&lower, &b).column(0));
        let f = wald / self.lags as f64;
        Some(Granger { f, df1: self.lags, df2, p: f_tail(f, self.lags, df2)? })
    }

    /// Rows of the coefficients of a series, at all lags.
    fn places(&self, series: usize) -> Vec<usize> {
        (1..=self.lags).map(|lag| self.place(lag, series)).collect()
    }

    /// Row of the coefficients of a series at a lag.
    fn place(&self, lag: usize, series: usize) -> usize {
        1 + (lag - 1) * self.series + series
    }
}

/// The length of the columns, when they can be fitted.
fn check(columns: &[&[f64]], lags: usize) -> Result<usize, Unfit> {
    let n = columns.first().map_or(0, |c| c.len());
    if columns.is_empty() || columns.iter().any(|c| c.len() != n) {
        return Err(Unfit(Kind::Shape));
    }
    if columns.iter().any(|c| c.iter().any(|x| !x.is_finite())) {
        return Err(Unfit(Kind::NotFinite));
    }
    let needed = lags.saturating_mul(columns.len() + 1).saturating_add(2);
    if n < needed { Err(Unfit(Kind::TooShort { rows: n, needed })) } else { Ok(n) }
}

/// Regressors (the constant, all series at lag 1, at lag 2, …) and left-hand sides of the rows from `first` on.
fn design(columns: &[&[f64]], lags: usize, first: usize) -> (Matrix, Matrix) {
    let k = columns.len();
    let rows = columns[0].len() - first;
    let x = Matrix::from_fn(rows, 1 + k * lags, |t, j| match j.checked_sub(1) {
        None => 1.0,
        Some(j) => columns[j % k][first + t - 1 - j / k],
    });
    (x, Matrix::from_fn(rows, k, |t, i| columns[i][first + t]))
}

/// ln det of the residuals' covariance (divisor n) from their squares and products; none where an equation leaves
/// nothing but rounding, or two leave the same.
fn residual_determinant(squares: &Matrix, y: &Matrix) -> Option<f64> {
    let leaves = |i: usize| squares[(i, i)] > 1e-18 * linalg::dot(y.column(i), y.column(i));
    let all = (0..y.columns()).all(leaves);
    all.then(|| linalg::ln_determinant(&squares.clone().scaled(1.0 / y.rows() as f64)))?
}
