//! Which types of the gold the coder takes for which.

use detente_coding::EventType;
use std::collections::BTreeMap;

/// Types of the gold against types of the coder. Each event that counts is in one cell: matched events where their
/// types meet, missed and extra events with overlapping triggers where theirs do, all others with no type on the other
/// side. So a row adds up to the gold's events of its type, and a column to the coder's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    cells: BTreeMap<(Option<String>, Option<String>), usize>,
}

impl Confusion {
    /// Events of a cell; `None` is a missed event's type with the coder, an extra one's in the gold.
    pub fn count(&self, gold: Option<&str>, coded: Option<&str>) -> usize {
        self.cells.get(&(gold.map(str::to_owned), coded.map(str::to_owned))).copied().unwrap_or(0)
    }

    /// The cells that have events: type in the gold, type with the coder, events.
    pub fn cells(&self) -> impl Iterator<Item = (Option<&str>, Option<&str>, usize)> {
        self.cells.iter().map(|((gold, coded), n)| (gold.as_deref(), coded.as_deref(), *n))
    }

    /// The types that occur: the codebook's in its order, then what else the gold has.
    pub fn types(&self) -> Vec<&str> {
        let mut types: Vec<&str> =
            self.cells().flat_map(|(gold, coded, _)| [gold, coded]).flatten().collect();
        types.sort_unstable_by_key(|name| (place(name), *name));
        types.dedup();
        types
    }

    pub(crate) fn add(&mut self, gold: Option<&str>, coded: Option<&str>) {
        *self.cells.entry((gold.map(str::to_owned), coded.map(str::to_owned))).or_default() += 1;
    }
}

fn place(name: &str) -> usize {
    EventType::ALL.iter().position(|t| t.name() == name).unwrap_or(EventType::ALL.len())
}
