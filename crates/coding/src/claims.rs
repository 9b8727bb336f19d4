//! Claim and counter-claim: reports of one part in which two parties contradict each other on the same act.

use crate::report::{Attribution, Entity, Report, Status};
use detente_resolve::Country;

/// Sentences between two reports beyond which they are no longer held against each other; it bounds the work.
const FARTHEST: usize = 30;

/// Tells each report which others contradict it. They are those of one part, in text order.
pub fn link_claims(reports: &mut [Report]) {
    let mut pairs = Vec::new();
    for (i, a) in reports.iter().enumerate() {
        let near = reports.iter().enumerate().skip(i + 1);
        let near = near.take_while(|(_, b)| b.sentence.saturating_sub(a.sentence) <= FARTHEST);
        pairs.extend(near.filter(|(_, b)| contradict(a, b)).map(|(j, _)| (i, j)));
    }
    for (i, j) in pairs {
        let (a, b) = (reports[i].id, reports[j].id);
        reports[i].counters.push(b);
        reports[j].counters.push(a);
    }
}

fn contradict(a: &Report, b: &Report) -> bool {
    a.event_type == b.event_type
        && a.reciprocal == b.reciprocal
        && !apart(&a.recipients, &b.recipients)
        && !one_source(a, b)
        && (denies(a, b) || denies(b, a) || blame_each_other(a, b))
}

/// One says that the other's claim is not so: it is about the same doers, or the denier is one of them.
fn denies(denial: &Report, claim: &Report) -> bool {
    let denied = denial.status == Status::Denied
        || (denial.status == Status::Negated && !denial.attribution.is_empty());
    denied && is_claim(claim) && !apart(&denial.actors, &claim.actors)
}

/// Each side's word has the other side do it.
fn blame_each_other(a: &Report, b: &Report) -> bool {
    is_claim(a)
        && is_claim(b)
        && apart(&a.actors, &b.actors)
        && (is_among(&a.attribution, &b.actors) || is_among(&b.attribution, &a.actors))
        && !is_among(&a.attribution, &a.actors)
        && !is_among(&b.attribution, &b.actors)
}

/// Somebody's word that it happened.
fn is_claim(report: &Report) -> bool {
    report.status == Status::Alleged || (report.status == Status::Asserted && !report.attribution.is_empty())
}

/// Whether both name states, and no state is in both.
fn apart(a: &[Entity], b: &[Entity]) -> bool {
    let (a, b) = (countries(a), countries(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|c| b.contains(c))
}

fn countries(parties: &[Entity]) -> Vec<Country> {
    parties.iter().filter_map(|e| e.party.country).collect()
}

fn is_among(sources: &[Attribution], parties: &[Entity]) -> bool {
    let parties = countries(parties);
    sources.iter().filter_map(|s| s.party.country).any(|c| parties.contains(&c))
}

fn one_source(a: &Report, b: &Report) -> bool {
    let same = |x: &Attribution, y: &Attribution| {
        x.mention.text == y.mention.text
            || (x.party.country.is_some() && x.party.country == y.party.country)
            || (x.party.entity_id.is_some() && x.party.entity_id == y.party.entity_id)
    };
    a.attribution.iter().any(|x| b.attribution.iter().any(|y| same(x, y)))
}
