//! Colours, widths and line breaks on a terminal. Text of others is cleaned first: an article must not move the cursor,
//! change colours or reverse the reading direction.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Writes with colour or without.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    pub(super) color: bool,
}

/// What a colour stands for; blue and yellow are told apart by everyone, and follow the terminal's theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Strong,
    Soft,
    For,
    Against,
    Gap,
    Trigger,
    Actor,
    Recipient,
    Source,
    Other,
}

impl Paint {
    pub(super) fn tone(self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Plain => "",
            Tone::Strong => "1",
            Tone::Soft => "2",
            Tone::For => "34",
            Tone::Against => "33",
            Tone::Gap => "35",
            Tone::Trigger => "1;7",
            Tone::Actor => "4;36",
            Tone::Recipient => "4;35",
            Tone::Source => "3;34",
            Tone::Other => "4",
        };
        if !self.color || code.is_empty() || text.is_empty() {
            return text.to_owned();
        }
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// The text on one line, without characters that a terminal would obey.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(clean_char).collect()
}

/// White space becomes a space; controls and marks of reading direction become U+FFFD.
pub(super) fn clean_char(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// Columns of a clean text.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// Columns of a character.
pub(super) fn char_columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Padded on the right to a number of columns; cut with an ellipsis when longer.
pub(super) fn pad(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    let fits = columns(text) <= width;
    for c in text.chars() {
        if used + char_columns(c) > width.saturating_sub(usize::from(!fits)) {
            break;
        }
        used += char_columns(c);
        out.push(c);
    }
    if !fits && width > 0 {
        out.push('…');
        used += 1;
    }
    out.push_str(&" ".repeat(width - used));
    out
}

/// Padded on the left.
pub(super) fn pad_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(columns(text))))
}

/// Clean text in lines of at most so many columns, broken at spaces; a longer word is cut.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let cells: Vec<(char, usize)> = text.chars().map(|c| (c, char_columns(c))).collect();
    line_ranges(&cells, width).into_iter().map(|r| cells[r].iter().map(|(c, _)| c).collect()).collect()
}

/// Where lines begin and end, in cells; the space at a break belongs to no line.
pub(super) fn line_ranges(cells: &[(char, usize)], width: usize) -> Vec<std::ops::Range<usize>> {
    let width = width.max(2);
    let mut out = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let (mut end, mut used) = (start, 0);
        while end < cells.len() && used + cells[end].1 <= width {
            used += cells[end].1;
            end += 1;
        }
        if end < cells.len() && cells[end].0 != ' ' {
            // A break within a word moves back to the last space of the line, if there is one.
            if let Some(space) = cells[start..end].iter().rposition(|c| c.0 == ' ').filter(|s| *s > 0) {
                end = start + space;
            }
        }
        end = end.max(start + 1);
        out.push(start..end);
        start = end;
        while start < cells.len() && cells[start].0 == ' ' {
            start += 1;
        }
    }
    out
}
