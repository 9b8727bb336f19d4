//! Where a mention's head noun phrase ends, and what the words after it are.

use super::items::{Force, Item, What};
use super::lexicon::{Form, Lexicon, RoleKind, Sense};
use super::words::WordFlags;
use detente_text::Span;

/// Where the noun phrase that begins at `start` ends (exclusive), so that its head is its last word. `head`, where the
/// caller has parsed, moves the end to the right if it would leave the head out.
pub fn core_end(lexicon: &Lexicon, items: &[Item], start: usize, head: Option<Span>) -> usize {
    let end = words_end(lexicon, items, start);
    let Some(head) = head else { return end };
    match items[start..].iter().position(|item| item.span.overlaps(head)) {
        // A head past a preposition is a caller's other reading of "dozens of rebels": that has its own rule.
        Some(at) if start + at >= end && !opens_phrase(&items[end]) => start + at + 1,
        _ => end,
    }
}

fn words_end(lexicon: &Lexicon, items: &[Item], start: usize) -> usize {
    let (mut any, mut noun) = (false, false);
    for (at, item) in items.iter().enumerate().skip(start) {
        if at > start && ends_before(item, any, noun) {
            return at;
        }
        any |= is_content(item);
        noun |= is_noun(lexicon, item);
    }
    items.len()
}

/// Whether the phrase ends before `item`, given whether any content word and any noun came before.
fn ends_before(item: &Item, any: bool, noun: bool) -> bool {
    if (item.after_mark && any) || opens_phrase(item) {
        return true;
    }
    if item.what != What::Word {
        return false;
    }
    (noun && item.flags.is(WordFlags::BREAK.with(WordFlags::CONJUNCTION)))
        || (any
            && item.flags.is(WordFlags::PRONOUN)
            && !item.flags.is(WordFlags::ARTICLE.with(WordFlags::QUANTITY)))
}

/// Whether it is a preposition.
pub fn opens_phrase(item: &Item) -> bool {
    item.what == What::Word && item.flags.is(WordFlags::LINK.with(WordFlags::OTHER_PREPOSITION))
}

/// Whether it says something: not an article, number or word that only colours.
pub fn is_content(item: &Item) -> bool {
    let empty = WordFlags::ARTICLE
        .with(WordFlags::QUANTITY)
        .with(WordFlags::LIGHT_MODIFIER)
        .with(WordFlags::DIRECTION)
        .with(WordFlags::FORMER)
        .with(WordFlags::CANCEL_SUFFIX)
        .with(WordFlags::CANCEL_PREFIX)
        .with(WordFlags::CANCEL_BEFORE)
        .with(WordFlags::WEAK_SUFFIX);
    match item.what {
        What::Known(_) => item.force == Force::Full,
        What::Name => true,
        What::Number => false,
        What::Word => !item.flags.is(empty),
    }
}

/// Whether a phrase could end with it: what follows may then be a clause about it.
fn is_noun(lexicon: &Lexicon, item: &Item) -> bool {
    if item.possessive {
        return false;
    }
    match (item.what, item.full_sense()) {
        (What::Name, _) => true,
        (What::Known(_), Some(sense)) => match sense {
            Sense::Role(index, _) => lexicon.roles[index as usize].kind != RoleKind::Modifier,
            Sense::Country(_, form) => form != Form::Demonym,
            Sense::Entity(_) | Sense::Seat(_) | Sense::Phrase(_) | Sense::Territory(..) => true,
        },
        (What::Word, _) => item.flags.is(WordFlags::NONE) || (item.flags.is_empty() && !item.abstract_noun),
        _ => false,
    }
}

/// What the words of a phrase before its head say, besides names and roles.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts of wording")]
pub struct Colours {
    /// A number or a word for one.
    pub quantity: bool,
    /// An article or a demonstrative.
    pub article: bool,
    /// "former", "ousted" …
    pub former: bool,
    /// "northern" … directly before the head.
    pub direction: bool,
}

/// Reads the words before a head.
pub fn colours(before: &[Item]) -> Colours {
    let any = |flag| before.iter().any(|item| item.what == What::Word && item.flags.is(flag));
    Colours {
        quantity: before.iter().any(|item| item.what == What::Number) || any(WordFlags::QUANTITY),
        article: any(WordFlags::ARTICLE),
        former: any(WordFlags::FORMER),
        direction: before
            .last()
            .is_some_and(|item| item.what == What::Word && item.flags.is(WordFlags::DIRECTION)),
    }
}
