//! Lemmas, in the order that is tried: a whole word of the model (exceptions); a stem that English spelling
//! allows and that is a known word; the longest known ending. Whether the lemma keeps its capitals is asked
//! apart, of the form's shape.

pub mod key;
mod shape;
pub mod stems;

#[cfg(test)]
mod tests;

use crate::table::{probe, probes_well};
use compact_str::CompactString;
pub use shape::{Case, Shape};
use stems::Inflection;

/// Bytes an entry of the index: check (4), what it says (2), zero (2), little endian.
pub const ENTRY: usize = 8;
/// Bytes a rule: flags, letters stripped, bytes added, and up to 13 bytes to add.
pub const RULE: usize = 16;
/// The longest ending, in letters.
pub const ENDING: usize = 6;

/// What makes a lemma of a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rule {
    /// What becomes of the form's capitals.
    pub case: Case,
    /// Letters taken off its end.
    pub strip: u8,
    /// What is put there instead.
    pub add: String,
}

impl Rule {
    /// The bytes in the model; nothing when `add` is too long.
    pub fn encode(&self) -> Option<[u8; RULE]> {
        let mut bytes = [0; RULE];
        bytes[0] = self.case as u8;
        bytes[1] = self.strip;
        bytes[2] = self.add.len() as u8;
        bytes.get_mut(3..3 + self.add.len())?.copy_from_slice(self.add.as_bytes());
        Some(bytes)
    }
}

/// What is done to a form: its capitals, letters off its end, letters put there.
type Action<'a> = (Case, usize, &'a str);

/// Reads a rule's bytes; without a rule, the form in lower case.
fn decode(rule: Option<&[u8]>) -> Action<'_> {
    let Some(rule) = rule.filter(|rule| rule.len() == RULE) else { return (Case::Lower, 0, "") };
    let added = rule.get(3..3 + usize::from(rule[2])).and_then(|bytes| std::str::from_utf8(bytes).ok());
    (Case::from_number(u16::from(rule[0])), usize::from(rule[1]), added.unwrap_or(""))
}

/// Does what an action says. A lemma is never empty.
pub fn apply((case, strip, add): Action<'_>, form: &str, lemma: &mut CompactString) {
    lemma.clear();
    case.write(form, lemma);
    for _ in 0..strip {
        lemma.pop();
    }
    lemma.push_str(add);
    if lemma.is_empty() {
        lemma.push_str(form);
    }
}

/// The group of verbs.
pub const VERBS: u8 = 1;
/// The group of nouns.
pub const NOUNS: u8 = 2;
/// The group of proper names, which are known with a capital; all others are of words in small letters.
pub const NAMES: u8 = 4;

/// What a tag says of words: the list of known words they are in, and their inflection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Family {
    /// Words of the same sort, not 0.
    pub group: u8,
    /// Which form of them.
    pub inflection: Inflection,
}

impl Family {
    /// As an entry of the index.
    pub fn encode(self) -> u16 {
        u16::from(self.group) << 8 | self.inflection as u16
    }

    fn decode(entry: u16) -> Self {
        Self { group: (entry >> 8) as u8, inflection: Inflection::from_number(entry & 0xFF) }
    }

    /// Where else its stems may be known: verbs are made of nouns.
    fn second_group(self) -> Option<u8> {
        (self.group == VERBS).then_some(NOUNS)
    }

    /// Under what its endings are kept: forms inflected alike share them, others have their tag's.
    fn endings(self, tag: u8) -> u64 {
        match self.inflection {
            Inflection::None => u64::from(tag),
            inflection => 0x100 | inflection as u64,
        }
    }
}

/// The longest ending that may tell of capitals, in letters.
pub const CASE_ENDING: usize = 4;

