//! How many a nominal tells of: "two Peruvian and four Chilean miners", "a group of six", "thousands of people".

use crate::lexicon::CountFile;
use crate::number::{Number, is_number, number_at};
use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, Upos, Xpos};

/// The numbers of a nominal: its own, those of its modifiers ("two Peruvian and four Chilean miners"), of what it holds
/// ("a group of six"), of the number that it is told of with ("thousands of people").
pub(crate) fn numbers_of(tree: &Tree, words: &CountFile, target: usize, depth: u8) -> Vec<Number> {
    if depth > 2 || is_listed(&words.words.unit, tree.lemma(target)) {
        return vec![];
    }
    let above = tree.head(target).filter(|&head| {
        tree.deprel(target) == Deprel::Nmod
            && tree.case(target).as_deref() == Some("of")
            && (is_number(tree, words, head) || is_listed(&words.words.holder, tree.lemma(head)))
    });
    if let Some(above) =
        above.filter(|_| depth == 0 && modifiers(tree, words, target).iter().all(|n| n.article))
    {
        return numbers_of(tree, words, above, 1);
    }
    if is_number(tree, words, target) {
        return number_at(tree, words, target).into_iter().collect();
    }
    if is_listed(&words.words.holder, tree.lemma(target)) {
        let held = tree.children(target).filter(|&c| tree.case(c).as_deref() == Some("of"));
        let inside: Vec<Number> =
            held.flat_map(|c| numbers_of(tree, words, c, 2)).filter(|n| !n.article).collect();
        return if inside.is_empty() { vague(tree, words, target) } else { inside };
    }
    modifiers(tree, words, target)
}

/// "a number of": a word for a number.
fn vague(tree: &Tree, words: &CountFile, target: usize) -> Vec<Number> {
    let phrases = &words.number.vague;
    let start = target.saturating_sub(1);
    let text: Vec<&str> = (start..(target + 2).min(tree.len())).map(|i| tree.sentence().form(i)).collect();
    let is_vague = is_listed(phrases, &text.join(" ").to_lowercase());
    is_vague
        .then(|| Number { tokens: start..target + 1, min: None, max: None, article: false })
        .into_iter()
        .collect()
}

fn modifiers(tree: &Tree, words: &CountFile, target: usize) -> Vec<Number> {
    let mut out: Vec<Number> = Vec::new();
    let low = target.saturating_sub(12);
    for token in low..target {
        if !is_number(tree, words, token) || !modifies(tree, words, token, target) {
            continue;
        }
        let Some(number) = number_at(tree, words, token) else { continue };
        if out.last().is_none_or(|last| last.tokens.end <= number.tokens.start) {
            out.push(number);
        }
    }
    let one = || {
        let single = matches!(tree.xpos(target), Xpos::Nn | Xpos::Nnp | Xpos::Jj);
        let det = tree.child(target, Deprel::Det).filter(|&d| d < target && single)?;
        number_at(tree, words, det).filter(|number| number.article)
    };
    if out.is_empty() {
        out.extend(one());
    }
    out
}

/// Whether a number modifies a nominal, itself or through its adjectives.
fn modifies(tree: &Tree, words: &CountFile, number: usize, target: usize) -> bool {
    let mut at = number;
    for _ in 0..4 {
        let Some(head) = tree.head(at) else { return false };
        if head == target {
            return matches!(
                tree.deprel(at),
                Deprel::Nummod | Deprel::Amod | Deprel::Det | Deprel::Compound | Deprel::Advmod
            );
        }
        let is_modifier = is_number(tree, words, head) || tree.upos(head) == Upos::Adj;
        if !is_modifier {
            return false;
        }
        at = head;
    }
    false
}
