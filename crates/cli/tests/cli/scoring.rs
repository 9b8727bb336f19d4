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
fn the_errors_are_a_page_that_holds_the_scores() {
    let folder = folder();
    let text = "Norway <script>expelled</script> two Chilean diplomats.";
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        json!({"start": start, "end": start + words.len()})
    };
    let report = json!({"type": "AID", "trigger": at("two"), "actors": [at("Norway")]});
    let gold = json!({"id": "a", "text": text, "reports": [report]}).to_string();
    let gold = file(folder.path(), "gold.jsonl", gold);
    let page = folder.path().join("page.html");
    let eval = |to: &std::path::Path| {
        detente(&["eval".as_ref(), gold.as_os_str(), "--json".as_ref(), "--html".as_ref(), to.as_os_str()])
    };
    let scores: Value = serde_json::from_str(&eval(&page).ended(0).out).unwrap();
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"), "{html:.500}");
    assert_eq!(scores["confusion"]["AID"], json!({"missed": 1}));
    for measure in ["precision", "recall", "f1"] {
        let share = format!("<td>{:.3}</td>", scores["detection"][measure].as_f64().unwrap());
        assert!(html.contains(&share), "{measure}: {share}");
    }
    // Marks may cut the words of the text anywhere.
    assert!(html.contains("&lt;script") && html.matches("<script>").count() == 1, "only our own: {html}");
    let piped = eval("-".as_ref()).ended(0).out;
    assert_eq!(piped, html, "the page alone goes to stdout");
}

/// The scores are said all the same.
#[test]
fn a_page_that_cannot_be_written_is_an_error() {
    let folder = folder();
    let gold = file(folder.path(), "gold.jsonl", json!({"id": "a", "text": EXPULSION}).to_string());
    let page = gold.join("page.html");
    let arguments = ["eval".as_ref(), gold.as_os_str(), "--html".as_ref(), page.as_os_str()];
    let run = detente(&arguments).ended(2).says("cannot write").says("page.html");
    assert!(run.out.starts_with("detection"), "{}", run.out);
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
