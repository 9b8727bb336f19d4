//! Nouns that say, think or want: "the claim that", "her refusal to", "support for".

use crate::content::clause_of_manner;
use crate::draft::Draft;
use crate::quotes::Quoted;
use crate::tree::Tree;
use crate::words::{Group, Takes, lists};
use detente_parse::{Deprel, Upos, Xpos};

/// The attribution that a noun makes, if it is a cue with content.
pub(crate) fn find(tree: &Tree<'_>, quoted: &Quoted, token: usize) -> Option<Draft> {
    if tree.upos(token) != Upos::Noun || tree.deprel(token) == Deprel::Compound {
        return None;
    }
    let group = lists().nouns.get(tree.lemma(token))?;
    let (content, glue) = content(tree, group, token).or_else(|| predicate(tree, token))?;
    let said = tree.head(token).is_some_and(|h| clause_of_manner(tree, h, token).is_some());
    if said && tree.deprel(token) == Deprel::Obl {
        return None;
    }
    let verb = carrier(tree, token);
    let owner = owner(tree, token, &content)
        .or_else(|| verb.and_then(|v| tree.own_subject(v).or_else(|| tree.subject(v))));
    let sources = owner.filter(|o| !content.contains(o)).map_or_else(Vec::new, |o| tree.conjuncts(o));
    let mut draft = Draft {
        kind: group.kind,
        head: token,
        cue: (token, glue.unwrap_or(token)),
        sources,
        content,
        quotes: group.kind.is_uttered(),
    };
    draft.cue.0 = first_of_cue(tree, token, verb, &draft);
    draft.settle(tree, quoted);
    (!draft.content.is_empty()).then_some(draft)
}

/// What is claimed, and the preposition that belongs to the cue.
fn content(tree: &Tree<'_>, group: &Group, token: usize) -> Option<(Vec<usize>, Option<usize>)> {
    let clause = tree.children(token).find(|&c| c > token && is_content_clause(tree, group, c));
    if let Some(clause) = clause {
        return Some((tree.subtree(clause, &[]), None));
    }
    let phrase = tree.children(token).find(|&c| {
        c > token
            && matches!(tree.deprel(c), Deprel::Nmod | Deprel::Acl)
            && tree.case(c).is_some_and(|m| {
                group.has_preposition(tree.lemma(m)) && !is_owned(tree, token, tree.lemma(m))
            })
    })?;
    let case = tree.case(phrase)?;
    let tokens = tree.subtree(phrase, &[]).into_iter().filter(|&t| t > case).collect();
    Some((tokens, Some(case)))
}

/// "the words of Haro": "of" names the owner where nothing else does and the noun is a thing uttered.
fn is_owned(tree: &Tree<'_>, token: usize, case: &str) -> bool {
    case == "of" && lists().is_owned(tree.lemma(token)) && tree.child(token, Deprel::NmodPoss).is_none()
}

fn is_content_clause(tree: &Tree<'_>, group: &Group, clause: usize) -> bool {
    if !matches!(tree.deprel(clause), Deprel::Acl | Deprel::Ccomp | Deprel::AclRelcl | Deprel::Xcomp) {
        return false;
    }
    let mark = tree.children(clause).find(|&c| tree.deprel(c) == Deprel::Mark);
    match mark.map(|m| tree.lemma(m)) {
        Some("that" | "whether" | "if") => group.takes(Takes::Clause),
        Some("to") => group.takes(Takes::Infinitive),
        _ => tree.deprel(clause) == Deprel::Ccomp && group.takes(Takes::Clause),
    }
}

/// "His view is that …": the noun is the subject of its content.
fn predicate(tree: &Tree<'_>, token: usize) -> Option<(Vec<usize>, Option<usize>)> {
    let head = tree.head(token)?;
    if !matches!(tree.deprel(token), Deprel::Nsubj | Deprel::NsubjOuter) {
        return None;
    }
    let clause = if tree.lemma(head) == "be" { tree.child(head, Deprel::Ccomp)? } else { head };
    let be = tree.children(head).find(|&c| tree.deprel(c) == Deprel::Cop && c > token);
    let marked = tree
        .children(clause)
        .any(|c| tree.deprel(c) == Deprel::Mark && c > token && matches!(tree.lemma(c), "that" | "to"));
    if !marked {
        return None;
    }
    let start = be.unwrap_or(token);
    Some((tree.subtree(clause, &[token]).into_iter().filter(|&t| t > start).collect(), be))
}

fn owner(tree: &Tree<'_>, token: usize, content: &[usize]) -> Option<usize> {
    let by = |c: usize| {
        matches!(tree.deprel(c), Deprel::Nmod | Deprel::Obl)
            && !content.contains(&c)
            && tree.case(c).is_some_and(|m| matches!(tree.lemma(m), "by" | "from" | "of" | "among"))
            && c > token
    };
    tree.child(token, Deprel::NmodPoss).or_else(|| tree.children(token).find(|&c| by(c)))
}

/// "made the claim", "there were fears": the verb that carries the noun.
fn carrier(tree: &Tree<'_>, token: usize) -> Option<usize> {
    let head = tree.head(token)?;
    let carries = tree.deprel(token) == Deprel::Obj && lists().is_carrier(tree.lemma(head)) && head < token;
    carries.then_some(head)
}

fn first_of_cue(tree: &Tree<'_>, token: usize, verb: Option<usize>, draft: &Draft) -> usize {
    let owned = tree.child(token, Deprel::NmodPoss).is_some();
    let modifiers = tree
        .children(token)
        .filter(|&c| c < token && matches!(tree.deprel(c), Deprel::Det | Deprel::Amod | Deprel::Compound));
    let start = modifiers.min().filter(|&m| !owned || draft.sources.iter().all(|&s| s < m)).unwrap_or(token);
    let Some(verb) = verb.filter(|_| !owned) else { return start };
    let auxiliaries = tree.children(verb).filter(|&c| {
        c < verb && matches!(tree.deprel(c), Deprel::Aux | Deprel::AuxPass) && tree.xpos(c) != Xpos::To
    });
    let first = auxiliaries.min().unwrap_or(verb);
    if draft.sources.iter().all(|&s| s < first) { first } else { start }
}
