//! `detente report`: the relation of two sides.

use super::explain::text_style;
use super::{counted, error_rates};
use crate::args::{RelationFormat, ReportArgs, UnitChoice};
use crate::diagnostics::Diagnostics;
use crate::output::{write_bytes, write_whole};
use crate::{Outcome, evidence};
use anyhow::{Context, Result, bail};
use detente_relations::network::shifted_p;
use detente_relations::{Direction, Group, Measures, Observation, Period, Settings, measure};
use detente_render::{
    Counting, EventEvidence, RelationView, Third, relation_html, relation_json, relation_markdown,
    relation_pdf, relation_png, relation_text,
};
use detente_resolve::Resolver;
use detente_store::{PairEvent, Store};
use detente_stories::{EventId, Side};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};

pub(crate) fn run(args: &ReportArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let sides = [side(&args.a)?, side(&args.b)?];
    if sides[0] == sides[1] {
        bail!("the two sides are one (hint: sectors of a country are sides too: SDN.GOV SDN.REB)");
    }
    let store = Store::open(&args.store)
        .with_context(|| format!("cannot read the store {}", args.store.display()))?;
    let found = Found::read(&store, sides, args)?;
    if found.events.iter().all(Vec::is_empty) {
        diagnostics.done(&format!("the store has no events between {} and {}", args.a, args.b));
    }
    let mut settings = settings(args, sides);
    if found.is_coded_here() {
        settings.error_rates = error_rates::of_store(store.manifest());
    }
    let measures = measure(&found.observations(args), &settings).context("cannot measure the relation")?;
    let thirds = thirds(&store, &measures, sides, args)?;
    let format = format(args);
    let wanted = shown(&measures, format, args.evidence);
    let events = found.evidence(&store, &wanted)?;
    let view = RelationView {
        measures,
        counting: counting(args),
        events,
        thirds,
        sources: found.sources(),
        source_notes: source_notes(&store, &found),
        made_by: format!("detente {}", env!("CARGO_PKG_VERSION")),
    };
    let to = args.output.as_deref();
    match format {
        RelationFormat::Text => write_whole(to, &relation_text(&view, text_style()))?,
        RelationFormat::Html => write_whole(to, &relation_html(&view))?,
        RelationFormat::Json => write_whole(to, &relation_json(&view))?,
        RelationFormat::Md => write_whole(to, &relation_markdown(&view))?,
        RelationFormat::Pdf => write_bytes(to, &relation_pdf(&view)?)?,
        RelationFormat::Png => write_bytes(to, &relation_png(&view)?)?,
    }
    Ok(Outcome::Clean)
}

/// A side by its code.
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
        Some("pdf") => RelationFormat::Pdf,
        Some("png") => RelationFormat::Png,
        _ => RelationFormat::Text,
    })
}

fn settings(args: &ReportArgs, [a, b]: [Side; 2]) -> Settings {
    let named = |side: Side| detente_relations::Side { code: side.to_string(), name: name_of(side) };
    Settings {
        period: args.period.into(),
        from: args.from,
        to: args.to,
        window_days: u32::from(args.window),
        ..Settings::new(named(a), named(b))
    }
}

/// A side's name in sentences.
pub(crate) fn name_of(side: Side) -> String {
    // The list of states is at hand; the lexicon of actors, which has bodies of no one country too, takes a while to build.
    let of_lexicon = || {
        let countries = Resolver::embedded().countries();
        countries.iter().find(|c| c.country == side.country).map(|c| c.name.clone())
    };
    let known = detente_store::state_name(side.country).map(str::to_owned).or_else(of_lexicon);
    let country = known.unwrap_or_else(|| side.country.to_string());
    match side.sector {
        Some(sector) => format!("{country} ({sector})"),
        None => country,
    }
}

fn counting(args: &ReportArgs) -> Counting {
    Counting {
        unit: match args.unit {
            UnitChoice::Event => "event".to_owned(),
            UnitChoice::Report => "report".to_owned(),
        },
        statuses: counted(&args.status).iter().map(|s| s.name().to_owned()).collect(),
        links: args.links,
        min_publishers: args.min_publishers,
    }
}

/// The events that count, by direction.
struct Found {
    events: [Vec<PairEvent>; 2],
}

