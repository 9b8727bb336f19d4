//! "I" in a quotation: who speaks. This comes after all other links, since who speaks is often named after the quotation.

use crate::discourse::Discourse;
use crate::links::Why;
use crate::lists::Person;

/// Links each "I" in a quotation to an earlier mention of who speaks, or to the "I" before in the same quotation, and
/// each "we" to the "we" before.
pub(crate) fn link(discourse: &mut Discourse<'_>) {
    // The last "I" and the last "we", each with its quotation.
    let mut before: [Option<(usize, usize)>; 2] = [None, None];
    for mention in 0..discourse.nominals.len() {
        let nominal = &discourse.nominals[mention];
        let several = match nominal.pronoun().map(|p| p.person) {
            Some(Person::Speaker) => false,
            Some(Person::Speakers) => true,
            _ => continue,
        };
        let Some(quote) = discourse.quotes.at(nominal.sentence, nominal.head) else { continue };
        let last = &mut before[usize::from(several)];
        let same = last.filter(|&(q, _)| q == quote).map(|(_, m)| m);
        *last = Some((quote, mention));
        let speaker = same.or_else(|| speaker(discourse, mention, quote).filter(|_| !several));
        if let Some(antecedent) = speaker {
            discourse.link(mention, antecedent, Why::Speaker);
        }
    }
}

/// The latest mention of who speaks before one.
fn speaker(discourse: &Discourse<'_>, mention: usize, quote: usize) -> Option<usize> {
    let (sentence, token) = discourse.quotes.speaker(quote)?;
    let speaker = discourse.at(sentence, token)?;
    let chain = discourse.chain(speaker);
    (0..mention)
        .rev()
        .take(MENTIONS)
        .find(|&m| discourse.chain(m) == chain && !discourse.nominals[m].is_group())
}

/// How many mentions are looked at; bounds the work a quotation.
const MENTIONS: usize = 200;
