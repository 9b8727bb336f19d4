//! An expression set against the reference date.

use super::calendar::{Interval, add, add_days, around, days_until, holiday, months, week, weekend, years};
use super::expression::{Expression, Part, Point, Time, Unit, Week, Year};
use super::{DateMention, Granularity, Tense};
use detente_text::Span;
use jiff::civil::{Date, Weekday};

/// What "bare" and "relative" are read against.
#[derive(Clone, Copy)]
struct Anchor {
    reference: Option<Date>,
    tense: Tense,
}

/// How many years to look either way for a day that not every year has (29 February can be eight years off).
const YEARS_AROUND: i16 = 8;

/// The mention of an expression that was found at `span`.
pub(super) fn mention(
    span: Span,
    expression: &Expression,
    reference: Option<Date>,
    tense: Tense,
) -> DateMention {
    let anchor = Anchor { reference, tense };
    let found = match *expression {
        Expression::One(time) => resolve(time, anchor).map(|(days, fine)| (days.from, Some(days.to), fine)),
        Expression::Range(first, last) => range(first, last, anchor),
        Expression::Since(time) => since(time, anchor),
    };
    match found {
        Some((from, to, granularity)) => DateMention { span, from: Some(from), to, granularity },
        None => DateMention { span, from: None, to: None, granularity: Granularity::None },
    }
}

type Found = (Date, Option<Date>, Granularity);

/// One end is resolved first and is the reference of the other, so that both lie in one stretch: on 10 January, "December
/// 28 to January 3" is this winter's.
fn range(first: Time, last: Time, anchor: Anchor) -> Option<Found> {
    let days =
        ends(first, last, anchor).or_else(|| ends(first, last, Anchor { tense: Tense::Future, ..anchor }))?;
    let granularity = if days.from == days.to { Granularity::Day } else { Granularity::Span };
    Some((days.from, Some(days.to), granularity))
}

fn ends(first: Time, last: Time, anchor: Anchor) -> Option<Interval> {
    let (from, to) = match anchor.tense {
        Tense::Past => {
            let to = resolve(last, anchor)?.0.to;
            (resolve(first, Anchor { reference: bare_against(first, to, anchor), ..anchor })?.0.from, to)
        }
        Tense::Future => {
            let from = resolve(first, anchor)?.0.from;
            (from, resolve(last, Anchor { reference: bare_against(last, from, anchor), ..anchor })?.0.to)
        }
    };
    Interval::new(from, to)
}

/// The other end of the range is the reference of bare words only: "two weeks ago" counts from the article's date.
fn bare_against(time: Time, other: Date, anchor: Anchor) -> Option<Date> {
    let bare = matches!(
        time.point,
        Point::Day { year: Year::Bare, .. }
            | Point::Month { year: Year::Bare, .. }
            | Point::Season { year: Year::Bare, .. }
            | Point::Quarter { year: Year::Bare, .. }
            | Point::Holiday { year: Year::Bare, .. }
            | Point::Weekday { week: Week::Bare, .. }
            | Point::DayOnWeekday { .. }
            | Point::DayOfMonth(_)
    );
    if bare { Some(other) } else { anchor.reference }
}

fn since(time: Time, anchor: Anchor) -> Option<Found> {
    let (days, granularity) = resolve(time, anchor)?;
    match anchor.reference {
        Some(reference) if reference >= days.from => Some((days.from, Some(reference), Granularity::Span)),
        Some(_) => Some((days.from, Some(days.to), granularity)),
        None => Some((days.from, None, Granularity::Span)),
    }
}

fn resolve(time: Time, anchor: Anchor) -> Option<(Interval, Granularity)> {
    let (days, granularity) = point(time.point, anchor)?;
    if time.part == Part::Whole || days.from == days.to {
        return Some((days, granularity));
    }
    let days = match time.part {
        Part::Earlier => Interval::new(days.from, days.to.min(anchor.reference?).max(days.from))?,
        Part::Later => Interval::new(days.from.max(anchor.reference?).min(days.to), days.to)?,
        part => third(days, granularity, part)?,
    };
    Some((days, Granularity::Span))
}

