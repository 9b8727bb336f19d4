//! Do vows hold? The rates for both directions, and each broken vow with both sentences.

use super::{events::anchor, section as titled, sentence};
use crate::view::event_id;
use crate::{EventEvidence, Markup, RelationView, words};
use detente_relations::{Direction, VowPair, VowTest};
use std::collections::BTreeMap;

/// Pairs shown for one direction; the JSON has all.
const MOST_PAIRS: usize = 12;

pub(super) fn section(m: &mut Markup, view: &RelationView) {
    titled(m, "vows", "Do vows hold?", |m| {
        let days = view.measures.settings.window_days;
        m.leaf("p", &[], &format!(
            "A vow is broken when the same side does a deed against the other within {days} days, kept when it does a deed for it. By chance: the same after shifting the deeds in time."
        ));
        rates(m, view);
        let by_id = view.by_id();
        for direction in Direction::ALL {
            pairs(m, view, &by_id, direction);
        }
    });
}

fn rates(m: &mut Markup, view: &RelationView) {
    m.element("table", &[("class", "rates")], |m| {
        m.element("thead", &[], |m| {
            m.element("tr", &[], |m| {
                for head in ["", "broken", "kept"] {
                    m.leaf("th", &[("scope", "col")], head);
                }
            });
        });
        m.element("tbody", &[], |m| {
            for direction in Direction::ALL {
                let dyad = view.measures.dyad(direction);
                m.element("tr", &[], |m| {
                    m.leaf("th", &[("scope", "row")], &words::arrow(view.names(direction)));
                    rate(m, &dyad.broken_vows);
                    rate(m, &dyad.kept_vows);
                });
            }
        });
    });
}

fn rate(m: &mut Markup, test: &VowTest) {
    m.element("td", &[], |m| {
        m.text(&words::vow_rate(test));
        if let (Some(_), Some(why)) = (test.rate, test.missing()) {
            m.text("; ").leaf("small", &[], why);
        }
    });
}

fn pairs(m: &mut Markup, view: &RelationView, by_id: &BTreeMap<u128, &EventEvidence>, direction: Direction) {
    let all = &view.measures.dyad(direction).broken_vows.pairs;
    if all.is_empty() {
        return;
    }
    m.leaf("h3", &[], &format!("Broken vows, {}", words::arrow(view.names(direction))));
    for pair in all.iter().rev().take(MOST_PAIRS) {
        broken(m, by_id, pair);
    }
    if all.len() > MOST_PAIRS {
        let text = format!("The last {MOST_PAIRS} of {}; --format json lists all.", all.len());
        m.leaf("p", &[("class", "none")], &text);
    }
}

fn broken(m: &mut Markup, by_id: &BTreeMap<u128, &EventEvidence>, pair: &VowPair) {
    m.element("div", &[("class", "pair")], |m| {
        half(m, by_id, pair.vow, "vow");
        let days =
            if pair.days == 1 { "1 day later".to_owned() } else { format!("{} days later", pair.days) };
        m.leaf("p", &[("class", "days")], &days);
        half(m, by_id, pair.deed, "deed");
    });
    m.newline();
}

fn half(m: &mut Markup, by_id: &BTreeMap<u128, &EventEvidence>, id: u128, class: &'static str) {
    m.element("div", &[("class", class)], |m| {
        let Some(event) = by_id.get(&id) else {
            m.leaf("code", &[], &event_id(id));
            return;
        };
        m.element("p", &[("class", "what")], |m| {
            m.leaf(
                "a",
                &[("class", "type"), ("href", &format!("#{}", anchor(&event_id(id))))],
                &event.kind(),
            );
            m.leaf("span", &[("class", "when")], &words::days(event.from, event.to));
        });
        if let Some(told) = &event.imported {
            m.leaf("p", &[("class", "imported")], told);
        }
        if let Some(report) = event.reports.first() {
            sentence::quote(m, report);
        }
    });
}
