//! Inputs that are broken, hostile or empty: the rest is done, and what was wrong is told with a name and a line.

use crate::support::{ARREST, EXPULSION, detente, detente_on, file, folder, limited};
use serde_json::json;
use std::path::Path;

const PATH: &str = "invariant: paths of tests are UTF-8";

fn code(input: &Path) -> crate::support::Run {
    detente(&["code", input.to_str().expect(PATH)])
}

#[test]
fn empty_files_are_clean() {
    let folder = folder();
    for name in ["empty.txt", "empty.jsonl", "empty.csv"] {
        let run = code(&file(folder.path(), name, "")).ended(0);
        assert_eq!(run.out, "", "{name}");
    }
    assert_eq!(detente_on(b"", &["code"]).ended(0).out, "");
    assert_eq!(detente_on(b"", &["parse"]).ended(0).out, "");
    assert_eq!(detente_on(b"", &["dates"]).ended(0).out, "");
}

#[test]
fn an_empty_input_makes_an_empty_store() {
    let folder = folder();
    let store = folder.path().join("store");
    let input = file(folder.path(), "empty.txt", "");
    detente(&["code".as_ref(), input.as_os_str(), "-o".as_ref(), store.as_os_str()]).ended(0);
    let run = detente(&["events".as_ref(), store.as_os_str()]).ended(0).says("0 events");
    assert_eq!(run.out, "");
}

#[test]
fn a_folder_with_nothing_to_read_is_an_error() {
    let folder = folder();
    file(folder.path(), "picture.png", [0x89, b'P', b'N', b'G']);
    let run = code(folder.path()).ended(2).says("the folder holds no file that can be read").says("hint:");
    assert_eq!(run.out, "");
}

#[test]
fn an_input_that_is_not_there_is_an_error_and_the_rest_is_coded() {
    let folder = folder();
    let good = file(folder.path(), "good.txt", EXPULSION);
    let missing = folder.path().join("missing.txt");
    let run = detente(&["code".as_ref(), missing.as_os_str(), good.as_os_str()])
        .ended(2)
        .says("missing.txt: cannot be read");
    assert_eq!(run.json_lines()[0]["type"], "SANCTION");
}

#[test]
fn invalid_utf8_is_told_and_the_rest_is_coded() {
    let folder = folder();
    let mut bytes = format!("{EXPULSION} ").into_bytes();
    bytes.extend([0xff, 0xfe, 0x80, b' ']);
    bytes.extend(ARREST.as_bytes());
    file(folder.path(), "a.txt", bytes);
    file(folder.path(), "b.txt", ARREST);
    let run = code(folder.path()).ended(2).says("a.txt: invalid UTF-8 at byte ");
    let reports = run.json_lines();
    let articles: std::collections::BTreeSet<String> =
        reports.iter().map(|r| r["article"]["id"].to_string()).collect();
    assert_eq!(articles.len(), 2, "both articles have reports: {reports:?}");
}

/// 50 MB in one line take no more memory than a fixed number of copies of the text and its columns: see the limit.
#[test]
fn a_line_of_fifty_megabytes_ends_in_bounded_memory() {
    let folder = folder();
    let letters = "z".repeat(50_000_000);
    let line = json!({"id": "long", "text": format!("{EXPULSION} {letters}")}).to_string();
    let rest = json!({"id": "rest", "text": ARREST}).to_string();
    let jsonl = file(folder.path(), "long.jsonl", format!("{line}\n{rest}\n"));
    let run: crate::support::Run =
        limited(1024, &["code".as_ref(), jsonl.as_os_str()]).output().unwrap().into();
    let run = run.ended(0);
    assert!(run.json_lines().iter().any(|r| r["article"]["id"] == "rest"));
    let plain = file(folder.path(), "long.txt", letters);
    let run: crate::support::Run =
        limited(1024, &["code".as_ref(), plain.as_os_str()]).output().unwrap().into();
    assert_eq!(run.ended(0).out, "");
}

#[test]
fn nested_quotes_and_brackets_end() {
    for (open, close) in [("\"", "\""), ("(", ")"), ("[", "]"), ("\u{201c}", "\u{201d}"), ("{", "}")] {
        // Words first: a stream that begins with a brace is JSON.
        for (tier, deep) in [("fast", 100_000), ("accurate", 5_000)] {
            let text = format!("Today: {} {EXPULSION} {} {ARREST}", open.repeat(deep), close.repeat(deep));
            let code = ["code", "--status", "all", "--tier", tier];
            detente_on(text.as_bytes(), &code).ended(0).says("1 articles");
            detente_on(text.as_bytes(), &["parse", "--tier", tier]).ended(0);
        }
    }
}

