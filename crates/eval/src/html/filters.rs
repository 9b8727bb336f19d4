//! The form above the list, and links from figures to the sentences under them. The script in `page.js` reads both.

use super::sentences::{Kind, Sentence};
use crate::score::Scores;
use detente_render::Markup;
use serde_json::json;

/// Value and label of the choices of kind.
const KINDS: [(&str, &str); 6] = [
    ("", "all"),
    ("missed", "missed"),
    ("extra", "extra"),
    ("dyad", "wrong dyad"),
    ("right", "right"),
    ("unsure", "not firm"),
];

/// The form; hidden until there is a script to make it work.
pub(super) fn form(m: &mut Markup, scores: &Scores, sentences: usize) {
    m.element("form", &[("id", "filters"), ("hidden", "hidden"), ("role", "search")], |m| {
        let types = scores.confusion.types();
        select(m, "kind", "Events", KINDS.into_iter());
        select(m, "type", "Type", std::iter::once(("", "all")).chain(types.into_iter().map(|t| (t, t))));
        m.leaf("label", &[("for", "words")], "Words").text(" ");
        m.empty("input", &[("id", "words"), ("name", "words"), ("type", "search"), ("autocomplete", "off")]);
        m.leaf("button", &[("type", "reset")], "Show all");
    });
    let count = format!("{sentences} sentences with an event");
    m.leaf("p", &[("id", "count"), ("class", "note"), ("role", "status")], &count).newline();
}

fn select<'a>(
    m: &mut Markup,
    name: &'static str,
    label: &str,
    choices: impl Iterator<Item = (&'a str, &'a str)>,
) {
    m.leaf("label", &[("for", name)], label).text(" ");
    m.element("select", &[("id", name), ("name", name)], |m| {
        for (value, label) in choices {
            m.leaf("option", &[("value", value)], label);
        }
    });
    m.text(" ");
}

/// The events of a cell of the confusion, as a link to their sentences: without a script, to the first of them.
pub(super) fn cell(
    m: &mut Markup,
    types: (Option<&str>, Option<&str>),
    n: usize,
    sentences: &[Sentence<'_>],
) {
    let has = |s: &Sentence<'_>| {
        s.matches.iter().any(|found| {
            let of = |event: Option<&'_ crate::Event>, name: Option<&str>| {
                event.map(|e| e.event_type.as_str()) == name
            };
            found.kind != Kind::Unsure && of(found.gold, types.0) && of(found.coded, types.1)
        })
    };
    let first = sentences.iter().position(has).map_or("#sentences".to_owned(), |i| format!("#s{i}"));
    let key = json!([types.0.unwrap_or(""), types.1.unwrap_or("")]).to_string();
    let label = match types {
        (Some(gold), Some(coded)) if gold == coded => format!("{gold} found: {n}"),
        (Some(gold), Some(coded)) => format!("{gold} taken for {coded}: {n}"),
        (gold, coded) => format!(
            "{} {}: {n}",
            gold.or(coded).unwrap_or(""),
            if gold.is_some() { "missed" } else { "extra" }
        ),
    };
    m.leaf("a", &[("href", &first), ("data-cell", &key), ("aria-label", &label)], &n.to_string());
}

/// A type, as a link to the sentences with events of it.
pub(super) fn of_type(m: &mut Markup, name: &str) {
    m.leaf("a", &[("href", "#sentences"), ("data-type", name)], name);
}
