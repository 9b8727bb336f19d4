//! The same input gives the same bytes, however it is cut, batched, spread over threads or repeated.

use crate::support::{command, detente, detente_on, file, folder, json_articles, news};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

fn coded(stdin: &str, options: &[&str]) -> String {
    let arguments: Vec<&str> = ["code", "--status", "all"].iter().chain(options).copied().collect();
    detente_on(stdin.as_bytes(), &arguments).ended(0).out
}

#[test]
fn threads_and_batches_change_nothing() {
    let input = json_articles().join("\n");
    let expect = coded(&input, &["--threads", "1"]);
    assert!(expect.lines().count() > 20, "too little to compare");
    for options in [
        ["--threads", "2", "--batch", "1"],
        ["--threads", "2", "--batch", "3"],
        ["--threads", "5", "--batch", "32"],
    ] {
        assert!(coded(&input, &options) == expect, "{options:?} give other bytes");
    }
}

#[test]
fn the_cut_of_the_input_changes_nothing() {
    let folder = folder();
    let lines = json_articles();
    let expect = coded(&lines.join("\n"), &[]);
    let size = lines.len().div_ceil(10);
    for (number, lines) in lines.chunks(size).enumerate() {
        file(folder.path(), &format!("part-{number:02}.jsonl"), lines.join("\n"));
    }
    let parts = folder.path().to_str().unwrap();
    let run = detente(&["code", "--status", "all", "--threads", "2", parts]).ended(0);
    assert!(run.out == expect, "ten files give other bytes than one");
}

#[test]
fn every_format_is_the_same_each_time() {
    let news = news();
    for format in ["jsonl", "plover", "csv"] {
        let arguments = ["code", "--format", format, news.to_str().unwrap()];
        let first = detente(&arguments).ended(0).out;
        assert!(first.lines().count() > 5, "{format}");
        assert!(detente(&arguments).ended(0).out == first, "{format}");
    }
}

#[test]
fn coding_into_a_store_again_changes_no_file() {
    let folder = folder();
    let (news, store) = (news(), folder.path().join("store"));
    let arguments = ["code".as_ref(), news.as_os_str(), "-o".as_ref(), store.as_os_str()];
    detente(&arguments).ended(0).says("7 articles added");
    let before = hashes(&store);
    assert!(before.keys().any(|path| path.ends_with(".parquet")));
    detente(&arguments).ended(0).says("7 unchanged");
    assert_eq!(hashes(&store), before);
}

#[test]
fn the_order_of_arrival_changes_no_event() {
    let folder = folder();
    let mut lines = json_articles();
    let events = |lines: &[String], name: &str| {
        let store = folder.path().join(name);
        for half in lines.chunks(lines.len().div_ceil(2)) {
            let mut child = command(&["code".as_ref(), "-o".as_ref(), store.as_os_str()])
                .stdin(std::process::Stdio::piped())
                .spawn()
                .unwrap();
            std::io::Write::write_all(&mut child.stdin.take().unwrap(), half.join("\n").as_bytes()).unwrap();
            assert!(child.wait_with_output().unwrap().status.success());
        }
        let run =
            detente(&["events".as_ref(), store.as_os_str(), "--format".as_ref(), "csv".as_ref()]).ended(0);
        run.out
    };
    let forwards = events(&lines, "forwards");
    lines.reverse();
    assert_eq!(events(&lines, "backwards"), forwards);
}

/// SHA-256 of every file, by path.
fn hashes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(hashes(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.insert(path.display().to_string(), Sha256::digest(bytes).to_vec());
        }
    }
    found
}
