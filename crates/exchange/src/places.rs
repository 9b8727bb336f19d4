//! Where others say that an act took place.

use crate::numbers::float;
use crate::record::text;
use detente_resolve::{Country, Precision};
use detente_stories::EventPlace;

/// Degrees, if both are on the globe and not at its origin, where gaps in tables end up.
pub(crate) fn point(lat: &[u8], lon: &[u8]) -> (Option<f32>, Option<f32>) {
    match (float(lat), float(lon)) {
        (Some(lat), Some(lon)) if lat.abs() <= 90.0 && lon.abs() <= 180.0 && (lat, lon) != (0.0, 0.0) => {
            (Some(lat), Some(lon))
        }
        _ => (None, None),
    }
}

/// A place; none without a name or a country. A country has no point.
pub(crate) fn place(
    name: &[u8],
    admin1: &[u8],
    country: Option<Country>,
    (lat, lon): (Option<f32>, Option<f32>),
    precision: Precision,
) -> Option<EventPlace> {
    if name.is_empty() && country.is_none() {
        return None;
    }
    let only_country = precision == Precision::Country;
    Some(EventPlace {
        geonameid: None,
        name: text(name).into_owned(),
        admin1: (!admin1.is_empty()).then(|| text(admin1).into_owned()),
        country,
        lat: lat.filter(|_| !only_country),
        lon: lon.filter(|_| !only_country),
        precision,
    })
}

/// The finest of city, district and province that a row names, with its precision; the country's name where none.
pub(crate) fn finest<'a>(
    city: &'a [u8],
    district: &'a [u8],
    province: &'a [u8],
    country: &'a [u8],
) -> (&'a [u8], Precision) {
    match (city, district, province) {
        (name, _, _) if !name.is_empty() => (name, Precision::City),
        (_, name, _) if !name.is_empty() => (name, Precision::District),
        (_, _, name) if !name.is_empty() => (name, Precision::Province),
        _ => (country, Precision::Country),
    }
}

/// The domain of a URL without `www.`; none where the text is no URL.
pub(crate) fn domain(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && host.len() <= 253).then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{domain, point};

    #[test]
    fn domains() {
        assert_eq!(domain("https://www.Example.org/a?b").as_deref(), Some("example.org"));
        assert_eq!(domain("http://news.example.co.uk:80#x").as_deref(), Some("news.example.co.uk"));
        assert_eq!(domain("BBC Monitoring"), None);
        assert_eq!(domain("http://"), None);
    }

    #[test]
    fn points() {
        assert_eq!(point(b"40.5", b"-49"), (Some(40.5), Some(-49.0)));
        for (lat, lon) in [("0", "0"), ("91", "0"), ("1", "181"), ("", "1"), ("NaN", "1"), ("inf", "1")] {
            assert_eq!(point(lat.as_bytes(), lon.as_bytes()), (None, None), "{lat} {lon}");
        }
    }
}
