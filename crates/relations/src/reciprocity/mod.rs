//! Does each side answer the other in kind, and how fast? Vector autoregressions of the two score series, with tests
//! and responses, and a logit of deeds against on the other's deeds against in the period before.
//!
//! The answer depends on the length of the period: what looks like an answer by the month may be a quarrel of one week
//! told from both ends. So a caller asks by the day, the week, the month and the quarter.

mod logit;
#[cfg(test)]
mod tests;
mod tit_for_tat;

pub use tit_for_tat::{Coefficient, TitForTat};

use crate::{
    Direction, Period,
    autoregression::{self, Granger, Var},
};

/// Rows that any fit needs.
const LEAST_ROWS: usize = 30;
/// Rows that each coefficient of an equation needs.
const ROWS_A_COEFFICIENT: usize = 5;
/// Periods in which a side's score is not 0, for a test of it to mean something.
const LEAST_ACTIVE: usize = 10;

/// How to look for answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Lags to choose among, at most.
    pub most_lags: usize,
    /// Periods after a shock to follow.
    pub horizon: usize,
    /// Draws of the bootstrap behind the bands.
    pub draws: usize,
    /// Its seed.
    pub seed: u64,
}

impl Default for Options {
    /// 12 lags, 8 periods, 199 draws.
    fn default() -> Self {
        Self { most_lags: 12, horizon: 8, draws: 199, seed: 0x6465_7465_6e74_6531 }
    }
}

/// How the two directions of a relation answer each other at one length of period.
#[derive(Clone, Debug, PartialEq)]
pub struct Reciprocity {
    /// The length of the periods.
    pub period: Period,
    /// Lags of the autoregression: what the criterion chooses, but at least 1; 0 where there is none.
    pub lags: usize,
    /// The criterion that chose them.
    pub criterion: &'static str,
    /// Periods that the autoregression was fitted on; 0 where there is none.
    pub n: usize,
    /// By the direction whose past is tested: does it help to predict the other direction?
    pub granger: [Option<Granger>; 2],
    /// The same whatever the variance of each period: the one to go by, since storms that come to both sides together
    /// make `granger` find an influence that is not there.
    pub robust: [Option<Granger>; 2],
    /// How each direction's score answers a shock to the other's; empty where there is no autoregression.
    pub irf: Vec<Response>,
    /// By the direction that answers.
    pub tit_for_tat: [Option<TitForTat>; 2],
    /// Why figures are missing, if some are.
    pub reason: Option<String>,
}

/// What a shock of one standard deviation to one direction's score does to the other's, in points of score.
///
/// A→B is the first column of the Cholesky factor: in the period of the shock itself A→B moves B→A, and not the other
/// way round, so at horizon 0 the answer of A→B is 0 by construction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// Where the shock falls.
    pub shock: Direction,
    /// Who answers.
    pub response: Direction,
    /// Periods since the shock.
    pub horizon: usize,
    /// The answer.
    pub value: f64,
    /// The 2.5% point of the bootstrap.
    pub low: f64,
    /// The 97.5% point.
    pub high: f64,
}

/// Measures how the directions answer each other.
///
/// `scores` are the sums of scores by period, `against` whether there was a deed against, A→B first in both; all of one
/// length, without holes.
pub fn reciprocity(
    scores: [&[f64]; 2],
    against: [&[bool]; 2],
    period: Period,
    options: &Options,
) -> Reciprocity {
    let mut reasons = Vec::new();
    let mut result = autoregress(scores, period, options).unwrap_or_else(|reason| {
        reasons.push(reason);
        empty(period)
    });
    for (i, direction) in Direction::ALL.into_iter().enumerate() {
        if result.lags > 0 && (result.granger[i].is_none() || result.robust[i].is_none()) {
            reasons.push(format!("a test of {} cannot be computed", side(direction)));
        }
        match tit_for_tat::tit_for_tat(against[i], against[1 - i], direction) {
            Ok(fit) => result.tit_for_tat[i] = Some(fit),
            Err(reason) => reasons.push(format!("no logit of {}: {reason}", side(direction))),
        }
    }
    result.reason = (!reasons.is_empty()).then(|| reasons.join("; "));
    result
}

fn side(direction: Direction) -> &'static str {
    match direction {
        Direction::AToB => "the first side",
        Direction::BToA => "the second side",
    }
}

fn empty(period: Period) -> Reciprocity {
    Reciprocity {
        period,
        lags: 0,
        criterion: "bic",
        n: 0,
        granger: [None; 2],
        robust: [None; 2],
        irf: Vec::new(),
        tit_for_tat: [None, None],
        reason: None,
    }
}

/// The part that rests on the autoregression, or why there is none.
fn autoregress(scores: [&[f64]; 2], period: Period, options: &Options) -> Result<Reciprocity, String> {
    let most = most_lags(scores, options)?;
    let unfit = |e: autoregression::Unfit| format!("no autoregression: {e}");
    let lags = autoregression::order(&scores, most).map_err(unfit)?.bic.max(1);
    let fit = Var::fit(&scores, lags).map_err(unfit)?;
    let irf = answers(&fit, scores, options).map_err(unfit)?;
    let granger = [fit.granger(1, 0), fit.granger(0, 1)];
    let robust = [fit.robust(1, 0), fit.robust(0, 1)];
    Ok(Reciprocity { lags, n: fit.rows(), granger, robust, irf, ..empty(period) })
}

/// The lags to choose among: each coefficient needs some rows.
fn most_lags(scores: [&[f64]; 2], options: &Options) -> Result<usize, String> {
    let n = scores[0].len();
    let allows =
        |lags: &usize| n.saturating_sub(*lags) >= LEAST_ROWS.max(ROWS_A_COEFFICIENT * (1 + 2 * lags));
    let most = (1..=options.most_lags.max(1)).take_while(allows).last();
    let most = most.ok_or(format!("{n} periods are too few (at least {})", LEAST_ROWS + 1))?;
    for (scores, direction) in scores.iter().zip(Direction::ALL) {
        let active = scores.iter().filter(|s| **s != 0.0).count();
        if active < LEAST_ACTIVE {
            let side = side(direction);
            return Err(format!("{side} has a score in {active} periods only (at least {LEAST_ACTIVE})"));
        }
    }
    Ok(most)
}

/// The cross responses with their bands, A→B's shock first, by horizon.
fn answers(
    fit: &Var,
    scores: [&[f64]; 2],
    options: &Options,
) -> Result<Vec<Response>, autoregression::Unfit> {
    let block = autoregression::usual_block(fit.rows());
    let bands =
        autoregression::bands(&scores, fit.lags(), options.horizon, block, options.draws, options.seed)?;
    let values = fit.orthogonal_responses(options.horizon).unwrap_or_default();
    let answer = |shock: usize, horizon: usize| {
        let answers = 1 - shock;
        Response {
            shock: Direction::ALL[shock],
            response: Direction::ALL[answers],
            horizon,
            value: values[horizon][answers][shock],
            low: bands.low[horizon][answers][shock],
            high: bands.high[horizon][answers][shock],
        }
    };
    Ok((0..2)
        .flat_map(|shock| (0..values.len()).map(move |h| (shock, h)))
        .map(|(s, h)| answer(s, h))
        .collect())
}
