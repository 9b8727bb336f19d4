//! One pass over a text: the names of places in it, and the countries it speaks of.

use super::gazetteer::{Gazetteer, Meaning, Number, first_word};
use super::key::key;
use detente_text::Span;

/// The words of a name that are tried together.
const LONGEST: usize = 6;

/// A name in a text.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub span: Span,
    /// Its key, or that of what it stands for.
    pub key: String,
    /// A place that it surely is: an abbreviation's, a demonym's country.
    pub only: Option<Number>,
    /// How sure it is that a place is meant, from 0 to 1.
    pub weight: f32,
    /// Whether it is to be listed as a place.
    pub listed: bool,
}

struct Word {
    start: usize,
    end: usize,
    capital: bool,
}

/// The mentions in order, not overlapping; the longest name wins.
pub(super) fn scan(text: &str, gazetteer: &Gazetteer) -> Vec<Mention> {
    let words = words(text);
    let (mut mentions, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let word = &words[at];
        let found = word.capital.then(|| mention_at(text, &words, at, gazetteer, mentions.last())).flatten();
        let Some(found) = found else {
            at += 1;
            continue;
        };
        let end = found.as_ref().map_or_else(|end| *end, |mention| mention.span.end as usize);
        at += words[at..].iter().take_while(|word| word.start < end).count().max(1);
        mentions.extend(found.ok());
    }
    mentions
}

/// What begins at a word: a mention, or the end of a name that is no place.
fn mention_at(
    text: &str,
    words: &[Word],
    at: usize,
    gazetteer: &Gazetteer,
    before: Option<&Mention>,
) -> Option<Result<Mention, usize>> {
    let word = &words[at];
    let rest = &text[word.start..];
    let behind_comma = before.is_some_and(|b| is_joint(&text[b.span.end as usize..word.start]));
    if behind_comma && let Some((length, only)) = gazetteer.abbreviation(rest) {
        let span = Span::new(word.start, word.start + length);
        return Some(Ok(Mention {
            span,
            key: key(span.of(text)),
            only: Some(only),
            weight: 1.0,
            listed: false,
        }));
    }
    let mut own = gazetteer.at_start(&text[word.start..word.end], rest);
    if let Some((length, Meaning::People(place))) = own {
        let span = Span::new(word.start, word.start + length);
        let only = Some(place);
        return Some(Ok(Mention { span, key: key(span.of(text)), only, weight: 0.8, listed: false }));
    }
    let longest = longest_known(text, words, at, gazetteer);
    if let Some((length, meaning)) = own
        && longest.is_none_or(|end| end <= word.start + length)
    {
        if meaning == Meaning::Nothing {
            return Some(Err(word.start + length));
        }
    } else {
        own = None;
    }
    let end = own.map(|(length, _)| word.start + length).or(longest)?;
    let span = Span::new(word.start, end);
    let own = own.is_some();
    let alone = is_beside_name(text, words, at, end, gazetteer);
    let led = is_led(&text[..word.start], gazetteer);
    let (mut weight, mut listed) = if own || led { (1.0, true) } else { (0.3, false) };
    if own && is_person(text, words, at, span, gazetteer) {
        (weight, listed) = (0.1, false);
    } else if !own && alone {
        (weight, listed) = (0.15, false);
    }
    Some(Ok(Mention { span, key: key(span.of(text)), only: None, weight, listed }))
}

/// The end of the longest run of words from here that is the name of a place in the pack.
fn longest_known(text: &str, words: &[Word], at: usize, gazetteer: &Gazetteer) -> Option<usize> {
    let mut last = at;
    while last + 1 < words.len() && last + 1 < at + LONGEST {
        let (here, next) = (&words[last], &words[last + 1]);
        let between = &text[here.end..next.start];
        let joins =
            matches!(between, " " | "-" | "’" | "'" | "\n") || between == ". " && here.end - here.start <= 2;
        if !joins {
            break;
        }
        last += 1;
    }
    (at..=last).rev().filter(|&end| words[end].capital).find_map(|end| {
        let name = &text[words[at].start..words[end].end];
        let name_key = key(name);
        let known = name_key.len() > 2 && !gazetteer.is_common(&name_key) && gazetteer.has(&name_key);
        known.then_some(words[end].end)
    })
}

/// Whether the words are an adjective or people of a place.
pub(super) fn is_people(words: &str, gazetteer: &Gazetteer) -> bool {
    matches!(gazetteer.at_start(first_word(words), words), Some((length, Meaning::People(_))) if length == words.len())
}

/// The words of a text; a possessive ending is none.
fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            let word = &text[start..at];
            let possessive = word == "s" && text[..start].ends_with(['\'', '’']);
            if !possessive {
                out.push(Word { start, end: at, capital: word.starts_with(char::is_uppercase) });
            }
        }
    }
    out
}

/// What stands between a place and what it lies in: "Tripoli, Lebanon", "Tripoli (Lebanon", "Dublin Ga.".
pub(super) fn is_joint(between: &str) -> bool {
    matches!(between, ", " | " (" | ", in " | " in " | " ")
}

/// Whether a preposition of place stands right before.
fn is_led(before: &str, gazetteer: &Gazetteer) -> bool {
    let Some(before) = before.strip_suffix(' ') else { return false };
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    gazetteer.around().led.contains(word)
}

/// Whether a capital stands right before or after, so that the name is likely a part of a longer one.
fn is_beside_name(text: &str, words: &[Word], at: usize, end: usize, gazetteer: &Gazetteer) -> bool {
    let joined = |left: usize, right: usize| text.get(left..right) == Some(" ");
    let named = |word: &Word| {
        let word_text = &text[word.start..word.end];
        word.capital && !gazetteer.is_no_first_name(word_text) && !gazetteer.is_common(&key(word_text))
    };
    let before = at.checked_sub(1).map(|before| &words[before]);
    let before = before.is_some_and(|before| joined(before.end, words[at].start) && named(before));
    let after = words[at..].iter().find(|word| word.start >= end);
    before || after.is_some_and(|after| joined(end, after.start) && named(after))
}

/// "Michael Jordan", "Florence Novak": a place that is a person's name too, beside another word with a capital.
fn is_person(text: &str, words: &[Word], at: usize, span: Span, gazetteer: &Gazetteer) -> bool {
    if !gazetteer.is_given_name(span.of(text)) {
        return false;
    }
    let before = at.checked_sub(1).map_or("", |before| &text[words[before].start..words[before].end]);
    let (left, right) = (&text[..span.start as usize], &text[span.end as usize..]);
    let follows = left.strip_suffix(' ').is_some_and(|left| left.ends_with(before));
    let after = right.strip_prefix(' ').map_or("", first_word);
    let is_name = |word: &str| {
        let capital = word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
        capital && word.len() > 2 && !gazetteer.is_no_first_name(word)
    };
    follows && is_name(before) || is_name(after)
}
