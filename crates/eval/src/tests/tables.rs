//! What is shown.

use super::{dyad, event};
use crate::{Event, Scores, render_json, render_text, score};

fn example() -> Scores {
    let status = |status: &str, event: Event| Event { status: status.to_owned(), ..event };
    let with = |confidence: f32, contexts: &[&str], event: Event| Event {
        confidence: Some(confidence),
        contexts: Some(contexts.iter().map(|c| (*c).to_owned()).collect()),
        ..event
    };
    let gold = vec![
        Event { contexts: Some(vec!["economic".into()]), ..dyad("AID", 10, "NOR", "SWE") },
        status("planned", dyad("AID", 20, "NOR", "ISL")),
        status("planned", dyad("CONSULT", 30, "DNK", "SWE")),
        event("ACCUSE", 40, 44),
    ];
    let coded = vec![
        with(0.95, &["economic", "energy"], dyad("AID", 10, "NOR", "SWE")),
        with(0.5, &["energy"], dyad("AID", 20, "NOR", "ISL")),
        status("planned", dyad("CONSULT", 30, "DNK", "SWE")),
        with(0.91, &[], event("REJECT", 40, 44)),
    ];
    let right = vec![status("denied", dyad("ASSAULT", 10, "FIN", "EST"))];
    score(&[(gold, coded), (right.clone(), right)], 1)
}

#[test]
fn a_table_for_people() {
    insta::assert_snapshot!(render_text(&example()));
}

#[test]
fn the_same_as_json() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&render_json(&example())).unwrap());
}

#[test]
fn nothing_to_score() {
    insta::assert_snapshot!(render_text(&score(&[], 10)));
    assert_eq!(render_json(&score(&[], 10))["statuses"], serde_json::json!({}));
}

#[test]
fn a_status_that_the_codebook_does_not_know_comes_last() {
    let odd = vec![Event { status: "an omen".into(), ..event("AID", 10, 14) }, event("AID", 30, 34)];
    let text = render_text(&score(&[(odd.clone(), odd)], 1));
    let header = text.lines().find(|line| line.contains("gold \\ coded")).unwrap();
    assert!(header.ends_with("an omen"), "{header}");
}
