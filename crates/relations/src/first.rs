//! Who moved first? Episodes of hostile deeds that begin after a quiet time, the side that made the first, and the side
//! that was the first to do a deed for the other afterwards.

use crate::{Direction, Group, Observation, period::day_number};
use jiff::civil::Date;

/// One episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Episode {
    /// The day of the first hostile deed.
    pub start: Date,
    /// The day of the last.
    pub end: Date,
    /// Who made the first; none when both did on one day.
    pub first: Option<Direction>,
    /// One deed of that day.
    pub event: u128,
    /// Days without a hostile deed before it; none where the record begins with it.
    pub quiet_days: Option<u32>,
    /// Hostile deeds in it.
    pub deeds: u32,
    /// Who did the first deed for the other after its last hostile one, before the next episode; none where nobody
    /// did, or both on one day.
    pub first_to_mend: Option<Direction>,
}

/// Who begins, who mends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FirstMoves {
    /// Days without a hostile deed that part two episodes.
    pub quiet: u32,
    /// The episodes, in order of time.
    pub episodes: Vec<Episode>,
    /// Episodes begun by A, and by B.
    pub begun: [u32; 2],
    /// Episodes after which A, and B, was the first to mend.
    pub mended: [u32; 2],
    /// Exact two-sided binomial p that both begin as often; none with fewer than one.
    pub p: Option<f64>,
}

/// Finds the episodes in observations of canonical order (by day). Only deeds dated to one day take part.
pub(crate) fn first_moves(observations: &[&Observation], quiet: u32) -> FirstMoves {
    let days = |group: Group| -> Vec<(i64, Date, &Observation)> {
        let of = observations.iter().filter(|o| o.group == Some(group));
        of.filter_map(|o| o.single_day().map(|day| (day_number(day), day, *o))).collect()
    };
    let (hostile, friendly) = (days(Group::DeedsAgainst), days(Group::DeedsFor));
    let mut result = FirstMoves { quiet, ..FirstMoves::default() };
    let mut start = 0;
    while start < hostile.len() {
        let gap = |i: usize| hostile[i].0 - hostile[i - 1].0 > i64::from(quiet);
        let end = (start + 1..hostile.len()).find(|i| gap(*i)).unwrap_or(hostile.len());
        let next = hostile.get(end).map(|h| h.0);
        let before = (start > 0).then(|| hostile[start].0 - hostile[start - 1].0 - 1);
        let mut episode = episode(&hostile[start..end]);
        episode.quiet_days = before.and_then(|days| u32::try_from(days).ok());
        episode.first_to_mend = first_to_mend(&friendly, hostile[end - 1].0, next);
        result.add(episode);
        start = end;
    }
    let [a, b] = result.begun;
    result.p = (a + b > 0).then(|| binomial_two_sided(a, a + b));
    result
}

impl FirstMoves {
    fn add(&mut self, episode: Episode) {
        for (who, counts) in [(episode.first, &mut self.begun), (episode.first_to_mend, &mut self.mended)] {
            if let Some(direction) = who {
                counts[direction as usize] += 1;
            }
        }
        self.episodes.push(episode);
    }
}

fn episode(deeds: &[(i64, Date, &Observation)]) -> Episode {
    let (day, start, one) = deeds[0];
    let mut sides: Vec<Direction> = deeds.iter().take_while(|d| d.0 == day).map(|d| d.2.direction).collect();
    sides.sort_unstable();
    sides.dedup();
    Episode {
        start,
        end: deeds[deeds.len() - 1].1,
        first: (sides.len() == 1).then(|| sides[0]),
        event: one.id,
        quiet_days: None,
        deeds: deeds.len() as u32,
        first_to_mend: None,
    }
}

fn first_to_mend(friendly: &[(i64, Date, &Observation)], last: i64, next: Option<i64>) -> Option<Direction> {
    let from = friendly.partition_point(|f| f.0 <= last);
    let day = friendly.get(from).map(|f| f.0).filter(|day| next.is_none_or(|n| *day < n))?;
    let mut sides: Vec<Direction> =
        friendly[from..].iter().take_while(|f| f.0 == day).map(|f| f.2.direction).collect();
    sides.sort_unstable();
    sides.dedup();
    (sides.len() == 1).then(|| sides[0])
}

