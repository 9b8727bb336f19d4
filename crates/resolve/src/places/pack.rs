//! The world's places in one file that is read where it lies: nothing is built when the program starts.
//!
//! All numbers are little-endian. `MAGIC`, then seven lengths (u32): places, bytes of text, countries, divisions, postings,
//! bytes of the index, and a zero; then
//!
//! - places, 20 bytes each: `GeoNames` id (u32, 0 for none), degrees north and east in 1/45,000 (i24 each), inhabitants
//!   (u8, 25 times the decimal logarithm), kind (u8), country (u8, one more than its number, 0 for none), division (u16, likewise),
//!   its name in the text (u24 first byte, u8 bytes), and a zero;
//! - the text; countries (3 letters each); divisions (u24 first byte, u8 bytes of their name);
//! - postings: numbers of places (u32), the highest bit set on the last of each list;
//! - the index, a map of `fst` from key to twice a place's number, or twice a list's first posting and one.
//!
//! `train/run-places` writes it.

use super::key::key;
use crate::Country;
use std::collections::BTreeMap;

const MAGIC: &[u8; 8] = b"DTPLACE1";
const HEADER: usize = 8 + 7 * 4;
const PLACE: usize = 20;
const LAST: u32 = 1 << 31;
const DEGREE: f64 = 45_000.0;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Continent,
    Country,
    /// A part of the world or of a country without a government of its own; a sea, a river.
    Region,
    Division1,
    Division2,
    Division3,
    Capital,
    /// The seat of a first-level division.
    Seat,
    City,
    /// A part of a city.
    Quarter,
}

const KINDS: [(char, Kind); 10] = [
    ('T', Kind::Continent),
    ('K', Kind::Country),
    ('R', Kind::Region),
    ('1', Kind::Division1),
    ('2', Kind::Division2),
    ('3', Kind::Division3),
    ('C', Kind::Capital),
    ('S', Kind::Seat),
    ('P', Kind::City),
    ('Q', Kind::Quarter),
];

/// One place of the pack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Packed {
    pub geonameid: Option<u32>,
    pub point: (f32, f32),
    /// Decimal logarithm of the inhabitants.
    pub people: f32,
    pub kind: Kind,
    pub country: Option<Country>,
    /// Number of the first-level division, one more than its place in the table; 0 for none.
    pub division: u16,
    name: (usize, usize),
}

/// A pack in memory.
#[derive(Clone, Copy)]
pub(super) struct Pack<'a> {
    places: &'a [u8],
    text: &'a [u8],
    countries: &'a [u8],
    divisions: &'a [u8],
    postings: &'a [u8],
    index: &'a [u8],
}

