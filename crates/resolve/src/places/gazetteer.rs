//! All places: the pack of the world, and on it our own tables, which say what news means by a name.

use super::Precision;
use super::key::key;
use super::pack::{Kind, Pack, Packed};
use crate::Country;
use crate::literal::{length_at_start, length_in_capitals};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// The world's places over 500 inhabitants, its divisions and regions, of `GeoNames`.
const PACK: &[u8] = include_bytes!("../../../../data/places/gazetteer.bin");
/// Cities, provinces, regions that fill world news.
pub(super) const PLACES: &str = include_str!("../../../../data/places/places.tsv");
/// Regions, waters, mountains, quarters, bases.
pub(super) const REGIONS: &str = include_str!("../../../../data/places/regions.tsv");
/// Short forms of divisions.
pub(super) const ABBREVIATIONS: &str = include_str!("../../../../data/places/abbreviations.tsv");
/// Words around names.
const AROUND: &str = include_str!("../../../../data/places/around.tsv");
/// Adjectives and people of regions.
pub(super) const ADJECTIVES: &str = include_str!("../../../../data/places/adjectives.tsv");
/// Names that hold the name of a place and name none, and given names that places share.
pub(super) const NO_PLACES: &str = include_str!("../../../../data/places/no_places.tsv");
/// Countries, with demonyms and capitals.
const COUNTRIES: &str = include_str!("../../../../data/actors/countries.tsv");

/// How far apart, in degrees, our own point and that of `GeoNames` may lie for one city, for one region of a country, and of several.
const NEAR_CITY: f32 = 0.6;
const NEAR_REGION: f32 = 3.0;
const NEAR_PART_OF_THE_WORLD: f32 = 15.0;

/// One place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub geonameid: Option<u32>,
    pub name: &'static str,
    pub country: Option<Country>,
    /// Equal for places in one first-level division; 0 where it is not known.
    pub division: u16,
    pub admin1: Option<&'static str>,
    /// Degrees north and east; a country's too, to tell what is near, but not to be shown.
    pub point: Option<(f32, f32)>,
    pub kind: Kind,
    pub precision: Precision,
    /// Decimal logarithm of the inhabitants; for regions, of how often news means them.
    pub people: f32,
    /// Among places of one name, 1 is the one that our own tables call the best known; 0 where they don't.
    pub rank: u8,
}

/// What a name of our own tables means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Places, which its key finds.
    Places,
    /// People or adjective of a place.
    People(Number),
    /// Something that only sounds like a place ("Warsaw Pact").
    Nothing,
}

/// Which place: of the pack, or of our own that the pack lacks.
pub(super) type Number = u32;

/// What our own tables say of a place of the pack.
#[derive(Clone, Copy)]
struct Note {
    name: &'static str,
    rank: u8,
    precision: Option<Precision>,
    country: Option<Country>,
}

/// Words around names, as they stand beside a key: with the space between.
#[derive(Default)]
pub(super) struct Around {
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub led: FxHashSet<&'static str>,
}

