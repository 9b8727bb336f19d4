//! Figures, dates and groups in plain words, the same in every output.

use detente_relations::{Counts, Direction, Group, Period, Row, VowTest};
use jiff::civil::Date;

/// `15 March 2012`.
pub(crate) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `March 2012`.
fn month(date: Date) -> String {
    date.strftime("%B %Y").to_string()
}

/// `15 March 2012`, `3 to 9 March 2012`, `March 2012`, `2012`, `no date`.
pub(crate) fn days(from: Option<Date>, to: Option<Date>) -> String {
    let Some(from) = from else {
        return "no date".to_owned();
    };
    let to = to.map_or(from, |to| to.max(from));
    if from == to {
        day(from)
    } else if from == from.first_of_year() && to == from.last_of_year() {
        from.year().to_string()
    } else if from == from.first_of_month() && to == from.last_of_month() {
        month(from)
    } else if from.first_of_month() == to.first_of_month() {
        format!("{} to {}", from.day(), day(to))
    } else {
        format!("{} to {}", day(from), day(to))
    }
}

/// `March 2012`, `week 11 of 2012`, `first quarter of 2012`.
pub(crate) fn period(row: &Row, period: Period) -> String {
    let start = row.start;
    match period {
        Period::Day => day(start),
        Period::Week => {
            let week = start.iso_week_date();
            format!("Week {} of {}", week.week(), week.year())
        }
        Period::Month => month(start),
        Period::Quarter => format!("Quarter {} of {}", (start.month() - 1) / 3 + 1, start.year()),
        Period::Year => start.year().to_string(),
    }
}

/// `3 vows`, `1 deed against`.
pub(crate) fn count(n: u32, group: Group) -> String {
    let many = match group {
        Group::Vows => "vows",
        Group::Contacts => "contacts",
        Group::Asks => "asks",
        Group::WordsAgainst => "words against",
        Group::DeedsFor => "deeds for",
        Group::DeedsAgainst => "deeds against",
    };
    let one = if group == Group::WordsAgainst { "word against" } else { group.singular() };
    format!("{n} {}", if n == 1 { one } else { many })
}

/// `3 vows, 1 deed against`, of the groups that have events.
pub(crate) fn counts(row: &Row) -> String {
    tally(&row.counts)
}

/// The same of any counts.
pub(crate) fn tally(counts: &Counts) -> String {
    let some = Group::ALL.into_iter().map(|g| (counts.get(g), g)).filter(|(n, _)| *n > 0);
    let parts: Vec<String> = some.map(|(n, g)| count(n, g)).collect();
    if parts.is_empty() { "no events".to_owned() } else { parts.join(", ") }
}

/// `+1.6`, `−0.4` (a real minus), with as many decimals.
pub(crate) fn signed(value: f64, decimals: usize) -> String {
    let text = format!("{value:+.decimals$}");
    // −0.0 would say that something is there.
    if text[1..].bytes().all(|b| b == b'0' || b == b'.') {
        return text[1..].to_owned();
    }
    text.replace('-', "\u{2212}")
}

/// A figure that may be missing.
pub(crate) fn maybe(value: Option<f64>, decimals: usize) -> String {
    value.map_or("–".to_owned(), |v| signed(v, decimals))
}

/// `4 of 11 vows (36%; by chance 17%, p = 0.03)`.
pub(crate) fn vow_rate(test: &VowTest) -> String {
    let Some(rate) = test.rate else {
        return "no vow is dated to a day".to_owned();
    };
    let vows = if test.vows == 1 { "vow" } else { "vows" };
    let share = format!("{} of {} {vows}, {:.0}%", test.pairs.len(), test.vows, rate * 100.0);
    match (test.base_rate, test.p) {
        (Some(base), Some(p)) => format!("{share} (by chance {:.0}%, p = {})", base * 100.0, p_value(p)),
        _ => share,
    }
}

fn p_value(p: f64) -> String {
    if p < 0.0995 { format!("{p:.3}") } else { format!("{p:.2}") }
}

/// `Nordia → Sudonia`.
pub(crate) fn arrow(names: (&str, &str)) -> String {
    format!("{} → {}", names.0, names.1)
}

/// `ab` or `ba`, in anchors.
pub(crate) fn side(direction: Direction) -> &'static str {
    match direction {
        Direction::AToB => "ab",
        Direction::BToA => "ba",
    }
}

/// The anchor of a dyad's period in the list of events.
pub(crate) fn period_anchor(direction: Direction, row: &Row) -> String {
    format!("p-{}-{}", side(direction), row.label)
}

/// `Reuters, 15 March 2012`, with what is known.
pub(crate) fn source(article: &crate::Article) -> String {
    let parts = [article.publisher.clone(), article.published.map(day)];
    let known: Vec<String> = parts.into_iter().flatten().collect();
    if known.is_empty() { "unknown publisher".to_owned() } else { known.join(", ") }
}
