//! What can be wrong with the tables: codes, dates, order, and names that mean two things.

use super::entity::Entity;
use super::lexicon::{Alias, Lexicon, Sense};
use super::names::Case;
use super::resolver::ActorSources;
use super::table::rows;
use crate::Sector;
use rustc_hash::FxHashSet;
use std::fmt;

/// One thing that is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file under `data/actors`.
    pub file: &'static str,
    /// Line number, from 1; 0 when it is not about one line.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/actors/{}:{}: {}", self.file, self.line, self.what)
    }
}

/// The manual's sectors (chapter "Country Names and Sector Codes", table of sector codes).
const SECTORS: [&str; 25] = [
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "OPP",
    "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
];

/// Checks the tables, each by itself and against each other.
pub fn lint(lexicon: &Lexicon, sources: &ActorSources<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, text) in files(sources) {
        check_order(file, text, &mut problems);
    }
    check_sectors(lexicon, sources, &mut problems);
    check_entities(lexicon, sources, &mut problems);
    check_countries(lexicon, sources, &mut problems);
    check_names(lexicon, sources, &mut problems);
    problems
}

fn files<'a>(sources: &ActorSources<'a>) -> [(&'static str, &'a str); 8] {
    [
        ("countries.tsv", sources.countries),
        ("organisations.tsv", sources.organisations),
        ("people.tsv", sources.people),
        ("phrases.tsv", sources.phrases),
        ("roles.tsv", sources.roles),
        ("seats.tsv", sources.seats),
        ("territories.tsv", sources.territories),
        ("words.tsv", sources.words),
    ]
}

/// First cells ascend by bytes. Only phrases may repeat one: one name may have several contexts.
fn check_order(file: &'static str, text: &str, problems: &mut Vec<Problem>) {
    let mut previous = "";
    for row in rows(text) {
        let key = row.cell(0);
        let complaint = if key.is_empty() {
            Some("the first cell is empty".to_owned())
        } else if key < previous {
            Some(format!("not sorted: '{key}' stands after '{previous}'"))
        } else if key == previous && file != "phrases.tsv" {
            Some(format!("'{key}' stands twice"))
        } else {
            None
        };
        problems.extend(complaint.map(|what| Problem { file, line: row.line, what }));
        previous = key;
    }
}

fn check_sectors(lexicon: &Lexicon, sources: &ActorSources<'_>, problems: &mut Vec<Problem>) {
    let mut check = |file, text, key: &str, sectors: &[Sector]| {
        for sector in sectors.iter().filter(|sector| !SECTORS.contains(&sector.code())) {
            let what = format!("'{key}': {sector} is none of the manual's sectors");
            problems.push(Problem { file, line: line_of(text, key), what });
        }
    };
    for role in &lexicon.roles {
        check("roles.tsv", sources.roles, &role.name, &role.sectors);
    }
    for territory in &lexicon.territories {
        check("territories.tsv", sources.territories, &territory.name, &territory.sectors);
    }
    for seat in &lexicon.seats {
        check("seats.tsv", sources.seats, &seat.name, &seat.sectors);
    }
    for phrase in &lexicon.phrases {
        check("phrases.tsv", sources.phrases, &phrase.name, &phrase.sectors);
    }
}

fn file_of<'a>(entity: &Entity, sources: &ActorSources<'a>) -> (&'static str, &'a str) {
    if entity.person { ("people.tsv", sources.people) } else { ("organisations.tsv", sources.organisations) }
}

/// The id without its prefix: the first cell.
fn key_of(entity: &Entity) -> &str {
    entity.id.split_once(':').map_or(entity.id.as_str(), |(_, key)| key)
}

fn check_entities(lexicon: &Lexicon, sources: &ActorSources<'_>, problems: &mut Vec<Problem>) {
    for entity in &lexicon.entities {
        let (file, text) = file_of(entity, sources);
        let line = line_of(text, key_of(entity));
        for what in faults_of(lexicon, entity) {
            problems.push(Problem { file, line, what });
        }
    }
}

/// What is wrong with an entity by itself.
pub(in crate::actors) fn faults_of(lexicon: &Lexicon, entity: &Entity) -> Vec<String> {
    let id = key_of(entity);
    let mut out = Vec::new();
    for sector in entity.terms.iter().flat_map(|term| &term.sectors) {
        if !SECTORS.contains(&sector.code()) {
            out.push(format!("'{id}': {sector} is none of the manual's sectors"));
        }
    }
    if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        out.push(format!("'{id}' is no id: lower case, digits and hyphens only"));
    }
    for term in &entity.terms {
        if let Some(country) = term.country.filter(|&country| !lexicon.is_known(country)) {
            out.push(format!("'{id}': {country} is no known country"));
        }
        if term.from.zip(term.to).is_some_and(|(from, to)| to < from) {
            out.push(format!("'{id}': a term ends before it begins"));
        }
    }
    for pair in entity.terms.windows(2) {
        if pair[0].overlaps(&pair[1]) || pair[1].from < pair[0].from {
            out.push(format!("'{id}': two terms overlap or stand in the wrong order"));
        }
    }
    out
}

