//! Where an act took place: `gazetteer` holds the names, `evidence` the countries that a text speaks of, `choose` decides
//! between places of one name.

mod choose;
mod evidence;
mod gazetteer;
mod scan;

#[cfg(test)]
mod tests;

use crate::Country;
use detente_text::Span;
use evidence::Tally;
use gazetteer::{Entry, Gazetteer};

/// How exactly a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// A point.
    Point,
    /// A city or town.
    City,
    /// A district.
    District,
    /// A province or other first-level division.
    Province,
    /// Only the country: no coordinates.
    Country,
}

impl Precision {
    /// From the name in the JSON and in the tables.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "point" => Self::Point,
            "city" => Self::City,
            "district" => Self::District,
            "province" => Self::Province,
            "country" => Self::Country,
            _ => return None,
        })
    }
}

impl Precision {
    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::City => "city",
            Self::District => "district",
            Self::Province => "province",
            Self::Country => "country",
        }
    }
}

/// A place named in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Bytes in the text given.
    pub span: Span,
    /// Canonical name.
    pub name: String,
    /// `GeoNames` id, where known.
    pub geonameid: Option<u32>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Country.
    pub country: Option<Country>,
    /// Degrees north; none for a country.
    pub lat: Option<f32>,
    /// Degrees east; none for a country.
    pub lon: Option<f32>,
    /// How exactly it is known.
    pub precision: Precision,
}

/// All places named in `text`, in order, not overlapping; the longest name wins. Linear in the text.
///
/// Of places with one name, the one is taken whose country the text speaks of nearest by; then the one whose country
/// `context` speaks of; then the best known. A country's adjective ("Iranian") is no place, but says which is meant.
pub fn find_places(text: &str, context: Option<&str>) -> Vec<Place> {
    let gazetteer = Gazetteer::get();
    let (mentions, evidence) = scan::scan(text, gazetteer);
    let ambiguous = mentions.iter().any(|mention| mention.entries.len() > 1);
    let around = if ambiguous { evidence::of_context(context, gazetteer) } else { Tally::new() };
    mentions
        .iter()
        .map(|mention| {
            let entry =
                choose::choose(mention.entries, Some((mention.span, text)), &evidence, &around, gazetteer);
            place(entry, mention.span)
        })
        .collect()
}

/// The place with exactly this name ("Basra", "the Gaza Strip"), chosen by `context` where there are several; its span is
/// the whole of `name`.
pub fn lookup(name: &str, context: Option<&str>) -> Option<Place> {
    let gazetteer = Gazetteer::get();
    let trimmed = name.trim();
    let bare = trimmed.strip_prefix("the ").or_else(|| trimmed.strip_prefix("The ")).unwrap_or(trimmed);
    let entries = gazetteer.exactly(bare)?;
    let around = if entries.len() > 1 { evidence::of_context(context, gazetteer) } else { Tally::new() };
    let entry = choose::choose(entries, None, &[], &around, gazetteer);
    Some(place(entry, Span::new(0, name.len())))
}

fn place(entry: &Entry, span: Span) -> Place {
    Place {
        span,
        name: entry.name.to_owned(),
        geonameid: None,
        admin1: entry.admin1.map(str::to_owned),
        country: entry.country,
        lat: entry.point.map(|(lat, _)| lat),
        lon: entry.point.map(|(_, lon)| lon),
        precision: entry.precision,
    }
}
