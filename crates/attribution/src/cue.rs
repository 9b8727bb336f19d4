//! How far the cue of a verb or adjective reaches.

use crate::tree::Tree;
use crate::words::lists;
use detente_parse::Deprel;

/// First and last token of the cue: the verb, its auxiliaries, and the verbs before it that carry it.
pub(crate) fn cue_of(
    tree: &Tree<'_>,
    token: usize,
    glue: &[usize],
    content: &[usize],
    sources: &[usize],
) -> (usize, usize) {
    let mut first = token;
    let mut at = token;
    for _ in 0..6 {
        for child in tree.children(at).filter(|&c| c < at) {
            let own = matches!(
                tree.deprel(child),
                Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Advmod | Deprel::Mark | Deprel::Expl
            ) && !(tree.deprel(child) == Deprel::Mark && tree.lemma(child) != "to")
                && (tree.deprel(child) != Deprel::Advmod || child + 3 > at || is_negation(tree, child));
            if own && child < first && !blocked(child, first, content, sources, tree) {
                first = child;
            }
        }
        let Some(head) = tree.head(at) else { break };
        let carries = tree.deprel(at) == Deprel::Xcomp
            || tree.deprel(at) == Deprel::Advcl && tree.lemma(head) == "quote";
        if !(carries
            && head < at
            && lists().is_opener(tree.lemma(head))
            && !blocked(head, first, content, sources, tree))
        {
            break;
        }
        first = first.min(head);
        at = head;
    }
    let last = glue
        .iter()
        .copied()
        .filter(|&g| g <= token + 4 && !blocked(token, g, content, sources, tree))
        .max()
        .unwrap_or(token);
    (first, last.max(token))
}

fn is_negation(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.lemma(token), "not" | "never" | "n't")
}

/// Whether content, a source or a mark lies between two tokens.
fn blocked(from: usize, to: usize, content: &[usize], sources: &[usize], tree: &Tree<'_>) -> bool {
    let between = |t: &usize| *t > from && *t < to;
    sources.iter().any(|s| between(s) || *s == from)
        || content.iter().any(between)
        || (from + 1..to).any(|t| tree.form(t) == ",")
}
