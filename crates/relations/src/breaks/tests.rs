//! The Nile as R has it, levels that were put in and must come out, and noise that must give none.

use super::*;
use crate::simulated::Noise;
use proptest::prelude::*;

/// Flow of the Nile at Aswan in 10⁸ m³, 1871 to 1970 (Cobb 1978).
const NILE: [f64; 100] = [
    1120.0, 1160.0, 963.0, 1210.0, 1160.0, 1160.0, 813.0, 1230.0, 1370.0, 1140.0, 995.0, 935.0, 1110.0,
    994.0, 1020.0, 960.0, 1180.0, 799.0, 958.0, 1140.0, 1100.0, 1210.0, 1150.0, 1250.0, 1260.0, 1220.0,
    1030.0, 1100.0, 774.0, 840.0, 874.0, 694.0, 940.0, 833.0, 701.0, 916.0, 692.0, 1020.0, 1050.0, 969.0,
    831.0, 726.0, 456.0, 824.0, 702.0, 1120.0, 1100.0, 832.0, 764.0, 821.0, 768.0, 845.0, 864.0, 862.0,
    698.0, 845.0, 744.0, 796.0, 1040.0, 759.0, 781.0, 865.0, 845.0, 944.0, 984.0, 897.0, 822.0, 1010.0,
    771.0, 676.0, 649.0, 846.0, 812.0, 742.0, 801.0, 1040.0, 860.0, 874.0, 848.0, 890.0, 744.0, 749.0, 838.0,
    1050.0, 918.0, 986.0, 797.0, 923.0, 975.0, 815.0, 1020.0, 906.0, 901.0, 1170.0, 912.0, 746.0, 919.0,
    718.0, 714.0, 740.0,
];

fn find(values: &[f64]) -> Vec<Break> {
    super::find(values, Direction::AToB, Series::Score, &Options::default())
}

fn rows(values: &[f64], method: Method) -> Vec<usize> {
    find(values).into_iter().filter(|b| b.method == method).map(|b| b.row).collect()
}

#[test]
fn the_nile_breaks_as_in_strucchange() {
    let partitions = bai_perron::partitions(&NILE, 15, 5);
    let expected: [(&[usize], f64, f64); 6] = [
        (&[], 2_835_156.75, 1318.2418),
        (&[28], 1_597_457.194_4, 1270.0837),
        (&[28, 83], 1_552_923.615_8, 1276.4667),
        (&[28, 68, 83], 1_538_096.512_7, 1284.7177),
        (&[28, 45, 68, 83], 1_507_888.475_9, 1291.9445),
        (&[15, 30, 45, 68, 83], 1_659_993.500_4, 1310.7652),
    ];
    assert_eq!(partitions.len(), expected.len());
    for (partition, (breaks, rss, bic)) in partitions.iter().zip(expected) {
        assert_eq!(partition.breaks, breaks);
        assert!((partition.rss - rss).abs() < 1e-4 && (partition.bic - bic).abs() < 1e-4, "{partition:?}");
    }
    let best = bai_perron::best(&partitions, 100, 1.0).unwrap();
    assert_eq!(best.breaks, [28]);
    assert_eq!(bai_perron::interval(&NILE, &best.breaks, 0, 1.0), Some((25, 32)));
}

#[test]
fn all_methods_agree_on_the_nile_but_the_one_for_the_edge() {
    let found = find(&NILE);
    assert_eq!(rows(&NILE, Method::BaiPerron), [28]);
    assert_eq!(rows(&NILE, Method::Pelt), [28]);
    assert_eq!(rows(&NILE, Method::Bocpd), []);
    // Neighbours are a little alike, so the interval is wider than 25 to 32.
    assert_eq!((found[0].low, found[0].high), (Some(24), Some(33)));
    assert!((found[0].before - 1097.75).abs() < 1e-9 && (found[0].after - 849.972_222).abs() < 1e-5);
    // Seen from 1906, the change of 1899 was recent.
    let then =
        super::find(&NILE[..36], Direction::BToA, Series::Gap, &Options { recent: 10, ..Options::default() });
    let edge = then.iter().find(|b| b.method == Method::Bocpd).unwrap();
    assert_eq!((edge.row, edge.direction, edge.series), (28, Direction::BToA, Series::Gap));
    assert!(edge.probability.unwrap() > 0.9 && edge.after < 850.0 && edge.before > 1000.0, "{edge:?}");
}

/// The least cost over all partitions, tried one by one.
fn by_hand(values: &[f64], least: usize, penalty: f64) -> f64 {
    let sums = segments::Sums::new(values);
    let mut best = vec![0.0];
    for end in 1..=values.len() {
        let starts = (0..end).filter(|start| end - start >= least);
        let cost = |start: usize| best[start] + sums.cost(start, end) + penalty;
        let cost = starts.map(cost).fold(f64::INFINITY, f64::min);
        best.push(cost);
    }
    best[values.len()]
}

