//! The tables under `data/imports`, compiled in: tab-separated rows under comment lines.

use rustc_hash::FxHashMap;

/// The rows of a table, their cells at most `N`; missing ones are empty.
pub(crate) fn rows<const N: usize>(text: &str) -> impl Iterator<Item = [&str; N]> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut cells = [""; N];
        for (cell, value) in cells.iter_mut().zip(line.split('\t')) {
            *cell = value;
        }
        cells
    })
}

/// A table of two columns by its first.
pub(crate) fn pairs(text: &'static str) -> FxHashMap<&'static str, &'static str> {
    rows::<2>(text).map(|[key, value]| (key, value)).collect()
}

/// A cell in which `-` stands for nothing.
pub(crate) fn some(cell: &'static str) -> Option<&'static str> {
    (cell != "-" && !cell.is_empty()).then_some(cell)
}
