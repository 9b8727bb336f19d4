//! Who others' actor codes, names and numbers are.

use crate::Scheme;
use crate::tables::{pairs, rows};
use crate::tally::Repair;
use detente_coding::Party;
use detente_resolve::{Country, Resolver, Sector};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// No more codes than this are remembered.
const CACHE: usize = 1 << 16;

type Rows = FxHashMap<&'static str, (Option<Country>, Vec<Sector>)>;

/// Reads actor codes of CAMEO and of the older KEDS files, and remembers them.
#[derive(Debug)]
pub(crate) struct Codes {
    scheme: Scheme,
    seen: FxHashMap<Vec<u8>, (Party, Option<Repair>)>,
}

impl Codes {
    pub fn new(scheme: Scheme) -> Self {
        Self { scheme, seen: FxHashMap::default() }
    }

    /// Who a code is; nobody for an empty one. With what is unknown of it.
    pub fn party(&mut self, code: &[u8]) -> Option<(Party, Option<Repair>)> {
        if code.is_empty() || code == b"---" {
            return None;
        }
        if let Some(known) = self.seen.get(code) {
            return Some(known.clone());
        }
        let party = read(code, self.scheme);
        if self.seen.len() < CACHE {
            self.seen.insert(code.to_vec(), party.clone());
        }
        Some(party)
    }
}

fn read(code: &[u8], scheme: Scheme) -> (Party, Option<Repair>) {
    let text: String =
        code.iter().map(|&b| char::from(b).to_ascii_uppercase()).filter(char::is_ascii).collect();
    let mut party = Party::default();
    let (used, mut known) = match head(&text, scheme, &mut party) {
        Some(used) => (used, true),
        None => (0, false),
    };
    let rest = text.get(used..).unwrap_or("").as_bytes();
    for role in rest.chunks(3) {
        if let Some(sector) =
            std::str::from_utf8(role).ok().and_then(|r| ROLES.get(r)).and_then(|s| Sector::new(s))
        {
            known = true;
            add(&mut party.sectors, sector);
        }
    }
    (party, (!known).then_some(Repair::UnknownActor))
}

/// The country at the beginning of a code; how many bytes it takes.
fn head(text: &str, scheme: Scheme, party: &mut Party) -> Option<usize> {
    let table = if scheme == Scheme::Cameo { &COUNTRIES.0 } else { &COUNTRIES.1 };
    for length in [text.len(), 9, 6, 3] {
        if let Some((country, sectors)) = text.get(..length).and_then(|t| table.get(t)) {
            party.country = *country;
            party.sectors.clone_from(sectors);
            return Some(length);
        }
    }
    let country = Country::new(text.get(..3)?)?;
    if scheme == Scheme::Cameo && ROLES.contains_key(country.code()) {
        return None;
    }
    if !Resolver::embedded().is_known_country(country) {
        return None;
    }
    party.country = Some(country);
    Some(3)
}

pub(crate) fn add(sectors: &mut Vec<Sector>, sector: Sector) {
    if !sectors.contains(&sector) {
        sectors.push(sector);
    }
}

static ROLES: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| pairs(include_str!("../../../data/imports/sectors.tsv")));

/// By scheme: CAMEO's, the old ones.
static COUNTRIES: LazyLock<(Rows, Rows)> = LazyLock::new(|| {
    let mut tables = (Rows::default(), Rows::default());
    for [scheme, code, country, sectors] in rows::<4>(include_str!("../../../data/imports/countries.tsv")) {
        let table = if scheme == "cameo" { &mut tables.0 } else { &mut tables.1 };
        table.insert(code, (Country::new(country), sectors.split(',').filter_map(Sector::new).collect()));
    }
    tables
});

static FIPS: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| pairs(include_str!("../../../data/imports/fips.tsv")));

static FIPS_OF: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    FIPS.iter().map(|(fips, iso)| (*iso, *fips)).filter(|(iso, f)| main_fips(iso, f)).collect()
});

/// Of an ISO code with several FIPS codes, the one that stands for it.
fn main_fips(iso: &str, fips: &str) -> bool {
    !matches!((iso, fips), ("PSE", "GZ") | ("GBR", "AX" | "DX") | ("SJM", "JN"))
        && !matches!(iso, "UMI" | "ATF")
}

