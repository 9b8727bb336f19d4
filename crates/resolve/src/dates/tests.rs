//! Dates: what is found, what it means, and what is no date. The reference day is Thursday, 15 March 2012.

use super::vocabulary::{LONGEST, WORDS};
use super::*;
use proptest::prelude::*;

const REFERENCE: Date = jiff::civil::date(2012, 3, 15);

/// The mentions, as `words = from..to granularity` (a day alone when both are one), joined with " | ".
fn read(text: &str, reference: Option<Date>, tense: Tense) -> String {
    let day = |date: Option<Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    let mentions = find_dates(text, reference, tense);
    let parts = mentions.iter().map(|mention| {
        let (from, to) = (day(mention.from), day(mention.to));
        let days = if from == to { from } else { format!("{from}..{to}") };
        format!("{} = {days} {}", mention.span.of(text), mention.granularity.name())
    });
    parts.collect::<Vec<_>>().join(" | ")
}

fn check_all(tense: Tense, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(read(text, Some(REFERENCE), tense), *expected, "{text}");
    }
}

#[test]
fn days_with_a_year() {
    check_all(
        Tense::Past,
        &[
            ("He was freed on February 22, 2012.", "on February 22, 2012 = 2012-02-22 day"),
            ("signed on 22 February 2012 in Baku", "on 22 February 2012 = 2012-02-22 day"),
            ("the accord of 3rd March 2009", "3rd March 2009 = 2009-03-03 day"),
            ("the 3rd of March, 2009", "the 3rd of March, 2009 = 2009-03-03 day"),
            ("Dec. 7, 1988, was cold", "Dec. 7, 1988 = 1988-12-07 day"),
            ("on Sept 4 2010", "on Sept 4 2010 = 2010-09-04 day"),
            ("22 Feb. 2012", "22 Feb. 2012 = 2012-02-22 day"),
            ("posted 2012-03-10 at noon", "2012-03-10 = 2012-03-10 day"),
            ("2012-03-10T08:00 log", "2012-03-10 = 2012-03-10 day"),
            ("am 15.02.2011 begonnen", "15.02.2011 = 2011-02-15 day"),
            ("on 3/25/2010 and 25/3/2011", "on 3/25/2010 = 2010-03-25 day | 25/3/2011 = 2011-03-25 day"),
            ("on 4/5/2010", "on 4/5/2010 = ? none"),
            ("on 4/4/2010", "on 4/4/2010 = 2010-04-04 day"),
            ("on March 3 last year", "on March 3 last year = 2011-03-03 day"),
            ("on Monday, March 5, 2012,", "on Monday, March 5, 2012 = 2012-03-05 day"),
        ],
    );
}

#[test]
fn days_without_a_year() {
    check_all(
        Tense::Past,
        &[
            ("It began on February 22.", "on February 22 = 2012-02-22 day"),
            ("It began on March 15.", "on March 15 = 2012-03-15 day"),
            ("It began on March 16.", "on March 16 = 2011-03-16 day"),
            ("BAKU, MARCH 14 - Police", "MARCH 14 = 2012-03-14 day"),
            ("May 5 was calm", "May 5 = 2011-05-05 day"),
            ("on Feb. 22 rebels", "on Feb. 22 = 2012-02-22 day"),
            ("the 22nd of February", "the 22nd of February = 2012-02-22 day"),
            ("on the 12th.", "on the 12th = 2012-03-12 day"),
            ("on the 22nd he left", "on the 22nd = 2012-02-22 day"),
            ("on the 31st, it rained", "on the 31st = 2012-01-31 day"),
            ("on February 29", "on February 29 = 2012-02-29 day"),
            ("the night of March 3", "the night of March 3 = 2012-03-03 day"),
            ("Thursday, March 1", "Thursday, March 1 = 2012-03-01 day"),
            ("on Saturday, March 17,", "on Saturday, March 17 = 2012-03-17 day"),
            ("on Christmas Day", "on Christmas Day = 2011-12-25 day"),
            ("since Christmas 2009", "since Christmas 2009 = 2009-12-25..2012-03-15 span"),
            ("on New Year’s Eve", "on New Year’s Eve = 2011-12-31 day"),
            ("on Good Friday 2010", "on Good Friday 2010 = 2010-04-02 day"),
            ("before May Day", "May Day = 2011-05-01 day"),
        ],
    );
    check_all(
        Tense::Future,
        &[
            ("They will vote on March 16.", "on March 16 = 2012-03-16 day"),
            ("They will vote on February 22.", "on February 22 = 2013-02-22 day"),
            ("They will vote on March 15.", "on March 15 = 2012-03-15 day"),
            ("on February 29", "on February 29 = 2016-02-29 day"),
            ("by the 12th,", "by the 12th = 2012-04-12 day"),
            ("at Easter", "at Easter = 2012-04-08 day"),
        ],
    );
}

