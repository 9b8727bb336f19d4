//! The commands that check: eval and lexicon check.

use crate::support::{EXPULSION, detente, file, folder, repository};
use serde_json::{Value, json};

#[test]
fn own_gold_is_scored() {
    let gold = repository().join("examples/gold.jsonl");
    let gold = gold.to_str().unwrap();
    let text = detente(&["eval", gold]).ended(0).out;
    assert!(text.starts_with("detection") && text.contains("strict dyad"), "{text}");
    let scores: Value = serde_json::from_str(&detente(&["eval", gold, "--json"]).ended(0).out).unwrap();
    assert_eq!(scores["articles"], 7);
    for measure in ["detection", "strict"] {
        let f1 = scores[measure]["f1"].as_f64().unwrap();
        let ends = [0, 1].map(|end| scores[format!("{measure}_interval")][end].as_f64().unwrap());
        assert!(ends[0] <= f1 && f1 <= ends[1], "{measure}: {f1} {ends:?}");
    }
}

#[test]
fn a_score_below_its_floor_is_told() {
    let gold = repository().join("examples/gold.jsonl");
    let gold = gold.to_str().unwrap();
    detente(&["eval", gold, "--min-detection", "0.01", "--min-strict", "0.01"]).ended(0);
    detente(&["eval", gold, "--min-detection", "1.01"])
        .ended(1)
        .says("detection F1")
        .says("is below its floor 1.010");
    detente(&["eval", gold, "--min-strict", "1.01"]).ended(1).says("strict dyad F1");
}

#[test]
fn the_coder_is_perfect_on_what_it_codes() {
    let folder = folder();
    let article = file(folder.path(), "news.jsonl", json!({"id": "a", "text": EXPULSION}).to_string());
    let run = detente(&["code".as_ref(), "--status".as_ref(), "all".as_ref(), article.as_os_str()]).ended(0);
    let reports: Vec<Value> = run.json_lines();
    let gold = json!({"id": "a", "date": null, "text": EXPULSION, "reports": reports}).to_string();
    let gold = file(folder.path(), "gold.jsonl", gold);
    let floors = ["--min-detection", "1", "--min-strict", "1"].map(AsRef::as_ref);
    let arguments: Vec<&std::ffi::OsStr> =
        ["eval".as_ref(), gold.as_os_str()].into_iter().chain(floors).collect();
    detente(&arguments).ended(0);
}

#[test]
fn stand_off_gold_needs_its_texts() {
    let gold = repository().join("gold/voa/test.jsonl");
    detente(&["eval", gold.to_str().unwrap()]).ended(2).says("--texts FILE");
}

#[test]
fn the_lexicons_are_sound() {
    let run = detente(&["lexicon", "check"]).ended(0).says("0 problems");
    assert_eq!(run.out, "");
}
