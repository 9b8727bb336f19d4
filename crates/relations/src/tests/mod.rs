//! Small cases with figures worked out by hand; `simulation` has data with a known truth, `properties` what always holds.

mod conduct;
mod properties;
mod simulation;

use crate::{Direction, Group, Measures, Observation, Period, Settings, Side, measure};
use jiff::{ToSpan, civil::Date, civil::date};

fn settings() -> Settings {
    let side = |code: &str, name: &str| Side { code: code.to_owned(), name: name.to_owned() };
    Settings::new(side("NRD", "Nordia"), side("SUD", "Sudonia"))
}

/// A number for a name, the same each time (FNV-1a).
fn named(name: &str) -> u128 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, b| (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
        .into()
}

fn on(id: &str, day: Date, direction: Direction, group: Group) -> Observation {
    let score = if matches!(group, Group::Vows | Group::DeedsFor) { 2.5 } else { -2.0 };
    Observation { id: named(id), from: Some(day), to: Some(day), direction, group: Some(group), score }
}

/// `n` events of A on the given day.
fn many(n: usize, day: Date, group: Group) -> Vec<Observation> {
    (0..n).map(|i| on(&format!("{}-{day}-{i}", group.name()), day, Direction::AToB, group)).collect()
}

fn measured(observations: &[Observation], settings: &Settings) -> Measures {
    measure(observations, settings).expect("the settings are sound")
}

fn close(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-9, "{value} is not {expected}");
}

#[test]
fn indices_are_smoothed_log_ratios() {
    let day = date(2012, 3, 15);
    let observations = [
        many(3, day, Group::Vows),
        many(2, day, Group::Contacts),
        many(1, day, Group::Asks),
        many(1, day, Group::WordsAgainst),
        many(2, day, Group::DeedsAgainst),
    ]
    .concat();
    let row = &measured(&observations, &settings()).a_to_b.series[0];
    close(row.index.words, (3.5f64 / 1.5).ln());
    close(row.index.deeds, (0.5f64 / 2.5).ln());
    close(row.index.gap, row.index.words - row.index.deeds);
    close(row.score_sum, 3.0 * 2.5 - 6.0 * 2.0);
    assert_eq!((row.label.as_str(), row.counts.total(), row.counts.indexed()), ("2012-03", 9, 6));
    let (low, high) = row.gap_interval.expect("there are events");
    assert!(low < row.index.gap && row.index.gap < high);
}

#[test]
fn series_have_no_holes_and_both_dyads_the_same_periods() {
    let observations = [
        on("e1", date(2011, 11, 30), Direction::AToB, Group::Vows),
        on("e2", date(2012, 2, 1), Direction::BToA, Group::DeedsFor),
    ];
    let measures = measured(&observations, &settings());
    for dyad in [&measures.a_to_b, &measures.b_to_a] {
        let labels: Vec<&str> = dyad.series.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(labels, ["2011-11", "2011-12", "2012-01", "2012-02"]);
    }
    assert_eq!(measures.a_to_b.series[1].counts.total(), 0);
    assert_eq!(measures.a_to_b.series[1].gap_interval, None);
    assert_eq!(measures.b_to_a.series[3].counts.get(Group::DeedsFor), 1);
    assert!(measures.notes.iter().any(|n| n.figure == "dyads.NRD>SUD.series[].gap_low, gap_high"));
}

#[test]
fn labels_of_every_period() {
    let check = |period: Period, day: Date, label: &str, first: Date, days: i64| {
        let start = period.start(day);
        assert_eq!((period.label(start).as_str(), start, period.days(start)), (label, first, days));
        assert_eq!(period.ordinal(period.next(start)), period.ordinal(day) + 1, "{label}");
    };
    check(Period::Day, date(2012, 3, 15), "2012-03-15", date(2012, 3, 15), 1);
    check(Period::Week, date(2012, 3, 15), "2012-W11", date(2012, 3, 12), 7);
    check(Period::Week, date(2012, 1, 1), "2011-W52", date(2011, 12, 26), 7);
    check(Period::Month, date(2012, 2, 29), "2012-02", date(2012, 2, 1), 29);
    check(Period::Quarter, date(2012, 12, 31), "2012-Q4", date(2012, 10, 1), 92);
    check(Period::Year, date(2012, 6, 6), "2012", date(2012, 1, 1), 366);
    check(Period::Week, date(1969, 12, 28), "1969-W52", date(1969, 12, 22), 7);
}

