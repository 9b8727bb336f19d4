//! Each field's accuracy.

use super::{event, mention};
use crate::fields::{judge, judge_contexts};
use crate::{Counts, Event, Mention, score};
use detente_text::Span;
use std::collections::BTreeSet;

const ALWAYS: [&str; 6] =
    ["actor country", "recipient country", "actor sector", "recipient sector", "status", "attribution"];

/// Whether the field is right, or that it is not judged.
#[track_caller]
fn check(field: &str, gold: &Event, coded: &Event, expect: Option<bool>) {
    let found = judge(gold, coded).into_iter().find(|(name, _)| *name == field).map(|(_, right)| right);
    assert_eq!(found, expect, "{field}\n{gold:?}\n{coded:?}");
}

fn base() -> Event {
    event("AID", 10, 14)
}

fn sector(sector: &str) -> Mention {
    Mention { sector: Some(sector.to_owned()), ..mention(0, 5, "NOR") }
}

fn set(one: &[&str]) -> BTreeSet<String> {
    one.iter().map(|s| (*s).to_owned()).collect()
}

#[test]
fn without_annotations_six_fields_are_judged() {
    let names: Vec<&str> = judge(&base(), &base()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ALWAYS);
    assert!(judge(&base(), &base()).into_iter().all(|(_, right)| right));
}

#[test]
fn countries_are_sets_without_the_unknown() {
    let with = |actors| Event { actors, ..base() };
    let gold = with(vec![mention(0, 5, "NOR"), mention(6, 9, "SWE"), mention(10, 12, "-")]);
    check("actor country", &gold, &with(vec![mention(20, 25, "SWE"), mention(26, 29, "NOR")]), Some(true));
    check("actor country", &gold, &with(vec![mention(0, 5, "NOR")]), Some(false));
    let with = |recipients| Event { recipients, ..base() };
    check("recipient country", &with(vec![mention(0, 5, "NOR")]), &base(), Some(false));
    check("recipient country", &with(vec![mention(0, 5, "-")]), &base(), Some(true));
}

#[test]
fn sectors_are_the_primary_ones() {
    let actors = |s| Event { actors: vec![sector(s)], ..base() };
    check("actor sector", &actors("GOV"), &actors("GOV"), Some(true));
    check("actor sector", &actors("GOV"), &actors("MIL"), Some(false));
    let recipients = |s| Event { recipients: vec![sector(s)], ..base() };
    check("recipient sector", &recipients("GOV"), &recipients("GOV"), Some(true));
    check("recipient sector", &recipients("GOV"), &base(), Some(false));
}

#[test]
fn the_status_is_one_of_six_not_its_class() {
    let with = |status: &str| Event { status: status.into(), ..base() };
    check("status", &with("planned"), &with("planned"), Some(true));
    check("status", &with("planned"), &with("denied"), Some(false));
}

#[test]
fn sources_agree_by_their_words_or_as_carried() {
    let with = |sources| Event { sources, ..base() };
    let named = with(vec![mention(50, 60, "NOR")]);
    let carried = |country| with(vec![Mention { span: Span::default(), ..mention(0, 0, country) }]);
    check("attribution", &named, &with(vec![mention(5, 9, "NOR"), mention(59, 70, "-")]), Some(true));
    check("attribution", &named, &with(vec![mention(60, 70, "NOR")]), Some(false));
    check("attribution", &named, &base(), Some(false));
    check("attribution", &base(), &named, Some(false));
    check("attribution", &carried("NOR"), &carried("NOR"), Some(true));
    check("attribution", &carried("NOR"), &carried("SWE"), Some(false));
    check("attribution", &carried("NOR"), &named, Some(false));
}

#[test]
fn one_mode_of_the_gold_is_enough() {
    let with = |modes: &[&str]| Event { modes: modes.iter().map(|m| (*m).to_owned()).collect(), ..base() };
    check("mode", &with(&["arrest", "ban"]), &with(&["ban", "curfew"]), Some(true));
    check("mode", &with(&["arrest"]), &with(&[]), Some(false));
    check("mode", &with(&[]), &with(&["arrest"]), None);
}

