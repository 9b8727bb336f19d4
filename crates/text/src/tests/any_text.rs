//! What holds for any text whatever.

use super::doc;
use crate::chars::is_blank;
use crate::{Article, Doc, Sentence, Span};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The invariants that every later stage builds on.
fn check(text: &str) -> Doc {
    let doc = doc(text);
    assert_eq!(doc.article.text, text, "the article is unchanged");
    let whole = |span: Span| text.get(span.range()).is_some_and(|inner| !inner.is_empty());
    assert!(doc.parts.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "parts are in order");
    assert!(
        doc.sentences.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start),
        "sentences are in order"
    );
    assert!(doc.tokens.windows(2).all(|pair| pair[0].end <= pair[1].start), "tokens are in order");
    assert!(doc.parts.iter().all(|part| whole(part.span)));
    assert!(doc.tokens.iter().all(|&token| whole(token)));
    let mut next = 0;
    for sentence in &doc.sentences {
        assert!(whole(sentence.span) && doc.parts[sentence.part].span.contains(sentence.span));
        assert_eq!(sentence.tokens.start, next, "each token is in one sentence");
        next = sentence.tokens.end;
        check_sentence(text, &doc, sentence);
    }
    assert_eq!(next, doc.tokens.len());
    doc
}

fn check_sentence(text: &str, doc: &Doc, sentence: &Sentence) {
    let tokens = doc.tokens_of(sentence);
    assert!((1..=Sentence::MAX_TOKENS).contains(&tokens.len()));
    assert_eq!(tokens[0].start, sentence.span.start);
    assert_eq!(tokens[tokens.len() - 1].end, sentence.span.end);
    for pair in tokens.windows(2) {
        let gap = &text[pair[0].end as usize..pair[1].start as usize];
        assert!(gap.chars().all(is_blank), "{gap:?} is in no token");
    }
}

/// Pieces that are likely to trip a reader.
fn piece() -> impl Strategy<Value = String> {
    let tricky = prop::sample::select(vec![
        "U.S. ",
        "don't",
        "’s ",
        "'",
        "\"",
        "“",
        "”",
        ". ",
        "...",
        "\n",
        "\n\n",
        "\r\n",
        "\0",
        "-",
        " -- ",
        "3.5",
        "9/11",
        "@",
        "a@b.c",
        "://",
        "http://",
        "www.",
        "ʼ",
        "\u{200b}",
        "\u{feff}",
        "\u{300}",
        "😀",
        "\u{200d}",
        "(AP)",
        "ORVA",
        " (",
        ")",
        "[",
        "1,000",
        "Read also",
        "Top stories\n",
        "Photo: ",
        "#",
        "+4",
        "$",
        "n't",
        "can not",
        "cannot",
        "é",
        "ß",
        "İ",
        "م",
        "漢。",
        "/",
        "_",
        "&",
        ":",
        "No. ",
        "By Ann\n",
        "    ",
    ]);
    prop_oneof![tricky.prop_map(str::to_owned), "[a-zA-Z]{1,8} ?", any::<char>().prop_map(String::from)]
}

proptest! {
    #[test]
    fn any_string_is_read(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_run_of_pieces_is_read(pieces in prop::collection::vec(piece(), 0..80)) {
        let doc = check(&pieces.concat());
        let again = Doc::new(Article { text: pieces.concat(), ..Article::default() });
        prop_assert_eq!(doc, again);
    }
}

/// Big hostile texts, in time that only linear work can keep.
#[test]
fn hostile_texts_take_linear_time() {
    let million = 1_000_000;
    let units = [
        "a", "\"", "“", "(", ")", ".", "a.", "A.", "1,", "1/", "a/", "a-", "1-", "a'", "'", "@", "a@",
        "www.", "http://(", "a.com/<", "\0", "😀", "\n", "a\n", "- \n", "A - ", "é", "(AP) - ", "\u{200d}",
        "م ", "TWljcm9z", "U.S. ", "… ", "? ", "a. b ", "_a", "?.", "\"A? ", "A. ", "a:", "1:", "AB. ", "[",
        "1. ", "&A", "\r",
    ];
    let start = Instant::now();
    for unit in units {
        check(&unit.repeat(million / unit.len()));
    }
    assert!(start.elapsed() < Duration::from_mins(2), "took {:?}", start.elapsed());
}

#[test]
fn a_single_line_of_fifty_megabytes_is_read() {
    let text = "The guards of Halm detained nine men near the strait. ".repeat(950_000);
    let doc = Doc::new(Article { text, ..Article::default() });
    assert_eq!(doc.sentences.len(), 950_000);
}

#[test]
fn a_hundred_thousand_nested_quotes_are_read() {
    for (open, close) in [("(", ")"), ("“", "”"), ("\"", "\""), ("[«", "»]")] {
        let doc = check(&format!("{}Orva fell.{}", open.repeat(100_000), close.repeat(100_000)));
        assert!(doc.tokens.len() >= 200_003);
    }
}

#[test]
fn text_without_words_is_one_body() {
    let doc = check("--- *** ???");
    assert_eq!(doc.parts.len(), 1);
}
