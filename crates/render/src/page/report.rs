//! What the pages tell of a relation, as blocks, section by section.

use super::block::{Block, Grid, Style, Text};
use super::wrap::Run;
use crate::chart::{self, Size};
use crate::html::{is_web, switches};
use crate::view::event_id;
use crate::{EventEvidence, RelationView, ReportEvidence, Role, spans::Piece, spans::pieces, tables, words};
use detente_relations::{Direction, Group, Row, VowPair, VowTest};
use std::collections::BTreeMap;

/// Pairs shown for one direction and kind; the JSON has all.
const MOST_PAIRS: usize = 12;
/// Periods in a table of figures; the JSON has all.
const MOST_PERIODS: usize = 60;

/// `Kestria and Ovland`.
pub(super) fn title(view: &RelationView) -> String {
    let (a, b) = view.names(Direction::AToB);
    format!("{a} and {b}")
}

/// The whole report.
pub(super) fn blocks(view: &RelationView) -> Vec<Block> {
    let mut out = masthead(view);
    if !view.measures.placements.is_empty() {
        let sections = [over_time, balance, vows, more_tables, figures];
        out.extend(sections.iter().flat_map(|section| section(view)));
    }
    out.extend(counted(view));
    out
}

/// The picture alone, under the names.
pub(super) fn picture(view: &RelationView) -> Vec<Block> {
    let mut out = vec![Block::text(Style::Title, &title(view)), Block::text(Style::Small, &subtitle(view))];
    if chart::series(view, Size::Wide).is_none() {
        out.push(Block::paragraph("There are no events to draw."));
    }
    out.extend(drawing(view));
    out
}

fn subtitle(view: &RelationView) -> String {
    let m = &view.measures;
    let when = m.window.map_or("no events".to_owned(), |(from, to)| words::days(Some(from), Some(to)));
    format!("{when} · by {} · {}", m.settings.period.name(), switches(view))
}

fn masthead(view: &RelationView) -> Vec<Block> {
    let mut out = vec![Block::text(Style::Title, &title(view)), Block::text(Style::Small, &subtitle(view))];
    if let Some((first, rest)) = view.measures.summary.split_first() {
        out.push(Block::text(Style::Lead, first));
        out.push(Block::bullets(rest));
    }
    out
}

fn drawing(view: &RelationView) -> Vec<Block> {
    let Some(series) = chart::series(view, Size::Wide) else { return Vec::new() };
    let mut out = vec![Block::Picture(vec![chart::legend(), series])];
    let (all, drawn) = (view.measures.a_to_b.series.len(), chart::periods_drawn(view, Size::Wide));
    if drawn < all {
        let text =
            format!("Only the last {drawn} of {all} periods fit the drawing; a longer period shows all.");
        out.push(Block::text(Style::Small, &text));
    }
    out
}

fn over_time(view: &RelationView) -> Vec<Block> {
    let mut out = vec![Block::heading("Over time")];
    out.extend(drawing(view));
    out.push(Block::text(Style::Small, chart::CAPTION));
    out
}

fn balance(view: &RelationView) -> Vec<Block> {
    vec![
        Block::heading("How warm the words, how warm the deeds"),
        Block::Picture(vec![chart::balance(view, Size::Wide)]),
        Block::text(
            Style::Small,
            "Ring: words, vows against words against. Disc: deeds, deeds for against deeds against. Log ratios over the \
             whole time; the distance is the gap, in brackets its 95% interval.",
        ),
    ]
}

fn vows(view: &RelationView) -> Vec<Block> {
    let days = view.measures.settings.window_days;
    let mut out = vec![
        Block::heading("Do vows hold?"),
        Block::paragraph(&format!(
            "A vow is broken when the same side does a deed against the other within {days} days, kept when it does a \
             deed for it. By chance: the same after shifting the deeds in time."
        )),
        Block::Table(rates(view)),
    ];
    for direction in Direction::ALL {
        let dyad = view.measures.dyad(direction);
        out.extend(pairs(view, "Broken vows", direction, &dyad.broken_vows));
        out.extend(pairs(view, "Kept vows", direction, &dyad.kept_vows));
    }
    out
}

fn rates(view: &RelationView) -> Grid {
    let row = |d: Direction| {
        let dyad = view.measures.dyad(d);
        vec![
            words::arrow(view.names(d)),
            words::vow_rate(&dyad.broken_vows),
            words::vow_rate(&dyad.kept_vows),
        ]
    };
    let head = ["", "broken", "kept"].map(str::to_owned);
    Grid::plain(&head, &Direction::ALL.map(row))
}

