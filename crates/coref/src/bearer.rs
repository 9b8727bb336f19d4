//! Whose name a noun phrase bears: "captain Lee" and "the Hamas group" are one mention each, and names.

use crate::lists::{Sorts, lists};
use crate::name::recognised;
use crate::tree::Tree;
use detente_parse::{Deprel, Upos, Xpos};

/// The token whose name a phrase has: its head, or what stands beside a noun that only says what it is ("captain
/// *Lee*", "the *Hamas* group").
pub(crate) fn bearer(tree: &Tree<'_>, token: usize) -> Option<usize> {
    if tree.upos(token) == Upos::Propn || recognised(tree, token).is_some() {
        return Some(token);
    }
    tree.children(token).find(|&c| is_called(tree, token, c))
}

/// Whether a name beside a noun makes one mention with it.
pub(crate) fn is_called(tree: &Tree<'_>, noun: usize, name: usize) -> bool {
    if tree.upos(name) != Upos::Propn || tree.upos(noun) != Upos::Noun {
        return false;
    }
    let sorts = lists().noun(tree.lemma(noun));
    let range = recognised(tree, name).map_or(name..name + 1, |n| n.tokens.clone());
    let single = tree.sentence().xpos(noun) == Xpos::Nn;
    match tree.deprel(name) {
        Deprel::Flat => single && sorts.is(Sorts::HUMAN),
        Deprel::Appos => single && noun + 1 == range.start && !is_definite(tree, noun, sorts),
        Deprel::Compound => range.end == noun && has_the(tree, noun) && sorts.is(Sorts::NAMED),
        _ => false,
    }
}

/// "the mayor", "his wife": a mention of its own beside the name.
fn is_definite(tree: &Tree<'_>, noun: usize, sorts: Sorts) -> bool {
    has_the(tree, noun) && sorts.is(Sorts::HUMAN) || tree.child(noun, Deprel::NmodPoss).is_some()
}

fn has_the(tree: &Tree<'_>, noun: usize) -> bool {
    tree.children(noun).any(|c| tree.deprel(c) == Deprel::Det && tree.lemma(c) == "the")
}
