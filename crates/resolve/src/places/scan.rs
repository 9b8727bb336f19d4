//! One pass over a text: the names of places in it, and the countries it speaks of.

use super::Precision;
use super::evidence::Evidence;
use super::gazetteer::{Gazetteer, Meaning, first_word};
use detente_text::Span;

/// A name that may be several places.
pub(super) struct Mention<'a> {
    pub span: Span,
    /// Indices in the gazetteer, the best known first; at least one.
    pub entries: &'a [usize],
}

/// The mentions, and the evidence in order of place.
pub(super) fn scan<'a>(text: &str, gazetteer: &'a Gazetteer) -> (Vec<Mention<'a>>, Vec<Evidence>) {
    let (mut mentions, mut evidence) = (Vec::new(), Vec::new());
    let (mut at, mut before) = (0, "");
    while let Some((start, word)) = next_word(text, at) {
        at = start + word.len();
        let found = if word.starts_with(char::is_uppercase) {
            gazetteer.at_start(word, &text[start..])
        } else {
            None
        };
        if let Some((length, meaning)) = found {
            let span = Span::new(start, start + length);
            note(meaning, span, gazetteer, &mut evidence);
            if let Meaning::Places(entries) = meaning
                && !is_person(span, before, text, gazetteer)
            {
                mentions.push(Mention { span, entries });
            }
            at = at.max(start + length);
        }
        before = word;
    }
    (mentions, evidence)
}

/// The next run of letters and digits, and where it begins.
fn next_word(text: &str, at: usize) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let plain = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let at = at + bytes.get(at..)?.iter().take_while(|byte| plain(byte)).count();
    let start = at + text[at..].find(char::is_alphanumeric)?;
    Some((start, first_word(&text[start..])))
}

/// What a name says of the countries that the text speaks of: only names of places in one country do.
fn note(meaning: &Meaning, span: Span, gazetteer: &Gazetteer, evidence: &mut Vec<Evidence>) {
    match meaning {
        Meaning::Demonym(country) => evidence.push(Evidence { span, country: *country, inside: false }),
        Meaning::Places(entries) => {
            let mut places = entries.iter().map(|&index| &gazetteer.entries[index]);
            let Some(first) = places.next() else { return };
            if let Some(country) =
                first.country.filter(|_| places.all(|other| other.country == first.country))
            {
                evidence.push(Evidence { span, country, inside: first.precision != Precision::Country });
            }
        }
        Meaning::Nothing => {}
    }
}

/// "Michael Jordan", "Florence Novak": a place that is a person's name too, beside another word with a capital.
fn is_person(span: Span, before: &str, text: &str, gazetteer: &Gazetteer) -> bool {
    if !gazetteer.is_given_name(span.of(text)) {
        return false;
    }
    let (left, right) = (&text[..span.start as usize], &text[span.end as usize..]);
    let follows = left.strip_suffix(' ').is_some_and(|left| left.ends_with(before));
    let after = right.strip_prefix(' ').map_or("", first_word);
    let is_name = |word: &str| {
        let capital = word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
        capital && word.len() > 2 && !gazetteer.is_no_first_name(word)
    };
    follows && is_name(before) || is_name(after)
}
