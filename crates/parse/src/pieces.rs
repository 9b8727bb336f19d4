//! Words to pieces of words, as BERT's `WordPiece` has them: small letters without accents, marks on their own,
//! then the longest known piece first. `train/wordpiece.py` does the same.

use crate::table;
use bytes::Bytes;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Pieces a word at most; what is beyond says little, and noise has no end.
const MOST_PIECES: usize = 8;
/// Letters of a run that are read.
const MOST_LETTERS: usize = 60;
/// Bytes an entry of the vocabulary: check, number of the piece; little endian.
pub const ENTRY: usize = 8;
/// Numbers of the pieces that are none: in the vocabulary they come first.
pub const UNKNOWN: u32 = 0;
/// Before the first.
pub const START: u32 = 1;
/// After the last.
pub const END: u32 = 2;
/// Kinds of case.
pub const CASES: usize = 6;

/// The pieces that are known.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    slots: Bytes,
}

impl Vocabulary {
    /// Over the bytes of the model; nothing when they can be none.
    pub fn read(slots: &Bytes) -> Option<Self> {
        table::probes_well::<ENTRY>(slots).then(|| Self { slots: slots.clone() })
    }

    /// The bytes of a vocabulary; `inside` tells pieces that do not begin a word.
    ///
    /// # Panics
    ///
    /// When two pieces have one key.
    pub fn encode<'a>(pieces: impl ExactSizeIterator<Item = (&'a str, bool, u32)>) -> Vec<u8> {
        let mut slots = vec![0; (pieces.len() * 2 + 1).next_power_of_two() * ENTRY];
        for (piece, inside, number) in pieces {
            let key = key(piece.as_bytes(), inside);
            let (place, check) = place(key);
            assert!(table::probe::<ENTRY>(&slots, place, check).is_none(), "keys differ");
            let mut entry = [0; ENTRY];
            entry[..4].copy_from_slice(&check.to_le_bytes());
            entry[4..].copy_from_slice(&number.to_le_bytes());
            assert!(table::put(&mut slots, place, entry), "there is room for all");
        }
        slots
    }

    /// The number of a piece that begins a word.
    pub fn number(&self, word: &str) -> Option<u32> {
        self.find(word.as_bytes(), false)
    }

    fn find(&self, piece: &[u8], inside: bool) -> Option<u32> {
        let (place, check) = place(key(piece, inside));
        let entry = table::probe::<ENTRY>(&self.slots, place, check)?;
        Some(u32::from_le_bytes([entry[4], entry[5], entry[6], entry[7]]))
    }
}

fn key(piece: &[u8], inside: bool) -> u64 {
    let mut h: u64 = if inside { 0x9AE1_6A3B_2F90_404F } else { 0xCBF2_9CE4_8422_2325 };
    for &b in piece {
        h = (h ^ u64::from(b)).wrapping_mul(0x100_0000_01B3);
        h ^= h >> 29;
    }
    h.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn place(key: u64) -> (usize, u32) {
    ((key >> 40) as usize, (key as u32).max(1))
}

/// The pieces of some words, with those at both ends, and where each word begins.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    /// Numbers of pieces.
    pub ids: Vec<u32>,
    /// How the word of each piece is cased.
    pub cases: Vec<u8>,
    /// The first piece of each word.
    pub firsts: Vec<usize>,
    text: String,
    of_word: Vec<u32>,
}

impl Pieces {
    /// Reads as many of the words as fit in `window` pieces, at least one; says how many.
    pub fn read(&mut self, tokens: &[&str], vocabulary: &Vocabulary, window: usize) -> usize {
        self.ids.clear();
        self.cases.clear();
        self.firsts.clear();
        self.push(START, 0);
        let mut read = 0;
        for form in tokens {
            self.split(form, vocabulary);
            if read > 0 && self.ids.len() + self.of_word.len() >= window {
                break;
            }
            self.firsts.push(self.ids.len());
            let case = case_of(form);
            for i in 0..self.of_word.len() {
                self.push(self.of_word[i], case);
            }
            read += 1;
        }
        self.push(END, 0);
        read
    }

    fn push(&mut self, id: u32, case: u8) {
        self.ids.push(id);
        self.cases.push(case);
    }

    /// The pieces of a word, into `of_word`; at least one.
    fn split(&mut self, form: &str, vocabulary: &Vocabulary) {
        self.of_word.clear();
        self.text.clear();
        fold(form, &mut self.text);
        let text = std::mem::take(&mut self.text);
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let end =
                if is_mark(first) { first.len_utf8() } else { rest.find(is_mark).unwrap_or(rest.len()) };
            self.split_run(&rest[..end], vocabulary);
            rest = &rest[end..];
        }
        self.text = text;
        self.of_word.truncate(MOST_PIECES);
        if self.of_word.is_empty() {
            self.of_word.push(UNKNOWN);
        }
    }

    fn split_run(&mut self, run: &str, vocabulary: &Vocabulary) {
        let mut at = 0;
        while at < run.len() && self.of_word.len() < MOST_PIECES {
            let (piece, end) = longest(run, at, vocabulary);
            self.of_word.push(piece);
            at = end;
        }
    }
}

/// The longest piece that is known at `at`, and its end; a letter that is not known is passed over.
fn longest(run: &str, at: usize, vocabulary: &Vocabulary) -> (u32, usize) {
    let ends = run[at..].char_indices().map(|(i, c)| at + i + c.len_utf8());
    let known = |end: usize| Some((vocabulary.find(&run.as_bytes()[at..end], at > 0)?, end));
    let found = ends.clone().rev().find_map(known);
    found.unwrap_or_else(|| (UNKNOWN, ends.clone().next().unwrap_or(run.len())))
}

/// Small letters without accents and without what cannot be seen, cut where noise would begin.
fn fold(form: &str, out: &mut String) {
    if form.is_ascii() {
        let seen = form.bytes().filter(|b| !b.is_ascii_control()).take(MOST_LETTERS);
        out.extend(seen.map(|b| char::from(b.to_ascii_lowercase())));
        return;
    }
    let folded = form.chars().take(4 * MOST_LETTERS).flat_map(char::to_lowercase).nfd();
    out.extend(
        folded.filter(|c| !is_combining_mark(*c) && !c.is_control() && !is_format(*c)).take(MOST_LETTERS),
    );
}

/// Characters that only steer how others are shown.
fn is_format(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Punctuation as BERT has it: all marks of ASCII, and the common ones of Unicode.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{A1}' | '\u{A7}' | '\u{AB}' | '\u{B6}' | '\u{B7}' | '\u{BB}' | '\u{BF}')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3003}')
        || matches!(c, '\u{3008}'..='\u{3011}' | '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{6D4}' | '\u{964}')
}

/// How a word is written: no letters 0, small 1, a capital first 2, one capital letter 3, capitals 4, mixed 5.
pub fn case_of(form: &str) -> u8 {
    let letters = form.chars().filter(|c| c.is_alphabetic());
    let (count, upper) = letters.clone().fold((0, 0), |(n, u), c| (n + 1, u + usize::from(c.is_uppercase())));
    let first = letters.clone().next().is_some_and(char::is_uppercase);
    match (count, upper) {
        (0, _) => 0,
        (_, 0) => 1,
        (1, 1) => 3,
        (n, u) if n == u => 4,
        (_, 1) if first => 2,
        _ => 5,
    }
}
