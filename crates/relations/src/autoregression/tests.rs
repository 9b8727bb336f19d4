//! What is known of made-up series must be found again, in the shares of worlds that the figures promise.

use super::*;
use crate::simulated::{Noise, Pair, distance_from_uniform, storms};
use proptest::prelude::*;

const LINKED: Pair = Pair { constant: [1.0, -2.0], lag: [[0.5, 0.2], [0.3, 0.1]], moves: 0.5 };
const APART: Pair = Pair { constant: [0.0, 0.0], lag: [[0.5, 0.0], [0.0, 0.3]], moves: 0.4 };

fn close(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() < tolerance, "{value} is not {expected}");
}

#[test]
fn known_coefficients_are_recovered() {
    let [x, y] = LINKED.series(20_000, &mut Noise::new(1));
    let fit = Var::fit(&[&x, &y], 1).unwrap();
    for i in 0..2 {
        close(fit.constant(i), LINKED.constant[i], 0.05);
        for j in 0..2 {
            close(fit.coefficient(i, 1, j), LINKED.lag[i][j], 0.02);
        }
    }
    close(fit.covariance(0, 0), 1.0, 0.03);
    close(fit.covariance(0, 1), 0.5, 0.03);
    close(fit.covariance(1, 1), 1.25, 0.04);
    assert_eq!((fit.rows(), fit.residual_df()), (19_999, 19_996));
    assert!(fit.granger(1, 0).unwrap().p < 1e-10 && fit.granger(0, 1).unwrap().p < 1e-10);
}

#[test]
fn responses_are_the_powers_of_the_lag_times_the_factor() {
    let [x, y] = LINKED.series(20_000, &mut Noise::new(2));
    let responses = Var::fit(&[&x, &y], 1).unwrap().orthogonal_responses(3).unwrap();
    // P = [[1, 0], [½, 1]], A·P, A²·P.
    let expected = [[[1.0, 0.0], [0.5, 1.0]], [[0.6, 0.2], [0.35, 0.1]], [[0.37, 0.12], [0.215, 0.07]]];
    for (h, i, j) in (0..12).map(|n| (n / 4, n / 2 % 2, n % 2)) {
        close(responses[h][i][j], expected[h][i][j], 0.03);
    }
    assert!(responses[0][0][1] == 0.0, "the second series does not move the first at once");
}

#[test]
fn p_is_uniform_where_the_past_does_not_help() {
    let mut noise = Noise::new(3);
    let mut ps: Vec<f64> = (0..400)
        .map(|_| {
            let [x, y] = APART.series(200, &mut noise);
            Var::fit(&[&x, &y], 2).unwrap().granger(0, 1).unwrap().p
        })
        .collect();
    let small = ps.iter().filter(|p| **p < 0.05).count();
    assert!((8..=35).contains(&small), "{small} of 400 below 5%");
    // 1.63/√n is the distance that 1% of samples pass.
    let distance = distance_from_uniform(&mut ps);
    assert!(distance < 1.63 / 20.0, "{distance}");
}

#[test]
fn one_factorisation_gives_the_criteria_of_every_fit() {
    let [x, y] = LINKED.series(150, &mut Noise::new(4));
    let most = 6;
    let orders = order(&[&x, &y], most).unwrap();
    let criteria = |lags: usize| {
        let tail = [&x[most - lags..], &y[most - lags..]];
        Var::fit(&tail, lags).unwrap().criteria()
    };
    let least = |value: fn(Criteria) -> f64| {
        (0..=most).min_by(|a, b| value(criteria(*a)).total_cmp(&value(criteria(*b)))).unwrap()
    };
    let expected = Orders {
        aic: least(|c| c.aic),
        bic: least(|c| c.bic),
        hqic: least(|c| c.hqic),
        fpe: least(|c| c.fpe),
    };
    assert_eq!(orders, expected);
}

#[test]
fn the_order_is_found() {
    let mut noise = Noise::new(5);
    let found = (0..40).filter(|_| {
        let [x, y] = LINKED.series(400, &mut noise);
        order(&[&x, &y], 8).unwrap().bic == 1
    });
    assert!(found.count() >= 38);
    let flat = Pair { constant: [0.0; 2], lag: [[0.0; 2]; 2], moves: 0.0 };
    let [x, y] = flat.series(400, &mut noise);
    assert_eq!(order(&[&x, &y], 8).unwrap().bic, 0);
}

#[test]
fn bands_cover_the_truth_about_as_often_as_they_say() {
    let mut noise = Noise::new(6);
    let truth = [[0.5, 0.35, 0.215], [0.0, 0.2, 0.12]];
    let (mut inside, mut all) = (0, 0);
    for seed in 0..120 {
        let [x, y] = LINKED.series(300, &mut noise);
        let bands = bands(&[&x, &y], 1, 2, 1, 199, seed).unwrap();
        assert_eq!(bands.draws, 199);
        for (h, (shock, response)) in [(0, (0, 1)), (1, (0, 1)), (2, (0, 1)), (1, (1, 0)), (2, (1, 0))] {
            let at = truth[shock][h];
            all += 1;
            inside += i32::from(bands.low[h][response][shock] <= at && at <= bands.high[h][response][shock]);
        }
        assert!(bands.low[0][0][1] == 0.0 && bands.high[0][0][1] == 0.0);
    }
    let share = f64::from(inside) / f64::from(all);
    assert!((0.9..=0.98).contains(&share), "{share}");
}

