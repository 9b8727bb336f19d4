//! Tests of reading inputs, good and bad.

use crate::{Problem, open_with_stdin};
use detente_text::Article;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn read(inputs: &[PathBuf], stdin: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    let mut articles = Vec::new();
    let mut problems = Vec::new();
    for item in open_with_stdin(inputs, Box::new(std::io::Cursor::new(stdin.to_vec()))) {
        match item {
            Ok(article) => articles.push(article),
            Err(problem) => problems.push(problem),
        }
    }
    (articles, problems)
}

/// Reads one file of this name with these bytes.
fn file(name: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Problem>) {
    let folder = folder(&[(name, bytes)]);
    read(&[folder.path().join(name)], b"")
}

fn texts(articles: &[Article]) -> Vec<&str> {
    articles.iter().map(|article| article.text.as_str()).collect()
}

fn date(written: &str) -> Option<jiff::civil::Date> {
    written.parse().ok()
}

#[test]
fn plain_text_is_one_article_as_it_is() {
    let text = "\r\n Orva\u{a0}fell.\0\n\nIt rained. ";
    let (articles, problems) = file("a.txt", text.as_bytes());
    assert_eq!((texts(&articles), problems), (vec![text], vec![]));
    assert_eq!(articles[0].date, None);
    assert!(articles[0].id.starts_with("a_") && articles[0].id.len() == 34, "{}", articles[0].id);
}

#[test]
fn ids_are_hashes_of_text_and_date() {
    let id = |name: &str, text: &str| file(name, text.as_bytes()).0[0].id.clone();
    assert_eq!(id("a.txt", "Orva fell."), id("b.txt", "Orva fell."));
    assert_ne!(id("a.txt", "Orva fell."), id("2012-03-15.txt", "Orva fell."));
    assert_ne!(id("a.txt", "Orva fell."), id("a.txt", "Orva fell!"));
}

#[test]
fn front_matter_and_names_give_dates() {
    let text = "---\ntitle: \"Nine held: a strait\"\ndate: 2012-03-15\nid: x1\nmood: grim\n---\nOrva fell.\n";
    let (articles, problems) = file("2011-01-01-a.txt", text.as_bytes());
    assert_eq!(problems, []);
    assert_eq!(articles[0].text, "Orva fell.\n");
    assert_eq!(articles[0].title.as_deref(), Some("Nine held: a strait"));
    assert_eq!(articles[0].date, date("2012-03-15"));
    assert_eq!(articles[0].id, "x1");
    assert_eq!(file("2011-01-01-a.txt", b"Orva fell.").0[0].date, date("2011-01-01"));
}

#[test]
fn dashes_without_front_matter_are_text() {
    for text in ["---\nOrva fell.\n---\nIt rained.", "---\ntitle: Orva", "--- title: x\n---\n", "---"] {
        let (articles, problems) = file("a.txt", text.as_bytes());
        assert_eq!((texts(&articles), problems), (vec![text], vec![]));
    }
}

#[test]
fn an_empty_file_is_clean() {
    for name in ["a.txt", "a.jsonl", "a.csv"] {
        assert_eq!(file(name, b""), (vec![], vec![]));
        assert_eq!(file(name, b"\xef\xbb\xbf"), (vec![], vec![]));
    }
    assert_eq!(read(&[], b""), (vec![], vec![]));
}

#[test]
fn json_lines_with_all_fields() {
    let line = br#"{"id":7,"text":"Orva fell.","title":"Orva","date":"2012-03-15","url":"https://example.org","publisher":"Coast News","language":"en","mood":["grim"]}"#;
    let (articles, problems) = file("a.jsonl", line);
    assert_eq!(problems, []);
    let expect = Article {
        id: "7".to_owned(),
        text: "Orva fell.".to_owned(),
        title: Some("Orva".to_owned()),
        date: date("2012-03-15"),
        url: Some("https://example.org".to_owned()),
        publisher: Some("Coast News".to_owned()),
        language: Some("en".to_owned()),
    };
    assert_eq!(articles, [expect]);
}

