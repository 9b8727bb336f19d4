//! Reading the tables into the trie.

use super::super::country::CountryEntry;
use super::super::entity::{Entity, read_sectors};
use super::super::lint::{Problem, faults_of};
use super::super::names::{Case, demonym_plural, is_plural, plural};
use super::super::resolver::ActorSources;
use super::super::table::{Row, rows};
use super::super::token::{fold_into, for_each_token};
use super::super::words::WordFlags;
use super::{Alias, Form, Lexicon, Phrase, Role, RoleKind, Sense, Territory, TerritoryKind, edge};
use crate::{ActorKind, Country};
use rustc_hash::{FxHashMap, FxHashSet};

/// The weights that a role may have.
const WEIGHTS: [&str; 5] = ["abroad", "kin", "light", "other", "partitive"];

impl Lexicon {
    /// Reads the tables; rows that cannot be read are left out and noted in `problems`.
    pub fn build(sources: &ActorSources<'_>) -> Self {
        Self::build_without(sources, &FxHashSet::default())
    }

    /// The same, without the entities that have one of these ids.
    fn build_without(sources: &ActorSources<'_>, ids: &FxHashSet<String>) -> Self {
        let mut lexicon =
            Self { nodes: vec![Vec::new()], flags: vec![WordFlags::default()], ..Self::default() };
        lexicon.read_each("words.tsv", sources.words, 2, Self::add_words);
        lexicon.read_each("countries.tsv", sources.countries, 9, Self::add_country);
        lexicon.read_each("territories.tsv", sources.territories, 5, Self::add_territory);
        lexicon.read_each("seats.tsv", sources.seats, 4, Self::add_seat);
        lexicon.read_each("phrases.tsv", sources.phrases, 6, Self::add_phrase);
        lexicon.read_each("roles.tsv", sources.roles, 5, Self::add_role);
        lexicon.read_each("organisations.tsv", sources.organisations, 4, |l, row| {
            if ids.contains(&format!("org:{}", row.cell(0))) { Ok(()) } else { l.add_entity(row, false) }
        });
        lexicon.read_each("people.tsv", sources.people, 4, |l, row| {
            if ids.contains(&format!("person:{}", row.cell(0))) { Ok(()) } else { l.add_entity(row, true) }
        });
        lexicon
    }

    /// The tables and a user's own actors on them, with what is wrong with those, as `file:line: what`; rows with faults
    /// are left out. Of two rows with one id the later one holds.
    pub fn build_with(sources: &ActorSources<'_>, files: &[(&str, &str)]) -> (Self, Vec<String>) {
        let mut problems = Vec::new();
        let mut own: Vec<(String, Entity)> = Vec::new();
        for (file, text) in files {
            for row in rows(text) {
                let place = format!("{file}:{}", row.line);
                match read_own(&row) {
                    Ok(entity) => own.push((place, entity)),
                    Err(what) => problems.push(format!("{place}: {what}")),
                }
            }
        }
        let ids = own.iter().map(|(_, entity)| entity.id.clone()).collect();
        let mut lexicon = Self::build_without(sources, &ids);
        let last: FxHashMap<String, usize> =
            own.iter().enumerate().map(|(at, (_, entity))| (entity.id.clone(), at)).collect();
        for (at, (place, entity)) in own.into_iter().enumerate() {
            let faults = faults_of(&lexicon, &entity);
            problems.extend(faults.iter().map(|what| format!("{place}: {what}")));
            if faults.is_empty()
                && last.get(&entity.id) == Some(&at)
                && let Err(what) = lexicon.push_entity(entity, true)
            {
                problems.push(format!("{place}: {what}"));
            }
        }
        (lexicon, problems)
    }

