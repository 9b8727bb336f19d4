//! Scores as a table for people and as JSON.

use crate::score::{Counts, Scores};
use serde_json::{Value, json};
use std::fmt::Write;

/// A table for the terminal.
pub fn render_text(scores: &Scores) -> String {
    let mut out = String::new();
    let mut row = |name: &str, c: &Counts, low: f64, high: f64| {
        let _ = writeln!(
            out,
            "{name:<12} P {:.3}  R {:.3}  F1 {:.3}  [{low:.3}, {high:.3}]  hit {} extra {} missed {}",
            c.precision(), c.recall(), c.f1(), c.hit, c.extra, c.missed
        );
    };
    row("detection", &scores.detection, scores.detection_interval.low, scores.detection_interval.high);
    row("strict dyad", &scores.strict, scores.strict_interval.low, scores.strict_interval.high);
    for (name, (right, of)) in &scores.fields {
        let _ = writeln!(out, "  {name:<18} {:.3}  ({right} of {of})", *right as f64 / (*of).max(1) as f64);
    }
    let mut types: Vec<_> = scores.by_type.iter().collect();
    types.sort_by_key(|(name, c)| (std::cmp::Reverse(c.hit + c.missed), name.as_str()));
    for (name, c) in types {
        let _ = writeln!(
            out,
            "  {name:<10} P {:.2}  R {:.2}  F1 {:.2}  n={}",
            c.precision(), c.recall(), c.f1(), c.hit + c.missed
        );
    }
    let mut confusions: Vec<_> = scores.confusions.iter().collect();
    confusions.sort_by_key(|(key, n)| (std::cmp::Reverse(**n), (*key).clone()));
    for ((gold, coded), n) in confusions.into_iter().take(8) {
        let _ = writeln!(out, "  {gold} taken for {coded}: {n}");
    }
    out
}

/// The same as JSON.
pub fn render_json(scores: &Scores) -> Value {
    let counts = |c: &Counts| {
        json!({"precision": round(c.precision()), "recall": round(c.recall()), "f1": round(c.f1()),
               "hit": c.hit, "extra": c.extra, "missed": c.missed})
    };
    let fields: Value = scores
        .fields
        .iter()
        .map(|(k, (right, of))| ((*k).to_owned(), json!({"right": right, "of": of})))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let types: Value =
        scores.by_type.iter().map(|(k, c)| (k.clone(), counts(c))).collect::<serde_json::Map<_, _>>().into();
    json!({
        "articles": scores.articles,
        "detection": counts(&scores.detection),
        "detection_interval": [round(scores.detection_interval.low), round(scores.detection_interval.high)],
        "strict": counts(&scores.strict),
        "strict_interval": [round(scores.strict_interval.low), round(scores.strict_interval.high)],
        "fields": fields,
        "types": types,
    })
}

fn round(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}
