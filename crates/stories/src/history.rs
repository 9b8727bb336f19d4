//! Ids once given stay good: an event that takes over from another keeps its id as an alias.

use crate::event::{Event, EventId};
use detente_coding::ReportId;
use std::collections::{BTreeMap, BTreeSet};

/// Gives the ids and aliases of `old` events that none of the `new` ones has as its own to the new event that holds
/// the report which the id is of, or else the first of the old event's reports that is still there. Ids of events
/// all of whose reports are gone are dropped.
pub fn succeed(old: &[Event], new: &mut [Event]) {
    let live: BTreeSet<EventId> = new.iter().map(|e| e.id).collect();
    let home: BTreeMap<ReportId, usize> =
        new.iter().enumerate().flat_map(|(i, e)| e.reports.iter().map(move |r| (*r, i))).collect();
    let mut aliases: Vec<BTreeSet<EventId>> = vec![BTreeSet::new(); new.len()];
    for event in old {
        for id in std::iter::once(event.id).chain(event.aliases.iter().copied()) {
            let mut heir = std::iter::once(id.first_report()).chain(event.reports.iter().copied());
            if let Some(i) = heir.find_map(|r| home.get(&r).copied()).filter(|_| !live.contains(&id)) {
                aliases[i].insert(id);
            }
        }
    }
    for (event, ids) in new.iter_mut().zip(aliases) {
        event.aliases = ids.into_iter().collect();
    }
}
