//! The words of a sentence with its triggers, actors and recipients marked: filled as in the gold, underlined as coded.

use super::sentences::Sentence;
use crate::event::Event;
use detente_render::Markup;
use detente_text::Span;

/// A marked span and its class.
type Mark = (Span, &'static str);

const GOLD: [&str; 3] = ["gold-trigger", "gold-actor", "gold-recipient"];
const CODED: [&str; 3] = ["coded-trigger", "coded-actor", "coded-recipient"];

/// The sentence.
pub(super) fn words(m: &mut Markup, sentence: &Sentence<'_>) {
    let text = &sentence.article.text;
    let marks = marks(sentence);
    let bounds = marks.iter().flat_map(|(span, _)| [span.start, span.end]);
    let inside = |at: &u32| sentence.span.start < *at && *at < sentence.span.end;
    let mut cuts: Vec<u32> = bounds.filter(|at| inside(at) && text.is_char_boundary(*at as usize)).collect();
    cuts.extend([sentence.span.start, sentence.span.end]);
    cuts.sort_unstable();
    cuts.dedup();
    m.element("blockquote", &[], |m| {
        for pair in cuts.windows(2) {
            piece(m, Span { start: pair[0], end: pair[1] }, &marks, text);
        }
    });
}

/// Words that all have the same marks.
fn piece(m: &mut Markup, piece: Span, marks: &[Mark], text: &str) {
    let mut classes: Vec<&str> =
        marks.iter().filter(|(span, _)| span.overlaps(piece)).map(|(_, class)| *class).collect();
    classes.sort_unstable();
    classes.dedup();
    if classes.is_empty() {
        m.text(piece.of(text));
    } else {
        m.leaf("mark", &[("class", &classes.join(" "))], piece.of(text));
    }
}

fn marks(sentence: &Sentence<'_>) -> Vec<Mark> {
    let gold = sentence.matches.iter().filter_map(|m| m.gold).flat_map(|e| of_event(e, GOLD));
    let coded = sentence.matches.iter().filter_map(|m| m.coded).flat_map(|e| of_event(e, CODED));
    gold.chain(coded).collect()
}

fn of_event(event: &Event, [trigger, actor, recipient]: [&'static str; 3]) -> impl Iterator<Item = Mark> {
    let actors = event.actors.iter().map(move |m| (m.span, actor));
    let recipients = event.recipients.iter().map(move |m| (m.span, recipient));
    std::iter::once((event.trigger, trigger)).chain(actors).chain(recipients)
}

/// What the marks are.
pub(super) fn legend(m: &mut Markup) {
    m.element("p", &[("class", "note")], |m| {
        m.text("Filled, as in the gold: ");
        entries(m, GOLD);
        m.text(". Underlined, as coded: ");
        entries(m, CODED);
        m.text(". Right and wrong dyad are said of matched events; the strict score above counts dyads whatever was matched, so it can be a little higher.");
    });
}

fn entries(m: &mut Markup, classes: [&'static str; 3]) {
    for (i, (class, label)) in classes.into_iter().zip(["trigger", "actor", "recipient"]).enumerate() {
        m.text(if i == 0 { "" } else { ", " });
        m.leaf("mark", &[("class", class)], label);
    }
}
