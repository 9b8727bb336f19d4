//! Our events in others' columns: GDELT 2.0 (61, no header) and ICEWS (20, with a header). One row a directed pair of sides; what
//! the columns cannot say is lost (docs/exchange.md has the table).

use crate::actors::fips_of;
use crate::codes::{cameo_meaning, gdelt_quad};
use detente_coding::{Cameo, Party};
use detente_resolve::{Precision, Resolver};
use detente_stories::{Event, EventPlace};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{Result, Write};

/// Writes GDELT 2.0 event rows.
#[derive(Debug)]
pub struct GdeltWriter<W> {
    out: W,
    line: String,
}

/// Writes ICEWS rows, with their header.
#[derive(Debug)]
pub struct IcewsWriter<W> {
    out: W,
    line: String,
    begun: bool,
}

/// The header of ICEWS's tables.
const ICEWS_HEADER: &str = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t\
Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";

/// The CAMEO code of an event: its own, else its type's by our table; none where it has neither.
fn code(event: &Event) -> Option<Cow<'_, str>> {
    if let Some(code) = &event.cameo {
        return Some(Cow::Borrowed(code));
    }
    let mode = event.modes.first().map(String::as_str);
    let code = Cameo::embedded().code(event.event_type?, mode, &event.contexts, "");
    Some(Cow::Borrowed(code))
}

/// Goldstein's score of a code, by the KEDS scale; a code that it lacks has its base code's.
fn goldstein(code: &str) -> f32 {
    let mut bases = (2..=code.len()).rev().filter_map(|n| code.get(..n));
    bases.find_map(|c| cameo_meaning(c)?.score).unwrap_or(0.0)
}

/// The directed pairs of an event; a side that nobody is on is empty, and a reciprocal act has each pair both ways.
fn pairs(event: &Event) -> Vec<(Option<&Party>, Option<&Party>)> {
    if event.reciprocal && event.actors.len() > 1 {
        let each = event.actors.iter().enumerate();
        return each
            .flat_map(|(i, a)| event.actors.iter().enumerate().map(move |(j, b)| (i, a, j, b)))
            .filter(|(i, _, j, _)| i != j)
            .map(|(_, a, _, b)| (Some(a), Some(b)))
            .collect();
    }
    let side = |parties: &'_ [Party]| -> usize { parties.len().max(1) };
    let mut pairs = Vec::new();
    for i in 0..side(&event.actors) {
        for j in 0..side(&event.recipients) {
            pairs.push((event.actors.get(i), event.recipients.get(j)));
        }
    }
    pairs
}

