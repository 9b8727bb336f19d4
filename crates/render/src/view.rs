//! What is shown: plain strings, byte spans and the measures. The caller fills it from the store.

use detente_relations::{Direction, Group, Measures};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The relation of two sides with the evidence for each event.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationView {
    /// The figures.
    pub measures: Measures,
    /// The switches that chose the events.
    pub counting: Counting,
    /// The events, in any order; those left out of the series as well.
    pub events: Vec<EventEvidence>,
    /// Third sides that were asked for.
    pub thirds: Vec<Third>,
    /// Where the events are from, with how many: datasets, or publishers.
    pub sources: Vec<(String, usize)>,
    /// What is to be said of them: scales, citations.
    pub source_notes: Vec<String>,
    /// Program and version, shown at the foot: `detente 0.1.0`.
    pub made_by: String,
}

/// How a third side's relations move with those of the two.
#[derive(Clone, Debug, PartialEq)]
pub struct Third {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Correlation of its score with A and its score with B, with p; none where one never varies.
    pub with_each_other: Option<(f64, f64)>,
    /// Of its score with A and the score of A and B.
    pub with_a_and_theirs: Option<(f64, f64)>,
    /// Of its score with B and the score of A and B.
    pub with_b_and_theirs: Option<(f64, f64)>,
    /// Periods.
    pub periods: usize,
}

/// Which events were counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting {
    /// `event` or `report`.
    pub unit: String,
    /// Statuses counted.
    pub statuses: Vec<String>,
    /// Whether acts on a side's alleged agents count as acts on it.
    pub links: bool,
    /// Publishers that must tell of an event.
    pub min_publishers: u32,
}

impl Default for Counting {
    fn default() -> Self {
        Self {
            unit: "event".to_owned(),
            statuses: vec!["asserted".to_owned()],
            links: false,
            min_publishers: 1,
        }
    }
}

/// One event and the reports that tell of it.
#[derive(Clone, Debug, PartialEq)]
pub struct EventEvidence {
    /// Its id; [`event_id`] writes it.
    pub id: u128,
    /// First day; none when unresolved.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// The dyads in which it counts: one, or both.
    pub directions: Vec<Direction>,
    /// Vow, deed …; none for a type in no group.
    pub group: Option<Group>,
    /// PLOVER type.
    pub event_type: String,
    /// PLOVER modes.
    pub modes: Vec<String>,
    /// Status.
    pub status: String,
    /// Score, −10 to 10.
    pub score: f64,
    /// What another dataset says of it, in a line, where it was imported: there is no sentence to show.
    pub imported: Option<String>,
    /// What tells of it, the one that shows it best first.
    pub reports: Vec<ReportEvidence>,
}

/// One report: a sentence and what was read off it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportEvidence {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub sentence: String,
    /// Words of the sentence that decided.
    pub marks: Vec<Mark>,
    /// What was read off, field by field, in the order to show.
    pub fields: Vec<Field>,
    /// The rules that decided.
    pub why: Vec<String>,
    /// Calibrated probability, 0 to 1.
    pub confidence: Option<f64>,
    /// Version and tier of the coder: `0.1.0 fast`.
    pub coder: String,
    /// Where it stands.
    pub article: Article,
}

/// A field of a report with the words that gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// `type`, `actor`, `date` …
    pub name: String,
    /// Its value in plain words or codes.
    pub value: String,
    /// The words of the text, if it was read off some.
    pub words: Option<String>,
    /// Why this value.
    pub why: Option<String>,
}

/// What is known of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Where it was found; a link only when it is http or https.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
}

/// Words of a sentence: half-open bytes, and what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// First byte in the sentence.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What the words are.
    pub role: Role,
}

/// What marked words are in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// They name an actor.
    Actor,
    /// They name a recipient.
    Recipient,
    /// They name a source.
    Attribution,
    /// They make it the source ("said").
    Cue,
    /// They name the other end of a link.
    Link,
    /// They give the date.
    Date,
    /// They give the place.
    Place,
    /// They give a number.
    Count,
    /// They name the act.
    Trigger,
}

impl Role {
    /// All of them, in the order of legends.
    pub const ALL: [Self; 9] = [
        Self::Trigger,
        Self::Actor,
        Self::Recipient,
        Self::Attribution,
        Self::Cue,
        Self::Link,
        Self::Date,
        Self::Place,
        Self::Count,
    ];

    /// The name, also the CSS class.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Recipient => "recipient",
            Self::Attribution => "attribution",
            Self::Cue => "cue",
            Self::Link => "link",
            Self::Date => "date",
            Self::Place => "place",
            Self::Count => "count",
            Self::Trigger => "trigger",
        }
    }
}

/// An event's id as it is written: `e_` and 32 hexadecimal digits.
pub fn event_id(id: u128) -> String {
    format!("e_{id:032x}")
}

impl RelationView {
    /// Events by id.
    pub(crate) fn by_id(&self) -> BTreeMap<u128, &EventEvidence> {
        self.events.iter().map(|e| (e.id, e)).collect()
    }

    /// Label of the acting side, then of the other.
    pub(crate) fn names(&self, direction: Direction) -> (&str, &str) {
        let (actor, recipient) = self.measures.settings.sides(direction);
        (actor.label(), recipient.label())
    }

    /// Events that entered no series, in the order of their dates.
    pub(crate) fn left_out(&self) -> Vec<&EventEvidence> {
        let placed: std::collections::BTreeSet<u128> =
            self.measures.placements.iter().map(|p| p.id).collect();
        let mut out: Vec<_> = self.events.iter().filter(|e| !placed.contains(&e.id)).collect();
        out.sort_by(|x, y| (x.from, &x.id).cmp(&(y.from, &y.id)));
        out
    }
}

impl EventEvidence {
    /// `COERCE arrest`.
    pub(crate) fn kind(&self) -> String {
        let mut out = self.event_type.clone();
        for mode in &self.modes {
            out.push(' ');
            out.push_str(mode);
        }
        out
    }
}
