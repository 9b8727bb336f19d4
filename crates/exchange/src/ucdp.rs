//! UCDP GED: fights of states, fights of others, and violence against civilians.

use crate::actors::{named, numbered};
use crate::draft::{Cells, Draft, Notes, Reader, Refusal, blank, day, sides, typed};
use crate::ids::id_of;
use crate::numbers::{count, whole};
use crate::places::{place, point};
use crate::record::text;
use crate::tally::{Reason, Repair, show};
use detente_coding::{EventType, Ontology, Party};
use detente_resolve::{Country, Granularity, Precision, Sector};
use detente_stories::{EventCount, EventDate};
use std::sync::Arc;

/// The reader.
#[derive(Debug)]
pub(crate) struct Ucdp {
    dataset: Arc<str>,
}

impl Ucdp {
    pub fn new(dataset: Arc<str>) -> Self {
        Self { dataset }
    }
}

/// A side: a government has its Gleditsch-Ward number, others are rebels or, against others, armed groups.
fn party(name: &[u8], number: &[u8], kind: u64, home: Option<Country>, notes: &mut Notes) -> Option<Party> {
    let name = text(name);
    if name.is_empty() {
        return None;
    }
    let government = name.strip_prefix("Government of ");
    let (country, sector) = match government {
        Some(of) => (whole(number).and_then(numbered).or_else(|| named(of)), "GOV"),
        None if &*name == "Civilians" => (home, "CVL"),
        None => (None, if kind == 2 { "UAF" } else { "REB" }),
    };
    if government.is_some() && country.is_none() {
        notes.add(Repair::UnknownCountry, name.as_bytes());
    }
    let sectors = Sector::new(sector).into_iter().collect();
    Some(Party { country, sectors, entity_name: Some(name.into_owned()), ..Party::default() })
}

/// `date_prec`: 1 the day, 2 and 3 within a week, 4 within a month, 5 more.
fn dates(row: Cells<'_>, notes: &mut Notes) -> Result<EventDate, Refusal> {
    let mut date = day(row.named("date_start"), notes)?;
    let end = crate::dates::day(row.named("date_end")).map(|(d, _)| d);
    if let (Some(from), Some(end)) = (date.from, end) {
        if end < from {
            notes.add(Repair::DatesSwapped, row.named("date_end"));
        }
        (date.from, date.to) = (Some(from.min(end)), Some(from.max(end)));
        let one_month = from.year() == end.year() && from.month() == end.month();
        date.granularity = match whole(row.named("date_prec")) {
            _ if from == end => Granularity::Day,
            Some(4) if one_month => Granularity::Month,
            _ => Granularity::Span,
        };
    }
    Ok(date)
}

/// `where_prec`: 1 the place, 2 near it, 3 its district, 4 its province, 5 a line or a region, 6 the country, 7 beyond.
fn precision(cell: &[u8]) -> Precision {
    match whole(cell) {
        Some(1) => Precision::Point,
        Some(2) => Precision::City,
        Some(3) => Precision::District,
        Some(4 | 5) => Precision::Province,
        _ => Precision::Country,
    }
}

/// The best estimate in words, the low and the high one as the range.
fn deaths(row: Cells<'_>, notes: &mut Notes) -> Option<EventCount> {
    let [best, high, low] = ["best", "high", "low"].map(|c| notes.number(row.named(c), whole));
    let best = best.filter(|b| *b > 0 || high.is_some_and(|h| h > 0))?;
    let (min, max) = (low.or(Some(best)), high.or(Some(best)));
    Some(EventCount { what: "killed".into(), min, max, words: best.to_string() })
}

impl Reader for Ucdp {
    fn read(&mut self, row: Cells<'_>, notes: &mut Notes) -> Result<Draft, Refusal> {
        let id = row.named("id");
        let mut event = blank(&self.dataset, id);
        event.date = dates(row, notes)?;
        let cell = row.named("type_of_violence");
        let kind =
            whole(cell).filter(|k| (1..=3).contains(k)).ok_or_else(|| (Reason::UnknownCode, show(cell)))?;
        typed(&mut event, Some(EventType::Assault), kind.to_string());
        let country_cell = row.named("country");
        let home = named(&text(country_cell)).or_else(|| numbered(whole(row.named("country_id"))?));
        if home.is_none() && !country_cell.is_empty() {
            notes.add(Repair::UnknownCountry, country_cell);
        }
        let one = party(row.named("side_a"), row.named("gwnoa"), kind, home, notes);
        let two = party(row.named("side_b"), row.named("gwnob"), kind, home, notes);
        sides(&mut event, kind != 3, one, two);
        event.score = Ontology::embedded().score(EventType::Assault, &[]);
        let at = point(row.named("latitude"), row.named("longitude"));
        let (name, admin1) = (row.named("where_coordinates"), row.named("adm_1"));
        event.place = place(name, admin1, home, at, precision(row.named("where_prec")));
        event.counts = deaths(row, notes).into_iter().collect();
        event.n_articles = notes.number(row.named("number_of_sources"), count).unwrap_or(1).max(1) as usize;
        let id = (!id.is_empty()).then(|| id_of(&[self.dataset.as_bytes(), id]));
        Ok(Draft { event, id })
    }
}
