//! Which event is which.

use super::{dyad, event, mention};
use crate::matching::{EXHAUSTIVE, match_events};
use crate::{Event, Mention};
use detente_text::Span;
use std::slice::from_ref;

#[track_caller]
fn check(gold: &[Event], coded: &[Event], expect: &[(usize, usize)]) {
    let pairs: Vec<(usize, usize)> = match_events(gold, coded).iter().map(|p| (p.gold, p.coded)).collect();
    assert_eq!(pairs, expect);
}

fn with_actor(event: Event, actor: Mention) -> Event {
    Event { actors: vec![actor], ..event }
}

#[test]
fn nothing_matches_nothing() {
    check(&[], &[], &[]);
    check(&[event("AID", 10, 14)], &[], &[]);
    check(&[], &[event("AID", 10, 14)], &[]);
}

#[test]
fn triggers_that_share_a_byte_match() {
    check(&[event("AID", 10, 14)], &[event("AID", 13, 20)], &[(0, 0)]);
    check(&[event("AID", 10, 14)], &[event("AID", 14, 20)], &[]);
}

#[test]
fn types_have_to_agree() {
    check(&[event("AID", 10, 14)], &[event("YIELD", 10, 14)], &[]);
}

#[test]
fn a_mention_matches_where_triggers_do_not() {
    let gold = with_actor(event("AID", 10, 14), mention(0, 8, "NOR"));
    check(from_ref(&gold), &[with_actor(event("AID", 30, 34), mention(7, 9, "SWE"))], &[(0, 0)]);
    check(&[gold], &[with_actor(event("AID", 30, 34), mention(8, 9, "NOR"))], &[]);
}

#[test]
fn an_actor_may_overlap_a_recipient() {
    let gold = with_actor(event("AID", 10, 14), mention(0, 8, "NOR"));
    let coded = Event { recipients: vec![mention(0, 8, "NOR")], ..event("AID", 30, 34) };
    check(&[gold], &[coded], &[(0, 0)]);
}

#[test]
fn one_matches_one() {
    let same = event("AID", 10, 14);
    check(from_ref(&same), &[same.clone(), same.clone()], &[(0, 0)]);
    check(&[same.clone(), same.clone()], from_ref(&same), &[(0, 0)]);
    check(&[same.clone(), same.clone()], &[same.clone(), same], &[(0, 0), (1, 1)]);
}

#[test]
fn a_trigger_goes_before_a_mention() {
    let gold = dyad("AID", 40, "NOR", "SWE");
    let by_mention = dyad("AID", 60, "NOR", "SWE");
    let by_trigger = event("AID", 40, 44);
    check(&[gold], &[by_mention, by_trigger], &[(0, 1)]);
}

#[test]
fn the_number_of_matches_goes_before_their_quality() {
    // The first of the gold fits both of the coder's, and better the one that alone fits the second.
    let both = with_actor(event("AID", 40, 44), mention(0, 5, "NOR"));
    let trigger_only = event("AID", 40, 44);
    let coded_best = with_actor(event("AID", 40, 44), mention(0, 5, "NOR"));
    let coded_mention = with_actor(event("AID", 70, 74), mention(0, 5, "NOR"));
    check(&[both, trigger_only], &[coded_best, coded_mention], &[(0, 1), (1, 0)]);
}

#[test]
fn another_sentence_is_no_match() {
    let there = Event { sentence: Span::new(100, 200), ..dyad("AID", 10, "NOR", "SWE") };
    check(&[dyad("AID", 10, "NOR", "SWE")], &[there], &[]);
}

#[test]
fn a_sentence_that_is_cut_otherwise_matches_once() {
    let first = event("AID", 10, 14);
    let second = Event { sentence: Span::new(100, 200), ..event("AID", 110, 114) };
    let over_both = Event { sentence: Span::new(0, 200), ..event("AID", 110, 114) };
    check(&[first, second], &[over_both], &[(1, 0)]);
}

#[test]
fn many_pairs_are_matched_greedily() {
    let many = |n: usize| (0..n).map(|i| event("AID", i, i + 1)).collect::<Vec<_>>();
    // Every pair is a candidate by the shared mention: 6 × 6 are more than are tried out.
    let crowd: Vec<Event> = many(6).into_iter().map(|e| with_actor(e, mention(50, 60, "NOR"))).collect();
    assert!(crowd.len() * crowd.len() > EXHAUSTIVE);
    let expect: Vec<(usize, usize)> = (0..6).map(|i| (i, 5 - i)).collect();
    let reversed: Vec<Event> = crowd.iter().rev().cloned().collect();
    check(&crowd, &reversed, &expect);
}

#[test]
fn as_many_pairs_as_are_tried_out_take_no_time() {
    // Disjoint pairs: without a bound on what is left, 2^24 choices.
    let alone: Vec<Event> = (0..EXHAUSTIVE).map(|i| event("AID", 4 * i, 4 * i + 4)).collect();
    let expect: Vec<(usize, usize)> = (0..EXHAUSTIVE).map(|i| (i, i)).collect();
    check(&alone, &alone, &expect);
}
