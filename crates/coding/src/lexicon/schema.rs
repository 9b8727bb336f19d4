//! The shape of the lexicon files as written (docs/lexicon.md). Unknown keys are errors: a misspelt condition must
//! not pass as none.

use crate::EventType;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One file of rules.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    #[serde(default)]
    pub rule: Vec<RuleEntry>,
}

/// One rule as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "they are the keys of the file")]
pub(crate) struct RuleEntry {
    pub id: String,
    #[serde(rename = "type")]
    pub event_type: EventType,
    pub mode: Option<String>,
    pub cameo: Option<String>,
    #[serde(default)]
    pub contexts: Vec<String>,
    #[serde(default)]
    pub verb: Vec<String>,
    #[serde(default)]
    pub noun: Vec<String>,
    #[serde(default)]
    pub adj: Vec<String>,
    #[serde(default)]
    pub obj: Vec<String>,
    #[serde(default)]
    pub subj: Vec<String>,
    #[serde(default)]
    pub prep: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub comp: Vec<String>,
    #[serde(default)]
    pub not_obj: Vec<String>,
    #[serde(default)]
    pub not_subj: Vec<String>,
    #[serde(default)]
    pub not_prep: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub not_comp: Vec<String>,
    #[serde(default, rename = "mod")]
    pub modifier: Vec<String>,
    pub actor: Option<Vec<String>>,
    pub recipient: Option<Vec<String>>,
    #[serde(default)]
    pub reciprocal: bool,
    pub needs: Option<Needs>,
    #[serde(default)]
    pub actor_sector: Vec<String>,
    #[serde(default)]
    pub abroad: bool,
    /// The status where nothing else tells: `planned` for "plot".
    pub status: Option<String>,
    /// Fires beside the best rule of the predicate, not instead of it.
    #[serde(default)]
    pub also: bool,
    #[serde(default = "yes")]
    pub light: bool,
    #[serde(default = "yes")]
    pub bare: bool,
    pub why: String,
    #[serde(default)]
    pub yes: Vec<String>,
    #[serde(default)]
    pub no: Vec<String>,
}

fn yes() -> bool {
    true
}

/// What a rule does not fire without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Needs {
    Actor,
    Recipient,
    Both,
}

/// The file of operators.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorFile {
    #[serde(default)]
    pub operator: Vec<OperatorEntry>,
}

/// One operator as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperatorEntry {
    pub id: String,
    pub class: OperatorClass,
    /// `false`: a verb with a direct object is another verb ("called him a liar for").
    #[serde(default = "yes")]
    pub object: bool,
    #[serde(default)]
    pub verb: Vec<String>,
    #[serde(default)]
    pub noun: Vec<String>,
    #[serde(default)]
    pub adj: Vec<String>,
    pub why: String,
    #[serde(default)]
    pub yes: Vec<String>,
    #[serde(default)]
    pub no: Vec<String>,
}

/// What an operator does to the act below it (docs/lexicon.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum OperatorClass {
    Say,
    Claim,
    Accuse,
    Condemn,
    Deny,
    Promise,
    Plan,
    Threaten,
    Warn,
    Refuse,
    RuleOut,
    Request,
    UrgeNot,
    Fail,
    Attempt,
    Begin,
    Thwart,
    Cause,
    Hope,
    Permit,
}

impl OperatorClass {
    /// The type of the event that the operator itself is, if it is one.
    pub(crate) fn event_type(self) -> Option<EventType> {
        match self {
            Self::Accuse | Self::Condemn => Some(EventType::Accuse),
            Self::Promise => Some(EventType::Agree),
            Self::Threaten | Self::Warn => Some(EventType::Threaten),
            Self::Refuse | Self::RuleOut => Some(EventType::Reject),
            Self::Request | Self::UrgeNot => Some(EventType::Request),
            _ => None,
        }
    }

    /// Whether its subject is a source for the act below it.
    pub(crate) fn attributes(self) -> bool {
        matches!(self, Self::Say | Self::Claim | Self::Accuse | Self::Condemn | Self::Deny)
    }

    /// Whether the act below it is not coded (PLOVER's own rules, codebook §3).
    pub(crate) fn consumes(self) -> bool {
        matches!(self, Self::Threaten | Self::Refuse | Self::RuleOut | Self::Request | Self::UrgeNot)
    }
}

/// The file of classes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClassFile {
    #[serde(default)]
    pub classes: BTreeMap<String, Vec<String>>,
}

