//! Days of the calendar with names, read from `data/dates/holidays.tsv`.

use super::expression::Holiday;
use crate::literal::length_at_start;
use std::sync::OnceLock;

const HOLIDAYS: &str = include_str!("../../../../data/dates/holidays.tsv");

/// The holiday that `text` begins with: its length in bytes and its rule. The longest name wins.
pub(super) fn at_start(text: &str) -> Option<(usize, Holiday)> {
    static BY_LENGTH: OnceLock<Vec<(&'static str, Holiday)>> = OnceLock::new();
    let names = BY_LENGTH.get_or_init(|| {
        let mut names: Vec<_> = rows().filter_map(|(name, rule)| Some((name, rule?))).collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        names
    });
    if !text.as_bytes().first().is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    names.iter().find_map(|&(name, rule)| Some((length_at_start(name, text)?, rule)))
}

/// The rows of the table: the name and its rule, none where the row is broken (a test sees that none is).
pub(super) fn rows() -> impl Iterator<Item = (&'static str, Option<Holiday>)> {
    let lines = HOLIDAYS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter_map(|line| line.split_once('\t')).map(|(name, value)| (name, rule(value)))
}

fn rule(value: &str) -> Option<Holiday> {
    if let Some(days) = value.strip_prefix("easter") {
        return Some(Holiday::Easter(days.parse().ok()?));
    }
    let (month, day) = value.split_once('-')?;
    Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?))
}
