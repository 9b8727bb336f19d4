//! Countries and known actors named inside a text.

use super::items::{Force, all_items};
use super::lexicon::{Form, Lexicon, Sense, TerritoryKind};
use crate::{Country, Sector};
use detente_text::Span;

/// In what form a country is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// "Iran".
    Name,
    /// "Iranian".
    Demonym,
    /// "Iranians".
    People,
    /// "Tehran".
    Capital,
    /// "the Kremlin".
    Seat,
    /// "Gaza", "Basra", "Chechen".
    Territory,
    /// A named organisation or person of the country.
    Actor,
}

/// A country named inside a text.
#[derive(Clone, Debug, PartialEq)]
pub struct CountryMention {
    /// Bytes in the text, possessive ending excluded.
    pub span: Span,
    /// Which country.
    pub country: Country,
    /// How it is named.
    pub form: MentionForm,
    /// Sectors: the actor's own, a government's for names and capitals, none for adjectives.
    pub sectors: Vec<Sector>,
    /// Whether it ends in a possessive ("Iran's").
    pub possessive: bool,
    /// Whether a hyphen has cancelled it as a modifier of what follows ("Iran-backed", "pro-Russian").
    pub cancelled: bool,
}

/// Every mention of a country in `text`, in order.
pub fn countries_in(lexicon: &Lexicon, text: &str) -> Vec<CountryMention> {
    let gov = || Sector::new("GOV").into_iter().collect::<Vec<Sector>>();
    let mut out = Vec::new();
    for item in all_items(lexicon, text) {
        let super::items::What::Known(sense) = item.what else { continue };
        let found = match sense {
            Sense::Country(index, form) => {
                let country = lexicon.countries[index as usize].country;
                Some(match form {
                    Form::Name => (Some(country), MentionForm::Name, gov()),
                    Form::Capital => (Some(country), MentionForm::Capital, gov()),
                    Form::Demonym => (Some(country), MentionForm::Demonym, Vec::new()),
                    Form::People => (Some(country), MentionForm::People, Vec::new()),
                })
            }
            Sense::Territory(index, _) => {
                let territory = &lexicon.territories[index as usize];
                let sectors = if territory.kind == TerritoryKind::Disputed {
                    territory.sectors.clone()
                } else {
                    Vec::new()
                };
                Some((territory.country, MentionForm::Territory, sectors))
            }
            Sense::Seat(index) => {
                let seat = &lexicon.seats[index as usize];
                Some((seat.country, MentionForm::Seat, seat.sectors.clone()))
            }
            Sense::Entity(index) => {
                let (term, _) = lexicon.entities[index as usize].term(None);
                Some((term.country, MentionForm::Actor, term.sectors.clone()))
            }
            Sense::Phrase(_) | Sense::Role(..) => None,
        };
        let Some((Some(country), form, sectors)) = found else { continue };
        let cancelled = item.force == Force::Cancelled;
        out.push(CountryMention {
            span: item.span,
            country,
            form,
            sectors,
            possessive: item.possessive,
            cancelled,
        });
    }
    out
}
