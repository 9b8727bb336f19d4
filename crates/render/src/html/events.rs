//! Every event with its sentences, the newest period first; where the bars of the drawing lead.

use super::{marks_legend, section as titled, sentence};
use crate::view::event_id;
use crate::{EventEvidence, Markup, RelationView, ReportEvidence, words};
use detente_relations::{Direction, Group, Placement, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Sentences shown for one event; `detente explain` shows all.
const MOST_SENTENCES: usize = 5;

/// The anchor of an event.
pub(super) fn anchor(id: &str) -> String {
    format!("e-{id}")
}

pub(super) fn section(m: &mut Markup, view: &RelationView) {
    titled(m, "events", "The events and their words", |m| {
        if view.events.is_empty() && view.measures.placements.is_empty() {
            m.leaf("p", &[("class", "none")], "There are none.");
            return;
        }
        marks_legend(m);
        let mut rows: BTreeMap<usize, Vec<&Placement>> = BTreeMap::new();
        for placement in &view.measures.placements {
            rows.entry(placement.row).or_default().push(placement);
        }
        let mut list = List { view, by_id: view.by_id(), shown: BTreeSet::new() };
        for (row, placed) in rows.iter().rev() {
            list.period(m, *row, placed);
        }
        list.left_out(m);
    });
}

struct List<'a> {
    view: &'a RelationView,
    by_id: BTreeMap<u128, &'a EventEvidence>,
    /// Events that stand in the page already: an act of both sides is told once.
    shown: BTreeSet<u128>,
}

impl<'a> List<'a> {
    fn period(&mut self, m: &mut Markup, row: usize, placed: &[&'a Placement]) {
        let of = |d| placed.iter().copied().filter(move |p| p.direction == d);
        let parts = Direction::ALL.map(|d| (d, of(d).collect::<Vec<_>>()));
        let rows = &self.view.measures.a_to_b.series;
        m.leaf("h3", &[], &words::period(&rows[row], self.view.measures.settings.period));
        for (direction, events) in parts.iter().filter(|(_, events)| !events.is_empty()) {
            self.direction(m, *direction, &self.view.measures.dyad(*direction).series[row], events);
        }
    }

    fn direction(&mut self, m: &mut Markup, direction: Direction, row: &Row, events: &[&'a Placement]) {
        m.element("section", &[("id", &words::period_anchor(direction, row)), ("class", "dyad")], |m| {
            m.element("h4", &[], |m| {
                m.text(&words::arrow(self.view.names(direction)));
                m.leaf("span", &[("class", "tally")], &words::counts(row));
            });
            let mut without = 0;
            for placement in events.iter().rev() {
                match self.by_id.get(&placement.id) {
                    Some(event) if self.shown.insert(placement.id) => card(m, event),
                    Some(event) => again(m, event),
                    None => without += 1,
                }
            }
            if without > 0 {
                self.without_evidence(m, direction, row, without);
            }
        });
        m.newline();
    }

    /// How to see the events that were not given to this page.
    fn without_evidence(&self, m: &mut Markup, direction: Direction, row: &Row, n: usize) {
        let (actor, recipient) = self.view.measures.settings.sides(direction);
        let next = self.view.measures.settings.period.next(row.start);
        let last = next.yesterday().unwrap_or(row.start);
        m.element("p", &[("class", "again")], |m| {
            m.text(&format!("{n} not shown: "));
            m.leaf(
                "code",
                &[],
                &format!(
                    "detente events STORE --actor {} --recipient {} --from {} --to {last}",
                    actor.code, recipient.code, row.start
                ),
            );
        });
    }

    fn left_out(&self, m: &mut Markup) {
        let left_out = self.view.left_out();
        if left_out.is_empty() {
            return;
        }
        m.leaf("h3", &[("id", "left-out")], "Left out of the series");
        m.leaf(
            "p",
            &[("class", "none")],
            "Their date is unknown, too coarse for the period, or outside the time asked for.",
        );
        for event in left_out {
            card(m, event);
        }
    }
}

/// One event in full.
fn card(m: &mut Markup, event: &EventEvidence) {
    m.element("article", &[("id", &anchor(&event_id(event.id))), ("class", "event")], |m| {
        m.element("p", &[("class", "what")], |m| {
            chip(m, event.group);
            m.leaf("span", &[("class", "type")], &event.kind());
            if event.status != "asserted" {
                m.leaf("span", &[("class", "status")], &event.status);
            }
            m.leaf("span", &[("class", "when")], &words::days(event.from, event.to));
        });
        if let Some(told) = &event.imported {
            m.leaf("p", &[("class", "imported")], told);
        }
        for report in event.reports.iter().take(MOST_SENTENCES) {
            sentence::quote(m, report);
            sentence::source(m, &report.article);
            details(m, report);
        }
        let more = event.reports.len().saturating_sub(MOST_SENTENCES);
        if more > 0 {
            m.leaf(
                "p",
                &[("class", "none")],
                &format!("{more} more sentences: detente explain STORE {}", event_id(event.id)),
            );
        }
    });
    m.newline();
}

fn chip(m: &mut Markup, group: Option<Group>) {
    if let Some(group) = group {
        let class = match group {
            Group::Contacts | Group::Asks => "key talk",
            Group::Vows => "key vows",
            Group::WordsAgainst => "key words_against",
            Group::DeedsFor => "key deeds_for",
            Group::DeedsAgainst => "key deeds_against",
        };
        m.element("span", &[("class", class)], |_| {});
        m.leaf("span", &[("class", "group")], group.singular());
    }
}

/// What was read off the sentence, folded away.
fn details(m: &mut Markup, report: &ReportEvidence) {
    m.element("details", &[], |m| {
        m.leaf("summary", &[], "Why");
        m.element("dl", &[], |m| {
            for field in &report.fields {
                m.leaf("dt", &[], &field.name);
                m.element("dd", &[], |m| {
                    m.text(&field.value);
                    if let Some(words) = &field.words {
                        m.text(" ").leaf("q", &[], words);
                    }
                    if let Some(why) = &field.why {
                        m.text(" ").leaf("small", &[], why);
                    }
                });
            }
            for why in &report.why {
                m.leaf("dt", &[], "rule").leaf("dd", &[], why);
            }
            if let Some(confidence) = report.confidence {
                m.leaf("dt", &[], "confidence").leaf("dd", &[], &format!("{confidence:.2}"));
            }
            m.leaf("dt", &[], "report").element("dd", &[], |m| {
                m.leaf("code", &[], &report.id);
            });
        });
    });
}

/// An act of both sides, the second time.
fn again(m: &mut Markup, event: &EventEvidence) {
    m.element("p", &[("class", "again")], |m| {
        chip(m, event.group);
        m.leaf("a", &[("href", &format!("#{}", anchor(&event_id(event.id))))], &event.kind());
        m.text(" of both sides, told above.");
    });
}
