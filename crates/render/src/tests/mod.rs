//! Snapshots of every output for a made-up relation; `structure` reads the page with a strict parser, `hostile` feeds
//! text that would break out of it, `picture` draws few and many periods.

#[path = "../../examples/relation/fixture.rs"]
pub(crate) mod fixture;
pub(crate) mod hostile;
#[path = "../../examples/relation/long.rs"]
mod long;
mod picture;
mod structure;

use crate::{
    EventEvidence, Mark, Role, TextStyle, event_text, relation_json, relation_markdown, relation_text,
    report_text,
    spans::{Piece, pieces},
};
use fixture::{kestria_and_ovland, view};
use proptest::prelude::*;

const WIDE: TextStyle = TextStyle { width: 100, color: false, last_events: 4 };

#[test]
fn terminal() {
    insta::assert_snapshot!(relation_text(&kestria_and_ovland(), WIDE));
}

#[test]
fn terminal_narrow() {
    insta::assert_snapshot!(relation_text(
        &kestria_and_ovland(),
        TextStyle { width: 56, last_events: 2, ..WIDE }
    ));
}

#[test]
fn terminal_few_and_none() {
    let few = view(kestria_and_ovland().events[..3].to_vec());
    let text = relation_text(&few, WIDE);
    assert_eq!(text.matches("too few events to say").count(), 3, "{text}");
    insta::assert_snapshot!(format!("{text}\n{}", relation_text(&view(Vec::new()), WIDE)));
}

#[test]
fn terminal_with_colour_says_the_same_words() {
    let view = kestria_and_ovland();
    let colored = relation_text(&view, TextStyle { color: true, ..WIDE });
    let plain = relation_text(&view, WIDE);
    let codes = colored.split('\u{1b}').skip(1);
    assert!(codes.clone().count() > 50 && codes.clone().all(|c| c.starts_with('[')));
    for event in &view.events[33..] {
        let words: Vec<&str> = event.reports[0].sentence.split(' ').take(2).collect();
        assert!(strip(&colored).contains(&words.join(" ")) && plain.contains(&words.join(" ")));
    }
}

/// Without colours.
fn strip(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or("").to_owned();
    first + &parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect::<String>()
}

#[test]
fn lines_keep_to_the_width() {
    let view = kestria_and_ovland();
    for width in [0, 40, 56, 72, 80, 100, 160] {
        let style = TextStyle { width, ..WIDE };
        let text = relation_text(&view, style) + &event_text(&view.events[28], style);
        // Bars, sentences and fields wrap; heads of events and key lines are short of 80 and may stand out below that.
        let limit = width.max(90);
        for line in text.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= limit, "{width}: {line}");
        }
    }
}

#[test]
fn explain_an_event_and_a_report() {
    let event: EventEvidence = kestria_and_ovland().events[28].clone();
    insta::assert_snapshot!(format!(
        "{}\n{}",
        event_text(&event, WIDE),
        report_text(&event.reports[0], WIDE)
    ));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(relation_markdown(&kestria_and_ovland()));
}

#[test]
fn json_has_the_shape_of_the_interface() {
    insta::assert_snapshot!(relation_json(&view(kestria_and_ovland().events[28..].to_vec())));
}

#[test]
fn json_of_nothing_is_nulls_with_notes() {
    let json: serde_json::Value = serde_json::from_str(&relation_json(&view(Vec::new()))).expect("JSON");
    for key in ["from", "to", "reciprocity", "breaks"] {
        let empty = json[key].is_null() || json[key].as_array().is_some_and(Vec::is_empty);
        assert!(empty, "{key}");
        let noted = |note: &serde_json::Value| note["figure"].as_str().is_some_and(|f| f.contains(key));
        assert!(json["notes"].as_array().is_some_and(|notes| notes.iter().any(noted)), "{key}");
    }
    assert!(json["dyads"]["KST>OVL"]["broken_vows"]["rate"].is_null());
    assert_eq!(json["enough_data"], false);
}

#[test]
fn marks_nest_and_cross() {
    let mark = |start, end, role| Mark { start, end, role };
    let check = |marks: &[Mark], expect: &str| {
        let shown: String = pieces("ab cd ef", marks)
            .into_iter()
            .map(|piece| match piece {
                Piece::Open(role) => format!("<{}:", role.name()),
                Piece::Close => ">".to_owned(),
                Piece::Text(text) => text.to_owned(),
            })
            .collect();
        assert_eq!(shown, expect);
    };
    check(&[], "ab cd ef");
    check(&[mark(3, 5, Role::Trigger)], "ab <trigger:cd> ef");
    check(&[mark(3, 5, Role::Link), mark(0, 8, Role::Recipient)], "<recipient:ab <link:cd> ef>");
    check(
        &[mark(0, 5, Role::Actor), mark(3, 8, Role::Recipient)],
        "<actor:ab <recipient:cd>><recipient: ef>",
    );
    check(&[mark(6, 99, Role::Actor), mark(50, 60, Role::Link), mark(4, 4, Role::Link)], "ab cd <actor:ef>");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_give_the_text_back_whatever_the_marks(
        text in "\\PC{0,30}",
        spans in prop::collection::vec((0usize..120, 0usize..120, 0usize..9), 0..8),
    ) {
        let marks: Vec<Mark> = spans.iter().map(|(start, end, r)| Mark { start: *start, end: *end, role: Role::ALL[*r] }).collect();
        let (mut depth, mut back) = (0i32, String::new());
        for piece in pieces(&text, &marks) {
            match piece {
                Piece::Open(_) => depth += 1,
                Piece::Close => depth -= 1,
                Piece::Text(part) => back.push_str(part),
            }
            prop_assert!(depth >= 0);
        }
        prop_assert_eq!(depth, 0);
        prop_assert_eq!(back, text);
    }
}
