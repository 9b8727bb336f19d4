//! Text to the words that matter for dates, with their bytes. Everything else is one kind of word, or nothing.

use super::vocabulary::{LONGEST, Surety, Word, lookup};

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it is to a date.
    pub word: Word,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// All tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (end, word) = match bytes[at] {
            b' ' | b'\t' | b'\r' => (at + 1, None),
            b'\n' => line_end(bytes, at),
            b'0'..=b'9' => number(text, at),
            byte if byte.is_ascii_alphabetic() => ascii_word(text, at),
            _ => mark(text, at),
        };
        if let Some(word) = word {
            tokens.push(Token { start: at, end, word, capital: bytes[at].is_ascii_uppercase() });
        }
        at = end;
    }
    tokens
}

/// A line end is white space, an empty line is a break.
fn line_end(bytes: &[u8], at: usize) -> (usize, Option<Word>) {
    let blank = bytes[at + 1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    let next = at + 1 + blank;
    (next, (bytes.get(next) == Some(&b'\n')).then_some(Word::Break))
}

fn ascii_word(text: &str, at: usize) -> (usize, Option<Word>) {
    let bytes = text.as_bytes();
    let letters = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let end = at + letters;
    match bytes.get(end) {
        Some(byte) if byte.is_ascii_digit() || *byte == b'_' || (*byte >= 0x80 && is_letter(text, end)) => {
            (rest_of_word(text, end), Some(Word::Other))
        }
        _ => (end, Some(known(&bytes[at..end]))),
    }
}

fn known(word: &[u8]) -> Word {
    if word.len() > LONGEST {
        return Word::Other;
    }
    let mut lower = [0; LONGEST];
    for (to, from) in lower.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    let found = lookup(&lower[..word.len()]);
    let named = matches!(found, Word::Month(..) | Word::Weekday(..));
    if named && !word[0].is_ascii_uppercase() { Word::Other } else { found }
}

fn is_letter(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

fn rest_of_word(text: &str, from: usize) -> usize {
    let rest = text[from..].find(|c: char| !c.is_alphanumeric() && c != '_');
    rest.map_or(text.len(), |length| from + length)
}

fn mark(text: &str, at: usize) -> (usize, Option<Word>) {
    let Some(first) = text[at..].chars().next() else { return (text.len(), None) };
    let end = at + first.len_utf8();
    let word = match first {
        ',' => Word::Comma,
        '.' => Word::Dot,
        '-' | '–' | '—' | '‑' => Word::Dash,
        '/' => Word::Slash,
        '\'' | '’' | '‘' => return apostrophe(text, end),
        '$' | '€' | '£' | '¥' | '#' => return (after_amount(text, end), Some(Word::Amount)),
        c if c.is_whitespace() => return (end, None),
        c if c.is_alphanumeric() => return (rest_of_word(text, end), Some(Word::Other)),
        _ => Word::Other,
    };
    (end, Some(word))
}

fn apostrophe(text: &str, end: usize) -> (usize, Option<Word>) {
    let possessive =
        text.as_bytes().get(end) == Some(&b's') && !(end + 1 < text.len() && is_letter(text, end + 1));
    if possessive { (end + 1, Some(Word::Possessive)) } else { (end, Some(Word::Apostrophe)) }
}

/// Where the amount ends that begins after a sign of currency: "$ 2,000".
fn after_amount(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(' ');
    let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')).count();
    if digits == 0 { at } else { text.len() - rest.len() + digits }
}

fn number(text: &str, at: usize) -> (usize, Option<Word>) {
    let bytes = text.as_bytes();
    let digits = digits_at(bytes, at);
    let end = at + digits;
    if let Some((end, word)) = numeric_date(text, at) {
        return (end, Some(word));
    }
    match bytes.get(end) {
        Some(byte) if byte.is_ascii_alphabetic() => suffixed(text, at, end),
        Some(b'%') => (end + 1, Some(Word::Amount)),
        Some(b',' | b'.' | b':') if grouped(bytes, end) => (amount_end(bytes, end), Some(Word::Amount)),
        Some(byte) if *byte >= 0x80 && is_letter(text, end) => (rest_of_word(text, end), Some(Word::Other)),
        _ => (end, Some(plain(&text[at..end]))),
    }
}

fn digits_at(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether the mark at `at` belongs to the number before it: "1,500", "2.5", "10:30", but not "March 3,2009".
fn grouped(bytes: &[u8], at: usize) -> bool {
    let after = digits_at(bytes, at + 1);
    if bytes[at] == b',' { after == 3 } else { after > 0 }
}

fn amount_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && matches!(bytes[at], b',' | b'.' | b':') && digits_at(bytes, at + 1) > 0 {
        at += 1 + digits_at(bytes, at + 1);
    }
    at
}

fn plain(digits: &str) -> Word {
    match digits.parse() {
        Ok(value) if digits.len() <= 4 => Word::Digits(value, digits.len() as u8),
        _ => Word::Amount,
    }
}

/// "22nd", "1990s"; anything else with letters after digits is another word.
fn suffixed(text: &str, at: usize, end: usize) -> (usize, Option<Word>) {
    let word_end = rest_of_word(text, end);
    let value = text[at..end].parse::<i16>().ok().filter(|_| end - at <= 4);
    let word = match (value, &text[end..word_end]) {
        (Some(value @ 1..=31), "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH") => {
            Word::Ordinal { value: value as i8, digits: true }
        }
        (Some(value), "s") if value % 10 == 0 && !(100..1000).contains(&value) => Word::DecadeName(value),
        _ => Word::Other,
    };
    (word_end, Some(word))
}

/// A day written in digits: 2012-03-15, 15.03.2012, 3/15/2012, 2012/03/15. None where it is something else; a day that no
/// calendar has is an amount, so that nothing is read out of its middle.
fn numeric_date(text: &str, at: usize) -> Option<(usize, Word)> {
    let bytes = text.as_bytes();
    let first = digits_at(bytes, at);
    let separator = *bytes.get(at + first).filter(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
    let middle_at = at + first + 1;
    let middle = digits_at(bytes, middle_at);
    let last_at = middle_at + middle + 1;
    if !(1..=2).contains(&middle) || bytes.get(last_at - 1) != Some(&separator) {
        return None;
    }
    let last = digits_at(bytes, last_at);
    let end = last_at + last;
    let value = |from: usize, length: usize| text[from..from + length].parse::<i16>().ok();
    let word = match (first, last) {
        (4, 1 | 2) => {
            Word::Numeric(Some((value(at, 4)?, value(middle_at, middle)? as i8, value(last_at, last)? as i8)))
        }
        (1 | 2, 4) => day_and_month(
            value(last_at, 4)?,
            value(at, first)? as i8,
            value(middle_at, middle)? as i8,
            separator,
        ),
        _ => return None,
    };
    let followed =
        bytes.get(end).is_some_and(|byte| byte.is_ascii_digit() || *byte == separator && separator != b'.');
    if followed {
        return None;
    }
    Some((end, checked(word)))
}

/// With points the day comes first; with strokes or dashes it may be either, unless one is over 12 or they are equal.
fn day_and_month(year: i16, first: i8, second: i8, separator: u8) -> Word {
    if separator == b'.' || first > 12 || first == second {
        Word::Numeric(Some((year, second, first)))
    } else if second > 12 {
        Word::Numeric(Some((year, first, second)))
    } else {
        Word::Numeric(None)
    }
}

fn checked(word: Word) -> Word {
    match word {
        Word::Numeric(Some((year, month, day))) if jiff::civil::Date::new(year, month, day).is_err() => {
            Word::Amount
        }
        word => word,
    }
}

impl Token {
    /// Whether it is a month by name, however sure.
    pub(super) fn month(&self) -> Option<(i8, Surety)> {
        match self.word {
            Word::Month(month, surety) => Some((month, surety)),
            _ => None,
        }
    }
}
