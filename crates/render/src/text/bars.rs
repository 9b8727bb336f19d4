//! Bars by period, mirrored about a line: for to the right, against to the left, words light and deeds solid; and the
//! gap as a sparkline. One row a period holds both directions where there is room.

use super::{
    TextStyle, line,
    paint::{Tone, clean, columns, pad, pad_left},
    title,
};
use crate::{RelationView, words};
use detente_relations::{Direction, Group, Row};

/// Rows shown; the sparkline goes further back.
const MOST_ROWS: usize = 24;
const GAP: usize = 7;

const WORDS: &str = "░";
const DEEDS: &str = "█";

/// Colour of a group's events.
pub(super) fn group_tone(group: Option<Group>) -> Tone {
    match group {
        Some(Group::Vows | Group::DeedsFor) => Tone::For,
        Some(Group::WordsAgainst | Group::DeedsAgainst) => Tone::Against,
        Some(Group::Contacts | Group::Asks) | None => Tone::Strong,
    }
}

pub(super) fn write(view: &RelationView, style: TextStyle, out: &mut String) {
    title(out, &format!("Vows and deeds by {}", view.measures.settings.period.name()), style);
    let key = format!("{WORDS} words  {DEEDS} deeds   against ◂│▸ for   gap = words − deeds");
    line(out, &style.paint().tone(Tone::Soft, &key));
    // Beside each other where both get some room, below each other where not.
    if style.columns() >= 72 {
        table(view, style, &Direction::ALL, out);
    } else {
        for direction in Direction::ALL {
            table(view, style, &[direction], out);
        }
    }
    sparklines(view, style, out);
}

/// The measures of a table.
struct Table {
    label: usize,
    half: usize,
    /// Events a cell; 1 where a cell or more is one event.
    per_cell: u32,
    /// Cells an event; 1 where a cell holds several.
    cells: u32,
}

fn table(view: &RelationView, style: TextStyle, directions: &[Direction], out: &mut String) {
    let all = view.measures.a_to_b.series.len();
    let first = all.saturating_sub(MOST_ROWS);
    let shown: Vec<&[Row]> = directions.iter().map(|d| &view.measures.dyad(*d).series[first..]).collect();
    let label = shown.iter().flat_map(|rows| rows.iter()).map(|row| columns(&row.label)).max().unwrap_or(0);
    let half = (style.columns() - label) / directions.len();
    let half = (half.saturating_sub(GAP + 4) / 2).clamp(4, 24);
    let longest = shown.iter().flat_map(|rows| rows.iter()).map(longest).max().unwrap_or(0);
    let per_cell = longest.div_ceil(half as u32).max(1);
    let cells = (half as u32 / longest.max(1)).clamp(1, 3);
    let table = Table { label, half, per_cell, cells };
    table.head(view, style, directions, out);
    if first > 0 {
        line(out, &style.paint().tone(Tone::Soft, &format!("… {first} earlier periods")));
    }
    for i in 0..shown[0].len() {
        let cells: Vec<String> = shown.iter().map(|rows| table.row(&rows[i], style)).collect();
        line(out, &format!("{}{}", pad(&shown[0][i].label, table.label), cells.concat()));
    }
    let scale = match (table.per_cell, table.cells) {
        (1, 1) => "One cell is one event.".to_owned(),
        (1, cells) => format!("{cells} cells are one event."),
        (events, _) => format!("One cell is up to {events} events."),
    };
    line(out, &style.paint().tone(Tone::Soft, &scale));
}

/// Events on the longer side of a row.
fn longest(row: &Row) -> u32 {
    let sum = |one, two| row.counts.get(one) + row.counts.get(two);
    sum(Group::Vows, Group::DeedsFor).max(sum(Group::WordsAgainst, Group::DeedsAgainst))
}

impl Table {
    fn width(&self) -> usize {
        2 * self.half + 1 + GAP + 1
    }

    fn head(&self, view: &RelationView, style: TextStyle, directions: &[Direction], out: &mut String) {
        let name = |d: &Direction| {
            let text = pad(&clean(&words::arrow(view.names(*d))), self.width() - GAP - 1);
            format!("  {}{}", style.paint().tone(Tone::Strong, &text), pad_left("gap", GAP + 1))
        };
        let names: String = directions.iter().map(name).collect();
        line(out, &format!("{}{names}", " ".repeat(self.label)));
    }

    fn row(&self, row: &Row, style: TextStyle) -> String {
        let paint = style.paint();
        let bar = |words: Group, deeds: Group| {
            let cells = |g| (row.counts.get(g).div_ceil(self.per_cell) * self.cells) as usize;
            // Rounding each part up may give one cell too many.
            let deeds = cells(deeds).min(self.half);
            (cells(words).min(self.half - deeds), deeds)
        };
        let (against_words, against_deeds) = bar(Group::WordsAgainst, Group::DeedsAgainst);
        let (for_words, for_deeds) = bar(Group::Vows, Group::DeedsFor);
        let left = format!("{}{}", DEEDS.repeat(against_deeds), WORDS.repeat(against_words));
        let right = format!("{}{}", WORDS.repeat(for_words), DEEDS.repeat(for_deeds));
        let blank = self.half - against_words - against_deeds;
        format!(
            "  {}{}│{}{}{}",
            " ".repeat(blank),
            paint.tone(Tone::Against, &left),
            paint.tone(Tone::For, &right),
            " ".repeat(self.half - for_words - for_deeds),
            paint.tone(Tone::Gap, &pad_left(&gap(row), GAP + 1)),
        )
    }
}

fn gap(row: &Row) -> String {
    if row.counts.indexed() == 0 { String::new() } else { words::signed(row.index.gap, 1) }
}

/// The gap of as many last periods as there are columns; blank where nothing happened.
fn sparklines(view: &RelationView, style: TextStyle, out: &mut String) {
    line(out, "");
    for direction in Direction::ALL {
        let name = format!("gap, {} ", words::arrow(view.names(direction)));
        let name = pad(&clean(&name), columns(&clean(&name)).min(style.columns() / 2));
        let rows = &view.measures.dyad(direction).series;
        let room = style.columns().saturating_sub(columns(&name) + 16);
        let rows = &rows[rows.len().saturating_sub(room)..];
        let gaps = || rows.iter().filter(|row| row.counts.indexed() > 0).map(|row| row.index.gap);
        let reach = gaps().fold(0.5f64, |most, gap| most.max(gap.abs()));
        let spark: String = rows.iter().map(|row| spark(row, reach)).collect();
        let range = gaps().fold(None, |ends: Option<(f64, f64)>, gap| {
            Some(ends.map_or((gap, gap), |(low, high)| (low.min(gap), high.max(gap))))
        });
        let range = range.map_or("no words or deeds".to_owned(), |(low, high)| {
            format!("{} to {}", words::signed(low, 1), words::signed(high, 1))
        });
        line(out, &format!("{name}{} {range}", style.paint().tone(Tone::Gap, &spark)));
    }
}

/// Eight heights, the middle at no gap.
fn spark(row: &Row, reach: f64) -> char {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    if row.counts.indexed() == 0 {
        return ' ';
    }
    let share = f64::midpoint(row.index.gap / reach, 1.0);
    HEIGHTS[((share * 7.0).round() as usize).min(7)]
}
