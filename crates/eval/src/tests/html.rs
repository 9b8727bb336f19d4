//! The page.

use super::{dyad, event, mention};
use crate::{Event, GoldArticle, render_html, score};
use detente_text::Span;

const TEXT: &str = "Tonga <script>alert(1)</script> sent & \"gave\" rice, and Samoa sang of it to all who came by on that day.";

fn article(id: &str) -> GoldArticle {
    GoldArticle {
        id: id.to_owned(),
        date: Some("2030-05-01".to_owned()),
        text: TEXT.to_owned(),
        events: vec![],
    }
}

fn page(pairs: &[(Vec<Event>, Vec<Event>)]) -> String {
    let articles: Vec<GoldArticle> = (0..pairs.len()).map(|i| article(&format!("a{i}"))).collect();
    render_html("made-up <gold>", &articles, pairs, &score(pairs, 1))
}

/// The markup of the list, one sentence each.
fn sentences(page: &str) -> Vec<&str> {
    page.split("<article ").skip(1).collect()
}

#[track_caller]
fn holds(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "no {part}\n{page}");
    }
}

#[test]
fn what_texts_hold_is_escaped() {
    let odd = Event { status: "<b>".into(), ..dyad("<i>", 32, "T<", "S\"") };
    let page = page(&[(vec![odd.clone()], vec![event("AID", 32, 36)]), (vec![odd.clone()], vec![odd])]);
    holds(
        &page,
        &["&lt;script&gt;alert(1)&lt;/script&gt;", "&amp; &quot;gave&quot;", "made-up &lt;gold&gt;"],
    );
    for raw in ["<script>alert", "<gold>", "<i>", "<b>", "T<", "S\""] {
        assert!(!page.contains(raw), "{raw}");
    }
    assert_eq!(page.matches("<script>").count(), 1, "only our own");
}

#[test]
fn the_page_needs_nothing_else() {
    let page = page(&[(vec![dyad("AID", 32, "TON", "WSM")], vec![])]);
    for outside in ["src=", "@import", "url(", "<link", "http:"] {
        let found = page.replace("http://www.w3.org/2000/svg", "").contains(outside);
        assert!(!found, "{outside}");
    }
    holds(&page, &["<html lang=\"en\">", "prefers-color-scheme: dark", "width=device-width"]);
}

#[test]
fn the_scores_are_there() {
    let right = dyad("AID", 32, "TON", "WSM");
    let sure = Event { confidence: Some(0.75), ..right.clone() };
    let page = page(&[(vec![right.clone(), event("ACCUSE", 60, 64)], vec![sure]), (vec![right], vec![])]);
    // One of three found, nothing extra: P 1, R 1/3, F1 1/2.
    let row = "<th scope=\"row\">detection</th><td>1.000</td><td>0.333</td><td>0.500</td>";
    holds(
        &page,
        &[row, "<td>1</td><td>0</td><td>2</td>", "Expected calibration error 0.250 over 1 coded events"],
    );
    holds(&page, &["aria-label=\"0.7 to 0.8: 1.000 right of 1 events\"", "<svg "]);
    let form = ["<label for=\"kind\">", "<label for=\"type\">", "<label for=\"words\">"];
    holds(&page, &form);
}

#[test]
fn sentences_tell_what_became_of_their_events() {
    let here = |event: Event| vec![event];
    let gold = dyad("AID", 32, "TON", "WSM");
    let pairs = [
        (here(gold.clone()), here(gold.clone())),
        (here(gold.clone()), here(dyad("AID", 32, "TON", "FJI"))),
        (here(gold.clone()), here(dyad("AGREE", 32, "TON", "WSM"))),
        (here(gold.clone()), vec![]),
        (vec![], here(gold.clone())),
        (here(Event { firm: false, ..gold }), vec![]),
        (vec![], vec![]),
    ];
    let page = page(&pairs);
    let labels = [
        "right",
        "wrong dyad",
        "other type: missed and extra",
        "missed",
        "extra",
        "not firm: does not count",
    ];
    let keys = [
        r#"["right","AID","AID"]"#,
        r#"["dyad","AID","AID"]"#,
        r#"["missed extra","AID","AGREE"]"#,
        r#"["missed","AID",""]"#,
        r#"["extra","","AID"]"#,
        r#"["unsure","AID",""]"#,
    ];
    let sentences = sentences(&page);
    assert_eq!(sentences.len(), labels.len(), "an article without events has no sentence");
    for ((sentence, label), key) in sentences.iter().zip(labels).zip(keys) {
        holds(sentence, &[&format!("<p class=\"verdict\">{label}</p>"), &key.replace('"', "&quot;")]);
    }
    holds(sentences[1], &["<mark class=\"country differs\">FJI</mark>", "differs: recipient country"]);
    holds(sentences[2], &["<mark class=\"type differs\">AGREE</mark>"]);
    assert!(!sentences[0].contains("differs"));
}

#[test]
fn cells_of_the_confusion_lead_to_their_sentences() {
    let gold = dyad("AID", 32, "TON", "WSM");
    let page = page(&[
        (vec![gold.clone()], vec![gold.clone()]),
        (vec![gold], vec![dyad("AGREE", 32, "TON", "WSM")]),
    ]);
    holds(
        &page,
        &[
            "<a href=\"#s0\" data-cell=\"[&quot;AID&quot;,&quot;AID&quot;]\" aria-label=\"AID found: 1\">1</a>",
        ],
    );
    let taken = "<a href=\"#s1\" data-cell=\"[&quot;AID&quot;,&quot;AGREE&quot;]\" aria-label=\"AID taken for AGREE: 1\">";
    holds(&page, &[taken, "id=\"s1\""]);
}

#[test]
fn marks_overlap_and_lose_no_word() {
    // The gold's trigger is "sent", the coder's "sent &", and its actor is beyond the sentence.
    let gold = Event { actors: vec![mention(0, 5, "TON")], ..event("AID", 32, 36) };
    let coded =
        Event { trigger: Span::new(32, 38), actors: vec![mention(4000, 4005, "TON")], ..gold.clone() };
    let page = page(&[(vec![gold], vec![coded])]);
    let sentence = sentences(&page)[0];
    let quote = sentence.split("blockquote>").nth(1).unwrap().trim_end_matches("</");
    holds(
        quote,
        &[
            "<mark class=\"gold-actor\">Tonga</mark> ",
            "<mark class=\"coded-trigger gold-trigger\">sent</mark><mark class=\"coded-trigger\"> &amp;</mark>",
        ],
    );
    let plain: String = quote.split('<').map(|p| p.split_once('>').map_or(p, |(_, rest)| rest)).collect();
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    assert_eq!(plain, TEXT[..100]);
}

#[test]
fn nothing_to_show() {
    holds(&page(&[]), &["No sentence has an event", "No coded event that counts has a confidence"]);
}
