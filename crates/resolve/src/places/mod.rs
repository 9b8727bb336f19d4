//! Where an act took place: `pack` is the world's gazetteer, `gazetteer` puts our own tables on it, `scan` finds names in a text,
//! `choose` weighs which of the places of one name are meant.

mod choose;
mod gazetteer;
mod key;
mod lint;
mod pack;
mod scan;
#[cfg(test)]
mod tests;

use crate::Country;
use choose::Names;
use detente_text::Span;
use gazetteer::{Entry, Gazetteer};
use key::key;
pub use lint::lint_places;
pub use pack::pack as pack_gazetteer;
use scan::Mention;

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

/// All places named in `text`, in order, not overlapping; the longest name wins.
///
/// Listed are names that our own tables know, and any other name of the gazetteer after a preposition of place. Which of
/// the places of one name is meant is decided for all names of the text together, with those of `context` around it.
/// A country's adjective ("Iranian") is no place, but says which is meant.
pub fn find_places(text: &str, context: Option<&str>) -> Vec<Place> {
    let gazetteer = Gazetteer::get();
    let mentions = scan::scan(text, gazetteer);
    if !mentions.iter().any(|mention| mention.listed) {
        return Vec::new();
    }
    let around =
        context.filter(|&c| c != text).map_or_else(Vec::new, |context| scan::scan(context, gazetteer));
    let names = Names::weigh(text, &mentions, &around, gazetteer);
    let listed = mentions.iter().filter(|mention| mention.listed);
    listed
        .filter_map(|mention| {
            let best = names.best(&mention.key)?;
            Some(place(&gazetteer.entry(best.number)?, mention.span))
        })
        .collect()
}

/// The place with exactly this name ("Basra", "the Gaza Strip"), chosen by `context` where there are several; its span is
/// the whole of `name`.
pub fn lookup(name: &str, context: Option<&str>) -> Option<Place> {
    let gazetteer = Gazetteer::get();
    let trimmed = name.trim();
    let bare = trimmed.strip_prefix("the ").or_else(|| trimmed.strip_prefix("The ")).unwrap_or(trimmed);
    let wanted = key(bare);
    if !bare.starts_with(char::is_uppercase) || gazetteer.is_common(&wanted) || !gazetteer.has(&wanted) {
        return None;
    }
    let mention = whole(bare, wanted);
    let around = context.map_or_else(Vec::new, |context| scan::scan(context, gazetteer));
    let names = Names::weigh(bare, std::slice::from_ref(&mention), &around, gazetteer);
    let best = names.best(&mention.key)?;
    Some(place(&gazetteer.entry(best.number)?, Span::new(0, name.len())))
}

/// Inhabitants from which a place is taken for one where nothing says that a place is meant, as a decimal logarithm: fewer
/// than some 50,000, and its name is as likely a person's ("Antonio Prado").
const BIG: f32 = 4.7;

/// Like `lookup`, but only what our own tables know, or a big place.
pub(crate) fn lookup_big(name: &str, context: &str) -> Option<Place> {
    let gazetteer = Gazetteer::get();
    let wanted = key(name);
    let big = |number| {
        gazetteer.entry(number).is_some_and(|entry| entry.people >= BIG && entry.precision == Precision::City)
    };
    let known = gazetteer.is_own(&wanted) || gazetteer.find(&wanted).into_iter().any(big);
    if known { lookup(name, Some(context)) } else { None }
}

/// Where a name in a text is, with the places that it could be otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// The likeliest.
    pub place: Place,
    /// All that were weighed and their likelihoods, which add up to 1; the likeliest first.
    pub candidates: Vec<(Place, f32)>,
}

