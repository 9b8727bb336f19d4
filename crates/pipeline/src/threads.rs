//! Many articles on many threads, in order, with bounded memory.

use crate::{ArticleCoder, CodedArticle};
use detente_text::Article;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How to run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Worker threads, at least 1.
    pub threads: usize,
    /// Articles handed to a worker at a time, at least 1.
    pub batch: usize,
}

impl Default for Options {
    fn default() -> Self {
        let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { threads, batch: 32 }
    }
}

type Batch = (usize, Vec<Article>);
type Coded = (usize, Vec<CodedArticle>);

/// Codes articles and hands them to `sink` in the order of the input. At most a few batches are held at a time. Stops
/// early when `sink` returns an error, and returns it.
///
/// # Errors
/// What `sink` returned.
pub fn code_all<E>(
    articles: impl Iterator<Item = Article>,
    options: Options,
    mut sink: impl FnMut(CodedArticle) -> Result<(), E>,
) -> Result<(), E> {
    let threads = options.threads.max(1);
    if threads == 1 {
        let mut coder = ArticleCoder::new();
        return articles.map(|a| coder.code(a)).try_for_each(sink);
    }
    thread::scope(|scope| {
        let (work, tasks) = sync_channel::<Batch>(threads * 2);
        let (done, results) = channel::<Coded>();
        let tasks = Arc::new(Mutex::new(tasks));
        for _ in 0..threads {
            let (tasks, done) = (Arc::clone(&tasks), done.clone());
            scope.spawn(move || run_worker(&tasks, &done));
        }
        drop((tasks, done));
        distribute(articles, options.batch.max(1), threads * 2, work, &results, &mut sink)
    })
}

fn run_worker(tasks: &Mutex<Receiver<Batch>>, done: &Sender<Coded>) {
    let mut coder = ArticleCoder::new();
    loop {
        let next = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, articles)) = next else { return };
        let coded = articles.into_iter().map(|a| coder.code(a)).collect();
        if done.send((number, coded)).is_err() {
            return;
        }
    }
}

/// Keeps at most `ahead` batches with the workers, and gives their results to the sink in order.
fn distribute<E>(
    mut articles: impl Iterator<Item = Article>,
    batch: usize,
    ahead: usize,
    work: SyncSender<Batch>,
    results: &Receiver<Coded>,
    sink: &mut impl FnMut(CodedArticle) -> Result<(), E>,
) -> Result<(), E> {
    let mut work = Some(work);
    let mut waiting: BTreeMap<usize, Vec<CodedArticle>> = BTreeMap::new();
    let (mut sent, mut written) = (0, 0);
    loop {
        while let Some(channel) = work.as_ref().filter(|_| sent - written < ahead) {
            let next: Vec<Article> = articles.by_ref().take(batch).collect();
            if next.is_empty() || channel.send((sent, next)).is_err() {
                work = None;
            } else {
                sent += 1;
            }
        }
        if written == sent {
            return Ok(());
        }
        let (number, coded) = results.recv().expect("invariant: workers answer each batch that they were sent");
        waiting.insert(number, coded);
        while let Some(coded) = waiting.remove(&written) {
            coded.into_iter().try_for_each(&mut *sink)?;
            written += 1;
        }
    }
}