/// The chance, were both as likely, of a split at least as uneven as `k` of `n`.
fn binomial_two_sided(k: u32, n: u32) -> f64 {
    let least = k.min(n - k);
    // The terms in logarithms: 2ⁿ overflows early.
    let mut log_choose = 0.0;
    let mut tail = 0.0;
    for i in 0..=least {
        if i > 0 {
            log_choose += (f64::from(n - i + 1) / f64::from(i)).ln();
        }
        tail += (log_choose - f64::from(n) * std::f64::consts::LN_2).exp();
    }
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;
    use jiff::{ToSpan, civil::date};

    fn deed(day: i64, direction: Direction, group: Group) -> Observation {
        let day = date(2000, 1, 1).saturating_add(day.days());
        let id = u128::from(day.day_of_year().unsigned_abs());
        Observation { id, from: Some(day), to: Some(day), direction, group: Some(group), score: -5.0 }
    }

    fn found(deeds: &[Observation]) -> FirstMoves {
        let mut sorted: Vec<&Observation> = deeds.iter().collect();
        sorted.sort_by_key(|o| o.from);
        first_moves(&sorted, 60)
    }

    #[test]
    fn episodes_begin_after_quiet_days() {
        use Direction::{AToB, BToA};
        let hostile = |day, direction| deed(day, direction, Group::DeedsAgainst);
        let moves = found(&[
            hostile(0, AToB),
            hostile(10, BToA),
            hostile(70, BToA),
            hostile(200, BToA),
            hostile(200, AToB),
            hostile(300, BToA),
            deed(150, BToA, Group::DeedsFor),
            deed(160, AToB, Group::DeedsFor),
            deed(250, AToB, Group::DeedsFor),
        ]);
        let firsts: Vec<_> =
            moves.episodes.iter().map(|e| (e.first, e.deeds, e.quiet_days, e.first_to_mend)).collect();
        assert_eq!(
            firsts,
            [
                (Some(AToB), 3, None, Some(BToA)),
                (None, 2, Some(129), Some(AToB)),
                (Some(BToA), 1, Some(99), None)
            ]
        );
        assert_eq!((moves.begun, moves.mended), ([1, 1], [1, 1]));
        assert_eq!(moves.p, Some(1.0));
    }

    #[test]
    fn the_side_that_begins_is_found_and_its_p_is_exact() {
        // A begins 9 of 10 episodes; B answers two days later.
        let deeds: Vec<Observation> = (0..10)
            .flat_map(|i| {
                let (one, two) = if i == 4 {
                    (Direction::BToA, Direction::AToB)
                } else {
                    (Direction::AToB, Direction::BToA)
                };
                [deed(i * 100, one, Group::DeedsAgainst), deed(i * 100 + 2, two, Group::DeedsAgainst)]
            })
            .collect();
        let moves = found(&deeds);
        assert_eq!(moves.begun, [9, 1]);
        let exact = 2.0 * 11.0 / 1024.0;
        assert!(moves.p.is_some_and(|p| (p - exact).abs() < 1e-12), "{:?}", moves.p);
    }

    #[test]
    fn chance_beginners_are_seldom_called_uneven() {
        let mut uneven = 0;
        for world in 0..400 {
            let mut random = Random::new(world);
            let deeds: Vec<Observation> = (0..20)
                .map(|i| deed(i * 100, Direction::ALL[random.below(2) as usize], Group::DeedsAgainst))
                .collect();
            uneven += u32::from(found(&deeds).p.is_some_and(|p| p < 0.05));
        }
        // The exact test at 20 episodes rejects in 4.1% of worlds.
        assert!((6..=28).contains(&uneven), "{uneven} of 400");
    }

    #[test]
    fn nothing_is_nothing() {
        let moves = found(&[]);
        assert_eq!((moves.episodes.len(), moves.p), (0, None));
    }
}
