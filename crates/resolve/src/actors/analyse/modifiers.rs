//! What the words before a head give: a country and sectors.

use super::super::items::{Force, Item, What};
use super::super::lexicon::{Form, Role, RoleKind, Sense};
use super::Analysis;
use crate::{Country, Sector};
use detente_text::Span;

impl Analysis<'_> {
    /// The country that the words before a head give: a possessive first, then the first one named.
    pub(super) fn modifier_country(&self, before: &[Item]) -> (Option<Country>, String) {
        let of = |item: &Item| self.country_of(item).map(|country| (country, item.span));
        let full = |item: &&Item| item.force == Force::Full;
        let possessive = before.iter().filter(full).filter(|item| item.possessive).find_map(of);
        let found = possessive
            .or_else(|| before.iter().filter(full).find_map(of))
            .or_else(|| before.iter().filter(|item| item.force == Force::Weak).find_map(of));
        match found {
            Some((country, span)) => (Some(country), format!("country {country} ({})", span.of(self.text))),
            None => (None, String::new()),
        }
    }

    /// The country that an adjective before a head gives.
    pub(super) fn adjective_country(&self, before: &[Item]) -> (Option<Country>, String) {
        let is_adjective = |item: &&Item| {
            !item.possessive && matches!(item.full_sense(), Some(Sense::Country(_, Form::Demonym)))
        };
        match before.iter().find(is_adjective).and_then(|item| self.country_of(item)) {
            Some(country) => (Some(country), format!("country {country}")),
            None => (None, String::new()),
        }
    }

    /// The country of the place that a run of unknown names is, by the gazetteer.
    pub(super) fn country_of_place(&self, names: &[Item]) -> Option<Country> {
        let first = names.iter().position(|item| item.what == What::Name)?;
        let run = names[first..].iter().take_while(|item| item.what == What::Name);
        let span = run.map(|item| item.span).reduce(Span::cover)?;
        crate::places::lookup_big(span.of(self.text), self.text)?.country
    }

    pub(super) fn country_of(&self, item: &Item) -> Option<Country> {
        match item.sense()? {
            Sense::Country(index, _) => Some(self.lexicon.countries[index as usize].country),
            Sense::Territory(index, _) => self.lexicon.territories[index as usize].country,
            Sense::Seat(index) => self.lexicon.seats[index as usize].country,
            Sense::Phrase(index) => self.lexicon.phrases[index as usize].country,
            Sense::Entity(index) => self.lexicon.entities[index as usize].term(self.date).0.country,
            Sense::Role(..) => None,
        }
    }

    /// The sectors that the words before a head give, in their order; persons give theirs to light heads only.
    pub(super) fn modifier_sectors(&self, before: &[Item], light: bool) -> Vec<Sector> {
        let mut out = Vec::new();
        for item in before {
            let Some(sense) = item.full_sense() else { continue };
            let given: &[Sector] = match sense {
                Sense::Role(index, _) => {
                    role_as_modifier(&self.lexicon.roles[index as usize], item.possessive)
                }
                Sense::Seat(index) => &self.lexicon.seats[index as usize].sectors,
                Sense::Phrase(index) => &self.lexicon.phrases[index as usize].sectors,
                Sense::Entity(index) => {
                    let entity = &self.lexicon.entities[index as usize];
                    if entity.person && !light { &[] } else { &entity.term(self.date).0.sectors }
                }
                Sense::Territory(index, _) => {
                    let own = &self.lexicon.territories[index as usize].sectors;
                    own.iter().position(|sector| sector.code() == "PRE").map_or(&[], |at| &own[at..=at])
                }
                Sense::Country(..) => &[],
            };
            extend_new(&mut out, given);
        }
        out
    }
}

/// What a role says of another that it stands before: light people say nothing
/// unless they own it ("the president's brother"), places neither.
pub(super) fn role_as_modifier(role: &Role, possessive: bool) -> &[Sector] {
    match role.kind {
        RoleKind::Place | RoleKind::None => &[],
        RoleKind::Person if role.light && !possessive => &[],
        _ => &role.sectors,
    }
}

/// The sectors of a role with its modifiers, and whether the modifiers settled a light one.
pub(super) struct Composed {
    /// Primary first.
    pub sectors: Vec<Sector>,
    /// Whether a light role needs no complement.
    pub settled: bool,
}

pub(super) fn compose(role: &Role, modifiers: &[Sector]) -> Composed {
    let colours_only = |sector: &&Sector| !matches!(sector.code(), "GOV" | "OPP" | "REL" | "PRE");
    let primary: Vec<Sector> = modifiers.iter().filter(colours_only).copied().collect();
    let settled = !primary.is_empty() || (role.sectors.is_empty() && !modifiers.is_empty());
    let mut sectors = if role.light && !primary.is_empty() { primary } else { role.sectors.clone() };
    extend_new(&mut sectors, modifiers);
    Composed { sectors, settled }
}

pub(super) fn extend_new(out: &mut Vec<Sector>, more: &[Sector]) {
    for sector in more {
        if !out.contains(sector) {
            out.push(*sector);
        }
    }
}

/// Whether they are an office that one can leave.
pub(super) fn is_office(sectors: &[Sector]) -> bool {
    sectors.first().is_some_and(|sector| matches!(sector.code(), "GOV" | "LEG" | "JUD" | "SPY" | "MIL"))
}
