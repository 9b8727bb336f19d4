//! Tellings to events: a pure function of the set of tellings.

use crate::build::build;
use crate::event::{Event, Key};
use crate::same_act::contradict;
use crate::telling::{Telling, tellings};
use detente_coding::Report;
use std::collections::{BTreeMap, BTreeSet};

/// A telling is compared with this many of an event's tellings, so that an act that ten thousand articles tell of
/// takes linear time.
const TELLINGS_LOOKED_AT: usize = 32;

/// The events of some tellings. Give it all tellings of each key that is concerned: the result is then the same as
/// from all tellings there are. Sorted by first day (unresolved last), then by id.
pub fn merge(tellings: Vec<Telling<'_>>) -> Vec<Event> {
    let mut by_key: BTreeMap<Key, Vec<Telling<'_>>> = BTreeMap::new();
    let mut events = Vec::new();
    for telling in tellings {
        match telling.key() {
            Some(key) => by_key.entry(key).or_default().push(telling),
            None => events.push(telling.event),
        }
    }
    events.extend(by_key.into_values().flat_map(merge_equals));
    events.sort_by_key(|e| (e.date.from.is_none(), e.date.from, e.id));
    events
}

/// The events of all reports of some articles.
pub fn events<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Vec<Event> {
    let mut by_article: BTreeMap<&str, Vec<&Report>> = BTreeMap::new();
    for report in reports {
        by_article.entry(&report.article.id).or_default().push(report);
    }
    merge(by_article.into_values().flat_map(tellings).collect())
}

/// Tellings of one key, earliest first, each to the first event that it contradicts in nothing. What one article
/// keeps apart stays apart.
fn merge_equals(mut equals: Vec<Telling<'_>>) -> Vec<Event> {
    equals.sort_by(Telling::cmp_rank);
    let mut groups: Vec<(BTreeSet<&str>, Vec<Telling<'_>>)> = Vec::new();
    for telling in equals {
        let article = telling.article_id();
        let home = groups.iter_mut().find(|(articles, group)| {
            !articles.contains(article)
                && !group.iter().take(TELLINGS_LOOKED_AT).any(|t| contradict(&t.event, &telling.event))
        });
        match home {
            Some((articles, group)) => {
                articles.insert(article);
                group.push(telling);
            }
            None => groups.push((BTreeSet::from([article]), vec![telling])),
        }
    }
    groups.into_iter().map(|(_, group)| one_event(&group)).collect()
}

fn one_event(group: &[Telling<'_>]) -> Event {
    let reports: Vec<&Report> = group.iter().flat_map(|t| t.reports.iter().copied()).collect();
    let mut event = build(&reports);
    event.key = group[0].event.key;
    // Equal in all tellings, or the key would differ; the finest date of the reports can be finer only inside one.
    event.date = group[0].event.date;
    event
}