#[test]
fn nested_json_is_a_broken_line() {
    let text = format!("{}\n{}\n", "{\"a\":".repeat(100_000), json!({"id": "rest", "text": EXPULSION}));
    let run = detente_on(text.as_bytes(), &["code"]).ended(2).says("-:1: not a JSON article");
    assert_eq!(run.json_lines()[0]["article"]["id"], "rest");
}

#[test]
fn nul_bytes_are_text() {
    let text = format!("\0\0{EXPULSION}\0 {ARREST}\0\0");
    let run = detente_on(text.as_bytes(), &["code"]).ended(0);
    assert!(!run.out.contains('\0'));
    detente_on("\0".repeat(10_000).as_bytes(), &["code"]).ended(0);
    detente_on(text.as_bytes(), &["parse"]).ended(0);
}

#[test]
fn a_broken_line_is_named_and_the_rest_is_coded() {
    let folder = folder();
    let good = |id: &str| json!({"id": id, "text": EXPULSION}).to_string();
    let lines = format!("{}\n{{\"id\": \"two\", \"text\"\n{}\n", good("one"), good("three"));
    let run = code(&file(folder.path(), "news.jsonl", lines)).ended(2).says("news.jsonl:2: ");
    let ids: Vec<_> = run.json_lines().iter().map(|r| r["article"]["id"].clone()).collect();
    assert!(ids.contains(&json!("one")) && ids.contains(&json!("three")), "{ids:?}");
}

#[test]
fn a_missing_date_is_told_only_when_asked() {
    let line = json!({"id": "undated", "text": EXPULSION}).to_string();
    let run = detente_on(line.as_bytes(), &["code"]).ended(0);
    assert!(!run.err.contains("date"), "{}", run.err);
    assert_eq!(run.json_lines()[0]["date"]["from"], json!(null));
    detente_on(line.as_bytes(), &["code", "-v"]).ended(0).says("undated has no date");
}

#[test]
fn a_date_that_is_none_is_told_and_the_article_kept() {
    let line = json!({"id": "one", "date": "2012-02-31", "text": EXPULSION}).to_string();
    let run = detente_on(line.as_bytes(), &["code"]).ended(2).says("-:1: \"2012-02-31\" is no date");
    assert_eq!(run.json_lines()[0]["article"]["published"], json!(null));
}

/// Tests may run as root, who may write everywhere: but nobody can make a folder below a file.
#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let folder = folder();
    let input = file(folder.path(), "news.txt", EXPULSION);
    let store = file(folder.path(), "file", "").join("store");
    let run = detente(&["code".as_ref(), input.as_os_str(), "-o".as_ref(), store.as_os_str()]).ended(2);
    assert!(run.err.contains("cannot write the store") && run.err.contains("file/store"), "{}", run.err);
    let store = folder.path().join("store");
    detente(&["code".as_ref(), input.as_os_str(), "-o".as_ref(), store.as_os_str()]).ended(0);
    let page = folder.path().join("file/page.html");
    let report = [
        "report".as_ref(),
        store.as_os_str(),
        "NOR".as_ref(),
        "CHL".as_ref(),
        "-o".as_ref(),
        page.as_os_str(),
    ];
    detente(&report).ended(2).says("cannot write").says("page.html");
}

#[test]
fn a_folder_that_is_no_store_is_left_alone() {
    let folder = folder();
    let input = file(folder.path(), "news.txt", EXPULSION);
    detente(&["code".as_ref(), input.as_os_str(), "-o".as_ref(), folder.path().as_os_str()])
        .ended(2)
        .says("hint:");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    detente(&["report".as_ref(), folder.path().as_os_str(), "NOR".as_ref(), "CHL".as_ref()])
        .ended(2)
        .says("is no store");
}

