//! What is known of a word before anything is predicted: hashes of its form and its affixes, its shape, its
//! place in the lexicon. Computed once a token; all features are made from these atoms.

use crate::hash;
use crate::lexicon::Lexicon;

/// The atoms of a token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the form, digits folded; of the lower-cased form where the sentence's case says nothing.
    pub form: u32,
    /// Hash of the lower-cased form, digits folded.
    pub lower: u32,
    /// Hashes of the first 1 to 4 letters of the lower-cased form.
    pub prefix: [u32; 4],
    /// Hashes of the last 1 to 5 letters of the lower-cased form.
    pub suffix: [u32; 5],
    /// Letters, digits, capitals (five bits), and how the whole sentence is cased (two bits above).
    pub shape: u8,
    /// Distributional class, 0 for unknown words.
    pub cluster: u16,
    /// The same, coarser.
    pub coarse: u16,
    /// Which tags the word had in the training data, as a class number; 0 for unknown words.
    pub ambiguity: u16,
}

/// How a sentence is cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Normal = 0,
    Upper = 1,
    Lower = 2,
    Title = 3,
}

const LOWER: u8 = 3;
const INITIAL: u8 = 4;
const SINGLE: u8 = 5;
const UPPER: u8 = 6;

/// Fills `words` with the atoms of `forms`.
pub fn read(forms: &[&str], lexicon: Lexicon<'_>, words: &mut Vec<Word>) {
    words.clear();
    let mut letters = Vec::new();
    words.extend(forms.iter().map(|form| read_one(form, lexicon, &mut letters)));
    let case = case_of(words);
    for (i, word) in words.iter_mut().enumerate() {
        if case != Case::Normal || i == 0 {
            word.form = word.lower;
        }
        word.shape |= (case as u8) << 5;
    }
}

fn read_one(form: &str, lexicon: Lexicon<'_>, letters: &mut Vec<char>) -> Word {
    let shape = shape_of(form);
    letters.clear();
    letters.extend(form.chars().map(fold_digit));
    let exact = hash::of_chars(letters);
    for letter in &mut *letters {
        *letter = lower(*letter);
    }
    let folded = hash::of_chars(letters);
    let entry = lexicon.get(folded);
    Word {
        form: exact,
        lower: folded,
        prefix: std::array::from_fn(|n| hash::of_chars(&letters[..letters.len().min(n + 1)])),
        suffix: std::array::from_fn(|n| hash::of_chars(&letters[letters.len().saturating_sub(n + 1)..])),
        shape,
        cluster: entry.cluster,
        coarse: entry.coarse,
        ambiguity: entry.ambiguity,
    }
}

/// The hash a word has in the lexicon.
pub fn lower_hash(form: &str) -> u32 {
    let letters: Vec<char> = form.chars().map(|c| lower(fold_digit(c))).collect();
    hash::of_chars(&letters)
}

fn fold_digit(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { c }
}

/// One letter for one letter, so that affixes keep their length.
fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

fn shape_of(form: &str) -> u8 {
    let mut capitals = 0u32;
    let mut smalls = 0u32;
    let mut digits = 0u32;
    let mut hyphen = false;
    let mut foreign = false;
    for c in form.chars() {
        capitals += u32::from(c.is_uppercase());
        smalls += u32::from(c.is_alphabetic() && !c.is_uppercase());
        digits += u32::from(c.is_ascii_digit());
        hyphen |= c == '-';
        foreign |= !c.is_ascii();
    }
    let initial = form.chars().next().is_some_and(char::is_uppercase);
    let kind = match (capitals, smalls, digits) {
        (0, 0, 0) => 0,
        (0, 0, _) => 1,
        (_, _, 1..) => 2,
        (0, _, _) => LOWER,
        (1, 0, _) => SINGLE,
        (_, 0, _) => UPPER,
        (1, _, _) if initial => INITIAL,
        _ => 7,
    };
    kind | u8::from(hyphen) << 3 | u8::from(foreign) << 4
}

/// Headlines are cased like titles, old wire copy is all capitals, chats are all small.
fn case_of(words: &[Word]) -> Case {
    let count = |kinds: &[u8]| words.iter().filter(|w| kinds.contains(&(w.shape & 7))).count();
    let (small, initial, upper) = (count(&[LOWER]), count(&[INITIAL, 7]), count(&[UPPER]));
    let all = small + initial + upper;
    if upper >= 3 && upper * 10 >= all * 7 {
        Case::Upper
    } else if all >= 3 && small == all && count(&[SINGLE]) == 0 {
        Case::Lower
    } else if initial >= 3 && (initial + upper) * 10 >= all * 7 {
        Case::Title
    } else {
        Case::Normal
    }
}
