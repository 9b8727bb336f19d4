//! The lists are in order, and say nothing twice or unknown.

use crate::features::{Feature, MODELS};
use crate::lists::{Sorts, entries, lists};
use std::collections::HashSet;

const FILES: [(&str, &str); 4] = [
    ("first-names.txt", include_str!("../../../../data/coref/first-names.txt")),
    ("nouns.txt", include_str!("../../../../data/coref/nouns.txt")),
    ("titles.txt", include_str!("../../../../data/coref/titles.txt")),
    ("words.txt", include_str!("../../../../data/coref/words.txt")),
];

#[test]
fn sections_are_sorted_and_in_lower_case() {
    for (file, text) in FILES {
        let all: Vec<(&str, &str)> = entries(text).collect();
        for pair in all.windows(2) {
            assert!(pair[0].0 != pair[1].0 || pair[0].1 < pair[1].1, "{file}: {pair:?}");
        }
        assert!(all.iter().all(|(_, word)| word.to_lowercase() == *word), "{file}");
    }
}

#[test]
fn a_first_name_has_one_gender() {
    let mut seen = HashSet::new();
    assert!(entries(FILES[0].1).all(|(_, name)| seen.insert(name)));
}

#[test]
fn sections_of_nouns_are_known() {
    let sections: HashSet<&str> = entries(FILES[1].1).map(|(section, _)| section).collect();
    assert_eq!(sections.len(), 12);
    for (section, noun) in entries(FILES[1].1) {
        assert_ne!(lists().noun(noun), Sorts::default(), "{section}: {noun}");
    }
}

#[test]
fn a_name_is_an_alias_of_one() {
    let mut seen = HashSet::new();
    for (_, row) in entries(include_str!("../../../../data/coref/aliases.tsv")) {
        let columns: Vec<&str> = row.split('\t').collect();
        assert!(matches!(columns[0], "body" | "country" | "place"), "{row}");
        let others = columns.get(2).into_iter().flat_map(|names| names.split('|'));
        for name in others.chain([columns[1]]) {
            assert!(seen.insert(crate::name::key_of(name)), "{name} twice");
        }
    }
}

#[test]
fn every_feature_has_its_weights() {
    let rows: Vec<Vec<&str>> = entries(include_str!("../../../../data/coref/weights.tsv"))
        .map(|(_, row)| row.split('\t').collect())
        .collect();
    assert_eq!(
        rows.iter().map(|row| row[0]).collect::<Vec<_>>(),
        Feature::ALL.iter().map(|f| f.1).collect::<Vec<_>>()
    );
    for row in rows {
        assert_eq!(row.len(), 1 + MODELS, "{row:?}");
        assert!(row[1..].iter().all(|weight| weight.parse::<i32>().is_ok()), "{row:?}");
    }
}
