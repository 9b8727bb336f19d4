//! One act named twice in a sentence is one event (codebook §1): "carried out an attack that killed five",
//! "killed five and wounded ten".

use crate::draft::Draft;
use crate::mention::Mentions;
use detente_parse::{Deprel, Upos};
use detente_resolve::Country;

/// Merges drafts of one type that tell of one act.
pub(crate) fn merge(mentions: &mut Mentions, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        match out.iter().position(|kept| is_same_act(mentions, kept, &draft)) {
            Some(i) => {
                let kept = out.remove(i);
                out.insert(i, join(mentions, kept, draft));
            }
            None => out.push(draft),
        }
    }
    out
}

pub(crate) fn is_same_act(mentions: &mut Mentions, a: &Draft, b: &Draft) -> bool {
    a.event_type == b.event_type
        && a.scope.status == b.scope.status
        && may_be_one(mentions, a, b)
        && (a.reciprocal == b.reciprocal || a.actors.is_empty() || b.actors.is_empty())
        && is_linked(mentions, a, b)
        && agree(mentions, &a.actors, &b.actors)
        && agree(mentions, &a.recipients, &b.recipients)
}

/// "arrested four men and deported them": coordinated verbs of different modes are two acts.
fn may_be_one(mentions: &Mentions, a: &Draft, b: &Draft) -> bool {
    let differ = a.mode.is_some() && b.mode.is_some() && a.mode != b.mode;
    let coordinated = mentions.tree.deprel(b.token) == Deprel::Conj
        && mentions.tree.conj_head(b.token) == mentions.tree.conj_head(a.token);
    !(differ && coordinated)
}

/// Whether one predicate hangs on the other: coordinated, an argument, a clause of it.
fn is_linked(mentions: &Mentions, a: &Draft, b: &Draft) -> bool {
    let tree = mentions.tree;
    let all = |d: &Draft| -> Vec<usize> {
        std::iter::once(d.token).chain(d.also.iter().copied()).chain(d.frame.light).collect()
    };
    let (left, right) = (all(a), all(b));
    left.iter().any(|&x| right.iter().any(|&y| x == y || hangs_on(tree, x, y) || hangs_on(tree, y, x)))
}

fn hangs_on(tree: &crate::tree::Tree, low: usize, high: usize) -> bool {
    let mut at = low;
    for _ in 0..4 {
        let Some(head) = tree.head(at) else { return false };
        if tree.deprel(at) == Deprel::Parataxis {
            return false;
        }
        if head == high {
            return true;
        }
        at = head;
    }
    false
}

/// Nobody on one side, the same mentions, or the same known countries.
fn agree(mentions: &mut Mentions, a: &[usize], b: &[usize]) -> bool {
    if a.is_empty() || b.is_empty() || a == b || a.iter().any(|t| b.contains(t)) {
        return true;
    }
    let (left, right) = (countries(mentions, a), countries(mentions, b));
    left == right || left.is_empty() || right.is_empty()
}

fn countries(mentions: &mut Mentions, tokens: &[usize]) -> Vec<Country> {
    let mut out: Vec<Country> = tokens.iter().filter_map(|&t| mentions.at(t).resolution.country).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The draft with the more specific rule stays; what it lacks comes from the other.
fn join(mentions: &mut Mentions, a: Draft, b: Draft) -> Draft {
    let rank = |d: &Draft| (d.frame.kind == crate::frame::Kind::Verb, d.mode.is_some(), d.specificity);
    let (mut kept, other) = if rank(&b) > rank(&a) { (b, a) } else { (a, b) };
    kept.actors = fuller(mentions, kept.actors, other.actors);
    kept.recipients = all_recipients(mentions, kept.recipients, other.recipients);
    if kept.reciprocal {
        kept.recipients.clear();
    }
    kept.mode = kept.mode.or(other.mode);
    kept.also.push(other.token);
    kept.also.extend(other.also);
    kept.contexts.extend(other.contexts);
    for source in other.scope.sources {
        if !kept.scope.sources.contains(&source) {
            kept.scope.sources.push(source);
        }
    }
    kept
}

fn fuller(mentions: &mut Mentions, kept: Vec<usize>, other: Vec<usize>) -> Vec<usize> {
    let known = |m: &mut Mentions, t: &[usize]| !countries(m, t).is_empty();
    if kept.is_empty() || (!known(mentions, &kept) && known(mentions, &other)) { other } else { kept }
}

/// The recipients of both: "killed five civilians and wounded ten others". A bare number adds nobody.
fn all_recipients(mentions: &mut Mentions, mut kept: Vec<usize>, other: Vec<usize>) -> Vec<usize> {
    if kept.is_empty() {
        return other;
    }
    let more = other.into_iter().filter(|&t| mentions.tree.upos(t) != Upos::Num && !kept.contains(&t));
    let more: Vec<usize> = more.collect();
    kept.extend(more);
    kept
}
