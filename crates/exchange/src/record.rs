//! One row split into cells, in buffers that are used again.

use std::borrow::Cow;

/// How cells are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// The byte between cells.
    pub delimiter: u8,
    /// Whether quotation marks may hold delimiters and line ends (they never do where tabs part the cells).
    pub quotes: bool,
}

/// A row's cells.
#[derive(Debug, Default)]
pub(crate) struct Record {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Record {
    /// Splits `line`; false where a quotation mark is still open at its end.
    pub fn split(&mut self, line: &[u8], dialect: Dialect) -> bool {
        self.bytes.clear();
        self.ends.clear();
        if !dialect.quotes || memchr::memchr(b'"', line).is_none() {
            self.split_plain(line, dialect.delimiter);
            return true;
        }
        self.split_quoted(line, dialect.delimiter)
    }

    fn split_plain(&mut self, line: &[u8], delimiter: u8) {
        let mut start = 0;
        for at in memchr::memchr_iter(delimiter, line) {
            self.bytes.extend_from_slice(&line[start..at]);
            self.ends.push(self.bytes.len());
            start = at + 1;
        }
        self.bytes.extend_from_slice(&line[start..]);
        self.ends.push(self.bytes.len());
    }

    fn split_quoted(&mut self, line: &[u8], delimiter: u8) -> bool {
        let (mut at, mut open, mut fresh) = (0, false, true);
        while at < line.len() {
            let byte = line[at];
            let doubled = open && byte == b'"' && line.get(at + 1) == Some(&b'"');
            if doubled {
                self.bytes.push(b'"');
                at += 1;
            } else if byte == b'"' && (open || fresh) {
                open = !open;
            } else if byte == delimiter && !open {
                self.ends.push(self.bytes.len());
            } else {
                self.bytes.push(byte);
            }
            fresh = byte == delimiter && !open;
            at += 1;
        }
        self.ends.push(self.bytes.len());
        !open
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cell at `column` as it stands; empty beyond the last.
    pub fn raw(&self, column: usize) -> &[u8] {
        let Some(&end) = self.ends.get(column) else { return &[] };
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        &self.bytes[start..end]
    }

    /// The cell without blanks and quotation marks around it; empty where it says that there is no value (`NULL`, `NA`,
    /// `None`, `nan`).
    pub fn cell(&self, column: usize) -> &[u8] {
        let cell = self.raw(column).trim_ascii();
        let cell = match cell {
            [b'"', inner @ .., b'"'] => inner.trim_ascii(),
            other => other,
        };
        if cell.len() <= 4 && matches!(cell, b"NULL" | b"NA" | b"None" | b"nan" | b"NaN" | b"null" | b"\\N") {
            return &[];
        }
        cell
    }

    /// All bytes of the cells, one after the other.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Text of bytes: UTF-8, else ISO-8859-1, in which every byte is the character of its number.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|&b| char::from(b)).collect()),
    }
}
