//! A writer killed with SIGKILL at fifty moments, in appends and in compactions: the store opens, has every batch that was acknowledged, has no batch
//! by halves, and its tables agree.
#![allow(clippy::unwrap_used, reason = "a test may")]

#[path = "store/make.rs"]
mod make;

use detente_coding::Report;
use detente_store::{CodedArticle, Filter, Store, Table};
use detente_stories::Event;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 50;
const ROUNDS_PER_STORE: usize = 5;
const CHILD: &str = "DETENTE_KILL_TEST_STORE";
const FIRST: &str = "DETENTE_KILL_TEST_FIRST";

fn main() {
    match (std::env::var(CHILD), std::env::var(FIRST)) {
        (Ok(store), Ok(first)) => child(Path::new(&store), first.parse().unwrap()),
        _ => parent(),
    }
}

/// Batch `n`: two articles of its own in two years, one of which tells of an act that other batches tell of too, and
/// one article that every batch codes anew.
fn batch(n: usize) -> Vec<CodedArticle> {
    let (year, month) = (2000 + n % 3, 1 + n % 12);
    let mut own = make::coded(&format!("own-{n}"), &format!("{year}-{month:02}-10"), 4);
    own.reports[0].date = make::report(&make::meta("x", Some("2001-05-05")), 0).date;
    let other = make::coded(&format!("other-{n}"), &format!("{}-{month:02}-20", year + 1), 3);
    let shared = make::coded("shared", "2002-02-02", 1 + n % 5);
    let shared = CodedArticle { text_sha256: format!("{n:064}"), ..shared };
    vec![own, other, shared]
}

/// Appends batch after batch and says so, and joins files after every other, until it is killed.
fn child(path: &Path, first: usize) {
    let mut writer = Store::create_or_open(path).unwrap();
    let mut out = std::io::stdout();
    for n in first.. {
        writer.append(&batch(n)).unwrap();
        writeln!(out, "{n}").unwrap();
        out.flush().unwrap();
        if n % 2 == 1 {
            writer.compact(|_, _| ()).unwrap();
        }
    }
}

fn parent() {
    let (mut midway, mut batches, mut random) = (0, 0, 0x5EED_u64);
    for _ in 0..ROUNDS / ROUNDS_PER_STORE {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let next = kill_in_one_store(&path, &mut random, &mut midway);
        let mut writer = Store::create_or_open(&path).unwrap();
        check(writer.store(), next);
        assert!(!has_leavings(&path), "the next writer cleans up");
        writer.append(&batch(next)).unwrap();
        check(writer.store(), next + 1);
        batches += next;
    }
    let mut out = std::io::stdout();
    writeln!(out, "killed {ROUNDS} times, {midway} with files half-way; {batches} batches in the stores")
        .unwrap();
    assert!(batches > 0 && midway > 0, "the kills must fall into appends to show something");
}

/// Kills a few writers of one store, one after the other, and looks after each. The batches in it at the end.
fn kill_in_one_store(path: &Path, random: &mut u64, midway: &mut usize) -> usize {
    let (mut next, mut append_time) = (0, Duration::from_millis(20));
    for round in 0..ROUNDS_PER_STORE {
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Once while the writer starts, else at any point of the append after an acknowledged one.
        let acknowledgements = if round == 0 { 0 } else { 1 + (*random >> 60) as usize % 2 };
        let delay = append_time.mul_f64((*random >> 33 & 0xFFFF) as f64 / 65_536.0);
        let run = run_and_kill(path, next, acknowledgements, delay);
        append_time = run.append_time.unwrap_or(append_time);
        *midway += usize::from(has_leavings(path));
        // Killed before the store was made: there is nothing yet to open.
        if path.join("manifest.json").exists() {
            check(&Store::open(path).unwrap(), run.next);
        } else {
            assert_eq!(run.next, 0);
        }
        // It may have been written and not said.
        next = batches_in(path);
    }
    next
}

struct Run {
    /// The first batch that is not acknowledged.
    next: usize,
    /// How long the last acknowledged append took.
    append_time: Option<Duration>,
}

/// Starts a writer at batch `next`, and kills it some time after some acknowledgements.
fn run_and_kill(path: &Path, next: usize, acknowledgements: usize, delay: Duration) -> Run {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .env(CHILD, path)
        .env(FIRST, next.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut run = Run { next, append_time: None };
    let mut said = None;
    for line in lines.by_ref().take(acknowledgements) {
        run.next = line.unwrap().parse::<usize>().unwrap() + 1;
        run.append_time = said.map(|s: Instant| s.elapsed());
        said = Some(Instant::now());
    }
    let moment = Instant::now() + delay;
    while Instant::now() < moment {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    assert_ne!(child.wait().unwrap().code(), Some(101), "it panicked before it was killed");
    // What it said before it died counts.
    for line in lines.map_while(Result::ok) {
        run.next = line.parse::<usize>().unwrap() + 1;
    }
    run
}

/// Batches in the store: each has two articles of its own, and one is shared by all.
fn batches_in(path: &Path) -> usize {
    let articles = Store::open(path).map_or(0, |s| s.manifest().rows(Table::Articles));
    usize::try_from(articles.saturating_sub(1) / 2).unwrap()
}

fn has_leavings(path: &Path) -> bool {
    let listed = |path: &Path| Store::open(path).map_or(0, |s| s.manifest().files.len());
    path.join("_tmp").exists() || count_files(path) != listed(path)
}

fn count_files(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let paths = entries.map(|e| e.unwrap().path());
    paths
        .map(|p| {
            if p.is_dir() {
                count_files(&p)
            } else {
                usize::from(p.extension().is_some_and(|e| e == "parquet"))
            }
        })
        .sum()
}

/// The store is batches `0..n`, with one more where it was written and not yet said.
fn check(store: &Store, acknowledged: usize) {
    let n = batches_in(store.root());
    assert!(n == acknowledged || n == acknowledged + 1, "{n} batches, {acknowledged} acknowledged");
    let mut expect: BTreeMap<String, CodedArticle> = BTreeMap::new();
    for article in (0..n).flat_map(batch) {
        expect.insert(article.meta.id.clone(), article);
    }
    let mut expect: Vec<Report> = expect.into_values().flat_map(|a| a.reports).collect();
    expect.sort_by_key(|r| r.id);
    let mut reports: Vec<Report> = store.reports().unwrap().collect::<Result<_, _>>().unwrap();
    reports.sort_by_key(|r| r.id);
    assert_eq!(reports, expect);
    let events = store.events(&Filter::default()).unwrap().map(|e| Event { aliases: vec![], ..e.unwrap() });
    assert_eq!(events.collect::<Vec<_>>(), detente_stories::events(&expect));
    assert_eq!(store.manifest().rows(Table::EventReports), expect.len() as u64);
    let counted: i64 = store.volume().unwrap().iter().map(|v| v.reports).sum();
    assert_eq!(counted, i64::try_from(expect.len()).unwrap());
}