#[test]
fn weekdays() {
    check_all(
        Tense::Past,
        &[
            ("He said on Friday", "on Friday = 2012-03-09 day"),
            ("He said Thursday", "Thursday = 2012-03-15 day"),
            ("last Thursday", "last Thursday = 2012-03-08 day"),
            ("since Monday", "since Monday = 2012-03-12..2012-03-15 span"),
            ("next Monday", "next Monday = 2012-03-19 day"),
            ("next Thursday", "next Thursday = 2012-03-22 day"),
            ("Wednesday's raid", "Wednesday = 2012-03-14 day"),
            ("late on Tuesday night", "late on Tuesday night = 2012-03-13 day"),
            ("early Monday", "early Monday = 2012-03-12 day"),
            ("on Monday of last week", "on Monday of last week = 2012-03-05 day"),
            ("this past Sunday", "this past Sunday = 2012-03-11 day"),
            ("Thurs. morning", "Thurs. morning = 2012-03-15 day"),
            ("from Monday to Wednesday", "from Monday to Wednesday = 2012-03-12..2012-03-14 span"),
            ("in Sunday's vote", "Sunday = 2012-03-11 day"),
            ("since Sunday's vote", "since Sunday = 2012-03-11..2012-03-15 span"),
            ("following Tuesday's raid", "Tuesday = 2012-03-13 day"),
            ("the following Tuesday", "the following Tuesday = ? none"),
            ("Monday and Tuesday", "Monday = 2012-03-12 day | Tuesday = 2012-03-13 day"),
        ],
    );
    check_all(
        Tense::Future,
        &[
            ("will meet on Friday", "on Friday = 2012-03-16 day"),
            ("will meet on Thursday", "on Thursday = 2012-03-15 day"),
            ("from Friday to Sunday", "from Friday to Sunday = 2012-03-16..2012-03-18 span"),
        ],
    );
}

#[test]
fn days_by_their_distance() {
    check_all(
        Tense::Past,
        &[
            ("arrested yesterday", "yesterday = 2012-03-14 day"),
            ("Today, police", "Today = 2012-03-15 day"),
            ("tomorrow morning", "tomorrow morning = 2012-03-16 day"),
            ("tonight", "tonight = 2012-03-15 day"),
            ("last night", "last night = 2012-03-14 day"),
            ("this morning", "this morning = 2012-03-15 day"),
            ("overnight raids", "overnight = 2012-03-14..2012-03-15 span"),
            ("the day before yesterday", "the day before yesterday = 2012-03-13 day"),
            ("the day after tomorrow", "the day after tomorrow = 2012-03-17 day"),
            ("two days ago", "two days ago = 2012-03-13 day"),
            ("14 days earlier", "14 days earlier = 2012-03-01 day"),
            ("a day earlier", "a day earlier = 2012-03-14 day"),
            ("hours ago", "hours ago = 2012-03-15 day"),
            ("48 hours ago", "48 hours ago = 2012-03-13 day"),
            ("a few days ago", "a few days ago = 2012-03-10..2012-03-13 span"),
            ("two days later", "two days later = ? none"),
            ("the following day", "the following day = ? none"),
            ("years ago", "years ago = ? none"),
        ],
    );
}

