//! The countries that a text speaks of, as evidence for what a name in it means.

use super::gazetteer::Gazetteer;
use super::scan::scan;
use crate::Country;
use detente_text::Span;
use std::collections::BTreeMap;

/// A country named in a text by its name, its people, or a place in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Evidence {
    pub span: Span,
    pub country: Country,
    /// Whether it was a place inside the country.
    pub inside: bool,
}

/// How often a text speaks of each country, and whether of a place inside it.
pub(super) type Tally = BTreeMap<(Country, bool), usize>;

/// The countries of a context, empty without one.
pub(super) fn of_context(context: Option<&str>, gazetteer: &Gazetteer) -> Tally {
    let mut tally = Tally::new();
    for evidence in context.map_or_else(Vec::new, |context| scan(context, gazetteer).1) {
        *tally.entry((evidence.country, evidence.inside)).or_default() += 1;
    }
    tally
}
