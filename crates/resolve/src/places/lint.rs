//! What can be wrong with the tables of places.

use super::gazetteer::{
    ABBREVIATIONS, ADJECTIVES, Entry, Gazetteer, NO_PLACES, PLACES, REGIONS, place_row, region_row, rows,
};
use super::scan;
use std::collections::HashSet;

const KINDS: [&str; 4] = ["name", "given", "before", "common"];

/// A table with its line numbers.
struct Table {
    file: &'static str,
    text: &'static str,
}

/// What is wrong with the tables that are compiled in, as `data/places/file: row: what`; empty when they are clean.
pub fn lint_places() -> Vec<String> {
    let gazetteer = Gazetteer::get();
    let mut problems = Vec::new();
    if gazetteer.size().0 == 0 {
        problems.push("data/places/gazetteer.bin: is no pack of places".to_owned());
    }
    let by_country = |row: &[&'static str]| format!("{}\t{}", row[0], row.get(3).copied().unwrap_or(""));
    let by_name = |row: &[&'static str]| row[0].to_owned();
    let places = Table { file: "places.tsv", text: PLACES };
    check(&places, by_country, |row| place_faults(place_row(row)), &mut problems);
    let regions = Table { file: "regions.tsv", text: REGIONS };
    check(&regions, by_country, |row| place_faults(region_row(row)), &mut problems);
    let abbreviations = Table { file: "abbreviations.tsv", text: ABBREVIATIONS };
    let leads = |row: &[&'static str]| match gazetteer.abbreviation(row[0]) {
        Some(_) => None,
        None => Some("is no division of its country".to_owned()),
    };
    check(&abbreviations, by_name, leads, &mut problems);
    let adjectives = Table { file: "adjectives.tsv", text: ADJECTIVES };
    let people = |row: &[&'static str]| {
        let known = scan::is_people(row[0], gazetteer);
        (!known).then(|| "is of no place that is known".to_owned())
    };
    check(&adjectives, by_name, people, &mut problems);
    let no_places = Table { file: "no_places.tsv", text: NO_PLACES };
    let kind = |row: &[&'static str]| match row {
        [_, kind] if KINDS.contains(kind) => None,
        _ => Some(format!("wants one of the kinds {}", KINDS.join(", "))),
    };
    check(&no_places, by_name, kind, &mut problems);
    check_ranks(&mut problems);
    problems
}

fn check(
    table: &Table,
    key: impl Fn(&[&'static str]) -> String,
    fault: impl Fn(&[&'static str]) -> Option<String>,
    problems: &mut Vec<String>,
) {
    let mut before = String::new();
    for row in rows(table.text) {
        let at = key(&row);
        let mut complain =
            |what: &str| problems.push(format!("data/places/{}: '{}': {what}", table.file, row[0]));
        if at <= before {
            complain("is out of order or twice");
        }
        if let Some(what) = fault(&row) {
            complain(&what);
        }
        before = at;
    }
}

fn place_faults(read: Option<(&'static str, Entry)>) -> Option<String> {
    let Some((aliases, entry)) = read else { return Some("does not read".to_owned()) };
    let Some((lat, lon)) = entry.point else { return Some("has no point".to_owned()) };
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
        return Some("its point is out of range".to_owned());
    }
    let bad = aliases.split('|').find(|alias| alias.trim() != *alias || *alias == entry.name);
    bad.map(|alias| format!("'{alias}' is no other name"))
}

/// Two places of one name must not both be the best known.
fn check_ranks(problems: &mut Vec<String>) {
    let mut seen = HashSet::new();
    for (_, entry) in rows(PLACES).filter_map(|row| place_row(&row)) {
        if !seen.insert((entry.name, entry.rank)) {
            problems
                .push(format!("data/places/places.tsv: '{}': two have the rank {}", entry.name, entry.rank));
        }
    }
}
