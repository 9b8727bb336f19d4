//! English spelling, backwards: what a regularly inflected word may come from. Several stems are often
//! possible (`planed`: `plane`, `plan`); the caller takes the first that is a word, and the order here is the
//! order of likelihood.

/// What a tag says of a word's form. The numbers are part of the model's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Inflection {
    /// The base form, or no form that spelling tells of.
    None,
    /// `-ed`.
    Past,
    /// `-ing`.
    Ing,
    /// `-s` of verbs.
    Present,
    /// `-s` of nouns, with `-ves`, `-ses` of `-sis`, and `-men`.
    Plural,
    /// `-er`.
    Comparative,
    /// `-est`.
    Superlative,
}

impl Inflection {
    /// From its number; unknown numbers mean nothing.
    pub fn from_number(number: u16) -> Self {
        match number {
            1 => Self::Past,
            2 => Self::Ing,
            3 => Self::Present,
            4 => Self::Plural,
            5 => Self::Comparative,
            6 => Self::Superlative,
            _ => Self::None,
        }
    }
}

/// The most letters that an edit strips.
pub const LONGEST: usize = 4;

/// Letters to strip, and what to put there.
pub type Edit = (usize, &'static str);

/// The edits that may give the stem of a word in lower case, the likeliest first.
pub fn edits(word: &[char], inflection: Inflection) -> &'static [Edit] {
    match inflection {
        Inflection::None => &[],
        Inflection::Past => suffixed(word, "ed"),
        Inflection::Ing => ing(word),
        Inflection::Present => with_s(word),
        Inflection::Plural => plural(word),
        Inflection::Comparative => suffixed(word, "er"),
        Inflection::Superlative => superlative(word),
    }
}

fn ends(word: &[char], ending: &str) -> bool {
    let mut letters = word.iter().rev();
    ending.chars().rev().all(|letter| letters.next() == Some(&letter))
}

fn vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// How a stem's last letters bear on the suffix.
#[derive(PartialEq, Eq)]
enum Joint {
    /// No stem before the suffix.
    Absent,
    /// `carri-ed`.
    I,
    /// `stopp-ed`, `panick-ed`.
    Doubled,
    /// One consonant after one vowel: a stem without `e` would most often have doubled it (`hop-ed`).
    Open,
    /// Anything else (`bomb-ed`, `raid-ed`).
    Closed,
}

fn joint(stem: &[char]) -> Joint {
    match stem {
        [] => Joint::Absent,
        _ if !stem.iter().any(|&letter| vowel(letter) || letter == 'y') => Joint::Absent,
        [.., 'i'] => Joint::I,
        [.., 'c', 'k'] => Joint::Doubled,
        [.., a, b] if a == b && !vowel(*a) => Joint::Doubled,
        [.., a, b, c] if !vowel(*a) && vowel(*b) && !vowel(*c) && !matches!(c, 'w' | 'x' | 'y') => {
            Joint::Open
        }
        [a, b] if vowel(*a) && !vowel(*b) => Joint::Open,
        _ => Joint::Closed,
    }
}

/// `-ed` and `-er`: both two letters, with the same joints.
fn suffixed(word: &[char], suffix: &str) -> &'static [Edit] {
    if !ends(word, suffix) {
        return &[];
    }
    match joint(&word[..word.len() - 2]) {
        Joint::Absent => &[],
        Joint::I => &[(3, "y"), (1, "")],
        Joint::Doubled => &[(2, ""), (3, ""), (1, "")],
        Joint::Open => &[(1, ""), (2, "")],
        Joint::Closed => &[(2, ""), (1, "")],
    }
}

fn superlative(word: &[char]) -> &'static [Edit] {
    if !ends(word, "est") {
        return &[];
    }
    match joint(&word[..word.len() - 3]) {
        Joint::Absent => &[],
        Joint::I => &[(4, "y"), (2, "")],
        Joint::Doubled => &[(3, ""), (4, ""), (2, "")],
        Joint::Open => &[(2, ""), (3, "")],
        Joint::Closed => &[(3, ""), (2, "")],
    }
}

fn ing(word: &[char]) -> &'static [Edit] {
    if !ends(word, "ing") {
        return &[];
    }
    match joint(&word[..word.len() - 3]) {
        Joint::Absent => &[],
        _ if ends(word, "ying") => &[(3, ""), (4, "ie")],
        Joint::Doubled => &[(3, ""), (4, ""), (3, "e")],
        Joint::Open => &[(3, "e"), (3, "")],
        Joint::I | Joint::Closed => &[(3, ""), (3, "e")],
    }
}

fn with_s(word: &[char]) -> &'static [Edit] {
    match word {
        [.., 'i', 'e', 's'] => &[(3, "y"), (1, "")],
        [.., 's', 's', 'e', 's'] | [.., 'z', 'z', 'e', 's'] => &[(2, ""), (3, ""), (1, "")],
        [.., 's' | 'z', 'e', 's'] => &[(1, ""), (2, "")],
        [.., 'x' | 'o', 'e', 's'] | [.., 'c' | 's', 'h', 'e', 's'] => &[(2, ""), (1, "")],
        [.., 's', 's'] => &[],
        [_, .., 's'] => &[(1, "")],
        _ => &[],
    }
}

fn plural(word: &[char]) -> &'static [Edit] {
    match word {
        [.., 'v', 'e', 's'] => &[(1, ""), (3, "f"), (3, "fe")],
        [.., 's', 's', 'e', 's'] => &[(2, ""), (3, ""), (1, "")],
        [.., 's', 'e', 's'] => &[(1, ""), (2, ""), (2, "is")],
        [.., 'm', 'e', 'n'] => &[(2, "an")],
        _ => with_s(word),
    }
}
