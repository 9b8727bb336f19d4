//! Times by name: days, months, years, decades, quarters, seasons, weekdays.

use super::expression::{Point, Unit, Week, Year};
use super::grammar::{Found, Parser, day_of};
use super::vocabulary::{Preposition, Surety, Which, Word};
use jiff::civil::Weekday;

impl Parser<'_> {
    /// A time by name.
    pub(super) fn absolute(&self, at: usize, preposition: Option<Preposition>) -> Found<Point> {
        let first = self.skip_the(at);
        let the = first > at;
        match self.word(first) {
            Word::Numeric(Some((year, month, day))) => {
                Some((first + 1, Point::Day { year: Year::Exactly(year), month, day }))
            }
            Word::Numeric(None) => Some((first + 1, Point::Unknown)),
            Word::Month(month, surety) => self.month(first, month, surety, preposition),
            Word::Weekday(day, surety) => self.weekday(first, day, surety),
            Word::Digits(value, 1 | 2) => self.day_first(first, value),
            Word::Digits(_, 4) => Some((first + 1, Point::Year(self.bare_year(first)?))),
            Word::Ordinal { value, digits } => self.ordinal(first, value, digits, the),
            Word::DecadeName(value) => Self::decade(first, value, the),
            Word::Apostrophe => match self.word(first + 1) {
                Word::DecadeName(value) if value < 100 => Self::decade(first + 1, value, true),
                _ => None,
            },
            Word::SpelledDecade(year) if the => Some((first + 1, Point::Decade(year))),
            Word::Season(season) => self.season(first, season, the),
            Word::Fiscal => self.sure_year(first + 1).map(|year| (first + 2, Point::Year(year))),
            _ => None,
        }
    }

    fn month(&self, at: usize, month: i8, surety: Surety, preposition: Option<Preposition>) -> Found<Point> {
        if self.before(at) == Word::Blocker {
            return None;
        }
        let next = at + 1 + usize::from(surety == Surety::Short && self.word(at + 1) == Word::Dot);
        let day = self.day_number(next);
        if let Some(day) =
            day.filter(|_| preposition != Some(Preposition::In) || !self.counts_something(next))
        {
            let (end, year) = self.year_after(next + 1, true);
            return Some((end, day_of(year, month, day)));
        }
        let (end, year) = self.year_after(next, false);
        let named = year != Year::Bare || self.month_alone(at, next, surety, preposition);
        named.then_some((end, Point::Month { year, month }))
    }

    /// A number that can be a day, with "the" before it or not.
    fn day_number(&self, at: usize) -> Option<i16> {
        match self.word(at) {
            Word::Digits(value @ 1..=31, 1 | 2) => Some(value),
            Word::Ordinal { value, digits: true } => Some(i16::from(value)),
            _ => None,
        }
    }

    /// "In March 20 people …": the number belongs to what follows, unless a year or a range does.
    fn counts_something(&self, at: usize) -> bool {
        let follows = self.word(at + 1);
        let lower = self.tokens.get(at + 1).is_some_and(|token| !token.capital);
        lower
            && matches!(follows, Word::Other | Word::Counted | Word::Unit(_))
            && self.text_of(at + 1).starts_with(|c: char| c.is_ascii_lowercase())
    }

    /// Whether a month without day and year is one, and no name or verb.
    fn month_alone(&self, at: usize, next: usize, surety: Surety, preposition: Option<Preposition>) -> bool {
        let led = preposition
            .is_some_and(|word| !matches!(word, Preposition::By | Preposition::At | Preposition::On));
        let name_follows = self.word(next) == Word::Other && self.tokens[next].capital;
        match surety {
            Surety::Sure => true,
            Surety::GivenName => led || !name_follows,
            Surety::Word => {
                let inside =
                    matches!(preposition, Some(Preposition::In | Preposition::Since | Preposition::During));
                let adjective = matches!(self.before(at), Word::The | Word::A) && self.noun_at(next);
                led && (inside || !name_follows) || adjective
            }
            Surety::Short => led && (next > at + 1 || self.text_of(at).len() == 4),
        }
    }

    /// A word in lower case that is no preposition: "the March election", not "the March on …".
    pub(super) fn noun_at(&self, at: usize) -> bool {
        let text = self.text_of(at);
        self.word(at) == Word::Other && text.starts_with(|c: char| c.is_ascii_lowercase()) && text != "for"
    }

    /// "22 February 2012", "3-9 March" (its first day: the range is closed by the grammar).
    fn day_first(&self, at: usize, value: i16) -> Found<Point> {
        if !(1..=31).contains(&value) {
            return None;
        }
        if let Some((next, month)) = self.month_after_day(at + 1) {
            let (end, year) = self.year_after(next, true);
            return Some((end, day_of(year, month, value)));
        }
        self.day_before_range(at + 1, value)
    }

    /// The month after a day, "of" between them or not.
    fn month_after_day(&self, at: usize) -> Found<i8> {
        let at = at + usize::from(self.word(at) == Word::Of);
        let (month, surety) = self.tokens.get(at)?.month()?;
        let dotted = surety == Surety::Short
            && self.word(at + 1) == Word::Dot
            && self.year_after(at + 2, true).0 > at + 2;
        Some((at + 1 + usize::from(dotted), month))
    }

    /// The day before "-9 March": it has the month and year of the other end; the dash is left for the range.
    fn day_before_range(&self, at: usize, value: i16) -> Found<Point> {
        let linked = matches!(self.word(at), Word::Dash | Word::To | Word::And);
        let other = self.day_number(at + 1).filter(|other| linked && *other > value)?;
        let between = at >= 2 && self.word(at - 2) == Word::Preposition(Preposition::Between);
        if self.word(at) == Word::And && other != value + 1 && !between {
            return None;
        }
        let (next, month) = self.month_after_day(at + 2)?;
        let (_, year) = self.year_after(next, true);
        Some((at, day_of(year, month, value)))
    }

    /// "the 22nd", "the third of March", "the 19th century", "first quarter of 2010".
    fn ordinal(&self, at: usize, value: i8, digits: bool, the: bool) -> Found<Point> {
        let next = at + 1;
        if (digits || the)
            && let Some(found) = self.day_first(at, i16::from(value))
        {
            return Some(found);
        }
        let unit = next + usize::from(self.word(next) == Word::Dash);
        match (self.word(unit), value) {
            (Word::Unit(Unit::Century), 1..=21) => {
                Some((unit + 1, Point::Century(i16::from(value) * 100 - 100)))
            }
            (Word::Unit(Unit::Quarter), 1..=4) => {
                let (end, year) = self.year_after(unit + 1, false);
                Some((end, Point::Quarter { year, quarter: value }))
            }
            (Word::Half, 1 | 2) => {
                let (end, year) = self.year_after(unit + 1, false);
                (year != Year::Bare).then_some((end, Point::Half { year, half: value }))
            }
            _ if digits && the && value <= 31 && self.nothing_counted(next) => {
                Some((next, Point::DayOfMonth(value)))
            }
            _ => None,
        }
    }

    /// Whether what follows "the 22nd" is no noun that it counts.
    fn nothing_counted(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            Word::Break
                | Word::Comma
                | Word::Dot
                | Word::Function
                | Word::And
                | Word::Preposition(_)
                | Word::To
        ) || self.word(at) == Word::Other && !self.letters(at)
    }

    /// "spring 2009", "the summer of 2008", "in the autumn".
    fn season(&self, at: usize, season: i8, the: bool) -> Found<Point> {
        let (end, year) = self.year_after(at + 1, false);
        let alone = (the || matches!(self.before(at), Word::Part(_)))
            && self.word(at + 1) != Word::Of
            && !self.letters(at + 1);
        (year != Year::Bare || alone).then_some((end, Point::Season { year, season }))
    }

    /// "Monday", "Monday, March 5", "Monday morning", "Monday last week".
    pub(super) fn weekday(&self, at: usize, day: i8, surety: Surety) -> Found<Point> {
        if self.before(at) == Word::Blocker {
            return None;
        }
        let next = at + 1 + usize::from(self.word(at + 1) == Word::Dot && self.text_of(at).len() <= 5);
        let comma = next + usize::from(self.word(next) == Word::Comma);
        if !matches!(self.word(self.skip_the(comma)), Word::Weekday(..))
            && let Some((end, point @ Point::Day { .. })) = self.absolute(comma, Some(Preposition::On))
        {
            return Some((end, on_weekday(point, day)));
        }
        let dotted = surety == Surety::Short || self.word(next) == Word::DayPart;
        let next = if dotted { next } else { at + 1 };
        let part = usize::from(self.word(next) == Word::DayPart);
        if surety == Surety::Short && part == 0 {
            return None;
        }
        let weekday = Weekday::from_monday_zero_offset(day).ok()?;
        let (end, week) = self.week_after(next + part);
        Some((end, Point::Weekday { weekday, week }))
    }

    /// "of last week" after a weekday.
    fn week_after(&self, at: usize) -> (usize, Week) {
        let next = at + usize::from(self.word(at) == Word::Of);
        match (self.word(next), self.word(next + 1)) {
            (Word::Which(Which::Last), Word::Unit(Unit::Week)) => (next + 2, Week::Shift(-1)),
            (Word::Which(Which::This), Word::Unit(Unit::Week)) => (next + 2, Week::Shift(0)),
            (Word::Which(Which::Next), Word::Unit(Unit::Week)) => (next + 2, Week::Shift(1)),
            _ => (at, Week::Bare),
        }
    }
}

/// A day with its weekday: without a year, the weekday decides which.
fn on_weekday(point: Point, weekday: i8) -> Point {
    match (point, Weekday::from_monday_zero_offset(weekday)) {
        (Point::Day { year: Year::Bare, month, day }, Ok(weekday)) => {
            Point::DayOnWeekday { weekday, month, day }
        }
        _ => point,
    }
}
