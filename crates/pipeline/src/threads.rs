//! Many articles on many threads, in order, with bounded memory.

use crate::{Actors, ArticleCoder, CodedArticle};
use detente_parse::Tier;
use detente_text::Article;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How to run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Worker threads, at least 1.
    pub threads: usize,
    /// Articles handed to a worker at a time, at least 1.
    pub batch: usize,
    /// Whose models are used.
    pub tier: Tier,
    /// A user's own actors, on those that are compiled in.
    pub actors: Option<Actors>,
}

impl Default for Options {
    fn default() -> Self {
        let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { threads, batch: 32, tier: Tier::default(), actors: None }
    }
}

/// Codes articles and hands them to `sink` in the order of the input. At most two batches a thread are held at a
/// time. Stops early when `sink` returns an error, and returns it.
///
/// # Errors
/// What `sink` returned.
pub fn code_all<E>(
    articles: impl Iterator<Item = Article>,
    options: Options,
    sink: impl FnMut(CodedArticle) -> Result<(), E>,
) -> Result<(), E> {
    map_in_order(articles, options, sink, || {
        let mut coder = ArticleCoder::new(options.tier, options.actors);
        move |article| coder.code(article)
    })
}

/// Items with the place of their batch in the input.
type Batch<T> = (usize, Vec<T>);
/// The results of a batch; or the panic of its worker, without which the reader would wait for ever.
type Done<R> = (usize, thread::Result<Vec<R>>);

/// Maps items on threads, each with a function of its own that `function` makes, and gives the results in order.
pub(crate) fn map_in_order<T: Send, R: Send, F: FnMut(T) -> R, E>(
    items: impl Iterator<Item = T>,
    options: Options,
    sink: impl FnMut(R) -> Result<(), E>,
    function: impl Fn() -> F + Sync,
) -> Result<(), E> {
    let threads = options.threads.max(1);
    if threads == 1 {
        return items.map(function()).try_for_each(sink);
    }
    let ahead = threads.saturating_mul(2);
    let (work, tasks) = sync_channel::<Batch<T>>(ahead);
    let tasks = Mutex::new(tasks);
    thread::scope(|scope| {
        let (done, results) = channel::<Done<R>>();
        for _ in 0..threads {
            let (tasks, function, done) = (&tasks, &function, done.clone());
            scope.spawn(move || run_worker(tasks, &done, function()));
        }
        // The reader holds no sender of its own, and what is moved in here is dropped on every way out: that ends the
        // workers.
        drop(done);
        Reader { work: Some(work), results, ahead, sent: 0, written: 0, waiting: BTreeMap::new() }.run(
            items,
            options.batch.max(1),
            sink,
        )
    })
}

fn run_worker<T, R>(
    tasks: &Mutex<Receiver<Batch<T>>>,
    done: &Sender<Done<R>>,
    mut function: impl FnMut(T) -> R,
) {
    loop {
        let next = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, items)) = next else { return };
        let results = catch_unwind(AssertUnwindSafe(|| items.into_iter().map(&mut function).collect()));
        let is_broken = results.is_err();
        if done.send((number, results)).is_err() || is_broken {
            return;
        }
    }
}

/// Keeps the workers busy and puts their results in order.
struct Reader<T, R> {
    /// None when the input is at its end.
    work: Option<SyncSender<Batch<T>>>,
    results: Receiver<Done<R>>,
    /// Batches that may be with the workers or waiting.
    ahead: usize,
    /// Batches given out, and written.
    sent: usize,
    written: usize,
    /// Results whose turn has not come.
    waiting: BTreeMap<usize, Vec<R>>,
}

impl<T, R> Reader<T, R> {
    fn run<E>(
        mut self,
        mut items: impl Iterator<Item = T>,
        batch: usize,
        mut sink: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        loop {
            self.give_out(&mut items, batch);
            if self.written == self.sent {
                return Ok(());
            }
            self.take_in();
            while let Some(results) = self.waiting.remove(&self.written) {
                results.into_iter().try_for_each(&mut sink)?;
                self.written += 1;
            }
        }
    }

    fn give_out(&mut self, items: &mut impl Iterator<Item = T>, batch: usize) {
        while let Some(work) = self.work.as_ref().filter(|_| self.sent - self.written < self.ahead) {
            let next: Vec<T> = items.by_ref().take(batch).collect();
            if next.is_empty() || work.send((self.sent, next)).is_err() {
                self.work = None;
            } else {
                self.sent += 1;
            }
        }
    }

    fn take_in(&mut self) {
        let (number, results) =
            self.results.recv().expect("invariant: workers answer each batch that they were sent");
        self.waiting.insert(number, results.unwrap_or_else(|panic| resume_unwind(panic)));
    }
}
