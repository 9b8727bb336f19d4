//! Times by their distance from the reference day: "yesterday", "last week", "two days ago", "the past two months".

use super::Tense;
use super::expression::{Part, Point, Unit, Week, Year};
use super::grammar::{Found, Parser};
use super::vocabulary::{Preposition, Surety, Which, Word, lookup};

/// How many of a unit, from the least to the most that the words may mean.
#[derive(Clone, Copy)]
struct Count {
    least: i32,
    most: i32,
}

impl Parser<'_> {
    /// A time by its distance.
    pub(super) fn relative(&self, at: usize, preposition: Option<Preposition>) -> Found<Point> {
        let first = self.skip_the(at);
        let the = first > at;
        match self.word(first) {
            Word::NearDay(days) => Some((self.skip_day_part(first + 1), day(i32::from(days)))),
            Word::Overnight => Some((first + 1, Point::Overnight)),
            Word::Unit(Unit::Weekend) if the => Some((first + 1, Point::Weekend(Week::Bare))),
            Word::Unit(Unit::Day) if the => self.day_beside(first + 1),
            Word::Unit(unit) => self.units_ago(first, unit),
            Word::Which(which) => self.which(first, which, the),
            _ => self.counted(first, preposition),
        }
    }

    fn skip_day_part(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == Word::DayPart)
    }

    /// "the day before yesterday", "the day after tomorrow".
    fn day_beside(&self, at: usize) -> Found<Point> {
        match (self.word(at), self.word(at + 1)) {
            (Word::Before, Word::NearDay(-1)) => Some((at + 2, day(-2))),
            (Word::After, Word::NearDay(1)) => Some((at + 2, day(2))),
            _ => None,
        }
    }

    /// "hours ago", "years ago": of the short ones the day is known.
    fn units_ago(&self, at: usize, unit: Unit) -> Found<Point> {
        let ago = self.word(at + 1) == Word::Ago && self.text_of(at).ends_with('s');
        let point = if matches!(unit, Unit::Hour | Unit::Minute) { day(0) } else { Point::Unknown };
        ago.then_some((at + 2, point))
    }

    fn which(&self, at: usize, which: Which, the: bool) -> Found<Point> {
        let next = at + 1;
        match (which, self.word(next)) {
            (Which::This, Word::Which(Which::Past)) => self.chosen(next + 1, Which::Last),
            (Which::This, Word::Which(Which::Coming)) => self.chosen(next + 1, Which::Next),
            (Which::Following, Word::Weekday(..) | Word::Month(..)) => {
                the.then_some((next + 1, Point::Unknown))
            }
            (_, Word::Unit(unit)) => self.which_unit(next, which, unit, the),
            (_, Word::DayPart) => which_night(next, which),
            (Which::Last | Which::Past | Which::Next | Which::Coming, _) => {
                self.window(next, which).or_else(|| self.chosen(next, which))
            }
            _ => self.chosen(next, which),
        }
    }

    /// "last Monday", "next March", "this summer", "last Christmas".
    fn chosen(&self, at: usize, which: Which) -> Found<Point> {
        let (week, year) = match which {
            Which::Last => (Week::Last, Year::Last),
            Which::Next | Which::Coming => (Week::Next, Year::Next),
            Which::This => (Week::Bare, Year::Shift(0)),
            _ => return None,
        };
        match self.word(at) {
            Word::Weekday(weekday, Surety::Sure) => {
                let weekday = jiff::civil::Weekday::from_monday_zero_offset(weekday).ok()?;
                Some((self.skip_day_part(at + 1), Point::Weekday { weekday, week }))
            }
            Word::Month(month, surety) if surety != Surety::Short => self.chosen_month(at, month, year),
            Word::Season(season) => Some((at + 1, Point::Season { year, season })),
            Word::Unit(unit) => self.which_unit(at, which, unit, false),
            Word::Other => self.holiday(at, year),
            _ => None,
        }
    }

    /// "last March 3", "last March".
    fn chosen_month(&self, at: usize, month: i8, year: Year) -> Found<Point> {
        if let (_, Point::Day { month, day, year: Year::Bare }) =
            self.absolute(at, Some(Preposition::From))?
        {
            return Some((at + 2, Point::Day { year, month, day }));
        }
        Some((at + 1, Point::Month { year, month }))
    }

    fn which_unit(&self, at: usize, which: Which, unit: Unit, the: bool) -> Found<Point> {
        let end = at + 1;
        let plural = self.text_of(at).ends_with('s');
        let offset = |count| {
            Some((end, if unit == Unit::Weekend { weekend(count) } else { Point::Offset { unit, count } }))
        };
        let short = matches!(unit, Unit::Day | Unit::Hour | Unit::Minute);
        match which {
            Which::Recent if plural => Some((end, Point::Window { unit, count: -several() })),
            Which::Coming if plural => Some((end, Point::Window { unit, count: several() })),
            Which::Following if the && !plural => Some((end, Point::Unknown)),
            _ if plural || self.word(end) == Word::Of => None,
            Which::Next if the && unit == Unit::Day => Some((end, Point::Unknown)),
            _ if short => None,
            Which::Past => Some((end, Point::Window { unit, count: -1 })),
            Which::Last if the && unit != Unit::Weekend && unit != Unit::Century => {
                Some((end, Point::Window { unit, count: -1 }))
            }
            Which::Coming => Some((end, Point::Window { unit, count: 1 })),
            Which::Last => offset(-1),
            Which::Next => offset(1),
            Which::This | Which::Current => offset(0),
            Which::Recent | Which::Following => None,
        }
    }

    /// "the past two months", "the next few days".
    fn window(&self, at: usize, which: Which) -> Found<Point> {
        let (next, count) = self.count(at)?;
        let Word::Unit(unit) = self.word(next) else { return None };
        let sign = if matches!(which, Which::Next | Which::Coming) { 1 } else { -1 };
        Some((next + 1, Point::Window { unit, count: sign * count.most }))
    }

    /// "two days ago", "three weeks earlier"; "in two weeks" when it speaks of what is to come.
    fn counted(&self, at: usize, preposition: Option<Preposition>) -> Found<Point> {
        let (next, count) = self.count(at)?;
        let Word::Unit(unit) = self.word(next) else { return None };
        let end = next + 2;
        match self.word(next + 1) {
            Word::Ago | Word::Part(Part::Earlier) => Some((end, distance(unit, count, -1))),
            Word::Part(Part::Later) => Some((end, Point::Unknown)),
            Word::Preposition(Preposition::From) if self.word(end) == Word::Now => {
                Some((end + 1, distance(unit, count, 1)))
            }
            _ if preposition == Some(Preposition::In) && self.tense == Tense::Future => {
                Some((next + 1, distance(unit, count, 1)))
            }
            _ => None,
        }
    }

    /// "two", "14", "twenty-five", "a", "a few", "a couple of".
    fn count(&self, at: usize) -> Found<Count> {
        let exactly = |next, value: i16| Some((next, Count { least: value.into(), most: value.into() }));
        match self.word(at) {
            Word::Digits(value, _) => exactly(at + 1, value),
            Word::Cardinal(value) => exactly(at + 1, value.into()),
            Word::Tens(tens) => {
                let dash = usize::from(self.word(at + 1) == Word::Dash);
                match self.word(at + 1 + dash) {
                    Word::Cardinal(ones @ 1..=9) => exactly(at + 2 + dash, i16::from(tens + ones)),
                    _ => exactly(at + 1, tens.into()),
                }
            }
            Word::A if matches!(self.word(at + 1), Word::Vague(..)) => self.count(at + 1),
            Word::A => exactly(at + 1, 1),
            Word::Vague(least, most) => {
                let of = usize::from(self.word(at + 1) == Word::Of);
                Some((at + 1 + of, Count { least: least.into(), most: most.into() }))
            }
            _ => None,
        }
    }
}

/// "last night", "this morning".
fn which_night(at: usize, which: Which) -> Found<Point> {
    match which {
        Which::Last => Some((at + 1, day(-1))),
        Which::This => Some((at + 1, day(0))),
        _ => None,
    }
}

fn day(count: i32) -> Point {
    Point::Offset { unit: Unit::Day, count }
}

fn weekend(count: i32) -> Point {
    Point::Weekend(match count {
        -1 => Week::Last,
        0 => Week::Bare,
        _ => Week::Next,
    })
}

fn distance(unit: Unit, count: Count, sign: i32) -> Point {
    if count.least == count.most {
        Point::Offset { unit, count: sign * count.most }
    } else {
        Point::Around { unit, least: sign * count.least, most: sign * count.most }
    }
}

/// How many "recent days" are: the most that the table takes "several" to mean.
fn several() -> i32 {
    match lookup(b"several") {
        Word::Vague(_, most) => most.into(),
        _ => 1,
    }
}
