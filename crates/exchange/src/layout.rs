//! Which column of a file is which of its format: by a header's names, or by order where there is none.

use crate::Format;
use crate::record::Record;
use crate::tables::rows;

/// The columns of a format and where a file has them.
#[derive(Debug)]
pub(crate) struct Layout {
    columns: Vec<Column>,
    places: Vec<Option<usize>>,
    /// How many columns the header has; none without one.
    pub header: Option<usize>,
}

#[derive(Debug)]
struct Column {
    name: &'static str,
    others: Vec<&'static str>,
}

impl Layout {
    /// The columns in the format's order.
    pub fn in_order(format: Format) -> Self {
        let columns = columns(format);
        let places = (0..columns.len()).map(Some).collect();
        Self { columns, places, header: None }
    }

    /// The columns by a header; none where fewer than `least` of them are in it. A name with `!` before it is stronger than
    /// the column's own, other names are weaker.
    pub fn by_header(format: Format, header: &Record, least: usize) -> Option<Self> {
        let columns = columns(format);
        let names: Vec<String> = (0..header.len()).map(|i| plain(header.cell(i))).collect();
        let mut places: Vec<Option<usize>> = vec![None; columns.len()];
        let mut taken = vec![false; names.len()];
        let mut claim = |column: usize, name: &str| {
            let free = names.iter().position(|n| n == name).filter(|&at| !taken[at]);
            if let (Some(at), None) = (free, places[column]) {
                places[column] = Some(at);
                taken[at] = true;
            }
        };
        for (i, column) in columns.iter().enumerate() {
            column.others.iter().filter_map(|o| o.strip_prefix('!')).for_each(|other| claim(i, other));
        }
        for (i, column) in columns.iter().enumerate() {
            claim(i, &plain(column.name.as_bytes()));
        }
        for (i, column) in columns.iter().enumerate() {
            column.others.iter().filter(|o| !o.starts_with('!')).for_each(|other| claim(i, other));
        }
        let found = places.iter().flatten().count();
        (found >= least).then_some(Self { columns, places, header: Some(names.len()) })
    }

    /// How many columns the format has.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Where a column is in the file.
    pub fn place(&self, column: usize) -> Option<usize> {
        self.places.get(column).copied().flatten()
    }

    /// The number of a column.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == name)
    }

    /// Whether the file has the column.
    pub fn has(&self, name: &str) -> bool {
        self.number(name).is_some_and(|column| self.place(column).is_some())
    }

    /// Whether a row is the header again: its first three columns of ours hold their names.
    pub fn is_header(&self, record: &Record) -> bool {
        let mut any = false;
        let placed = self.columns.iter().zip(&self.places).filter_map(|(c, at)| Some((c, (*at)?)));
        for (column, at) in placed.take(3) {
            let name = plain(record.cell(at));
            let own = plain(column.name.as_bytes()) == name;
            if !own && !column.others.iter().any(|o| o.trim_start_matches('!') == name) {
                return false;
            }
            any = true;
        }
        any
    }
}

/// Lower case, letters and digits only.
fn plain(cell: &[u8]) -> String {
    cell.iter().filter(|b| b.is_ascii_alphanumeric()).map(|b| char::from(b.to_ascii_lowercase())).collect()
}

fn columns(format: Format) -> Vec<Column> {
    rows::<3>(include_str!("../../../data/imports/columns.tsv"))
        .filter(|[of, ..]| *of == format.name())
        .map(|[_, name, others]| Column {
            name,
            others: others.split('|').filter(|o| !o.is_empty()).collect(),
        })
        .collect()
}