/// The endings of a word from `longest` letters down to none.
pub fn endings(letters: &[char], longest: usize) -> impl Iterator<Item = &[char]> {
    (0..=longest.min(letters.len())).rev().map(|length| &letters[letters.len() - length..])
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
        letters.clear();
        letters.extend(form.chars());
        let shape = Shape::of(letters);
        // A form in small letters is its own lower case: one key serves.
        let mut rule = None;
        if shape != Shape::Lower {
            rule = self.find(key::exact(letters, tag));
            letters.clear();
            letters.extend(form.chars().flat_map(char::to_lowercase));
        }
        rule = rule.or_else(|| self.find(key::lower(letters, tag)));
        if rule.is_some() {
            apply(self.rule(rule), form, lemma);
        } else if shape::is_grouped_number(form) {
            lemma.clear();
            lemma.extend(form.chars().filter(|&letter| letter != ','));
        } else {
            self.general(form, tag, shape, letters, lemma);
        }
    }

    /// The lemma of a word that is no exception; `letters` are its own in lower case.
    fn general(self, form: &str, tag: u8, shape: Shape, letters: &mut Vec<char>, lemma: &mut CompactString) {
        let family = self.find(key::family(tag)).map(Family::decode);
        let family = family.unwrap_or(Family { group: 0, inflection: Inflection::None });
        let (own_case, strip, add) = self.edit(tag, family, letters);
        if shape == Shape::Lower && family.group != NAMES {
            return apply((Case::Keep, strip, add), form, lemma);
        }
        let case = self.case(tag, family, shape, (strip, add), letters).unwrap_or(own_case);
        apply((case.with(shape, add), strip, add), form, lemma);
    }

    /// How the word loses its inflection.
    fn edit(self, tag: u8, family: Family, letters: &mut Vec<char>) -> Action<'a> {
        if family.group != 0 && family.inflection == Inflection::None {
            return (Case::Lower, 0, "");
        }
        let edits = stems::edits(letters, family.inflection);
        let groups = [Some(family.group), family.second_group()];
        for group in groups.into_iter().flatten() {
            if let Some(&(strip, add)) = edits.iter().find(|edit| self.knows(**edit, group, letters)) {
                return (Case::Lower, strip, add);
            }
        }
        let rule = endings(letters, ENDING).find_map(|ending| self.find(key::ending(ending, family, tag)));
        let (case, strip, add) = self.rule(rule);
        // "Red" and "bled" lose nothing: what is left of a word has two letters at least.
        if family.group != 0 && letters.len() < strip + 2 { (case, 0, "") } else { (case, strip, add) }
    }

    /// Whether an edit makes a known word; of a compound, its last part counts. `letters` end as they began.
    fn knows(self, (strip, add): (usize, &str), group: u8, letters: &mut Vec<char>) -> bool {
        let kept = letters.len().saturating_sub(strip);
        let mut ending = ['\0'; stems::LONGEST];
        let taken = letters.len() - kept;
        let Some(ending) = ending.get_mut(..taken) else { return false };
        ending.copy_from_slice(&letters[kept..]);
        letters.truncate(kept);
        letters.extend(add.chars());
        let start = letters.iter().rposition(|&letter| letter == '-').map_or(0, |hyphen| hyphen + 1);
        let found = self.find(key::known(&letters[start..], group)).is_some();
        letters.truncate(kept);
        letters.extend_from_slice(ending);
        found
    }

    /// What becomes of the capitals, if the model has a word to say on it.
    fn case(
        self,
        tag: u8,
        family: Family,
        shape: Shape,
        edit: (usize, &str),
        letters: &mut Vec<char>,
    ) -> Option<Case> {
        let known = self.knows(edit, family.group, letters);
        let longest = if shape == Shape::Lower { 0 } else { CASE_ENDING };
        let mut found =
            endings(letters, longest).map(|ending| self.find(key::case(ending, tag, shape, known)));
        found.find_map(|case| case).map(Case::from_number)
    }

    fn rule(self, number: Option<u16>) -> Action<'a> {
        let start = number.map(|number| usize::from(number) * RULE);
        decode(start.and_then(|start| self.rules.get(start..start + RULE)))
    }

    fn find(self, key: u64) -> Option<u16> {
        let (bucket, check) = place(key);
        let entry = probe::<ENTRY>(self.slots, bucket, check)?;
        Some(u16::from_le_bytes([entry[4], entry[5]]))
    }
}
