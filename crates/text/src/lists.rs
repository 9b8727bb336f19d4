//! The word lists under `data/text/`, compiled in and parsed once.
//!
//! A list is one entry a line; `#` opens a comment line; `[name]` opens a section. Look-ups are by lower-case
//! key and never iterate, so that the order of a hash table cannot leak into results.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A set of lower-case words.
pub(crate) type Words = FxHashSet<&'static str>;

/// What the stop of an abbreviation says about the end of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Its stop never ends a sentence.
    Never,
    /// It is an abbreviation only before a digit.
    BeforeNumber,
    /// Its stop may end a sentence too.
    May,
}

/// All lists that the tokeniser and the splitter read.
pub(crate) struct Lists {
    /// By the written form and its all-capitals form.
    abbreviations: FxHashMap<String, Stop>,
    pub(crate) starters: Words,
    pub(crate) weak_starters: Words,
    pub(crate) prefixes: Words,
    /// Word → length in bytes of its first token.
    contractions: FxHashMap<String, usize>,
    pub(crate) units: Words,
    pub(crate) domains: Words,
    pub(crate) speech: Words,
    pub(crate) agencies: Words,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    abbreviations: abbreviations(),
    starters: section("", include_str!("../../../data/text/starters.txt")),
    weak_starters: section("weak", include_str!("../../../data/text/starters.txt")),
    prefixes: words(include_str!("../../../data/text/prefixes.txt")),
    contractions: contractions(),
    units: words(include_str!("../../../data/text/units.txt")),
    domains: words(include_str!("../../../data/text/domains.txt")),
    speech: words(include_str!("../../../data/text/speech.txt")),
    agencies: words(include_str!("../../../data/text/agencies.txt")),
});

/// The lists.
pub(crate) fn lists() -> &'static Lists {
    &LISTS
}

/// The entries of a list as `(section, entry)`; the section is empty before the first header.
pub(crate) fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    text.lines().map(str::trim).filter_map(move |line| {
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
            return None;
        }
        Some((section, line))
    })
}

fn words(text: &'static str) -> Words {
    entries(text).map(|(_, entry)| entry).collect()
}

fn section(name: &str, text: &'static str) -> Words {
    entries(text).filter(|(section, _)| *section == name).map(|(_, entry)| entry).collect()
}

fn abbreviations() -> FxHashMap<String, Stop> {
    let mut all = FxHashMap::default();
    for (section, entry) in entries(include_str!("../../../data/text/abbreviations.txt")) {
        let stop = match section {
            "never" => Stop::Never,
            "number" => Stop::BeforeNumber,
            _ => Stop::May,
        };
        // Capitals of short small words are other words: "IE.", "CA.".
        if entry.len() > 3 || entry.starts_with(|c: char| c.is_uppercase()) {
            all.insert(entry.to_uppercase(), stop);
        }
        all.insert(entry.to_owned(), stop);
    }
    all
}

fn contractions() -> FxHashMap<String, usize> {
    entries(include_str!("../../../data/text/contractions.txt"))
        .filter_map(|(_, entry)| entry.split_once(' '))
        .map(|(first, second)| (format!("{first}{second}"), first.len()))
        .collect()
}

impl Lists {
    /// What is known of an abbreviation, given with its stop.
    pub(crate) fn abbreviation(&self, with_stop: &str) -> Option<Stop> {
        if with_stop.len() > 12 {
            return None;
        }
        self.abbreviations.get(with_stop).copied()
    }

    /// Where a word like `cannot` is cut, in bytes from its start.
    pub(crate) fn contraction(&self, word: &str) -> Option<usize> {
        let last = word.as_bytes().last()?.to_ascii_lowercase();
        if !(4..=8).contains(&word.len()) || !matches!(last, b't' | b'a' | b'e') {
            return None;
        }
        lower(word, |key| self.contractions.get(key).copied()).flatten()
    }
}

/// Whether a list has a word, whatever its case (ASCII).
pub(crate) fn has(list: &Words, word: &str) -> bool {
    lower(word, |key| list.contains(key)).unwrap_or(false)
}

/// Calls `ask` with the word in ASCII lower case, without allocating; `None` for words over 24 bytes.
fn lower<T>(word: &str, ask: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0_u8; 24];
    let key = buffer.get_mut(..word.len())?;
    key.copy_from_slice(word.as_bytes());
    key.make_ascii_lowercase();
    std::str::from_utf8(key).ok().map(ask)
}
