//! ACLED: battles, violence, protests; it does not say who acted on whom (docs/exchange.md says what is made of that).

use crate::actors::named;
use crate::draft::{Cells, Draft, Notes, Reader, Refusal, blank, day, publishers, sides, typed};
use crate::ids::id_of;
use crate::numbers::whole;
use crate::places::{place, point};
use crate::record::text;
use crate::tables::{rows, some};
use crate::tally::{Reason, show};
use detente_coding::{EventType, Ontology, Party};
use detente_resolve::{Country, Granularity, Precision, Sector};
use detente_stories::EventCount;
use jiff::ToSpan;
use rustc_hash::FxHashMap;
use std::sync::{Arc, LazyLock};

type Acts = FxHashMap<&'static str, (Option<EventType>, Option<&'static str>)>;
type Kinds = FxHashMap<&'static str, (Option<Sector>, bool)>;

/// Sub-event types, and kinds of actors.
static TABLE: LazyLock<(Acts, Kinds)> = LazyLock::new(|| {
    let (mut acts, mut kinds) = (Acts::default(), Kinds::default());
    for [row, name, what, more] in rows::<4>(include_str!("../../../data/imports/acled.tsv")) {
        if row == "act" {
            acts.insert(name, (EventType::from_name(what), some(more)));
        } else {
            kinds.insert(name, (Sector::new(what), more == "yes"));
        }
    }
    (acts, kinds)
});

/// The reader.
#[derive(Debug)]
pub(crate) struct Acled {
    dataset: Arc<str>,
}

impl Acled {
    pub fn new(dataset: Arc<str>) -> Self {
        Self { dataset }
    }
}

/// A party, and whether it is armed. `home` is the event's country, which civilians and rioters are of.
fn party(name: &[u8], inter: &[u8], home: Option<Country>) -> Option<(Party, bool)> {
    let name = text(name);
    if name.is_empty() {
        return None;
    }
    let key = text(inter.strip_suffix(b".0").unwrap_or(inter)).to_lowercase();
    let (sector, armed) = TABLE.1.get(key.as_str()).copied().unwrap_or((None, false));
    let sector = sector.or_else(|| Sector::new(force(&name)?));
    let civil = sector.is_some_and(|s| s.code() == "CVL");
    let country = country(&name).or(home.filter(|_| civil));
    let entity_name = Some(name.into_owned());
    Some((Party { country, sectors: sector.into_iter().collect(), entity_name, ..Party::default() }, armed))
}

/// The sector of a state's forces, by the beginning of their name.
fn force(name: &str) -> Option<&'static str> {
    ["Police", "Military", "Government"]
        .iter()
        .zip(["COP", "MIL", "GOV"])
        .find(|(n, _)| name.starts_with(**n))
        .map(|(_, s)| s)
}

/// "Police Forces of Argentina (2019-)", "Civilians (Argentina)".
fn country(name: &str) -> Option<Country> {
    let (head, bracket) = match name.strip_suffix(')').and_then(|n| n.rsplit_once(" (")) {
        Some((head, bracket)) => (head, Some(bracket)),
        None => (name, None),
    };
    bracket.and_then(named).or_else(|| head.split_once(" of ").and_then(|(_, c)| named(c)))
}

fn precision(cell: &[u8]) -> Precision {
    match whole(cell) {
        Some(1) => Precision::City,
        Some(2) => Precision::District,
        _ => Precision::Province,
    }
}

/// The type and the mode of a sub-event type.
fn act(sub: &[u8]) -> Result<(Option<EventType>, Option<&'static str>), Refusal> {
    let found = TABLE.0.get(text(sub).to_lowercase().as_str());
    found.copied().ok_or_else(|| {
        let reason = if sub.is_empty() { Reason::NoCode } else { Reason::UnknownCode };
        (reason, show(sub))
    })
}

fn killed(number: u64) -> EventCount {
    EventCount { what: "killed".into(), min: Some(number), max: Some(number), words: number.to_string() }
}

impl Reader for Acled {
    fn read(&mut self, row: Cells<'_>, notes: &mut Notes) -> Result<Draft, Refusal> {
        let id = row.named("event_id_cnty");
        let mut event = blank(&self.dataset, id);
        event.date = day(row.named("event_date"), notes)?;
        widen(&mut event.date, whole(row.named("time_precision")));
        let sub = row.named("sub_event_type");
        let (kind, mode) = act(sub)?;
        event.modes = mode.map(str::to_owned).into_iter().collect();
        event.score = kind.map_or(0.0, |kind| Ontology::embedded().score(kind, &event.modes));
        typed(&mut event, kind, text(sub).into_owned());
        let home = named(&text(row.named("country")));
        let one = party(row.named("actor1"), row.named("inter1"), home);
        let two = party(row.named("actor2"), row.named("inter2"), home);
        let both_armed = one.as_ref().is_some_and(|p| p.1) && two.as_ref().is_some_and(|p| p.1);
        let reciprocal = both_armed || kind == Some(EventType::Agree);
        sides(&mut event, reciprocal, one.map(|p| p.0), two.map(|p| p.0));
        let at = point(row.named("latitude"), row.named("longitude"));
        let precision = precision(row.named("geo_precision"));
        event.place = place(row.named("location"), row.named("admin1"), home, at, precision);
        let dead = notes.number(row.named("fatalities"), whole).filter(|n| *n > 0);
        event.counts = dead.map(killed).into_iter().collect();
        event.publishers = publishers(row.named("source"));
        event.n_articles = event.publishers.len().max(1);
        let id = (!id.is_empty()).then(|| id_of(&[self.dataset.as_bytes(), id]));
        Ok(Draft { event, id })
    }
}

/// ACLED's `time_precision`: 1 the day, 2 the week around it, 3 the month of it.
fn widen(date: &mut detente_stories::EventDate, precision: Option<u64>) {
    let Some(day) = date.from else { return };
    let range = match precision {
        Some(2) => (day.checked_sub(3.days()).ok(), day.checked_add(3.days()).ok(), Granularity::Span),
        Some(3) => (Some(day.first_of_month()), Some(day.last_of_month()), Granularity::Month),
        _ => return,
    };
    (date.from, date.to, date.granularity) = range;
}
