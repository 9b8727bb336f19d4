//! GDELT events, 2.0 (61 columns) and 1.0 (57 or 58).

use crate::Scheme;
use crate::actors::{Codes, fips};
use crate::codes::cameo;
use crate::draft::{Cells, Draft, Notes, Reader, Refusal, blank, coded, day, imported, parties};
use crate::ids::id_of;
use crate::layout::Layout;
use crate::numbers::{count, float, whole};
use crate::places::{domain, place, point};
use crate::record::text;
use crate::tally::{Reason, show};
use detente_resolve::Precision;
use detente_stories::EventPlace;
use std::sync::Arc;

/// Numbers of columns, which differ between the versions.
#[derive(Debug)]
struct At {
    id: usize,
    date: usize,
    actors: [usize; 2],
    code: usize,
    base: usize,
    root: usize,
    quad: usize,
    score: usize,
    mentions: usize,
    articles: usize,
    geo: [usize; 5],
    url: usize,
    confidence: usize,
}

/// The reader.
#[derive(Debug)]
pub(crate) struct Gdelt {
    dataset: Arc<str>,
    codes: Codes,
    at: At,
}

impl Gdelt {
    pub fn new(dataset: Arc<str>, layout: &Layout) -> Self {
        let at = |name: &str| layout.number(name).unwrap_or(usize::MAX);
        let geo = ["Type", "FullName", "CountryCode", "Lat", "Long"].map(|c| at(&format!("ActionGeo_{c}")));
        let at = At {
            id: at("GLOBALEVENTID"),
            date: at("SQLDATE"),
            actors: [at("Actor1Code"), at("Actor2Code")],
            code: at("EventCode"),
            base: at("EventBaseCode"),
            root: at("EventRootCode"),
            quad: at("QuadClass"),
            score: at("GoldsteinScale"),
            mentions: at("NumMentions"),
            articles: at("NumArticles"),
            geo,
            url: at("SOURCEURL"),
            confidence: at("Confidence"),
        };
        Self { dataset, codes: Codes::new(Scheme::Cameo), at }
    }

    /// The place of the act: type 1 is a country, 2 and 5 a state or province, 3 and 4 a city.
    fn place(&self, row: Cells<'_>) -> Option<EventPlace> {
        let [kind, name, country, lat, lon] = self.at.geo.map(|column| row.at(column));
        let precision = match whole(kind)? {
            1 => Precision::Country,
            2 | 5 => Precision::Province,
            3 | 4 => Precision::City,
            _ => return None,
        };
        let mut parts = name.split(|b| *b == b',').map(<[u8]>::trim_ascii);
        let first = parts.next().unwrap_or(&[]);
        let province =
            parts.next().filter(|_| precision == Precision::City && parts.next().is_some()).unwrap_or(&[]);
        place(first, province, fips(country), point(lat, lon), precision)
    }
}

impl Reader for Gdelt {
    fn read(&mut self, row: Cells<'_>, notes: &mut Notes) -> Result<Draft, Refusal> {
        let id = row.at(self.at.id);
        let mut event = blank(&self.dataset, id);
        event.date = day(row.at(self.at.date), notes)?;
        let cell = row.at(self.at.code);
        if cell.is_empty() {
            return Err((Reason::NoCode, String::new()));
        }
        let read = cameo(cell, row.at(self.at.root), false).ok_or_else(|| {
            (Reason::UnknownCode, format!("{} (base {})", show(cell), show(row.at(self.at.base))))
        })?;
        notes.all(&read.repairs, cell);
        let quad = notes.number(row.at(self.at.quad), whole).filter(|q| (1..=4).contains(q)).map(|q| q as u8);
        let quad = quad.or_else(|| crate::codes::gdelt_quad(&read.code));
        coded(&mut event, read, quad, true);
        let [actor, recipient] = self.at.actors.map(|column| row.at(column));
        event.actors = parties(self.codes.party(actor), actor, notes);
        event.recipients = parties(self.codes.party(recipient), recipient, notes);
        event.score = notes.number(row.at(self.at.score), float).unwrap_or(0.0);
        event.n_articles = notes.number(row.at(self.at.articles), count).unwrap_or(1) as usize;
        event.place = self.place(row);
        if let Some(confidence) = whole(row.at(self.at.confidence)) {
            event.confidence = (confidence.min(100) as f32) / 100.0;
        }
        let mentions = notes.number(row.at(self.at.mentions), count).unwrap_or(1);
        let url = row.at(self.at.url);
        if !url.is_empty() {
            let url = text(url);
            event.publishers = domain(&url).into_iter().collect();
            imported(&mut event, |i| i.url = Some(url.into_owned()));
        }
        imported(&mut event, |i| i.mentions = mentions);
        let id = (!id.is_empty()).then(|| id_of(&[self.dataset.as_bytes(), id]));
        Ok(Draft { event, id })
    }
}
