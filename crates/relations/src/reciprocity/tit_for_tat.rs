//! Tit for tat as a logit: does a side act against the other in a period, given what the other did in the period
//! before, and what itself did? The own past is in it because quarrels last: without it, every habit looks like an
//! answer.

use super::logit::{self, Cell};
use crate::{
    Direction,
    distributions::{NORMAL_95, normal_two_sided},
};

/// Periods with, and without, a deed against that each of outcome and regressors needs.
const LEAST_EACH: usize = 5;

/// The logit of one side's deeds against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TitForTat {
    /// Whose deeds are explained.
    pub direction: Direction,
    /// Periods, without the first, which only serves as past.
    pub n: usize,
    /// Those with a deed of this side against the other.
    pub acts: usize,
    /// The constant.
    pub constant: Coefficient,
    /// What the other's deed against this side in the period before adds: the answer.
    pub answer: Coefficient,
    /// What this side's own deed in the period before adds: the habit.
    pub habit: Coefficient,
}

/// One coefficient of the logit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// The estimate, a natural logarithm of odds.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
    /// `exp(value)`.
    pub odds_ratio: f64,
    /// The odds ratio's 95% interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Two-sided, by Wald's test.
    pub p: f64,
}

impl Coefficient {
    fn of(value: f64, error: f64) -> Option<Self> {
        let (low, high) = ((value - NORMAL_95 * error).exp(), (value + NORMAL_95 * error).exp());
        let p = normal_two_sided(value / error);
        let made = Self { value, error, odds_ratio: value.exp(), low, high, p };
        [value, error, made.odds_ratio, low, high, p].iter().all(|x| x.is_finite()).then_some(made)
    }
}

/// Fits the logit; `own` and `other` say in which periods each acts against the other. Otherwise why there is none.
pub(crate) fn tit_for_tat(own: &[bool], other: &[bool], direction: Direction) -> Result<TitForTat, String> {
    let n = own.len().min(other.len()).saturating_sub(1);
    let (now, habit, answer) = (&own[own.len().min(1)..], &own[..n], &other[..n]);
    enough(now, "its own deeds against the other")?;
    enough(habit, "its own deeds against the other")?;
    enough(answer, "the other's deeds against it")?;
    let fit = logit::fit(&cells(now, answer, habit))
        .ok_or("the deeds of both sides cannot be told apart, or the steps do not settle")?;
    let coefficient = |k: usize| {
        Coefficient::of(fit.coefficients[k], fit.errors[k]).ok_or("a coefficient runs out of range")
    };
    let acts = now.iter().filter(|act| **act).count();
    let (constant, answer, habit) = (coefficient(0)?, coefficient(1)?, coefficient(2)?);
    Ok(TitForTat { direction, n, acts, constant, answer, habit })
}

fn enough(acts: &[bool], what: &str) -> Result<(), String> {
    let with = acts.iter().filter(|act| **act).count();
    let without = acts.len() - with;
    if with.min(without) >= LEAST_EACH {
        return Ok(());
    }
    Err(format!(
        "{with} periods with and {without} without {what} are too few (at least {LEAST_EACH} of each)"
    ))
}

/// The four kinds of past, with how often an act followed.
fn cells(now: &[bool], answer: &[bool], habit: &[bool]) -> [Cell<3>; 4] {
    let number = |yes: bool| f64::from(u8::from(yes));
    let mut cells = [(false, false), (true, false), (false, true), (true, true)]
        .map(|(answer, habit)| Cell { x: [1.0, number(answer), number(habit)], n: 0, yes: 0 });
    for ((now, answer), habit) in now.iter().zip(answer).zip(habit) {
        let cell = &mut cells[usize::from(*answer) + 2 * usize::from(*habit)];
        cell.n += 1;
        cell.yes += u32::from(*now);
    }
    cells
}
