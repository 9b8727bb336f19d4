//! Where the first sentence of a paragraph starts: after a bullet, and after a dateline ("ORVA, March 14
//! (Reuters) - "), which is no part of the sentence.

use crate::Span;
use crate::chars::{at, is_blank, is_dash, is_opening};
use crate::lines::{bullet_end, ends_with_stop};
use crate::lists::{has, lists};

/// A dateline ends within so many bytes.
const LONGEST: usize = 120;
const MOST_WORDS: usize = 12;
/// Bytes that are looked at to see whether a text is wire copy in capitals.
const SAMPLE: usize = 4000;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a text is written in capitals, as old wire copy is.
pub(crate) fn is_upper_case(text: &str) -> bool {
    let letters = || text.chars().take(SAMPLE).filter(|c| c.is_alphabetic());
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    capitals * 10 > letters().count() * 7
}

/// The byte where the first sentence of a paragraph starts. Datelines are looked for only in news.
pub(crate) fn sentence_start(text: &str, span: Span, is_news: bool, shouted: bool) -> usize {
    let start = bullet_end(text, span).unwrap_or(span.start as usize);
    if !is_news {
        return start;
    }
    let paragraph = Span::new(start, span.end as usize);
    let after = [dashed, slashed, bracketed].iter().find_map(|form| form(text, paragraph, shouted));
    after.filter(|after| *after < span.end as usize).unwrap_or(start)
}

/// The beginning of the paragraph that may hold a dateline.
fn head(text: &str, span: Span) -> &str {
    let paragraph = span.of(text);
    &paragraph[..paragraph.floor_char_boundary(LONGEST)]
}

/// "ORVA, March 14 (Reuters) - ", "Example.Net - ", "ORVA --".
fn dashed(text: &str, span: Span, shouted: bool) -> Option<usize> {
    let head = head(text, span);
    let mut from = 0;
    // The third dash comes too late for a dateline.
    for _ in 0..3 {
        let dash = from + head.get(from..)?.find(is_dash)?;
        let rest = head[dash..].trim_start_matches(is_dash);
        let after = head.len() - rest.len();
        let left = &head[..dash];
        let spaced = rest.starts_with(is_blank) && left.ends_with(|c: char| is_blank(c) || c == ')');
        let closed = at(head, dash) == Some('—') || after - dash == 2;
        if (spaced || closed)
            && is_dateline(left.trim_end_matches(is_blank), shouted, || ends_with_stop(text, span))
        {
            return opening(text, span.start as usize + after);
        }
        from = after;
    }
    None
}

/// "ORVA, February 3. /TASS/."
fn slashed(text: &str, span: Span, _shouted: bool) -> Option<usize> {
    let head = head(text, span);
    let (place, rest) = head.split_once('/')?;
    let (agency, rest) = rest.split_once('/')?;
    let known = is_agency(agency) && is_place(place.trim_end_matches(['.', ' ']));
    known.then(|| opening(text, span.start as usize + head.len() - rest.trim_start_matches('.').len()))?
}

/// "(CNN) The council", "Orva (CNN) The council".
fn bracketed(text: &str, span: Span, _shouted: bool) -> Option<usize> {
    let head = head(text, span);
    let (place, rest) = head.split_once('(')?;
    let (agency, rest) = rest.split_once(')')?;
    let few = place.split_whitespace().count() <= 3
        && place.split_whitespace().all(|word| !word.starts_with(char::is_lowercase));
    let known = is_agency(agency) && is_place(place) && few && rest.starts_with(is_blank);
    known.then(|| opening(text, span.start as usize + head.len() - rest.len()))?
}

/// The first byte of the sentence after a dateline: a capital, a digit, a quotation mark. Tags like `[TEXT]` are
/// passed over.
fn opening(text: &str, after: usize) -> Option<usize> {
    let mut rest = text.get(after..)?.trim_start_matches(is_blank);
    for _ in 0..3 {
        let Some(tag) = rest.strip_prefix('[') else { break };
        let Some(end) = tag.bytes().take(LONGEST).position(|b| b == b']') else { break };
        rest = tag[end + 1..].trim_start_matches(is_blank);
    }
    let first = rest.chars().next()?;
    let opens = !first.is_lowercase()
        && (first.is_alphanumeric() || is_opening(first) || matches!(first, '"' | '\''));
    opens.then(|| text.len() - rest.len())
}

/// Whether what stands before the dash is a dateline.
fn is_dateline(head: &str, shouted: bool, is_statement: impl Fn() -> bool) -> bool {
    let (place, bracket) = match head.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((place, bracket)) => (place.trim_end_matches(|c| is_blank(c) || c == '.'), Some(bracket)),
        None => (head, None),
    };
    if is_agency(place)
        || place.split(", ").last().is_some_and(|last| place.len() > last.len() && is_agency(last))
    {
        return true;
    }
    if let Some(bracket) = bracket {
        let marked = is_agency(bracket) || has_date(place) || has_date(bracket) || starts_in_capitals(place);
        return marked && is_place(place);
    }
    if !is_place(place) || place.is_empty() {
        return false;
    }
    has_date(place)
        || (!shouted && starts_in_capitals(place) && place.split_whitespace().count() <= 5 && is_statement())
}

/// A news agency, or a host name, which in this place is one.
fn is_agency(name: &str) -> bool {
    let name = name.trim_matches(is_blank);
    let host = || {
        let (site, domain) = name.rsplit_once('.')?;
        let one_word =
            !site.is_empty() && !name.contains(is_blank) && site.starts_with(char::is_alphanumeric);
        Some(one_word && has(&lists().domains, domain))
    };
    let staff = |suffix| name.len() < 40 && name.ends_with(suffix) && name.starts_with(char::is_uppercase);
    has(&lists().agencies, name)
        || host().unwrap_or(false)
        || [" News", " News Agency", " Press"].into_iter().any(staff)
}

/// Names, numbers and the small words of place names and dates; may be empty.
fn is_place(place: &str) -> bool {
    let mut words =
        place.split(|c: char| is_blank(c) || matches!(c, ',' | '/')).filter(|word| !word.is_empty());
    let first = place.chars().next().is_none_or(|c| c.is_uppercase() || c.is_ascii_digit());
    let sentence = place.contains(['?', '!', ':', ';', '"']);
    first && !sentence && words.clone().count() <= MOST_WORDS && words.all(is_place_word)
}

fn is_place_word(word: &str) -> bool {
    let small = matches!(
        word,
        "de" | "la" | "al" | "el" | "of" | "and" | "the" | "near" | "du" | "da" | "do" | "del" | "en"
    );
    small || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// A month beside a number: "March 14", "14 MAR 90".
fn has_date(place: &str) -> bool {
    let words: Vec<&str> =
        place.split(|c: char| is_blank(c) || c == ',').filter(|word| !word.is_empty()).collect();
    words
        .windows(2)
        .any(|pair| (is_month(pair[0]) && is_number(pair[1])) || (is_number(pair[0]) && is_month(pair[1])))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn is_month(word: &str) -> bool {
    let start = word.get(..3).map(str::to_ascii_lowercase);
    start.is_some_and(|start| MONTHS.contains(&start.as_str())) && word.len() <= 10
}

/// The first word is in capitals: "ORVA", "ST. HALM", "ORVA/HALM".
fn starts_in_capitals(place: &str) -> bool {
    let word = place.split(|c: char| is_blank(c) || c == ',').next().unwrap_or_default();
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 2 && letters().all(char::is_uppercase)
}
