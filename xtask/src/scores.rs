//! The committed tables of scores, and how they differ from new ones.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Head of `docs/scores.tsv`.
const HEAD: &str = "set\tmeasure\thit\textra\tmissed";

/// (set, measure) → right, wrongly found, missed.
pub(crate) type Table = BTreeMap<(String, String), [u64; 3]>;

/// Reads a table; an absent file is an empty one.
///
/// # Errors
///
/// When a line is no row.
pub(crate) fn read(path: &Path) -> Result<Table> {
    if !path.exists() {
        return Ok(Table::new());
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let rows = text.lines().enumerate().skip(1);
    rows.map(|(i, line)| row(line).with_context(|| format!("{}:{}: not a row", path.display(), i + 1)))
        .collect()
}

fn row(line: &str) -> Option<((String, String), [u64; 3])> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [set, measure, hit, extra, missed] = cells.as_slice() else { return None };
    let figures = [hit.parse().ok()?, extra.parse().ok()?, missed.parse().ok()?];
    Some((((*set).to_owned(), (*measure).to_owned()), figures))
}

/// The text of a table.
pub(crate) fn render(table: &Table) -> String {
    let mut out = format!("{HEAD}\n");
    for ((set, measure), [hit, extra, missed]) in table {
        let _ = writeln!(out, "{set}\t{measure}\t{hit}\t{extra}\t{missed}");
    }
    out
}

/// The rows of the sets in `new` that are not as in `old`, as a diff.
pub(crate) fn differences(old: &Table, new: &Table) -> Vec<String> {
    let line = |sign: char, (set, measure): &(String, String), [hit, extra, missed]: [u64; 3]| {
        format!("{sign} {set} {measure}: hit {hit} extra {extra} missed {missed}")
    };
    let mut out = Vec::new();
    for (key, figures) in new {
        let before = old.get(key);
        if before == Some(figures) {
            continue;
        }
        out.extend(before.map(|b| line('-', key, *b)));
        out.push(line('+', key, *figures));
    }
    out
}

/// F1 of a row.
pub(crate) fn f1([hit, extra, missed]: [u64; 3]) -> f64 {
    let all = 2 * hit + extra + missed;
    if all == 0 { 0.0 } else { 2.0 * hit as f64 / all as f64 }
}
