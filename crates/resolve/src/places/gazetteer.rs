//! The names of places, read from `data/places/places.tsv`, and those of countries and their capitals from
//! `data/actors/countries.tsv`.

use super::Precision;
use crate::Country;
use crate::literal::{length_at_start, length_in_capitals};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// Cities, provinces, regions.
pub(super) const PLACES: &str = include_str!("../../../../data/places/places.tsv");
/// Names that hold the name of a place and name none, and given names that places share.
pub(super) const NO_PLACES: &str = include_str!("../../../../data/places/no_places.tsv");
/// Countries, with demonyms and capitals.
const COUNTRIES: &str = include_str!("../../../../data/actors/countries.tsv");

/// One place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub name: &'static str,
    pub admin1: Option<&'static str>,
    pub country: Option<Country>,
    /// Degrees north and east.
    pub point: Option<(f32, f32)>,
    pub precision: Precision,
    /// Among places of one name, 1 is the best known.
    pub rank: u8,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// Places, by their index in the gazetteer, the best known first.
    Places(Vec<usize>),
    /// People of a country.
    Demonym(Country),
    /// Something that only sounds like a place ("Warsaw Pact").
    Nothing,
}

/// All names.
#[derive(Default)]
pub(super) struct Gazetteer {
    pub entries: Vec<Entry>,
    /// By the first word of the name in lower case: the names with that first word, longest first.
    by_first_word: FxHashMap<String, Vec<(&'static str, Meaning)>>,
    /// Places that are given names too.
    given: FxHashSet<&'static str>,
    /// Words that are no part of a person's name, though they may have a capital.
    before: FxHashSet<&'static str>,
}

impl Gazetteer {
    /// The one that is compiled in.
    pub(super) fn get() -> &'static Self {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(Self::load)
    }

    fn load() -> Self {
        let mut gazetteer = Self::default();
        for (aliases, entry) in rows(PLACES).filter_map(|row| place_row(&row)) {
            gazetteer.add_place(entry, aliases);
        }
        for row in rows(COUNTRIES) {
            gazetteer.add_country(&row);
        }
        for row in rows(NO_PLACES) {
            match row[..] {
                [name, "given"] => _ = gazetteer.given.insert(name),
                [word, "before"] => _ = gazetteer.before.insert(word),
                [name, ..] => gazetteer.add(name, Meaning::Nothing),
                [] => {}
            }
        }
        gazetteer.sort();
        gazetteer
    }

    fn add_place(&mut self, entry: Entry, aliases: &'static str) {
        let index = self.entries.len();
        let names = std::iter::once(entry.name).chain(aliases.split('|')).filter(|name| !name.is_empty());
        self.entries.push(entry);
        for name in names {
            self.add(name, Meaning::Places(vec![index]));
        }
    }

    /// A state: its names, demonyms and capitals. The capitals of states that are gone belong to those of today.
    fn add_country(&mut self, row: &[&'static str]) {
        let column = |index: usize| row.get(index).copied().unwrap_or("");
        let Some(country) = Country::new(column(0)) else { return };
        let entry = Entry {
            name: column(2),
            admin1: None,
            country: Some(country),
            point: None,
            precision: Precision::Country,
            rank: 1,
        };
        self.add_place(entry, column(3));
        for demonym in column(4).split('|').filter(|name| !name.is_empty()) {
            self.add(demonym, Meaning::Demonym(country));
        }
        if column(8).is_empty() {
            self.add_capitals(country, column(5), point(column(6), column(7)));
        }
    }

    /// The point is the first capital's; a name that `places.tsv` has is left to it.
    fn add_capitals(&mut self, country: Country, names: &'static str, first: Option<(f32, f32)>) {
        let names = names.split('|').filter(|name| !name.is_empty()).enumerate();
        for (index, name) in names {
            if self.has(name, country) {
                continue;
            }
            let point = if index == 0 { first } else { None };
            let precision = Precision::City;
            self.add_place(
                Entry { name, admin1: None, country: Some(country), point, precision, rank: 1 },
                "",
            );
        }
    }

    fn has(&self, name: &str, country: Country) -> bool {
        self.exactly(name)
            .is_some_and(|places| places.iter().any(|&index| self.entries[index].country == Some(country)))
    }

    fn add(&mut self, name: &'static str, meaning: Meaning) {
        let names = self.by_first_word.entry(first_word(name).to_lowercase()).or_default();
        match (names.iter_mut().find(|(known, _)| *known == name), meaning) {
            (Some((_, Meaning::Places(known))), Meaning::Places(more)) => known.extend(more),
            (Some((_, known)), meaning @ Meaning::Places(_)) => *known = meaning,
            (Some(_), _) => {}
            (None, meaning) => names.push((name, meaning)),
        }
    }

    fn sort(&mut self) {
        for names in self.by_first_word.values_mut() {
            names.sort_by_key(|(name, _)| (std::cmp::Reverse(name.len()), *name));
            for (_, meaning) in names {
                if let Meaning::Places(places) = meaning {
                    places.sort_by_key(|&index| (self.entries[index].rank, index));
                }
            }
        }
    }

    /// The longest name that `text` begins with (in this case, or all in capitals), its length in bytes and meaning.
    pub(super) fn at_start(&self, word: &str, text: &str) -> Option<(usize, &Meaning)> {
        let mut lower = [0; 24];
        let names = match (word.is_ascii(), lower.get_mut(..word.len())) {
            (true, Some(lower)) => {
                lower.copy_from_slice(word.as_bytes());
                lower.make_ascii_lowercase();
                std::str::from_utf8(lower).ok().and_then(|word| self.by_first_word.get(word))
            }
            _ => self.by_first_word.get(&word.to_lowercase()),
        }?;
        let capitals = word.len() > 3 && !word.chars().any(char::is_lowercase);
        names.iter().find_map(|(name, meaning)| {
            let exact = length_at_start(name, text);
            let length = exact.or_else(|| if capitals { length_in_capitals(name, text) } else { None })?;
            Some((length, meaning))
        })
    }

    /// The places of exactly this name, the best known first.
    pub(super) fn exactly(&self, name: &str) -> Option<&[usize]> {
        match self.at_start(first_word(name), name)? {
            (length, Meaning::Places(places)) if length == name.len() => Some(places),
            _ => None,
        }
    }

    /// Whether people are called so too.
    pub(super) fn is_given_name(&self, name: &str) -> bool {
        self.given.contains(name)
    }

    /// Whether the word may stand beside such a name without being the other part of a person's.
    pub(super) fn is_no_first_name(&self, word: &str) -> bool {
        self.before.contains(word)
    }
}

/// The letters and digits that a name begins with.
pub(super) fn first_word(name: &str) -> &str {
    let end = name.find(|c: char| !c.is_alphanumeric()).unwrap_or(name.len());
    &name[..end]
}

/// The rows of a table, as columns, without comments.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').collect())
}

/// A row of `places.tsv`: its aliases and the place; none where the row is broken (a test sees that none is).
pub(super) fn place_row(row: &[&'static str]) -> Option<(&'static str, Entry)> {
    let &[name, aliases, admin1, country, lat, lon, precision, rank] = row else { return None };
    let country = if country.is_empty() { None } else { Some(Country::new(country)?) };
    let entry = Entry {
        name,
        admin1: (!admin1.is_empty()).then_some(admin1),
        country,
        point: point(lat, lon),
        precision: Precision::from_name(precision)?,
        rank: rank.parse().ok()?,
    };
    Some((aliases, entry))
}

fn point(lat: &str, lon: &str) -> Option<(f32, f32)> {
    Some((lat.parse().ok()?, lon.parse().ok()?))
}