/// Words of grammar that the coder goes by: `data/lexicon/grammar.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grammar {
    /// Nouns that count other nouns ("dozens *of people*").
    pub quantity: Vec<String>,
    /// Verbs that carry an event noun as their object ("*hold* talks").
    pub light: Vec<String>,
    /// Nouns that stand between an operator and the act ("denied *involvement* in").
    pub transparent: Vec<String>,
    /// Adverbs and determiners that negate.
    pub negators: Vec<String>,
    /// Adjectives and adverbs that tell a status.
    pub alleged: Vec<String>,
    /// See `alleged`.
    pub planned: Vec<String>,
    /// See `alleged`.
    pub hypothetical: Vec<String>,
    /// Modal auxiliaries of the future.
    pub future: Vec<String>,
    /// Modal auxiliaries of possibility.
    pub possible: Vec<String>,
    /// Modal auxiliaries of duty: an opinion, not an act.
    pub duty: Vec<String>,
    /// Conjunctions of a condition.
    pub conditional: Vec<String>,
    /// Roles that belong to the one country that the sentence names ("police", "the government").
    pub domestic: Vec<String>,
    /// Nouns or roles that take the one country that the sentence names where they are acted on.
    pub governed: Vec<String>,
    /// People who protest when they demand.
    pub crowd: Vec<String>,
    /// Sectors whose members have no country but their own words': unknown and irregular forces.
    pub stateless: Vec<String>,
    /// Words for anybody, who need not be of the place where they act.
    pub generic: Vec<String>,
    /// Words for people from elsewhere.
    pub foreign: Vec<String>,
    /// Prepositions of a place.
    pub locative: Vec<String>,
    /// Prepositions of a place that the act leads out of, to or through.
    pub beside: Vec<String>,
    /// Definite nouns that only the document can resolve ("the group").
    pub anaphors: Vec<String>,
    /// Verbs and nouns by which one act answers another.
    pub answer: Vec<String>,
    /// Verbs that turn a report or a charge down.
    pub dismiss: Vec<String>,
    /// What makes "not only" out of "not".
    pub scalar: Vec<String>,
    /// Verbs whose addressee stands after "on" or "to" and does what the infinitive says ("*call* on").
    pub appeal: Vec<String>,
    /// Verbs by which somebody takes part in an event noun after "in" ("*engaged* in talks").
    pub engage: Vec<String>,
    /// Participles that lead to a name ("an officer *called* …").
    pub naming: Vec<String>,
    /// Verbs of doubt that are no operators.
    pub doubt: Vec<String>,
    /// Event nouns in the subject that cause what the verb says ("an *attack* killed").
    pub instruments: Vec<String>,
}

/// Words for links between actors: `data/lexicon/links.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkFile {
    /// Modifiers by which a tie is over ("a *former* member").
    pub over: Vec<String>,
    /// Nouns between a verb of suspicion and a tie ("on *suspicion* of links").
    pub suspicion: Vec<String>,
    /// Verbs that have a tie for their object ("*has* links").
    pub has: Vec<String>,
    /// Verbs that end the tie that is their object ("*cut* ties").
    pub ends: Vec<String>,
    /// Prefix of the other's name → relation ("*pro*-Iranian").
    pub prefix: BTreeMap<String, String>,
    pub link: Vec<LinkEntry>,
}

/// How the word of a link stands between the mention and the other.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Way {
    /// It is said of the mention: "rebels backed by X".
    Predicate,
    /// The other does it to the mention: "X leads them".
    Active,
    /// The mention does it to the other: "they joined X".
    Does,
    /// It names the mention: "a member of X".
    Noun,
    /// It names the tie: "a group with links to X".
    Tie,
}

/// One way to word a link.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "they are the keys of the file")]
pub(crate) struct LinkEntry {
    pub relation: String,
    /// The relation of the other to the mention ("the leader of X": X is led by them).
    pub back: Option<String>,
    pub way: Way,
    /// Lemmas of the word between the mention and the other ("spy", "link", "member").
    pub word: Vec<String>,
    /// Prepositions that lead from the word to the other.
    #[serde(default)]
    pub prep: Vec<String>,
    /// The other may stand before it with a hyphen ("X-backed").
    #[serde(default)]
    pub hyphen: bool,
    /// The other may own it ("X's ally").
    #[serde(default)]
    pub owner: bool,
    /// The other may be the first part of a compound ("an X member").
    #[serde(default)]
    pub compound: bool,
    /// The other must be a body or a group, no country and no person ("an officer from Iran" is a member of nothing).
    #[serde(default)]
    pub body: bool,
    /// It is an office, which is its body's voice: a tie only beside a name ("X's leader Y") or after "is".
    #[serde(default)]
    pub office: bool,
}

/// What is counted and how numbers are written: `data/lexicon/counts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountFile {
    /// What a predicate counts: its words.
    pub counts: WordLists,
    /// The same for the reports of a type.
    pub within: BTreeMap<String, WordLists>,
    pub sides: Sides,
    /// Type → what else its reports count.
    pub results: WordLists,
    /// What people in a state are counted as.
    pub states: WordLists,
    pub words: CountWords,
    pub hedges: Hedges,
    pub number: NumberWords,
}

/// A name and its words.
pub(crate) type WordLists = BTreeMap<String, Vec<String>>;

/// "TYPE mode" → what the people on a side of the report are counted as.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sides {
    pub actors: BTreeMap<String, String>,
    pub recipients: BTreeMap<String, String>,
}

/// Small classes of words around what is counted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountWords {
    pub intransitive: Vec<String>,
    pub apart: Vec<String>,
    pub together: Vec<String>,
    pub leave: Vec<String>,
    pub toll: Vec<String>,
    pub holder: Vec<String>,
    pub unit: Vec<String>,
}

/// Words around a number that open or soften it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hedges {
    pub at_least: Vec<String>,
    pub at_most: Vec<String>,
    pub about: Vec<String>,
    pub or_more: Vec<String>,
}

/// The words of numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberWords {
    pub vague: Vec<String>,
    pub scale: BTreeMap<String, u64>,
    pub scales: Vec<String>,
    pub some: Vec<String>,
    pub article: Vec<String>,
    pub half: Vec<String>,
    pub value: BTreeMap<String, u64>,
}

/// Words that prove a PLOVER context: `data/lexicon/contexts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContextFile {
    pub contexts: BTreeMap<String, Vec<String>>,
}
