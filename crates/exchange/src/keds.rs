//! KEDS, TABARI and PETRARCH: date, source, target, code, in CAMEO or WEIS.

use crate::Scheme;
use crate::actors::Codes;
use crate::codes::{cameo, gdelt_quad, weis};
use crate::draft::{Cells, Draft, Notes, Reader, Refusal, blank, coded, day, parties};
use crate::tally::{Reason, Repair, show};
use std::sync::Arc;

/// The reader.
#[derive(Debug)]
pub(crate) struct Keds {
    dataset: Arc<str>,
    codes: Codes,
    scheme: Scheme,
    lost_zeros: bool,
}

impl Keds {
    pub fn new(dataset: Arc<str>, scheme: Scheme, lost_zeros: bool) -> Self {
        Self { dataset, codes: Codes::new(scheme), scheme, lost_zeros }
    }
}

impl Reader for Keds {
    fn read(&mut self, row: Cells<'_>, notes: &mut Notes) -> Result<Draft, Refusal> {
        let mut event = blank(&self.dataset, &[]);
        event.date = day(row.at(0), notes)?;
        let cell = row.at(3);
        if cell.is_empty() {
            return Err((Reason::NoCode, String::new()));
        }
        let is_cameo = self.scheme == Scheme::Cameo;
        let read = if is_cameo { cameo(cell, &[], self.lost_zeros) } else { weis(cell) };
        let read = read.ok_or_else(|| (Reason::UnknownCode, show(cell)))?;
        notes.all(&read.repairs, cell);
        match read.meaning.score {
            Some(score) => event.score = score,
            None => notes.add(Repair::OffTheScale, cell),
        }
        let quad = if is_cameo { gdelt_quad(&read.code) } else { None };
        coded(&mut event, read, quad, is_cameo);
        event.actors = parties(self.codes.party(row.at(1)), row.at(1), notes);
        event.recipients = parties(self.codes.party(row.at(2)), row.at(2), notes);
        Ok(Draft { event, id: None })
    }
}