#[test]
fn storms_deceive_the_usual_test_and_bands_but_not_the_robust_ones() {
    let mut noise = Noise::new(10);
    let (mut usual, mut robust, mut by_row, mut by_block) = (0, 0, 0, 0);
    for seed in 0..200 {
        let [x, y] = storms(200, &mut noise);
        let fit = Var::fit(&[&x, &y], 1).unwrap();
        usual += i32::from(fit.granger(0, 1).unwrap().p < 0.05);
        robust += i32::from(fit.robust(0, 1).unwrap().p < 0.05);
        let covers = |block: usize| {
            let bands = bands(&[&x, &y], 1, 1, block, 199, seed).unwrap();
            i32::from(bands.low[1][0][1] <= 0.0 && bands.high[1][0][1] >= 0.0)
        };
        by_row += covers(1);
        by_block += covers(usual_block(200));
    }
    assert!(usual > 50 && (4..=22).contains(&robust), "{usual} and {robust} of 200 below 5%");
    assert!(by_row < 150 && by_block > 164, "{by_row} and {by_block} of 200 covered");
}

#[test]
fn the_robust_test_is_the_usual_one_where_the_variance_is_constant() {
    let [x, y] = LINKED.series(5_000, &mut Noise::new(18));
    let fit = Var::fit(&[&x, &y], 2).unwrap();
    let (usual, robust) = (fit.single_equation(1, 0).unwrap(), fit.robust(1, 0).unwrap());
    assert!((robust.f / usual.f - 1.0).abs() < 0.15, "{robust:?} {usual:?}");
    assert_eq!((robust.df1, robust.df2), (usual.df1, usual.df2));
}

#[test]
fn bands_do_not_depend_on_the_units() {
    let [x, y] = LINKED.series(120, &mut Noise::new(7));
    let large: Vec<f64> = x.iter().map(|x| 1000.0 * x + 5.0).collect();
    let (plain, scaled) =
        (bands(&[&x, &y], 2, 4, 5, 99, 8).unwrap(), bands(&[&large, &y], 2, 4, 5, 99, 8).unwrap());
    for h in 0..=4 {
        close(scaled.high[h][0][1], 1000.0 * plain.high[h][0][1], 1e-5);
        close(scaled.low[h][1][0], plain.low[h][1][0], 1e-8);
    }
}

#[test]
fn what_cannot_be_fitted_says_why() {
    let line: Vec<f64> = (0..50).map(f64::from).collect();
    let [x, y] = LINKED.series(50, &mut Noise::new(9));
    assert!(Var::fit(&[&x, &[1.0; 50]], 1).unwrap_err().is_singular());
    assert!(Var::fit(&[&x, &x], 1).unwrap_err().is_singular());
    assert!(Var::fit(&[&x, &line], 1).unwrap_err().is_singular());
    assert!(Var::fit(&[&x[..7], &y[..7]], 2).unwrap_err().is_too_short());
    assert!(order(&[&x, &[0.0; 50]], 3).unwrap_err().is_singular());
    assert!(bands(&[&x, &[0.0; 50]], 1, 2, 1, 10, 0).unwrap_err().is_singular());
    assert_eq!(Var::fit(&[], 1).unwrap_err(), Unfit(Kind::Shape));
    assert_eq!(Var::fit(&[&x, &y[1..]], 1).unwrap_err(), Unfit(Kind::Shape));
    assert_eq!(Var::fit(&[&[f64::NAN; 50], &x], 1).unwrap_err(), Unfit(Kind::NotFinite));
    assert_eq!(Var::fit(&[&x, &y], usize::MAX).unwrap_err().to_string().matches("lags need").count(), 1);
    assert_eq!(Var::fit(&[&x, &y], 0).unwrap().granger(0, 1), None);
}

proptest! {
    /// Any finite numbers give a fit of finite figures or a reason.
    #[test]
    fn no_numbers_are_too_strange(
        series in proptest::collection::vec((strange(), strange()), 0..60),
        lags in 0usize..5,
    ) {
        let (x, y): (Vec<f64>, Vec<f64>) = series.into_iter().unzip();
        if let Ok(fit) = Var::fit(&[&x, &y], lags) {
            prop_assert!(fit.coefficients.is_finite() && fit.covariance.is_finite());
            for test in [fit.granger(0, 1), fit.single_equation(1, 0), fit.robust(0, 1)].into_iter().flatten() {
                prop_assert!(test.f.is_finite() && (0.0..=1.0).contains(&test.p));
            }
        }
        if let Ok(orders) = order(&[&x, &y], lags) {
            prop_assert!(orders.aic.max(orders.bic) <= lags);
        }
        if let Ok(bands) = bands(&[&x, &y], lags, 3, lags, 9, 1) {
            let all = bands.low.iter().chain(&bands.high).flatten().flatten();
            prop_assert!(all.clone().all(|x| x.is_finite()));
        }
    }
}

fn strange() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), -3.0f64..3.0, Just(1e300), Just(-1e308), Just(1e-300), Just(5e-324), -1e6f64..1e6]
}