#[test]
fn a_broken_line_in_the_middle_is_named_and_the_rest_read() {
    let lines =
        b"{\"text\":\"one\"}\n\n{\"text\":\"tw\n{\"id\":\"x\"}\n[1]\n{\"text\":\"\xff\"}\n{\"text\":\"six\"}";
    let (articles, problems) = file("a.jsonl", lines);
    assert_eq!(texts(&articles), ["one", "six"]);
    assert_eq!(
        problems.iter().map(|problem| problem.line).collect::<Vec<_>>(),
        [Some(3), Some(4), Some(5), Some(6)]
    );
    assert!(problems.iter().all(|problem| problem.skipped && problem.hint.is_some()));
    let told = problems[0].to_string();
    assert!(told.contains("a.jsonl:3: not a JSON article") && told.contains("\nhint: "), "{told}");
}

#[test]
fn a_date_that_is_none_is_told_and_dropped() {
    for written in
        ["\"soon\"", "\"2012-13-40\"", "\"15/03/2012\"", "20120315", "\"2012-03-15x\"", "\"+012-03-15\""]
    {
        let (articles, problems) =
            file("a.jsonl", format!("{{\"text\":\"one\",\"date\":{written}}}").as_bytes());
        assert_eq!((articles.len(), articles[0].date), (1, None), "{written}");
        assert_eq!((problems[0].line, problems[0].skipped), (Some(1), false));
    }
    let (articles, problems) = file("a.txt", b"---\ntitle: x\ndate: soon\n---\nOrva fell.");
    assert_eq!((articles[0].date, problems[0].line), (None, Some(3)));
}

#[test]
fn a_missing_date_is_no_problem() {
    for line in ["{\"text\":\"one\"}", "{\"text\":\"one\",\"date\":null}", "{\"text\":\"one\",\"date\":\"\"}"]
    {
        assert_eq!(file("a.jsonl", line.as_bytes()).1, []);
    }
    let (articles, _) = file("a.jsonl", b"{\"text\":\"one\",\"date\":\"2012-03-15T10:00:00Z\"}");
    assert_eq!(articles[0].date, date("2012-03-15"));
}

#[test]
fn invalid_utf8_in_plain_text_is_replaced_and_told() {
    let (articles, problems) = file("a.txt", b"Orva \xff fell.");
    assert_eq!(texts(&articles), ["Orva \u{fffd} fell."]);
    assert!(problems[0].what.contains("byte 5") && !problems[0].skipped, "{}", problems[0]);
}

#[test]
fn byte_order_marks_are_understood() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let text = "Orva fell 😀 — “so”.";
    for bytes in [utf16(text, true), utf16(text, false), [b"\xef\xbb\xbf", text.as_bytes()].concat()] {
        let (articles, problems) = file("a.txt", &bytes);
        assert_eq!((texts(&articles), problems), (vec![text], vec![]));
    }
    let line = format!("{{\"text\":\"{}\"}}\n", "é😀".repeat(5000));
    let (articles, problems) = file("a.jsonl", &utf16(&line.repeat(3), false));
    assert_eq!((articles.len(), problems), (3, vec![]));
    let mut broken = utf16("Orva", false);
    broken.extend([0x00, 0xd8]);
    let (articles, problems) = file("a.txt", &broken);
    assert_eq!((texts(&articles), problems.len()), (vec!["Orva\u{fffd}"], 1));
}

#[test]
fn tables_are_read_by_their_header() {
    let table = b"id,Date,text\r\nx,2012-03-15,\"Orva \"\"fell\"\", they\nsaid.\"\r\ny,,It rained.\n";
    let (articles, problems) = file("a.csv", table);
    assert_eq!(problems, []);
    assert_eq!(texts(&articles), ["Orva \"fell\", they\nsaid.", "It rained."]);
    assert_eq!((articles[0].date, articles[1].id.as_str()), (date("2012-03-15"), "y"));
}

