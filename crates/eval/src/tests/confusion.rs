//! What is taken for what.

use super::event;
use crate::{Confusion, Event, score};
use std::slice::from_ref;

#[track_caller]
fn check(gold: &[Event], coded: &[Event], expect: &[(Option<&str>, Option<&str>, usize)]) -> Confusion {
    let scores = score(&[(gold.to_vec(), coded.to_vec())], 1);
    assert_eq!(scores.confusion.cells().collect::<Vec<_>>(), expect);
    for (name, c) in &scores.by_type {
        let types = scores.confusion.types();
        let across = || types.iter().map(|t| Some(*t)).chain([None]);
        let row: usize = across().map(|coded| scores.confusion.count(Some(name), coded)).sum();
        let column: usize = across().map(|gold| scores.confusion.count(gold, Some(name))).sum();
        assert_eq!((row, column), (c.hit + c.missed, c.hit + c.extra), "{name} adds up");
    }
    scores.confusion
}

#[test]
fn each_event_is_in_one_cell() {
    let gold =
        [event("AID", 10, 14), event("ACCUSE", 20, 24), event("ASSAULT", 30, 34), event("AID", 60, 64)];
    let coded =
        [event("AID", 10, 14), event("REJECT", 22, 30), event("PROTEST", 50, 54), event("AID", 60, 64)];
    let confusion = check(
        &gold,
        &coded,
        &[
            (None, Some("PROTEST"), 1),
            (Some("ACCUSE"), Some("REJECT"), 1),
            (Some("AID"), Some("AID"), 2),
            (Some("ASSAULT"), None, 1),
        ],
    );
    assert_eq!(confusion.types(), ["AID", "ACCUSE", "REJECT", "PROTEST", "ASSAULT"], "the codebook's order");
}

#[test]
fn two_events_on_one_trigger_are_taken_for_one_each() {
    let gold = [event("ACCUSE", 20, 24)];
    let coded = [event("REJECT", 20, 24), event("PROTEST", 20, 24)];
    check(&gold, &coded, &[(None, Some("PROTEST"), 1), (Some("ACCUSE"), Some("REJECT"), 1)]);
    check(&coded, &gold, &[(Some("PROTEST"), None, 1), (Some("REJECT"), Some("ACCUSE"), 1)]);
}

#[test]
fn what_is_not_firm_is_in_no_cell() {
    let unsure = Event { firm: false, ..event("AID", 10, 14) };
    check(from_ref(&unsure), &[event("AID", 10, 14)], &[]);
    check(&[unsure], &[event("REJECT", 10, 14)], &[(None, Some("REJECT"), 1)]);
}

#[test]
fn a_type_that_the_codebook_does_not_know_comes_last() {
    let confusion = check(
        &[event("AN OMEN", 10, 14)],
        &[event("ASSAULT", 30, 34)],
        &[(None, Some("ASSAULT"), 1), (Some("AN OMEN"), None, 1)],
    );
    assert_eq!(confusion.types(), ["ASSAULT", "AN OMEN"]);
}
