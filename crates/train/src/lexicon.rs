//! Builds the lexicon of the model: for each word its distributional classes and the set of its tags.

use crate::treebank::Gold;
use detente_parse::lexicon::{ENTRY, Entry, place};
use detente_parse::table::put;
use detente_parse::word::lower_hash;
use std::collections::BTreeMap;

/// A word must be this common for its tags to be believed.
const MIN_COUNT: u32 = 3;
/// A tag of a word counts from one in so many of its occurrences.
const MIN_SHARE: u32 = 20;

/// The words' ambiguity classes, by the hash of the lower-cased form. `tag` gives the class of a word's tag.
pub fn ambiguity(sentences: &[Gold], tag: impl Fn(&Gold, usize) -> u8) -> BTreeMap<u32, u16> {
    let mut counts: BTreeMap<u32, BTreeMap<u8, u32>> = BTreeMap::new();
    for sentence in sentences {
        for i in 0..sentence.forms.len() {
            let tags = counts.entry(lower_hash(&sentence.forms[i])).or_default();
            *tags.entry(tag(sentence, i)).or_default() += 1;
        }
    }
    let mut classes: BTreeMap<Vec<u8>, u16> = BTreeMap::new();
    let mut words = BTreeMap::new();
    for (word, tags) in counts {
        let all: u32 = tags.values().sum();
        if all >= MIN_COUNT {
            let usual: Vec<u8> = tags.into_iter().filter(|t| t.1 * MIN_SHARE >= all).map(|t| t.0).collect();
            let next = classes.len() as u16 + 1;
            words.insert(word, *classes.entry(usual).or_insert(next));
        }
    }
    words
}

/// The bytes of the lexicon.
///
/// # Panics
///
/// When a search would get too long: never at the load that is chosen here.
pub fn encode(words: &BTreeMap<u32, Entry>) -> Vec<u8> {
    let mut slots = vec![0; (words.len() * 3 / 2 + 1).next_power_of_two() * ENTRY];
    for (&word, entry) in words {
        let (at, check) = place(word);
        let mut bytes = [0; ENTRY];
        bytes[..4].copy_from_slice(&check.to_le_bytes());
        for (at, half) in [(4, entry.cluster), (6, entry.coarse), (8, entry.ambiguity)] {
            bytes[at..at + 2].copy_from_slice(&half.to_le_bytes());
        }
        assert!(put(&mut slots, at, bytes), "the array has room for all");
    }
    slots
}
