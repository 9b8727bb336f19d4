//! A sentence with its events as chips, the gold's above the coder's, and what differs marked.

use super::marks;
use super::sentences::{Match, Sentence};
use crate::event::{Event, Mention};
use crate::fields::{judge, judge_contexts};
use detente_render::Markup;
use serde_json::json;
use std::collections::BTreeSet;

/// One sentence. Its id is `s` and its number.
pub(super) fn card(m: &mut Markup, number: usize, sentence: &Sentence<'_>) {
    let id = format!("s{number}");
    let attributes = [("class", "sentence"), ("id", &id), ("data-matches", &keys(sentence))];
    m.element("article", &attributes, |m| {
        let date = sentence.article.date.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
        m.leaf("h3", &[], &format!("{}{date}", sentence.article.id));
        marks::words(m, sentence);
        m.element("ul", &[("class", "matches")], |m| {
            for found in &sentence.matches {
                one(m, found, &sentence.article.text);
            }
        });
    });
    m.newline();
}

/// What the filters go by: of each match its kinds, its type in the gold and its type with the coder.
fn keys(sentence: &Sentence<'_>) -> String {
    let name = |event: Option<&Event>| event.map_or(String::new(), |e| e.event_type.clone());
    let key = |found: &Match<'_>| json!([found.kind.names(), name(found.gold), name(found.coded)]);
    json!(sentence.matches.iter().map(key).collect::<Vec<_>>()).to_string()
}

fn one(m: &mut Markup, found: &Match<'_>, text: &str) {
    m.element("li", &[("class", &format!("match {}", found.kind.names()))], |m| {
        m.leaf("p", &[("class", "verdict")], found.kind.label());
        chip(m, "gold", found.gold, found.coded, text);
        chip(m, "coded", found.coded, found.gold, text);
        if let (Some(gold), Some(coded)) = (found.gold, found.coded) {
            differences(m, gold, coded);
        }
    });
}

/// An event, beside the other one that it is compared with; a dash where there is none.
fn chip(m: &mut Markup, side: &str, event: Option<&Event>, other: Option<&Event>, text: &str) {
    m.element("div", &[("class", &format!("chip {side}"))], |m| {
        m.leaf("span", &[("class", "side")], side).text(" ");
        let Some(event) = event else {
            m.leaf("span", &[("class", "note")], "none");
            return;
        };
        figure(m, "type", &event.event_type, other.map(|o| &o.event_type));
        figure(m, "status", &event.status, other.map(|o| &o.status));
        m.element("span", &[("class", "sides")], |m| {
            figure(m, "country", &countries(&event.actors), other.map(|o| countries(&o.actors)).as_ref());
            m.text("\u{2192} ");
            figure(
                m,
                "country",
                &countries(&event.recipients),
                other.map(|o| countries(&o.recipients)).as_ref(),
            );
        });
        m.leaf("div", &[("class", "words")], &words(event, text));
        m.leaf("div", &[("class", "words")], &details(event));
    });
}

/// A value, marked where the other event has another one.
fn figure(m: &mut Markup, class: &'static str, value: &str, other: Option<&String>) {
    if other.is_some_and(|other| other != value) {
        m.leaf("mark", &[("class", &format!("{class} differs"))], value);
    } else {
        m.leaf("span", &[("class", class)], value);
    }
    m.text(" ");
}

fn countries(mentions: &[Mention]) -> String {
    joined(Event::countries(mentions))
}

fn joined(codes: BTreeSet<&str>) -> String {
    if codes.is_empty() { "\u{2013}".to_owned() } else { codes.into_iter().collect::<Vec<_>>().join("+") }
}

/// Trigger, actors and recipients in the words of the text.
fn words(event: &Event, text: &str) -> String {
    let who = |mentions: &[Mention]| {
        let each: Vec<String> = mentions.iter().map(|m| mention(m, text)).collect();
        if each.is_empty() { "\u{2013}".to_owned() } else { each.join(" + ") }
    };
    let (trigger, actors, recipients) = (event.trigger.of(text), who(&event.actors), who(&event.recipients));
    format!("\u{201c}{trigger}\u{201d}: {actors} \u{2192} {recipients}")
}

fn mention(mention: &Mention, text: &str) -> String {
    let sector = mention.sector.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
    format!("{}{sector}", mention.span.of(text))
}

/// Modes, contexts and confidence, where there are any.
fn details(event: &Event) -> String {
    let list = |name: &str, of: &[String]| (!of.is_empty()).then(|| format!("{name} {}", of.join(", ")));
    let parts = [
        list("mode", &event.modes),
        list("context", event.contexts.as_deref().unwrap_or_default()),
        event.confidence.map(|c| format!("confidence {c:.3}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The judged fields that the coder has wrong.
fn differences(m: &mut Markup, gold: &Event, coded: &Event) {
    let mut wrong: Vec<&str> =
        judge(gold, coded).into_iter().filter(|(_, right)| !right).map(|(name, _)| name).collect();
    let contexts = judge_contexts(gold, coded);
    if contexts.extra + contexts.missed > 0 {
        wrong.push("contexts");
    }
    if !wrong.is_empty() {
        m.leaf("p", &[("class", "differences")], &format!("differs: {}", wrong.join(", ")));
    }
}