/// The place that the words at `span` name, weighed with all names of the text; none where the gazetteer has none.
pub fn locate(text: &str, span: Span) -> Option<Located> {
    let gazetteer = Gazetteer::get();
    let words = text.get(span.range())?;
    let mut mentions = scan::scan(text, gazetteer);
    mentions.retain(|mention| !mention.span.overlaps(span));
    let wanted = if scan::is_people(words, gazetteer) { None } else { known_form(words, gazetteer) };
    let inner = match wanted {
        Some(ref wanted) => vec![Mention { span, ..whole(words, wanted.clone()) }],
        None => scan::scan(
            words.strip_suffix('s').filter(|less| scan::is_people(less, gazetteer)).unwrap_or(words),
            gazetteer,
        )
        .into_iter()
        .filter(|mention| mention.only.is_some() || gazetteer.is_own(&mention.key))
        .map(|m| Mention {
            span: Span { start: m.span.start + span.start, end: m.span.end + span.start },
            weight: 1.0,
            ..m
        })
        .collect(),
    };
    let at = mentions.partition_point(|mention| mention.span.start < span.start);
    let keys: Vec<String> = inner.iter().map(|mention| mention.key.clone()).collect();
    mentions.splice(at..at, inner);
    if let [mention] = &mut mentions[at..(at + keys.len()).min(at + 1)]
        && let Some((length, number)) = gazetteer.abbreviation(words)
        && length == words.len()
    {
        mention.only = Some(number);
    }
    let names = Names::weigh(text, &mentions, &[], gazetteer);
    // Of several names inside the words, the one of the greatest place: "Embassy of Mali".
    let widest = |key: &&String| {
        let kind = names.best(key).and_then(|best| gazetteer.entry(best.number)).map(|entry| entry.kind);
        kind.map_or(u8::MAX, |kind| kind as u8)
    };
    let found = names.candidates(keys.iter().min_by_key(widest)?);
    let mut candidates = found.iter().filter_map(|candidate| {
        Some((place(&gazetteer.entry(candidate.number)?, span), candidate.likelihood))
    });
    let first = candidates.next()?;
    let rest: Vec<_> = candidates.collect();
    let place = first.0.clone();
    Some(Located { place, candidates: std::iter::once(first).chain(rest).collect() })
}

/// How many places are embedded: of `GeoNames`, and of our own that it lacks.
pub fn gazetteer_size() -> (usize, usize) {
    Gazetteer::get().size()
}

fn whole(words: &str, key: String) -> Mention {
    Mention { span: Span::new(0, words.len()), key, only: None, weight: 1.0, listed: true }
}

/// The key of the words, or of what is left without words that only describe; none where no place has it.
fn known_form(words: &str, gazetteer: &Gazetteer) -> Option<String> {
    let mut wanted = key(words);
    for _ in 0..3 {
        if gazetteer.has(&wanted)
            || gazetteer.abbreviation(words).is_some_and(|(length, _)| length == words.len())
        {
            return Some(wanted);
        }
        let less = |key: &str| gazetteer.has(key) && !gazetteer.is_common(key) && key.len() > 2;
        let around = gazetteer.around();
        let mut without_before =
            around.before.iter().filter_map(|before| wanted.strip_prefix(before.as_str()));
        let mut without_after = around.after.iter().filter_map(|after| wanted.strip_suffix(after.as_str()));
        let first = without_before.clone().next();
        let shorter = without_after.find(|key| less(key)).or_else(|| without_before.find(|key| less(key)));
        let less = shorter.or(first)?.to_owned();
        wanted = less;
    }
    None
}

fn place(entry: &Entry, span: Span) -> Place {
    let point = entry.point.filter(|_| entry.precision != Precision::Country);
    Place {
        span,
        name: entry.name.to_owned(),
        geonameid: entry.geonameid,
        admin1: entry.admin1.map(str::to_owned),
        country: entry.country,
        lat: point.map(|(lat, _)| lat),
        lon: point.map(|(_, lon)| lon),
        precision: entry.precision,
    }
}

/// The place with a `GeoNames` id. Looks at every one.
pub fn place_of_geonameid(id: u32) -> Option<Place> {
    let gazetteer = Gazetteer::get();
    let all = (0..gazetteer.size().0 as u32).filter_map(|number| gazetteer.entry(number));
    all.filter(|entry| entry.geonameid == Some(id)).map(|entry| place(&entry, Span::new(0, 0))).next()
}

/// The inhabited place nearest to a point in degrees. Looks at every one.
pub fn nearest_place(lat: f32, lon: f32) -> Option<Place> {
    let gazetteer = Gazetteer::get();
    let distance = |entry: &Entry| {
        let (north, east) = entry.point.map_or((90.0, 180.0), |(y, x)| (y - lat, x - lon));
        north.hypot(east * lat.to_radians().cos())
    };
    let all = (0..gazetteer.size().0 as u32).filter_map(|number| gazetteer.entry(number));
    let cities = all.filter(|entry| entry.precision == Precision::City);
    let nearest = cities.min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    Some(place(&nearest, Span::new(0, 0)))
}
