//! The scores as tables.

use super::filters;
use super::section;
use super::sentences::Sentence;
use crate::counts::{Counts, ratio};
use crate::resample::Interval;
use crate::score::Scores;
use detente_render::Markup;

const RATIOS: [&str; 6] = ["precision", "recall", "F1", "hit", "extra", "missed"];

/// Detection and strict dyads with their intervals.
pub(super) fn headline(m: &mut Markup, scores: &Scores) {
    let heads = ["measure", "precision", "recall", "F1", "95% interval of F1", "hit", "extra", "missed"];
    table(m, "Headline scores", &heads, |m| {
        row(m, "detection", &with_interval(scores.detection, scores.detection_interval));
        row(m, "strict dyad", &with_interval(scores.strict, scores.strict_interval));
    });
}

fn with_interval(counts: Counts, Interval { low, high }: Interval) -> Vec<String> {
    let mut cells = ratios(counts).to_vec();
    cells.insert(3, format!("{low:.3} to {high:.3}"));
    cells
}

fn ratios(c: Counts) -> [String; 6] {
    let [precision, recall, f1] = [c.precision(), c.recall(), c.f1()].map(|share| format!("{share:.3}"));
    [precision, recall, f1, c.hit.to_string(), c.extra.to_string(), c.missed.to_string()]
}

/// Fields, types, and what was taken for what.
pub(super) fn sections(m: &mut Markup, scores: &Scores, sentences: &[Sentence<'_>]) {
    section(m, "fields", "Fields of matched events", |m| fields(m, scores));
    section(m, "types", "By type", |m| types(m, scores));
    section(m, "confusion", "What was taken for what", |m| confusion(m, scores, sentences));
}

fn fields(m: &mut Markup, scores: &Scores) {
    table(
        m,
        "Share right, of the matched events where the field is judged",
        &["field", "share", "right", "of"],
        |m| {
            for (name, (right, of)) in &scores.fields {
                row(m, name, &[format!("{:.3}", ratio(*right, *of)), right.to_string(), of.to_string()]);
            }
        },
    );
    table(m, "Contexts of matched events, as multisets", &heads("field"), |m| {
        row(m, "contexts", &ratios(scores.contexts));
    });
}

fn types(m: &mut Markup, scores: &Scores) {
    table(m, "Detection by type, the codebook's order", &heads("type"), |m| {
        for name in scores.confusion.types() {
            let counts = scores.by_type.get(name).copied().unwrap_or_default();
            m.element("tr", &[], |m| {
                m.element("th", &[("scope", "row")], |m| filters::of_type(m, name));
                cells(m, &ratios(counts));
            });
        }
    });
}

fn heads(first: &'static str) -> Vec<&'static str> {
    std::iter::once(first).chain(RATIOS).collect()
}

fn confusion(m: &mut Markup, scores: &Scores, sentences: &[Sentence<'_>]) {
    let types = scores.confusion.types();
    let heads: Vec<&str> = std::iter::once("gold").chain(types.iter().copied()).chain(["missed"]).collect();
    let caption = "Type in the gold down, type coded across; a number leads to its sentences";
    let columns = || types.iter().map(|name| Some(*name));
    table_of(m, caption, "confusion", &heads, |m| {
        for gold in &types {
            let cells = columns().chain([None]).map(|coded| (Some(*gold), coded));
            confusion_row(m, gold, cells, scores, sentences);
        }
        confusion_row(m, "extra", columns().map(|coded| (None, coded)), scores, sentences);
    });
}

fn confusion_row<'a>(
    m: &mut Markup,
    name: &str,
    cells: impl Iterator<Item = (Option<&'a str>, Option<&'a str>)>,
    scores: &Scores,
    sentences: &[Sentence<'_>],
) {
    m.element("tr", &[], |m| {
        m.leaf("th", &[("scope", "row")], name);
        for (gold, coded) in cells {
            let class = if gold == coded { "same" } else { "other" };
            m.element("td", &[("class", class)], |m| match scores.confusion.count(gold, coded) {
                0 => {}
                n => filters::cell(m, (gold, coded), n, sentences),
            });
        }
    });
}

/// A table that scrolls by itself where the window is narrow.
pub(super) fn table(m: &mut Markup, caption: &str, heads: &[&str], rows: impl FnOnce(&mut Markup)) {
    table_of(m, caption, "figures", heads, rows);
}

fn table_of(m: &mut Markup, caption: &str, class: &str, heads: &[&str], rows: impl FnOnce(&mut Markup)) {
    let scroll = [("class", "scroll"), ("role", "region"), ("aria-label", caption), ("tabindex", "0")];
    m.element("div", &scroll, |m| {
        m.element("table", &[("class", class)], |m| {
            m.leaf("caption", &[], caption);
            m.element("thead", &[], |m| {
                m.element("tr", &[], |m| {
                    for head in heads {
                        m.element("th", &[("scope", "col")], |m| {
                            m.leaf("span", &[], head);
                        });
                    }
                });
            });
            m.element("tbody", &[], rows);
        });
    });
    m.newline();
}

/// A row with its head.
pub(super) fn row(m: &mut Markup, name: &str, figures: &[String]) {
    m.element("tr", &[], |m| {
        m.leaf("th", &[("scope", "row")], name);
        cells(m, figures);
    });
}

fn cells(m: &mut Markup, figures: &[String]) {
    for figure in figures {
        m.leaf("td", &[], figure);
    }
}
