//! Any text gives an answer, the same one each time, with spans inside it.

use super::super::items::all_items;
use super::super::lexicon::Lexicon;
use super::resolve;
use crate::{ActorSources, Query, Resolver};
use detente_text::Span;
use proptest::prelude::*;
use std::sync::OnceLock;

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::build(&ActorSources::EMBEDDED))
}

/// Words that the rules look at, in any order, with any marks between.
fn mention() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the",
        "of",
        "Iran",
        "Iran's",
        "Kenyan",
        "rebels",
        "leader",
        "U.S.",
        "-backed",
        "who",
        "and",
        ",",
        "in",
        "22",
        "Hezbollah",
        "former",
        "president",
        "Smith",
        "ethnic",
        "dozens",
        "’s",
        "\u{a0}",
        "(",
        "é",
        "for",
        "they",
        "pro-",
    ]);
    prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_resolves(text in "\\PC{0,60}") {
        prop_assert!(!resolve(&text).why.is_empty());
    }

    #[test]
    fn any_words_resolve_the_same_twice(text in mention(), start in 0_usize..40, length in 0_usize..10) {
        let head = Some(Span::new(start, start + length));
        let query = Query { text: &text, head, ..Query::default() };
        let first = Resolver::embedded().resolve(&query);
        prop_assert_eq!(&first, &Resolver::embedded().resolve(&query));
        prop_assert!(first.sectors.len() <= 4);
    }

    #[test]
    fn spans_lie_inside_and_in_order(text in "\\PC{0,80}") {
        let mut end = 0;
        for item in all_items(lexicon(), &text) {
            prop_assert!(item.span.start >= end && item.span.start < item.span.end);
            prop_assert!(text.get(item.span.range()).is_some());
            end = item.span.end;
        }
    }
}

#[test]
fn long_mentions_take_bounded_work() {
    let text = "the leader of ".repeat(100_000);
    assert_eq!(resolve(&text).country, None);
    let text = "a, ".repeat(100_000);
    assert_eq!(resolve(&text).country, None);
}
