//! Lemmas: the longest known ending of a word, given its tag, names the rule that makes its lemma. A whole
//! word is an ending too, so exceptions and rules are one table.

use crate::hash;
use crate::table::{probe, probes_well};
use compact_str::CompactString;

/// Bytes an entry of the index: check (4), rule (2), zero (2), little endian.
pub const ENTRY: usize = 8;
/// Bytes a rule: flags, letters stripped, bytes added, and up to 13 bytes to add.
pub const RULE: usize = 16;
/// The longest ending, in letters.
pub const ENDING: usize = 6;
/// Keys of a word: itself, itself in lower case, its endings.
pub const KEYS: usize = ENDING + 3;

/// What makes a lemma of a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rule {
    /// Whether the form is lower-cased first.
    pub lower: bool,
    /// Letters taken off its end.
    pub strip: u8,
    /// What is put there instead.
    pub add: String,
}

impl Rule {
    /// The bytes in the model; nothing when `add` is too long.
    pub fn encode(&self) -> Option<[u8; RULE]> {
        let mut bytes = [0; RULE];
        bytes[0] = u8::from(self.lower);
        bytes[1] = self.strip;
        bytes[2] = self.add.len() as u8;
        bytes.get_mut(3..3 + self.add.len())?.copy_from_slice(self.add.as_bytes());
        Some(bytes)
    }
}

/// Does what the bytes of a rule say; without a rule, the form in lower case.
pub fn apply(rule: Option<&[u8]>, form: &str, lemma: &mut CompactString) {
    lemma.clear();
    let rule = rule.filter(|rule| rule.len() == RULE).unwrap_or(&[1; 1]);
    if rule[0] & 1 == 1 {
        lower_into(form, lemma);
    } else {
        lemma.push_str(form);
    }
    for _ in 0..rule.get(1).copied().unwrap_or(0) {
        lemma.pop();
    }
    let length = usize::from(rule.get(2).copied().unwrap_or(0));
    let added = rule.get(3..3 + length).and_then(|bytes| std::str::from_utf8(bytes).ok());
    lemma.push_str(added.unwrap_or(""));
    if lemma.is_empty() {
        lemma.push_str(form);
    }
}

/// Appends `form` in lower case.
pub fn lower_into(form: &str, out: &mut CompactString) {
    for c in form.chars() {
        if c.is_ascii() { out.push(c.to_ascii_lowercase()) } else { out.extend(c.to_lowercase()) }
    }
}

/// The keys of a form, most telling first.
pub fn keys(form: &str, tag: u8, letters: &mut Vec<char>) -> [u64; KEYS] {
    letters.clear();
    letters.extend(form.chars());
    let tag = u64::from(tag);
    let mut keys = [0; KEYS];
    keys[0] = hash::feature(0x1E70, u64::from(hash::of_chars(letters)), tag);
    letters.clear();
    letters.extend(form.chars().flat_map(char::to_lowercase));
    keys[1] = hash::feature(0x1E71, u64::from(hash::of_chars(letters)), tag);
    for (key, length) in keys[2..].iter_mut().zip((0..=ENDING).rev()) {
        let ending = &letters[letters.len().saturating_sub(length)..];
        *key = hash::feature(0x1E72, u64::from(hash::of_chars(ending)), tag << 8 | ending.len() as u64);
    }
    keys
}

/// The lemma rules, read from the model's bytes.
#[derive(Clone, Copy)]
pub struct Lemmas<'a> {
    slots: &'a [u8],
    rules: &'a [u8],
}

/// Place, before the mask, and check (never 0) of a key.
pub fn place(key: u64) -> (usize, u32) {
    (key as usize, ((key >> 32) as u32).max(1))
}

impl<'a> Lemmas<'a> {
    /// Over the bytes of the model.
    pub fn new(slots: &'a [u8], rules: &'a [u8]) -> Self {
        Self { slots, rules }
    }

    pub(crate) fn well_formed(slots: &[u8], rules: &[u8]) -> bool {
        probes_well::<ENTRY>(slots) && rules.len().is_multiple_of(RULE)
    }

    /// Writes the lemma of `form` with `tag`.
    pub fn lemma(self, form: &str, tag: u8, letters: &mut Vec<char>, lemma: &mut CompactString) {
        let rule = keys(form, tag, letters).iter().find_map(|&key| self.find(key));
        let rule = rule.and_then(|rule| self.rules.get(rule * RULE..(rule + 1) * RULE));
        apply(rule, form, lemma);
    }

    fn find(self, key: u64) -> Option<usize> {
        let (bucket, check) = place(key);
        let entry = probe::<ENTRY>(self.slots, bucket, check)?;
        Some(usize::from(u16::from_le_bytes([entry[4], entry[5]])))
    }
}
