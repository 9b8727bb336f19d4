//! The table of countries.

use super::table::Row;
use crate::Country;
use jiff::civil::Date;

/// One state, present or gone.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryEntry {
    /// Its three-letter code.
    pub country: Country,
    /// ISO 3166-1 alpha-2, or the old one.
    pub iso2: String,
    /// The name that is shown.
    pub name: String,
    /// Other names.
    pub names: Vec<String>,
    /// Adjectives and nouns of the people, singular.
    pub demonyms: Vec<String>,
    /// Capital and other seats of government, by name; the first is the one shown.
    pub capitals: Vec<String>,
    /// Degrees north of the first capital.
    pub lat: Option<f32>,
    /// Degrees east of the first capital.
    pub lon: Option<f32>,
    /// The state's last day, if it is gone.
    pub until: Option<Date>,
}

impl CountryEntry {
    /// The capital's name, if one is known.
    pub fn capital(&self) -> Option<&str> {
        self.capitals.first().map(String::as_str)
    }

    /// From a row of `countries.tsv`; what is wrong with it otherwise.
    pub(super) fn read(row: &Row<'_>) -> Result<Self, String> {
        let country =
            Country::new(row.cell(0)).ok_or_else(|| format!("'{}' is no country code", row.cell(0)))?;
        Ok(Self {
            country,
            iso2: row.cell(1).to_owned(),
            name: row.cell(2).to_owned(),
            names: row.list(3),
            demonyms: row.list(4),
            capitals: row.list(5),
            lat: degrees(row.cell(6))?,
            lon: degrees(row.cell(7))?,
            until: last_day(row.cell(8))?,
        })
    }
}

fn degrees(cell: &str) -> Result<Option<f32>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    match cell.parse::<f32>() {
        Ok(value) if value.abs() <= 180.0 => Ok(Some(value)),
        _ => Err(format!("'{cell}' is not in degrees")),
    }
}

fn last_day(cell: &str) -> Result<Option<Date>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse::<Date>().map(Some).map_err(|_| format!("'{cell}' is no date (YYYY-MM-DD)"))
}