#[test]
fn weeks_months_and_years_by_their_distance() {
    check_all(
        Tense::Past,
        &[
            ("last week", "last week = 2012-03-05..2012-03-11 week"),
            ("this week's talks", "this week = 2012-03-12..2012-03-18 week"),
            ("next week", "next week = 2012-03-19..2012-03-25 week"),
            ("three weeks earlier", "three weeks earlier = 2012-02-20..2012-02-26 week"),
            ("last month", "last month = 2012-02-01..2012-02-29 month"),
            ("three months ago", "three months ago = 2011-12-01..2011-12-31 month"),
            ("last year", "last year = 2011-01-01..2011-12-31 year"),
            ("twenty-five years ago", "twenty-five years ago = 1987-01-01..1987-12-31 year"),
            ("late last year", "late last year = 2011-09-01..2011-12-31 span"),
            ("earlier this year", "earlier this year = 2012-01-01..2012-03-15 span"),
            ("later this month", "later this month = 2012-03-15..2012-03-31 span"),
            ("the end of the year", "the end of the year = 2012-09-01..2012-12-31 span"),
            ("last quarter", "last quarter = 2011-10-01..2011-12-31 quarter"),
            ("over the weekend", "over the weekend = 2012-03-10..2012-03-11 span"),
            ("last weekend", "last weekend = 2012-03-10..2012-03-11 span"),
            ("next weekend", "next weekend = 2012-03-17..2012-03-18 span"),
            ("in recent days", "in recent days = 2012-03-08..2012-03-15 span"),
            ("during the past two months", "during the past two months = 2012-01-15..2012-03-15 span"),
            ("over the last week", "over the last week = 2012-03-08..2012-03-15 span"),
            ("in the next few days", "in the next few days = 2012-03-15..2012-03-20 span"),
            ("the past year", "the past year = 2011-03-15..2012-03-15 span"),
            ("two weeks from now", "two weeks from now = 2012-03-26..2012-04-01 week"),
            ("the last week of January", "January = 2012-01-01..2012-01-31 month"),
        ],
    );
    check_all(
        Tense::Future,
        &[("They will leave in two weeks", "in two weeks = 2012-03-26..2012-04-01 week")],
    );
}

#[test]
fn months_quarters_and_seasons() {
    check_all(
        Tense::Past,
        &[
            ("In January, the ministry said", "In January = 2012-01-01..2012-01-31 month"),
            ("in March", "in March = 2012-03-01..2012-03-31 month"),
            ("in May", "in May = 2011-05-01..2011-05-31 month"),
            ("in April 2010", "in April 2010 = 2010-04-01..2010-04-30 month"),
            ("in April of 2010", "in April of 2010 = 2010-04-01..2010-04-30 month"),
            ("last December", "last December = 2011-12-01..2011-12-31 month"),
            ("next May", "next May = 2012-05-01..2012-05-31 month"),
            ("mid-March", "mid-March = 2012-03-11..2012-03-20 span"),
            ("in early February", "in early February = 2012-02-01..2012-02-10 span"),
            ("at the end of January", "at the end of January = 2012-01-21..2012-01-31 span"),
            ("since August", "since August = 2011-08-01..2012-03-15 span"),
            ("In March 20 people died", "In March = 2012-03-01..2012-03-31 month"),
            ("the March election", "the March = 2012-03-01..2012-03-31 month"),
            ("first quarter of 2010", "first quarter of 2010 = 2010-01-01..2010-03-31 quarter"),
            ("the third quarter", "the third quarter = 2011-07-01..2011-09-30 quarter"),
            ("the second half of 2011", "the second half of 2011 = 2011-07-01..2011-12-31 span"),
            ("spring 2009", "spring 2009 = 2009-03-01..2009-05-31 span"),
            ("in the summer of 2008", "in the summer of 2008 = 2008-06-01..2008-08-31 span"),
            ("last summer", "last summer = 2011-06-01..2011-08-31 span"),
            ("winter 2009", "winter 2009 = 2009-12-01..2010-02-28 span"),
        ],
    );
}

#[test]
fn years_decades_and_centuries() {
    check_all(
        Tense::Past,
        &[
            ("in 2008", "in 2008 = 2008-01-01..2008-12-31 year"),
            ("in 2000", "in 2000 = 2000-01-01..2000-12-31 year"),
            ("the 2010 elections", "the 2010 = 2010-01-01..2010-12-31 year"),
            ("early 2011", "early 2011 = 2011-01-01..2011-04-30 span"),
            ("mid-1996", "mid-1996 = 1996-05-01..1996-08-31 span"),
            ("since 2003", "since 2003 = 2003-01-01..2012-03-15 span"),
            ("the 1990s", "the 1990s = 1990-01-01..1999-12-31 span"),
            ("during the early 1990s", "during the early 1990s = 1990-01-01..1992-12-31 span"),
            ("in the ’80s", "in the ’80s = 1980-01-01..1989-12-31 span"),
            ("in the seventies", "in the seventies = 1970-01-01..1979-12-31 span"),
            ("the 1800s", "the 1800s = 1800-01-01..1899-12-31 span"),
            ("in the 19th century", "in the 19th century = 1800-01-01..1899-12-31 span"),
            ("fiscal 1989", "fiscal 1989 = 1989-01-01..1989-12-31 year"),
            ("The treaty (2005) holds", "2005 = 2005-01-01..2005-12-31 year"),
        ],
    );
}

