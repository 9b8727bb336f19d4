//! What a line is besides text: a section label, a byline, a date, a credit. The labels are data
//! (`data/text/residue.txt`).

use crate::Span;
use crate::chars::{is_apostrophe, is_blank};
use crate::lines::ends_with_stop;
use crate::lists::{Words, entries, has, lists};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Longer paragraphs, in bytes, are no labels and no credits.
const LONGEST_LABEL: usize = 160;
const LONGEST_CAPTION: usize = 700;
/// More words than this are no byline.
const LONGEST_BYLINE: usize = 14;

/// What a paragraph is, by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Text,
    Caption,
    /// Residue that stands alone.
    Drop,
    /// Opens a list of teasers that runs to the end.
    Sidebar,
    /// Opens a short list of teasers.
    Inline,
    /// A label and a teaser on one line; the teaser is here.
    Teaser(Span),
    /// The article goes on.
    Resume,
    /// Readers' comments follow.
    End,
}

#[derive(Default)]
struct Labels {
    whole: FxHashMap<&'static str, Line>,
    /// Beginnings of lines that are dropped where they are no sentence.
    drops: Vec<&'static str>,
    /// Beginnings and endings of lines that are dropped even where they are sentences.
    footers: Vec<&'static str>,
    footer_ends: Vec<&'static str>,
    bylines: Vec<&'static str>,
    captions: Vec<&'static str>,
    caption_ends: Vec<&'static str>,
    date_words: Words,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let mut labels = Labels::default();
    for (section, entry) in entries(include_str!("../../../data/text/residue.txt")) {
        labels.add(section, entry);
    }
    labels
});

impl Labels {
    fn add(&mut self, section: &str, entry: &'static str) {
        let line = match section {
            "sidebar" => Line::Sidebar,
            "inline" => Line::Inline,
            "resume" => Line::Resume,
            "end" => Line::End,
            _ => Line::Drop,
        };
        if section == "dateword" {
            self.date_words.insert(entry);
        } else if let Some(end) = entry.strip_prefix('*') {
            let ends = if section == "footer" { &mut self.footer_ends } else { &mut self.caption_ends };
            ends.push(end);
        } else if let Some(beginning) = entry.strip_suffix('*') {
            match section {
                "footer" => self.footers.push(beginning),
                "byline" => self.bylines.push(beginning),
                "caption" => self.captions.push(beginning),
                _ => self.drops.push(beginning),
            }
        } else {
            self.whole.insert(entry, line);
        }
    }

    fn is_footer(&self, plain: &str) -> bool {
        begins(&self.footers, bare_start(plain)) || self.footer_ends.iter().any(|end| plain.ends_with(end))
    }

    fn is_caption(&self, plain: &str) -> bool {
        begins(&self.captions, plain) || self.caption_ends.iter().any(|end| plain.ends_with(end))
    }
}

fn begins(list: &[&str], plain: &str) -> bool {
    list.iter().any(|beginning| plain.starts_with(beginning))
}

/// What a paragraph is, looked at alone.
pub(crate) fn classify(text: &str, span: Span) -> Line {
    let line = span.of(text);
    if line.len() > LONGEST_CAPTION {
        return Line::Text;
    }
    if !line.contains(char::is_alphanumeric) {
        return Line::Drop;
    }
    let plain = plain(line);
    if LABELS.is_caption(&plain) && !is_credit(&plain) {
        return Line::Caption;
    }
    if line.len() > LONGEST_LABEL { Line::Text } else { classify_short(text, span, &plain) }
}

fn is_credit(plain: &str) -> bool {
    ["photo credit", "photo courtesy", "image credit", "photo source"]
        .iter()
        .any(|credit| plain.starts_with(credit))
}

fn classify_short(text: &str, span: Span, plain: &str) -> Line {
    let labels = &*LABELS;
    if let Some(line) = labels.whole.get(bare(plain)) {
        return *line;
    }
    if let Some(teaser) = labelled_teaser(text, span, plain) {
        return Line::Teaser(teaser);
    }
    let sentence = ends_with_stop(text, span);
    if labels.is_footer(plain) || (!sentence && begins(&labels.drops, bare_start(plain))) {
        return Line::Drop;
    }
    if is_byline(span.of(text), plain, sentence) || is_date(plain) { Line::Drop } else { Line::Text }
}

