//! Whether confidence is to be believed; the figures are worked out by hand.

use super::event;
use crate::{Calibration, Event, score};

fn sure(confidence: f32, event: Event) -> Event {
    Event { confidence: Some(confidence), ..event }
}

#[track_caller]
fn near(value: Option<f64>, expect: f64) {
    assert!(value.is_some_and(|v| (v - expect).abs() < 1e-9), "{value:?}, not {expect}");
}

fn counted(events: &[(f32, bool)]) -> Calibration {
    let mut out = Calibration::default();
    for &(confidence, right) in events {
        out.add(confidence, right);
    }
    out
}

/// Three of four right at a mean of .95, one of two at .65, none of two at .3:
/// 4/8 · |.95 − .75| + 2/8 · |.65 − .5| + 2/8 · |.3 − 0| = .1 + .0375 + .075 = .2125.
#[test]
fn the_error_is_weighted_by_events() {
    let c = counted(&[
        (0.95, true),
        (0.97, true),
        (0.93, true),
        (0.95, false),
        (0.62, true),
        (0.68, false),
        (0.3, false),
        (0.3, false),
    ]);
    assert_eq!(c.count(), 8);
    near(c.ece(), 0.2125);
    let filled: Vec<(f64, f64, usize, usize)> =
        c.filled().map(|(a, b, bin)| (a, b, bin.count, bin.right)).collect();
    assert_eq!(filled, [(0.3, 0.4, 2, 0), (0.6, 0.7, 2, 1), (0.9, 1.0, 4, 3)]);
    near(c.bins[9].mean_confidence(), 0.95);
    near(c.bins[9].share_right(), 0.75);
    assert_eq!(c.bins[0].mean_confidence(), None);
}

#[test]
fn what_is_as_right_as_it_says_has_no_error() {
    near(counted(&[(0.5, true), (0.5, false), (1.0, true)]).ece(), 0.0);
    assert_eq!(counted(&[]).ece(), None);
}

#[test]
fn bounds_belong_to_the_bin_above_and_one_to_the_last() {
    for tenth in 0..=10_u8 {
        let c = counted(&[(f32::from(tenth) / 10.0, true)]);
        let bin = usize::from(tenth).min(9);
        assert_eq!(c.bins[bin].count, 1, "{tenth}");
    }
    assert_eq!(counted(&[(0.699, true)]).bins[6].count, 1);
}

#[test]
fn matched_is_right_extra_is_wrong_and_unsure_is_left_out() {
    let unsure = Event { firm: false, ..event("AID", 30, 34) };
    let gold = vec![event("AID", 10, 14), unsure, event("ACCUSE", 50, 54)];
    let coded = vec![
        sure(0.8, event("AID", 10, 14)),
        sure(0.9, event("AID", 30, 34)),
        sure(0.4, event("REJECT", 50, 54)),
        event("YIELD", 70, 74),
    ];
    let c = score(&[(gold, coded)], 1).calibration;
    assert_eq!(c.count(), 2, "one is unsure, one has no confidence");
    assert_eq!((c.bins[8].right, c.bins[4].right), (1, 0));
    // (|.8 − 1| + |.4 − 0|) / 2
    near(c.ece(), 0.3);
}