/// All names.
pub(super) struct Gazetteer {
    pack: Pack<'static>,
    /// Places that the pack lacks; their numbers go on where the pack's end.
    own: Vec<Entry>,
    notes: FxHashMap<Number, Note>,
    /// Keys of our own tables and the places they add to those of the pack.
    keys: FxHashMap<String, Vec<Number>>,
    /// By the first word of the name in lower case: the names with that first word, longest first.
    by_first_word: FxHashMap<String, Vec<(&'static str, Meaning)>>,
    countries: FxHashMap<Country, Number>,
    abbreviations: Vec<(&'static str, Number)>,
    given: FxHashSet<&'static str>,
    before: FxHashSet<&'static str>,
    common: FxHashSet<&'static str>,
    around: Around,
}

impl Gazetteer {
    /// The one that is compiled in.
    pub(super) fn get() -> &'static Self {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(Self::load)
    }

    fn load() -> Self {
        let pack = Pack::open(PACK).unwrap_or_else(Pack::empty);
        let mut gazetteer = Self {
            pack,
            own: Vec::new(),
            notes: FxHashMap::default(),
            keys: FxHashMap::default(),
            by_first_word: FxHashMap::default(),
            countries: FxHashMap::default(),
            abbreviations: Vec::new(),
            given: FxHashSet::default(),
            before: FxHashSet::default(),
            common: FxHashSet::default(),
            around: Around::default(),
        };
        for row in rows(COUNTRIES) {
            gazetteer.add_country(&row);
        }
        for (aliases, place) in rows(PLACES).filter_map(|row| place_row(&row)) {
            gazetteer.add(place, aliases);
        }
        for (aliases, place) in rows(REGIONS).filter_map(|row| region_row(&row)) {
            gazetteer.add(place, aliases);
        }
        for row in rows(NO_PLACES) {
            match row[..] {
                [name, "given"] => _ = gazetteer.given.insert(name),
                [word, "common"] => _ = gazetteer.common.insert(word),
                [word, "before"] => _ = gazetteer.before.insert(word),
                [name, ..] => gazetteer.add_name(name, Meaning::Nothing),
                [] => {}
            }
        }
        for row in rows(ADJECTIVES) {
            if let [word, name] = row[..]
                && let Some(number) = gazetteer.best_known(name)
            {
                gazetteer.add_name(word, Meaning::People(number));
            }
        }
        for row in rows(AROUND) {
            let around = &mut gazetteer.around;
            match row[..] {
                [word, "before"] => around.before.push(format!("{word} ")),
                [word, "after"] => around.after.push(format!(" {word}")),
                [word, "joined"] => around.after.push(word.to_owned()),
                [word, "led"] => _ = around.led.insert(word),
                _ => {}
            }
        }
        for row in rows(ABBREVIATIONS) {
            if let [short, name, code] = row[..]
                && let Some(number) = gazetteer.division(name, code)
            {
                gazetteer.abbreviations.push((short, number));
            }
        }
        gazetteer.abbreviations.sort_by_key(|(short, _)| std::cmp::Reverse(short.len()));
        for names in gazetteer.by_first_word.values_mut() {
            names.sort_by_key(|(name, _)| (std::cmp::Reverse(name.len()), *name));
        }
        gazetteer
    }

    /// A state: its names, demonyms and capitals. Demonyms and capitals of states that are gone belong to those of today.
    fn add_country(&mut self, row: &[&'static str]) {
        let column = |index: usize| row.get(index).copied().unwrap_or("");
        let Some(country) = Country::new(column(0)) else { return };
        let names: Vec<&str> = std::iter::once(column(2)).chain(split(column(3))).collect();
        let of_pack = |number: &Number| {
            self.pack.get(*number).is_some_and(|p| p.kind == Kind::Country && p.country == Some(country))
        };
        let found = names.iter().flat_map(|name| self.pack.find(&key(name))).find(of_pack);
        let number = found.unwrap_or_else(|| {
            let point = point(column(6), column(7));
            self.push(Entry {
                geonameid: None,
                name: column(2),
                country: Some(country),
                division: 0,
                admin1: None,
                point,
                kind: Kind::Country,
                precision: Precision::Country,
                people: 6.5,
                rank: 1,
            })
        });
        self.notes.insert(
            number,
            Note { name: column(2), rank: 1, precision: Some(Precision::Country), country: Some(country) },
        );
        self.countries.entry(country).or_insert(number);
        for name in names {
            self.name(name, number);
        }
        let people = self.countries.get(&country).copied().unwrap_or(number);
        for demonym in split(column(4)) {
            self.add_name(demonym, Meaning::People(people));
        }
        if column(8).is_empty() {
            for (index, name) in split(column(5)).enumerate() {
                self.add_capital(country, name, if index == 0 { point(column(6), column(7)) } else { None });
            }
        }
    }

    fn add_capital(&mut self, country: Country, name: &'static str, point: Option<(f32, f32)>) {
        let candidates = self.pack.find(&key(name));
        let inside = |number: &&Number| {
            self.pack.get(**number).is_some_and(|p| p.country == Some(country) && p.kind >= Kind::Capital)
        };
        let found = candidates.iter().find(inside).copied();
        let number = found.or_else(|| {
            point.map(|point| {
                self.push(Entry {
                    geonameid: None,
                    name,
                    country: Some(country),
                    division: 0,
                    admin1: None,
                    point: Some(point),
                    kind: Kind::Capital,
                    precision: Precision::City,
                    people: 5.5,
                    rank: 1,
                })
            })
        });
        if let Some(number) = number {
            self.notes.entry(number).or_insert(Note { name, rank: 1, precision: None, country: None });
            self.name(name, number);
        }
    }

    /// A row of our own: the place of the pack that it is, or a new one.
    fn add(&mut self, place: Entry, aliases: &'static str) {
        let names: Vec<&'static str> = std::iter::once(place.name).chain(split(aliases)).collect();
        let known = names.iter().flat_map(|name| self.pack.find(&key(name)));
        let same = known
            .filter_map(|number| Some((number, self.pack.get(number)?)))
            .filter(|(_, packed)| is_same(&place, packed))
            .max_by(|(_, a), (_, b)| a.people.total_cmp(&b.people));
        let number = match same {
            Some((number, _)) => {
                let (name, rank) = (place.name, place.rank);
                self.notes.entry(number).or_insert(Note {
                    name,
                    rank,
                    precision: Some(place.precision),
                    country: place.country,
                });
                number
            }
            None => self.push(place),
        };
        for name in names {
            self.name(name, number);
        }
    }

    fn push(&mut self, entry: Entry) -> Number {
        self.own.push(entry);
        (self.pack.len() + self.own.len() - 1) as Number
    }

    fn name(&mut self, name: &'static str, number: Number) {
        let numbers = self.keys.entry(key(name)).or_default();
        if !numbers.contains(&number) {
            numbers.push(number);
        }
        self.add_name(name, Meaning::Places);
    }

    fn add_name(&mut self, name: &'static str, meaning: Meaning) {
        let names = self.by_first_word.entry(first_word(name).to_lowercase()).or_default();
        match names.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) if meaning == Meaning::Places => *known = meaning,
            Some(_) => {}
            None => names.push((name, meaning)),
        }
    }