    fn read_each(
        &mut self,
        file: &'static str,
        text: &str,
        width: usize,
        read: impl Fn(&mut Self, &Row<'_>) -> Result<(), String>,
    ) {
        for row in rows(text) {
            let result = if row.width() == width {
                read(self, &row)
            } else {
                Err(format!("{} columns instead of {width}", row.width()))
            };
            if let Err(what) = result {
                self.problems.push(Problem { file, line: row.line, what });
            }
        }
    }

    fn add_words(&mut self, row: &Row<'_>) -> Result<(), String> {
        match row.cell(0) {
            "spelling" => {
                for pair in row.values(1) {
                    let (other, ours) = pair.split_once('=').ok_or_else(|| format!("'{pair}' has no ="))?;
                    let id = self.intern(ours);
                    self.vocabulary.insert(other.into(), id);
                }
            }
            "none_suffix" => self.none_suffixes = row.list(1),
            list => {
                let flag = WordFlags::of_list(list).ok_or_else(|| format!("no such list: '{list}'"))?;
                for word in row.values(1) {
                    self.flag(word, flag);
                    if list == "none" {
                        self.flag(&plural(word), flag);
                    }
                }
            }
        }
        Ok(())
    }

    fn flag(&mut self, word: &str, flag: WordFlags) {
        let id = self.intern(word) as usize;
        self.flags[id] = self.flags[id].with(flag);
    }

    fn add_country(&mut self, row: &Row<'_>) -> Result<(), String> {
        let entry = CountryEntry::read(row)?;
        let index = index_of(self.countries.len())?;
        for name in std::iter::once(&entry.name).chain(&entry.names) {
            self.add_name(name, Sense::Country(index, Form::Name));
        }
        for capital in &entry.capitals {
            self.add_name(capital, Sense::Country(index, Form::Capital));
        }
        for demonym in &entry.demonyms {
            self.add_name(demonym, Sense::Country(index, Form::Demonym));
            if let Some(people) = demonym_plural(demonym) {
                self.add_name(&people, Sense::Country(index, Form::People));
            }
        }
        self.countries.push(entry);
        Ok(())
    }

    fn add_territory(&mut self, row: &Row<'_>) -> Result<(), String> {
        let kind = match row.cell(2) {
            "region" => TerritoryKind::Region,
            "city" => TerritoryKind::City,
            "people" => TerritoryKind::People,
            "disputed" => TerritoryKind::Disputed,
            other => return Err(format!("no such kind: '{other}'")),
        };
        let index = index_of(self.territories.len())?;
        let country = self.known_country(row.cell(3))?;
        let sectors = read_sectors(row.cell(4))?;
        for (at, name) in std::iter::once(row.cell(0)).chain(row.values(1)).enumerate() {
            self.add_name(name, Sense::Territory(index, false));
            // Only what may be an adjective has a plural: "Hamas" is no plural of Hama.
            let is_adjective = kind == TerritoryKind::People || (kind != TerritoryKind::City && at > 0);
            if let Some(people) = demonym_plural(name).filter(|_| is_adjective) {
                self.add_name(&people, Sense::Territory(index, true));
            }
        }
        self.territories.push(Territory { name: row.cell(0).to_owned(), kind, country, sectors });
        Ok(())
    }

    fn add_seat(&mut self, row: &Row<'_>) -> Result<(), String> {
        let index = index_of(self.seats.len())?;
        let country = self.known_country(row.cell(2))?;
        let sectors = read_sectors(row.cell(3))?;
        for name in std::iter::once(row.cell(0)).chain(row.values(1)) {
            self.add_name(name, Sense::Seat(index));
        }
        let kind = TerritoryKind::Disputed;
        self.seats.push(Territory { name: row.cell(0).to_owned(), kind, country, sectors });
        Ok(())
    }

    fn add_phrase(&mut self, row: &Row<'_>) -> Result<(), String> {
        let kind = match row.cell(1) {
            "place" => ActorKind::Place,
            "none" => ActorKind::Unknown,
            "person" => ActorKind::Person,
            "people" => ActorKind::Group,
            "organisation" => ActorKind::Organisation,
            other => return Err(format!("no such kind: '{other}'")),
        };
        let index = index_of(self.phrases.len())?;
        let phrase = Phrase {
            name: row.cell(0).to_owned(),
            kind,
            country: self.known_country(row.cell(2))?,
            sectors: read_sectors(row.cell(3))?,
            unless: row.list(4),
            when: row.list(5),
        };
        self.add_name(row.cell(0), Sense::Phrase(index));
        if kind == ActorKind::Group {
            self.add_name(&plural(row.cell(0)), Sense::Phrase(index));
        }
        self.phrases.push(phrase);
        Ok(())
    }

    fn add_role(&mut self, row: &Row<'_>) -> Result<(), String> {
        let kind = match row.cell(2) {
            "person" => RoleKind::Person,
            "group" => RoleKind::Group,
            "organisation" => RoleKind::Organisation,
            "place" => RoleKind::Place,
            "none" => RoleKind::None,
            "modifier" => RoleKind::Modifier,
            other => return Err(format!("no such kind: '{other}'")),
        };
        let weights: Vec<&str> =
            row.cell(3).split(',').map(str::trim).filter(|weight| !weight.is_empty()).collect();
        if let Some(strange) = weights.iter().find(|weight| !WEIGHTS.contains(weight)) {
            return Err(format!("no such weight: '{strange}'"));
        }
        let has = |weight: &str| weights.contains(&weight);
        let sectors = read_sectors(row.cell(4))?;
        for form in std::iter::once(row.cell(0)).chain(row.values(1)) {
            let index = index_of(self.roles.len())?;
            self.add_alias(form, Alias { sense: Sense::Role(index, is_plural(form)), case: Case::Any });
            if !is_plural(form) {
                self.add_alias(&plural(form), Alias { sense: Sense::Role(index, true), case: Case::Any });
            }
            let sectors = sectors.clone();
            self.roles.push(Role {
                name: form.to_owned(),
                kind,
                light: has("light"),
                abroad: has("abroad"),
                partitive: has("partitive"),
                other: has("other"),
                kin: has("kin"),
                sectors,
            });
        }
        Ok(())
    }

    fn add_entity(&mut self, row: &Row<'_>, person: bool) -> Result<(), String> {
        self.push_entity(Entity::read(row, person)?, false)
    }

    /// Adds an entity; with `alone` its names mean nothing else.
    fn push_entity(&mut self, entity: Entity, alone: bool) -> Result<(), String> {
        let index = index_of(self.entities.len())?;
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            let node = self.add_name(name, Sense::Entity(index));
            if alone && node != 0 {
                self.nodes[node as usize].retain(|alias| alias.sense == Sense::Entity(index));
            }
            if entity.person {
                self.add_surname(name, index);
            }
        }
        self.entities.push(entity);
        Ok(())
    }

