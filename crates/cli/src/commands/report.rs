//! `detente report`: the relation of two sides.

use super::explain::text_style;
use crate::args::{PeriodChoice, RelationFormat, ReportArgs};
use crate::diagnostics::Diagnostics;
use crate::output::write_whole;
use crate::{Outcome, evidence};
use anyhow::{Context, Result};
use detente_coding::Status;
use detente_relations::{Direction, Group, Observation, Period, Settings, measure};
use detente_render::{
    Counting, EventEvidence, RelationView, relation_html, relation_json, relation_markdown, relation_text,
};
use detente_resolve::Resolver;
use detente_store::{Filter, Store};
use detente_stories::{Event, Side};

pub(crate) fn run(args: &ReportArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let (a, b) = (side(&args.a)?, side(&args.b)?);
    let store = Store::open(&args.store)
        .with_context(|| format!("cannot read the store {}", args.store.display()))?;
    let statuses = if args.status.is_empty() { vec![Status::Asserted] } else { args.status.clone() };
    let filter = Filter { statuses: statuses.clone(), from: args.from, to: args.to, ..Filter::default() };
    let mut observations = Vec::new();
    let mut events = Vec::new();
    for event in store.events(&filter)? {
        let event = event?;
        let directions = directions(&store, &event, a, b, args)?;
        if directions.is_empty() || event.publishers.len().max(1) < args.min_publishers as usize {
            continue;
        }
        observe(&event, &directions, &mut observations);
        events.push((event, directions));
    }
    let settings = settings(args, a, b);
    let measures = measure(&observations, &settings).context("cannot measure the relation")?;
    let events = events
        .into_iter()
        .map(|(event, directions)| Ok(evidence::event(&event, directions, &store.reports_of(&event)?)))
        .collect::<Result<Vec<EventEvidence>>>()?;
    if events.is_empty() {
        diagnostics.done(&format!("the store has no events between {} and {}", args.a, args.b));
    }
    let view = RelationView {
        measures,
        counting: Counting {
            unit: "event".to_owned(),
            statuses: statuses.iter().map(|s| s.name().to_owned()).collect(),
            links: args.links,
            min_publishers: args.min_publishers,
        },
        events,
        made_by: format!("detente {}", env!("CARGO_PKG_VERSION")),
    };
    let text = match format(args) {
        RelationFormat::Text => relation_text(&view, text_style()),
        RelationFormat::Html => relation_html(&view),
        RelationFormat::Json => relation_json(&view),
        RelationFormat::Md => relation_markdown(&view),
    };
    write_whole(args.output.as_deref(), &text)?;
    Ok(Outcome::Clean)
}

pub(crate) fn side(code: &str) -> Result<Side> {
    code.to_uppercase().parse().with_context(|| {
        format!("{code} is no side (hint: a country such as AZE, or a country and a sector such as SDN.REB)")
    })
}

/// The form asked for, else by the ending of the output file, else text.
fn format(args: &ReportArgs) -> RelationFormat {
    let ending = args.output.as_ref().and_then(|p| p.extension()).and_then(|e| e.to_str());
    args.format.unwrap_or(match ending {
        Some("html" | "htm") => RelationFormat::Html,
        Some("json") => RelationFormat::Json,
        Some("md") => RelationFormat::Md,
        _ => RelationFormat::Text,
    })
}

fn settings(args: &ReportArgs, a: Side, b: Side) -> Settings {
    let named = |side: Side| detente_relations::Side { code: side.to_string(), name: name_of(side) };
    Settings {
        period: match args.period {
            PeriodChoice::Day => Period::Day,
            PeriodChoice::Week => Period::Week,
            PeriodChoice::Month => Period::Month,
            PeriodChoice::Quarter => Period::Quarter,
            PeriodChoice::Year => Period::Year,
        },
        from: args.from,
        to: args.to,
        window_days: u32::from(args.window),
        ..Settings::new(named(a), named(b))
    }
}

fn name_of(side: Side) -> String {
    let entry = Resolver::embedded().countries().iter().find(|c| c.country == side.country);
    let country = entry.map_or_else(|| side.country.to_string(), |c| c.name.clone());
    match side.sector {
        Some(sector) => format!("{country} ({sector})"),
        None => country,
    }
}

/// In which of the two dyads an event counts.
fn directions(store: &Store, event: &Event, a: Side, b: Side, args: &ReportArgs) -> Result<Vec<Direction>> {
    let pairs = detente_stories::dyads(event);
    let mut out = Vec::new();
    for (direction, from, to) in [(Direction::AToB, a, b), (Direction::BToA, b, a)] {
        let direct = pairs.iter().any(|d| d.actor == from && d.recipient == to);
        if direct || (args.links && touches_by_link(store, event, from, to)?) {
            out.push(direction);
        }
    }
    Ok(out)
}

/// Whether `from` acts on somebody who is tied to `to` by a link (codebook §5).
fn touches_by_link(store: &Store, event: &Event, from: Side, to: Side) -> Result<bool> {
    if !event.actors.iter().any(|p| from.includes(p)) {
        return Ok(false);
    }
    let reports = store.reports_of(event)?;
    let mut links = reports.iter().flat_map(|r| &r.recipients).flat_map(|e| &e.links);
    Ok(links.any(|l| to.includes(&l.party)))
}

fn observe(event: &Event, directions: &[Direction], out: &mut Vec<Observation>) {
    let Some(group) = event.group().and_then(|g| Group::from_name(g.name())) else { return };
    for &direction in directions {
        out.push(Observation {
            id: event.id.0,
            from: event.date.from,
            to: event.date.to,
            direction,
            group,
            score: f64::from(event.score),
        });
    }
}