static ICEWS: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| pairs(include_str!("../../../data/imports/icews_sectors.tsv")));

static NAMES: LazyLock<FxHashMap<String, Country>> = LazyLock::new(|| {
    let mut names = FxHashMap::default();
    for entry in Resolver::embedded().countries() {
        for name in entry.names.iter().chain([&entry.name]) {
            names.entry(name.to_lowercase()).or_insert(entry.country);
        }
    }
    for [name, code] in rows::<2>(include_str!("../../../data/imports/names.tsv")) {
        if let Some(country) = Country::new(code) {
            names.insert(name.to_lowercase(), country);
        }
    }
    names
});

static GW: LazyLock<FxHashMap<u32, Country>> = LazyLock::new(|| {
    let mut numbers = FxHashMap::default();
    for [code, cow, gw, _] in rows::<4>(include_str!("../../../data/countries/cow_gw.tsv")) {
        let country = Country::new(code)
            .filter(|c| Resolver::embedded().country(*c).is_some_and(|e| e.until.is_none()));
        for number in [gw, cow].into_iter().filter_map(|n| n.parse().ok()) {
            if let Some(country) = country {
                numbers.entry(number).or_insert(country);
            }
        }
    }
    numbers
});

/// A country by its name in whatever case.
pub(crate) fn named(name: &str) -> Option<Country> {
    let name = name.trim();
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let lower = name.to_lowercase();
    NAMES.get(&lower).or_else(|| NAMES.get(&format!("the {lower}"))).copied()
}

/// A country by its Gleditsch-Ward or COW number.
pub(crate) fn numbered(number: u64) -> Option<Country> {
    GW.get(&u32::try_from(number).ok()?).copied()
}

/// A country by its FIPS 10-4 code.
pub(crate) fn fips(code: &[u8]) -> Option<Country> {
    FIPS.get(std::str::from_utf8(code).ok()?).and_then(|iso| Country::new(iso))
}

/// The FIPS 10-4 code of a country.
pub(crate) fn fips_of(country: Country) -> Option<&'static str> {
    FIPS_OF.get(country.code()).copied()
}

/// Our sectors of an ICEWS list ("Executive,Foreign Ministry,Government").
pub(crate) fn icews_sectors(cell: &str) -> Vec<Sector> {
    let mut sectors = Vec::new();
    for sector in cell.split(',').filter_map(|s| Sector::new(ICEWS.get(s.trim().to_lowercase().as_str())?)) {
        add(&mut sectors, sector);
    }
    sectors
}

/// The code of a body of no one country, where an ICEWS list says that it is one ("Global Defense / Security IGOs").
pub(crate) fn icews_body(cell: &str) -> Option<Country> {
    cell.split(',')
        .find_map(|s| Country::new(ICEWS.get(s.trim().to_lowercase().as_str())?.strip_prefix('@')?))
}

