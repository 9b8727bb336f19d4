//! The words of dates, read from `data/dates/words.tsv`.

use super::expression::{Part, Unit};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The table, compiled in.
pub(super) const WORDS: &str = include_str!("../../../../data/dates/words.tsv");

/// The longest word of the table, in bytes; a test holds the table to it.
pub(super) const LONGEST: usize = 16;

/// How sure a name of a month or weekday is to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surety {
    /// Always.
    Sure,
    /// Also a given name: April, June.
    GivenName,
    /// Also another word: May, March.
    Word,
    /// Abbreviated: Sat, Sun, Jan.
    Short,
}

/// Prepositions that may lead an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Preposition {
    In,
    On,
    At,
    During,
    Since,
    From,
    By,
    Until,
    Through,
    Over,
    Within,
    Between,
}

/// Words that choose one of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    Next,
    This,
    Current,
    Past,
    Coming,
    Recent,
    /// "the following day": next to a day that something else names.
    Following,
}

/// What a word is to a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Nothing.
    Other,
    /// An empty line: no expression crosses it.
    Break,
    Comma,
    Dot,
    Dash,
    Slash,
    Apostrophe,
    Possessive,
    /// Digits alone: their value and how many.
    Digits(i16, u8),
    /// Digits that are not a day or a year: "1,500", "$2000", "3.5".
    Amount,
    /// A day in digits; none when day and month could be either way round.
    Numeric(Option<(i16, i8, i8)>),
    /// "1990s": the first year; under 100 without the century.
    DecadeName(i16),
    /// "nineties".
    SpelledDecade(i16),
    /// "22nd" or "second".
    Ordinal {
        value: i8,
        digits: bool,
    },
    Cardinal(u8),
    Tens(u8),
    Vague(u8, u8),
    Month(i8, Surety),
    Weekday(i8, Surety),
    Unit(Unit),
    Half,
    NearDay(i8),
    Overnight,
    DayPart,
    Which(Which),
    Preposition(Preposition),
    To,
    And,
    The,
    A,
    Of,
    Ago,
    Before,
    After,
    Now,
    Every,
    Fiscal,
    /// "early".
    Part(Part),
    /// "beginning", before "of".
    PartNoun(Part),
    Season(i8),
    Counted,
    Numbered,
    Approximate,
    Function,
    Blocker,
}

/// What a word in lower case is.
pub(super) fn lookup(lower: &[u8]) -> Word {
    static TABLE: OnceLock<FxHashMap<&'static [u8], Word>> = OnceLock::new();
    let table =
        TABLE.get_or_init(|| rows().filter_map(|(word, class)| Some((word.as_bytes(), class?))).collect());
    table.get(lower).copied().unwrap_or(Word::Other)
}

/// The rows of the table: the word, and what it is, none where the row is broken (a test sees that none is).
pub(super) fn rows() -> impl Iterator<Item = (&'static str, Option<Word>)> {
    WORDS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let mut columns = line.split('\t');
        let word = columns.next().unwrap_or("");
        let class = columns.next().unwrap_or("");
        (word, class_of(class, columns.next().unwrap_or("")))
    })
}

fn class_of(class: &str, value: &str) -> Option<Word> {
    Some(match class {
        "month" => Word::Month(value.parse().ok()?, Surety::Sure),
        "month_name" => Word::Month(value.parse().ok()?, Surety::GivenName),
        "month_word" => Word::Month(value.parse().ok()?, Surety::Word),
        "month_short" => Word::Month(value.parse().ok()?, Surety::Short),
        "weekday" => Word::Weekday(value.parse().ok()?, Surety::Sure),
        "weekday_short" => Word::Weekday(value.parse().ok()?, Surety::Short),
        "ordinal" => Word::Ordinal { value: value.parse().ok()?, digits: false },
        "cardinal" => Word::Cardinal(value.parse().ok()?),
        "tens" => Word::Tens(value.parse().ok()?),
        "vague" => {
            let (least, most) = value.split_once('-')?;
            Word::Vague(least.parse().ok()?, most.parse().ok()?)
        }
        "unit" => Word::Unit(unit(value)?),
        "half" => Word::Half,
        "day_word" => Word::NearDay(value.parse().ok()?),
        "overnight" => Word::Overnight,
        "day_part" => Word::DayPart,
        "which" => Word::Which(which(value)?),
        "preposition" => Word::Preposition(preposition(value)?),
        "word" => function_word(value)?,
        "part" => Word::Part(part(value)?),
        "part_noun" => Word::PartNoun(part(value)?),
        "decade" => Word::SpelledDecade(value.parse().ok()?),
        "season" => Word::Season(value.parse().ok()?),
        "counted" => Word::Counted,
        "numbered" => Word::Numbered,
        "approximate" => Word::Approximate,
        "function" => Word::Function,
        "blocker" => Word::Blocker,
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn which(name: &str) -> Option<Which> {
    Some(match name {
        "last" => Which::Last,
        "next" => Which::Next,
        "this" => Which::This,
        "current" => Which::Current,
        "past" => Which::Past,
        "coming" => Which::Coming,
        "recent" => Which::Recent,
        "following" => Which::Following,
        _ => return None,
    })
}

fn preposition(name: &str) -> Option<Preposition> {
    Some(match name {
        "in" => Preposition::In,
        "on" => Preposition::On,
        "at" => Preposition::At,
        "during" => Preposition::During,
        "since" => Preposition::Since,
        "from" => Preposition::From,
        "by" => Preposition::By,
        "until" => Preposition::Until,
        "through" => Preposition::Through,
        "over" => Preposition::Over,
        "within" => Preposition::Within,
        "between" => Preposition::Between,
        _ => return None,
    })
}

fn function_word(name: &str) -> Option<Word> {
    Some(match name {
        "to" => Word::To,
        "and" => Word::And,
        "the" => Word::The,
        "a" => Word::A,
        "of" => Word::Of,
        "ago" => Word::Ago,
        "before" => Word::Before,
        "after" => Word::After,
        "now" => Word::Now,
        "every" => Word::Every,
        "fiscal" => Word::Fiscal,
        _ => return None,
    })
}

fn part(name: &str) -> Option<Part> {
    Some(match name {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" => Part::Late,
        "earlier" => Part::Earlier,
        "later" => Part::Later,
        _ => return None,
    })
}
