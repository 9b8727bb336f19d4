//! Directed pairs of sides (codebook §1): actors × recipients, or the actors among themselves where the act is
//! reciprocal. Two who act together form no pair.

use crate::event::Event;
use detente_coding::Party;
use detente_resolve::{Country, Sector};
use std::{collections::BTreeSet, fmt, str::FromStr};

/// A country, or a sector of one: `SDN`, `SDN.REB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Side {
    /// The country.
    pub country: Country,
    /// The sector; none for the country as a whole.
    pub sector: Option<Sector>,
}

impl Side {
    /// Whether somebody of this party is of this side: by country, and by primary sector where the side has one.
    pub fn includes(&self, party: &Party) -> bool {
        party.country == Some(self.country)
            && self.sector.is_none_or(|s| party.sectors.first().is_some_and(|primary| *primary == s))
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sector {
            Some(sector) => write!(f, "{}.{sector}", self.country),
            None => write!(f, "{}", self.country),
        }
    }
}

/// Not a side: neither `SDN` nor `SDN.REB`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseSideError(String);

impl fmt::Display for ParseSideError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a side\nhint: a side is a country code in capitals (SDN), or one and a sector (SDN.REB)",
            self.0
        )
    }
}

impl std::error::Error for ParseSideError {}

impl FromStr for Side {
    type Err = ParseSideError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (country, sector) = match text.split_once('.') {
            Some((country, sector)) => (country, Some(sector)),
            None => (text, None),
        };
        let error = || ParseSideError(text.to_owned());
        Ok(Self {
            country: Country::new(country).ok_or_else(error)?,
            sector: sector.map(|s| Sector::new(s).ok_or_else(error)).transpose()?,
        })
    }
}

/// How fine the sides of a pair are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Two countries.
    Country,
    /// A country and a sector of one.
    Mixed,
    /// Two sectors of countries.
    Sector,
    /// Sides of which the second is touched through a link only: the state that the arrested are said to work for.
    Link,
}

impl Level {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Mixed => "mixed",
            Self::Sector => "sector",
            Self::Link => "link",
        }
    }
}

/// A directed pair of sides. Within one level, an event has each pair once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dyad {
    /// How fine.
    pub level: Level,
    /// Who acts.
    pub actor: Side,
    /// On whom.
    pub recipient: Side,
}

impl Dyad {
    fn new(actor: Side, recipient: Side) -> Self {
        let level = match (actor.sector, recipient.sector) {
            (None, None) => Level::Country,
            (Some(_), Some(_)) => Level::Sector,
            _ => Level::Mixed,
        };
        Self { level, actor, recipient }
    }

    /// Whether both sides are of one country.
    pub fn domestic(&self) -> bool {
        self.actor.country == self.recipient.country
    }
}

/// The directed pairs of an event at all levels, sorted, each once. A party without a country has no side.
pub fn dyads(event: &Event) -> Vec<Dyad> {
    let mut pairs = BTreeSet::new();
    if event.reciprocal {
        for (i, a) in event.actors.iter().enumerate() {
            for (_, b) in event.actors.iter().enumerate().filter(|(j, _)| *j != i) {
                add(a, b, &mut pairs);
            }
        }
    } else {
        for a in &event.actors {
            for b in &event.recipients {
                add(a, b, &mut pairs);
            }
        }
    }
    pairs.extend(by_link(event, &pairs));
    pairs.into_iter().collect()
}

/// Pairs of an actor and one whom the recipients are tied to, where the act does not touch it directly.
fn by_link(event: &Event, direct: &BTreeSet<Dyad>) -> Vec<Dyad> {
    let mut found = BTreeSet::new();
    for actor in &event.actors {
        for other in &event.tied {
            add(actor, other, &mut found);
        }
    }
    found.retain(|pair| !direct.contains(pair) && pair.actor != pair.recipient);
    found.into_iter().map(|pair| Dyad { level: Level::Link, ..pair }).collect()
}

fn add(actor: &Party, recipient: &Party, pairs: &mut BTreeSet<Dyad>) {
    for a in sides(actor) {
        for b in sides(recipient) {
            pairs.insert(Dyad::new(a, b));
        }
    }
}

/// The country, and its primary sector.
fn sides(party: &Party) -> impl Iterator<Item = Side> {
    let whole = party.country.map(|country| Side { country, sector: None });
    let part =
        party.country.zip(party.sectors.first()).map(|(country, s)| Side { country, sector: Some(*s) });
    whole.into_iter().chain(part)
}
