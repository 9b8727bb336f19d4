//! Reciprocity and breaks of the two series of a relation: what `measure` asks of the modules that know time series.

use crate::breaks::{self, Break, Series};
use crate::measures::{is_coarse, row_of};
use crate::reciprocity::{self, Reciprocity, reciprocity};
use crate::{Direction, Dyad, Group, Observation, Period, Settings};
use jiff::civil::Date;

/// The lengths of period at which answers are looked for.
const PERIODS: [Period; 4] = [Period::Day, Period::Week, Period::Month, Period::Quarter];

/// Days of a relation up to which it is cut by the day; beyond, days are mostly empty.
const MOST_DAYS: usize = 20_000;

/// Whether each side answers the other, at each length of period. `observations` are inside the window.
pub(crate) fn answers(
    observations: &[&Observation],
    window: Option<(Date, Date)>,
    settings: &Settings,
) -> Vec<Reciprocity> {
    let Some(window) = window else { return Vec::new() };
    let options = reciprocity::Options { seed: settings.seed, ..reciprocity::Options::default() };
    let of = |period: Period| {
        let [a, b] = cut(observations, window, period)?;
        Some(reciprocity([&a.scores, &b.scores], [&a.against, &b.against], period, &options))
    };
    PERIODS.into_iter().filter_map(of).collect()
}

/// A direction, period by period.
#[derive(Clone, Default)]
struct Cut {
    scores: Vec<f64>,
    against: Vec<bool>,
}

fn cut(observations: &[&Observation], (first, last): (Date, Date), period: Period) -> Option<[Cut; 2]> {
    let periods = row_of(last, first, period) + 1;
    if periods > MOST_DAYS {
        return None;
    }
    let empty = Cut { scores: vec![0.0; periods], against: vec![false; periods] };
    let mut cuts = [empty.clone(), empty];
    for observation in observations {
        let Some(day) = observation.from.filter(|day| !is_coarse(observation, *day, period)) else {
            continue;
        };
        let cut = &mut cuts[observation.direction as usize];
        let row = row_of(day, first, period);
        if observation.score.is_finite() {
            cut.scores[row] += observation.score;
        }
        cut.against[row] |= observation.group == Some(Group::DeedsAgainst);
    }
    Some(cuts)
}

/// The breaks in score and gap of both dyads, by dyad, series, method and time. A dyad with too few events has none.
pub(crate) fn all_breaks(dyads: [&Dyad; 2]) -> Vec<Break> {
    let mut found = Vec::new();
    for (direction, dyad) in Direction::ALL.into_iter().zip(dyads).filter(|(_, d)| d.enough_data) {
        let scores: Vec<f64> = dyad.series.iter().map(|row| row.score_sum).collect();
        let gaps: Vec<f64> = dyad.series.iter().map(|row| row.index.gap).collect();
        let options = breaks::Options::default();
        found.extend(breaks::find(&scores, direction, Series::Score, &options));
        found.extend(breaks::find(&gaps, direction, Series::Gap, &options));
    }
    found
}