/// Early is the first third, late the last: of a year in months (January to April), of a month in tens of days.
fn third(days: Interval, granularity: Granularity, part: Part) -> Option<Interval> {
    let Interval { from, to } = days;
    let place = match part {
        Part::Early => 0,
        Part::Mid => 1,
        _ => 2,
    };
    if granularity == Granularity::Year {
        return months(from.year(), 1 + place * 4, 4);
    }
    if from.month() == 1 && from.day() == 1 && to.month() == 12 && to.day() == 31 {
        let count = to.year() - from.year() + 1;
        let start = |place: i16| (place * count + 1) / 3;
        let place = i16::from(place);
        return years(from.year() + start(place), start(place + 1) - start(place));
    }
    let length = from.until(to).ok()?.get_days() + 1;
    let start = |which: i32| if granularity == Granularity::Month { which * 10 } else { which * length / 3 };
    let first = add_days(from, start(i32::from(place)))?;
    let last = if place == 2 { to } else { add_days(from, start(i32::from(place) + 1) - 1)? };
    Interval::new(first, last.max(first))
}

fn point(point: Point, anchor: Anchor) -> Option<(Interval, Granularity)> {
    match point {
        Point::Day { year, month, day } => {
            let days = yearly(year, anchor, |year| one(Date::new(year, month, day).ok()))?;
            Some((days, Granularity::Day))
        }
        Point::Month { year, month } => {
            Some((yearly(year, anchor, |year| months(year, month, 1))?, Granularity::Month))
        }
        Point::Quarter { year, quarter } => {
            let days = yearly(year, anchor, |year| months(year, quarter * 3 - 2, 3))?;
            Some((days, Granularity::Quarter))
        }
        Point::Season { year, season } => {
            Some((yearly(year, anchor, |year| months(year, season * 3, 3))?, Granularity::Span))
        }
        Point::Half { year, half } => {
            Some((yearly(year, anchor, |year| months(year, half * 6 - 5, 6))?, Granularity::Span))
        }
        Point::Holiday { year, holiday: name } => {
            Some((yearly(year, anchor, |year| one(holiday(year, name)))?, Granularity::Day))
        }
        Point::Year(year) => Some((years(year, 1)?, Granularity::Year)),
        Point::Decade(year) => Some((years(year, 10)?, Granularity::Span)),
        Point::Century(year) => Some((years(year, 100)?, Granularity::Span)),
        Point::Unknown | Point::Impossible => None,
        relative => from_reference(relative, anchor.reference?, anchor.tense),
    }
}

fn one(day: Option<Date>) -> Option<Interval> {
    let day = day?;
    Interval::new(day, day)
}

/// One of the things that come back every year, by the function that gives it for a year.
fn yearly(year: Year, anchor: Anchor, occurrence: impl Fn(i16) -> Option<Interval>) -> Option<Interval> {
    if let Year::Exactly(year) = year {
        return occurrence(year);
    }
    let reference = anchor.reference?;
    let latest = (reference.year() - YEARS_AROUND..=reference.year() + 1).rev().filter_map(&occurrence);
    let first = (reference.year() - 1..=reference.year() + YEARS_AROUND).filter_map(&occurrence);
    match (year, anchor.tense) {
        (Year::Last, _) => first_that(latest, |days| days.to < reference),
        (Year::Next, _) => first_that(first, |days| days.from > reference),
        (Year::Shift(years), _) => occurrence(reference.year().checked_add(years)?),
        (_, Tense::Past) => first_that(latest, |days| days.from <= reference),
        (_, Tense::Future) => first_that(first, |days| days.to >= reference),
    }
}

fn first_that(
    mut days: impl Iterator<Item = Interval>,
    fits: impl Fn(&Interval) -> bool,
) -> Option<Interval> {
    days.find(fits)
}