fn check_countries(lexicon: &Lexicon, sources: &ActorSources<'_>, problems: &mut Vec<Problem>) {
    let mut names: FxHashSet<&str> = FxHashSet::default();
    for entry in &lexicon.countries {
        let line = line_of(sources.countries, entry.country.code());
        let mut complain = |what: String| problems.push(Problem { file: "countries.tsv", line, what });
        if !names.insert(&entry.name) {
            complain(format!("the name '{}' stands twice", entry.name));
        }
        if entry.iso2.len() != 2 {
            complain(format!("'{}' is no two-letter code", entry.iso2));
        }
        if entry.capital().is_some() && (entry.lat.is_none() || entry.lon.is_none()) {
            complain(format!("{} has a capital and no place for it", entry.country));
        }
    }
}

/// Finds the names that mean two things, where no context decides.
fn check_names(lexicon: &Lexicon, sources: &ActorSources<'_>, problems: &mut Vec<Problem>) {
    for senses in lexicon.all_senses() {
        for (at, later) in senses.iter().enumerate() {
            let clash = senses[..at].iter().find(|earlier| clashes(lexicon, **earlier, *later));
            let Some(earlier) = clash else { continue };
            let (file, line, name) = place_of(lexicon, sources, later.sense);
            let (other_file, other_line, other) = place_of(lexicon, sources, earlier.sense);
            let what = format!("a name of '{name}' is also one of '{other}' ({other_file}:{other_line})");
            problems.push(Problem { file, line, what });
        }
    }
}

/// Whether two readings of one name exclude each other. A role in small letters and a name in capitals do not, nor
/// does a phrase that asks for context; a country and its capital of one name are one.
fn clashes(lexicon: &Lexicon, a: Alias, b: Alias) -> bool {
    let conditional = |sense: Sense| match sense {
        Sense::Phrase(index) => {
            let phrase = &lexicon.phrases[index as usize];
            !phrase.when.is_empty() || !phrase.unless.is_empty()
        }
        _ => false,
    };
    match (a.sense, b.sense) {
        (first, second) if conditional(first) || conditional(second) => false,
        (Sense::Country(first, _), Sense::Country(second, _))
        | (Sense::Territory(first, _), Sense::Territory(second, _)) => first != second,
        (Sense::Role(first, _), Sense::Role(second, _)) => {
            let (first, second) = (&lexicon.roles[first as usize], &lexicon.roles[second as usize]);
            first.kind != second.kind || first.light != second.light || first.sectors != second.sectors
        }
        (Sense::Role(..), _) | (_, Sense::Role(..)) => false,
        (first, second) => {
            first != second && (a.case == b.case || a.case == Case::Any || b.case == Case::Any)
        }
    }
}

fn place_of<'a>(
    lexicon: &'a Lexicon,
    sources: &ActorSources<'_>,
    sense: Sense,
) -> (&'static str, usize, &'a str) {
    match sense {
        Sense::Country(index, _) => {
            let entry = &lexicon.countries[index as usize];
            ("countries.tsv", line_of(sources.countries, entry.country.code()), &entry.name)
        }
        Sense::Territory(index, _) => {
            let name = &lexicon.territories[index as usize].name;
            ("territories.tsv", line_of(sources.territories, name), name)
        }
        Sense::Seat(index) => {
            let name = &lexicon.seats[index as usize].name;
            ("seats.tsv", line_of(sources.seats, name), name)
        }
        Sense::Phrase(index) => {
            let name = &lexicon.phrases[index as usize].name;
            ("phrases.tsv", line_of(sources.phrases, name), name)
        }
        Sense::Entity(index) => {
            let entity = &lexicon.entities[index as usize];
            let (file, text) = file_of(entity, sources);
            (file, line_of(text, key_of(entity)), &entity.name)
        }
        Sense::Role(index, _) => {
            let name = &lexicon.roles[index as usize].name;
            ("roles.tsv", line_of(sources.roles, name), name)
        }
    }
}

/// The line whose first or second cell holds `key`; 0 if none does.
fn line_of(text: &str, key: &str) -> usize {
    let holds = |row: &super::table::Row<'_>| row.cell(0) == key || row.values(1).any(|value| value == key);
    rows(text).find(holds).map_or(0, |row| row.line)
}
