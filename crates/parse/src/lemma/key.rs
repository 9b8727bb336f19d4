//! The keys of the index of lemmas: one sort for each thing that it tells. They are part of the model's format.

use super::{Family, Shape};
use crate::hash;

fn of(template: u64, letters: &[char], rest: u64) -> u64 {
    hash::feature(template, u64::from(hash::of_chars(letters)), rest)
}

/// A word as written.
pub fn exact(letters: &[char], tag: u8) -> u64 {
    of(0x1E70, letters, u64::from(tag))
}

/// A word in lower case.
pub fn lower(letters: &[char], tag: u8) -> u64 {
    of(0x1E71, letters, u64::from(tag))
}

/// An ending, in lower case.
pub fn ending(letters: &[char], family: Family, tag: u8) -> u64 {
    of(0x1E72, letters, family.endings(tag) << 8 | letters.len() as u64)
}

/// The family of a tag.
pub fn family(tag: u8) -> u64 {
    hash::feature(0x1E73, u64::from(tag), 0)
}

/// A known lemma, in lower case.
pub fn known(letters: &[char], group: u8) -> u64 {
    of(0x1E74, letters, u64::from(group))
}

/// What becomes of the capitals of words with an ending, by shape and by whether the lemma is known.
pub fn case(letters: &[char], tag: u8, shape: Shape, known: bool) -> u64 {
    let looks = (shape as u64) << 1 | u64::from(known);
    of(0x1E75, letters, looks << 16 | u64::from(tag) << 8 | letters.len() as u64)
}
