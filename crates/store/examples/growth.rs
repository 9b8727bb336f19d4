//! What growth by small appends costs: `growth STORE N` appends N batches of two articles, as one who follows feeds would,
//! with a reader that looks on, and then joins the files. Prints the time of an append as the store grows, the files, and
//! the longest that the reader waited.
//!
//! `cargo run --release -p detente-store --example growth -- /tmp/growth 10000`
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement for people")]

#[path = "../tests/store/make.rs"]
mod make;

use detente_store::{CodedArticle, Store, Table};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

fn batch(n: usize) -> Vec<CodedArticle> {
    let day = |n: usize| format!("{}-{:02}-{:02}", 2010 + n / 4000, 1 + n / 300 % 12, 1 + n / 10 % 28);
    vec![make::coded(&format!("a{n}"), &day(n), 3), make::coded(&format!("b{n}"), &day(n + 1), 2)]
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(count)) = (arguments.next(), arguments.next().and_then(|n| n.parse().ok())) else {
        panic!("usage: growth STORE N");
    };
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| look_on(Path::new(&path), &stop));
        grow(Path::new(&path), count);
        stop.store(true, Ordering::Relaxed);
        let (reads, longest) = reader.join().unwrap();
        println!("reader: {reads} reads, the longest {:.0} ms", longest.as_secs_f64() * 1000.0);
    });
}

fn grow(path: &Path, count: usize) {
    let mut writer = Store::create_or_open(path).unwrap();
    let step = (count / 10).max(1);
    let mut since = Instant::now();
    println!("appends  ms an append  files  manifest kB");
    for n in 0..count {
        writer.append(&batch(n)).unwrap();
        if (n + 1) % step == 0 {
            let each = since.elapsed().as_secs_f64() * 1000.0 / step as f64;
            let manifest = std::fs::metadata(path.join("manifest.json")).unwrap().len() / 1000;
            println!("{:7}  {each:12.1}  {:5}  {manifest:11}", n + 1, writer.store().manifest().files.len());
            since = Instant::now();
        }
    }
    let start = Instant::now();
    let done = writer.compact(|_, _| ()).unwrap();
    let took = start.elapsed().as_secs_f64();
    println!("compaction: {} files to {} in {took:.1} s", done.before, done.after);
    let manifest = writer.store().manifest();
    assert_eq!(manifest.rows(Table::Articles), 2 * count as u64, "every article is there");
    assert_eq!(manifest.rows(Table::Reports), 5 * count as u64, "every report is there");
}

/// Opens the store and reads a dyad, again and again: how often, and how long the longest took.
fn look_on(path: &Path, stop: &AtomicBool) -> (usize, Duration) {
    let (a, b) = ("TCD".parse().unwrap(), "SDN".parse().unwrap());
    let (mut reads, mut longest, mut seen) = (0, Duration::ZERO, 0);
    while !stop.load(Ordering::Relaxed) {
        let start = Instant::now();
        if let Ok(store) = Store::open(path) {
            let events = store.pair_events(a, b, None, None).unwrap().len();
            assert!(events >= seen, "events vanished");
            (reads, seen) = (reads + 1, events);
            longest = longest.max(start.elapsed());
        }
        // The writer is what is measured: the reader takes a small part of a core.
        std::thread::park_timeout(Duration::from_millis(50));
    }
    (reads, longest)
}