#[test]
fn contexts_are_multisets_where_annotated() {
    let with = |contexts: &[&str]| Event {
        contexts: Some(contexts.iter().map(|c| (*c).to_owned()).collect()),
        ..base()
    };
    let check = |gold: &Event, coded: &Event, [hit, extra, missed]: [usize; 3]| {
        assert_eq!(judge_contexts(gold, coded), Counts { hit, extra, missed });
    };
    check(&with(&["military", "energy"]), &with(&["energy", "health"]), [1, 1, 1]);
    check(&with(&["energy", "energy"]), &with(&["energy"]), [1, 0, 1]);
    check(&with(&["energy"]), &with(&["energy", "energy"]), [1, 1, 0]);
    check(&with(&[]), &with(&["energy"]), [0, 1, 0]);
    check(&with(&["energy"]), &base(), [0, 0, 1]);
    check(&base(), &with(&["energy"]), [0, 0, 0]);
}

#[test]
fn contexts_are_counted_over_matched_events() {
    let with = |at: usize, contexts: &[&str]| Event {
        contexts: Some(contexts.iter().map(|c| (*c).to_owned()).collect()),
        ..event("AID", at, at + 4)
    };
    let gold = vec![with(10, &["energy"]), with(30, &["health", "energy"]), with(50, &["military"])];
    let coded = vec![with(10, &["energy", "health"]), with(30, &["energy"]), with(70, &["military"])];
    let contexts = score(&[(gold, coded)], 1).contexts;
    assert_eq!(contexts, Counts { hit: 2, extra: 1, missed: 1 });
}

#[test]
fn dates_and_places() {
    let dated = |from: &str| Event { date: Some((from.into(), "2030-02-03".into())), ..base() };
    check("date", &dated("2030-02-01"), &dated("2030-02-01"), Some(true));
    check("date", &dated("2030-02-01"), &dated("2030-02-02"), Some(false));
    check("date", &dated("2030-02-01"), &base(), Some(false));
    check("date", &base(), &dated("2030-02-01"), None);
    let at = |start, end| Event { place: Some(Span::new(start, end)), ..base() };
    check("place", &at(30, 40), &at(35, 36), Some(true));
    check("place", &at(30, 40), &at(40, 46), Some(false));
    check("place", &at(30, 40), &base(), Some(false));
    check("place", &base(), &at(30, 40), None);
}

#[test]
fn counts_agree_as_a_set_and_links_are_a_part() {
    let counted = |counts: &[&str]| Event { counts: set(counts), ..base() };
    check("counts", &counted(&["killed 3 3"]), &counted(&["killed 3 3"]), Some(true));
    check("counts", &counted(&["killed 3 3"]), &counted(&["killed 3 3", "injured 5 -"]), Some(false));
    check("counts", &base(), &counted(&["killed 3 3"]), None);
    let linked = |links: &[&str]| Event { links: set(links), ..base() };
    check("links", &linked(&["agent_of NOR"]), &linked(&["agent_of NOR", "led_by -"]), Some(true));
    check("links", &linked(&["agent_of NOR"]), &linked(&["agent_of SWE"]), Some(false));
    check("links", &base(), &linked(&["agent_of NOR"]), None);
}

#[test]
fn only_matched_events_are_judged() {
    let planned = Event { status: "planned".into(), ..event("AID", 10, 14) };
    let gold = vec![planned, event("AID", 30, 34), event("ACCUSE", 50, 54)];
    let coded = vec![event("AID", 10, 14), event("AID", 30, 34), event("YIELD", 50, 54)];
    let scores = score(&[(gold, coded)], 1);
    assert_eq!(scores.fields["status"], (1, 2));
    assert_eq!(scores.fields["actor country"], (2, 2));
    assert!(!scores.fields.contains_key("mode"));
}
