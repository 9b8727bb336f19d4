//! POLECAT: PLOVER's own types and modes, 40 columns, lists parted by "; ", "None" for nothing.

use crate::actors::{named, numbered, own_sectors};
use crate::draft::{Cells, Draft, Notes, Reader, Refusal, blank, day, imported, typed};
use crate::ids::id_of;
use crate::numbers::{float, whole};
use crate::places::{finest, place, point};
use crate::plover::{contexts, modes, quad};
use crate::record::text;
use crate::tally::{Reason, Repair, show};
use detente_coding::{EventType, Ontology, Party};
use detente_resolve::Country;
use std::sync::Arc;

/// The reader.
#[derive(Debug)]
pub(crate) struct Polecat {
    dataset: Arc<str>,
}

impl Polecat {
    pub fn new(dataset: Arc<str>) -> Self {
        Self { dataset }
    }
}

/// The names of a side's columns.
struct Side {
    name: &'static str,
    country: &'static str,
    cow: &'static str,
    primary: &'static str,
    sectors: &'static str,
    title: &'static str,
}

const ACTOR: Side = Side {
    name: "Actor Name",
    country: "Actor Country",
    cow: "Actor COW",
    primary: "Primary Actor Sector",
    sectors: "Actor Sectors",
    title: "Actor Title",
};

const RECIPIENT: Side = Side {
    name: "Recipient Name",
    country: "Recipient Country",
    cow: "Recipient COW",
    primary: "Primary Recipient Sector",
    sectors: "Recipient Sectors",
    title: "Recipient Title",
};

fn parties(row: Cells<'_>, side: &Side, notes: &mut Notes) -> Vec<Party> {
    let [name, cell, cow] = [side.name, side.country, side.cow].map(|c| row.named(c));
    let primary = row.named(side.primary);
    if name.is_empty() && cell.is_empty() && primary.is_empty() {
        return Vec::new();
    }
    let mut party =
        Party { country: country(cell).or_else(|| whole(cow).and_then(numbered)), ..Party::default() };
    if party.country.is_none() && !cell.is_empty() {
        notes.add(Repair::UnknownCountry, cell);
    }
    own_sectors(&text(primary), &mut party.sectors);
    own_sectors(&text(row.named(side.sectors)), &mut party.sectors);
    party.entity_name = (!name.is_empty()).then(|| text(name).into_owned());
    let title = row.named(side.title);
    party.role = (!title.is_empty()).then(|| text(title).into_owned());
    vec![party]
}

/// A country by code or by name.
fn country(cell: &[u8]) -> Option<Country> {
    let text = text(cell);
    let known = |c: &Country| detente_resolve::Resolver::embedded().is_known_country(*c);
    Country::new(&text).filter(known).or_else(|| named(&text))
}

impl Reader for Polecat {
    fn read(&mut self, row: Cells<'_>, notes: &mut Notes) -> Result<Draft, Refusal> {
        let id = row.named("Event ID");
        let mut event = blank(&self.dataset, id);
        event.date = day(row.named("Event Date"), notes)?;
        let cell = row.named("Event Type");
        let kind = text(cell).to_ascii_uppercase();
        let kind = EventType::from_name(&kind).ok_or_else(|| {
            let reason = if cell.is_empty() { Reason::NoCode } else { Reason::UnknownCode };
            (reason, show(cell))
        })?;
        typed(&mut event, Some(kind), kind.name().to_owned());
        event.modes = modes(kind, text(row.named("Event Mode")).split(';'), notes);
        event.contexts = contexts(text(row.named("Contexts")).split(';'), notes);
        event.actors = parties(row, &ACTOR, notes);
        event.recipients = parties(row, &RECIPIENT, notes);
        let score = notes.number(row.named("Intensity"), float);
        event.score = score.unwrap_or_else(|| Ontology::embedded().score(kind, &event.modes));
        let place_country = country(row.named("Country"));
        let province = row.named("Province");
        let (name, precision) =
            finest(row.named("City"), row.named("District"), province, row.named("Country"));
        let at = point(row.named("Latitude"), row.named("Longitude"));
        event.place = place(name, province, place_country, at, precision);
        if let Some(place) = &mut event.place {
            place.geonameid = whole(row.named("GeoNames ID")).and_then(|n| u32::try_from(n).ok());
        }
        let publisher = row.named("Source");
        event.publishers =
            (!publisher.is_empty()).then(|| text(publisher).into_owned()).into_iter().collect();
        let quad = quad(&text(row.named("Quad Code"))).unwrap_or(kind.quad() as u8);
        imported(&mut event, |i| {
            i.quad = Some(quad);
        });
        let id = (!id.is_empty()).then(|| id_of(&[self.dataset.as_bytes(), id]));
        Ok(Draft { event, id })
    }
}