#[test]
fn a_store_of_a_newer_version_is_told() {
    let folder = folder();
    let store = folder.path().join("store");
    std::fs::create_dir(&store).unwrap();
    file(&store, "manifest.json", r#"{"format_version": 99, "tables": "of another kind"}"#);
    let path = store.as_os_str();
    let newer = "use a newer version of detente";
    detente(&["events".as_ref(), path]).ended(2).says(newer);
    detente(&["report".as_ref(), path, "NOR".as_ref(), "CHL".as_ref()]).ended(2).says(newer);
    detente(&["explain".as_ref(), path, "e_1".as_ref()]).ended(2).says(newer);
    let input = file(folder.path(), "news.txt", EXPULSION);
    detente(&["code".as_ref(), input.as_os_str(), "-o".as_ref(), path]).ended(2).says(newer);
}

#[test]
fn lines_that_a_command_cannot_answer_are_named() {
    let lines = "{\"id\": 1, \"text\": \"yesterday\", \"date\": \"2012-03-15\"}\nnot JSON\n{\"id\": 3, \"text\": \"\", \"date\": \"soon\"}\n";
    let run = detente_on(lines.as_bytes(), &["dates"])
        .ended(2)
        .says("stdin:2: ")
        .says("stdin:3: \"soon\" is no date");
    assert_eq!(run.json_lines().len(), 1);
    let outside = r#"{"id": 1, "text": "short", "actor": [0, 90], "recipient": [0, 1]}"#;
    detente_on(outside.as_bytes(), &["classify"]).ended(2).says("actor is no span");
}

#[test]
fn arguments_that_are_none_are_errors() {
    let folder = folder();
    let path = folder.path().to_str().expect(PATH);
    detente(&["report", path, "Atlantis", "IRN"]).ended(2).says("is no side");
    detente(&["events", path, "--type", "HUG"]).ended(2).says("the types are AGREE");
    detente(&["events", path, "--from", "soon"]).ended(2).says("not a date");
    detente(&["code", "--threads", "0"]).ended(2).says("--threads");
    detente(&["frobnicate"]).ended(2).says("Usage");
}

const OWN_ACTORS: &str =
    "person:zed-quux\tZed Quux\tQuux\tNOR GOV harbour master 2001..\norg:broken\tBroken\n";

#[test]
fn own_actors_are_used_and_their_faults_told() {
    let folder = folder();
    let own = file(folder.path(), "own.tsv", OWN_ACTORS);
    let own = own.to_str().expect(PATH);
    let line = r#"{"id": 1, "text": "Zed Quux", "date": "2012-03-15"}"#;
    let run = detente_on(line.as_bytes(), &["resolve", "--actors", own]);
    let run = run.ended(2).says("own.tsv:2: 2 columns instead of 4; skipped");
    assert_eq!(run.json_lines()[0]["entity"], "person:zed-quux");
    let article = b"Zed Quux expelled two Swedish diplomats.";
    let run = detente_on(article, &["code", "--tier", "fast", "--actors", own]).ended(2);
    let report = &run.json_lines()[0];
    assert_eq!(report["actors"][0]["entity"]["id"], "person:zed-quux");
    assert!(report["coder"]["model"].as_str().expect("a model").contains(", actors "), "{report}");
    detente(&["code", "--actors", "nowhere.tsv"]).ended(2).says("cannot read nowhere.tsv");
}

#[test]
fn the_lexicon_check_finds_faults_of_own_actors() {
    let folder = folder();
    let own = file(folder.path(), "own.tsv", OWN_ACTORS);
    let run = detente(&["lexicon", "check", "--actors", own.to_str().expect(PATH)]).ended(1);
    assert!(run.out.contains("own.tsv:2: 2 columns instead of 4"), "{}", run.out);
    let good = file(folder.path(), "good.tsv", "org:fine\tFine Front\t\tNOR PTY\n");
    let run = detente(&["lexicon", "check", "--actors", good.to_str().expect(PATH)]).ended(0);
    assert_eq!(run.out, "");
}

#[test]
fn locate_answers_what_it_can() {
    let lines = concat!(
        r#"{"id": 1, "text": "Police in Paris, Texas", "start": 10, "end": 15}"#,
        "\n",
        r#"{"id": 2, "text": "Zürich", "start": 0, "end": 2}"#,
        "\n",
        r#"{"id": 3, "text": "Iran said so.", "start": 0, "end": 4}"#,
        "\n",
        r#"{"id": 4, "text": "Qwxzk", "start": 0, "end": 5}"#,
        "\n",
    );
    let run =
        detente_on(lines.as_bytes(), &["locate"]).ended(2).says("stdin:2: start 0 and end 2 bound no words");
    let found = run.json_lines();
    assert_eq!((&found[0]["admin1"], &found[0]["geonameid"]), (&json!("Texas"), &json!(4_717_560)));
    assert_eq!((&found[1]["precision"], &found[1]["lat"]), (&json!("country"), &json!(null)));
    assert_eq!((&found[2]["name"], &found[2]["candidates"]), (&json!(null), &json!([])));
}

#[test]
fn sources_answers_what_it_can() {
    let lines = concat!(
        r#"{"id": 1, "text": "Zoë Haro said the bridge was safe."}"#,
        "\n",
        r#"{"id": 2, "words": "no text"}"#,
        "\n",
        r#"{"id": 3, "text": ""}"#,
        "\n",
    );
    let run = detente_on(lines.as_bytes(), &["sources", "--tier", "fast"]).ended(2).says("stdin:2: ");
    let found = run.json_lines();
    let first = &found[0]["attributions"][0];
    assert_eq!(first["source"], json!([{"start": 0, "end": 9, "text": "Zoë Haro"}]));
    assert_eq!(first["cue"], json!({"start": 10, "end": 14, "text": "said"}));
    assert_eq!(first["content"], json!([{"start": 15, "end": 34, "text": "the bridge was safe"}]));
    assert_eq!((&first["kind"], &first["style"]), (&json!("speech"), &json!("indirect")));
    assert_eq!((&first["carried"], &found[1]["attributions"]), (&json!(false), &json!([])));
}
