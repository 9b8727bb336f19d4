//! Expressions off the words: prepositions, parts ("early", "the end of"), ranges. What a single time looks like is in
//! `absolute` and `relative`. Every rule looks a few tokens ahead at most, so the whole is linear.

use super::Tense;
use super::expression::{Expression, Part, Point, Time, Unit, Year};
use super::holidays;
use super::lexer::Token;
use super::vocabulary::{Preposition, Word};
use detente_text::Span;

/// What a rule found: the token after its last, and the thing.
pub(super) type Found<T> = Option<(usize, T)>;

/// A text's tokens, and the rules as its methods. Positions are indices of tokens.
pub(super) struct Parser<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub tense: Tense,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token], tense: Tense) -> Self {
        Self { text, tokens, tense }
    }

    /// All expressions, in order, not overlapping.
    pub(super) fn expressions(&self) -> impl Iterator<Item = (Span, Expression)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < self.tokens.len() {
                if let Some((next, found)) = self.expression(at) {
                    if found.is_impossible() {
                        at = next;
                        continue;
                    }
                    let span = Span::new(self.tokens[at].start, self.tokens[next - 1].end);
                    at = next;
                    return Some((span, found));
                }
                at += 1;
            }
            None
        })
    }

    /// An expression with its preposition. In "in Sunday's vote" the preposition is the vote's, but "since Sunday's vote"
    /// is since Sunday.
    fn expression(&self, at: usize) -> Found<Expression> {
        if matches!(self.word(at), Word::Other if !self.tokens[at].capital) || self.before(at) == Word::Every
        {
            return None;
        }
        let Word::Preposition(preposition) = self.word(at) else { return self.after_preposition(at, None) };
        let found = self.after_preposition(at + 1, Some(preposition))?;
        let belongs = self.word(found.0) != Word::Possessive
            || matches!(preposition, Preposition::Since | Preposition::Until | Preposition::Between);
        belongs.then_some(found)
    }

    fn after_preposition(&self, at: usize, preposition: Option<Preposition>) -> Found<Expression> {
        let (next, first) = self.time(at, preposition)?;
        if matches!(self.text_of(next), "BC" | "BCE") {
            return None;
        }
        if let Some((next, (first, last))) = self.range(next, first, preposition) {
            return Some((next, Expression::Range(first, last)));
        }
        match preposition {
            Some(Preposition::Between) => None,
            Some(Preposition::Since) => Some((next, Expression::Since(first))),
            _ => Some((next, Expression::One(first))),
        }
    }

    /// A single time, with the words for its part.
    fn time(&self, at: usize, preposition: Option<Preposition>) -> Found<Time> {
        let the = self.skip_the(at);
        match self.word(the) {
            Word::Part(part) => {
                let (next, time) = self.after_part(the + 1, part)?;
                Some((next, Time { part, ..time }))
            }
            Word::PartNoun(part) if self.word(the + 1) == Word::Of => {
                let (next, point) =
                    self.the_unit(the + 2).or_else(|| self.point(the + 2, Some(Preposition::In)))?;
                Some((next, Time { point, part }))
            }
            Word::DayPart if self.word(the + 1) == Word::Of => self.dated(the + 2),
            _ => self.point(at, preposition).map(|(next, point)| (next, point.into())),
        }
    }

    /// After "early", "mid", "late", "earlier", "later": a dash or a preposition may stand between.
    fn after_part(&self, at: usize, part: Part) -> Found<Time> {
        let linked = matches!(
            self.word(at),
            Word::Dash | Word::Preposition(Preposition::In | Preposition::On | Preposition::During)
        );
        let first = at + usize::from(linked);
        let unit = if linked { self.the_unit(first) } else { None };
        let (next, point) = unit.or_else(|| self.point(first, Some(Preposition::In)))?;
        let loose = matches!(part, Part::Earlier | Part::Later) && !linked;
        let anchored = matches!(self.word(at), Word::Which(_) | Word::NearDay(_));
        (!loose || anchored).then(|| (next, point.into()))
    }

    /// "the year" after "the end of" or "earlier in": that of the reference day.
    fn the_unit(&self, at: usize) -> Found<Point> {
        match (self.word(at), self.word(at + 1)) {
            (
                Word::The,
                Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century)),
            ) => Some((at + 2, Point::Offset { unit, count: 0 })),
            _ => None,
        }
    }

    /// "the night of March 3".
    fn dated(&self, at: usize) -> Found<Time> {
        let (next, point) = self.point(at, Some(Preposition::On))?;
        matches!(
            point,
            Point::Day { .. } | Point::DayOnWeekday { .. } | Point::Weekday { .. } | Point::DayOfMonth(_)
        )
        .then(|| (next, point.into()))
    }

    /// A named day or stretch of days.
    pub(super) fn point(&self, at: usize, preposition: Option<Preposition>) -> Found<Point> {
        if self.holiday_may_begin(at)
            && let Some(found) = self.holiday(at, Year::Bare)
        {
            let alone = found.0 == at + 1 && preposition.is_none() && self.noun_at(found.0);
            return (!alone).then_some(found);
        }
        self.absolute(at, preposition).or_else(|| self.relative(at, preposition))
    }

    fn holiday_may_begin(&self, at: usize) -> bool {
        let named =
            matches!(self.word(at), Word::Other | Word::Month(..) | Word::Ordinal { .. } | Word::Blocker);
        named && self.tokens[at].capital
    }

    /// "Christmas Day", with a year if one follows.
    pub(super) fn holiday(&self, at: usize, year: Year) -> Found<Point> {
        let token = self.tokens.get(at)?;
        let (length, holiday) = holidays::at_start(&self.text[token.start..])?;
        let end = token.start + length;
        let next = at + self.tokens[at..].iter().take_while(|token| token.end <= end).count();
        if next == at {
            return None;
        }
        let (next, year) = if year == Year::Bare { self.year_after(next, false) } else { (next, year) };
        Some((next, Point::Holiday { year, holiday }))
    }

    /// The second end of a range, and both ends with what they lend each other.
    fn range(&self, at: usize, first: Time, preposition: Option<Preposition>) -> Found<(Time, Time)> {
        let link = self.word(at);
        let between = preposition == Some(Preposition::Between);
        let linked = match link {
            Word::Dash | Word::To | Word::Preposition(Preposition::Until | Preposition::Through) => true,
            Word::And => between || self.next_day(at, first),
            _ => false,
        };
        if !linked {
            return None;
        }
        let (next, last) = self.shortened(at + 1, first).or_else(|| self.end_of_range(at + 1, link))?;
        if preposition.is_none_or(|word| word == Preposition::On) && unlike(first, last) {
            return None;
        }
        Some((next, lend_year(first, last)))
    }

    fn end_of_range(&self, at: usize, link: Word) -> Found<Time> {
        if self.word(at) == Word::Now && link == Word::To {
            let today = Point::Offset { unit: Unit::Day, count: 0 };
            return Some((at + 1, today.into()));
        }
        self.time(at, Some(Preposition::In))
    }

    /// "March 3 and 4": the day after, without its month.
    fn next_day(&self, at: usize, first: Time) -> bool {
        match (first.point, self.word(at + 1)) {
            (Point::Day { day, .. }, Word::Digits(value, _)) => i16::from(day) + 1 == value,
            _ => false,
        }
    }

    /// The end of a range that leaves out what it shares: "March 3-9", "1992-95".
    fn shortened(&self, at: usize, first: Time) -> Found<Time> {
        let (value, digits) = match self.word(at) {
            Word::Digits(value, digits) => (value, digits),
            Word::Ordinal { value, digits: true } => (i16::from(value), 2),
            _ => return None,
        };
        match first.point {
            Point::Day { month, day, .. } if digits <= 2 && value > i16::from(day) => {
                if self.tokens.get(at + 1).is_some_and(|next| next.month().is_some()) {
                    return None;
                }
                let (next, year) = self.year_after(at + 1, true);
                Some((next, day_of(year, month, value).into()))
            }
            Point::Year(year) if digits == 2 && year % 100 < value => {
                Some((at + 1, Point::Year(year - year % 100 + value).into()))
            }
            _ => None,
        }
    }

    /// What the token is; past the ends, a break.
    pub(super) fn word(&self, at: usize) -> Word {
        self.tokens.get(at).map_or(Word::Break, |token| token.word)
    }

    /// What the token before is.
    pub(super) fn before(&self, at: usize) -> Word {
        at.checked_sub(1).map_or(Word::Break, |before| self.word(before))
    }

    pub(super) fn skip_the(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == Word::The)
    }

    /// The token's text, empty past the end.
    pub(super) fn text_of(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// Whether nothing stands between the token and the one before.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.start == self.tokens[at - 1].end)
    }
}

