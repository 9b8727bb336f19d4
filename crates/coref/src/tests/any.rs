//! Properties of the links of any trees.

use super::document::Document;
use crate::{Links, resolve};
use detente_parse::{Deprel, Name, NameKind, ParsedSentence, Syntax, Upos, Xpos};
use detente_text::{Sentence, Span};
use proptest::prelude::*;

const FORMS: &[&str] = &[
    "Ann",
    "Lee",
    "EU",
    "U.S.",
    "Chad",
    "the",
    "a",
    "this",
    "his",
    "he",
    "She",
    "it",
    "they",
    "them",
    "himself",
    "I",
    "we",
    "minister",
    "party",
    "country",
    "women",
    "police",
    "said",
    "\"",
    "\u{201c}",
    "\u{201d}",
    "(",
    ",",
    "and",
    "of",
    "-",
    "2002",
    "Monday",
    "President",
    "group",
    "West",
    "\u{e9}t\u{e9}",
    "A-B-C",
    "'s",
    "is",
];

/// A word: its form, its head among the words, and the numbers of its tags.
type Word = (usize, usize, usize, usize, usize, u8);

fn document(sentences: &[Vec<Word>]) -> Document {
    let mut document = Document::default();
    for words in sentences {
        let (first, start) = (document.doc.tokens.len(), document.doc.article.text.len());
        for word in words {
            document.add_word(FORMS[word.0 % FORMS.len()]);
        }
        let end = document.doc.article.text.len().max(start + 1) - 1;
        let span = Span::new(start, end.max(start));
        document.doc.sentences.push(Sentence { span, tokens: first..document.doc.tokens.len(), part: 0 });
        document.syntax.push(syntax(words));
    }
    document
}

/// One tree: each word hangs on one that comes before it in an order that starts anywhere.
fn syntax(words: &[Word]) -> Syntax {
    let mut syntax = Syntax::default();
    let turn = words.first().map_or(0, |w| w.1);
    let place = |rank: usize| (rank + turn) % words.len();
    let mut heads = vec![0; words.len()];
    for rank in 0..words.len() {
        let above = if rank == 0 { 0 } else { words[place(rank)].1 % rank };
        heads[place(rank)] = place(above) as u32;
    }
    for (token, &(form, _, upos, xpos, deprel, name)) in words.iter().enumerate() {
        syntax.upos.push(Upos::ALL[upos % Upos::ALL.len()]);
        syntax.xpos.push(Xpos::ALL[xpos % Xpos::ALL.len()]);
        syntax.deprel.push(Deprel::ALL[deprel % Deprel::ALL.len()]);
        syntax.lemma.push(FORMS[form % FORMS.len()].to_lowercase().into());
        let kind = NameKind::ALL[usize::from(name) % 5];
        match syntax.names.last_mut() {
            Some(last) if name % 3 == 1 && last.tokens.end == token => last.tokens.end += 1,
            _ if name % 3 == 0 => syntax.names.push(Name { tokens: token..token + 1, kind }),
            _ => {}
        }
    }
    syntax.head = heads;
    syntax
}

fn assert_consistent(links: &Links, document: &Document) {
    let mentions = links.mentions();
    for mention in mentions {
        let len = document.syntax[mention.sentence].head.len();
        assert!(mention.tokens.contains(&mention.head) && mention.tokens.end <= len);
    }
    let mut chain_of = vec![usize::MAX; mentions.len()];
    for (number, chain) in links.chains().enumerate() {
        assert!(chain.is_sorted() && !chain.is_empty());
        for &mention in chain {
            assert_eq!(std::mem::replace(&mut chain_of[mention], number), usize::MAX, "in one chain only");
        }
    }
    assert!(!chain_of.contains(&usize::MAX));
    for link in links.links() {
        assert!(link.antecedent < link.anaphor);
        assert_eq!(chain_of[link.antecedent], chain_of[link.anaphor]);
        assert!(links.links().iter().filter(|other| other.anaphor == link.anaphor).count() <= 2);
    }
}

proptest! {
    #[test]
    fn any_trees_give_consistent_links(
        sentences in prop::collection::vec(
            prop::collection::vec(
                (any::<usize>(), any::<usize>(), any::<usize>(), any::<usize>(), any::<usize>(), any::<u8>()),
                0..14,
            ),
            0..8,
        ),
    ) {
        let document = document(&sentences);
        let links = document.links();
        assert_consistent(&links, &document);
        prop_assert_eq!(&links, &document.links());
    }

    #[test]
    fn what_comes_later_changes_no_link_but_of_speakers(
        words in prop::collection::vec(
            (any::<usize>(), any::<usize>(), any::<usize>(), any::<usize>(), any::<usize>(), any::<u8>()),
            2..60,
        ),
    ) {
        // Quotations are left out: their speaker may be named later.
        let words: Vec<Word> = words.into_iter().filter(|w| !FORMS[w.0 % FORMS.len()].contains(['"', '\u{201c}', '\u{201d}'])).collect();
        let sentences: Vec<Vec<Word>> = words.chunks(9).map(<[Word]>::to_vec).collect();
        let document = document(&sentences);
        let pairs: Vec<_> = document.doc.sentences.iter().zip(&document.syntax).collect();
        let parsed: Vec<_> = pairs.iter().map(|&(sentence, syntax)| ParsedSentence { doc: &document.doc, sentence, syntax }).collect();
        let all = resolve(&parsed);
        let half = resolve(&parsed[..parsed.len() / 2]);
        let early = all.links().iter().filter(|link| link.anaphor < half.mentions().len());
        prop_assert!(early.eq(half.links()));
    }
}