/// The line as it is compared: lower case, one space for blanks, `0` for a run of digits, straight apostrophes.
pub(crate) fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    for c in line.chars() {
        let last = plain.chars().next_back();
        match c {
            _ if is_blank(c) && last == Some(' ') => {}
            _ if is_blank(c) => plain.push(' '),
            '0'..='9' if last == Some('0') => {}
            '0'..='9' => plain.push('0'),
            '`' => plain.push('`'),
            _ if is_apostrophe(c) => plain.push('\''),
            _ if c.is_ascii() => plain.push(c.to_ascii_lowercase()),
            _ => plain.extend(c.to_lowercase()),
        }
    }
    plain
}

/// Without marks around it; brackets that close over a number stay (`comments (0)`).
fn bare(plain: &str) -> &str {
    let start = bare_start(plain);
    let end = start.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    if end.ends_with(')') && !end.contains('(') { end.trim_end_matches(')') } else { end }
}

fn bare_start(plain: &str) -> &str {
    let start = plain.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '©' | '@'));
    if start.starts_with("(c)") { start } else { start.trim_start_matches(['(', ' ']) }
}

/// `Read also: …` holds its teaser.
fn labelled_teaser(text: &str, span: Span, plain: &str) -> Option<Span> {
    let (label, rest) = plain.split_once(':')?;
    if !matches!(LABELS.whole.get(bare(label)), Some(Line::Sidebar | Line::Inline))
        || rest.split(' ').count() < 4
    {
        return None;
    }
    let line = span.of(text);
    let rest = line[line.find(':')? + 1..].trim_start_matches(is_blank);
    Some(Span::new(span.end as usize - rest.len(), span.end as usize))
}

/// "By Ilir Dosti", "Ilir Dosti / Coast News", "Ilir Dosti, Reuters".
fn is_byline(line: &str, plain: &str, sentence: bool) -> bool {
    if line.split_whitespace().count() > LONGEST_BYLINE {
        return false;
    }
    let start = bare_start(plain);
    if let Some(beginning) = LABELS.bylines.iter().find(|beginning| start.starts_with(*beginning)) {
        let words = beginning.split_whitespace().count();
        return (!sentence || words > 1) && line.split_whitespace().skip(words).all(is_name_word);
    }
    !sentence && (is_signed(line, [" / ", " | ", " // "].as_slice()) || is_agency_signed(line))
}

fn is_name_word(word: &str) -> bool {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    inner.is_empty()
        || inner.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || matches!(
            inner,
            "and" | "in" | "for" | "of" | "the" | "at" | "by" | "de" | "van" | "von" | "al" | "bin"
        )
        || inner.to_ascii_lowercase().ends_with("ing")
}

/// Two to four names, a stroke, and the name of a house.
fn is_signed(line: &str, strokes: &[&str]) -> bool {
    let stroke = strokes.iter().find_map(|stroke| line.split_once(stroke));
    let Some((name, house)) = stroke else { return false };
    is_person(name)
        && (1..=6).contains(&house.split_whitespace().count())
        && house.split_whitespace().all(is_name_word)
}

fn is_agency_signed(line: &str) -> bool {
    line.split_once(", ").is_some_and(|(name, house)| is_person(name) && has(&lists().agencies, house.trim()))
}

fn is_person(name: &str) -> bool {
    let words = || name.split_whitespace();
    (2..=4).contains(&words().count())
        && words()
            .all(|word| word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit()))
}

/// Only the words and numbers of a date or a time.
fn is_date(plain: &str) -> bool {
    let mut words =
        plain.split(|c: char| is_blank(c) || matches!(c, ',' | '/' | '-' | '–' | '|' | '(' | ')' | '.'));
    plain.contains('0')
        && words.all(|word| word.is_empty() || LABELS.date_words.contains(word.trim_matches(':')))
}
