//! Lines of any bytes, with a limit on their length, so that no file can ask for more memory than a row may have.

use std::io::{BufRead, Result};

/// The longest row, in bytes.
pub(crate) const LONGEST: usize = 1 << 20;
/// The longest quoted row that runs over several lines, in bytes.
pub(crate) const LONGEST_QUOTED: usize = 1 << 16;

/// What was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A line, without its end.
    Whole,
    /// A line over the limit; its beginning is kept, the rest skipped.
    TooLong,
    /// The file's end.
    End,
}

/// Appends the next line to `into`.
pub(crate) fn next_line(input: &mut impl BufRead, into: &mut Vec<u8>) -> Result<Line> {
    let (mut any, mut too_long) = (false, false);
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        if chunk.is_empty() {
            break;
        }
        any = true;
        let end = memchr::memchr(b'\n', chunk);
        let part = &chunk[..end.unwrap_or(chunk.len())];
        let room = LONGEST.saturating_sub(into.len());
        too_long |= part.len() > room;
        into.extend_from_slice(&part[..part.len().min(room)]);
        let used = end.map_or(chunk.len(), |at| at + 1);
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    while into.last() == Some(&b'\r') {
        into.pop();
    }
    Ok(match (any, too_long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}
