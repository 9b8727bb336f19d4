//! Lines become paragraphs: a newline ends a paragraph unless the text was wrapped at a fixed width.

use crate::Span;
use crate::chars::{at, is_blank, is_bullet, is_closing, is_stop};

/// Lines wider than this, in characters, are paragraphs of their own.
const WIDEST_WRAP: usize = 100;
const NARROWEST_WRAP: usize = 40;
/// How many breaks must look like wrapping before the text counts as wrapped.
const FEWEST_BREAKS: usize = 3;

/// A line with something on it.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Without the blanks around it.
    span: Span,
    /// Blank characters before it.
    indent: usize,
    /// Characters, with the indent; capped above [`WIDEST_WRAP`].
    width: usize,
    /// Blank lines stand before it.
    gap: bool,
}

/// A paragraph: one line, or the lines of a wrapped paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paragraph {
    pub(crate) span: Span,
}

/// The paragraphs of a text, in order. Together they hold all that is not blank.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = lines(text);
    let wrap = wrap_width(text, &lines);
    let mut all: Vec<Paragraph> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let previous = index.checked_sub(1).map(|previous| &lines[previous]);
        match all.last_mut() {
            Some(last) if previous.is_some_and(|previous| goes_on(text, previous, line, wrap)) => {
                last.span = last.span.cover(line.span);
            }
            _ => all.push(Paragraph { span: line.span }),
        }
    }
    all
}

fn lines(text: &str) -> Vec<Line> {
    let mut all = Vec::new();
    let mut gap = false;
    for piece in text.split_inclusive(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}']) {
        // The pieces are slices of the text, so the difference of their addresses is their offset.
        let offset = piece.as_ptr().addr() - text.as_ptr().addr();
        let body = piece.trim_end_matches(is_blank);
        let inner = body.trim_start_matches(is_blank);
        if inner.is_empty() {
            // CRLF yields an empty piece after each line; only a piece with its own newline is a blank line.
            gap |= !(piece == "\n" && offset > 0 && text.as_bytes()[offset - 1] == b'\r');
            continue;
        }
        let start = offset + body.len() - inner.len();
        let width = body.chars().take(WIDEST_WRAP + 1).count();
        let indent = body.chars().take_while(|c| is_blank(*c)).take(WIDEST_WRAP).count();
        all.push(Line { span: Span::new(start, start + inner.len()), indent, width, gap });
        gap = false;
    }
    all
}

/// The width at which the text was wrapped, if it was.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let breaks = || lines.windows(2).filter(|pair| !pair[1].gap && pair[1].indent < pair[0].indent + 2);
    let mut widths: Vec<usize> = breaks().map(|pair| pair[0].width).collect();
    widths.sort_unstable();
    let width = *widths.get(widths.len().saturating_sub(1) * 95 / 100)?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let full = breaks().filter(|pair| is_full(text, &pair[0], &pair[1], width)).count();
    let open = breaks()
        .filter(|pair| is_full(text, &pair[0], &pair[1], width) && !ends_with_stop(text, pair[0].span))
        .count();
    (full >= FEWEST_BREAKS && full * 10 >= widths.len() * 7 && open * 2 >= full).then_some(width)
}

/// Whether the first word of the next line would not have fitted.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next.span.of(text).chars().take(WIDEST_WRAP).take_while(|c| !is_blank(*c)).count();
    line.width + 1 + word > width
}

fn goes_on(text: &str, line: &Line, next: &Line, wrap: Option<usize>) -> bool {
    if next.gap || is_item(text, next.span) || next.indent >= line.indent + 2 {
        return false;
    }
    if let Some(width) = wrap
        && is_full(text, line, next, width)
    {
        return true;
    }
    // Not wrapped by width, but the sentence plainly goes on.
    let lower = at(text, next.span.start as usize).is_some_and(char::is_lowercase);
    let open = line.span.of(text).ends_with(|c: char| c.is_alphanumeric() || c == ',');
    lower && open && (wrap.is_some() || line.width >= NARROWEST_WRAP)
}

/// Whether a line opens with a bullet.
fn is_item(text: &str, span: Span) -> bool {
    bullet_end(text, span).is_some()
}

/// The first byte after a bullet and its blanks, where the span starts with one.
pub(crate) fn bullet_end(text: &str, span: Span) -> Option<usize> {
    let line = span.of(text);
    let bullet = line.chars().next().filter(|c| is_bullet(*c))?;
    let rest = &line[bullet.len_utf8()..];
    let inner = rest.trim_start_matches(is_blank);
    (inner.len() < rest.len() && !inner.is_empty()).then_some(span.end as usize - inner.len())
}

/// Whether a sentence ends at the end of the span.
pub(crate) fn ends_with_stop(text: &str, span: Span) -> bool {
    let closers = |c: char| is_closing(c) || matches!(c, '"' | '\'' | ' ');
    span.of(text).trim_end_matches(closers).ends_with(is_stop)
}
