//! Phoenix: CAMEO with penta classes, 26 columns.

use crate::Scheme;
use crate::actors::Codes;
use crate::codes::cameo;
use crate::draft::{Cells, Draft, Notes, Reader, Refusal, blank, coded, day, imported, parties, publishers};
use crate::ids::id_of;
use crate::numbers::{float, whole};
use crate::places::{domain, place, point};
use crate::record::text;
use crate::tally::{Reason, show};
use detente_coding::Party;
use detente_resolve::{Country, Precision, Resolver};
use std::sync::Arc;

/// The reader.
#[derive(Debug)]
pub(crate) struct Phoenix {
    dataset: Arc<str>,
    codes: Codes,
    lost_zeros: bool,
}

impl Phoenix {
    pub fn new(dataset: Arc<str>, lost_zeros: bool) -> Self {
        Self { dataset, codes: Codes::new(Scheme::Cameo), lost_zeros }
    }

    /// A side by its whole code, else by its parts.
    fn side(&mut self, row: Cells<'_>, side: &str, notes: &mut Notes) -> Vec<Party> {
        let of = |what: &str| row.named(&format!("{side}Actor{what}"));
        let full = of("Full");
        let joined = if full.is_empty() {
            [of("Entity"), of("Role"), of("Attribute")].concat()
        } else {
            full.to_vec()
        };
        parties(self.codes.party(&joined), &joined, notes)
    }
}

impl Reader for Phoenix {
    fn read(&mut self, row: Cells<'_>, notes: &mut Notes) -> Result<Draft, Refusal> {
        let id = row.named("EventID");
        let mut event = blank(&self.dataset, id);
        event.date = day(row.named("Date"), notes)?;
        let (cell, root) = (row.named("EventCode"), row.named("EventRootCode"));
        if cell.is_empty() {
            return Err((Reason::NoCode, String::new()));
        }
        let read = cameo(cell, root, self.lost_zeros).ok_or_else(|| (Reason::UnknownCode, show(cell)))?;
        notes.all(&read.repairs, cell);
        let score = notes.number(row.named("GoldsteinScore"), float).or(read.meaning.score);
        event.score = score.unwrap_or(0.0);
        let penta = notes.number(row.named("PentaClass"), whole).filter(|p| *p <= 4).map(|p| p as u8);
        coded(&mut event, read, penta, true);
        imported(&mut event, |i| i.quad = penta);
        event.actors = self.side(row, "Source", notes);
        event.recipients = self.side(row, "Target", notes);
        let of = text(row.named("CountryCode")).to_ascii_uppercase();
        let country = Country::new(&of).filter(|c| Resolver::embedded().is_known_country(*c));
        let (name, state) = (row.named("LocationName"), row.named("StateName"));
        let precision = if name.is_empty() { Precision::Country } else { Precision::City };
        event.place = place(name, state, country, point(row.named("Lat"), row.named("Lon")), precision);
        let urls = text(row.named("URLs")).into_owned();
        event.publishers = publishers(row.named("NewsSources"));
        let urls: Vec<&str> = urls.split(';').map(str::trim).filter(|u| !u.is_empty()).collect();
        if event.publishers.is_empty() {
            let domains: Vec<String> = urls.iter().filter_map(|u| domain(u)).collect();
            event.publishers = publishers(domains.join(";").as_bytes());
        }
        event.n_articles = urls.len().max(1);
        imported(&mut event, |i| {
            i.url = urls.first().map(|u| (*u).to_owned());
            i.mentions = urls.len().max(1) as u32;
        });
        let id = (!id.is_empty()).then(|| id_of(&[self.dataset.as_bytes(), id]));
        Ok(Draft { event, id })
    }
}
