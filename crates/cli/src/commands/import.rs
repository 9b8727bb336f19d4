//! `detente import`: the event files of others into a store.
//!
//! One thread reads rows, this one writes them in batches, each of which is a commit: an import that broke off is run again,
//! and what is there is left.

use crate::Outcome;
use crate::args::ImportArgs;
use crate::diagnostics::Diagnostics;
use anyhow::{Context, Result, anyhow};
use detente_exchange::{Format, Options, Reason, Row, Rows, Scheme, Tally, read};
use detente_store::{ImportNote, ImportedEvents, Store, Writer};
use detente_stories::Event;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};

/// Events of one commit.
const BATCH: usize = 50_000;

pub(crate) fn run(args: &ImportArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let format = Format::from_name(&args.format.to_lowercase()).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|f| f.name()).collect();
        anyhow!("no such format: {} (hint: {})", args.format, names.join(", "))
    })?;
    let options = Options { scheme: args.scheme.map(Scheme::from) };
    let mut writer = Store::create_or_open(&args.output)
        .with_context(|| format!("cannot write the store {}", args.output.display()))?;
    for path in &args.files {
        if let Err(error) = one_file(&mut writer, format, path, options, diagnostics) {
            if error.downcast_ref::<detente_store::Error>().is_some() {
                return Err(error);
            }
            diagnostics.problem(&format!("{}: {error:#}", path.display()));
        }
    }
    Ok(Outcome::Clean)
}

fn open(path: &Path) -> Result<Box<dyn Read + Send>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(std::io::stdin()));
    }
    Ok(Box::new(File::open(path).context("cannot be opened")?))
}

fn one_file(
    writer: &mut Writer,
    format: Format,
    path: &Path,
    options: Options,
    diagnostics: &Diagnostics,
) -> Result<()> {
    let name = path.display().to_string();
    let mut rows = read(format, open(path)?, &name, &options).map_err(|e| match e.hint() {
        Some(hint) => anyhow!("{e} (hint: {hint})"),
        None => anyhow!("{e}"),
    })?;
    let bar = bar(diagnostics);
    let mut sum = ImportedEvents::default();
    let mut last = Vec::new();
    std::thread::scope(|scope| -> Result<()> {
        let (sender, receiver) = sync_channel::<Vec<Event>>(1);
        let rows = &mut rows;
        let reader = scope.spawn(move || gather(rows, &sender));
        for batch in receiver {
            // The last batch waits for the tally, which goes into its commit.
            let batch = std::mem::replace(&mut last, batch);
            add(&mut sum, writer.import(&batch, None)?);
            bar.inc(batch.len() as u64);
        }
        reader.join().map_err(|_| anyhow!("reading stopped"))
    })?;
    let tally = rows.tally().clone();
    let dataset = rows.dataset();
    let note = ImportNote {
        time: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        dataset: dataset.name.to_owned(),
        scale: dataset.scale.to_owned(),
        quad_map: dataset.quad_map.to_owned(),
        file: path.file_name().map_or_else(|| name.clone(), |n| n.to_string_lossy().into_owned()),
        rows: tally.rows_in,
        events: sum.added as u64,
        known: sum.known as u64,
        repaired: tally.repaired.iter().map(|(k, n)| (k.name().to_owned(), *n)).collect(),
        refused: tally.refused.iter().map(|(k, n)| (k.name().to_owned(), *n)).collect(),
    };
    add(&mut sum, writer.import(&last, Some(note.clone()))?);
    let note = ImportNote { events: sum.added as u64, known: sum.known as u64, ..note };
    bar.finish_and_clear();
    tell(&name, &note, &tally, diagnostics);
    Ok(())
}

/// Reads all rows, and sends their events on in batches.
fn gather<R: Read>(rows: &mut Rows<R>, sender: &SyncSender<Vec<Event>>) {
    let mut batch = Vec::with_capacity(BATCH);
    for row in rows.by_ref() {
        if let Row::Event(event) = row {
            batch.push(*event);
            if batch.len() == BATCH {
                // The writer has failed, and says so itself.
                if sender.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))).is_err() {
                    return;
                }
            }
        }
    }
    let _ = sender.send(batch);
}

fn add(sum: &mut ImportedEvents, more: ImportedEvents) {
    sum.added += more.added;
    sum.known += more.known;
}

fn bar(diagnostics: &Diagnostics) -> ProgressBar {
    let shown = std::io::stderr().is_terminal() && !diagnostics.is_quiet();
    let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(None, target);
    let style = ProgressStyle::with_template("{spinner} {pos} events, {per_sec} ({elapsed})");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar
}

/// Rows in, events out, and every kind of row that was mended or left out, with a line to look at.
fn tell(name: &str, note: &ImportNote, tally: &Tally, diagnostics: &Diagnostics) {
    let known = if note.known > 0 { format!(", {} known already", note.known) } else { String::new() };
    diagnostics.done(&format!(
        "{name}: {} rows in, {} events out{known}; dataset {}, scale {}, quad map {}",
        note.rows, note.events, note.dataset, note.scale, note.quad_map
    ));
    let example = |kind: &str| {
        let first = tally.examples.get(kind).and_then(|list| list.first());
        first.map_or(String::new(), |(line, seen)| format!(" (line {line}: {seen})"))
    };
    let tell_all = |what: &str, kinds: &BTreeMap<String, u64>| {
        for (kind, n) in kinds {
            diagnostics.done(&format!("  {n:>7} {what}: {kind}{}", example(kind)));
        }
    };
    tell_all("repaired", &note.repaired);
    tell_all("refused", &note.refused);
    let broken = tally.refused.iter().filter(|(reason, _)| !harmless(**reason));
    for (reason, n) in broken {
        let at = tally.examples.get(reason.name()).and_then(|list| list.first()).map_or(1, |e| e.0);
        diagnostics.problem(&format!("{name}:{at}: {n} rows refused: {}", reason.explain()));
    }
}

/// Rows that are as they should be and yet no event of their own.
fn harmless(reason: Reason) -> bool {
    matches!(reason, Reason::Repeated | Reason::HeaderAgain | Reason::NoActors)
}