fn cost_of(values: &[f64], breaks: &[usize], penalty: f64) -> f64 {
    let sums = segments::Sums::new(values);
    let bounds: Vec<usize> = [&[0], breaks, &[values.len()]].concat();
    bounds.windows(2).map(|w| sums.cost(w[0], w[1]) + penalty).sum()
}

#[test]
fn pruning_loses_nothing() {
    let mut noise = Noise::new(11);
    for least in [1, 2, 5, 8] {
        for _ in 0..20 {
            let values = noise.levels(&[(13, 0.0), (9, 2.5), (21, -1.0), (8, 3.0), (17, 0.5)]);
            for penalty in [0.5, 3.0, 9.0] {
                let found = cost_of(&values, &pelt::breaks(&values, penalty, least, 1), penalty);
                assert!((found - by_hand(&values, least, penalty)).abs() < 1e-9);
            }
        }
    }
}

#[test]
fn known_steps_are_found() {
    let mut noise = Noise::new(12);
    let (mut near, mut covered, mut pruned) = (0, 0, 0);
    for _ in 0..100 {
        let values = noise.levels(&[(60, 0.0), (50, 2.0)]);
        let [found] =
            find(&values).into_iter().filter(|b| b.method == Method::BaiPerron).collect::<Vec<_>>()[..]
        else {
            continue;
        };
        near += u32::from(found.row.abs_diff(60) <= 2);
        covered += u32::from((found.low.unwrap()..=found.high.unwrap()).contains(&60));
        pruned += u32::from(rows(&values, Method::Pelt).iter().any(|row| row.abs_diff(60) <= 2));
    }
    assert!(near >= 80 && covered >= 90 && pruned >= 80, "{near} near, {covered} covered, {pruned} by PELT");
}

#[test]
fn noise_has_few_breaks() {
    let mut noise = Noise::new(13);
    let mut false_ones = [0; 3];
    for _ in 0..200 {
        let values = noise.levels(&[(150, 5.0)]);
        for (count, method) in false_ones.iter_mut().zip([Method::BaiPerron, Method::Pelt, Method::Bocpd]) {
            *count += i32::from(!rows(&values, method).is_empty());
        }
    }
    assert!(false_ones.iter().all(|count| *count <= 12), "{false_ones:?} of 200");
}

#[test]
fn neighbours_that_are_alike_are_no_breaks() {
    let mut noise = Noise::new(18);
    let mut false_ones = [[0; 2]; 2];
    for _ in 0..200 {
        let mut past = 0.0;
        let values: Vec<f64> = (0..120)
            .map(|_| {
                past = 0.6 * past + noise.normal();
                past
            })
            .collect();
        for (counts, alike) in false_ones.iter_mut().zip([true, false]) {
            let options = Options { alike, ..Options::default() };
            let found = super::find(&values, Direction::AToB, Series::Score, &options);
            for (count, method) in counts.iter_mut().zip([Method::BaiPerron, Method::Pelt]) {
                *count += i32::from(found.iter().any(|b| b.method == method));
            }
        }
    }
    let [minded, ignored] = false_ones;
    assert!(minded.iter().all(|n| *n <= 24) && ignored.iter().all(|n| *n >= 100), "{false_ones:?} of 200");
}

#[test]
fn likeness_is_that_of_the_model_and_not_that_of_steps() {
    let mut noise = Noise::new(19);
    assert!(segments::likeness(&noise.levels(&[(5_000, 0.0)])) < 0.05);
    assert!(segments::likeness(&noise.levels(&[(1_000, 0.0), (1_000, 3.0), (1_000, -2.0)])) < 0.05);
    let mut past = 0.0;
    let alike: Vec<f64> = (0..5_000)
        .map(|_| {
            past = 0.5 * past + noise.normal();
            past
        })
        .collect();
    assert!((segments::likeness(&alike) - 0.5).abs() < 0.06);
    let rare: Vec<f64> = (0..5_000).map(|_| if noise.chance(0.05) { -7.0 } else { 0.0 }).collect();
    assert!(segments::likeness(&rare) < 0.15);
    assert_eq!(
        (segments::likeness(&[]), segments::likeness(&[1.0]), segments::likeness(&[2.0; 9])),
        (0.0, 0.0, 0.0)
    );
}

