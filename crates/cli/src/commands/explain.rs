//! `detente explain`: one event or report with all its evidence.

use crate::Outcome;
use crate::args::ExplainArgs;
use crate::evidence;
use crate::output::stdout;
use anyhow::{Context, Result, bail};
use detente_render::{TextStyle, event_text, report_text};
use detente_store::{Filter, Store};
use std::io::{IsTerminal, Write};

pub(crate) fn run(args: &ExplainArgs) -> Result<Outcome> {
    let store = Store::open(&args.store)
        .with_context(|| format!("cannot read the store {}", args.store.display()))?;
    let style = text_style();
    let text = if args.id.starts_with("r_") {
        one_report(&store, &args.id, style)?
    } else {
        one_event(&store, &args.id, style)?
    };
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Clean)
}

fn one_report(store: &Store, id: &str, style: TextStyle) -> Result<String> {
    let mut found = Vec::new();
    for report in store.reports()? {
        let report = report?;
        if report.id.to_string().starts_with(id) {
            found.push(report);
        }
    }
    match found.as_slice() {
        [one] => Ok(report_text(&evidence::report(one), style)),
        [] => bail!("no report {id} in the store"),
        more => bail!("{} reports begin with {id}; hint: give more digits", more.len()),
    }
}

fn one_event(store: &Store, id: &str, style: TextStyle) -> Result<String> {
    let mut found = Vec::new();
    for event in store.events(&Filter::default())? {
        let event = event?;
        let ids = std::iter::once(&event.id).chain(&event.aliases);
        if ids.into_iter().any(|i| i.to_string().starts_with(id)) {
            found.push(event);
        }
    }
    match found.as_slice() {
        [one] => Ok(event_text(&evidence::event(one, vec![], &store.reports_of(one)?), style)),
        [] => bail!(
            "no event {id} in the store; hint: ids begin with e_ (events) or r_ (reports), `detente events` lists them"
        ),
        more => bail!("{} events begin with {id}; hint: give more digits", more.len()),
    }
}

/// Colour and width of this terminal.
pub(crate) fn text_style() -> TextStyle {
    let width = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    TextStyle { width: width.unwrap_or(100), color, ..TextStyle::default() }
}
