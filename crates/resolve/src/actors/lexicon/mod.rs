//! The tables as one trie over words, with what each name may mean.

mod build;

use super::country::CountryEntry;
use super::entity::Entity;
use super::lint::Problem;
use super::names::Case;
use super::token::{fold_into, for_each_token};
use super::words::WordFlags;
use crate::{Country, Sector};
use rustc_hash::FxHashMap;

/// How a country is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// By its name.
    Name,
    /// By an adjective, or a noun for one of its people.
    Demonym,
    /// By the plural noun of its people.
    People,
    /// By its capital.
    Capital,
}

/// What a name means: an index into a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// A state.
    Country(u16, Form),
    /// A region, city, people or disputed territory; whether the form is a plural.
    Territory(u16, bool),
    /// A seat of power.
    Seat(u16),
    /// A phrase that hides a name.
    Phrase(u16),
    /// A named actor.
    Entity(u16),
    /// A role; whether the form is a plural.
    Role(u16, bool),
}

/// A name's meaning and the spelling that it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias {
    /// What it means.
    pub sense: Sense,
    /// Which spelling matches.
    pub case: Case,
}

/// What a role names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleKind {
    /// One person; a plural is a group.
    Person,
    /// Several people, or their equipment.
    Group,
    /// A body.
    Organisation,
    /// A place.
    Place,
    /// Not an actor.
    None,
    /// An adjective.
    Modifier,
}

/// A row of `roles.tsv`.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent weights of a word")]
pub struct Role {
    /// The form that was matched, in plain words.
    pub name: String,
    /// What it names.
    pub kind: RoleKind,
    /// Whether it takes the sector of what it belongs to.
    pub light: bool,
    /// Whether a place named after it is not its country ("the embassy in Baku").
    pub abroad: bool,
    /// Whether "… of soldiers" after it is about the soldiers.
    pub partitive: bool,
    /// Whether what it belongs to is another ("Iran's enemies").
    pub other: bool,
    /// Whether it is family of whom it belongs to.
    pub kin: bool,
    /// Sectors, primary first.
    pub sectors: Vec<Sector>,
}

/// What a territory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerritoryKind {
    /// Part of a state.
    Region,
    /// A city.
    City,
    /// A people.
    People,
    /// Partially recognised.
    Disputed,
}

/// A row of `territories.tsv` or `seats.tsv`.
#[derive(Clone, Debug)]
pub struct Territory {
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: TerritoryKind,
    /// Whose it is.
    pub country: Option<Country>,
    /// Sectors.
    pub sectors: Vec<Sector>,
}

/// A row of `phrases.tsv`.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Name.
    pub name: String,
    /// `place`, `none`, `person`, `people` or `organisation`.
    pub kind: crate::ActorKind,
    /// Country.
    pub country: Option<Country>,
    /// Sectors.
    pub sectors: Vec<Sector>,
    /// Context words that exclude it.
    pub unless: Vec<String>,
    /// Context words that it needs.
    pub when: Vec<String>,
}

/// Everything that the tables say, indexed by words.
#[derive(Debug, Default)]
pub struct Lexicon {
    vocabulary: FxHashMap<Box<str>, u32>,
    flags: Vec<WordFlags>,
    edges: FxHashMap<u64, u32>,
    nodes: Vec<Vec<Alias>>,
    /// `countries.tsv`.
    pub countries: Vec<CountryEntry>,
    /// `territories.tsv`.
    pub territories: Vec<Territory>,
    /// `seats.tsv`.
    pub seats: Vec<Territory>,
    /// `phrases.tsv`.
    pub phrases: Vec<Phrase>,
    /// `organisations.tsv` and `people.tsv`.
    pub entities: Vec<Entity>,
    /// `roles.tsv`, one a form.
    pub roles: Vec<Role>,
    none_suffixes: Vec<String>,
    surnames: FxHashMap<u32, Vec<u16>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Lexicon {
    /// The people whose surname a word is, in the order of the table.
    pub fn people_named(&self, surname: &str) -> impl Iterator<Item = (u16, &Entity)> {
        let mut folded = String::new();
        fold_into(surname, &mut folded);
        let bearers = self.surnames.get(&self.word(&folded)).map_or(&[][..], Vec::as_slice);
        bearers.iter().map(|&index| (index, &self.entities[index as usize]))
    }

    /// Whether a code is in the table or one of PLOVER's seven.
    pub fn is_known(&self, country: Country) -> bool {
        country.is_supranational() || self.country(country).is_some()
    }

    /// The entry of a code.
    pub fn country(&self, country: Country) -> Option<&CountryEntry> {
        self.countries.iter().find(|entry| entry.country == country)
    }

    /// A word's number; 0 if it is in no table.
    pub fn word(&self, folded: &str) -> u32 {
        self.vocabulary.get(folded).copied().unwrap_or(0)
    }

    /// The lists that a word is in.
    pub fn flags(&self, word: u32) -> WordFlags {
        self.flags.get(word as usize).copied().unwrap_or_default()
    }

    /// The node after `node` by `word`.
    pub fn step(&self, node: u32, word: u32) -> Option<u32> {
        if word == 0 { None } else { self.edges.get(&edge(node, word)).copied() }
    }

    /// What may be meant at a node.
    pub fn senses(&self, node: u32) -> &[Alias] {
        self.nodes.get(node as usize).map_or(&[], Vec::as_slice)
    }

    /// The role that a text names as a whole, if it does.
    pub fn role_named(&self, text: &str) -> Option<(&Role, bool)> {
        let mut node = Some(0);
        for_each_token(text, |_, word| {
            node = node.and_then(|node| self.step(node, self.word(word)));
            node.is_some()
        });
        self.senses(node?).iter().find_map(|alias| match alias.sense {
            Sense::Role(index, plural) => Some((&self.roles[index as usize], plural)),
            _ => None,
        })
    }

    /// Every node's senses.
    pub fn all_senses(&self) -> impl Iterator<Item = &[Alias]> {
        self.nodes.iter().map(Vec::as_slice)
    }

    /// Whether an unknown noun has the ending of an act or a state.
    pub fn has_none_suffix(&self, word: &str) -> bool {
        self.none_suffixes
            .iter()
            .any(|suffix| word.len() > suffix.len() + 2 && word.ends_with(suffix.as_str()))
    }
}

fn edge(node: u32, word: u32) -> u64 {
    (u64::from(node) << 32) | u64::from(word)
}
