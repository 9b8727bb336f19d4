//! Named actors: organisations and people, with dated terms.

use super::table::Row;
use crate::{Country, Sector};
use jiff::civil::Date;

/// What an entity was during some time.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Country, or one of PLOVER's seven; none for an entity of no country.
    pub country: Option<Country>,
    /// Sectors, primary first.
    pub sectors: Vec<Sector>,
    /// The office, in plain words.
    pub role: Option<String>,
    /// First day; none if open.
    pub from: Option<Date>,
    /// Last day, inclusive; none if open.
    pub to: Option<Date>,
}

impl Term {
    /// Whether the term holds on `date`.
    pub fn holds(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// Whether it shares a day with `other`.
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before = |a: &Self, b: &Self| match (a.from, b.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_before(self, other) && starts_before(other, self)
    }
}

/// A named actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Stable id, with its prefix (`org:`, `person:`).
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Whether it is a person.
    pub person: bool,
    /// What it was when, in order of time.
    pub terms: Vec<Term>,
}

/// How a term was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tenure {
    /// It holds on the date, or no date was asked for.
    Holds,
    /// The date lies outside every term.
    Outside,
}

impl Entity {
    /// From a row of `organisations.tsv` or `people.tsv`; what is wrong with it otherwise.
    pub fn read(row: &Row<'_>, person: bool) -> Result<Self, String> {
        let prefix = if person { "person" } else { "org" };
        let terms = row
            .cell(3)
            .split(';')
            .map(str::trim)
            .filter(|term| !term.is_empty())
            .map(read_term)
            .collect::<Result<Vec<Term>, String>>()?;
        if terms.is_empty() {
            return Err("no country and sectors".to_owned());
        }
        Ok(Self {
            id: format!("{prefix}:{}", row.cell(0)),
            name: row.cell(1).to_owned(),
            aliases: row.list(2),
            person,
            terms,
        })
    }

    /// Whether the person holds an office of that name on the date, or ever held it where no date is given.
    pub fn held(&self, office: &str, date: Option<Date>) -> bool {
        let is_it = |term: &&Term| term.role.as_deref().is_some_and(|role| role.eq_ignore_ascii_case(office));
        self.terms.iter().filter(is_it).any(|term| date.is_none_or(|date| term.holds(date)))
    }

    /// The term for a date: the one that holds; else the latest before it; else the first. Without a date, the last.
    pub fn term(&self, date: Option<Date>) -> (&Term, Tenure) {
        let last = self.terms.last().expect("invariant: an entity has a term");
        let Some(date) = date else { return (last, Tenure::Holds) };
        if let Some(term) = self.terms.iter().find(|term| term.holds(date)) {
            return (term, Tenure::Holds);
        }
        let before = self.terms.iter().rev().find(|term| term.to.is_some_and(|to| to < date));
        (before.unwrap_or(&self.terms[0]), Tenure::Outside)
    }
}

/// Reads `IRN GOV president 2005-08-03..2013-08-03`: country (or -), sectors (or -), office, days.
fn read_term(text: &str) -> Result<Term, String> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let (mut from, mut to) = (None, None);
    if let Some((first, last)) = words.last().and_then(|word| word.split_once("..")) {
        (from, to) = (day(first, false)?, day(last, true)?);
        words.pop();
    }
    if words.len() < 2 {
        return Err(format!("'{text}' does not say country and sectors"));
    }
    let role = words[2..].join(" ");
    Ok(Term {
        country: read_country(words[0])?,
        sectors: read_sectors(words[1])?,
        role: (!role.is_empty()).then_some(role),
        from,
        to,
    })
}

fn read_country(code: &str) -> Result<Option<Country>, String> {
    if code == "-" {
        return Ok(None);
    }
    Country::new(code).map(Some).ok_or_else(|| format!("'{code}' is no country code"))
}

/// Sector codes joined with commas; `-` and nothing are none.
pub fn read_sectors(cell: &str) -> Result<Vec<Sector>, String> {
    let codes = cell.split(',').map(str::trim).filter(|code| !code.is_empty() && *code != "-");
    codes.map(|code| Sector::new(code).ok_or_else(|| format!("'{code}' is no sector code"))).collect()
}

/// A day, a month or a year; the last day of it when `end`.
fn day(text: &str, end: bool) -> Result<Option<Date>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let whole = match (text.len(), end) {
        (4, false) => format!("{text}-01-01"),
        (4, true) => format!("{text}-12-31"),
        (7, _) => format!("{text}-01"),
        _ => text.to_owned(),
    };
    let date = whole.parse::<Date>().map_err(|_| format!("'{text}' is no date"))?;
    Ok(Some(if end && text.len() == 7 { date.last_of_month() } else { date }))
}
