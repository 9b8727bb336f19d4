//! What became of the rows of a file: how many were put right or refused, each under a name.

use std::collections::BTreeMap;

/// How many lines of each kind are kept as examples.
const EXAMPLES: usize = 5;

/// Something in a row that was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Repair {
    /// A CAMEO code without its leading zero.
    LostZero,
    /// A code with signs after it ("0841]").
    StrayCharacters,
    /// A code that the table lacks, read as its base code.
    BaseCode,
    /// A code that the scale lacks.
    OffTheScale,
    /// A country that the tables lack.
    UnknownCountry,
    /// An actor's code of which no part is known.
    UnknownActor,
    /// Bytes that are not UTF-8, read as ISO-8859-1.
    Latin1,
    /// A number written with decimals where a whole one is due, in a date.
    FloatDate,
    /// A date out of order: the last day before the first.
    DatesSwapped,
    /// A row with fewer columns than the format has, at its end.
    MissingColumns,
    /// A row with more columns than its header.
    ExtraColumns,
    /// A number that is none, or out of its range.
    BadNumber,
    /// An id that another row has, with other content.
    IdTwice,
    /// A PLOVER mode or context that the manual lacks.
    UnknownMode,
    /// More types than one in one row; the first is taken.
    SeveralTypes,
}

/// Why a row gave no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Fewer columns than the least an event needs.
    TooFewColumns,
    /// NUL bytes.
    Binary,
    /// Longer than a row may be.
    TooLong,
    /// A quotation mark that nothing closes.
    OpenQuote,
    /// The header again.
    HeaderAgain,
    /// No date that can be read.
    BadDate,
    /// A code that the scheme does not have.
    UnknownCode,
    /// No code or type.
    NoCode,
    /// Nobody on either side.
    NoActors,
    /// The same id with the same content.
    Repeated,
    /// Not JSON.
    BadJson,
    /// Reading failed.
    Io,
}

impl Repair {
    /// Short and stable.
    pub fn name(self) -> &'static str {
        match self {
            Self::LostZero => "lost zero",
            Self::StrayCharacters => "stray characters",
            Self::BaseCode => "base code",
            Self::OffTheScale => "code off the scale",
            Self::UnknownCountry => "unknown country",
            Self::UnknownActor => "unknown actor",
            Self::Latin1 => "latin-1",
            Self::FloatDate => "date as a number",
            Self::DatesSwapped => "dates swapped",
            Self::MissingColumns => "missing columns",
            Self::ExtraColumns => "extra columns",
            Self::BadNumber => "bad number",
            Self::IdTwice => "id used twice",
            Self::UnknownMode => "unknown mode",
            Self::SeveralTypes => "several types",
        }
    }

    /// A sentence.
    pub fn explain(self) -> &'static str {
        match self {
            Self::LostZero => {
                "The code had lost its leading zero (42 for 042); the row's root or base code, or its length, says so."
            }
            Self::StrayCharacters => "The code had other characters after it, which were cut off.",
            Self::BaseCode => {
                "The scheme has no such subclass; the code is kept, and read as the class above it."
            }
            Self::OffTheScale => "The scale has no score for the code; it counts 0.",
            Self::UnknownCountry => "The country is in no table; it is left empty.",
            Self::UnknownActor => {
                "No part of the actor's code is known; the actor is kept without country and sector."
            }
            Self::Latin1 => "The row is not UTF-8 and was read as ISO-8859-1.",
            Self::FloatDate => "The date was a number: days since 1970-01-01, or digits with decimals.",
            Self::DatesSwapped => "The last day was before the first; they were exchanged.",
            Self::MissingColumns => "The row ends before the last columns; they are taken as empty.",
            Self::ExtraColumns => {
                "The row has more columns than the header; those beyond it were left unread."
            }
            Self::BadNumber => "A number could not be read or is out of its range; it is left empty.",
            Self::IdTwice => {
                "Another row has the same id with other content; this one got an id of its content."
            }
            Self::UnknownMode => "PLOVER has no such mode or context; it was left out.",
            Self::SeveralTypes => "The row names several types; the first was taken.",
        }
    }
}

impl Reason {
    /// Short and stable.
    pub fn name(self) -> &'static str {
        match self {
            Self::TooFewColumns => "too few columns",
            Self::Binary => "binary",
            Self::TooLong => "too long",
            Self::OpenQuote => "open quote",
            Self::HeaderAgain => "header again",
            Self::BadDate => "bad date",
            Self::UnknownCode => "unknown code",
            Self::NoCode => "no code",
            Self::NoActors => "no actors",
            Self::Repeated => "repeated",
            Self::BadJson => "bad JSON",
            Self::Io => "reading failed",
        }
    }

    /// A sentence.
    pub fn explain(self) -> &'static str {
        match self {
            Self::TooFewColumns => {
                "The row has too few columns to be an event; the last line of a file cut short is one."
            }
            Self::Binary => "The row holds NUL bytes: it is no text.",
            Self::TooLong => "The row is longer than 1 MiB.",
            Self::OpenQuote => {
                "A quotation mark is not closed within 64 KiB or 200 lines; reading goes on at the next line."
            }
            Self::HeaderAgain => "The row is the header once more.",
            Self::BadDate => "The date is missing or no day of the calendar.",
            Self::UnknownCode => "The scheme has no such code, with or without a leading zero.",
            Self::NoCode => "The row has no code or type.",
            Self::NoActors => "The row names nobody on either side.",
            Self::Repeated => "A row with the same id and the same content came before.",
            Self::BadJson => "The line is not a JSON object.",
            Self::Io => "The file could not be read further.",
        }
    }
}

/// A row that gave no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file, from 1, on which the row begins.
    pub line: u64,
    /// The kind.
    pub reason: Reason,
    /// What was seen.
    pub detail: String,
}

/// What became of the rows read so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows, the header not among them, empty lines neither.
    pub rows_in: u64,
    /// Rows that became events.
    pub events: u64,
    /// How many repairs of each kind; a row may have several.
    pub repaired: BTreeMap<Repair, u64>,
    /// How many rows of each reason gave no event.
    pub refused: BTreeMap<Reason, u64>,
    /// The first lines of each kind, with what was seen there.
    pub examples: BTreeMap<&'static str, Vec<(u64, String)>>,
}

impl Tally {
    pub(crate) fn repair(&mut self, line: u64, repair: Repair, detail: &[u8]) {
        *self.repaired.entry(repair).or_default() += 1;
        self.example(repair.name(), line, || show(detail));
    }

    pub(crate) fn refuse(&mut self, problem: &Problem) {
        *self.refused.entry(problem.reason).or_default() += 1;
        self.example(problem.reason.name(), problem.line, || problem.detail.clone());
    }

    fn example(&mut self, name: &'static str, line: u64, detail: impl FnOnce() -> String) {
        let list = self.examples.entry(name).or_default();
        if list.len() < EXAMPLES {
            list.push((line, detail()));
        }
    }
}

/// At most 60 characters of what may be no text.
pub(crate) fn show(bytes: &[u8]) -> String {
    let cut = &bytes[..bytes.len().min(240)];
    String::from_utf8_lossy(cut).chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect()
}
