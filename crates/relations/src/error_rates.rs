//! How often the coder errs, by group: what a gold standard tells of it, and how that widens the interval of the gap.
//!
//! Of the events that it codes as vows, some are vows, some something else, some nothing. An interval from resampling
//! alone takes each for what it was coded as; with these rates each draw also says anew what the events were.

use crate::random::Random;
use crate::{Counts, Group};

/// What events coded as one group are in truth: the six groups, then "no such event".
const KINDS: usize = 7;

/// The coder's errors. Rows: the group as coded; columns: the six true groups, in the order of [`Group::ALL`], and
/// "no such event". Each row sums to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErrorRates {
    /// The chance that an event coded as the row's group is truly of the column's.
    pub true_given_coded: [[f64; KINDS]; 6],
    /// Of the true events of each group, the share that the coder does not find.
    pub missed: [f64; 6],
    /// Events that the rates rest on, by group as coded.
    pub seen: [u32; 6],
}

impl ErrorRates {
    /// From a gold standard: `confusion[coded][true]`, and how many true events of each group were missed. Half an
    /// event is added to each cell (Jeffreys), so that what was never seen is not taken for impossible.
    pub fn from_counts(confusion: [[u32; KINDS]; 6], missed: [u32; 6]) -> Self {
        let mut rates = Self { true_given_coded: [[0.0; KINDS]; 6], missed: [0.0; 6], seen: [0; 6] };
        for (coded, row) in confusion.iter().enumerate() {
            let all: f64 = row.iter().map(|n| f64::from(*n) + 0.5).sum();
            rates.seen[coded] = row.iter().sum();
            for (truth, n) in row.iter().enumerate() {
                rates.true_given_coded[coded][truth] = (f64::from(*n) + 0.5) / all;
            }
        }
        for (group, missed) in missed.iter().enumerate() {
            let found: u32 = confusion.iter().map(|row| row[group]).sum();
            let all = f64::from(found) + f64::from(*missed) + 1.0;
            rates.missed[group] = (f64::from(*missed) + 0.5) / all;
        }
        rates
    }

    /// The rates of a coder that never errs.
    pub fn none() -> Self {
        let mut rates = Self { true_given_coded: [[0.0; KINDS]; 6], missed: [0.0; 6], seen: [0; 6] };
        for group in 0..6 {
            rates.true_given_coded[group][group] = 1.0;
        }
        rates
    }

    /// Share of the events coded as a group that are truly of it.
    pub fn right(&self, group: Group) -> f64 {
        self.true_given_coded[group as usize][group as usize]
    }

    /// Counts as they may have been in truth: each coded event becomes what it may be, and for the events found of each
    /// group those missed are added in their expected number.
    pub(crate) fn redraw(&self, counts: &Counts, random: &mut Random) -> [f64; 6] {
        let mut truth = [0u32; 6];
        for group in Group::ALL {
            let mut left = counts.get(group);
            let mut chance_left = 1.0;
            let row = &self.true_given_coded[group as usize];
            for (kind, chance) in row.iter().enumerate().take(KINDS - 1) {
                let share = if chance_left > 0.0 { (chance / chance_left).clamp(0.0, 1.0) } else { 0.0 };
                let n = random.binomial(left, share);
                truth[kind] += n;
                left -= n;
                chance_left -= chance;
            }
        }
        let mut whole = [0.0; 6];
        for (i, n) in truth.iter().enumerate() {
            whole[i] = f64::from(*n) / (1.0 - self.missed[i]).max(0.05);
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coder_without_errors_changes_nothing() {
        let counts: Counts = [Group::Vows, Group::Vows, Group::DeedsAgainst].into_iter().collect();
        let mut random = Random::new(3);
        for _ in 0..20 {
            let drawn = ErrorRates::none().redraw(&counts, &mut random);
            assert_eq!(drawn.map(|n| n.round() as u32), [2, 0, 0, 0, 0, 1]);
        }
    }

    #[test]
    fn draws_have_the_mean_that_the_rates_say() {
        let mut confusion = [[0; 7]; 6];
        confusion[0] = [60, 0, 0, 20, 0, 0, 20];
        let rates = ErrorRates::from_counts(confusion, [20, 0, 0, 0, 0, 0]);
        let counts: Counts = std::iter::repeat_n(Group::Vows, 1000).collect();
        let mut random = Random::new(9);
        let draws = 400;
        let mean: f64 =
            (0..draws).map(|_| rates.redraw(&counts, &mut random)[0]).sum::<f64>() / f64::from(draws);
        let expected = 1000.0 * rates.right(Group::Vows) / (1.0 - rates.missed[0]);
        assert!((mean - expected).abs() < 5.0, "{mean} is not about {expected}");
        assert_eq!(rates.seen[0], 100);
    }

    /// The interval of the gap of some counts with these rates.
    fn interval(counts: &Counts, rates: Option<&ErrorRates>) -> (f64, f64) {
        let settings = crate::Settings {
            error_rates: rates.copied(),
            ..crate::Settings::new(crate::Side::default(), crate::Side::default())
        };
        crate::index::gap_interval(counts, &settings).expect("there are events")
    }

    #[test]
    fn half_noise_widens_and_no_noise_does_not() {
        let mut noise = ErrorRates::none();
        for group in 0..6 {
            noise.true_given_coded[group][group] = 0.5;
            noise.true_given_coded[group][6] = 0.5;
        }
        let truth = 1.5f64.ln() - 0.5f64.ln();
        let mut covered = 0;
        for seed in 0..200 {
            let mut random = Random::new(seed);
            // 60, 40, 30 and 60 true events, and as many that never happened.
            let means = [
                (Group::Vows, 60),
                (Group::WordsAgainst, 40),
                (Group::DeedsFor, 30),
                (Group::DeedsAgainst, 60),
            ];
            let counts: Counts = means.into_iter().map(|(group, n)| (group, random.poisson(2 * n))).collect();
            let plain = interval(&counts, None);
            assert_eq!(interval(&counts, Some(&ErrorRates::none())), plain);
            let (low, high) = interval(&counts, Some(&noise));
            assert!(high - low > plain.1 - plain.0, "{low} to {high} against {plain:?}");
            covered += u32::from(low <= truth && truth <= high);
        }
        // It errs to the safe side here: the noise of the coder is in the counts, and drawn again.
        assert!(covered >= 186, "{covered} of 200");
    }
}
