//! Copies of sentences in other case, so that headlines, old wire copy and chats are known too.

use crate::names::Named;
use crate::random::Random;
use crate::treebank::Gold;

/// Of a thousand sentences, how many are copied into each case.
const SHARE: u64 = 50;

/// The sentences and some of them again: in capitals, in small letters, cased as a headline.
pub fn with_cases(sentences: &[Gold]) -> Vec<Gold> {
    let mut random = Random::new(7);
    let mut all = sentences.to_vec();
    for change in [upper, lower, title] {
        let chosen = sentences.iter().filter(|_| random.per_mille(SHARE)).cloned();
        all.extend(chosen.map(|mut sentence| {
            for form in &mut sentence.forms {
                *form = change(form);
            }
            sentence
        }));
    }
    all
}

/// The same for sentences with names.
pub fn names_with_cases(sentences: &[Named]) -> Vec<Named> {
    let mut random = Random::new(11);
    let mut all = Vec::new();
    for change in [upper, lower, title] {
        let chosen = sentences.iter().filter(|_| random.per_mille(SHARE));
        all.extend(chosen.map(|named| Named {
            forms: named.forms.iter().map(|form| change(form)).collect(),
            names: named.names.clone(),
        }));
    }
    all
}

/// In capitals.
pub fn upper(form: &str) -> String {
    form.to_uppercase()
}

/// In small letters.
pub fn lower(form: &str) -> String {
    form.to_lowercase()
}

/// With a capital, unless it is one of the words that headlines leave small.
pub fn title(form: &str) -> String {
    const SMALL: [&str; 14] =
        ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "as", "n't"];
    if SMALL.contains(&form) || form.starts_with('\'') {
        return form.to_owned();
    }
    let mut letters = form.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