#[test]
fn events_coarser_than_the_period_are_left_out_and_counted() {
    let month = Observation {
        to: Some(date(2012, 3, 31)),
        ..on("m", date(2012, 3, 1), Direction::AToB, Group::Vows)
    };
    let undated = Observation { from: None, to: None, ..on("u", Date::ZERO, Direction::AToB, Group::Vows) };
    let observations = [
        month,
        undated,
        on("d", date(2012, 3, 9), Direction::BToA, Group::Asks),
        on("d", date(2012, 3, 9), Direction::BToA, Group::Asks),
    ];
    let check = |period: Period, coarse: usize| {
        let measures = measured(&observations, &Settings { period, ..settings() });
        assert_eq!(
            (measures.left_out.coarse, measures.left_out.undated, measures.left_out.repeated),
            (coarse, 1, 1)
        );
        assert!(measures.summary.iter().any(|s| s.starts_with("Left out")));
    };
    check(Period::Week, 1);
    check(Period::Month, 0);
}

#[test]
fn the_window_asked_for_fills_with_zeros() {
    let windowed = Settings { from: Some(date(2012, 1, 1)), to: Some(date(2012, 12, 31)), ..settings() };
    let observations = [
        on("early", date(2011, 12, 31), Direction::AToB, Group::Vows),
        on("in", date(2012, 5, 5), Direction::AToB, Group::Vows),
    ];
    let measures = measured(&observations, &windowed);
    assert_eq!((measures.a_to_b.series.len(), measures.left_out.outside), (12, 1));
    assert_eq!(measured(&[], &windowed).b_to_a.series.len(), 12);
}

#[test]
fn bad_windows_are_errors() {
    let backwards = Settings { from: Some(date(2012, 2, 1)), to: Some(date(2012, 1, 1)), ..settings() };
    assert!(measure(&[], &backwards).is_err_and(|e| e.is_empty_window()));
    let ages = [
        on("old", Date::MIN, Direction::AToB, Group::Vows),
        on("new", Date::MAX, Direction::AToB, Group::DeedsAgainst),
    ];
    let daily = Settings { period: Period::Day, ..settings() };
    assert!(
        measure(&ages, &daily).is_err_and(|e| e.is_too_many_periods() && e.to_string().contains("hint:"))
    );
    assert_eq!(measured(&ages, &Settings { period: Period::Year, ..settings() }).a_to_b.series.len(), 19_999);
}

#[test]
fn nothing_gives_nulls_with_reasons() {
    let measures = measured(&[], &settings());
    assert_eq!((measures.window, measures.enough_data), (None, false));
    assert!(measures.summary[0].contains("too few events"));
    for figure in ["from, to", "dyads.NRD>SUD.broken_vows.rate", "reciprocity", "breaks"] {
        assert!(measures.notes.iter().any(|n| n.figure == figure), "{figure}");
    }
}

#[test]
fn z_is_against_the_own_past_only() {
    // Gaps of the six earlier months: ln 3 and 0 in turn; then two vows, so that the gap is ln 5.
    let month = |i: i64| date(2012, 1, 10).saturating_add(i.months());
    let mut observations: Vec<Observation> =
        [0, 2, 4].into_iter().flat_map(|i| many(1, month(i), Group::Vows)).collect();
    observations.extend(many(2, month(6), Group::Vows));
    let rows = measured(&observations, &settings()).a_to_b.series;
    assert!(rows[..6].iter().all(|row| row.z.is_none()));
    let (mean, sd) = (3f64.ln() / 2.0, 3f64.ln() * (6.0f64 / 4.0 / 5.0).sqrt());
    close(rows[6].z.expect("six earlier periods"), (5f64.ln() - mean) / sd);
}

