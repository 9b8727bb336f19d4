//! Which of the places of one name is meant.

use super::Precision;
use super::evidence::{Evidence, Tally};
use super::gazetteer::{Entry, Gazetteer};
use crate::Country;
use detente_text::Span;

/// How far away, in bytes, a text's own words bear on a name: some paragraphs.
const REACH: u32 = 2000;

/// The entry that the words after the name, the words around it, or the context choose; else the best known.
///
/// "U.S. officials in Georgia" says nothing of the American state: where a whole country has the name, only places
/// inside the other country, or its name after a comma, speak for that one.
pub(super) fn choose<'a>(
    entries: &[usize],
    mention: Option<(Span, &str)>,
    near: &[Evidence],
    around: &Tally,
    gazetteer: &'a Gazetteer,
) -> &'a Entry {
    let best = &gazetteer.entries[entries[0]];
    if entries.len() == 1 {
        return best;
    }
    let candidates: Vec<&Entry> = entries.iter().map(|&index| &gazetteer.entries[index]).collect();
    let has_country = candidates.iter().any(|entry| entry.precision == Precision::Country);
    let speaks = |entry: &Entry, country: Country, inside: bool| {
        let whole = entry.precision == Precision::Country;
        entry.country == Some(country) && (inside || whole || !has_country)
    };
    let by_comma = mention.and_then(|(span, text)| {
        let country = after_comma(span, text, near)?;
        candidates.iter().copied().find(|entry| entry.country == Some(country))
    });
    let by_nearness = || mention.and_then(|(span, _)| nearest(span, near, &candidates, speaks));
    let by_context = || {
        let votes = |entry: &Entry| {
            let spoken = around.iter().filter(|((country, inside), _)| speaks(entry, *country, *inside));
            spoken.map(|(_, count)| *count).sum::<usize>()
        };
        candidates.iter().rev().copied().max_by_key(|entry| votes(entry)).filter(|entry| votes(entry) > 0)
    };
    by_comma.or_else(by_nearness).or_else(by_context).unwrap_or(best)
}

/// The country named right after the name and a comma or a bracket: "Tripoli, Lebanon".
fn after_comma(span: Span, text: &str, near: &[Evidence]) -> Option<Country> {
    let next = near.get(near.partition_point(|evidence| evidence.span.start < span.end))?;
    let between = &text[span.end as usize..next.span.start as usize];
    matches!(between, ", " | " (" | ", in ").then_some(next.country)
}

/// The candidate whose country is named nearest.
fn nearest<'a>(
    span: Span,
    near: &[Evidence],
    candidates: &[&'a Entry],
    speaks: impl Fn(&Entry, Country, bool) -> bool,
) -> Option<&'a Entry> {
    let middle = near.partition_point(|evidence| evidence.span.start < span.start);
    let first = near.partition_point(|evidence| evidence.span.end + REACH < span.start);
    let matching = |evidence: &Evidence| {
        candidates.iter().copied().find(|entry| speaks(entry, evidence.country, evidence.inside))
    };
    let before = near[first..middle]
        .iter()
        .rev()
        .find_map(|evidence| Some((span.start - evidence.span.end, matching(evidence)?)));
    let within = near[middle..].iter().take_while(|evidence| evidence.span.start <= span.end + REACH);
    let after = within
        .filter(|evidence| evidence.span.start >= span.end)
        .find_map(|evidence| Some((evidence.span.start - span.end, matching(evidence)?)));
    before.into_iter().chain(after).min_by_key(|(distance, _)| *distance).map(|(_, entry)| entry)
}