fn from_reference(point: Point, reference: Date, tense: Tense) -> Option<(Interval, Granularity)> {
    match point {
        Point::DayOnWeekday { weekday, month, day } => {
            let bare = Point::Day { year: Year::Bare, month, day };
            let days = nearest_on(weekday, month, day, reference);
            days.map(|days| (days, Granularity::Day)).or_else(|| point_of(bare, reference, tense))
        }
        Point::DayOfMonth(day) => Some((one(day_of_month(day, reference, tense))?, Granularity::Day)),
        Point::Weekday { weekday, week } => {
            Some((one(weekday_of(weekday, week, reference, tense))?, Granularity::Day))
        }
        Point::Weekend(which) => Some((weekend_of(which, reference, tense)?, Granularity::Span)),
        Point::Offset { unit, count } => {
            Some((around(add(reference, unit, count)?, unit)?, granularity_of(unit)))
        }
        Point::Around { unit, least, most } => {
            let (a, b) = (add(reference, unit, least)?, add(reference, unit, most)?);
            Some((Interval::new(a.min(b), a.max(b))?, Granularity::Span))
        }
        Point::Window { unit, count } => {
            let other = add(reference, unit, count)?;
            Some((Interval::new(other.min(reference), other.max(reference))?, Granularity::Span))
        }
        Point::Overnight => Some((Interval::new(add_days(reference, -1)?, reference)?, Granularity::Span)),
        _ => None,
    }
}

fn granularity_of(unit: Unit) -> Granularity {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Granularity::Day,
        Unit::Week | Unit::Fortnight => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
        Unit::Weekend | Unit::Decade | Unit::Century => Granularity::Span,
    }
}

fn point_of(named: Point, reference: Date, tense: Tense) -> Option<(Interval, Granularity)> {
    point(named, Anchor { reference: Some(reference), tense })
}

/// The such day nearest to the reference that falls on the weekday, in the years around it.
fn nearest_on(weekday: Weekday, month: i8, day: i8, reference: Date) -> Option<Interval> {
    let years = reference.year() - 2..=reference.year() + 1;
    let days = years.filter_map(|year| Date::new(year, month, day).ok());
    let distance = |date: &Date| reference.until(*date).map_or(i32::MAX, |span| span.get_days().abs());
    one(days.filter(|date| date.weekday() == weekday).min_by_key(distance))
}

/// The latest such day of a month not after the reference, or the first not before it.
fn day_of_month(day: i8, reference: Date, tense: Tense) -> Option<Date> {
    let step = if tense == Tense::Past { -1 } else { 1 };
    let month = reference.first_of_month();
    (0..4).filter_map(|count| add(month, Unit::Month, step * count)).find_map(|month| {
        let date = Date::new(month.year(), month.month(), day).ok()?;
        let fits = if tense == Tense::Past { date <= reference } else { date >= reference };
        fits.then_some(date)
    })
}

fn weekday_of(weekday: Weekday, week_named: Week, reference: Date, tense: Tense) -> Option<Date> {
    let today = reference.weekday();
    match (week_named, tense) {
        (Week::Bare, Tense::Past) => add_days(reference, -days_until(weekday, today)),
        (Week::Bare, Tense::Future) => add_days(reference, days_until(today, weekday)),
        (Week::Last, _) => weekday_of(weekday, Week::Bare, add_days(reference, -1)?, Tense::Past),
        (Week::Next, _) => weekday_of(weekday, Week::Bare, add_days(reference, 1)?, Tense::Future),
        (Week::Shift(weeks), _) => {
            let monday = week(add(reference, Unit::Week, i32::from(weeks))?)?.from;
            add_days(monday, i32::from(weekday.to_monday_zero_offset()))
        }
    }
}

fn weekend_of(which: Week, reference: Date, tense: Tense) -> Option<Interval> {
    let this = weekend(reference)?;
    let shifted = |weeks| weekend(add(reference, Unit::Week, weeks)?);
    match (which, tense) {
        (Week::Shift(weeks), _) => shifted(i32::from(weeks)),
        (Week::Bare, Tense::Past) if this.from > reference => shifted(-1),
        (Week::Bare, _) => Some(this),
        (Week::Last, _) => shifted(-1),
        (Week::Next, _) if this.from > reference => Some(this),
        (Week::Next, _) => shifted(1),
    }
}
