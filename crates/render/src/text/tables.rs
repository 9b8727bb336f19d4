//! Tables on a terminal: columns as wide as they need while they fit, else each row as a short list.

use super::{
    TextStyle, line,
    paint::{Tone, clean, columns, pad, wrap},
    title,
};
use crate::{RelationView, tables};

pub(super) fn write(view: &RelationView, style: TextStyle, out: &mut String) {
    for table in tables::all(view) {
        title(out, table.title, style);
        if !table.lead.is_empty() {
            soft(out, &table.lead, style);
        }
        let widths = widths(&table);
        if widths.iter().sum::<usize>() + 2 * widths.len() <= style.columns() + 2 {
            side_by_side(out, &table, &widths, style);
        } else {
            one_by_one(out, &table, style);
        }
        for note in &table.notes {
            soft(out, note, style);
        }
    }
}

fn soft(out: &mut String, text: &str, style: TextStyle) {
    for part in wrap(&clean(text), style.columns()) {
        line(out, &style.paint().tone(Tone::Soft, &part));
    }
}

fn widths(table: &tables::Table) -> Vec<usize> {
    let rows = || std::iter::once(&table.head).chain(&table.rows);
    let width = |i: usize| rows().filter_map(|r| r.get(i)).map(|c| columns(&clean(c))).max().unwrap_or(0);
    (0..table.head.len()).map(width).collect()
}

fn side_by_side(out: &mut String, table: &tables::Table, widths: &[usize], style: TextStyle) {
    let row = |cells: &[String]| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| pad(&clean(cell), *width));
        padded.collect::<Vec<_>>().join("  ")
    };
    line(out, &style.paint().tone(Tone::Soft, row(&table.head).trim_end()));
    for cells in &table.rows {
        line(out, &row(cells));
    }
}

fn one_by_one(out: &mut String, table: &tables::Table, style: TextStyle) {
    for cells in &table.rows {
        let Some((first, rest)) = cells.split_first() else { continue };
        line(out, &clean(first));
        for (head, cell) in table.head.iter().skip(1).zip(rest) {
            let text = format!("{}: {}", clean(head), clean(cell));
            for (i, part) in wrap(&text, style.columns() - 4).iter().enumerate() {
                line(out, &format!("  {}{part}", if i == 0 { "" } else { "  " }));
            }
        }
    }
}
