//! Dates as others write them.

use crate::numbers::whole;
use crate::tally::Repair;
use jiff::{ToSpan, civil::Date};

/// A day: `20180530`, `2018-05-30`, `2018/5/30`, `5/30/2018`, `30 May 2018`, `890402` (KEDS), with a time after it or not, or days
/// since 1970-01-01 as a number (`19173.0`). The repair says that it was a number.
pub(crate) fn day(cell: &[u8]) -> Option<(Date, Option<Repair>)> {
    let text = std::str::from_utf8(cell).ok()?.trim();
    let first = text.split(['T', ' ']).next().filter(|t| t.len() >= 6).unwrap_or(text);
    if let Some(date) = parts(first) {
        return Some((date, None));
    }
    if let Some(date) = in_words(text) {
        return Some((date, None));
    }
    let number = whole(first.as_bytes())?;
    let float = first.contains('.').then_some(Repair::FloatDate);
    let digits = first.split('.').next().map_or(0, str::len);
    match digits {
        8 => Some((compact(number)?, float)),
        14 => Some((compact(number / 1_000_000)?, float)),
        6 => Some((compact(century(number))?, float)),
        // Four digits would rather be a year; five are days from 1997 on.
        5 => Some((epoch().checked_add(i64::try_from(number).ok()?.days()).ok()?, Some(Repair::FloatDate))),
        _ => None,
    }
}

fn epoch() -> Date {
    Date::constant(1970, 1, 1)
}

/// Two-digit years as KEDS: 28 to 99 are of the twentieth century.
fn century(number: u64) -> u64 {
    if number / 10_000 >= 28 { number + 19_000_000 } else { number + 20_000_000 }
}

fn compact(number: u64) -> Option<Date> {
    let year = i16::try_from(number / 10_000).ok()?;
    let month = i8::try_from(number / 100 % 100).ok()?;
    Date::new(year, month, i8::try_from(number % 100).ok()?).ok().filter(|d| d.year() >= 1000)
}

/// Year first, or month first where the year is last (ICEWS of 2017).
fn parts(text: &str) -> Option<Date> {
    let separator = text.bytes().find(|b| matches!(b, b'-' | b'/'))?;
    let mut cells = text.split(char::from(separator));
    let (a, b, c) = (cells.next()?, cells.next()?, cells.next()?);
    if cells.next().is_some() {
        return None;
    }
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, a, b) };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `30 May 2018`, as ACLED writes.
fn in_words(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut words = text.split([' ', '-']).filter(|w| !w.is_empty());
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = month.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|m| *m == month)?;
    Date::new(year.parse().ok()?, month as i8 + 1, day.parse().ok()?).ok().filter(|d| d.year() >= 1000)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[track_caller]
    fn check(cell: &str, expect: Option<(&str, bool)>) {
        let read = day(cell.as_bytes()).map(|(date, repair)| (date.to_string(), repair.is_some()));
        assert_eq!(read.as_ref().map(|(d, r)| (d.as_str(), *r)), expect, "{cell}");
    }

    #[test]
    fn forms() {
        check("20180530", Some(("2018-05-30", false)));
        check("20180530.0", Some(("2018-05-30", true)));
        check("20201113001500", Some(("2020-11-13", false)));
        check("2018-05-30", Some(("2018-05-30", false)));
        check("2018-05-30 00:00:00.000", Some(("2018-05-30", false)));
        check("2018-05-30T12:00:00Z", Some(("2018-05-30", false)));
        check("5/30/2018", Some(("2018-05-30", false)));
        check("30 May 2018", Some(("2018-05-30", false)));
        check("1 June 2018", Some(("2018-06-01", false)));
        check("890402", Some(("1989-04-02", false)));
        check("020402", Some(("2002-04-02", false)));
        check("19173.0", Some(("2022-06-30", true)));
        for none in [
            "",
            "2018",
            "20181330",
            "2018-02-30",
            "13/30/2018",
            "-1",
            "1e9",
            "99999999999999999999",
            "day",
            "NaN",
        ] {
            check(none, None);
        }
    }
}
