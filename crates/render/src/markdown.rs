//! The relation as Markdown (`CommonMark` with tables), for notes and repositories.

use crate::view::event_id;
use crate::{EventEvidence, RelationView, ReportEvidence, Role, spans::Piece, spans::pieces, tables, words};
use detente_relations::{Direction, Dyad, Group, Row};
use std::fmt::Write as _;

/// The relation: sentences, figures, broken vows, events with the acts in bold.
pub fn relation_markdown(view: &RelationView) -> String {
    let mut out = String::new();
    let measures = &view.measures;
    let (a, b) = view.names(Direction::AToB);
    let when = measures.window.map_or("No events".to_owned(), |(from, to)| words::days(Some(from), Some(to)));
    let counting = &view.counting;
    line(&mut out, &format!("# {} and {}", escape(a), escape(b)));
    line(
        &mut out,
        &format!(
            "{when}, by {}. Counted: {}s, {}; links {}; at least {} publisher{}.",
            measures.settings.period.name(),
            escape(&counting.unit),
            escape(&counting.statuses.join(" or ")),
            if counting.links { "count" } else { "do not count" },
            counting.min_publishers,
            if counting.min_publishers == 1 { "" } else { "s" }
        ),
    );
    for sentence in &measures.summary {
        append(&mut out, format_args!("- {}\n", escape(sentence)));
    }
    out.push('\n');
    if !measures.placements.is_empty() {
        for direction in Direction::ALL {
            dyad(view, direction, &mut out);
        }
    }
    tables(view, &mut out);
    events(view, &mut out);
    notes(view, &mut out);
    out
}

fn append(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("invariant: writing to a string does not fail");
}

/// A block: the line and a blank one.
fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push_str("\n\n");
}

fn dyad(view: &RelationView, direction: Direction, out: &mut String) {
    let dyad = view.measures.dyad(direction);
    line(out, &format!("## {}", escape(&words::arrow(view.names(direction)))));
    table(dyad, out);
    line(
        out,
        &format!(
            "Broken vows: {}. Kept vows: {}.",
            words::vow_rate(&dyad.broken_vows),
            words::vow_rate(&dyad.kept_vows)
        ),
    );
    let by_id = view.by_id();
    for pair in &dyad.broken_vows.pairs {
        let tell = |id: u128| by_id.get(&id).map_or_else(|| code(&event_id(id)), |event| brief(event));
        append(out, format_args!("- {}\n  {} days later: {}\n", tell(pair.vow), pair.days, tell(pair.deed)));
    }
    if !dyad.broken_vows.pairs.is_empty() {
        out.push('\n');
    }
}

fn table(dyad: &Dyad, out: &mut String) {
    out.push_str("| period | vows | contacts | asks | words against | deeds for | deeds against | score | words | deeds | gap | 95% | z |\n");
    out.push_str("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    for row in dyad.series.iter().filter(|row| row.counts.total() > 0) {
        out.push_str(&table_row(row));
    }
    out.push('\n');
}

fn table_row(row: &Row) -> String {
    let counts: Vec<String> = Group::ALL.map(|g| row.counts.get(g).to_string()).to_vec();
    let interval = row.gap_interval.map_or("–".to_owned(), |(low, high)| {
        format!("{} to {}", words::signed(low, 1), words::signed(high, 1))
    });
    let [words, deeds, gap] =
        [row.index.words, row.index.deeds, row.index.gap].map(|value| words::signed(value, 2));
    let score = words::signed(row.score_sum, 1);
    let z = words::maybe(row.z, 1);
    format!(
        "| {} | {} | {score} | {words} | {deeds} | {gap} | {interval} | {z} |\n",
        row.label,
        counts.join(" | ")
    )
}

fn tables(view: &RelationView, out: &mut String) {
    for table in tables::all(view) {
        line(out, &format!("## {}", table.title));
        if !table.lead.is_empty() {
            line(out, &escape(&table.lead));
        }
        let row = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|c| escape(c)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        out.push_str(&row(&table.head));
        append(out, format_args!("|{}\n", "---|".repeat(table.head.len())));
        table.rows.iter().for_each(|cells| out.push_str(&row(cells)));
        out.push('\n');
        for note in &table.notes {
            line(out, &escape(note));
        }
    }
}

fn events(view: &RelationView, out: &mut String) {
    let mut events: Vec<&EventEvidence> = view.events.iter().collect();
    if events.is_empty() {
        return;
    }
    events.sort_by(|x, y| (y.from, &y.id).cmp(&(x.from, &x.id)));
    line(out, "## Events");
    for event in events {
        append(out, format_args!("- {}\n", brief(event)));
        for report in &event.reports {
            append(out, format_args!("  {}\n", source(report)));
        }
    }
    out.push('\n');
}

/// Day, type and sentence.
fn brief(event: &EventEvidence) -> String {
    let status =
        if event.status == "asserted" { String::new() } else { format!(" ({})", escape(&event.status)) };
    let told = event.imported.as_ref().map(|told| escape(told));
    let told = told.or_else(|| event.reports.first().map(sentence));
    let sentence = told.map_or(String::new(), |told| format!(": {told}"));
    format!("{}, {}{status}{sentence}", words::days(event.from, event.to), escape(&event.kind()))
}

fn source(report: &ReportEvidence) -> String {
    let article = &report.article;
    let title = article.title.as_ref().map_or(String::new(), |t| format!(", “{}”", escape(t)));
    format!("({}{title}; {})", escape(&words::source(article)), code(&report.id))
}

/// The sentence with the act in bold.
fn sentence(report: &ReportEvidence) -> String {
    let triggers: Vec<_> = report.marks.iter().filter(|m| m.role == Role::Trigger).copied().collect();
    let mut out = String::new();
    for piece in pieces(&report.sentence, &triggers) {
        match piece {
            Piece::Open(_) | Piece::Close => out.push_str("**"),
            Piece::Text(text) => out.push_str(&escape(text)),
        }
    }
    out
}

fn notes(view: &RelationView, out: &mut String) {
    line(out, "## Notes");
    for note in &view.measures.notes {
        append(out, format_args!("- {}: {}\n", code(&note.figure), escape(&note.reason)));
    }
}

/// An id as code, which Markdown shows as it is but for its own end.
fn code(id: &str) -> String {
    let plain = |c: char| if c.is_control() || c == '`' { '\u{fffd}' } else { c };
    format!("`{}`", id.chars().map(plain).collect::<String>())
}

/// Text on one line that Markdown shows as it is.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => out.push('\u{fffd}'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
