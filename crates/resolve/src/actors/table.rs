//! Tab-separated tables: comment lines, rows, cells that hold lists.

/// One row of a table.
pub struct Row<'a> {
    /// Line number in the file, from 1.
    pub line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The cell at `column`, trimmed; empty when the row is too short.
    pub fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    /// The values of a cell that holds several, joined with `|`.
    pub fn list(&self, column: usize) -> Vec<String> {
        self.values(column).map(str::to_owned).collect()
    }

    /// The values of a cell that holds several, borrowed.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &'a str> {
        self.cell(column).split('|').map(str::trim).filter(|value| !value.is_empty())
    }

    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.cells.len()
    }
}

/// The rows of a table: lines that are neither empty nor comments.
pub fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(index, line)| Row { line: index + 1, cells: line.split('\t').collect() })
}
