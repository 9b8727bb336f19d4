//! A logit of a few coefficients on grouped outcomes, with Firth's penalty (Firth 1993; Heinze and Schemper 2002): the
//! likelihood times the root of the information's determinant. Estimates stay finite where an outcome always goes with
//! a regressor, and lose their first-order bias.

use crate::linalg::{Matrix, cholesky, ln_determinant, solve_cholesky};

/// Outcomes that share their regressors.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell<const K: usize> {
    /// The regressors, the constant among them.
    pub(crate) x: [f64; K],
    /// Outcomes.
    pub(crate) n: u32,
    /// Those that came true.
    pub(crate) yes: u32,
}

/// Estimates and their standard errors, from the inverse information.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fit<const K: usize> {
    pub(crate) coefficients: [f64; K],
    pub(crate) errors: [f64; K],
}

const MOST_STEPS: usize = 200;

/// Fits by Newton's method; a step is halved until the penalised likelihood does not fall. None where the regressors
/// depend on each other, or the steps do not settle.
pub(crate) fn fit<const K: usize>(cells: &[Cell<K>]) -> Option<Fit<K>> {
    let mut at = [0.0; K];
    let mut value = penalised(cells, &at)?;
    for _ in 0..MOST_STEPS {
        let step = step(cells, &at)?;
        let longest = step.iter().fold(0.0f64, |most, s| most.max(s.abs()));
        if longest < 1e-10 {
            return finish(cells, at);
        }
        let mut share = (2.0 / longest).min(1.0);
        let next = loop {
            let next = std::array::from_fn(|k| at[k] + share * step[k]);
            match penalised(cells, &next) {
                Some(reached) if reached >= value - 1e-12 * value.abs() => break Some((next, reached)),
                _ if share < 1e-9 => break None,
                _ => share /= 2.0,
            }
        };
        // No step uphill is left: the top is reached, to rounding.
        let Some((next, reached)) = next else { return finish(cells, at) };
        (at, value) = (next, reached);
    }
    None
}

fn finish<const K: usize>(cells: &[Cell<K>], coefficients: [f64; K]) -> Option<Fit<K>> {
    let variance = solve_cholesky(&cholesky(&information(cells, &coefficients))?, &Matrix::identity(K));
    let errors = std::array::from_fn(|k| variance[(k, k)].sqrt());
    let finite = variance.is_finite() && coefficients.iter().all(|c| c.is_finite());
    finite.then_some(Fit { coefficients, errors })
}

fn predictor<const K: usize>(cell: &Cell<K>, at: &[f64; K]) -> f64 {
    cell.x.iter().zip(at).map(|(x, c)| x * c).sum()
}

fn chance(predictor: f64) -> f64 {
    1.0 / (1.0 + (-predictor).exp())
}

/// Variance of one outcome.
fn variance(predictor: f64) -> f64 {
    chance(predictor) * chance(-predictor)
}

fn information<const K: usize>(cells: &[Cell<K>], at: &[f64; K]) -> Matrix {
    Matrix::from_fn(K, K, |i, j| {
        cells.iter().map(|c| f64::from(c.n) * variance(predictor(c, at)) * c.x[i] * c.x[j]).sum()
    })
}

/// The log likelihood and half the logarithm of the information's determinant.
fn penalised<const K: usize>(cells: &[Cell<K>], at: &[f64; K]) -> Option<f64> {
    // ln(1/(1+e^−x)) without overflow.
    let ln_chance = |x: f64| x.min(0.0) - (-x.abs()).exp().ln_1p();
    let each = |c: &Cell<K>| {
        let x = predictor(c, at);
        f64::from(c.yes) * ln_chance(x) + f64::from(c.n - c.yes) * ln_chance(-x)
    };
    let likelihood: f64 = cells.iter().map(each).sum();
    let value = likelihood + 0.5 * ln_determinant(&information(cells, at))?;
    value.is_finite().then_some(value)
}

/// The Newton step: inverse information times Firth's modified score, `Σ (y − π + h(½ − π)) x` with h the leverage.
fn step<const K: usize>(cells: &[Cell<K>], at: &[f64; K]) -> Option<[f64; K]> {
    let lower = cholesky(&information(cells, at))?;
    let mut score = Matrix::zeros(K, 1);
    for cell in cells {
        let (x, n) = (predictor(cell, at), f64::from(cell.n));
        let regressors = Matrix::from_fn(K, 1, |k, _| cell.x[k]);
        let turned = solve_cholesky(&lower, &regressors);
        let leverage = variance(x) * crate::linalg::dot(regressors.column(0), turned.column(0));
        let excess = f64::from(cell.yes) - n * chance(x) + n * leverage * (0.5 - chance(x));
        for k in 0..K {
            score[(k, 0)] += excess * cell.x[k];
        }
    }
    let step = solve_cholesky(&lower, &score);
    step.is_finite().then(|| std::array::from_fn(|k| step[(k, 0)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_by_two(without: (u32, u32), with: (u32, u32)) -> [Cell<2>; 2] {
        let cell = |x, (yes, no): (u32, u32)| Cell { x: [1.0, x], n: yes + no, yes };
        [cell(0.0, without), cell(1.0, with)]
    }

    /// In a saturated table Firth's penalty is half an outcome more in each cell (Firth 1993, §4).
    fn check(without: (u32, u32), with: (u32, u32)) {
        let fit = fit(&two_by_two(without, with)).unwrap();
        let odds = |(yes, no): (u32, u32)| ((f64::from(yes) + 0.5) / (f64::from(no) + 0.5)).ln();
        assert!((fit.coefficients[0] - odds(without)).abs() < 1e-8, "{fit:?}");
        assert!((fit.coefficients[1] - (odds(with) - odds(without))).abs() < 1e-8, "{fit:?}");
        assert!(fit.errors.iter().all(|e| e.is_finite() && *e > 0.0));
    }

    #[test]
    fn saturated_tables_have_a_closed_form() {
        check((10, 90), (30, 70));
        check((1, 3), (2, 1));
        check((1, 5000), (4000, 2));
    }

    #[test]
    fn separation_gives_finite_estimates() {
        check((0, 50), (50, 0));
        check((0, 20), (7, 13));
        check((0, 100_000), (100_000, 0));
    }

    #[test]
    fn regressors_that_do_not_vary_give_none() {
        assert_eq!(fit(&two_by_two((10, 20), (0, 0))), None);
        assert_eq!(fit::<2>(&[]), None);
    }

    #[test]
    fn errors_are_those_of_the_table() {
        let fit = fit(&two_by_two((1000, 9000), (3000, 7000))).unwrap();
        let expected: f64 = [1000.0, 9000.0, 3000.0, 7000.0].iter().map(|n: &f64| 1.0 / n).sum();
        assert!((fit.errors[1] - expected.sqrt()).abs() < 1e-5, "{fit:?}");
    }
}
