//! The report: what one sentence of one article says of one act. A domain type; its JSON is the store's.

use crate::EventType;
use detente_resolve::{Country, Granularity, Precision, Sector};
use detente_text::{PartKind, Span};
use jiff::civil::Date;
use std::{fmt, sync::Arc};

/// A 128-bit hash of the article's id, the trigger's span and the type; written `r_` and 32 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReportId(pub u128);

impl fmt::Display for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "r_{:032x}", self.0)
    }
}

/// What is known of the article, shared by its reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleMeta {
    /// Its id.
    pub id: String,
    /// Where it was found.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// ISO 639-1 code.
    pub language: Option<String>,
}

/// Words of the article: bytes of its text, and the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// Bytes in the article's text.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// Did it happen? (codebook §3)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Reported as having happened or happening.
    Asserted,
    /// Reported as a claim, charge or suspicion.
    Alleged,
    /// Intended, scheduled or prepared, not done.
    Planned,
    /// Conditional or possible.
    Hypothetical,
    /// A named party says that it did not happen.
    Denied,
    /// The writer or the source says that it did not happen.
    Negated,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Asserted, Self::Alleged, Self::Planned, Self::Hypothetical, Self::Denied, Self::Negated];

    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Alleged => "alleged",
            Self::Planned => "planned",
            Self::Hypothetical => "hypothetical",
            Self::Denied => "denied",
            Self::Negated => "negated",
        }
    }

    /// From the name in the JSON.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// Who somebody is, as far as known: the codes without the mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Country code.
    pub country: Option<Country>,
    /// Sectors, primary first.
    pub sectors: Vec<Sector>,
    /// The office or role in plain words.
    pub role: Option<String>,
    /// Stable id of a known entity.
    pub entity_id: Option<String>,
    /// Canonical name of a known entity.
    pub entity_name: Option<String>,
}

/// A mention of an actor or a recipient.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    /// The mention.
    pub mention: Quote,
    /// Who it is.
    pub party: Party,
    /// Ties to others that come with the mention.
    pub links: Vec<Link>,
    /// How it was resolved.
    pub why: String,
}

/// Which side of an act somebody is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Does it.
    Actor,
    /// It is done to.
    Recipient,
}

impl Side {
    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Recipient => "recipient",
        }
    }

    /// From the name in the JSON.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Actor, Self::Recipient].into_iter().find(|s| s.name() == name)
    }
}

/// A party that the sentence leaves to an earlier one ("The attack killed three").
#[derive(Clone, Debug, PartialEq)]
pub struct Implied {
    /// Whether it acts or is acted on.
    pub side: Side,
    /// Who it is; the mention is that of the earlier sentence.
    pub entity: Entity,
    /// Lower than the report's, 0 to 1, three digits.
    pub confidence: f32,
}

/// A kind of tie between actors (codebook §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Belongs to it.
    MemberOf,
    /// Is led by.
    LedBy,
    /// Spies or works for.
    AgentOf,
    /// Is backed by.
    BackedBy,
    /// Is linked to.
    LinkedTo,
    /// Is an ally of.
    AllyOf,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::MemberOf, Self::LedBy, Self::AgentOf, Self::BackedBy, Self::LinkedTo, Self::AllyOf];

    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::MemberOf => "member_of",
            Self::LedBy => "led_by",
            Self::AgentOf => "agent_of",
            Self::BackedBy => "backed_by",
            Self::LinkedTo => "linked_to",
            Self::AllyOf => "ally_of",
        }
    }

    /// From the name in the JSON.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == name)
    }
}

/// A tie of a mention to another actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The kind of tie.
    pub relation: Relation,
    /// The words that name the other.
    pub mention: Quote,
    /// Who the other is.
    pub party: Party,
    /// Whether the tie is asserted, alleged …
    pub status: Status,
    /// Who says so.
    pub attribution: Vec<Attribution>,
}

/// A source that the text names for an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name the source.
    pub mention: Quote,
    /// The words that make it the source ("said", "according to"); none where the source is carried over.
    pub cue: Option<Quote>,
    /// Who it is.
    pub party: Party,
    /// Whether the source is a party to the act.
    pub is_party: bool,
    /// Whether it was named in an earlier sentence.
    pub carried: bool,
}

/// When the act took place.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportDate {
    /// First day; none when unresolved.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// How fine.
    pub granularity: Granularity,
    /// The words that gave it.
    pub words: Option<Quote>,
}

/// Where the act took place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRef {
    /// The words.
    pub mention: Quote,
    /// `GeoNames` id, where known.
    pub geonameid: Option<u32>,
    /// Canonical name.
    pub name: String,
    /// First-level division.
    pub admin1: Option<String>,
    /// Country.
    pub country: Option<Country>,
    /// Degrees north.
    pub lat: Option<f32>,
    /// Degrees east.
    pub lon: Option<f32>,
    /// How exactly it is known.
    pub precision: Precision,
}

/// How many were killed, arrested …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// `killed`, `injured`, `arrested`, `expelled`, `displaced`, `released`, `participants` …
    pub what: String,
    /// At least; none when the text gives only words ("dozens").
    pub min: Option<u64>,
    /// At most; none when open ("at least 20").
    pub max: Option<u64>,
    /// The words of the number.
    pub words: Quote,
}

/// Which coder made a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coder {
    /// Version of the program.
    pub version: String,
    /// `fast` or `accurate`.
    pub tier: String,
    /// Name of the language model's file and the first digits of its hash.
    pub model: String,
}

/// What one sentence says of one act.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// See [`ReportId`].
    pub id: ReportId,
    /// The article it is from.
    pub article: Arc<ArticleMeta>,
    /// Index of the part in the article.
    pub part: usize,
    /// What the part is.
    pub part_kind: PartKind,
    /// Bytes of the part in the article's text.
    pub part_span: Span,
    /// Index of the sentence in the article.
    pub sentence: usize,
    /// The sentence.
    pub sentence_words: Quote,
    /// PLOVER type.
    pub event_type: EventType,
    /// PLOVER modes, sorted.
    pub modes: Vec<String>,
    /// PLOVER contexts, sorted.
    pub contexts: Vec<String>,
    /// CAMEO code, two to four digits.
    pub cameo: Option<String>,
    /// Whether the actors act on each other.
    pub reciprocal: bool,
    /// The words that name the act.
    pub trigger: Quote,
    /// Who did it.
    pub actors: Vec<Entity>,
    /// To whom.
    pub recipients: Vec<Entity>,
    /// Did it happen?
    pub status: Status,
    /// Who says so, outermost first.
    pub attribution: Vec<Attribution>,
    /// When.
    pub date: ReportDate,
    /// Where.
    pub place: Option<PlaceRef>,
    /// How many.
    pub counts: Vec<Count>,
    /// Parties that only an earlier sentence names; neither among the actors nor among the recipients.
    pub implied: Vec<Implied>,
    /// Reports of the same article by which another party contradicts this one: a claim and its denial, or two who blame
    /// each other.
    pub counters: Vec<ReportId>,
    /// Calibrated probability that type and parties are right, 0 to 1, three digits.
    pub confidence: f32,
    /// The rules that decided.
    pub why: Vec<String>,
    /// Which coder.
    pub coder: Arc<Coder>,
}