    /// Notes the last word of a person's name, numerals and "of …" left out, for titles before it ("King Abdullah").
    fn add_surname(&mut self, name: &str, entity: u16) {
        let name = name.split(" of ").next().unwrap_or(name);
        let is_numeral = |word: &&str| word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let Some(surname) = name.split(' ').rev().find(|word| !is_numeral(word)) else { return };
        let mut folded = String::new();
        fold_into(surname, &mut folded);
        let word = self.intern(&folded);
        let bearers = self.surnames.entry(word).or_default();
        if !bearers.contains(&entity) {
            bearers.push(entity);
        }
    }

    /// A code that is in the country table, or one of PLOVER's seven; none for an empty cell.
    fn known_country(&self, code: &str) -> Result<Option<Country>, String> {
        if code.is_empty() {
            return Ok(None);
        }
        let known = Country::new(code).filter(|&country| self.is_known(country));
        known.map(Some).ok_or_else(|| format!("'{code}' is no known country"))
    }

    fn add_name(&mut self, name: &str, sense: Sense) -> u32 {
        self.add_alias(name, Alias { sense, case: Case::of_name(name) })
    }

    /// The node of the name; 0 for a name without words.
    fn add_alias(&mut self, name: &str, alias: Alias) -> u32 {
        let mut node = 0;
        let mut words: Vec<String> = Vec::new();
        for_each_token(name, |token, word| {
            words.push(word.to_owned());
            if token.possessive {
                words.push("s".to_owned());
            }
            true
        });
        for word in &words {
            let id = self.intern(word);
            let next = self.nodes.len() as u32;
            let entry = *self.edges.entry(edge(node, id)).or_insert(next);
            if entry == next {
                self.nodes.push(Vec::new());
            }
            node = entry;
        }
        let senses = &mut self.nodes[node as usize];
        if node != 0 && !senses.contains(&alias) {
            senses.push(alias);
        }
        node
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.vocabulary.get(word) {
            return id;
        }
        let id = self.flags.len() as u32;
        self.flags.push(WordFlags::default());
        self.vocabulary.insert(word.into(), id);
        id
    }
}

/// A row of a user's file: like ours, but the id says whether it is a person (`person:ann-example`) or a body (`org:`).
fn read_own(row: &Row<'_>) -> Result<Entity, String> {
    if row.width() != 4 {
        return Err(format!("{} columns instead of 4", row.width()));
    }
    let (prefix, _) = row.cell(0).split_once(':').ok_or("the id wants person: or org: before it")?;
    let person = match prefix {
        "person" => true,
        "org" => false,
        other => return Err(format!("'{other}:' is neither person: nor org:")),
    };
    if row.cell(1).is_empty() {
        return Err("no name".to_owned());
    }
    let entity = Entity::read(row, person)?;
    Ok(Entity { id: row.cell(0).to_owned(), ..entity })
}

fn index_of(length: usize) -> Result<u16, String> {
    u16::try_from(length).map_err(|_| "the table has more than 65,535 rows".to_owned())
}
