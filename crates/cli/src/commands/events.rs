//! `detente events`: the events of a store, listed or exported.

use crate::Outcome;
use crate::args::{EventFormat, EventsArgs};
use crate::diagnostics::Diagnostics;
use crate::output::{binary_output, stdout};
use anyhow::{Context, Result};
use detente_coding::{Party, Status};
use detente_exchange::{GdeltWriter, IcewsWriter};
use detente_store::{Filter, Store, formats};
use detente_stories::{Event, Side};
use std::io::Write;

pub(crate) fn run(args: EventsArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let store = Store::open(&args.store)
        .with_context(|| format!("cannot read the store {}", args.store.display()))?;
    let side = |code: Option<&String>| -> Result<Option<Side>> {
        code.map(|c| {
            c.to_uppercase()
                .parse::<Side>()
                .with_context(|| format!("{c} is no side (hint: AZE, or SDN.REB)"))
        })
        .transpose()
    };
    let filter = Filter {
        actor: side(args.actor.as_ref())?,
        recipient: side(args.recipient.as_ref())?,
        types: args.types,
        statuses: if args.status.is_empty() { vec![Status::Asserted] } else { args.status },
        from: args.from,
        to: args.to,
    };
    let events = store.events(&filter)?;
    let count = match args.format {
        EventFormat::List => list(events)?,
        EventFormat::Jsonl => export(formats::Format::Jsonl, events)?,
        EventFormat::Plover => export(formats::Format::Plover, events)?,
        EventFormat::Csv => export(formats::Format::Csv, events)?,
        EventFormat::Gdelt => {
            let mut writer = GdeltWriter::new(stdout());
            let count = foreign(&store, events, |event, urls| writer.write(event, urls))?;
            writer.into_inner().flush()?;
            count
        }
        EventFormat::Icews => {
            let mut writer = IcewsWriter::new(stdout());
            let count = foreign(&store, events, |event, urls| writer.write(event, urls))?;
            writer.into_inner().flush()?;
            count
        }
        EventFormat::Parquet => parquet(events)?,
    };
    diagnostics.done(&format!("{count} events"));
    Ok(Outcome::Clean)
}

fn export(format: formats::Format, events: detente_store::Events) -> Result<usize> {
    let mut writer = formats::EventWriter::new(format, stdout())?;
    let mut count = 0;
    for event in events {
        writer.write(&event?)?;
        count += 1;
    }
    writer.finish()?;
    Ok(count)
}

fn parquet(events: detente_store::Events) -> Result<usize> {
    let mut writer = formats::EventParquet::new(binary_output(None)?)?;
    let mut count = 0;
    for event in events {
        writer.write(event?)?;
        count += 1;
    }
    writer.finish()?.commit()?;
    Ok(count)
}

/// Events in the format of another dataset, with the addresses of their articles. What that format cannot hold (no day,
/// no code) has no row; how many have one.
fn foreign(
    store: &Store,
    events: detente_store::Events,
    mut write: impl FnMut(&Event, &[String]) -> std::io::Result<usize>,
) -> Result<usize> {
    /// Events whose articles are looked up in one go.
    const TOGETHER: usize = 2048;
    let mut events = events.peekable();
    let mut count = 0;
    while events.peek().is_some() {
        let some: Vec<Event> = events.by_ref().take(TOGETHER).collect::<Result<_, _>>()?;
        let reports = store.reports_of_all(&some)?;
        for event in &some {
            let told = reports.get(&event.id).into_iter().flatten();
            let mut urls: Vec<String> = told.filter_map(|r| r.article.url.clone()).collect();
            urls.extend(event.imported.as_ref().and_then(|i| i.url.clone()));
            count += usize::from(write(event, &urls)? > 0);
        }
    }
    Ok(count)
}

fn list(events: detente_store::Events) -> Result<usize> {
    let mut out = stdout();
    let mut count = 0;
    for event in events {
        writeln!(out, "{}", line(&event?))?;
        count += 1;
    }
    out.flush()?;
    Ok(count)
}

/// `2012-03-15  COERCE arrest  AZE SPY → AZE CVL  asserted  2 reports  e_…`
fn line(event: &Event) -> String {
    let parties = |list: &[Party]| {
        let names: Vec<String> = list.iter().map(name).collect();
        if names.is_empty() { "?".to_owned() } else { names.join(" + ") }
    };
    let arrow = if event.reciprocal {
        parties(&event.actors).replace(" + ", " \u{2194} ")
    } else {
        format!("{} \u{2192} {}", parties(&event.actors), parties(&event.recipients))
    };
    let day = event.date.from.map_or_else(|| "undated   ".to_owned(), |d| d.to_string());
    let what = std::iter::once(event.type_name().to_owned())
        .chain(event.modes.clone())
        .collect::<Vec<_>>()
        .join(" ");
    format!(
        "{day}  {what:<20} {arrow:<32} {:<9} {} {}  {}",
        event.status.name(),
        event.n_reports(),
        if event.n_reports() == 1 { "report " } else { "reports" },
        event.id
    )
}

fn name(party: &Party) -> String {
    let country = party.country.map(|c| c.to_string());
    let sector = party.sectors.first().map(ToString::to_string);
    match (country, sector) {
        (Some(c), Some(s)) => format!("{c} {s}"),
        (Some(c), None) => c,
        (None, Some(s)) => s,
        (None, None) => "?".to_owned(),
    }
}