    /// The place that our own tables mean by a name, else the greatest of the pack.
    fn best_known(&self, name: &str) -> Option<Number> {
        let key = key(name);
        let own = self.keys.get(&key).and_then(|numbers| numbers.first().copied());
        own.or_else(|| self.pack.find(&key).first().copied())
    }

    fn division(&self, name: &str, code: &str) -> Option<Number> {
        let country = Country::new(code)?;
        let is_it = |number: &Number| {
            self.pack.get(*number).is_some_and(|p| p.kind == Kind::Division1 && p.country == Some(country))
        };
        self.pack.find(&key(name)).into_iter().find(is_it)
    }

    /// The place of a number.
    pub(super) fn entry(&self, number: Number) -> Option<Entry> {
        let Some(packed) = self.pack.get(number) else {
            return self.own.get((number as usize).checked_sub(self.pack.len())?).cloned();
        };
        let note = self.notes.get(&number);
        let precision = match packed.kind {
            Kind::Continent | Kind::Country => Precision::Country,
            Kind::Region | Kind::Division1 => Precision::Province,
            Kind::Division2 | Kind::Division3 | Kind::Quarter => Precision::District,
            Kind::Capital | Kind::Seat | Kind::City => Precision::City,
        };
        Some(Entry {
            geonameid: packed.geonameid,
            name: note.map_or_else(|| self.pack.name(&packed), |note| note.name),
            country: note.and_then(|note| note.country).or(packed.country),
            division: packed.division,
            admin1: self.pack.division(packed.division),
            point: Some(packed.point),
            kind: packed.kind,
            precision: note.and_then(|note| note.precision).unwrap_or(precision),
            people: packed.people,
            rank: note.map_or(0, |note| note.rank),
        })
    }

    /// The places of a key.
    pub(super) fn find(&self, key: &str) -> Vec<Number> {
        let mut found = self.pack.find(key);
        for &number in self.keys.get(key).into_iter().flatten() {
            if !found.contains(&number) {
                found.push(number);
            }
        }
        found
    }

