//! The run: case after case, what each cost, and what was found.

use crate::random::Random;
use crate::{check, machine, mutate, noise};
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_text::{Article, Doc};
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Cases after which memory may no longer grow by more than `GROWTH` bytes.
const WARM_UP: u64 = 500;
const GROWTH: u64 = 200 << 20;
/// Every so many sentences are parsed again with a new scratch, and written as `CoNLL-U`.
const SAMPLE: u64 = 16;
/// Every so many cases, all tokens are parsed as one sentence.
const WHOLE: u64 = 8;
/// Shorter inputs are left out of the slowest a byte: the tick of the scheduler is longer than they take.
const TIMED: usize = 2000;
/// What any input may take besides its bytes.
const SLACK: Duration = Duration::from_millis(50);

/// The last panic: its message and place.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// The most bytes of an input, and the time a byte may take. A token may be one byte, so the bound is that of a
/// token on a slow machine.
fn bounds(tier: Tier) -> (usize, Duration) {
    match tier {
        Tier::Fast => (200_000, Duration::from_micros(60)),
        Tier::Accurate => (20_000, Duration::from_micros(400)),
    }
}

/// What broke, and the text that broke it.
pub(crate) struct Failure {
    pub(crate) text: String,
    pub(crate) why: String,
}

/// A parser at work, and what it did.
pub(crate) struct Run {
    parser: &'static Parser,
    scratch: Scratch,
    cases: u64,
    bytes: u64,
    sentences: u64,
    words: u64,
    busy: Duration,
    /// Time a byte, bytes and beginning of the slowest input.
    slowest: (Duration, usize, String),
    /// Bytes in memory when warm, at most, and now.
    memory: [u64; 3],
}

impl Run {
    pub(crate) fn new(tier: Tier) -> Self {
        let parser = Parser::of(tier);
        // From here on panics are findings.
        panic::set_hook(Box::new(|info| {
            *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string();
        }));
        Self {
            parser,
            scratch: Scratch::default(),
            cases: 0,
            bytes: 0,
            sentences: 0,
            words: 0,
            busy: Duration::ZERO,
            slowest: (Duration::ZERO, 0, String::new()),
            memory: [0; 3],
        }
    }

    /// Tries texts until time is up; the first failure.
    pub(crate) fn fuzz(&mut self, seed: u64, texts: &[String], time: Duration) -> Option<Failure> {
        let start = Instant::now();
        let (most, _) = bounds(self.parser.tier());
        while start.elapsed() < time {
            let mut random = Random::of_case(seed, self.cases);
            let is_news = !texts.is_empty() && random.once_in(3);
            let text =
                if is_news { mutate::make(&mut random, texts, most) } else { noise::make(&mut random, most) };
            if let Err(failure) = self.try_text(&text) {
                return Some(failure);
            }
        }
        None
    }

    /// Parses a text and looks at all that is promised.
    pub(crate) fn try_text(&mut self, text: &str) -> Result<(), Failure> {
        let caught = panic::catch_unwind(AssertUnwindSafe(|| self.parse(text)));
        let result =
            caught.unwrap_or_else(|_| Err(PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone()));
        result
            .and_then(|()| self.weigh())
            .map_err(|why| Failure { text: text.to_owned(), why: format!("case {}: {why}", self.cases) })?;
        self.cases += 1;
        self.bytes += text.len() as u64;
        Ok(())
    }

    fn parse(&mut self, text: &str) -> Result<(), String> {
        let timer = machine::Timer::start();
        // Half of the articles have a title that the page repeats.
        let title = text.lines().next().filter(|_| text.len().is_multiple_of(2)).map(str::to_owned);
        let doc = Doc::new(Article { text: text.to_owned(), title, ..Article::default() });
        let mut found = Vec::with_capacity(doc.sentences.len());
        for sentence in &doc.sentences {
            found.push(self.parser.parse_with(&mut self.scratch, &doc, sentence));
        }
        self.time(text, timer.elapsed())?;
        check::doc(&doc, text)?;
        for (sentence, syntax) in doc.sentences.iter().zip(&found) {
            let forms: Vec<&str> = doc.tokens_of(sentence).iter().map(|&span| doc.text(span)).collect();
            check::syntax(syntax, &forms)?;
            if self.sentences.is_multiple_of(SAMPLE) {
                if self.parser.parse(&doc, sentence) != *syntax {
                    return Err(format!("another result with a new scratch for {:?}", sentence.span));
                }
                check::lines(&ParsedSentence { doc: &doc, sentence, syntax })?;
            }
            self.sentences += 1;
            self.words += forms.len() as u64;
        }
        if self.cases.is_multiple_of(WHOLE) { self.parse_whole(&doc, text) } else { Ok(()) }
    }

    /// All tokens as one sentence, then tokens as nobody cuts them: some are empty.
    fn parse_whole(&mut self, doc: &Doc, text: &str) -> Result<(), String> {
        let cut: Vec<&str> = doc.tokens.iter().map(|&span| doc.text(span)).collect();
        let split: Vec<&str> = text.split(' ').collect();
        for forms in [cut, split] {
            check::syntax(&self.parser.parse_tokens_with(&mut self.scratch, &forms), &forms)?;
        }
        Ok(())
    }

    fn time(&mut self, text: &str, taken: Duration) -> Result<(), String> {
        self.busy += taken;
        let (_, a_byte) = bounds(self.parser.tier());
        let bytes = text.len() as u32;
        if taken > SLACK + a_byte * bytes {
            return Err(format!("{taken:?} for {bytes} bytes"));
        }
        if text.len() >= TIMED && taken / bytes > self.slowest.0 {
            self.slowest = (taken / bytes, text.len(), text.chars().take(40).collect());
        }
        Ok(())
    }

    fn weigh(&mut self) -> Result<(), String> {
        let Some(now) = machine::memory() else { return Ok(()) };
        let [warm, most, _] = self.memory;
        let warm = if self.cases < WARM_UP { warm.max(now) } else { warm };
        self.memory = [warm, most.max(now), now];
        if now > warm + GROWTH {
            return Err(format!("memory grew from {} to {} MB", warm >> 20, now >> 20));
        }
        Ok(())
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a_byte, bytes, beginning) = &self.slowest;
        let [warm, most, now] = self.memory.map(|bytes| bytes >> 20);
        let (tier, id) = (self.parser.tier(), self.parser.id());
        writeln!(
            f,
            "{tier} ({id}): {} cases, {} bytes, {} sentences, {} words in {:.1?} of parsing",
            self.cases, self.bytes, self.sentences, self.words, self.busy
        )?;
        writeln!(f, "slowest a byte: {a_byte:?}, an input of {bytes} bytes that begins {beginning:?}")?;
        write!(f, "memory: {warm} MB when warm, {most} MB at most, {now} MB at the end")
    }
}