#[test]
fn ranges() {
    check_all(
        Tense::Past,
        &[
            ("from 2001 to 2006", "from 2001 to 2006 = 2001-01-01..2006-12-31 span"),
            ("2001-2006", "2001-2006 = 2001-01-01..2006-12-31 span"),
            ("in 1992–95", "in 1992–95 = 1992-01-01..1995-12-31 span"),
            ("between March 3 and March 9", "between March 3 and March 9 = 2012-03-03..2012-03-09 span"),
            ("on March 3-9", "on March 3-9 = 2012-03-03..2012-03-09 span"),
            ("March 3 to 9, 2010", "March 3 to 9, 2010 = 2010-03-03..2010-03-09 span"),
            ("3-9 March 2010", "3-9 March 2010 = 2010-03-03..2010-03-09 span"),
            ("from 3 to 9 March", "from 3 to 9 March = 2012-03-03..2012-03-09 span"),
            ("March 3 and 4", "March 3 and 4 = 2012-03-03..2012-03-04 span"),
            ("December 28 to January 3", "December 28 to January 3 = 2011-12-28..2012-01-03 span"),
            (
                "December 28 to January 3, 2010",
                "December 28 to January 3, 2010 = 2009-12-28..2010-01-03 span",
            ),
            ("from January through March", "from January through March = 2012-01-01..2012-03-31 span"),
            ("from 2009 to now", "from 2009 to now = 2009-01-01..2012-03-15 span"),
            ("today to April 2", "today to April 2 = 2012-03-15..2012-04-02 span"),
            ("2006 to 2001", "2006 to 2001 = ? none"),
            ("between 1 and 5 March 2010", "between 1 and 5 March 2010 = 2010-03-01..2010-03-05 span"),
            ("March 12th-13th", "March 12th-13th = 2012-03-12..2012-03-13 span"),
            (
                "fell on Friday to a March low",
                "on Friday = 2012-03-09 day | March = 2012-03-01..2012-03-31 month",
            ),
            ("In May Mr. May went", "In May = 2011-05-01..2011-05-31 month"),
        ],
    );
}

#[test]
fn what_is_no_date() {
    check_all(
        Tense::Past,
        &[
            ("They may 5 times", ""),
            ("Prime Minister Theresa May spoke; May said no.", ""),
            ("They march on the capital. March on!", ""),
            ("the March on the capital", ""),
            ("For a second the guards sat. The Sun and Jan Novak", ""),
            ("a Sat phone and the Sun newspaper", ""),
            ("2000 troops and 2000 people", ""),
            ("killed 1,500 and wounded 2000", ""),
            ("about 1950 soldiers", ""),
            ("Resolution 1973 and Flight 2012", ""),
            ("for $2010 or € 2,010 each", ""),
            ("February 30", ""),
            ("on 30 February 2010", ""),
            ("2011-02-29 and 31.04.2010", ""),
            ("February 29, 2011", ""),
            ("every Monday, each year, Fridays", ""),
            ("Bloody Sunday and Black Friday", ""),
            ("the fall of the city, a spring of water", ""),
            ("for two days and within a week", ""),
            ("they were second to none, the 22nd division", ""),
            ("in 400 BC, the fifth century BC", ""),
            ("April Smith met June Jones", ""),
            ("at 10:30 or 5.30", ""),
            ("a 2000-strong crowd, Covid-2019", ""),
            ("call 555-2010-333", ""),
            ("the day, the year, a month", ""),
            ("a Christmas tree and Easter eggs", ""),
            ("Monday\n\n2010", "Monday = 2012-03-12 day | 2010 = 2010-01-01..2010-12-31 year"),
            ("", ""),
        ],
    );
}

#[test]
fn without_a_reference_only_whole_dates_are_resolved() {
    let rows = [
        ("March 3, 2009", "March 3, 2009 = 2009-03-03 day"),
        ("March 3", "March 3 = ? none"),
        ("yesterday", "yesterday = ? none"),
        ("last week", "last week = ? none"),
        ("on Saturday, March 17", "on Saturday, March 17 = ? none"),
        ("in 2008", "in 2008 = 2008-01-01..2008-12-31 year"),
        ("since 2003", "since 2003 = 2003-01-01..? span"),
        ("since Monday", "since Monday = ? none"),
        ("overnight", "overnight = ? none"),
        ("from 2001 to 2006", "from 2001 to 2006 = 2001-01-01..2006-12-31 span"),
        ("from March 3 to March 9, 2009", "from March 3 to March 9, 2009 = 2009-03-03..2009-03-09 span"),
    ];
    for (text, expected) in rows {
        assert_eq!(read(text, None, Tense::Past), expected, "{text}");
    }
}