#[test]
fn vows_pair_with_the_first_deed_after_them() {
    let vow = |id: &str, day| on(id, day, Direction::AToB, Group::Vows);
    let deed = |id: &str, day, direction| on(id, day, direction, Group::DeedsAgainst);
    let observations = [
        vow("v1", date(2012, 1, 1)),
        vow("v2", date(2012, 2, 1)),
        vow("v3", date(2012, 4, 1)),
        deed("same-day", date(2012, 2, 1), Direction::AToB),
        deed("other-side", date(2012, 1, 5), Direction::BToA),
        deed("d1", date(2012, 1, 10), Direction::AToB),
        deed("d2", date(2012, 1, 12), Direction::AToB),
        deed("late", date(2012, 5, 2), Direction::AToB),
    ];
    let broken = measured(&observations, &settings()).a_to_b.broken_vows;
    let pairs: Vec<_> = broken.pairs.iter().map(|p| (p.vow, p.deed, p.days)).collect();
    assert_eq!(pairs, [(named("v1"), named("d1"), 9)]);
    assert_eq!((broken.vows, broken.deeds, broken.window_days), (3, 4, 30));
    close(broken.rate.expect("vows"), 1.0 / 3.0);
    assert_eq!(broken.shifts, 122, "every shift of 123 days");
    let kept = measured(&observations, &settings()).a_to_b.kept_vows;
    assert_eq!(
        (kept.rate, kept.p, kept.missing()),
        (Some(0.0), None, Some("no deed of the kind is dated to a day"))
    );
}

#[test]
fn a_short_record_has_no_base_rate() {
    let observations = [
        on("v", date(2012, 1, 1), Direction::AToB, Group::Vows),
        on("d", date(2012, 1, 9), Direction::AToB, Group::DeedsAgainst),
    ];
    let broken = measured(&observations, &settings()).a_to_b.broken_vows;
    assert_eq!((broken.rate, broken.base_rate, broken.p), (Some(1.0), None, None));
    assert!(broken.missing().is_some_and(|why| why.contains("shorter")));
}

#[test]
fn shifted_counts_agree_with_shifting_by_hand() {
    // One vow on day 0, one deed on day 40 of 100 days, window 10: followed when the deed lands on days 1 to 10,
    // that is for 10 of the 99 shifts.
    let first = date(2012, 1, 1);
    let observations = [
        on("v", first, Direction::AToB, Group::Vows),
        on("d", first.saturating_add(40.days()), Direction::AToB, Group::DeedsAgainst),
    ];
    let window = Settings {
        from: Some(first),
        to: Some(first.saturating_add(99.days())),
        window_days: 10,
        ..settings()
    };
    let broken = measured(&observations, &window).a_to_b.broken_vows;
    close(broken.base_rate.expect("100 days"), 10.0 / 99.0);
    assert_eq!((broken.rate, broken.p, broken.ratio), (Some(0.0), Some(1.0), Some(0.0)));
}

#[test]
fn sentences_say_too_few_or_what_parts() {
    let day = date(2012, 3, 15);
    let few = measured(&many(3, day, Group::Vows), &settings());
    assert!(
        few.summary[1].ends_with("too few events to say (3 vows, words against and deeds; 10 are needed).")
    );
    let observations = [many(12, day, Group::Vows), many(9, day, Group::DeedsAgainst)].concat();
    let parted = measured(&observations, &settings());
    assert!(
        parted.summary[1].starts_with("Nordia towards Sudonia: warm words, cold deeds. 12 vows and 0 words")
    );
    assert!(parted.a_to_b.enough_data && !parted.enough_data);
}
