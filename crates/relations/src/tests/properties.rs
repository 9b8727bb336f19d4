//! What holds for any observations.

use super::settings;
use crate::{Counts, Direction, Group, Index, Measures, Observation, Period, Settings, measure};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

fn observation() -> impl Strategy<Value = Observation> {
    let days = (0i64..900, prop_oneof![4 => Just(0i64), 1 => 0i64..400]);
    (0u32..200, days, any::<bool>(), 0usize..7, -10.0..10.0f64, 0u8..20).prop_map(
        |(id, (start, length), forth, group, score, dated)| {
            let from = date(2010, 1, 1).saturating_add(start.days());
            Observation {
                id: u128::from(id),
                from: (dated > 0).then_some(from),
                to: (dated > 1).then(|| from.saturating_add(length.days())),
                direction: if forth { Direction::AToB } else { Direction::BToA },
                group: Group::ALL.get(group).copied(),
                score,
            }
        },
    )
}

fn observations() -> impl Strategy<Value = Vec<Observation>> {
    prop::collection::vec(observation(), 0..60)
}

fn quick(period: usize) -> Settings {
    Settings { draws: 39, period: Period::ALL[period], ..settings() }
}

fn measured(observations: &[Observation], settings: &Settings) -> Measures {
    measure(observations, settings).expect("the window is short")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn exchanging_the_sides_exchanges_the_dyads(observations in observations(), period in 0usize..5) {
        let swapped: Vec<Observation> = observations
            .iter()
            .map(|o| Observation { direction: o.direction.reversed(), ..o.clone() })
            .collect();
        let settings = quick(period);
        let other = Settings { a: settings.b.clone(), b: settings.a.clone(), ..settings.clone() };
        let (one, two) = (measured(&observations, &settings), measured(&swapped, &other));
        prop_assert_eq!(&one.a_to_b, &two.b_to_a);
        prop_assert_eq!(&one.b_to_a, &two.a_to_b);
        prop_assert_eq!((one.window, one.left_out, one.enough_data), (two.window, two.left_out, two.enough_data));
    }

    #[test]
    fn order_does_not_matter(observations in observations(), period in 0usize..5, seed in any::<u64>()) {
        let mut shuffled = observations.clone();
        let mut random = crate::random::Random::new(seed);
        shuffled.sort_by_cached_key(|_| random.next());
        prop_assert_eq!(measured(&observations, &quick(period)), measured(&shuffled, &quick(period)));
    }

    #[test]
    fn every_event_is_counted_once_or_left_out(observations in observations(), period in 0usize..5) {
        let measures = measured(&observations, &quick(period));
        let out = measures.left_out;
        let counted = measures.a_to_b.counts.total() + measures.b_to_a.counts.total();
        let of_groups = measures.placements.iter().filter(|p| p.group.is_some()).count();
        prop_assert_eq!(counted as usize, of_groups);
        prop_assert_eq!(
            measures.placements.len() + out.coarse + out.undated + out.outside + out.repeated,
            observations.len()
        );
        for placed in &measures.placements {
            prop_assert!(measures.dyad(placed.direction).series[placed.row].counts.total() > 0 || placed.group.is_none());
        }
    }

    #[test]
    fn the_gap_is_symmetric_in_sign(v in 0u32..50, wa in 0u32..50, df in 0u32..50, da in 0u32..50) {
        let counts = |n: [u32; 4]| -> Counts {
            let groups = [Group::Vows, Group::WordsAgainst, Group::DeedsFor, Group::DeedsAgainst];
            groups.into_iter().zip(n).flat_map(|(g, n)| (0..n).map(move |_| g)).collect()
        };
        let (one, two) = (Index::of(&counts([v, wa, df, da])), Index::of(&counts([wa, v, da, df])));
        prop_assert!((one.gap + two.gap).abs() < 1e-12);
        prop_assert!((one.words + two.words).abs() < 1e-12);
        // Exchanging words and deeds turns the gap around as well.
        let three = Index::of(&counts([df, da, v, wa]));
        prop_assert!((one.gap + three.gap).abs() < 1e-12);
    }

    #[test]
    fn doubling_counts_leaves_the_limit(v in 1u32..9, wa in 1u32..9, df in 1u32..9, da in 1u32..9) {
        let gap = |times: u32| {
            let groups = [(Group::Vows, v), (Group::WordsAgainst, wa), (Group::DeedsFor, df), (Group::DeedsAgainst, da)];
            let counts: Counts =
                groups.into_iter().flat_map(|(g, n)| (0..n * times).map(move |_| g)).collect();
            Index::of(&counts).gap
        };
        let limit = (f64::from(v) / f64::from(wa)).ln() - (f64::from(df) / f64::from(da)).ln();
        let errors: Vec<f64> = [1, 2, 4, 512].map(|times| (gap(times) - limit).abs()).to_vec();
        prop_assert!(errors[3] < 0.01, "{errors:?}");
        prop_assert!(errors[3] <= errors[0] + 1e-12);
    }

    #[test]
    fn figures_are_in_their_ranges(observations in observations(), period in 0usize..5) {
        let measures = measured(&observations, &quick(period));
        for dyad in [&measures.a_to_b, &measures.b_to_a] {
            for row in &dyad.series {
                prop_assert!(row.gap_interval.is_none_or(|(low, high)| low <= high));
                prop_assert!(row.index.gap.is_finite() && row.z.is_none_or(f64::is_finite));
            }
            for test in [&dyad.broken_vows, &dyad.kept_vows] {
                prop_assert!(test.pairs.len() <= test.vows);
                prop_assert!(test.pairs.iter().all(|p| (1..=test.window_days).contains(&p.days)));
                prop_assert!(test.p.is_none_or(|p| p > 0.0 && p <= 1.0));
                prop_assert!(test.base_rate.is_some() || test.missing().is_some());
            }
        }
    }
}
