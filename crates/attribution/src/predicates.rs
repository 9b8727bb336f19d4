//! Verbs and adjectives that say, think or want.

use crate::Kind;
use crate::content::{Content, says_again};
use crate::cue::cue_of;
use crate::draft::Draft;
use crate::quotes::Quoted;
use crate::tree::Tree;
use crate::words::{Group, Takes, lists};
use detente_parse::{Deprel, Upos, Xpos};

/// The attribution that a verb or adjective makes, if it is a cue; without content when it may yet get a quotation.
pub(crate) fn find(tree: &Tree<'_>, quoted: &Quoted, token: usize) -> Option<Draft> {
    let group = group_of(tree, token)?;
    let passive = tree.is_passive(token) || is_bare_participle(tree, token);
    let mut content =
        Content { tree, group, token, out: Vec::new(), glue: Vec::new(), passive, clause: false };
    content.complements();
    if content.out.is_empty() {
        content.host(quoted);
    }
    let Content { out, glue, .. } = content;
    let mut sources = sources(tree, token, passive, &out);
    // Who is quoted stands outside the quotation.
    if quoted.at(token).is_none() && sources.iter().any(|&s| quoted.at(s).is_some()) {
        sources = beside(tree, quoted, token).map_or_else(Vec::new, |s| tree.conjuncts(s));
    }
    let thing = |s: &usize| {
        tree.xpos(*s) == Xpos::Dt && !tree.is_relative(*s) && matches!(tree.lemma(*s), "this" | "that")
    };
    if sources.iter().all(thing) && !sources.is_empty() && matches!(group.kind, Kind::Desire | Kind::Belief) {
        return None;
    }
    if sources.is_empty() && !passive && !has_quote(tree, quoted, token) {
        return None;
    }
    let cue = cue_of(tree, token, &glue, &out, &sources);
    let mut draft = Draft {
        kind: group.kind,
        head: token,
        cue,
        sources: vec![],
        content: out,
        quotes: group.takes(Takes::Quote) && group.kind != Kind::Desire,
    };
    draft.sources = sources;
    draft.settle(tree, quoted);
    Some(draft)
}

/// The group of a verb or adjective that is a cue.
pub(crate) fn group_of(tree: &Tree<'_>, token: usize) -> Option<&'static Group> {
    let lemma = tree.lemma(token);
    match tree.upos(token) {
        Upos::Verb if tree.deprel(token) != Deprel::Amod && tree.deprel(token) != Deprel::Case => {
            lists().verbs.get(lemma).or_else(|| lists().adjectives.get(&tree.form(token).to_lowercase()))
        }
        Upos::Adj if tree.deprel(token) != Deprel::Amod => lists().adjectives.get(lemma),
        _ => None,
    }
}

/// A finite verb without a subject beside a quotation: the parser lost who speaks.
fn has_quote(tree: &Tree<'_>, quoted: &Quoted, token: usize) -> bool {
    quoted.at(token).is_none()
        && !quoted.all.is_empty()
        && matches!(tree.xpos(token), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
}

/// "the man believed to lead": a participle after a noun.
fn is_bare_participle(tree: &Tree<'_>, token: usize) -> bool {
    // Some parses take "asked" in "Asked about it, he left" for a past tense.
    let form = match tree.deprel(token) {
        Deprel::Acl => tree.xpos(token) == Xpos::Vbn,
        Deprel::Advcl => matches!(tree.xpos(token), Xpos::Vbn | Xpos::Vbd),
        _ => false,
    };
    form && tree.own_subject(token).is_none() && tree.child(token, Deprel::Aux).is_none()
}

/// The verb whose subject a verb has: of "added" in "He said A and added B", "said".
fn main_cue(tree: &Tree<'_>, token: usize) -> usize {
    let clause = tree.head(token).filter(|&h| tree.deprel(h) == Deprel::Ccomp);
    let cue = clause
        .and_then(|c| tree.head(c))
        .filter(|&m| group_of(tree, m).is_some() && says_again(tree, token, m));
    cue.unwrap_or(token)
}

/// Who says it.
fn sources(tree: &Tree<'_>, token: usize, passive: bool, content: &[usize]) -> Vec<usize> {
    let agent = tree.child(token, Deprel::OblAgent).or_else(|| {
        let by = |c: &usize| {
            tree.deprel(*c) == Deprel::Obl && tree.case(*c).is_some_and(|m| tree.lemma(m) == "by")
        };
        tree.children(token).find(by).filter(|_| passive)
    });
    let found = if let Some(agent) = agent {
        Some(agent)
    } else if passive {
        is_quoting(tree, token).then(|| tree.subject(token)).flatten()
    } else {
        tree.subject(main_cue(tree, token)).or_else(|| inverted(tree, token))
    };
    let Some(found) = found.filter(|f| !content.contains(f) || tree.own_subject(token) == Some(*f)) else {
        return vec![];
    };
    if tree.lemma(found) == "it" && tree.deprel(found) == Deprel::Expl {
        return vec![];
    }
    tree.conjuncts(found)
}

/// "X", said Haro: a nominal after the verb that the parser took for its object.
fn inverted(tree: &Tree<'_>, token: usize) -> Option<usize> {
    tree.children(token).find(|&c| {
        c > token
            && matches!(tree.deprel(c), Deprel::Obj | Deprel::OblUnmarked)
            && tree.upos(c) == Upos::Propn
    })
}

/// A nominal right after a verb, or right before it.
fn beside(tree: &Tree<'_>, quoted: &Quoted, token: usize) -> Option<usize> {
    let names =
        |c: &usize| quoted.at(*c).is_none() && matches!(tree.upos(*c), Upos::Propn | Upos::Pron | Upos::Noun);
    tree.children(token)
        .find(|c| *c > token && *c < token + 6 && names(c) && tree.case(*c).is_none())
        .or_else(|| {
            let before = token.checked_sub(1).filter(names)?;
            Some(before)
        })
}

/// "was quoted as saying", "was heard shouting": the subject speaks.
pub(crate) fn is_quoting(tree: &Tree<'_>, token: usize) -> bool {
    lists().is_quoting(tree.lemma(token))
}
