//! PLOVER as the codebook has it: types, quad classes, vow-and-deed groups, and (as data) modes, contexts and scores.

use serde::Deserialize;
use std::sync::LazyLock;

/// The 16 PLOVER event types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names are the codebook's")]
pub enum EventType {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

/// The quad classes, numbered as in the JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Quad {
    /// 1
    VerbalCooperation = 1,
    /// 2
    MaterialCooperation = 2,
    /// 3
    VerbalConflict = 3,
    /// 4
    MaterialConflict = 4,
}

/// Groups of types for the measures (codebook §2), not the quad classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// AGREE, SUPPORT, CONCEDE.
    Vows,
    /// CONSULT.
    Contacts,
    /// REQUEST.
    Asks,
    /// ACCUSE, REJECT, THREATEN.
    WordsAgainst,
    /// COOPERATE, AID, RETREAT.
    DeedsFor,
    /// PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT.
    DeedsAgainst,
}

impl EventType {
    /// All sixteen, in the codebook's order.
    pub const ALL: [Self; 16] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
    ];

    /// The name in capitals, as in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
        }
    }

    /// From the name in capitals.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.name() == name)
    }

    /// Its quad class.
    pub fn quad(self) -> Quad {
        match self {
            Self::Agree | Self::Consult | Self::Support | Self::Concede => Quad::VerbalCooperation,
            Self::Cooperate | Self::Aid | Self::Retreat => Quad::MaterialCooperation,
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => Quad::VerbalConflict,
            _ => Quad::MaterialConflict,
        }
    }

    /// Its group in the measures of vows and deeds.
    pub fn group(self) -> Group {
        match self {
            Self::Agree | Self::Support | Self::Concede => Group::Vows,
            Self::Consult => Group::Contacts,
            Self::Request => Group::Asks,
            Self::Accuse | Self::Reject | Self::Threaten => Group::WordsAgainst,
            Self::Cooperate | Self::Aid | Self::Retreat => Group::DeedsFor,
            _ => Group::DeedsAgainst,
        }
    }

    /// Whether the act is one of speech, which makes it its own source (codebook §4).
    pub fn is_verbal(self) -> bool {
        matches!(self.quad(), Quad::VerbalCooperation | Quad::VerbalConflict) && self != Self::Consult
    }

    /// Whether the type needs an actor (codebook §1).
    pub fn needs_actor(self) -> bool {
        matches!(
            self,
            Self::Agree | Self::Consult | Self::Support | Self::Request | Self::Reject | Self::Threaten
        )
    }
}

impl Group {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Vows, Self::Contacts, Self::Asks, Self::WordsAgainst, Self::DeedsFor, Self::DeedsAgainst];

    /// The name in the JSON (`words_against`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Vows => "vows",
            Self::Contacts => "contacts",
            Self::Asks => "asks",
            Self::WordsAgainst => "words_against",
            Self::DeedsFor => "deeds_for",
            Self::DeedsAgainst => "deeds_against",
        }
    }
}

/// The data of `data/ontology/plover.toml`: scores of types and modes, contexts, sectors.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ontology {
    types: Vec<TypeEntry>,
    contexts: Vec<String>,
    sectors: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeEntry {
    name: EventType,
    score: f32,
    #[serde(default)]
    modes: Vec<ModeEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModeEntry {
    name: String,
    score: f32,
}

impl Ontology {
    /// The ontology that is compiled in.
    pub fn embedded() -> &'static Self {
        static ONTOLOGY: LazyLock<Ontology> = LazyLock::new(|| {
            toml::from_str(include_str!("../../../data/ontology/plover.toml"))
                .expect("invariant: the embedded ontology is valid, a test reads it")
        });
        &ONTOLOGY
    }

    /// The score of a type with its modes: the first mode's that has one, else the type's.
    pub fn score(&self, event_type: EventType, modes: &[String]) -> f32 {
        let entry = self.entry(event_type);
        modes
            .iter()
            .find_map(|m| entry.modes.iter().find(|e| e.name == *m))
            .map_or(entry.score, |mode| mode.score)
    }

    /// Whether the type has the mode.
    pub fn has_mode(&self, event_type: EventType, mode: &str) -> bool {
        self.entry(event_type).modes.iter().any(|m| m.name == mode)
    }

    /// The modes of a type.
    pub fn modes(&self, event_type: EventType) -> impl Iterator<Item = &str> {
        self.entry(event_type).modes.iter().map(|m| m.name.as_str())
    }

    /// All modes as `TYPE:mode`, the first being none: the classes of the model of acts.
    pub fn all_modes(&self) -> Vec<String> {
        let named = |t: &TypeEntry| -> Vec<String> {
            t.modes.iter().map(|m| format!("{}:{}", t.name.name(), m.name)).collect()
        };
        std::iter::once(String::new()).chain(self.types.iter().flat_map(named)).collect()
    }

    /// The 37 contexts.
    pub fn contexts(&self) -> &[String] {
        &self.contexts
    }

    /// The 25 sectors.
    pub fn sectors(&self) -> &[String] {
        &self.sectors
    }

    fn entry(&self, event_type: EventType) -> &TypeEntry {
        self.types
            .iter()
            .find(|t| t.name == event_type)
            .expect("invariant: the ontology has all types, a test counts them")
    }
}