fn pairs(view: &RelationView, what: &str, direction: Direction, test: &VowTest) -> Vec<Block> {
    if test.pairs.is_empty() {
        return Vec::new();
    }
    let by_id = view.by_id();
    let row = |pair: &VowPair| {
        let days =
            if pair.days == 1 { "1 day later".to_owned() } else { format!("{} days later", pair.days) };
        vec![half(&by_id, pair.vow), vec![Text::new(Style::Small, &days)], half(&by_id, pair.deed)]
    };
    let grid = Grid {
        head: ["vow", "", "deed"].map(str::to_owned).to_vec(),
        rows: test.pairs.iter().rev().take(MOST_PAIRS).map(row).collect(),
        shares: vec![10.0, 2.6, 10.0],
    };
    let heading = format!("{what}, {}", words::arrow(view.names(direction)));
    let mut out = vec![Block::text(Style::Subheading, &heading), Block::Table(grid)];
    if test.pairs.len() > MOST_PAIRS {
        let more = format!("The last {MOST_PAIRS} of {}; --format json lists all.", test.pairs.len());
        out.push(Block::text(Style::Small, &more));
    }
    out
}

/// An event in a cell: kind and day, its sentence with the act in bold, its source.
fn half(by_id: &BTreeMap<u128, &EventEvidence>, id: u128) -> Vec<Text> {
    let Some(event) = by_id.get(&id) else {
        return vec![Text::new(Style::Small, &event_id(id))];
    };
    let what = format!("{} · {}", event.kind(), words::days(event.from, event.to));
    let mut out = vec![Text::new(Style::Small, &what)];
    if let Some(told) = &event.imported {
        out.push(Text::new(Style::Body, told));
    }
    if let Some(report) = event.reports.first() {
        out.push(Text { style: Style::Body, runs: sentence(report), link: None });
        let link = report.article.url.clone().filter(|url| is_web(url));
        let text = words::source(&report.article);
        out.push(Text { link, ..Text::new(Style::Small, &text) });
    }
    out
}

/// The sentence with the act in bold.
fn sentence(report: &ReportEvidence) -> Vec<Run> {
    let triggers: Vec<_> = report.marks.iter().filter(|m| m.role == Role::Trigger).copied().collect();
    let mut depth = 0;
    let mut out = Vec::new();
    for piece in pieces(&report.sentence, &triggers) {
        match piece {
            Piece::Open(_) => depth += 1,
            Piece::Close => depth -= 1,
            Piece::Text(text) if depth > 0 => out.push(Run::bold(text)),
            Piece::Text(text) => out.push(Run::plain(text)),
        }
    }
    out
}

/// The tables that all forms of the report share.
fn more_tables(view: &RelationView) -> Vec<Block> {
    let mut out = Vec::new();
    for table in tables::all(view) {
        let style = if table.title.starts_with('…') { Style::Subheading } else { Style::Heading };
        out.push(Block::text(style, table.title));
        if !table.lead.is_empty() {
            out.push(Block::paragraph(&table.lead));
        }
        out.push(Block::Table(Grid::plain(&table.head, &table.rows)));
        out.extend(table.notes.iter().map(|note| Block::text(Style::Small, note)));
    }
    out
}

fn figures(view: &RelationView) -> Vec<Block> {
    let mut out = vec![Block::heading("The figures")];
    for direction in Direction::ALL {
        let series = &view.measures.dyad(direction).series;
        let rows: Vec<&Row> = series.iter().filter(|row| row.counts.total() > 0).collect();
        let shown = &rows[rows.len().saturating_sub(MOST_PERIODS)..];
        out.push(Block::text(Style::Subheading, &words::arrow(view.names(direction))));
        let cells: Vec<Vec<String>> = shown.iter().map(|row| figure(row)).collect();
        out.push(Block::Table(Grid::plain(&tables::FIGURES.map(str::to_owned), &cells)));
        let left = rows.len() - shown.len();
        if left > 0 {
            let text = format!("{left} earlier periods with events are in the JSON.");
            out.push(Block::text(Style::Small, &text));
        }
    }
    out
}

fn figure(row: &Row) -> Vec<String> {
    let count = |g| Some(row.counts.get(g)).filter(|n| *n > 0).map_or("·".to_owned(), |n| n.to_string());
    let interval = row.gap_interval.map_or(String::new(), |(low, high)| {
        format!(" ({} to {})", words::signed(low, 1), words::signed(high, 1))
    });
    let mut out = vec![row.label.clone()];
    out.extend(Group::ALL.map(count));
    out.push(words::signed(row.score_sum, 1));
    out.extend([row.index.words, row.index.deeds].map(|value| words::signed(value, 2)));
    out.push(format!("{}{interval}", words::signed(row.index.gap, 2)));
    out.push(words::maybe(row.z, 1));
    out
}

fn counted(view: &RelationView) -> Vec<Block> {
    let notes = view.measures.notes.iter().map(|note| format!("{}: {}", note.figure, note.reason));
    let notes = notes.map(|note| Text::new(Style::Small, &note)).collect();
    vec![
        Block::heading("How this was counted"),
        Block::paragraph(&format!(
            "Counted: {}. An event is one act, however many sentences tell of it.",
            switches(view)
        )),
        Block::paragraph(
            "Words are ln((vows + ½) / (words against + ½)), deeds ln((deeds for + ½) / (deeds against + ½)); the gap is \
             words − deeds. Contacts and asks are shown and enter neither. z holds a period's gap against the same side's \
             earlier periods.",
        ),
        Block::Bullets(notes),
    ]
}
