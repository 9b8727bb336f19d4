//! The main job on the articles in the repository: code, events, report, explain. Figures move with every change of the
//! models and lexicons, so what is asserted is structure, and what no version may get wrong.

use crate::support::{Run, command, detente, folder, news};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;
use tempfile::TempDir;

/// A store of the articles in the repository.
fn store() -> (TempDir, String) {
    let folder = folder();
    let path = folder.path().join("store").to_str().unwrap().to_owned();
    detente(&["code", news().to_str().unwrap(), "-o", &path]).ended(0).says("7 articles");
    (folder, path)
}

fn report(store: &str, options: &[&str]) -> Run {
    let arguments: Vec<&str> = ["report", store, "AZE", "IRN"].iter().chain(options).copied().collect();
    detente(&arguments).ended(0)
}

#[test]
fn reports_have_their_evidence() {
    let run = detente(&["code", "--status", "all", news().to_str().unwrap()]).ended(0);
    let reports = run.json_lines();
    assert!(reports.len() > 30);
    for report in &reports {
        assert_eq!(report["schema"], 1);
        assert!(report["id"].as_str().unwrap().starts_with("r_"));
        let sentence = &report["sentence"];
        let trigger = &report["trigger"];
        let start = (trigger["start"].as_u64().unwrap() - sentence["start"].as_u64().unwrap()) as usize;
        let words = trigger["text"].as_str().unwrap();
        let text = sentence["text"].as_str().unwrap();
        assert_eq!(&text[start..start + words.len()], words, "a trigger is a span of its sentence");
        let parties = ["actors", "recipients"].map(|side| report[side].as_array().unwrap().len());
        assert!(parties.iter().sum::<usize>() > 0, "nobody does anything to nobody: {report}");
        assert!(!report["why"].as_array().unwrap().is_empty());
        assert!((0.0..=1.0).contains(&report["confidence"].as_f64().unwrap()));
    }
}

#[test]
fn stdout_defaults_to_what_is_asserted() {
    let run = detente(&["code", news().to_str().unwrap()]).ended(0);
    assert!(run.json_lines().iter().all(|report| report["status"] == "asserted"));
}

#[test]
fn events_are_filtered() {
    let (_folder, store) = store();
    let events = |options: &[&str]| {
        let arguments: Vec<&str> =
            ["events", &store, "--format", "jsonl"].iter().chain(options).copied().collect();
        detente(&arguments).ended(0).json_lines()
    };
    let all = events(&[]);
    assert!(all.len() > 20);
    let expulsions = events(&[
        "--actor",
        "IRN",
        "--recipient",
        "AZE",
        "--type",
        "SANCTION",
        "--from",
        "2012-02",
        "--to",
        "2012-02",
    ]);
    assert!(!expulsions.is_empty(), "the expulsion of the diplomats in February");
    for event in &expulsions {
        assert_eq!(event["type"], "SANCTION");
        assert!(all.contains(event), "a filter only leaves out");
    }
    assert!(events(&["--from", "1999", "--to", "1999-12"]).is_empty());
    assert!(events(&["--status", "denied"]).iter().all(|event| event["status"] == "denied"));
}