#[test]
fn finds_all_in_order() {
    let text = "In January, police held two men; on Friday they were freed, and last year's inquiry ended.";
    let expected = "In January = 2012-01-01..2012-01-31 month | on Friday = 2012-03-09 day | \
                    last year = 2011-01-01..2011-12-31 year";
    assert_eq!(read(text, Some(REFERENCE), Tense::Past), expected);
}

#[test]
fn nothing_breaks_at_the_ends_of_the_calendar() {
    for year in [-9999, 9999] {
        for (month, day) in [(1, 1), (12, 31)] {
            let reference = Date::new(year, month, day).ok();
            let text = "last week next century two decades ago 9999 years ago in 9999 years last winter the weekend since May";
            for tense in [Tense::Past, Tense::Future] {
                assert!(!find_dates(text, reference, tense).is_empty());
            }
        }
    }
}

#[test]
fn long_chains_do_not_recurse() {
    let text = "Monday, ".repeat(100_000) + &"early ".repeat(100_000) + &"the end of ".repeat(100_000);
    assert_eq!(find_dates(&text, Some(REFERENCE), Tense::Past).len(), 100_000);
}

#[test]
fn every_word_of_the_table_reads_and_is_in_order() {
    let words: Vec<_> = vocabulary::rows().collect();
    assert!(words.len() > 300 && WORDS.starts_with('#'));
    for (word, class) in &words {
        assert!(class.is_some(), "{word} does not read");
        assert!(word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
    }
    assert!(words.windows(2).all(|pair| pair[0].0 < pair[1].0), "out of order or twice");
}

#[test]
fn every_holiday_of_the_table_reads_and_is_in_order() {
    let names: Vec<_> = holidays::rows().collect();
    for (name, rule) in &names {
        let rule = rule.unwrap_or_else(|| panic!("{name} does not read"));
        assert!(calendar::holiday(2012, rule).is_some(), "{name}");
    }
    assert!(names.windows(2).all(|pair| pair[0].0 < pair[1].0), "out of order or twice");
}

#[test]
fn easter_is_where_the_almanac_has_it() {
    let easter = |year| calendar::holiday(year, expression::Holiday::Easter(0)).unwrap().to_string();
    assert_eq!(
        (easter(1961), easter(2000), easter(2012)),
        ("1961-04-02".into(), "2000-04-23".into(), "2012-04-08".into())
    );
    assert_eq!(
        (easter(2019), easter(2024), easter(2038)),
        ("2019-04-21".into(), "2024-03-31".into(), "2038-04-25".into())
    );
}

/// Words that the rules are about, to make texts that reach them.
fn date_words() -> impl Strategy<Value = String> {
    let words: Vec<&str> = WORDS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .collect();
    let marks = [
        "-",
        ",",
        ".",
        "/",
        "’s",
        "\n\n",
        "2000",
        "31",
        "29",
        "22nd",
        "1990s",
        "99",
        "9999",
        "Christmas",
        "2012-02-30",
    ];
    let names = ["February", "May", "Monday", "Sat", "Sept"];
    let word = prop_oneof![
        3 => proptest::sample::select(words).prop_map(str::to_owned),
        1 => proptest::sample::select(marks.to_vec()).prop_map(str::to_owned),
        1 => proptest::sample::select(names.to_vec()).prop_map(str::to_owned),
    ];
    proptest::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

fn any_date() -> impl Strategy<Value = Option<Date>> {
    proptest::option::weighted(
        0.9,
        (-9999_i16..=9999, 1_i8..=12, 1_i8..=31)
            .prop_map(|(year, month, day)| Date::new(year, month, day.min(28)).unwrap()),
    )
}

fn mentions_hold(text: &str, reference: Option<Date>, tense: Tense) -> Result<(), TestCaseError> {
    let mut end = 0;
    for mention in find_dates(text, reference, tense) {
        let range = mention.span.range();
        prop_assert!(range.start >= end && range.end > range.start && range.end <= text.len());
        prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        if let (Some(from), Some(to)) = (mention.from, mention.to) {
            prop_assert!(from <= to);
        }
        prop_assert_eq!(mention.from.is_none(), mention.granularity == Granularity::None);
        end = range.end;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_and_day_hold(text in "\\PC{0,60}", reference in any_date(), future: bool) {
        mentions_hold(&text, reference, if future { Tense::Future } else { Tense::Past })?;
    }

    #[test]
    fn any_date_words_and_day_hold(text in date_words(), reference in any_date(), future: bool) {
        mentions_hold(&text, reference, if future { Tense::Future } else { Tense::Past })?;
    }
}
