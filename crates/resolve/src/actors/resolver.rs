//! The resolver: the tables compiled in, read once.

use super::analyse::Analysis;
use super::country::CountryEntry;
use super::lexicon::Lexicon;
use super::lint::{Problem, lint};
use super::mentions::{CountryMention, countries_in};
use crate::{Country, Query, Resolution};
use std::sync::OnceLock;

/// The text of the tables under `data/actors`.
#[derive(Clone, Copy, Debug)]
pub struct ActorSources<'a> {
    /// `countries.tsv`.
    pub countries: &'a str,
    /// `territories.tsv`.
    pub territories: &'a str,
    /// `seats.tsv`.
    pub seats: &'a str,
    /// `phrases.tsv`.
    pub phrases: &'a str,
    /// `roles.tsv`.
    pub roles: &'a str,
    /// `words.tsv`.
    pub words: &'a str,
    /// `organisations.tsv`.
    pub organisations: &'a str,
    /// `people.tsv`.
    pub people: &'a str,
}

impl ActorSources<'static> {
    /// The tables that are compiled in.
    pub const EMBEDDED: Self = Self {
        countries: include_str!("../../../../data/actors/countries.tsv"),
        territories: include_str!("../../../../data/actors/territories.tsv"),
        seats: include_str!("../../../../data/actors/seats.tsv"),
        phrases: include_str!("../../../../data/actors/phrases.tsv"),
        roles: include_str!("../../../../data/actors/roles.tsv"),
        words: include_str!("../../../../data/actors/words.tsv"),
        organisations: include_str!("../../../../data/actors/organisations.tsv"),
        people: include_str!("../../../../data/actors/people.tsv"),
    };
}

/// Turns mentions into actors.
#[derive(Debug)]
pub struct Resolver {
    lexicon: Lexicon,
    problems: Vec<Problem>,
}

impl Resolver {
    /// The resolver over the tables that are compiled in; built on first use, once.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Resolver> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self::new(&ActorSources::EMBEDDED))
    }

    /// A resolver over other tables. Rows that cannot be read are left out, and `lint` tells of them.
    pub fn new(sources: &ActorSources<'_>) -> Self {
        let mut lexicon = Lexicon::build(sources);
        let problems = std::mem::take(&mut lexicon.problems);
        Self { lexicon, problems }
    }

    /// The tables that are compiled in and a user's own actors on them, given as (name of the file, its text), with what is
    /// wrong with those: `file:line: what`. Rows with faults are left out. An own row replaces one of ours with its id,
    /// and of its names nothing else is meant any more; of two own rows with one id the later one holds.
    pub fn with_actors(files: &[(&str, &str)]) -> (Self, Vec<String>) {
        let (mut lexicon, wrong) = Lexicon::build_with(&ActorSources::EMBEDDED, files);
        let problems = std::mem::take(&mut lexicon.problems);
        (Self { lexicon, problems }, wrong)
    }

    /// Who a mention is. Any text gives an answer; what is not known is `Unknown` and says why.
    pub fn resolve(&self, query: &Query<'_>) -> Resolution {
        Analysis::of(&self.lexicon, query).resolve()
    }

    /// The countries, capitals, peoples and known actors that are named inside a text, in order, with what each is.
    pub fn countries_in(&self, text: &str) -> Vec<CountryMention> {
        countries_in(&self.lexicon, text)
    }

    /// The table of countries, by code.
    pub fn countries(&self) -> &[CountryEntry] {
        &self.lexicon.countries
    }

    /// The entry of a country code; none for PLOVER's seven and for codes that no state has.
    pub fn country(&self, country: Country) -> Option<&CountryEntry> {
        self.lexicon.country(country)
    }

    /// The name of a code, of a state or of PLOVER's seven.
    pub fn country_name(&self, country: Country) -> Option<&str> {
        let supranational = match country.code() {
            "UNO" => "United Nations",
            "EUR" => "European Union",
            "IGO" => "International governmental organization",
            "NGO" => "Non-governmental organization",
            "ISM" => "International social movement",
            "IMG" => "Transnational militarized group",
            "MNC" => "Multinational corporation",
            _ => return self.country(country).map(|entry| entry.name.as_str()),
        };
        Some(supranational)
    }

    /// Whether a code is a state's or one of PLOVER's seven.
    pub fn is_known_country(&self, country: Country) -> bool {
        self.lexicon.is_known(country)
    }

    /// What is wrong with the tables that are compiled in; empty when they are clean.
    pub fn lint(&self) -> Vec<Problem> {
        self.lint_sources(&ActorSources::EMBEDDED)
    }

    /// What is wrong with the tables that the resolver was built from.
    pub fn lint_sources(&self, sources: &ActorSources<'_>) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        problems.extend(lint(&self.lexicon, sources));
        problems
    }
}
