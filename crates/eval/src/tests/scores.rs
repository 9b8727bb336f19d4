//! What is counted.

use super::{dyad, event, mention};
use crate::{Counts, Event, score};
use std::slice::from_ref;

fn counts(hit: usize, extra: usize, missed: usize) -> Counts {
    Counts { hit, extra, missed }
}

#[track_caller]
fn check(gold: &[Event], coded: &[Event], detection: Counts, strict: Counts) {
    let scores = score(&[(gold.to_vec(), coded.to_vec())], 1);
    assert_eq!((scores.detection, scores.strict), (detection, strict));
    let mut by_type = Counts::default();
    for c in scores.by_type.values() {
        by_type.add(*c);
    }
    assert_eq!(by_type, detection, "the types add up");
}

#[test]
fn ratios_of_nothing_are_nothing() {
    let none = counts(0, 0, 0);
    let is = |value: f64, expect: f64| assert!((value - expect).abs() < 1e-12, "{value}, not {expect}");
    is(none.precision(), 0.0);
    is(none.recall(), 0.0);
    is(none.f1(), 0.0);
    let some = counts(6, 2, 4);
    is(some.precision(), 0.75);
    is(some.recall(), 0.6);
    is(some.f1(), 2.0 * 0.75 * 0.6 / (0.75 + 0.6));
}

#[test]
fn found_missed_and_extra() {
    let gold = [dyad("AID", 10, "NOR", "SWE"), dyad("ACCUSE", 20, "NOR", "SWE")];
    let coded = [dyad("AID", 10, "NOR", "SWE"), dyad("YIELD", 30, "NOR", "SWE")];
    check(&gold, &coded, counts(1, 1, 1), counts(1, 1, 1));
}

#[test]
fn an_event_that_is_not_firm_counts_neither_way() {
    let unsure = Event { firm: false, ..dyad("AID", 10, "NOR", "SWE") };
    let same = dyad("AID", 10, "NOR", "SWE");
    let none = counts(0, 0, 0);
    check(from_ref(&unsure), &[], none, none);
    check(from_ref(&unsure), from_ref(&same), none, none);
    // What is left over beside it is extra all the same.
    let other = dyad("AID", 30, "DNK", "ISL");
    check(from_ref(&unsure), &[same.clone(), other.clone()], counts(0, 1, 0), counts(0, 1, 0));
    // A dyad that was matched to it is not lent to another of the gold.
    check(&[unsure, dyad("YIELD", 60, "NOR", "SWE")], &[same], counts(0, 0, 1), counts(0, 0, 1));
}

#[test]
fn strict_dyads_ignore_the_trigger() {
    let gold = Event { sentence: detente_text::Span::new(200, 300), ..dyad("AID", 10, "NOR", "SWE") };
    check(&[gold], &[dyad("AID", 10, "NOR", "SWE")], counts(0, 1, 1), counts(1, 0, 0));
}

#[test]
fn strict_dyads_are_counted_as_often_as_they_occur() {
    let one = dyad("AID", 10, "NOR", "SWE");
    let three = [one.clone(), one.clone(), one.clone()];
    check(&three, &[one.clone(), one.clone()], counts(2, 0, 1), counts(2, 0, 1));
    check(from_ref(&one), &three, counts(1, 2, 0), counts(1, 2, 0));
}

#[test]
fn strict_dyads_need_direction_countries_and_status_class() {
    let gold = dyad("AID", 10, "NOR", "SWE");
    let hit = counts(1, 0, 0);
    let check_strict = |coded: Event, strict| check(from_ref(&gold), &[coded], hit, strict);
    check_strict(dyad("AID", 10, "SWE", "NOR"), counts(0, 1, 1));
    check_strict(dyad("AID", 10, "NOR", "-"), counts(0, 1, 1));
    check_strict(Event { status: "planned".into(), ..gold.clone() }, counts(0, 1, 1));
    let twice = vec![mention(0, 5, "NOR"), mention(6, 9, "NOR"), mention(9, 10, "-")];
    check_strict(Event { actors: twice, ..gold.clone() }, hit);
    let not_asserted = |status: &str| [Event { status: status.into(), ..gold.clone() }];
    check(&not_asserted("planned"), &not_asserted("denied"), hit, hit);
}

#[test]
fn types() {
    let gold = vec![event("AID", 10, 14), event("ACCUSE", 20, 24), event("ASSAULT", 30, 34)];
    let coded = vec![event("AID", 10, 14), event("REJECT", 22, 30), event("YIELD", 50, 54)];
    let scores = score(&[(gold, coded)], 1);
    let types: Vec<(&str, Counts)> = scores.by_type.iter().map(|(name, c)| (name.as_str(), *c)).collect();
    assert_eq!(
        types,
        [
            ("ACCUSE", counts(0, 0, 1)),
            ("AID", counts(1, 0, 0)),
            ("ASSAULT", counts(0, 0, 1)),
            ("REJECT", counts(0, 1, 0)),
            ("YIELD", counts(0, 1, 0)),
        ]
    );
}

#[test]
fn statuses_of_matched_events_only() {
    let with = |status: &str, at| Event { status: status.to_owned(), ..event("AID", at, at + 4) };
    let gold = vec![with("planned", 10), with("asserted", 20), with("denied", 30), with("planned", 40)];
    let coded = vec![with("asserted", 10), with("asserted", 20), with("alleged", 70), with("planned", 40)];
    let statuses = score(&[(gold, coded)], 1).statuses;
    let rows: Vec<(&str, &str, usize)> =
        statuses.iter().map(|((gold, coded), n)| (gold.as_str(), coded.as_str(), *n)).collect();
    assert_eq!(rows, [("asserted", "asserted", 1), ("planned", "asserted", 1), ("planned", "planned", 1)]);
}

#[test]
fn articles_add_up_and_do_not_mix() {
    let one = dyad("AID", 10, "NOR", "SWE");
    let scores =
        score(&[(vec![one.clone()], vec![]), (vec![], vec![one.clone()]), (vec![one.clone()], vec![one])], 1);
    assert_eq!((scores.articles, scores.detection, scores.strict), (3, counts(1, 1, 1), counts(1, 1, 1)));
}
