//! What a form's capitals look like, and what becomes of them in its lemma.

use compact_str::CompactString;

/// What becomes of the capitals. The numbers are part of the model's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Case {
    /// As written.
    Keep,
    /// All in lower case.
    Lower,
    /// A capital first, the others in lower case.
    Title,
}

impl Case {
    pub(super) fn from_number(number: u16) -> Self {
        match number {
            0 => Self::Keep,
            2 => Self::Title,
            _ => Self::Lower,
        }
    }

    /// Writes `form` in this case.
    pub(super) fn write(self, form: &str, out: &mut CompactString) {
        let mut letters = form.chars();
        match self {
            Self::Keep => return out.push_str(form),
            Self::Lower => {}
            Self::Title => out.extend(letters.by_ref().take(1).flat_map(char::to_uppercase)),
        }
        for c in letters {
            if c.is_ascii() { out.push(c.to_ascii_lowercase()) } else { out.extend(c.to_lowercase()) }
        }
    }

    /// This case where the lemma of a word in capitals ends in new letters, which are in lower case.
    pub(super) fn with(self, shape: Shape, add: &str) -> Self {
        let mixes =
            self == Self::Keep && !add.is_empty() && shape >= Shape::UpperShort && shape <= Shape::UpperLong;
        if mixes { Self::Title } else { self }
    }
}

/// What a form's capitals look like. The numbers are part of the model's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Shape {
    /// No capital.
    Lower,
    /// The first letter only.
    Capital,
    /// One letter, a capital.
    Single,
    /// Two or three letters, all capitals.
    UpperShort,
    /// Four.
    UpperFour,
    /// More.
    UpperLong,
    /// Capitals with marks or digits, but no small letters.
    UpperMixed,
    /// Anything else.
    Mixed,
}

impl Shape {
    /// Of a form's letters.
    pub fn of(letters: &[char]) -> Self {
        // Most words are in small letters; what changes in lower case is what counts as a capital here.
        let capital = |c: &char| {
            if c.is_ascii() { c.is_ascii_uppercase() } else { c.to_lowercase().next() != Some(*c) }
        };
        let capitals = letters.iter().filter(|c| capital(c)).count();
        let small = || letters.iter().any(|c| c.is_lowercase());
        match (capitals, letters.len()) {
            (0, _) => Self::Lower,
            (1, 1) => Self::Single,
            (1, _) if letters.first().is_some_and(capital) && small() => Self::Capital,
            (_, _) if small() => Self::Mixed,
            (n, length) if n < length => Self::UpperMixed,
            (2 | 3, _) => Self::UpperShort,
            (4, _) => Self::UpperFour,
            _ => Self::UpperLong,
        }
    }
}

/// Whether a form is a number with commas between groups of three digits (`12,500`).
pub(super) fn is_grouped_number(form: &str) -> bool {
    let whole = form.split_once('.').map_or(form, |(whole, _)| whole);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|first| first.len() <= 3 && digits(first));
    first && whole.contains(',') && groups.all(|group| group.len() == 3 && digits(group))
}
