//! Which way a bare day points in a text without a parse: by the words before it.

use super::Tense;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Words and their directions.
const WORDS: &str = include_str!("../../../../data/dates/tense.tsv");
/// Words before a date that are looked at.
const REACH: usize = 14;
/// Words after it that may be its verb's ("on Monday the court will rule").
const AFTER: usize = 5;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Ahead,
    Past,
    Stop,
}

fn directions() -> &'static FxHashMap<&'static str, Direction> {
    static DIRECTIONS: OnceLock<FxHashMap<&'static str, Direction>> = OnceLock::new();
    DIRECTIONS.get_or_init(|| {
        let rows = WORDS.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|line| {
            let (word, direction) = line.split_once('\t')?;
            let direction = match direction {
                "ahead" => Direction::Ahead,
                "past" => Direction::Past,
                "stop" => Direction::Stop,
                _ => return None,
            };
            Some((word, direction))
        })
        .collect()
    })
}

/// The tense of a date between the texts before and after it. Bounded by a sentence and some words.
pub(super) fn tense(before: &str, after: &str) -> Tense {
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | ';' | '\n');
    let near = before.char_indices().rev().take(200).last().map_or(0, |(at, _)| at);
    let clause = before[near..].rsplit(is_end).next().unwrap_or("");
    let direction = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let known = directions().get(word.as_str()).copied();
        known.or_else(|| word.ends_with("ed").then_some(Direction::Past))
    };
    let words =
        clause.split_whitespace().rev().take(REACH).filter(|word| word.starts_with(char::is_alphabetic));
    for word in words {
        match direction(word) {
            Some(Direction::Ahead) => return Tense::Future,
            Some(Direction::Past) => return Tense::Past,
            Some(Direction::Stop) => break,
            None => {}
        }
    }
    let near = after.char_indices().nth(80).map_or(after.len(), |(at, _)| at);
    let clause = after[..near].split(is_end).next().unwrap_or("");
    let mut words = clause.split_whitespace().take(AFTER).filter_map(direction);
    match words.next() {
        Some(Direction::Ahead) => Tense::Future,
        _ => Tense::Past,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_verb_decides() {
        let read = |before: &str, after: &str| tense(before, after);
        assert_eq!(read("The court will rule ", "."), Tense::Future);
        assert_eq!(read("He said the talks are scheduled for ", "."), Tense::Future);
        assert_eq!(read("Troops left the town on ", ", a witness said."), Tense::Past);
        assert_eq!(read("It will go on. He came ", "."), Tense::Past);
        assert_eq!(read("On ", " the court will rule."), Tense::Future);
        assert_eq!(read("", ""), Tense::Past);
    }

    #[test]
    fn the_table_reads_and_is_in_order() {
        let rows: Vec<&str> = WORDS.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(rows.len(), directions().len());
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
