//! From counts to indices: words, deeds and the gap between them, with its interval from resampled events.
//!
//! `W = ln((V+½)/(WA+½))`, `D = ln((DF+½)/(DA+½))`, `G = W − D`. The halves are the usual empirical-logit correction
//! (Haldane 1956, Anscombe 1956): they keep the logarithm finite and take most of its bias away.

use crate::{Counts, Group, Settings, random::Random};

/// Log ratios, in natural logarithms.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Index {
    /// Vows over words against; positive: warm words.
    pub words: f64,
    /// Deeds for over deeds against; positive: warm deeds.
    pub deeds: f64,
    /// `words − deeds`; positive: the words are warmer than the deeds.
    pub gap: f64,
}

impl Index {
    /// The indices of some counts; all 0 where there is nothing.
    pub fn of(counts: &Counts) -> Self {
        let words = log_ratio(counts.get(Group::Vows), counts.get(Group::WordsAgainst));
        let deeds = log_ratio(counts.get(Group::DeedsFor), counts.get(Group::DeedsAgainst));
        Self { words, deeds, gap: words - deeds }
    }
}

fn log_ratio(for_it: u32, against: u32) -> f64 {
    ((f64::from(for_it) + 0.5) / (f64::from(against) + 0.5)).ln()
}

/// The 95% percentile interval of the gap from a Poisson bootstrap: every event is drawn a Poisson(1) number of times
/// (Hanley and `MacGibbon` 2006), so that the number of events varies too, as it does for rare acts. Where the coder's
/// errors are known, each draw then says anew what the events were in truth. None when there is no event to draw. A
/// function of the counts and the settings alone, so the order of events cannot matter.
pub(crate) fn gap_interval(counts: &Counts, settings: &Settings) -> Option<(f64, f64)> {
    if counts.indexed() == 0 || settings.draws == 0 {
        return None;
    }
    let mut random = Random::for_numbers(settings.seed, &INDEXED.map(|g| counts.get(g)));
    let draw = |random: &mut Random| match &settings.error_rates {
        None => resampled_gap(counts, random),
        Some(rates) => {
            let drawn: Counts = Group::ALL.into_iter().map(|g| (g, random.poisson(counts.get(g)))).collect();
            let truth = rates.redraw(&drawn, random);
            let ratio =
                |one: Group, two: Group| ((truth[one as usize] + 0.5) / (truth[two as usize] + 0.5)).ln();
            ratio(Group::Vows, Group::WordsAgainst) - ratio(Group::DeedsFor, Group::DeedsAgainst)
        }
    };
    let mut gaps: Vec<f64> = (0..settings.draws).map(|_| draw(&mut random)).collect();
    gaps.sort_by(f64::total_cmp);
    Some((quantile(&gaps, 0.025), quantile(&gaps, 0.975)))
}

/// The groups of the indices, in the order that they are drawn in.
const INDEXED: [Group; 4] = [Group::Vows, Group::WordsAgainst, Group::DeedsFor, Group::DeedsAgainst];

fn resampled_gap(counts: &Counts, random: &mut Random) -> f64 {
    let [vows, words_against, deeds_for, deeds_against] = INDEXED.map(|g| random.poisson(counts.get(g)));
    log_ratio(vows, words_against) - log_ratio(deeds_for, deeds_against)
}

/// The value at rank `q·(n+1)` of sorted values (exact for 999 draws at 2.5%).
pub(crate) fn quantile(sorted: &[f64], q: f64) -> f64 {
    let rank = (q * (sorted.len() + 1) as f64).round() as usize;
    sorted[rank.clamp(1, sorted.len()) - 1]
}