#[test]
fn intervals_hold_the_date_where_the_variance_changes_too() {
    let mut noise = Noise::new(14);
    let (mut covered, mut made) = (0, 0);
    for _ in 0..300 {
        let mut values = noise.levels(&[(80, 0.0)]);
        values.extend((0..80).map(|_| 1.5 + 1.8 * noise.normal()));
        let partition = &bai_perron::partitions(&values, 10, 1)[1];
        if let Some((low, high)) = bai_perron::interval(&values, &partition.breaks, 0, 1.0) {
            made += 1;
            covered += i32::from((low..=high).contains(&80));
        }
    }
    let share = f64::from(covered) / f64::from(made);
    assert!(made > 290 && (0.9..=0.995).contains(&share), "{share} of {made}");
}

#[test]
fn the_edge_sees_a_change_after_it_came() {
    let mut noise = Noise::new(15);
    let (mut before, mut after) = (0.0, 0.0);
    for _ in 0..50 {
        let values = noise.levels(&[(80, 0.0), (5, 3.0)]);
        let chance = |n: usize| {
            let standard = segments::standardised(&values[..n]).unwrap();
            bocpd::last_run(&standard, 100.0).unwrap().change_within(6)
        };
        before += chance(80) / 50.0;
        after += chance(85) / 50.0;
    }
    assert!(before < 0.12 && after > 0.9, "{before} {after}");
}

#[test]
fn lengths_of_the_last_level_are_probabilities() {
    let values = Noise::new(16).levels(&[(40, -1.0), (30, 1.0)]);
    let runs = bocpd::last_run(&values, 50.0).unwrap();
    assert_eq!(runs.probabilities.len(), 70);
    assert!((runs.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!(runs.change_within(33) > 0.9 && runs.change_within(25) < 0.1 && runs.change_within(1000) <= 1.0);
    assert!(runs.likeliest_within(40).unwrap().abs_diff(30) <= 3);
    // One period alone is no change.
    assert!(bocpd::last_run(&[1.0], 50.0).unwrap().change_within(5) < 1e-12);
    assert_eq!(bocpd::last_run(&[], 50.0), None);
}

#[test]
fn the_first_period_after_a_level_has_the_chance_of_bayes_rule() {
    // Two periods: a change with chance ½, the densities of the second by Student's t with 3 and 2 degrees of freedom.
    let runs = bocpd::last_run(&[0.0, 1.0], 2.0).unwrap();
    let t = |x: f64, df: f64, scale: f64, constant: f64| {
        constant / scale * (1.0 + (x / scale).powi(2) / df).powf(-f64::midpoint(df, 1.0))
    };
    let fresh = t(1.0, 2.0, 5.0f64.sqrt(), 1.0 / (2.0 * 2.0f64.sqrt()));
    // Shape 3/2 and rate 1 after one period at the mean: scale² = (rate/shape)·(weight + 1)/weight.
    let pi = std::f64::consts::PI;
    let old = t(1.0, 3.0, (2.0f64 / 3.0 * 2.25 / 1.25).sqrt(), 2.0 / (pi * 3.0f64.sqrt()));
    assert!((runs.probabilities[0] - fresh / (fresh + old)).abs() < 1e-12, "{runs:?}");
}

#[test]
fn long_series_are_searched_in_steps() {
    let values = Noise::new(17).levels(&[(9_000, 0.0), (7_000, 1.0)]);
    for method in [Method::BaiPerron, Method::Pelt] {
        let [row] = rows(&values, method)[..] else { panic!("one break expected") };
        assert!(row.abs_diff(9_000) <= 40, "{row}");
    }
    assert_eq!(bai_perron::partitions(&values, 100, 1)[1].breaks[0] % 8, 0);
}

#[test]
fn series_that_do_not_vary_have_none() {
    assert_eq!(find(&[]), []);
    assert_eq!(find(&[3.0]), []);
    assert_eq!(find(&[3.0; 200]), []);
    assert_eq!(find(&[f64::NAN; 30]), []);
    let mut step = vec![1.0; 30];
    step.extend([4.0; 30]);
    assert_eq!(rows(&step, Method::BaiPerron), [30]);
    assert_eq!(rows(&step, Method::Pelt), [30]);
    // Levels without noise leave nothing to make an interval of.
    assert_eq!(find(&step)[0].low, None);
}

proptest! {
    #[test]
    fn any_series_gives_breaks_inside_it(values in proptest::collection::vec(strange(), 0..80)) {
        for found in find(&values) {
            prop_assert!(found.row > 0 && found.row < values.len());
            prop_assert!(found.before.is_finite() && found.after.is_finite());
            prop_assert!(found.probability.is_none_or(|p| (0.5..=1.0).contains(&p)));
            prop_assert!(found.low.is_none_or(|low| low <= found.row));
            prop_assert!(found.high.is_none_or(|high| high >= found.row && high < values.len()));
        }
    }
}

fn strange() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), -3.0f64..3.0, Just(1e300), Just(-1e308), Just(5e-324), -1e6f64..1e6]
}
