//! Tests of this crate, and how they write events down.

mod calibration;
mod confusion;
mod fields;
mod gold;
mod html;
mod intervals;
mod matching;
mod scores;
mod tables;

use crate::{Event, Mention};
use detente_text::Span;

pub(crate) const SENTENCE: Span = Span { start: 0, end: 100 };

/// A mention of some bytes with its country (`-`: unknown).
pub(crate) fn mention(start: usize, end: usize, country: &str) -> Mention {
    let country = (country != "-").then(|| country.to_owned());
    Mention { span: Span::new(start, end), country, sector: None }
}

/// An asserted event of the first sentence, with a trigger and nobody.
pub(crate) fn event(event_type: &str, start: usize, end: usize) -> Event {
    Event {
        sentence: SENTENCE,
        event_type: event_type.to_owned(),
        trigger: Span::new(start, end),
        status: "asserted".to_owned(),
        firm: true,
        ..Event::default()
    }
}

/// The same with one actor and one recipient, whose mentions are at bytes 0 and 90.
pub(crate) fn dyad(event_type: &str, start: usize, actor: &str, recipient: &str) -> Event {
    Event {
        actors: vec![mention(0, 5, actor)],
        recipients: vec![mention(90, 95, recipient)],
        ..event(event_type, start, start + 4)
    }
}
