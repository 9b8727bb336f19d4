//! The words of a noun phrase.

use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, Upos, Xpos};
use detente_text::Span;

/// Bytes of the noun phrase that a token heads: with its modifiers and what follows them without a comma, without its
/// preposition, its coordinates, its relative clause and its apposition.
pub(crate) fn phrase(tree: &Tree, head: usize) -> Span {
    let mut inside = vec![false; tree.len()];
    inside[head] = true;
    let mut stack = vec![head];
    while let Some(i) = stack.pop() {
        for child in tree.children(i) {
            if keeps(tree, head, i, child) {
                inside[child] = true;
                stack.push(child);
            }
        }
    }
    let mut first = head;
    while first > 0 && inside[first - 1] {
        first -= 1;
    }
    let mut last = head;
    while last + 1 < tree.len() && inside[last + 1] {
        last += 1;
    }
    trim(tree, head, &mut first, &mut last);
    tree.sentence().cover(first..last + 1)
}

fn keeps(tree: &Tree, head: usize, parent: usize, child: usize) -> bool {
    if parent != head {
        // Inside a modifier all is kept, but not past a comma.
        return !(tree.upos(child) == Upos::Punct && tree.sentence().form(child) == ",");
    }
    match tree.deprel(child) {
        Deprel::Case => child > head,
        // "the cooperation of Peru with Chile": no part of the name.
        Deprel::Nmod if tree.upos(head) == Upos::Propn => {
            !matches!(tree.case(child).as_deref(), Some("against" | "by" | "with"))
        }
        Deprel::Cc
        | Deprel::CcPreconj
        | Deprel::Conj
        | Deprel::Mark
        | Deprel::AclRelcl
        | Deprel::Appos
        | Deprel::Parataxis
        | Deprel::Advcl
        | Deprel::Cop
        | Deprel::Nsubj
        | Deprel::NsubjPass
        | Deprel::Aux
        | Deprel::Advmod
        | Deprel::Discourse
        | Deprel::Obl => tree.deprel(child) == Deprel::Advmod && child + 1 == head,
        Deprel::Punct => {
            child != tree.len() - 1
                && matches!(tree.sentence().form(child), "-" | "\u{2013}" | "." | "'" | "\u{2019}")
        }
        _ => true,
    }
}

/// Takes off what a parser hung on the phrase but is none of it: marks, a day ("fishermen on Sunday").
fn trim(tree: &Tree, head: usize, first: &mut usize, last: &mut usize) {
    while *last > head
        && (matches!(tree.upos(*last), Upos::Punct | Upos::Adp)
            || tree.xpos(*last) == Xpos::Pos
            || tree.names_a_day(*last))
    {
        *last -= 1;
    }
    while *first < head && tree.upos(*first) == Upos::Punct {
        *first += 1;
    }
}

/// Bytes of a noun phrase with the phrase of place that follows it, where both hang on the same verb.
pub(crate) fn with_place_beside(tree: &Tree, token: usize) -> Option<Span> {
    let span = phrase(tree, token);
    let next = (token + 1..tree.len()).find(|&i| tree.sentence().span(i).start >= span.end)?;
    let place = tree.head(next).filter(|_| tree.deprel(next) == Deprel::Case)?;
    let here = is_listed(&tree.grammar().locative, tree.lemma(next));
    let same_verb = tree.head(place).is_some() && tree.head(place) == tree.head(tree.conj_head(token));
    (here && same_verb && tree.deprel(place) == Deprel::Obl).then(|| span.cover(phrase(tree, place)))
}