#[test]
fn events_have_every_format() {
    let (_folder, store) = store();
    let export = |format: &str| detente(&["events", &store, "--format", format]).ended(0).says(" events").out;
    let list = export("list");
    assert!(list.lines().all(|line| line.contains("e_")), "{list}");
    assert_eq!(export("jsonl").lines().count(), list.lines().count());
    assert!(export("plover").lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    assert!(export("csv").lines().count() > list.lines().count() / 2);
}

#[test]
fn a_relation_is_told_in_four_forms() {
    let (folder, store) = store();
    let text = report(&store, &[]).out;
    assert!(text.contains("Azerbaijan") && text.contains("Iran"), "{text}");
    assert!(!text.contains('\u{1b}'), "no colours where nobody watches");
    let markdown = report(&store, &["--format", "md"]).out;
    assert!(markdown.starts_with('#'), "{markdown}");
    let page = folder.path().join("page.html");
    report(&store, &["-o", page.to_str().unwrap()]);
    check_page(&page);
}

/// One page that needs nothing else.
fn check_page(page: &Path) {
    let html = std::fs::read_to_string(page).unwrap();
    assert!(html.contains("<svg") && html.trim_end().ends_with("</html>"));
    for outside in ["<script src", "<link", "<img", "@import", "src=\"http"] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn a_relation_as_json_has_the_shape_that_others_rely_on() {
    let (_folder, store) = store();
    let json: Value = serde_json::from_str(&report(&store, &["--format", "json"]).out).unwrap();
    for key in [
        "a",
        "b",
        "from",
        "to",
        "period",
        "counting",
        "dyads",
        "reciprocity",
        "breaks",
        "summary",
        "enough_data",
    ] {
        assert!(json.get(key).is_some(), "no {key}");
    }
    for dyad in ["AZE>IRN", "IRN>AZE"] {
        let dyad = &json["dyads"][dyad];
        let months = dyad["series"].as_array().unwrap();
        let against: u64 = months.iter().map(|month| month["deeds_against"].as_u64().unwrap()).sum();
        assert!(against > 0, "each side did something against the other");
        assert!(dyad["broken_vows"]["list"].is_array() && dyad["kept_vows"]["list"].is_array());
    }
}

#[test]
fn the_two_sides_change_places() {
    let (_folder, store) = store();
    let json = |a: &str, b: &str| -> Value {
        let run = detente(&["report", &store, a, b, "--format", "json"]).ended(0);
        serde_json::from_str(&run.out).unwrap()
    };
    let (one, other) = (json("AZE", "IRN"), json("IRN", "AZE"));
    for dyad in ["AZE>IRN", "IRN>AZE"] {
        assert_eq!(one["dyads"][dyad]["series"], other["dyads"][dyad]["series"]);
    }
}

#[test]
fn a_relation_without_events_says_so() {
    let (_folder, store) = store();
    detente(&["report", &store, "PER", "FJI"]).ended(0).says("no events between PER and FJI");
}

#[test]
fn an_event_and_a_report_are_explained() {
    let (_folder, store) = store();
    let list = detente(&["events", &store, "--format", "jsonl"]).ended(0).json_lines();
    let id = list[0]["id"].as_str().unwrap();
    let event = detente(&["explain", &store, id]).ended(0).out;
    assert!(event.contains(id) && event.contains(list[0]["type"].as_str().unwrap()), "{event}");
    let run = detente(&["code", "--status", "all", news().to_str().unwrap()]).ended(0);
    let report = &run.json_lines()[0];
    let id = report["id"].as_str().unwrap();
    let explained = detente(&["explain", &store, id]).ended(0).out;
    assert!(explained.contains(report["trigger"]["text"].as_str().unwrap()), "{explained}");
    detente(&["explain", &store, "e_0123456789"]).ended(2).says("no event e_0123456789 in the store");
    detente(&["explain", &store, "r_"]).ended(2).says("give more digits");
}

/// `detente … | head -1`.
#[test]
fn a_reader_that_has_enough_is_no_error() {
    let (_folder, store) = store();
    let news = news();
    let code = ["code", "--status", "all", news.to_str().unwrap()];
    let parse = ["parse", news.to_str().unwrap()];
    let events = ["events", &store, "--format", "jsonl"];
    let page = ["report", &store, "AZE", "IRN", "--format", "html"];
    for arguments in [&code[..], &parse, &events, &page] {
        let mut child = command(arguments).spawn().unwrap();
        let mut line = String::new();
        // The reader is dropped after a line, and the pipe is closed.
        BufReader::with_capacity(1, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let run = child.wait_with_output().unwrap();
        assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
        assert!(!line.is_empty());
    }
}