#[test]
fn broken_rows_are_named_and_the_rest_read() {
    let (articles, problems) = file("a.csv", b"id,text\nx,one\ny\nz,t\xffwo\nw,three\n");
    assert_eq!(texts(&articles), ["one", "three"]);
    assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [Some(3), Some(4)]);
    let (articles, problems) = file("a.csv", b"id,body\nx,one\n");
    assert_eq!((articles.len(), problems.len(), problems[0].line), (0, 1, Some(1)));
}

#[test]
fn folders_are_read_in_the_order_of_paths() {
    let folder = folder(&[
        ("b.txt", b"two"),
        ("a/z.jsonl", b"{\"text\":\"one\"}"),
        ("c.csv", b"text\nthree"),
        (".hidden.txt", b"never"),
        ("picture.png", b"never"),
        ("empty.txt", b""),
    ]);
    let (articles, problems) = read(&[folder.path().to_owned()], b"");
    assert_eq!((texts(&articles), problems), (vec!["one", "two", "three"], vec![]));
}

#[test]
fn a_folder_with_nothing_to_read_is_a_problem() {
    for files in [vec![], vec![("picture.png", b"x".as_slice()), (".hidden.txt", b"x")]] {
        let folder = folder(&files);
        let (articles, problems) = read(&[folder.path().to_owned()], b"");
        assert_eq!((articles.len(), problems.len()), (0, 1));
        assert!(problems[0].what.contains("no file that can be read") && problems[0].skipped);
    }
}

#[test]
fn what_is_not_read_is_told_and_the_rest_goes_on() {
    let folder = folder(&[("a.html", b"<p>x"), ("b.warc.gz", b"x"), ("c", b"x"), ("d.txt", b"last")]);
    let mut inputs: Vec<PathBuf> =
        ["a.html", "b.warc.gz", "c", "none.txt"].iter().map(|n| folder.path().join(n)).collect();
    inputs.push(PathBuf::from("https://example.org/feed"));
    inputs.push(folder.path().join("d.txt"));
    let (articles, problems) = read(&inputs, b"");
    assert_eq!(texts(&articles), ["last"]);
    assert_eq!(problems.len(), 5);
    assert!(problems.iter().all(|problem| problem.skipped && problem.hint.is_some()));
    assert!(problems[0].what.contains(".html is not read yet"), "{}", problems[0]);
    assert_eq!(problems[4].path, Path::new("https://example.org/feed"));
}

#[test]
fn the_standard_input_is_lines_or_one_text() {
    let dash = PathBuf::from("-");
    let (articles, _) = read(&[], b" \n{\"text\":\"one\"}\n{\"text\":\"two\"}");
    assert_eq!(texts(&articles), ["one", "two"]);
    let (articles, _) = read(&[dash.clone(), dash.clone()], b"[Orva] fell.");
    assert_eq!(texts(&articles), ["[Orva] fell."]);
    let (_, problems) = read(&[dash], b"{\"text\":\n");
    assert_eq!((problems[0].path.as_path(), problems[0].line), (Path::new("-"), Some(1)));
}

#[test]
fn fifty_megabytes_on_one_line() {
    let text = "The guards of Halm. ".repeat(2_500_000);
    let (articles, problems) = read(&[], format!("{{\"text\":\"{text}\"}}").as_bytes());
    assert_eq!((articles[0].text.len(), problems.len()), (50_000_000, 0));
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..400), name in 0..3_usize) {
        let (articles, problems) = file(["a.txt", "a.jsonl", "a.csv"][name], &bytes);
        prop_assert!(articles.len() + problems.len() <= bytes.len() + 1);
    }

    #[test]
    fn texts_come_back_unchanged(text in "[^\u{feff}-].{0,200}") {
        let line = serde_json::json!({"id": "x", "text": text}).to_string();
        prop_assert_eq!(&file("a.jsonl", line.as_bytes()).0[0].text, &text);
        prop_assert_eq!(&file("a.txt", text.as_bytes()).0[0].text, &text);
    }
}
