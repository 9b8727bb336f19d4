//! `detente code`: articles into reports.

use super::actors::own_actors;
use super::inputs::read_articles;
use crate::Outcome;
use crate::args::{CodeArgs, ReportFormat, StatusChoice};
use crate::diagnostics::Diagnostics;
use crate::output::stdout;
use crate::progress::Progress;
use anyhow::{Context, Result};
use detente_coding::Status;
use detente_exchange::{GdeltWriter, IcewsWriter};
use detente_pipeline::{CodedArticle, Options, code_all};
use detente_store::{Appended, Store, Writer, formats};
use detente_stories::Event;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// Articles are appended to a store in batches of this many, or of this many bytes of text.
const BATCH_ARTICLES: usize = 4096;
const BATCH_BYTES: usize = 64 << 20;

pub(crate) fn run(args: &CodeArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let mut options =
        Options { batch: usize::from(args.batch), tier: args.tier.into(), ..Options::default() };
    if let Some(threads) = args.threads {
        options.threads = usize::from(threads);
    }
    options.actors = own_actors(&args.actors, diagnostics)?;
    match &args.output {
        Some(store) => into_store(args, store, options, diagnostics),
        None => to_stdout(args, options, diagnostics),
    }
}

fn to_stdout(args: &CodeArgs, options: Options, diagnostics: &Diagnostics) -> Result<Outcome> {
    let mut progress = Progress::new(diagnostics);
    let format = match args.format {
        ReportFormat::Jsonl => formats::Format::Jsonl,
        ReportFormat::Plover => formats::Format::Plover,
        ReportFormat::Csv => formats::Format::Csv,
        ReportFormat::Gdelt => {
            let mut writer = GdeltWriter::new(stdout());
            events_to_stdout(args, options, diagnostics, |event, urls| writer.write(event, urls))?;
            return Ok(writer.into_inner().flush().map(|()| Outcome::Clean)?);
        }
        ReportFormat::Icews => {
            let mut writer = IcewsWriter::new(stdout());
            events_to_stdout(args, options, diagnostics, |event, urls| writer.write(event, urls))?;
            return Ok(writer.into_inner().flush().map(|()| Outcome::Clean)?);
        }
    };
    let mut writer = formats::ReportWriter::new(format, stdout())?;
    code_all(read_articles(&args.inputs, diagnostics), options, |coded| -> Result<()> {
        progress.add(coded.sentences, coded.reports.len());
        for report in &coded.reports {
            if args.status == StatusChoice::All || report.status == Status::Asserted {
                writer.write(report)?;
            }
        }
        Ok(())
    })?;
    writer.finish()?;
    diagnostics.done(&progress.finish());
    Ok(Outcome::Clean)
}

/// In formats that hold events: the reports of one act in one article are one.
fn events_to_stdout(
    args: &CodeArgs,
    options: Options,
    diagnostics: &Diagnostics,
    mut write: impl FnMut(&Event, &[String]) -> std::io::Result<usize>,
) -> Result<()> {
    let mut progress = Progress::new(diagnostics);
    code_all(read_articles(&args.inputs, diagnostics), options, |coded| -> Result<()> {
        progress.add(coded.sentences, coded.reports.len());
        let urls: Vec<String> = coded.meta.url.iter().cloned().collect();
        for event in detente_stories::events(&coded.reports) {
            if args.status == StatusChoice::All || event.status == Status::Asserted {
                write(&event, &urls)?;
            }
        }
        Ok(())
    })?;
    diagnostics.done(&progress.finish());
    Ok(())
}

fn into_store(args: &CodeArgs, path: &Path, options: Options, diagnostics: &Diagnostics) -> Result<Outcome> {
    let mut progress = Progress::new(diagnostics);
    let writer =
        Store::create_or_open(path).with_context(|| format!("cannot write the store {}", path.display()))?;
    let mut batch = Batch { writer, articles: Vec::new(), bytes: 0, total: Appended::default() };
    code_all(read_articles(&args.inputs, diagnostics), options, |coded| -> Result<()> {
        progress.add(coded.sentences, coded.reports.len());
        batch.add(coded)
    })?;
    batch.flush()?;
    let total = batch.total;
    diagnostics.done(&progress.finish());
    diagnostics.done(&format!(
        "{}: {} articles added, {} replaced, {} unchanged; {} events new or changed",
        path.display(),
        total.added,
        total.replaced,
        total.unchanged,
        total.events
    ));
    Ok(Outcome::Clean)
}

/// Articles that wait to be appended together.
struct Batch {
    writer: Writer,
    articles: Vec<detente_store::CodedArticle>,
    bytes: usize,
    total: Appended,
}

impl Batch {
    fn add(&mut self, coded: CodedArticle) -> Result<()> {
        self.bytes += coded.text.len();
        self.articles.push(detente_store::CodedArticle {
            meta: coded.meta,
            n_sentences: coded.sentences,
            text_sha256: sha256(&coded.text),
            reports: coded.reports,
        });
        if self.articles.len() >= BATCH_ARTICLES || self.bytes >= BATCH_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        if self.articles.is_empty() {
            return Ok(());
        }
        let done = self.writer.append(&self.articles)?;
        self.total.added += done.added;
        self.total.replaced += done.replaced;
        self.total.unchanged += done.unchanged;
        self.total.reports += done.reports;
        self.total.events += done.events;
        self.articles.clear();
        self.bytes = 0;
        Ok(())
    }
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