/// A 63-bit number of an event and its pair: the halves of the id, mixed so that no bit of them alone is lost.
fn number(event: &Event, pair: usize) -> u64 {
    let half = (event.id.0 >> 64) as u64 ^ (event.id.0 as u64).rotate_left(32);
    (half ^ pair as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 1
}

/// Text without tabs and line ends.
fn clean(text: &str) -> Cow<'_, str> {
    if text.contains(['\t', '\n', '\r']) {
        Cow::Owned(text.replace(['\t', '\n', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

fn put(line: &mut String, cell: &str) {
    line.push_str(&clean(cell));
    line.push('\t');
}

impl<W: Write> GdeltWriter<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, line: String::new() }
    }

    /// Writes an event, a row for each directed pair; how many rows. An event without a day or a code has none. `urls` are its
    /// articles', of which GDELT keeps the first.
    ///
    /// # Errors
    ///
    /// When writing fails.
    pub fn write(&mut self, event: &Event, urls: &[String]) -> Result<usize> {
        let (Some(date), Some(code)) = (event.date.from, code(event)) else { return Ok(0) };
        let pairs = pairs(event);
        for (i, (actor, recipient)) in pairs.iter().enumerate() {
            self.line.clear();
            let line = &mut self.line;
            let (year, month, day) = (date.year(), date.month(), date.day());
            let fraction =
                f64::from(date.day_of_year() - 1) / if date.in_leap_year() { 366.0 } else { 365.0 };
            // Writing to a string cannot fail.
            let _ = write!(
                line,
                "{}\t{year:04}{month:02}{day:02}\t{year:04}{month:02}\t{year:04}\t",
                number(event, i)
            );
            let _ = write!(line, "{:.4}\t", f64::from(year) + fraction);
            gdelt_actor(line, *actor);
            gdelt_actor(line, *recipient);
            let (base, root) = (code.get(..3).unwrap_or(&code), code.get(..2).unwrap_or(&code));
            let quad = gdelt_quad(&code).unwrap_or(0);
            let _ = write!(line, "1\t{code}\t{base}\t{root}\t{quad}\t{:.1}\t", goldstein(&code));
            let _ = write!(
                line,
                "{}\t{}\t{}\t\t",
                event.n_reports(),
                event.publishers.len().max(1),
                event.n_articles
            );
            gdelt_place(line, None);
            gdelt_place(line, None);
            gdelt_place(line, event.place.as_ref());
            let _ = write!(line, "{year:04}{month:02}{day:02}000000\t");
            let url =
                urls.first().map(String::as_str).or(event.imported.as_ref().and_then(|i| i.url.as_deref()));
            line.push_str(&clean(url.unwrap_or("")));
            line.push('\n');
            self.out.write_all(line.as_bytes())?;
        }
        Ok(pairs.len())
    }

    /// The stream written to.
    pub fn into_inner(self) -> W {
        self.out
    }
}

/// The ten columns of an actor: the code is the country and the sectors, at most three.
fn gdelt_actor(line: &mut String, party: Option<&Party>) {
    let Some(party) = party else {
        line.push_str("\t\t\t\t\t\t\t\t\t\t");
        return;
    };
    let country = party.country.as_ref().map_or("", |c| gdelt_country(c.code()));
    let roles: Vec<&str> = party.sectors.iter().take(3).map(|s| role(s.code())).collect();
    let name = party.entity_name.as_deref();
    let name = name
        .or(party.country.and_then(|c| Resolver::embedded().country_name(c)))
        .unwrap_or("")
        .to_uppercase();
    put(line, &format!("{country}{}", roles.concat()));
    put(line, &name);
    put(line, country);
    line.push_str("\t\t\t\t");
    for i in 0..3 {
        put(line, roles.get(i).copied().unwrap_or(""));
    }
}

/// CAMEO's code of a country where it is not ISO's.
fn gdelt_country(code: &str) -> &str {
    match code {
        "ROU" => "ROM",
        "TLS" => "TMP",
        "UNO" => "IGOUNO",
        "EUR" => "IGOEUREEC",
        other => other,
    }
}

/// CAMEO's code of a role: MED is media there, and health is HLH.
fn role(sector: &str) -> &str {
    match sector {
        "JRN" => "MED",
        "MED" => "HLH",
        other => other,
    }
}

fn gdelt_place(line: &mut String, place: Option<&EventPlace>) {
    let Some(place) = place else {
        line.push_str("0\t\t\t\t\t\t\t\t");
        return;
    };
    let country = place.country.and_then(|c| Resolver::embedded().country_name(c)).unwrap_or("");
    let (kind, parts) = match place.precision {
        Precision::Country => (1, vec![country]),
        Precision::Province => (5, vec![place.name.as_str(), country]),
        _ => (4, vec![place.name.as_str(), place.admin1.as_deref().unwrap_or(""), country]),
    };
    let fips = place.country.and_then(fips_of).unwrap_or("");
    let name = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ");
    put(line, &kind.to_string());
    put(line, &name);
    put(line, fips);
    put(line, fips);
    put(line, "");
    put(line, &degrees(place.lat));
    put(line, &degrees(place.lon));
    put(line, &place.geonameid.map_or_else(|| fips.to_owned(), |id| id.to_string()));
}

fn degrees(value: Option<f32>) -> String {
    value.map_or_else(String::new, |v| format!("{v}"))
}

impl<W: Write> IcewsWriter<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out, line: String::new(), begun: false }
    }

    /// Writes an event, a row for each directed pair; how many rows. An event without a day or a code has none. ICEWS has no
    /// column for `urls`: a story is a number, made of the first one.
    ///
    /// # Errors
    ///
    /// When writing fails.
    pub fn write(&mut self, event: &Event, urls: &[String]) -> Result<usize> {
        if !self.begun {
            self.out.write_all(ICEWS_HEADER.as_bytes())?;
            self.begun = true;
        }
        let (Some(date), Some(code)) = (event.date.from, code(event)) else { return Ok(0) };
        let pairs = pairs(event);
        for (i, (actor, recipient)) in pairs.iter().enumerate() {
            self.line.clear();
            let line = &mut self.line;
            let _ = write!(line, "{}\t{date}\t", number(event, i));
            icews_party(line, *actor);
            put(line, event.event_type.map_or("", |t| t.name()));
            let _ = write!(line, "{code}\t{:.1}\t", goldstein(&code));
            icews_party(line, *recipient);
            let story = urls.first().map_or(0, |u| crate::ids::id_of(&[u.as_bytes()]) as u64 >> 33);
            let _ = write!(line, "{story}\t\t");
            put(line, event.publishers.first().map_or("", String::as_str));
            icews_place(line, event.place.as_ref());
            line.pop();
            line.push('\n');
            self.out.write_all(line.as_bytes())?;
        }
        Ok(pairs.len())
    }

    /// The stream written to.
    pub fn into_inner(self) -> W {
        self.out
    }
}

fn icews_party(line: &mut String, party: Option<&Party>) {
    let country =
        party.and_then(|p| p.country).and_then(|c| Resolver::embedded().country_name(c)).unwrap_or("");
    let name = party.and_then(|p| p.entity_name.as_deref()).unwrap_or(country);
    let sectors: Vec<&str> =
        party.map_or_else(Vec::new, |p| p.sectors.iter().map(|s| icews_sector(s.code())).collect());
    put(line, name);
    put(line, &sectors.join(","));
    put(line, country);
}

/// The ICEWS sector nearest to ours: the first of the table that reads back as it.
fn icews_sector(code: &str) -> &str {
    match code {
        "GOV" => "Government",
        "MIL" => "Military",
        "COP" => "Police",
        "LEG" => "Legislative / Parliamentary",
        "JUD" => "Judicial",
        "REB" => "Rebel",
        "OPP" => "Dissident",
        "PTY" => "Parties",
        "JRN" => "Media",
        "BUS" => "Business",
        "CVL" => "General Population / Civilian / Social",
        other => other,
    }
}

fn icews_place(line: &mut String, place: Option<&EventPlace>) {
    let country =
        place.and_then(|p| p.country).and_then(|c| Resolver::embedded().country_name(c)).unwrap_or("");
    let named = |precisions: &[Precision]| {
        place.filter(|p| precisions.contains(&p.precision)).map_or("", |p| p.name.as_str())
    };
    put(line, named(&[Precision::Point, Precision::City]));
    put(line, named(&[Precision::District]));
    let province = place.and_then(|p| p.admin1.as_deref()).unwrap_or(named(&[Precision::Province]));
    put(line, province);
    put(line, country);
    put(line, &degrees(place.and_then(|p| p.lat)));
    put(line, &degrees(place.and_then(|p| p.lon)));
}
