//! ICEWS: Dataverse's table of 20 columns, and the benchmark tables made of it, where a party is only a name.

use crate::actors::{icews_body, icews_sectors, named};
use crate::codes::{cameo, gdelt_quad};
use crate::draft::{Cells, Draft, Notes, Reader, Refusal, blank, coded, day, imported};
use crate::ids::id_of;
use crate::numbers::float;
use crate::places::{finest, place, point};
use crate::record::text;
use crate::tables::pairs;
use crate::tally::{Reason, Repair, show};
use detente_coding::Party;
use detente_resolve::Country;
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock};

/// Codes by ICEWS's names of them, for its files without a column of codes.
static TEXTS: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| pairs(include_str!("../../../data/imports/icews_texts.tsv")));

/// The reader.
#[derive(Debug)]
pub(crate) struct Icews {
    dataset: Arc<str>,
    lost_zeros: bool,
}

impl Icews {
    pub fn new(dataset: Arc<str>, lost_zeros: bool) -> Self {
        Self { dataset, lost_zeros }
    }
}

/// A party by name, sectors and country, or by its name alone: "Police (Australia)", "Iran".
fn party(name: &[u8], sectors: &[u8], country: &[u8], notes: &mut Notes) -> Vec<Party> {
    if name.is_empty() && country.is_empty() {
        return Vec::new();
    }
    let name_text = text(name);
    let (role, bracket) = match name_text.strip_suffix(')').and_then(|t| t.rsplit_once(" (")) {
        Some((role, country)) => (role, Some(country)),
        None => (&*name_text, None),
    };
    let mut party = Party { sectors: icews_sectors(&text(sectors)), ..Party::default() };
    if country.is_empty() {
        party.country = bracket.and_then(named).or_else(|| named(&name_text));
    } else {
        party.country = known(country, notes);
    }
    if party.country.is_none() && country.is_empty() {
        party.country = icews_body(&text(sectors));
    }
    if party.sectors.is_empty() && bracket.is_some() {
        party.sectors = icews_sectors(role);
    }
    if party.country.is_none() && country.is_empty() && party.sectors.is_empty() {
        notes.add(Repair::UnknownActor, name);
    }
    if party.country.is_none() || named(&name_text) != party.country {
        party.entity_name = (!name.is_empty()).then(|| name_text.into_owned());
    }
    vec![party]
}

fn known(name: &[u8], notes: &mut Notes) -> Option<Country> {
    let country = named(&text(name));
    if country.is_none() && !name.is_empty() {
        notes.add(Repair::UnknownCountry, name);
    }
    country
}

impl Reader for Icews {
    fn read(&mut self, row: Cells<'_>, notes: &mut Notes) -> Result<Draft, Refusal> {
        let id = row.named("Event ID");
        let mut event = blank(&self.dataset, id);
        event.date = day(row.named("Event Date"), notes)?;
        let mut cell = row.named("CAMEO Code");
        if cell.is_empty() {
            let name = text(row.named("Event Text")).to_lowercase();
            cell = TEXTS.get(name.as_str()).map(|c| c.as_bytes()).ok_or((Reason::NoCode, name))?;
        }
        let read = cameo(cell, &[], self.lost_zeros).ok_or_else(|| (Reason::UnknownCode, show(cell)))?;
        notes.all(&read.repairs, cell);
        let quad = gdelt_quad(&read.code);
        coded(&mut event, read, quad, true);
        let mut side = |side: &str| {
            let of = |what: &str| row.named(&format!("{side} {what}"));
            party(of("Name"), of("Sectors"), of("Country"), notes)
        };
        event.actors = side("Source");
        event.recipients = side("Target");
        event.score = notes.number(row.named("Intensity"), float).unwrap_or(0.0);
        let country = row.named("Country");
        let province = row.named("Province");
        let (name, precision) = finest(row.named("City"), row.named("District"), province, country);
        event.place = place(
            name,
            province,
            known(country, notes),
            point(row.named("Latitude"), row.named("Longitude")),
            precision,
        );
        let publisher = row.named("Publisher");
        if !publisher.is_empty() {
            event.publishers = vec![text(publisher).into_owned()];
        }
        let names = ["Source Name", "Target Name", "CAMEO Code", "Event Date"].map(|c| row.named(c));
        let [source, target, code, date] = names;
        let own = [self.dataset.as_bytes(), id, source, target, code, date];
        let id = (!id.is_empty()).then(|| id_of(&own));
        imported(&mut event, |i| i.mentions = 1);
        Ok(Draft { event, id })
    }
}
