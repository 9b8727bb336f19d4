//! Scores as JSON.

use crate::calibration::{Bin, Calibration};
use crate::counts::Counts;
use crate::resample::Interval;
use crate::score::Scores;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The scores as JSON. Ratios are rounded to three digits; `statuses` is gold status → coded status → events,
/// `confusion` gold type → coded type → events, with `missed` among the coded and `extra` among the gold types; `ece` is
/// null when no event has a confidence.
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
        "contexts": counts_json(&scores.contexts),
        "confusion": confusion_json(scores),
        "calibration": calibration_json(&scores.calibration),
    })
}

fn statuses_json(scores: &Scores) -> Value {
    let mut rows: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for ((gold, coded), n) in &scores.statuses {
        rows.entry(gold).or_default().insert(coded, *n);
    }
    json!(rows)
}

fn confusion_json(scores: &Scores) -> Value {
    let mut rows: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (gold, coded, n) in scores.confusion.cells() {
        rows.entry(gold.unwrap_or("extra")).or_default().insert(coded.unwrap_or("missed"), n);
    }
    json!(rows)
}

fn calibration_json(calibration: &Calibration) -> Value {
    let bin = |(low, high, bin): (f64, f64, &Bin)| {
        json!({"from": low, "to": high, "count": bin.count, "confidence": bin.mean_confidence().map(round),
               "right": bin.share_right().map(round)})
    };
    let bins: Vec<Value> = calibration.filled().map(bin).collect();
    json!({"ece": calibration.ece().map(round), "events": calibration.count(), "bins": bins})
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
