//! Names of the JSON back to the domain's values, and days as text.

use crate::{Error, Result};
use detente_coding::{EventType, Group, Party, Relation, Side, Status};
use detente_resolve::{Country, Granularity, Precision, Sector};
use detente_text::PartKind;
use jiff::civil::Date;

pub(crate) fn granularity(name: &str) -> Result<Granularity> {
    use Granularity as G;
    let all = [G::Day, G::Week, G::Month, G::Quarter, G::Year, G::Span, G::Report, G::None];
    known(all.into_iter().find(|g| g.name() == name), "granularity", name)
}

pub(crate) fn precision(name: &str) -> Result<Precision> {
    use Precision as P;
    let all = [P::Point, P::City, P::District, P::Province, P::Country];
    known(all.into_iter().find(|p| p.name() == name), "precision", name)
}

pub(crate) fn part_kind(name: &str) -> Result<PartKind> {
    let all = [PartKind::Body, PartKind::Teaser, PartKind::Caption];
    known(all.into_iter().find(|k| k.name() == name), "kind of part", name)
}

pub(crate) fn event_type(name: &str) -> Result<EventType> {
    known(EventType::from_name(name), "event type", name)
}

pub(crate) fn group(name: &str) -> Result<Group> {
    known(Group::ALL.into_iter().find(|g| g.name() == name), "group", name)
}

pub(crate) fn status(name: &str) -> Result<Status> {
    known(Status::from_name(name), "status", name)
}

pub(crate) fn side(name: &str) -> Result<Side> {
    known(Side::from_name(name), "side", name)
}

pub(crate) fn relation(name: &str) -> Result<Relation> {
    known(Relation::from_name(name), "relation", name)
}

pub(crate) fn country(code: Option<&str>) -> Result<Option<Country>> {
    code.map(|c| known(Country::new(c), "country code", c)).transpose()
}

pub(crate) fn sectors(codes: &[String]) -> Result<Vec<Sector>> {
    codes.iter().map(|c| known(Sector::new(c), "sector", c)).collect()
}

/// A day as `2012-03-15`. Years outside 1 to 9999 have no form that all engines read.
pub(crate) fn day(date: Option<Date>) -> Option<String> {
    date.filter(|d| d.year() > 0).map(|d| d.to_string())
}

pub(crate) fn date(text: Option<&str>) -> Result<Option<Date>> {
    text.map(|t| known(t.parse().ok(), "day", t)).transpose()
}

pub(crate) fn codes(party: &Party) -> (Option<String>, Vec<String>) {
    let sectors = party.sectors.iter().map(|s| s.code().to_owned()).collect();
    (party.country.map(|c| c.code().to_owned()), sectors)
}

fn known<T>(value: Option<T>, what: &str, text: &str) -> Result<T> {
    value.ok_or_else(|| Error::invalid(format!("unknown {what} `{text}`")))
}