impl<'a> Pack<'a> {
    /// Reads the lengths and checks them against the bytes there are.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let length = |at: usize| Some(u32_at(bytes, 8 + at * 4)? as usize);
        let mut rest = bytes.get(HEADER..)?;
        let mut take = |bytes: usize| {
            let (part, left) = rest.split_at_checked(bytes)?;
            rest = left;
            Some(part)
        };
        let pack = Self {
            places: take(length(0)?.checked_mul(PLACE)?)?,
            text: take(length(1)?)?,
            countries: take(length(2)?.checked_mul(3)?)?,
            divisions: take(length(3)?.checked_mul(4)?)?,
            postings: take(length(4)?.checked_mul(4)?)?,
            index: take(length(5)?)?,
        };
        fst::Map::new(pack.index).ok()?;
        Some(pack)
    }

    /// One without places, for bytes that are no pack.
    pub(super) fn empty() -> Self {
        Self { places: &[], text: &[], countries: &[], divisions: &[], postings: &[], index: &[] }
    }

    /// How many places there are.
    pub(super) fn len(&self) -> usize {
        self.places.len() / PLACE
    }

    /// The place of a number below `len`.
    pub(super) fn get(&self, index: u32) -> Option<Packed> {
        let at = index as usize * PLACE;
        let row = self.places.get(at..at + PLACE)?;
        let country = match row[12] {
            0 => None,
            number => {
                let at = (usize::from(number) - 1) * 3;
                Country::new(std::str::from_utf8(self.countries.get(at..at + 3)?).ok()?)
            }
        };
        Some(Packed {
            geonameid: u32_at(row, 0).filter(|&id| id > 0),
            point: (degrees(&row[4..7]), degrees(&row[7..10])),
            people: f32::from(row[10]) / 25.0,
            kind: KINDS.get(usize::from(row[11]))?.1,
            country,
            division: u16::from_le_bytes([row[13], row[14]]),
            name: (u24(&row[15..18]), usize::from(row[18])),
        })
    }

    /// The name of a place.
    pub(super) fn name(&self, place: &Packed) -> &'a str {
        self.text_at(place.name)
    }

    /// The name of a first-level division.
    pub(super) fn division(&self, number: u16) -> Option<&'a str> {
        let at = usize::from(number).checked_sub(1)? * 4;
        let row = self.divisions.get(at..at + 4)?;
        Some(self.text_at((u24(&row[..3]), usize::from(row[3]))))
    }

    fn text_at(&self, (first, length): (usize, usize)) -> &'a str {
        self.text.get(first..first + length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// The places of a key, the greatest first.
    pub(super) fn find(&self, key: &str) -> Vec<u32> {
        let Some(value) = fst::Map::new(self.index).ok().and_then(|map| map.get(key)) else {
            return Vec::new();
        };
        let number = (value / 2) as u32;
        if value % 2 == 0 {
            return vec![number];
        }
        let mut found = Vec::new();
        for at in number.. {
            let Some(posting) = u32_at(self.postings, at as usize * 4) else { break };
            found.push(posting & !LAST);
            if posting & LAST != 0 {
                break;
            }
        }
        found
    }

    /// Whether there is such a key.
    pub(super) fn has(&self, key: &str) -> bool {
        fst::Map::new(self.index).is_ok_and(|map| map.contains_key(key))
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u24(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) | usize::from(bytes[1]) << 8 | usize::from(bytes[2]) << 16
}

fn degrees(bytes: &[u8]) -> f32 {
    let sign = if bytes[2] & 0x80 == 0 { 0 } else { 0xff };
    let signed = i32::from_le_bytes([bytes[0], bytes[1], bytes[2], sign]);
    (f64::from(signed) / DEGREE) as f32
}

/// Packs the table that `train/places.py` prints.
///
/// # Errors
///
/// What is wrong with a row, with its number.
pub fn pack(table: &str) -> Result<Vec<u8>, String> {
    let (mut places, mut text, mut names) = (Vec::new(), Vec::new(), BTreeMap::<String, Vec<u32>>::new());
    let (mut countries, mut divisions) = (Vec::<Country>::new(), Vec::<(String, String)>::new());
    let mut people_of = Vec::new();
    for (line, row) in table.lines().enumerate() {
        let wrong = |what: &str| format!("row {}: {what}", line + 1);
        let columns: Vec<&str> = row.split('\t').collect();
        let &[id, name, lat, lon, kind, code, division, people, others] = columns.as_slice() else {
            return Err(wrong("wants 9 columns"));
        };
        let people: f64 = people.parse().map_err(|_| wrong("inhabitants"))?;
        let kind =
            KINDS.iter().position(|(letter, _)| kind == letter.to_string()).ok_or_else(|| wrong("kind"))?;
        let number = people_of.len() as u32;
        people_of.push(people);
        places.extend(id.parse::<u32>().map_err(|_| wrong("id"))?.to_le_bytes());
        for degrees in [lat, lon] {
            let degrees: f64 = degrees.parse().map_err(|_| wrong("degrees"))?;
            places.extend(&((degrees * DEGREE).round() as i32).to_le_bytes()[..3]);
        }
        places.push((people.max(1.0).log10() * 25.0).round() as u8);
        places.push(kind as u8);
        places.push(match Country::new(code) {
            Some(country) => number_of(&mut countries, country) as u8 + 1,
            None => 0,
        });
        let division = match division {
            "" => 0,
            division => number_of(&mut divisions, (code.to_owned(), division.to_owned())) as u16 + 1,
        };
        places.extend(division.to_le_bytes());
        places.extend(&(text.len() as u32).to_le_bytes()[..3]);
        let bytes = u8::try_from(name.len()).map_err(|_| wrong("name too long"))?;
        places.extend([bytes, 0]);
        text.extend(name.bytes());
        for name in std::iter::once(name).chain(others.split('|')) {
            let numbers = names.entry(key(name)).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    names.remove("");
    let mut division_table = Vec::new();
    for (_, name) in &divisions {
        division_table.extend(&(text.len() as u32).to_le_bytes()[..3]);
        division_table.push(u8::try_from(name.len()).map_err(|_| format!("{name} is too long"))?);
        text.extend(name.bytes());
    }
    let (mut postings, mut index) = (Vec::<u8>::new(), fst::MapBuilder::memory());
    for (name, mut numbers) in names {
        numbers.sort_by(|&a, &b| people_of[b as usize].total_cmp(&people_of[a as usize]).then(a.cmp(&b)));
        let value = match numbers[..] {
            [only] => u64::from(only) * 2,
            _ => postings.len() as u64 / 4 * 2 + 1,
        };
        if let [.., last] = &mut numbers[..]
            && value % 2 == 1
        {
            *last |= LAST;
            postings.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        }
        index.insert(&name, value).map_err(|error| error.to_string())?;
    }
    let index = index.into_inner().map_err(|error| error.to_string())?;
    let lengths =
        [people_of.len(), text.len(), countries.len(), divisions.len(), postings.len() / 4, index.len(), 0];
    let mut out = MAGIC.to_vec();
    out.extend(lengths.iter().flat_map(|&length| (length as u32).to_le_bytes()));
    out.extend(places);
    out.extend(text);
    out.extend(countries.iter().flat_map(|country| country.code().bytes().collect::<Vec<_>>()));
    out.extend(division_table);
    out.extend(postings);
    out.extend(index);
    Ok(out)
}

fn number_of<T: PartialEq>(known: &mut Vec<T>, value: T) -> usize {
    known.iter().rposition(|other| *other == value).unwrap_or_else(|| {
        known.push(value);
        known.len() - 1
    })
}
