//! What a phrase means by its head.

use super::super::clauses::colours;
use super::super::entity::Tenure;
use super::super::items::{Item, What};
use super::super::lexicon::{Form, Role, RoleKind, Sense, TerritoryKind};
use super::super::names::demonym_plural;
use super::super::words::WordFlags;
use super::modifiers::{compose, is_office};
use super::{Analysis, Finding, add_why, closed, codes, sectors};
use crate::{ActorKind, Country, Resolution, Sector};

impl Analysis<'_> {
    pub(super) fn known_head(&self, sense: Sense, item: &Item, before: &[Item]) -> Finding {
        match sense {
            Sense::Role(index, plural) => {
                self.role_head(&self.lexicon.roles[index as usize], plural, item, before)
            }
            Sense::Entity(index) => self.entity_head(index, item, before),
            Sense::Country(index, form) => closed(self.country_head(index, form, item, before)),
            Sense::Territory(index, plural) => closed(self.territory_head(index, plural, before)),
            Sense::Seat(index) => {
                let seat = &self.lexicon.seats[index as usize];
                closed(Resolution {
                    kind: ActorKind::Organisation,
                    country: seat.country,
                    sectors: seat.sectors.clone(),
                    name: Some(seat.name.clone()),
                    why: format!("seat {} → {}", seat.name, codes(&seat.sectors)),
                    ..Resolution::default()
                })
            }
            Sense::Phrase(index) => {
                let phrase = &self.lexicon.phrases[index as usize];
                closed(Resolution {
                    kind: phrase.kind,
                    country: phrase.country,
                    sectors: phrase.sectors.clone(),
                    name: Some(phrase.name.clone()),
                    why: format!("phrase {}", phrase.name),
                    ..Resolution::default()
                })
            }
        }
    }

    pub(super) fn role_head(&self, role: &Role, plural: bool, item: &Item, before: &[Item]) -> Finding {
        let (country, country_why) = self.role_country(role, before);
        let mut why = format!("role {} → {}", self.words(item), codes(&role.sectors));
        add_why(&mut why, &country_why);
        let kind = role_kind(role, plural || colours(before).quantity);
        if matches!(kind, ActorKind::Unknown | ActorKind::Place) {
            return closed(Resolution { kind, country, why, ..Resolution::default() });
        }
        let (sectors, settled) = self.role_sectors(role, before, &mut why);
        let role_name = Some(role.name.clone());
        let resolution = Resolution { kind, country, sectors, role: role_name, why, ..Resolution::default() };
        Finding {
            resolution,
            open: role.light && !settled,
            abroad: role.abroad,
            other: role.other,
            kin: role.kin,
        }
    }

    /// The country that the words before a role give; before a word for a government also its head's, and of a place
    /// that only the gazetteer knows.
    fn role_country(&self, role: &Role, before: &[Item]) -> (Option<Country>, String) {
        if role.other {
            return self.adjective_country(before);
        }
        let (country, why) = self.modifier_country(before);
        if country.is_some() {
            return (country, why);
        }
        let of_head = || self.country_of_head(role, before).filter(|_| role.kind == RoleKind::Organisation);
        if let Some(country) = of_head() {
            return (Some(country), format!("its head's country {country}"));
        }
        match self.country_of_place(before) {
            Some(country) => (Some(country), format!("place in {country}")),
            None => (None, why),
        }
    }

    /// A role's sectors with those of the words before it, and whether a light one needs no more.
    fn role_sectors(&self, role: &Role, before: &[Item], why: &mut String) -> (Vec<Sector>, bool) {
        let modifiers = self.modifier_sectors(before, role.light || role.kin);
        let composed = compose(role, &modifiers);
        if !modifiers.is_empty() {
            add_why(why, &format!("modifier {}", codes(&modifiers)));
        }
        if role.kin && modifiers.iter().any(|sector| matches!(sector.code(), "GOV" | "ELI")) {
            add_why(why, "family of officials → ELI");
            return (sectors(&["ELI"]), true);
        }
        if colours(before).former && role.kind == RoleKind::Person && is_office(&composed.sectors) {
            add_why(why, "former → ELI");
            return (sectors(&["ELI"]), composed.settled);
        }
        (composed.sectors, composed.settled)
    }

    pub(super) fn entity_head(&self, index: u16, item: &Item, before: &[Item]) -> Finding {
        let entity = &self.lexicon.entities[index as usize];
        let (term, tenure) = entity.term(self.date);
        let named = self.modifier_country(before).0;
        if !entity.person && named.is_some() && named != term.country {
            // "Peru's Congress" is not the one that "Congress" alone means.
            if let Some((role, plural)) = self.lexicon.role_named(self.words(item)) {
                return self.role_head(role, plural, item, before);
            }
        }
        let former = entity.person && self.date.is_none() && colours(before).former;
        let elite = entity.person && (tenure == Tenure::Outside || former);
        let sectors = if elite { sectors(&["ELI"]) } else { term.sectors.clone() };
        let mut why = format!("{} → {}", entity.id, codes(&sectors));
        let when =
            self.date.map(|date| format!("{} {date}", if elite { "out of office on" } else { "as of" }));
        add_why(&mut why, &when.unwrap_or_default());
        let country = term.country.or(named);
        closed(Resolution {
            kind: if entity.person { ActorKind::Person } else { ActorKind::Organisation },
            country,
            sectors,
            name: Some(entity.name.clone()),
            entity: Some(entity.id.clone()),
            role: if elite { None } else { term.role.clone() },
            why,
        })
    }

    pub(super) fn country_head(&self, index: u16, form: Form, item: &Item, before: &[Item]) -> Resolution {
        let entry = &self.lexicon.countries[index as usize];
        let words = colours(before);
        let country = Some(entry.country);
        let spelled = self.words(item);
        if words.direction && matches!(form, Form::Name | Form::Capital) {
            let why = format!("part of {spelled}");
            return Resolution { kind: ActorKind::Place, country, why, ..Resolution::default() };
        }
        let invariable = demonym_plural(spelled).is_none();
        let people = match form {
            Form::Name | Form::Capital => false,
            Form::People => words.quantity,
            Form::Demonym => words.quantity || (words.article && !invariable),
        };
        if people {
            let single = form == Form::Demonym && !words.quantity;
            let kind = if single { ActorKind::Person } else { ActorKind::Group };
            let why = format!("demonym {spelled}; people → CVL");
            return Resolution { kind, country, sectors: sectors(&["CVL"]), why, ..Resolution::default() };
        }
        let what = match form {
            Form::Name => "country",
            Form::Capital => "capital",
            Form::Demonym | Form::People => "demonym",
        };
        Resolution {
            kind: ActorKind::Country,
            country,
            sectors: sectors(&["GOV"]),
            name: Some(entry.name.clone()),
            entity: Some(format!("country:{}", entry.country)),
            role: None,
            why: format!("{what} {spelled}"),
        }
    }

    pub(super) fn territory_head(&self, index: u16, plural: bool, before: &[Item]) -> Resolution {
        let territory = &self.lexicon.territories[index as usize];
        let words = colours(before);
        let people = plural || territory.kind == TerritoryKind::People;
        let (kind, sectors) = match territory.kind {
            _ if people => {
                let own = &territory.sectors;
                (
                    ActorKind::Group,
                    if own.is_empty() || plural && own[0].code() == "GOV" {
                        sectors(&["CVL"])
                    } else {
                        own.clone()
                    },
                )
            }
            TerritoryKind::Disputed if !words.direction => (ActorKind::Country, territory.sectors.clone()),
            _ => (ActorKind::Place, Vec::new()),
        };
        let country = territory.country.or_else(|| self.modifier_country(before).0);
        let name = Some(territory.name.clone());
        let why = format!("territory {}", territory.name);
        Resolution { kind, country, sectors, name, why, ..Resolution::default() }
    }

    /// A capitalised word that nothing knows, with no title before it.
    pub(super) fn named_head(&self, item: &Item, before: &[Item]) -> Finding {
        let (country, country_why) = self.modifier_country(before);
        let demonym = before.iter().any(|item| {
            matches!(item.full_sense(), Some(Sense::Country(_, Form::Demonym))) && !item.possessive
        });
        let modifiers = self.modifier_sectors(before, true);
        if let Some(index) = self.person_of_context(item) {
            return self.entity_head(index, item, before);
        }
        let mut why = format!("name {} is not known", self.words(item));
        add_why(&mut why, &country_why);
        let kind = match (country.is_some(), demonym, modifiers.is_empty()) {
            (_, _, false) => ActorKind::Organisation,
            (true, true, true) => ActorKind::Person,
            _ => ActorKind::Unknown,
        };
        closed(Resolution { kind, country, sectors: modifiers, why, ..Resolution::default() })
    }

    /// A noun that is no role.
    pub(super) fn plain_head(&self, item: &Item, before: &[Item]) -> Finding {
        let (country, country_why) = self.modifier_country(before);
        let noun = self.words(item);
        let modifiers = self.modifier_sectors(before, true);
        let is_organisation = item.flags.is(WordFlags::ORGANISATION_WORD)
            && (country.is_some()
                || !modifiers.is_empty()
                || before.iter().any(|item| item.what == What::Name));
        if is_organisation {
            let why = format!("organisation word {noun}; {country_why}");
            let kind = ActorKind::Organisation;
            return Finding {
                open: modifiers.is_empty(),
                ..closed(Resolution { kind, country, sectors: modifiers, why, ..Resolution::default() })
            };
        }
        let nothing = item.flags.is(WordFlags::NONE.with(WordFlags::DAY))
            || item.abstract_noun
            || !item.flags.is_empty();
        let mut why = format!("noun {noun} is no actor");
        add_why(&mut why, &country_why);
        if nothing || modifiers.is_empty() {
            return closed(Resolution { country, why, ..Resolution::default() });
        }
        let why = format!("unknown noun {noun}; modifier {}; {country_why}", codes(&modifiers));
        closed(Resolution {
            kind: ActorKind::Group,
            country,
            sectors: modifiers,
            why,
            ..Resolution::default()
        })
    }
}

/// What sort of thing a role makes: a person in the plural is a group.
fn role_kind(role: &Role, several: bool) -> ActorKind {
    match role.kind {
        RoleKind::None => ActorKind::Unknown,
        RoleKind::Place => ActorKind::Place,
        RoleKind::Organisation => ActorKind::Organisation,
        RoleKind::Person if !several => ActorKind::Person,
        RoleKind::Person | RoleKind::Group | RoleKind::Modifier => ActorKind::Group,
    }
}
