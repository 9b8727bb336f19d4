//! Marked spans cut into properly nested pieces, whatever the spans are: beyond the text, within a character,
//! overlapping.

use crate::{Mark, Role};

/// A piece of marked text, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A mark begins.
    Open(Role),
    /// The innermost mark ends.
    Close,
    /// Words.
    Text(&'a str),
}

/// The pieces of a text. Marks that contain each other nest; marks that cross are cut where they do.
pub(crate) fn pieces<'a>(text: &'a str, marks: &[Mark]) -> Vec<Piece<'a>> {
    let marks = sound(text, marks);
    let mut cuts: Vec<usize> = marks.iter().flat_map(|m| [m.start, m.end]).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    for pair in cuts.windows(2) {
        let active: Vec<Mark> =
            marks.iter().filter(|m| m.start <= pair[0] && pair[0] < m.end).copied().collect();
        let shared = open.iter().zip(&active).take_while(|(x, y)| x == y).count();
        out.extend(open.drain(shared..).map(|_| Piece::Close));
        out.extend(active[shared..].iter().map(|m| Piece::Open(m.role)));
        open = active;
        out.push(Piece::Text(&text[pair[0]..pair[1]]));
    }
    out.extend(open.iter().map(|_| Piece::Close));
    out
}

/// Marks within the text and on the bounds of characters, outer ones first, none twice.
fn sound(text: &str, marks: &[Mark]) -> Vec<Mark> {
    let mut out: Vec<Mark> = marks
        .iter()
        .map(|m| Mark {
            start: text.floor_char_boundary(m.start),
            end: text.ceil_char_boundary(m.end.min(text.len())),
            role: m.role,
        })
        .filter(|m| m.start < m.end)
        .collect();
    out.sort_unstable_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.role));
    out.dedup();
    out
}
