//! Which fields of a matched event are right. A field that the annotators left out is not judged, but for the
//! parties, the status and the sources, where none is an answer too.

use crate::counts::Counts;
use crate::event::Event;

/// Each judged field by its name, and whether the coder has it right.
pub(crate) fn judge(gold: &Event, coded: &Event) -> Vec<(&'static str, bool)> {
    let mut fields = always(gold, coded).to_vec();
    fields.extend(where_annotated(gold, coded));
    fields
}

fn always(gold: &Event, coded: &Event) -> [(&'static str, bool); 6] {
    let (countries, sectors) = (Event::countries, Event::sectors);
    [
        ("actor country", countries(&gold.actors) == countries(&coded.actors)),
        ("recipient country", countries(&gold.recipients) == countries(&coded.recipients)),
        ("actor sector", sectors(&gold.actors) == sectors(&coded.actors)),
        ("recipient sector", sectors(&gold.recipients) == sectors(&coded.recipients)),
        ("status", gold.status == coded.status),
        ("attribution", same_sources(gold, coded)),
    ]
}

fn where_annotated(gold: &Event, coded: &Event) -> impl Iterator<Item = (&'static str, bool)> {
    let mode = || gold.modes.iter().any(|m| coded.modes.contains(m));
    let place = |words: detente_text::Span| coded.place.is_some_and(|p| p.overlaps(words));
    [
        (!gold.modes.is_empty()).then(|| ("mode", mode())),
        gold.date.is_some().then(|| ("date", gold.date == coded.date)),
        gold.place.map(|words| ("place", place(words))),
        (!gold.counts.is_empty()).then(|| ("counts", gold.counts == coded.counts)),
        (!gold.links.is_empty()).then(|| ("links", gold.links.is_subset(&coded.links))),
    ]
    .into_iter()
    .flatten()
}

/// The contexts as multisets; nothing is counted where the annotators left them out.
pub(crate) fn judge_contexts(gold: &Event, coded: &Event) -> Counts {
    let Some(gold) = &gold.contexts else { return Counts::default() };
    let coded = coded.contexts.as_deref().unwrap_or_default();
    let mut missed: Vec<&String> = gold.iter().collect();
    let mut extra = 0;
    for context in coded {
        match missed.iter().position(|g| *g == context) {
            Some(at) => _ = missed.swap_remove(at),
            None => extra += 1,
        }
    }
    Counts { hit: gold.len() - missed.len(), extra, missed: missed.len() }
}

/// Whether one source of each is the same words; sources without words (named elsewhere) agree by their country.
fn same_sources(gold: &Event, coded: &Event) -> bool {
    if gold.sources.is_empty() || coded.sources.is_empty() {
        return gold.sources.is_empty() && coded.sources.is_empty();
    }
    let carried = |g: &crate::Mention, c: &crate::Mention| {
        g.span.is_empty() && c.span.is_empty() && g.country == c.country
    };
    gold.sources.iter().any(|g| coded.sources.iter().any(|c| g.span.overlaps(c.span) || carried(g, c)))
}
