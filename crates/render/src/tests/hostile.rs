//! Names, sentences, ids and addresses that try to break out of the output.

use super::{
    WIDE,
    fixture::{kestria_and_ovland, view},
    structure::{all, check},
};
use crate::{
    EventEvidence, Mark, RelationView, Role, TextStyle, event_text, relation_html, relation_json,
    relation_markdown, relation_text,
};

const NASTY: &str = "</style><script>alert(1)</script>\"' onload=x & ]]> <!-- \u{1b}[2J\u{7}\u{0} \u{202e}evil\u{fffe} `*_|# é😀";

fn nasty(mut event: EventEvidence) -> EventEvidence {
    event.event_type = NASTY.to_owned();
    event.modes = vec![NASTY.to_owned()];
    event.status = NASTY.to_owned();
    for report in &mut event.reports {
        report.id = NASTY.to_owned();
        report.sentence = format!("{NASTY} {NASTY}");
        report.marks = (0..60).map(|i| Mark { start: i, end: i * 3, role: Role::ALL[i % 9] }).collect();
        report.why = vec![NASTY.to_owned()];
        report.coder = NASTY.to_owned();
        report.article.title = Some(NASTY.to_owned());
        report.article.publisher = Some(NASTY.to_owned());
        report.article.url = Some(format!("javascript:alert(1)//{NASTY}"));
        for field in &mut report.fields {
            (field.name, field.value) = (NASTY.to_owned(), NASTY.to_owned());
            (field.words, field.why) = (Some(NASTY.to_owned()), Some(NASTY.to_owned()));
        }
    }
    event
}

pub(crate) fn nasty_view() -> RelationView {
    let mut view = view(kestria_and_ovland().events.into_iter().map(nasty).collect());
    view.made_by = NASTY.to_owned();
    view.counting.unit = NASTY.to_owned();
    view.counting.statuses = vec![NASTY.to_owned()];
    view.measures.settings.a.name = NASTY.to_owned();
    view.measures.summary.push(NASTY.to_owned());
    view
}

#[test]
fn the_page_stays_whole() {
    // `check` has already refused scripts and links that are not http.
    check(&nasty_view(), |page| {
        assert_eq!(all(page, "style").len(), 1);
        assert_eq!(all(page, "article").len(), 37);
        let sources = all(page, "cite");
        assert!(sources.iter().all(|cite| cite.descendants().all(|n| n.tag_name().name() != "a")));
    });
    assert!(!relation_html(&nasty_view()).contains('\u{1b}'));
}

#[test]
fn only_web_addresses_become_links() {
    let linked = |url: &str| {
        let mut events = kestria_and_ovland().events[..1].to_vec();
        events[0].reports[0].article.url = Some(url.to_owned());
        relation_html(&view(events)).contains("noopener")
    };
    assert!(linked("https://news.example/a?b=\"c\"&d") && linked("HTTP://news.example"));
    for url in ["javascript:alert(1)", " https://x", "data:text/html,x", "//x", "", "é"] {
        assert!(!linked(url), "{url}");
    }
}

#[test]
fn the_terminal_obeys_no_article() {
    let view = nasty_view();
    let forbidden = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    for text in [relation_text(&view, WIDE), event_text(&view.events[0], WIDE)] {
        assert_eq!(text.chars().find(|c| forbidden(*c)), None);
    }
    // With colour, every escape is one of ours and is switched off again.
    let colored = relation_text(&view, TextStyle { color: true, ..WIDE });
    assert!(colored.split('\u{1b}').skip(1).all(|part| part.starts_with('[') && !part.starts_with("[2J")));
    assert_eq!(colored.matches("\u{1b}[").count() % 2, 0);
}

#[test]
fn markdown_and_json_stay_whole() {
    let markdown = relation_markdown(&nasty_view());
    // Outside of code, where Markdown shows everything as it is, no tag may open.
    let without_escaped = markdown.replace("\\`", "").replace("\\<", "");
    let outside: Vec<&str> = without_escaped.split('`').step_by(2).collect();
    assert!(outside.iter().all(|part| !part.contains('<')), "{outside:?}");
    assert!(!markdown.contains('\u{1b}'));
    serde_json::from_str::<serde_json::Value>(&relation_json(&nasty_view())).expect("JSON");
}
