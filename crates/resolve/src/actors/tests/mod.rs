//! Tests of actor resolution: a table of mentions, roles in time, the tables' lint, and any text at all.

mod broken_tables;
mod mentions_in_text;
mod properties;
mod table;
mod time;

use crate::{Query, Resolution, Resolver};
use jiff::civil::Date;

/// Resolves a mention that stands alone.
fn resolve(text: &str) -> Resolution {
    Resolver::embedded().resolve(&Query { text, ..Query::default() })
}

/// Resolves a mention on a day (YYYY-MM-DD).
fn resolve_on(text: &str, day: &str) -> Resolution {
    let date = Some(day.parse::<Date>().unwrap());
    Resolver::embedded().resolve(&Query { text, date, ..Query::default() })
}

/// A resolution as `KIND COUNTRY SECTORS`.
fn shown(found: &Resolution) -> String {
    let country = found.country.map_or("-".to_owned(), |country| country.to_string());
    let sectors: Vec<&str> = found.sectors.iter().map(crate::Sector::code).collect();
    let sectors = if sectors.is_empty() { "-".to_owned() } else { sectors.join(",") };
    format!("{:?} {country} {sectors}", found.kind)
}
