//! What the fast tier sees of a word: rows of its table of vectors, for the word if it is known, its endings,
//! its beginnings and its shape.

use crate::hash;
use crate::table;

/// Rows a word: itself, endings of 1–4 letters, beginnings of 1–3, shape.
pub const ROWS: usize = 9;
/// Rows for endings, beginnings and shapes, which are hashed into them.
pub const HASHED: usize = 1 << 14;
/// The row of a word that is not known.
pub const UNKNOWN: u32 = HASHED as u32;
/// Bytes an entry of the index of known words: check, row; little endian.
pub const ENTRY: usize = 8;
/// Letters beyond which a word is cut: a name may be long, noise has no end.
const LONGEST: usize = 64;

/// The rows of a form. `index` is that of the known words, `letters` is scratch.
pub fn rows(form: &str, index: &[u8], letters: &mut Vec<char>) -> [u32; ROWS] {
    let mut rows = [0; ROWS];
    letters.clear();
    letters.extend(form.chars().take(LONGEST).map(fold));
    rows[0] = known(index, word_hash(letters)).unwrap_or(UNKNOWN);
    for length in 1..=4 {
        let ending = &letters[letters.len().saturating_sub(length)..];
        rows[length] = hashed(length as u64, ending);
    }
    for length in 1..=3 {
        rows[4 + length] = hashed(4 + length as u64, &letters[..length.min(letters.len())]);
    }
    shape(form, letters);
    rows[8] = hashed(8, letters);
    rows
}

/// The hash of a word whatever its case, digits alike.
pub fn key(form: &str, letters: &mut Vec<char>) -> u32 {
    letters.clear();
    letters.extend(form.chars().take(LONGEST).map(fold));
    word_hash(letters)
}

/// The entry of a known word.
pub fn entry(key: u32, row: u32) -> [u8; ENTRY] {
    let mut entry = [0; ENTRY];
    entry[..4].copy_from_slice(&key.to_le_bytes());
    entry[4..].copy_from_slice(&row.to_le_bytes());
    entry
}

/// Where an entry of this key is looked for.
pub fn place(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B9) >> 7) as usize
}

/// Whether bytes can be an index of known words.
pub(crate) fn well_formed(index: &[u8]) -> bool {
    table::probes_well::<ENTRY>(index)
}

fn known(index: &[u8], key: u32) -> Option<u32> {
    let entry = table::probe::<ENTRY>(index, place(key), key)?;
    Some(u32::from_le_bytes([entry[4], entry[5], entry[6], entry[7]]))
}

fn word_hash(letters: &[char]) -> u32 {
    hash::of_chars(letters).max(1)
}

fn hashed(template: u64, letters: &[char]) -> u32 {
    let word = u64::from(hash::of_chars(letters));
    (hash::feature(0x5E11 + template, word, letters.len() as u64) % HASHED as u64) as u32
}

/// One letter for one letter, in small letters, digits alike.
fn fold(c: char) -> char {
    if c.is_ascii_digit() {
        '0'
    } else if c.is_ascii() {
        c.to_ascii_lowercase()
    } else {
        c.to_lowercase().next().unwrap_or(c)
    }
}

/// Capitals, small letters and digits by kind, other marks as they are; of a run of a kind the first three.
fn shape(form: &str, out: &mut Vec<char>) {
    out.clear();
    for c in form.chars().take(LONGEST) {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            _ => c,
        };
        if !out.ends_with(&[kind, kind, kind]) {
            out.push(kind);
        }
    }
}