    /// Whether a place has this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.pack.has(key) || self.keys.contains_key(key)
    }

    /// Whether our own tables have it: what world news names.
    pub(super) fn is_own(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// The longest name of our own that `text` begins with (in this case, or all in capitals), its length in bytes and
    /// meaning.
    pub(super) fn at_start(&self, word: &str, text: &str) -> Option<(usize, Meaning)> {
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
            Some((length, *meaning))
        })
    }

    /// The division whose short form `text` begins with, and its length.
    pub(super) fn abbreviation(&self, text: &str) -> Option<(usize, Number)> {
        self.abbreviations.iter().find_map(|&(short, number)| {
            let rest = text.strip_prefix(short)?;
            (!rest.starts_with(char::is_alphanumeric)).then_some((short.len(), number))
        })
    }

    /// Words around names.
    pub(super) fn around(&self) -> &Around {
        &self.around
    }

    /// Whether people are called so too.
    pub(super) fn is_given_name(&self, name: &str) -> bool {
        self.given.contains(name)
    }

    /// Whether the word may stand beside such a name without being the other part of a person's.
    pub(super) fn is_no_first_name(&self, word: &str) -> bool {
        self.before.contains(word)
    }

    /// Whether a word, in small letters, is no place by itself even with a capital ("Police", "March").
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// How many places there are, and how many of them are our own.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.pack.len(), self.own.len())
    }
}

/// Whether a place of our own is this one of the pack: the same sort of thing in the same country, about there.
fn is_same(place: &Entry, packed: &Packed) -> bool {
    let Some((lat, lon)) = place.point else { return false };
    let city = place.precision == Precision::City;
    let sort = match place.precision {
        Precision::City => packed.kind >= Kind::Capital,
        Precision::District => matches!(packed.kind, Kind::Division2 | Kind::Division3 | Kind::Quarter),
        Precision::Province => matches!(packed.kind, Kind::Region | Kind::Division1),
        Precision::Point => packed.kind == Kind::Region,
        Precision::Country => packed.kind == Kind::Continent,
    };
    let near = match place.country {
        None => NEAR_PART_OF_THE_WORLD,
        Some(_) if city => NEAR_CITY,
        Some(_) => NEAR_REGION,
    };
    let far = place.precision == Precision::Country;
    sort && (place.country.is_none() || place.country == packed.country)
        && (far || (packed.point.0 - lat).abs() < near && (packed.point.1 - lon).abs() < near * 1.3)
}

fn split(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|name| !name.is_empty())
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

fn own(name: &'static str, admin1: &'static str, precision: Precision) -> Entry {
    Entry {
        geonameid: None,
        name,
        country: None,
        division: 0,
        admin1: (!admin1.is_empty()).then_some(admin1),
        point: None,
        kind: match precision {
            Precision::City => Kind::City,
            Precision::District => Kind::Division2,
            Precision::Province => Kind::Division1,
            Precision::Point => Kind::Region,
            Precision::Country => Kind::Continent,
        },
        precision,
        people: 4.5,
        rank: 0,
    }
}

/// A row of `places.tsv`: its aliases and the place; none where the row is broken (a test sees that none is).
pub(super) fn place_row(row: &[&'static str]) -> Option<(&'static str, Entry)> {
    let &[name, aliases, admin1, country, lat, lon, precision, rank] = row else { return None };
    let country = if country.is_empty() { None } else { Some(Country::new(country)?) };
    let rank = rank.parse().ok()?;
    let entry = own(name, admin1, Precision::from_name(precision)?);
    Some((aliases, Entry { country, point: point(lat, lon), rank, ..entry }))
}

/// A row of `regions.tsv`, likewise.
pub(super) fn region_row(row: &[&'static str]) -> Option<(&'static str, Entry)> {
    let &[name, aliases, admin1, country, lat, lon, kind, weight] = row else { return None };
    let country = if country.is_empty() { None } else { Some(Country::new(country)?) };
    let precision = match kind {
        "continent" => Precision::Country,
        "region" | "province" | "desert" | "mountain" | "river" => Precision::Province,
        "district" | "park" => Precision::District,
        "island" | "sea" | "lake" | "base" | "point" => Precision::Point,
        _ => return None,
    };
    let weight: f32 = weight.parse::<u8>().ok().filter(|weight| (1..=5).contains(weight))?.into();
    let kind = if kind == "province" { Kind::Division1 } else { Kind::Region };
    let entry = own(name, admin1, precision);
    let kind = if precision == Precision::Country { Kind::Continent } else { kind };
    // A province often shares its name with its seat, which is then the better known.
    let rank = match weight {
        4.0.. if kind != Kind::Division1 => 1,
        3.0.. if kind != Kind::Division1 => 2,
        _ => 0,
    };
    Some((aliases, Entry { country, point: point(lat, lon), kind, people: weight + 2.0, rank, ..entry }))
}

fn point(lat: &str, lon: &str) -> Option<(f32, f32)> {
    Some((lat.parse().ok()?, lon.parse().ok()?))
}