impl Found {
    fn read(store: &Store, [a, b]: [Side; 2], args: &ReportArgs) -> Result<Self> {
        let [mut forth, mut back] = store.pair_events_both_ways(a, b, args.from, args.to)?;
        admit(&mut forth, args);
        admit(&mut back, args);
        Ok(Self { events: [forth, back] })
    }

    /// Whether most of the events were coded here, so that their coder's errors are known.
    fn is_coded_here(&self) -> bool {
        let all = self.events.iter().flatten();
        let (coded, imported): (Vec<_>, Vec<_>) = all.partition(|e| e.dataset.is_none());
        coded.len() > imported.len()
    }

    fn observations(&self, args: &ReportArgs) -> Vec<Observation> {
        let mut out = Vec::with_capacity(self.events.iter().map(Vec::len).sum());
        for (direction, events) in Direction::ALL.into_iter().zip(&self.events) {
            for event in events {
                let copies = match args.unit {
                    UnitChoice::Event => 1,
                    UnitChoice::Report => event.n_reports.max(1),
                };
                out.extend((0..copies).map(|n| observation(event, direction, n)));
            }
        }
        out
    }

    /// Events by dataset; what was coded here is one of them.
    fn sources(&self) -> Vec<(String, usize)> {
        let mut seen = HashSet::new();
        let mut sources: BTreeMap<String, usize> = BTreeMap::new();
        for event in self.events.iter().flatten().filter(|e| seen.insert(e.id)) {
            let name = event.dataset.as_deref().unwrap_or("coded by detente");
            *sources.entry(name.to_owned()).or_default() += 1;
        }
        let mut sources: Vec<(String, usize)> = sources.into_iter().collect();
        sources.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
        sources
    }

    /// Some of the events, with the sentences that tell of them.
    fn evidence(&self, store: &Store, wanted: &HashSet<u128>) -> Result<Vec<EventEvidence>> {
        let mut seen: BTreeMap<EventId, (Option<Date>, Vec<Direction>)> = BTreeMap::new();
        for (direction, events) in Direction::ALL.into_iter().zip(&self.events) {
            for event in events.iter().filter(|e| wanted.contains(&e.id.0)) {
                let (_, directions) = seen.entry(event.id).or_insert((event.from, Vec::new()));
                if !directions.contains(&direction) {
                    directions.push(direction);
                }
            }
        }
        let days: Vec<(EventId, Option<Date>)> = seen.iter().map(|(id, (day, _))| (*id, *day)).collect();
        let events = store.events_of(&days)?;
        let reports = store.reports_of_all(&events)?;
        let none = Vec::new();
        let shown = events.iter().map(|event| {
            let directions = seen.get(&event.id).map(|(_, d)| d.clone()).unwrap_or_default();
            evidence::event(event, directions, reports.get(&event.id).unwrap_or(&none))
        });
        Ok(shown.collect())
    }
}

/// Does a third side's relation with one of the two move with its relation with the other, and with theirs?
fn thirds(store: &Store, measures: &Measures, [a, b]: [Side; 2], args: &ReportArgs) -> Result<Vec<Third>> {
    let Some(window) = measures.window.filter(|_| !args.third.is_empty()) else { return Ok(Vec::new()) };
    let settings = &measures.settings;
    let of = |one: Side, other: Side| -> Result<Vec<f64>> {
        let mut scores = Scores::new(settings.period, window);
        for event in Found::read(store, [one, other], args)?.events.iter().flatten() {
            scores.add(event.from, f64::from(event.score));
        }
        Ok(scores.sums)
    };
    let own = of(a, b)?;
    let mut out = Vec::new();
    for code in &args.third {
        let third = side(code)?;
        let (with_a, with_b) = (of(third, a)?, of(third, b)?);
        let moves = |x: &[f64], y: &[f64]| shifted_p(x, y, settings.draws, settings.seed);
        out.push(Third {
            code: third.to_string(),
            name: name_of(third),
            with_each_other: moves(&with_a, &with_b),
            with_a_and_theirs: moves(&with_a, &own),
            with_b_and_theirs: moves(&with_b, &own),
            periods: own.len(),
        });
    }
    Ok(out)
}

