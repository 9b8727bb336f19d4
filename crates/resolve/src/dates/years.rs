//! Years: which four digits are one, and decades and centuries.

use super::expression::{Point, Unit, Year};
use super::grammar::{Found, Parser};
use super::vocabulary::{Preposition, Which, Word};

impl Parser<'_> {
    /// The year after a month, a day or a season: "March 2009", "March 3, 2009", "March of last year".
    pub(super) fn year_after(&self, at: usize, after_day: bool) -> (usize, Year) {
        let linked = matches!(self.word(at), Word::Comma | Word::Of);
        let next = at + usize::from(linked);
        if let (Word::Which(which), Word::Unit(Unit::Year)) = (self.word(next), self.word(next + 1))
            && self.word(at) != Word::Comma
        {
            return match which {
                Which::Last => (next + 2, Year::Shift(-1)),
                Which::This | Which::Current => (next + 2, Year::Shift(0)),
                Which::Next => (next + 2, Year::Shift(1)),
                _ => (at, Year::Bare),
            };
        }
        let plain_count = self.word(at) == Word::Comma && self.round_plural(next);
        match self.sure_year(next) {
            Some(year) if !(plain_count || after_day && self.word(at) == Word::Of) => {
                (next + 1, Year::Exactly(year))
            }
            _ => (at, Year::Bare),
        }
    }

    /// Four digits where a year is expected.
    pub(super) fn sure_year(&self, at: usize) -> Option<i16> {
        let Word::Digits(value @ 1000..=2200, 4) = self.word(at) else { return None };
        let labelled = self.word(at + 1) == Word::Dash
            && self.glued(at + 1)
            && self.glued(at + 2)
            && self.letters(at + 2);
        let counted = matches!(self.word(at + 1), Word::Counted | Word::Unit(_));
        (!labelled && !counted).then_some(value)
    }

    pub(super) fn letters(&self, at: usize) -> bool {
        self.text_of(at).starts_with(char::is_alphabetic)
    }

    /// Four digits that are a year by what stands around them, and no count ("2000 shells") or label ("Resolution 1973").
    pub(super) fn bare_year(&self, at: usize) -> Option<i16> {
        let year = self.sure_year(at)?;
        if self.leads_to_year(at) {
            return Some(year);
        }
        let before = self.before(at);
        let counted = matches!(before, Word::Approximate | Word::Numbered | Word::Slash)
            || matches!(before, Word::Preposition(Preposition::Over))
            || self.ends_compound(at);
        let definite = matches!(before, Word::The | Word::Possessive);
        let alone = !self.letters(at + 1)
            && matches!(before, Word::Break | Word::Comma | Word::Dash | Word::To | Word::And);
        let round = year % 50 == 0;
        let oldest = if alone { 1000 } else { 1700 };
        let likely = (oldest..2100).contains(&year) && (!round || alone || definite && !self.plural(at + 1));
        (!counted && likely && (year >= 1900 || !self.plural(at + 1))).then_some(year)
    }

    /// Whether the word before says that a year follows: "in", "since", "early", "mid-", "the year".
    fn leads_to_year(&self, at: usize) -> bool {
        match self.before(at) {
            Word::Preposition(word) => {
                !matches!(word, Preposition::Over | Preposition::At | Preposition::Within)
            }
            Word::Before | Word::After | Word::Part(_) | Word::Fiscal => true,
            Word::Dash => matches!(self.word(at.wrapping_sub(2)), Word::Part(_)),
            _ => self.text_of(at.wrapping_sub(1)).eq_ignore_ascii_case("year"),
        }
    }

    /// "Covid-2019", "555-2010": the last part of something with a dash that is no range of years.
    fn ends_compound(&self, at: usize) -> bool {
        let dashed = self.before(at) == Word::Dash && self.glued(at) && self.glued(at - 1);
        dashed && !matches!(self.word(at.wrapping_sub(2)), Word::Digits(_, 4))
    }

    fn round_plural(&self, at: usize) -> bool {
        matches!(self.word(at), Word::Digits(value, 4) if value % 50 == 0) && self.plural(at + 1)
    }

    /// A word in lower case that looks like a plural.
    fn plural(&self, at: usize) -> bool {
        let text = self.text_of(at);
        text.len() > 3
            && text.ends_with('s')
            && !text.ends_with("ss")
            && text.starts_with(|c: char| c.is_ascii_lowercase())
    }

    /// "the 1990s"; "the 1800s" are a hundred years, "the 2000s" ten.
    pub(super) fn decade(at: usize, value: i16, the: bool) -> Found<Point> {
        let point = match value {
            1000..=1900 if (value % 100) == 0 => Point::Century(value),
            1000..=2200 => Point::Decade(value),
            30..=99 if the => Point::Decade(1900 + value),
            _ => return None,
        };
        Some((at + 1, point))
    }
}