/// "fell on Friday to its December level": a weekday and something else make a range only after "from" or its like.
fn unlike(first: Time, last: Time) -> bool {
    let weekday = |time: Time| matches!(time.point, Point::Weekday { .. });
    weekday(first) != weekday(last)
}

/// A range's last end gives its year to the first: "December 28 to January 3, 2010" begins in 2009.
fn lend_year(mut first: Time, last: Time) -> (Time, Time) {
    let of_last = match last.point {
        Point::Day { year: Year::Exactly(year), month, day } => Some((year, month, day)),
        Point::Month { year: Year::Exactly(year), month } => Some((year, month, 31)),
        _ => None,
    };
    if let Some((lent, month_of_last, day_of_last)) = of_last {
        match &mut first.point {
            Point::Day { year: year @ Year::Bare, month, day } => {
                *year = Year::Exactly(lent - i16::from((*month, *day) > (month_of_last, day_of_last)));
            }
            Point::Month { year: year @ Year::Bare, month } => {
                *year = Year::Exactly(lent - i16::from(*month > month_of_last));
            }
            _ => {}
        }
    }
    (first, last)
}

/// The day, if the month has it (29 February when the year is not said).
pub(super) fn day_of(year: Year, month: i8, day: i16) -> Point {
    let in_year = if let Year::Exactly(year) = year { year } else { 2000 };
    match i8::try_from(day).ok().and_then(|day| jiff::civil::Date::new(in_year, month, day).ok()) {
        Some(date) => Point::Day { year, month, day: date.day() },
        None => Point::Impossible,
    }
}
