//! Tables: how wide the columns are, and the strips of their rows.

use super::block::{Grid, Style, Text};
use super::draw::{INK, RULE};
use super::font;
use super::strip::{Align, Item, Strip};
use super::wrap::{self, Run};

/// Points between columns.
const GUTTER: f64 = 9.0;
/// Points above and below the text of a row.
const PAD: f64 = 2.5;

/// A table in strips: the head, to be repeated on every page, and a strip a row.
pub(super) struct Rows {
    pub head: Option<Strip>,
    pub rows: Vec<Strip>,
}

/// The strips of a table that is `wide` points wide.
pub(super) fn strips(grid: &Grid, wide: f64) -> Rows {
    let count = grid.rows.iter().map(Vec::len).chain([grid.head.len()]).max().unwrap_or(0);
    let columns =
        Columns { widths: widths(grid, count, wide), right: (0..count).map(|c| right(grid, c)).collect() };
    let head = |cells: &Vec<String>| {
        let cell =
            |text: &String| vec![Text { style: Style::Figure, runs: vec![Run::plain(text)], link: None }];
        let mut strip = columns.row(&cells.iter().map(cell).collect::<Vec<_>>());
        strip.items = strip.items.into_iter().map(soft).collect();
        strip.items.push(Item::Bar { x: 0.0, y: strip.height - 0.6, width: wide, height: 0.6, color: INK });
        strip.keep = true;
        strip
    };
    let row = |cells: &Vec<Vec<Text>>| {
        let mut strip = columns.row(cells);
        strip.items.push(Item::Bar { x: 0.0, y: strip.height - 0.4, width: wide, height: 0.4, color: RULE });
        strip
    };
    Rows {
        head: (!grid.head.is_empty()).then(|| head(&grid.head)),
        rows: grid.rows.iter().map(row).collect(),
    }
}

/// Heads of columns are soft.
fn soft(item: Item) -> Item {
    match item {
        Item::Line { x, y, size, runs, link, .. } => Item::Line { x, y, size, soft: true, runs, link },
        other => other,
    }
}

struct Columns {
    widths: Vec<f64>,
    right: Vec<bool>,
}

impl Columns {
    fn row(&self, cells: &[Vec<Text>]) -> Strip {
        let (mut out, mut x) = (Strip::default(), 0.0);
        for ((cell, wide), right) in cells.iter().zip(&self.widths).zip(&self.right) {
            let mut strip = Strip { height: PAD, ..Strip::default() };
            for text in cell {
                strip.paragraph(text, x, *wide, if *right { Align::Right } else { Align::Left });
            }
            out.beside(strip);
            x += wide + GUTTER;
        }
        out.height += PAD + 0.5;
        out
    }
}

/// Whether a column holds figures alone.
fn right(grid: &Grid, column: usize) -> bool {
    let figure =
        |text: &str| text.chars().all(|c| c.is_ascii_digit() || "+−–·.,%".contains(c)) && !text.is_empty();
    let mut cells = grid.rows.iter().filter_map(|row| row.get(column)).flatten().peekable();
    column > 0 && cells.peek().is_some() && cells.all(|cell| cell.runs.iter().all(|run| figure(&run.text)))
}

fn widths(grid: &Grid, count: usize, wide: f64) -> Vec<f64> {
    let room = wide - GUTTER * count.saturating_sub(1) as f64;
    if grid.shares.len() == count && count > 0 {
        let sum: f64 = grid.shares.iter().sum();
        return grid.shares.iter().map(|share| room * share / sum).collect();
    }
    let needs: Vec<(f64, f64)> = (0..count).map(|c| need(grid, c)).collect();
    let (least, most) = needs.iter().fold((0.0, 0.0), |(l, m), need| (l + need.0, m + need.1));
    // Where all fits, the columns spread a little; else the wide ones give way, none below its longest word.
    if most <= room {
        let spare = ((room - most) / count.max(1) as f64).min(24.0);
        return needs.iter().map(|need| need.1 + spare).collect();
    }
    if least >= room {
        return needs.iter().map(|need| room * need.0 / least).collect();
    }
    let share = (room - least) / (most - least);
    needs.iter().map(|(least, most)| least + (most - least) * share).collect()
}

/// The width of a column's longest word, at most 110 points, and of its longest text; a head wraps at its words.
fn need(grid: &Grid, column: usize) -> (f64, f64) {
    let (mut least, mut most) = (0.0f64, 0.0f64);
    if let Some(head) = grid.head.get(column) {
        let size = Style::Figure.face().size;
        least = head.split(' ').map(|word| font::width(&font::shown(word), false, size)).fold(0.0, f64::max);
        most = least;
    }
    for text in grid.rows.iter().filter_map(|row| row.get(column)).flatten() {
        let size = text.style.face().size;
        let words = text.runs.iter().flat_map(|run| run.text.split(' ').map(|word| (word, run.bold)));
        let word = |(word, bold): (&str, bool)| font::width(&font::shown(word), bold, size);
        least = words.map(word).fold(least, f64::max);
        let shown: Vec<Run> =
            text.runs.iter().map(|run| Run { text: font::shown(&run.text), bold: run.bold }).collect();
        most = most.max(wrap::width(&shown, size));
    }
    let least = least.min(110.0);
    // A little more than the sum, which is not exact.
    (least + 0.1, most.max(least) + 0.1)
}
