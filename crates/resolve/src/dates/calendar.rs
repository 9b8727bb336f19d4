//! Arithmetic on days that returns none past the ends of the calendar (years −9999 to 9999).

use super::expression::{Holiday, Unit};
use jiff::Span as Length;
use jiff::civil::{Date, Weekday};

/// Days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub from: Date,
    pub to: Date,
}

impl Interval {
    /// None when it would end before it begins.
    pub(super) fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }
}

/// So many days on.
pub(super) fn add_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Length::new().try_days(days).ok()?).ok()
}

fn add_months(date: Date, months: i32) -> Option<Date> {
    date.checked_add(Length::new().try_months(months).ok()?).ok()
}

/// So many units on; the day of the month gives way at short months.
pub(super) fn add(date: Date, unit: Unit, count: i32) -> Option<Date> {
    match unit {
        Unit::Minute => Some(date),
        Unit::Hour => add_days(date, count / 24),
        Unit::Day => add_days(date, count),
        Unit::Week | Unit::Weekend => add_days(date, count.checked_mul(7)?),
        Unit::Fortnight => add_days(date, count.checked_mul(14)?),
        Unit::Month => add_months(date, count),
        Unit::Quarter => add_months(date, count.checked_mul(3)?),
        Unit::Year => add_months(date, count.checked_mul(12)?),
        Unit::Decade => add_months(date, count.checked_mul(120)?),
        Unit::Century => add_months(date, count.checked_mul(1200)?),
    }
}

/// The unit that a day is in; for lengths that have no place in the calendar (hours, fortnights), the day.
pub(super) fn around(date: Date, unit: Unit) -> Option<Interval> {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Interval::new(date, date),
        Unit::Week | Unit::Fortnight => week(date),
        Unit::Weekend => weekend(date),
        Unit::Month => Interval::new(date.first_of_month(), date.last_of_month()),
        Unit::Quarter => months(date.year(), (date.month() - 1) / 3 * 3 + 1, 3),
        Unit::Year => years(date.year(), 1),
        Unit::Decade => years(date.year().div_euclid(10) * 10, 10),
        Unit::Century => years(date.year().div_euclid(100) * 100, 100),
    }
}

/// Monday to Sunday.
pub(super) fn week(date: Date) -> Option<Interval> {
    let monday = add_days(date, -i32::from(date.weekday().to_monday_zero_offset()))?;
    Interval::new(monday, add_days(monday, 6)?)
}

/// Saturday and Sunday of the week.
pub(super) fn weekend(date: Date) -> Option<Interval> {
    let sunday = week(date)?.to;
    Interval::new(add_days(sunday, -1)?, sunday)
}

/// `count` whole months from this one on.
pub(super) fn months(year: i16, month: i8, count: i32) -> Option<Interval> {
    let first = Date::new(year, month, 1).ok()?;
    Interval::new(first, add_months(first, count - 1)?.last_of_month())
}

/// `count` whole years from this one on.
pub(super) fn years(year: i16, count: i16) -> Option<Interval> {
    Interval::new(Date::new(year, 1, 1).ok()?, Date::new(year.checked_add(count - 1)?, 12, 31).ok()?)
}

/// Days from `from` on to the next such weekday, 0 to 6.
pub(super) fn days_until(from: Weekday, to: Weekday) -> i32 {
    i32::from(to.to_monday_zero_offset() - from.to_monday_zero_offset()).rem_euclid(7)
}

/// The holiday of a year; Easter by the anonymous Gregorian algorithm (Meeus/Jones/Butcher), for years of that calendar.
pub(super) fn holiday(year: i16, holiday: Holiday) -> Option<Date> {
    match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
        Holiday::Easter(days) => add_days(easter(year)?, i32::from(days)),
    }
}

#[expect(clippy::many_single_char_names, reason = "the published algorithm's own names")]
fn easter(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let year32 = i32::from(year);
    let (a, b, c) = (year32 % 19, year32 / 100, year32 % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