/// Sums of scores by period.
struct Scores {
    period: Period,
    starts: Vec<Date>,
    sums: Vec<f64>,
}

impl Scores {
    fn new(period: Period, (first, last): (Date, Date)) -> Self {
        let mut starts = vec![period.start(first)];
        while let Some(next) = starts.last().map(|s| period.next(*s)).filter(|n| *n <= last) {
            starts.push(next);
        }
        Self { period, sums: vec![0.0; starts.len()], starts }
    }

    fn add(&mut self, day: Option<Date>, score: f64) {
        let row = day.and_then(|d| self.starts.binary_search(&self.period.start(d)).ok());
        if let Some(row) = row {
            self.sums[row] += score;
        }
    }
}

/// The scales and quad maps of the datasets that were imported, and how often our coder is right.
fn source_notes(store: &Store, found: &Found) -> Vec<String> {
    let sources = found.sources();
    let mut notes = Vec::new();
    let mut seen = HashSet::new();
    for import in &store.manifest().imports {
        let used = sources.iter().any(|(name, _)| *name == import.dataset);
        if used && seen.insert(&import.dataset) {
            notes.push(format!(
                "{}: scores on the scale {}, quad classes by {}. Cite the dataset as its makers ask (docs/exchange.md).",
                import.dataset, import.scale, import.quad_map
            ));
        }
    }
    if let Some(rates) = found.is_coded_here().then(|| error_rates::of_store(store.manifest())).flatten() {
        let share = |g: Group| {
            let i = g as usize;
            format!(
                "{} {:.0}% right and {:.0}% missed",
                g.name().replace('_', " "),
                rates.right(g) * 100.0,
                rates.missed[i] * 100.0
            )
        };
        let groups: Vec<String> = Group::ALL.into_iter().filter(|g| g.is_indexed()).map(share).collect();
        notes.push(format!("The coder's own errors, measured on test gold: {}.", groups.join(", ")));
    }
    notes
}

/// Leaves those that count.
fn admit(events: &mut Vec<PairEvent>, args: &ReportArgs) {
    let statuses = counted(&args.status);
    events.retain(|event| {
        statuses.contains(&event.status)
            && (args.links || !event.by_link)
            && event.n_publishers.max(1) >= args.min_publishers
            && !(args.no_party_sources && event.parties_only)
    });
    if args.one_a_day {
        one_a_day(events);
    }
}

/// Of the events of one day with the same code, one: the rows of wire services repeat each other (KEDS, "one a day").
fn one_a_day(events: &mut Vec<PairEvent>) {
    let mut seen = HashSet::new();
    events.retain(|e| seen.insert((e.from, e.to, e.event_type, e.group, e.cameo.clone(), e.status)));
}

/// The event, or its `n`-th report, as the measures see it.
fn observation(event: &PairEvent, direction: Direction, n: u32) -> Observation {
    Observation {
        id: event.id.0.wrapping_add(u128::from(n)),
        from: event.from,
        to: event.to,
        direction,
        group: event.group.and_then(|g| Group::from_name(g.name())),
        score: f64::from(event.score),
    }
}

/// The events whose sentences are shown: vows with the deeds that broke or kept them come first, then the latest.
fn shown(measures: &Measures, format: RelationFormat, most: Option<usize>) -> HashSet<u128> {
    let most = most.unwrap_or(match format {
        RelationFormat::Json | RelationFormat::Png => 0,
        RelationFormat::Text => 30,
        RelationFormat::Md | RelationFormat::Pdf => 200,
        RelationFormat::Html => 1000,
    });
    let dyads = Direction::ALL.map(|d| measures.dyad(d));
    let broken = dyads.iter().flat_map(|d| d.broken_vows.pairs.iter().rev().take(5.max(most / 8)));
    let kept = dyads.iter().flat_map(|d| d.kept_vows.pairs.iter().rev().take(most / 8));
    let pairs = broken.chain(kept).flat_map(|p| [p.vow, p.deed]);
    let latest = measures.placements.iter().rev().map(|p| p.id);
    let mut wanted = HashSet::new();
    for id in pairs.chain(latest) {
        if wanted.len() >= most {
            break;
        }
        wanted.insert(id);
    }
    wanted
}
