//! Phrases that say who says: "according to X", "in X's view", "allegedly".

use crate::Kind;
use crate::draft::Draft;
use crate::quotes::Quoted;
use crate::tree::Tree;
use crate::words::lists;
use detente_parse::{Deprel, Upos};

/// The attribution that a phrase headed by a token makes.
pub(crate) fn find(tree: &Tree<'_>, quoted: &Quoted, token: usize) -> Option<Draft> {
    according(tree, quoted, token)
        .or_else(|| possessed(tree, quoted, token))
        .or_else(|| adverb(tree, quoted, token))
}

fn according(tree: &Tree<'_>, quoted: &Quoted, token: usize) -> Option<Draft> {
    let case = tree.case(token)?;
    let mut name = tree.case_name(case);
    let mut last = tree.children(case).filter(|&c| tree.deprel(c) == Deprel::Fixed).max().unwrap_or(case);
    let mut first = case;
    // Some parses make a verb of "according": "according" ← X → "to".
    let mut host = token;
    if name == "to" && case > 0 && tree.form(case - 1).eq_ignore_ascii_case("according") {
        "according to".clone_into(&mut name);
        first = case - 1;
        last = case;
        if tree.head(token) == Some(first) {
            host = first;
        }
    }
    let group = lists().phrases.get(&name)?;
    if name == "per" && tree.upos(token) != Upos::Propn {
        return None;
    }
    finish(
        tree,
        quoted,
        group.kind,
        Phrase { head: token, cue: (first, last), sources: tree.conjuncts(token), host },
    )
}

fn possessed(tree: &Tree<'_>, quoted: &Quoted, token: usize) -> Option<Draft> {
    let case = tree.case(token)?;
    let group = lists().possessed.get(&format!("{} {}", tree.lemma(case), tree.lemma(token)))?;
    let of =
        |c: &usize| tree.deprel(*c) == Deprel::Nmod && tree.case(*c).is_some_and(|m| tree.lemma(m) == "of");
    let owner = tree.child(token, Deprel::NmodPoss);
    let of = tree.children(token).find(of);
    let source = owner.or(of)?;
    let first = if owner.is_some() { token } else { case };
    let last = if owner.is_some() { token } else { of.and_then(|o| tree.case(o)).unwrap_or(token) };
    let phrase =
        Phrase { head: token, cue: (first.min(last), last), sources: tree.conjuncts(source), host: token };
    finish(tree, quoted, group.kind, phrase)
}

fn adverb(tree: &Tree<'_>, quoted: &Quoted, token: usize) -> Option<Draft> {
    if tree.upos(token) != Upos::Adv {
        return None;
    }
    let group = lists().adverbs.get(&tree.form(token).to_lowercase())?;
    finish(
        tree,
        quoted,
        group.kind,
        Phrase { head: token, cue: (token, token), sources: vec![], host: token },
    )
}

struct Phrase {
    head: usize,
    cue: (usize, usize),
    sources: Vec<usize>,
    /// The token whose subtree the phrase is.
    host: usize,
}

/// The content of such a phrase is the clause that it stands in.
fn finish(tree: &Tree<'_>, quoted: &Quoted, kind: Kind, phrase: Phrase) -> Option<Draft> {
    let mut clause = tree.clause(tree.head(phrase.host)?);
    let own = tree.subtree(phrase.host, &[]);
    // At the edge of the sentence it bears on all of it.
    let words: Vec<usize> = (0..tree.len()).filter(|&t| !tree.is_punct(t)).collect();
    let at_edge =
        words.first().is_some_and(|w| own.contains(w)) || words.last().is_some_and(|w| own.contains(w));
    if at_edge && own.len() > 1 && !matches!(tree.deprel(clause), Deprel::Ccomp) {
        clause = tree.root()?;
    }
    let mut content = tree.subtree(clause, &[phrase.host]);
    content.retain(|t| own.binary_search(t).is_err());
    let mut draft =
        Draft { kind, head: phrase.head, cue: phrase.cue, sources: phrase.sources, content, quotes: false };
    // What introduces the clause is not part of it.
    let lead = |t: usize| matches!(tree.deprel(t), Deprel::Cc | Deprel::Mark);
    while draft.content.first().is_some_and(|&t| lead(t)) {
        draft.content.remove(0);
    }
    draft.settle(tree, quoted);
    (!draft.content.is_empty()).then_some(draft)
}
