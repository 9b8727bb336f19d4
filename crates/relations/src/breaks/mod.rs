//! When did the level of a series change? Three answers that share only the question: `bai_perron` takes the whole
//! series and gives intervals for the dates, `pelt` finds short stretches that the first smooths over, and `bocpd`
//! asks at the present edge whether a change has just come.
//!
//! All three are about the level (mean) and take the periods around it as independent. Series of events are not, and
//! where neighbours are alike each finds breaks that are none. So [`find`] asks the first two for as much more evidence
//! as that likeness takes away; by themselves, they give the figures of R and Python.

pub mod bai_perron;
pub mod bocpd;
pub mod pelt;
mod segments;
#[cfg(test)]
mod tests;

use crate::Direction;
use segments::mean;

/// Which series of a dyad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// The sum of scores.
    Score,
    /// The gap between words and deeds.
    Gap,
}

impl Series {
    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Gap => "gap",
        }
    }
}

/// How a break was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Least squares over all partitions (Bai and Perron 2003), their number by BIC.
    BaiPerron,
    /// Penalised least squares with pruning (Killick, Fearnhead and Eckley 2012).
    Pelt,
    /// Bayesian, at the last period (Adams and `MacKay` 2007).
    Bocpd,
}

impl Method {
    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::BaiPerron => "bai-perron",
            Self::Pelt => "pelt",
            Self::Bocpd => "bocpd",
        }
    }
}

/// A change of level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Break {
    /// Whose series.
    pub direction: Direction,
    /// Which.
    pub series: Series,
    /// Found how.
    pub method: Method,
    /// The first period of the new level, from 0.
    pub row: usize,
    /// The earliest row of its 95% interval; none where the method has none, or it cannot be computed.
    pub low: Option<usize>,
    /// The latest.
    pub high: Option<usize>,
    /// The mean from the break before (or the first period) up to this one.
    pub before: f64,
    /// The mean from here to the next break (or the last period).
    pub after: f64,
    /// The chance that a change came in the last periods; Bayesian method only.
    pub probability: Option<f64>,
}

/// Periods that the Bayesian method looks back on, at most.
const EDGE: usize = 1_000;

/// How to look for breaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Periods that a level lasts at least, in the first two methods.
    pub least: usize,
    /// The same for Bai and Perron's, as a share of the series; the longer of both holds.
    pub trim: f64,
    /// Breaks that Bai and Perron's method may find.
    pub most: usize,
    /// Whether neighbours may be alike: then a break needs as much more evidence in the first two methods as the mean of
    /// a level is less certain, `(1 + ρ) / (1 − ρ)` times.
    pub alike: bool,
    /// Periods that a level lasts on average, before anything is seen (Bayesian method).
    pub run: f64,
    /// The last periods that the Bayesian method speaks of.
    pub recent: usize,
    /// The probability from which it reports a break.
    pub threshold: f64,
}

impl Default for Options {
    /// Levels of 8 periods or more, 15% of the series in Bai and Perron's method with up to 5 breaks; levels of 100
    /// periods on average, a break in the last 6 with a probability of at least one half.
    fn default() -> Self {
        Self { least: 8, trim: 0.15, most: 5, alike: true, run: 100.0, recent: 6, threshold: 0.5 }
    }
}

impl Options {
    fn inflation(&self, standard: &[f64]) -> f64 {
        if self.alike { segments::inflation(standard) } else { 1.0 }
    }
}

/// The breaks of a series by all three methods, in the order of [`Method`], then of time. A series with a number that
/// is infinite or none, or that never varies, has none.
pub fn find(values: &[f64], direction: Direction, series: Series, options: &Options) -> Vec<Break> {
    let Some(standard) = segments::standardised(values) else { return Vec::new() };
    let blank = Break {
        direction,
        series,
        method: Method::BaiPerron,
        row: 0,
        low: None,
        high: None,
        before: 0.0,
        after: 0.0,
        probability: None,
    };
    let mut all = by_least_squares(values, &standard, options, blank);
    let penalty = pelt::usual_penalty(values.len()) * options.inflation(&standard);
    let rows = pelt::breaks(&standard, penalty, options.least, 1);
    all.extend(with_levels(values, &rows, Break { method: Method::Pelt, ..blank }));
    all.extend(at_the_edge(values, &standard, options, Break { method: Method::Bocpd, ..blank }));
    all
}

/// Partitions and intervals do not depend on the units, so the standardised series serves.
fn by_least_squares(values: &[f64], standard: &[f64], options: &Options, blank: Break) -> Vec<Break> {
    let share = (options.trim.clamp(0.0, 1.0) * values.len() as f64).floor() as usize;
    let partitions = bai_perron::partitions(standard, share.max(options.least), options.most);
    let inflation = options.inflation(standard);
    let Some(best) = bai_perron::best(&partitions, values.len(), inflation) else { return Vec::new() };
    let mut found = with_levels(values, &best.breaks, blank);
    for (i, found) in found.iter_mut().enumerate() {
        if let Some((low, high)) = bai_perron::interval(standard, &best.breaks, i, inflation) {
            let row = |r: i64| usize::try_from(r).unwrap_or(0).min(values.len() - 1);
            (found.low, found.high) = (Some(row(low)), Some(row(high)));
        }
    }
    found
}

/// Breaks with the means on either side.
fn with_levels(values: &[f64], rows: &[usize], blank: Break) -> Vec<Break> {
    let bounds: Vec<usize> = [&[0], rows, &[values.len()]].concat();
    let each = |w: &[usize]| {
        let (before, after) = (mean(&values[w[0]..w[1]]), mean(&values[w[1]..w[2]]));
        Break { row: w[1], before, after, ..blank }
    };
    bounds.windows(3).map(each).collect()
}

/// A change in the last periods, when it is likely: where the most likely of the recent levels began.
fn at_the_edge(values: &[f64], standard: &[f64], options: &Options, blank: Break) -> Option<Break> {
    let skipped = values.len().saturating_sub(EDGE);
    let (values, standard) = (&values[skipped..], &standard[skipped..]);
    let runs = bocpd::last_run(standard, options.run)?;
    let probability = runs.change_within(options.recent);
    if probability < options.threshold {
        return None;
    }
    let row = values.len() - runs.likeliest_within(options.recent)?;
    let found = with_levels(values, &[row], blank).pop()?;
    let start = values.len() - runs.level_before(row);
    let before = mean(&values[start.min(row - 1)..row]);
    Some(Break { row: row + skipped, before, probability: Some(probability), ..found })
}