/// Sector codes that are ours already, parted by anything but letters.
pub(crate) fn own_sectors(cell: &str, into: &mut Vec<Sector>) {
    let known = detente_coding::Ontology::embedded().sectors();
    for code in cell.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_ascii_uppercase) {
        if let Some(sector) = Sector::new(&code).filter(|_| known.contains(&code)) {
            add(into, sector);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_coding::Ontology;

    #[track_caller]
    fn check(code: &str, scheme: Scheme, country: &str, sectors: &str) {
        let (party, _) = read(code.as_bytes(), scheme);
        let codes: Vec<&str> = party.sectors.iter().map(Sector::code).collect();
        assert_eq!(
            (party.country.as_ref().map_or("", |c| c.code()), codes.join(" ").as_str()),
            (country, sectors),
            "{code}"
        );
    }

    #[test]
    fn codes() {
        check("AZEGOV", Scheme::Cameo, "AZE", "GOV");
        check("ISRMIL", Scheme::Cameo, "ISR", "MIL");
        check("IGOEUREEC", Scheme::Cameo, "EUR", "");
        check("IGOUNO", Scheme::Cameo, "UNO", "");
        check("PALGOV", Scheme::Cameo, "PSE", "GOV");
        check("MOSREB", Scheme::Cameo, "", "REB");
        check("GOV", Scheme::Cameo, "", "GOV");
        check("AUS", Scheme::Cameo, "AUS", "");
        check("AUS", Scheme::Weis, "AUT", "");
        check("MED", Scheme::Cameo, "", "JRN");
        check("USGOV", Scheme::Cameo, "USA", "GOV");
        check("TMP", Scheme::Cameo, "TLS", "");
        check("ROM", Scheme::Cameo, "ROU", "");
        check("YUG", Scheme::Cameo, "YUG", "");
        check("ETHALB", Scheme::Weis, "", "CVL");
        check("ETH", Scheme::Weis, "ETH", "");
        check("AFGTAL", Scheme::Weis, "AFG", "REB");
        assert_eq!(read(b"QQQ", Scheme::Cameo).1, Some(Repair::UnknownActor));
    }

    #[test]
    fn every_row_is_valid() {
        let known = Ontology::embedded().sectors();
        let sector = |code: &str| known.iter().any(|k| k == code);
        for table in [&COUNTRIES.0, &COUNTRIES.1] {
            for (code, (country, sectors)) in table {
                let valid =
                    country.is_none_or(|c| Resolver::embedded().is_known_country(c) || c.code() == "GUF");
                assert!(valid && sectors.iter().all(|s| sector(s.code())), "{code}: {country:?} {sectors:?}");
            }
        }
        assert!(ROLES.values().all(|s| sector(s)));
        assert!(ICEWS.values().all(|s| sector(s) || s.starts_with('@')));
    }

    #[test]
    fn fips_traps() {
        for (code, iso) in [
            ("CH", "CHN"),
            ("AU", "AUT"),
            ("AS", "AUS"),
            ("AJ", "AZE"),
            ("IS", "ISR"),
            ("GZ", "PSE"),
            ("WE", "PSE"),
            ("UP", "UKR"),
            ("SP", "ESP"),
            ("GM", "DEU"),
            ("SZ", "CHE"),
            ("SW", "SWE"),
            ("NI", "NGA"),
            ("NG", "NER"),
            ("KS", "KOR"),
            ("KN", "PRK"),
            ("SF", "ZAF"),
            ("TU", "TUR"),
            ("RS", "RUS"),
            ("RI", "SRB"),
            ("BO", "BLR"),
            ("EI", "IRL"),
            ("IZ", "IRQ"),
            ("AG", "DZA"),
            ("UV", "BFA"),
            ("CG", "COD"),
            ("CF", "COG"),
            ("GA", "GMB"),
            ("GB", "GAB"),
            ("GG", "GEO"),
            ("DA", "DNK"),
            ("LO", "SVK"),
            ("EZ", "CZE"),
            ("JA", "JPN"),
            ("PO", "PRT"),
        ] {
            assert_eq!(fips(code.as_bytes()).map(|c| c.code().to_owned()).as_deref(), Some(iso), "{code}");
        }
        assert!(FIPS.len() >= 250);
        assert!(FIPS.values().all(|iso| Country::new(iso).is_some()));
        let known = FIPS
            .values()
            .filter(|iso| Country::new(iso).is_some_and(|c| Resolver::embedded().is_known_country(c)));
        assert!(known.count() >= 195);
        for entry in Resolver::embedded().countries().iter().filter(|e| e.until.is_none()) {
            assert!(fips_of(entry.country).is_some(), "{} has no FIPS code", entry.country);
        }
    }

    #[test]
    fn names() {
        for (name, code) in [
            ("Occupied Palestinian Territory", "PSE"),
            ("Russian Federation", "RUS"),
            ("Democratic Republic of Congo", "COD"),
            ("Congo", "COG"),
            ("the former Yugoslav Republic of Macedonia", "MKD"),
            ("Moldova, Republic of", "MDA"),
            ("Holy See", "VAT"),
            ("Cote d'Ivoire", "CIV"),
            ("DR Congo (Zaire)", "COD"),
            ("united states", "USA"),
            ("Swaziland", "SWZ"),
            ("Niger", "NER"),
            ("South Sudan", "SSD"),
            ("Hong Kong", "HKG"),
            ("Timor-Leste", "TLS"),
        ] {
            assert_eq!(named(name).map(|c| c.code().to_owned()).as_deref(), Some(code), "{name}");
        }
        assert_eq!(named("Atlantis"), None);
        assert_eq!(numbered(365).map(|c| c.code().to_owned()).as_deref(), Some("RUS"));
    }
}
