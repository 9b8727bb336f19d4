//! What is counted: one event seen from one directed pair of sides.

use jiff::civil::Date;

/// Which of the two sides acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// A acts on B.
    AToB,
    /// B acts on A.
    BToA,
}

impl Direction {
    /// Both, A first.
    pub const ALL: [Self; 2] = [Self::AToB, Self::BToA];

    /// The other one.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::AToB => Self::BToA,
            Self::BToA => Self::AToB,
        }
    }
}

/// The groups of event types that the measures know (codebook §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// AGREE, SUPPORT, CONCEDE.
    Vows,
    /// CONSULT; shown, in no index.
    Contacts,
    /// REQUEST; shown, in no index.
    Asks,
    /// ACCUSE, REJECT, THREATEN.
    WordsAgainst,
    /// COOPERATE, AID, RETREAT.
    DeedsFor,
    /// PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT.
    DeedsAgainst,
}

impl Group {
    /// All of them, in the order of the JSON.
    pub const ALL: [Self; 6] =
        [Self::Vows, Self::Contacts, Self::Asks, Self::WordsAgainst, Self::DeedsFor, Self::DeedsAgainst];

    /// The name in the JSON.
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

    /// The name of one event of the group, in plain words.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Vows => "vow",
            Self::Contacts => "contact",
            Self::Asks => "ask",
            Self::WordsAgainst => "words against",
            Self::DeedsFor => "deed for",
            Self::DeedsAgainst => "deed against",
        }
    }

    /// From the name in the JSON.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.name() == name)
    }

    /// Whether events of the group enter words, deeds and gap.
    pub fn is_indexed(self) -> bool {
        !matches!(self, Self::Contacts | Self::Asks)
    }
}

/// One event, seen from one directed dyad. An event that goes both ways is two observations with one id.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The event's id; a number, since a busy pair has a million of them.
    pub id: u128,
    /// First day; none when the date is unresolved.
    pub from: Option<Date>,
    /// Last day, inclusive; none means the first day.
    pub to: Option<Date>,
    /// Who acts on whom.
    pub direction: Direction,
    /// What kind of act; none for codes of other datasets that are in no group: their score counts, and nothing else.
    pub group: Option<Group>,
    /// The act's score (codebook §2), −10 to 10.
    pub score: f64,
}

impl Observation {
    /// The last day, never before the first.
    pub(crate) fn last_day(&self) -> Option<Date> {
        let from = self.from?;
        Some(self.to.map_or(from, |to| to.max(from)))
    }

    /// The day, when the date is one day.
    pub(crate) fn single_day(&self) -> Option<Date> {
        self.from.filter(|from| self.last_day() == Some(*from))
    }
}

/// Events by group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counts([u32; 6]);

impl Counts {
    /// Events of a group.
    pub fn get(&self, group: Group) -> u32 {
        self.0[group as usize]
    }

    /// Adds one event.
    pub fn add(&mut self, group: Group) {
        let slot = &mut self.0[group as usize];
        *slot = slot.saturating_add(1);
    }

    /// Adds those of another count.
    pub fn merge(&mut self, other: &Self) {
        for (slot, more) in self.0.iter_mut().zip(other.0) {
            *slot = slot.saturating_add(more);
        }
    }

    /// All events.
    pub fn total(&self) -> u32 {
        self.0.iter().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// Events of the groups that enter words, deeds and gap.
    pub fn indexed(&self) -> u32 {
        Group::ALL.into_iter().filter(|g| g.is_indexed()).fold(0, |sum, g| sum.saturating_add(self.get(g)))
    }
}

impl FromIterator<(Group, u32)> for Counts {
    fn from_iter<I: IntoIterator<Item = (Group, u32)>>(numbers: I) -> Self {
        let mut counts = Self::default();
        for (group, n) in numbers {
            counts.0[group as usize] = n;
        }
        counts
    }
}

impl FromIterator<Group> for Counts {
    fn from_iter<I: IntoIterator<Item = Group>>(groups: I) -> Self {
        let mut counts = Self::default();
        groups.into_iter().for_each(|g| counts.add(g));
        counts
    }
}
