//! The tokens of the noun phrase that a token heads: with its modifiers, without its preposition, its coordinates,
//! its relative clause and its apposition.

use crate::tree::Tree;
use detente_parse::{Deprel, Upos};
use std::ops::Range;

/// The tokens of the phrase; they always hold its head.
pub(crate) fn of(tree: &Tree<'_>, head: usize) -> Range<usize> {
    let mut tokens = head..head + 1;
    for child in tree.children(head).filter(|&c| keeps(tree, head, c)) {
        let part = tree.subtree(child);
        tokens = tokens.start.min(part.start)..tokens.end.max(part.end);
    }
    let cut = tree.children(head).filter(|&c| !keeps(tree, head, c)).map(|c| tree.subtree(c));
    for part in cut {
        if part.start > head {
            tokens.end = tokens.end.min(part.start);
        } else if part.end <= head {
            tokens.start = tokens.start.max(part.end);
        }
    }
    trim(tree, head, tokens)
}

fn keeps(tree: &Tree<'_>, head: usize, child: usize) -> bool {
    match tree.deprel(child) {
        Deprel::Case => child > head,
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
        | Deprel::Discourse
        | Deprel::Obl
        | Deprel::Expl => false,
        Deprel::Advmod | Deprel::Punct => child + 1 == head,
        _ => true,
    }
}

/// Takes off marks at either end.
fn trim(tree: &Tree<'_>, head: usize, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.end - 1 > head && tree.upos(tokens.end - 1) == Upos::Punct {
        tokens.end -= 1;
    }
    while tokens.start < head && matches!(tree.upos(tokens.start), Upos::Punct | Upos::Adp) {
        tokens.start += 1;
    }
    tokens
}
