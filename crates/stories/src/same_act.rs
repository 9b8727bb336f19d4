//! Do two reports, or two tellings, speak of the same act? Conservative: what is merged wrongly is lost to counting,
//! what is left apart is counted twice, and the first is the worse.

use crate::event::{Event, EventCount, EventDate, EventPlace};
use detente_coding::{Party, Report, Status};
use detente_resolve::{Granularity, Precision};
use std::collections::BTreeSet;

/// The article's date stands for "no words"; a day that words give agrees with it when it is at most this far off.
const REPORT_DATE_SLACK_DAYS: i32 = 7;

/// Whether two reports of one article tell of the same act (codebook §10). `a` and `b` are the reports, with the event
/// that each alone would be.
pub(crate) fn same_act(a: (&Report, &Event), b: (&Report, &Event)) -> bool {
    // Two triggers of one sentence are two acts: the coder has already joined those that are one.
    a.0.sentence != b.0.sentence
        && a.1.event_type == b.1.event_type
        && a.1.reciprocal == b.1.reciprocal
        && status_class(a.1.status) == status_class(b.1.status)
        && sides_agree(a.1, b.1)
        && dates_agree(a, b)
        && places_agree(a.1.place.as_ref(), b.1.place.as_ref())
        && !names_differ(a.0, b.0)
        && !contradict(a.1, b.1)
}

/// Whether something in two tellings rules out that they are of one act: modes, counts, or who.
pub(crate) fn contradict(a: &Event, b: &Event) -> bool {
    let modes_apart =
        !a.modes.is_empty() && !b.modes.is_empty() && !a.modes.iter().any(|m| b.modes.contains(m));
    modes_apart
        || a.counts.iter().any(|x| b.counts.iter().any(|y| x.what == y.what && counts_apart(x, y)))
        || !lists_agree(&a.actors, &b.actors, true)
        || !lists_agree(&a.recipients, &b.recipients, true)
}

/// Groups of statuses that can be told of one act: it happened (by somebody's word), it is to come, it did not happen.
fn status_class(status: Status) -> u8 {
    match status {
        Status::Asserted | Status::Alleged => 0,
        Status::Planned | Status::Hypothetical => 1,
        Status::Denied | Status::Negated => 2,
    }
}

fn counts_apart(a: &EventCount, b: &EventCount) -> bool {
    let below = |x: &EventCount, y: &EventCount| x.max.zip(y.min).is_some_and(|(max, min)| max < min);
    below(a, b) || below(b, a)
}

/// Actors agree with actors and recipients with recipients. A deed may be told once without one of the two ("22 people
/// were arrested"); a speech act may not, since who says what to whom is all that tells speeches apart.
fn sides_agree(a: &Event, b: &Event) -> bool {
    let open = !a.event_type.is_some_and(detente_coding::EventType::is_verbal);
    lists_agree(&a.actors, &b.actors, open)
        && lists_agree(&a.recipients, &b.recipients, open)
        && (shares_known(&a.actors, &b.actors) || shares_known(&a.recipients, &b.recipients))
}

/// Each of one list agrees with one of the other; with `open`, an empty list agrees with any.
fn lists_agree(a: &[Party], b: &[Party], open: bool) -> bool {
    let covers = |xs: &[Party], ys: &[Party]| xs.iter().all(|x| ys.iter().any(|y| parties_agree(x, y)));
    (open && (a.is_empty() || b.is_empty())) || (covers(a, b) && covers(b, a))
}

fn shares_known(a: &[Party], b: &[Party]) -> bool {
    !a.is_empty() && !b.is_empty() && a.iter().any(|p| p.country.is_some() || p.entity_id.is_some())
}

/// Whether two mentions can be of one party: same country, a sector in common where both have one, no two names.
pub(crate) fn parties_agree(a: &Party, b: &Party) -> bool {
    let sectors =
        a.sectors.is_empty() || b.sectors.is_empty() || a.sectors.iter().any(|s| b.sectors.contains(s));
    a.country == b.country && sectors && !entities_apart(a.entity_id.as_deref(), b.entity_id.as_deref())
}

/// Two ids of one kind (`person:…`, `org:…`) are two; a state and its ministry may be one actor.
fn entities_apart(a: Option<&str>, b: Option<&str>) -> bool {
    let kind = |id: &str| id.split(':').next().unwrap_or_default().to_owned();
    a.zip(b).is_some_and(|(a, b)| a != b && kind(a) == kind(b))
}

fn dates_agree(a: (&Report, &Event), b: (&Report, &Event)) -> bool {
    match (a.1.date.from, b.1.date.from) {
        (Some(_), Some(_)) => intervals_agree(&a.1.date, &b.1.date),
        // Unresolved dates agree inside one part when the words do not differ.
        (None, None) => {
            let words = (a.0.date.words.as_ref(), b.0.date.words.as_ref());
            a.0.part == b.0.part
                && match words {
                    (Some(x), Some(y)) => x.text.eq_ignore_ascii_case(&y.text),
                    _ => true,
                }
        }
        _ => false,
    }
}

fn intervals_agree(a: &EventDate, b: &EventDate) -> bool {
    let (Some(a_from), Some(a_to), Some(b_from), Some(b_to)) = (a.from, a.end(), b.from, b.end()) else {
        return false;
    };
    if (a_from, a_to) == (b_from, b_to) {
        return true;
    }
    if a.coarser_than_month() || b.coarser_than_month() {
        return false;
    }
    let gap = (b_from - a_to).get_days().max((a_from - b_to).get_days()).max(0);
    let default = [a, b].iter().any(|d| d.granularity == Granularity::Report);
    gap <= if default { REPORT_DATE_SLACK_DAYS } else { 0 }
}

fn places_agree(a: Option<&EventPlace>, b: Option<&EventPlace>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let same_id = a.geonameid.is_some() && a.geonameid == b.geonameid;
    let same_name = a.name.eq_ignore_ascii_case(&b.name) && a.country == b.country;
    same_id || same_name || holds(a, b) || holds(b, a)
}

/// Whether a country or province holds the other place.
fn holds(outer: &EventPlace, inner: &EventPlace) -> bool {
    let same_country = outer.country.is_some() && outer.country == inner.country;
    match outer.precision {
        Precision::Country => same_country,
        Precision::Province => same_country && outer.admin1.is_some() && outer.admin1 == inner.admin1,
        _ => false,
    }
}

/// Two mentions of unknown entities that both carry a name of two or more words, with no word in common.
fn names_differ(a: &Report, b: &Report) -> bool {
    let names = |r: &Report| -> Vec<BTreeSet<String>> {
        r.recipients.iter().chain(&r.actors).filter(|e| e.party.entity_id.is_none()).map(name_words).collect()
    };
    let (xs, ys) = (names(a), names(b));
    let is_full = |set: &&BTreeSet<String>| set.len() >= 2;
    let xs: Vec<_> = xs.iter().filter(is_full).collect();
    let ys: Vec<_> = ys.iter().filter(is_full).collect();
    !xs.is_empty() && !ys.is_empty() && xs.iter().all(|x| ys.iter().all(|y| x.is_disjoint(y)))
}

/// The capitalised words of a mention but for a leading article.
fn name_words(entity: &detente_coding::Entity) -> BTreeSet<String> {
    let is_name =
        |w: &&str| w.chars().next().is_some_and(char::is_uppercase) && !matches!(*w, "The" | "A" | "An");
    entity.mention.text.split(|c: char| !c.is_alphanumeric()).filter(is_name).map(str::to_lowercase).collect()
}
