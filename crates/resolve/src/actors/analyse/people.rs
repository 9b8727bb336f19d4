//! People by surname: after a title, before "administration", or named in full in the context.

use super::super::entity::Entity;
use super::super::items::{Item, What};
use super::super::lexicon::{Role, Sense};
use super::{Analysis, Finding, add_why};
use crate::Country;
use std::ops::Range;

/// The bytes of context that are searched for a person's full name.
const MOST_CONTEXT: usize = 8192;

impl Analysis<'_> {
    /// A title and a surname ("President Clinton"): the one known person who held the office; where several did, and
    /// all of one country, an unknown one of that country.
    pub(super) fn titled_head(&self, head: usize, start: usize, end: usize) -> Option<Finding> {
        let Some(Sense::Role(index, false)) = self.items[head].full_sense() else { return None };
        let surname = self.items[head + 1..end].iter().rev().find(|item| item.what == What::Name)?;
        let role = &self.lexicon.roles[index as usize];
        let before = &self.items[start..head];
        let country = self.modifier_country(before).0;
        let fits = |entity: &Entity| {
            entity.held(&role.name, self.date)
                && country.is_none_or(|country| entity.terms.iter().any(|term| term.country == Some(country)))
                && self.agrees(entity, head + 1..end)
        };
        let mut found = self.lexicon.people_named(self.words(surname)).filter(|(_, entity)| fits(entity));
        let (person, first) = found.next()?;
        let shared = first.term(self.date).0.country;
        let mut others = found.map(|(_, other)| other.term(self.date).0.country).peekable();
        if others.peek().is_none() {
            return Some(self.entity_head(person, &self.items[head], before));
        }
        if country.is_some() || others.any(|other| other != shared) {
            return None;
        }
        let mut finding = self.role_head(role, false, &self.items[head], before);
        finding.resolution.country = shared;
        add_why(&mut finding.resolution.why, "one of several of that name");
        Some(finding)
    }

    /// Whether every name in the range is a word of the person's names: "President Ann Bush" is nobody we know.
    pub(super) fn agrees(&self, entity: &Entity, range: Range<usize>) -> bool {
        let names = || std::iter::once(&entity.name).chain(&entity.aliases);
        let is_name = |item: &&Item| item.what == What::Name;
        let known =
            |item: &Item| names().any(|name| name.split([' ', '-']).any(|word| word == self.words(item)));
        self.items[range].iter().filter(is_name).all(known)
    }

    /// The country of the one government whose head bears a name before a word for a government ("the Bush administration").
    pub(super) fn country_of_head(&self, role: &Role, before: &[Item]) -> Option<Country> {
        let governs = role.sectors.first().is_some_and(|sector| sector.code() == "GOV");
        let name = before.iter().rev().find(|item| item.what == What::Name)?;
        let heads = self.lexicon.people_named(self.words(name)).filter(|(_, entity)| {
            ["president", "prime minister", "chancellor", "king"]
                .iter()
                .any(|office| entity.held(office, self.date))
        });
        let mut countries = heads.filter_map(|(_, entity)| entity.term(self.date).0.country);
        let first = countries.next().filter(|_| governs)?;
        countries.all(|country| country == first).then_some(first)
    }

    /// The one known person of that surname whom the context names in full, or by office ("President Bush").
    pub(super) fn person_of_context(&self, item: &Item) -> Option<u16> {
        let surname = self.words(item);
        let mut bearers = self.lexicon.people_named(surname).peekable();
        bearers.peek()?;
        let context = &self.context[..floor_boundary(self.context, MOST_CONTEXT)];
        let named = |entity: &Entity| {
            let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
            names.any(|name| {
                name.len() > surname.len() && name.contains(' ') && context.contains(name.as_str())
            })
        };
        let titled = |entity: &Entity| {
            let folded = context.to_lowercase();
            let mut roles = entity.terms.iter().filter_map(|term| term.role.as_deref());
            let surname = surname.to_lowercase();
            roles.any(|role| entity.held(role, self.date) && folded.contains(&format!("{role} {surname}")))
        };
        let mut found = bearers.filter(|(_, entity)| named(entity) || titled(entity));
        let (person, _) = found.next()?;
        found.next().is_none().then_some(person)
    }
}

/// The last character boundary at or before `at`.
pub(super) fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
