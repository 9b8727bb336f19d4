//! The order of the output, whatever the threads; how a run ends.

use super::article;
use crate::threads::map_in_order;
use crate::{CodedArticle, Options, code_all};
use detente_parse::Tier;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};

const WAYS: [(usize, usize); 9] = [(1, 1), (1, 7), (1, 64), (2, 1), (2, 7), (2, 64), (5, 1), (5, 7), (5, 64)];

/// A function that counts by itself how many items it was given; nothing of it may show.
fn double() -> impl FnMut(usize) -> usize {
    let mut calls = 0;
    move |n| {
        calls += 1;
        // Late items are quick and early ones slow, so that results come out of order.
        (0..(1000 / calls)).fold(2 * n, |sum, i| std::hint::black_box(sum + i) - i)
    }
}

fn code_with(tier: Tier, threads: usize, batch: usize, articles: usize) -> Vec<CodedArticle> {
    let mut out = Vec::new();
    let done: Result<(), Infallible> =
        code_all((0..articles).map(article), Options { threads, batch, tier, actors: None }, |coded| {
            out.push(coded);
            Ok(())
        });
    assert!(done.is_ok());
    out
}

#[test]
fn threads_and_batches_change_nothing() {
    for tier in Tier::ALL {
        let expect = code_with(tier, 1, 1, 150);
        assert!(expect.iter().enumerate().all(|(i, coded)| coded.meta.id == format!("article {i}")));
        assert!(expect.iter().map(|coded| coded.reports.len()).sum::<usize>() > 100);
        for (threads, batch) in WAYS {
            let got = code_with(tier, threads, batch, 150);
            assert_eq!(got.len(), expect.len());
            for (got, expect) in got.iter().zip(&expect) {
                assert_eq!(got.reports, expect.reports, "{tier}, {threads} threads, batches of {batch}");
                assert_eq!((&got.meta, &got.text), (&expect.meta, &expect.text));
            }
        }
    }
}

#[test]
fn the_order_is_kept_where_results_come_out_of_it() {
    for (threads, batch) in WAYS {
        let mut out = Vec::new();
        let sink = |n| {
            out.push(n);
            Ok::<(), Infallible>(())
        };
        map_in_order(0..1000, Options { threads, batch, ..Options::default() }, sink, double).unwrap();
        assert_eq!(out, (0..1000).map(|n| 2 * n).collect::<Vec<_>>());
    }
}

#[test]
fn nothing_gives_nothing() {
    for (threads, batch) in WAYS {
        assert!(code_with(Tier::Accurate, threads, batch, 0).is_empty());
    }
}

#[test]
fn no_threads_and_no_batch_are_one() {
    assert_eq!(code_with(Tier::Accurate, 0, 0, 9).len(), 9);
    assert_eq!(code_with(Tier::Accurate, 3, 0, 9).len(), 9);
}

#[test]
fn the_default_uses_this_machine() {
    let options = Options::default();
    assert!(options.threads >= 1 && options.batch >= 1);
}

#[test]
fn an_error_of_the_sink_stops_and_is_returned() {
    for (threads, batch) in WAYS {
        let mut read = 0;
        let endless = std::iter::repeat_with(|| {
            read += 1;
            read
        });
        let mut taken = Vec::new();
        let sink = |n| {
            if n > 10 {
                return Err("the disk is full");
            }
            taken.push(n);
            Ok(())
        };
        let ended =
            map_in_order(endless, Options { threads, batch, ..Options::default() }, sink, || |n: usize| n);
        assert_eq!(ended, Err("the disk is full"));
        assert_eq!(taken, (1..=10).collect::<Vec<_>>());
        // Bounded memory: nothing is read ahead but two batches a thread.
        assert!(read <= 11 + 2 * threads * batch, "{read} read: {threads} threads, batches of {batch}");
    }
}

#[test]
fn an_error_of_the_sink_stops_coding() {
    for threads in [1, 4] {
        let options = Options { threads, batch: 3, ..Options::default() };
        let ended = code_all((0..).map(article), options, |coded| match coded.meta.id.as_str() {
            "article 5" => Err(coded.meta.id.clone()),
            _ => Ok(()),
        });
        assert_eq!(ended, Err("article 5".to_owned()));
    }
}

#[test]
fn a_panic_of_a_worker_is_passed_on() {
    for (threads, batch) in WAYS {
        let fails_at_20 = || |n: usize| if n == 20 { std::panic::panic_any("twenty") } else { n };
        let sink = |_| Ok::<(), Infallible>(());
        let run = || map_in_order(0.., Options { threads, batch, ..Options::default() }, sink, fails_at_20);
        let panic = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
        assert_eq!(panic.downcast_ref(), Some(&"twenty"));
    }
}
