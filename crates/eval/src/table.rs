//! Scores as a table for people and as JSON.

use crate::counts::{Counts, ratio};
use crate::resample::Interval;
use crate::score::Scores;
use detente_coding::Status;
use serde_json::{Map, Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many confusions of types are shown.
const CONFUSIONS: usize = 8;

/// A table for the terminal.
pub fn render_text(scores: &Scores) -> String {
    let mut lines = vec![
        headline("detection", scores.detection, scores.detection_interval),
        headline("strict dyad", scores.strict, scores.strict_interval),
    ];
    lines.extend(field_lines(scores));
    lines.extend(status_lines(scores));
    lines.extend(type_lines(scores));
    lines.extend(confusion_lines(scores));
    lines.join("\n") + "\n"
}

fn headline(name: &str, c: Counts, Interval { low, high }: Interval) -> String {
    let (precision, recall, f1) = (c.precision(), c.recall(), c.f1());
    format!(
        "{name:<12} P {precision:.3}  R {recall:.3}  F1 {f1:.3}  [{low:.3}, {high:.3}]  hit {} extra {} missed {}",
        c.hit, c.extra, c.missed
    )
}

fn field_lines(scores: &Scores) -> impl Iterator<Item = String> {
    let line = |name: &str, right, of| format!("  {name:<18} {:.3}  ({right} of {of})", ratio(right, of));
    scores.fields.iter().map(move |(name, &(right, of))| line(name, right, of))
}

/// Statuses of the gold down, of the coder across; none when nothing was matched.
fn status_lines(scores: &Scores) -> Vec<String> {
    let names = status_names(scores);
    if names.is_empty() {
        return vec![];
    }
    let header = names.iter().fold("  gold \\ coded".to_owned(), |mut line, name| {
        let _ = write!(line, " {name:>12}");
        line
    });
    let row = |gold: &&str| {
        names.iter().fold(format!("  {gold:<12}"), |mut line, coded| {
            let _ = write!(line, " {:>12}", status_count(scores, gold, coded));
            line
        })
    };
    std::iter::once(header).chain(names.iter().map(row)).collect()
}

fn status_count(scores: &Scores, gold: &str, coded: &str) -> usize {
    scores.statuses.get(&(gold.to_owned(), coded.to_owned())).copied().unwrap_or(0)
}

/// Those that occur: the codebook's in its order, then what else the gold has.
fn status_names(scores: &Scores) -> Vec<&str> {
    let mut names: Vec<&str> =
        scores.statuses.keys().flat_map(|(gold, coded)| [gold.as_str(), coded.as_str()]).collect();
    let place = |name: &str| Status::ALL.iter().position(|s| s.name() == name).unwrap_or(Status::ALL.len());
    names.sort_unstable_by_key(|name| (place(name), *name));
    names.dedup();
    names
}

fn type_lines(scores: &Scores) -> impl Iterator<Item = String> {
    let mut types: Vec<_> = scores.by_type.iter().collect();
    types.sort_by_key(|(name, c)| (Reverse(c.hit + c.missed), name.as_str()));
    types.into_iter().map(|(name, c)| {
        let (precision, recall, f1) = (c.precision(), c.recall(), c.f1());
        format!("  {name:<10} P {precision:.2}  R {recall:.2}  F1 {f1:.2}  n={}", c.hit + c.missed)
    })
}

fn confusion_lines(scores: &Scores) -> impl Iterator<Item = String> {
    let mut confusions: Vec<_> = scores.confusions.iter().collect();
    confusions.sort_by_key(|&(types, n)| (Reverse(*n), types));
    let line = |((gold, coded), n): (&(String, String), &usize)| format!("  {gold} taken for {coded}: {n}");
    confusions.into_iter().take(CONFUSIONS).map(line)
}

/// The same as JSON. Ratios are rounded to three digits; `statuses` is gold status → coded status → events.
pub fn render_json(scores: &Scores) -> Value {
    let fields: Map<String, Value> = scores
        .fields
        .iter()
        .map(|(name, (right, of))| ((*name).to_owned(), json!({"right": right, "of": of})))
        .collect();
    let types: Map<String, Value> =
        scores.by_type.iter().map(|(name, counts)| (name.clone(), counts_json(counts))).collect();
    json!({
        "articles": scores.articles,
        "detection": counts_json(&scores.detection),
        "detection_interval": interval_json(scores.detection_interval),
        "strict": counts_json(&scores.strict),
        "strict_interval": interval_json(scores.strict_interval),
        "fields": fields,
        "statuses": statuses_json(scores),
        "types": types,
    })
}

fn statuses_json(scores: &Scores) -> Value {
    let mut rows: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for ((gold, coded), n) in &scores.statuses {
        rows.entry(gold).or_default().insert(coded, *n);
    }
    json!(rows)
}

fn counts_json(c: &Counts) -> Value {
    json!({"precision": round(c.precision()), "recall": round(c.recall()), "f1": round(c.f1()),
           "hit": c.hit, "extra": c.extra, "missed": c.missed})
}

fn interval_json(interval: Interval) -> Value {
    json!([round(interval.low), round(interval.high)])
}

fn round(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}
