//! Matching: which rule and which operator a predicate's frame satisfies, and where the rule's roles lie.

use crate::frame::{Frame, Kind, surface_subject};
use crate::lexicon::{Condition, Lexicon, Pattern, Role, Rule, Target, WordList};
use crate::tree::Tree;
use detente_parse::{Deprel, Upos, Xpos};
use std::cmp::Reverse;

/// The patterns that a token can head, by its part of speech.
pub(crate) fn patterns<'l>(lexicon: &'l Lexicon, tree: &Tree, token: usize) -> &'l [Pattern] {
    let lemma = tree.lemma(token);
    match tree.upos(token) {
        Upos::Verb if tree.deprel(token) == Deprel::Amod => &[],
        Upos::Verb => lexicon.verb(lemma),
        Upos::Noun | Upos::Propn if tree.deprel(token) != Deprel::Compound => lexicon.noun(lemma),
        Upos::Adj => lexicon.adjective(lemma),
        _ => &[],
    }
}

/// The rules that match a frame, the most specific first: most words and conditions that must be there, then most
/// conditions of all. The first whose parties are found fires, and those that fire beside it.
pub(crate) fn matching_rules(
    lexicon: &Lexicon,
    tree: &Tree,
    frame: &Frame,
    patterns: &[Pattern],
) -> Vec<usize> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for pattern in patterns {
        let Target::Rule(index) = pattern.target else { continue };
        if !rest_is_there(tree, frame.head, &pattern.rest) {
            continue;
        }
        let rule = &lexicon.rules[index];
        if rule.conditions.iter().all(|c| holds(tree, frame, c)) {
            let required = rule.conditions.iter().filter(|c| c.is_positive()).count() + pattern.rest.len();
            found.push((required, rule.conditions.len(), index));
        }
    }
    found.sort_by_key(|&(required, all, index)| (Reverse(required), Reverse(all), index));
    found.into_iter().map(|(_, _, index)| index).collect()
}

/// The operator that a token is, the one with the most words.
pub(crate) fn matching_operator(
    lexicon: &Lexicon,
    tree: &Tree,
    token: usize,
    patterns: &[Pattern],
) -> Option<usize> {
    let has_object = || tree.child(token, Deprel::Obj).or_else(|| tree.child(token, Deprel::Iobj)).is_some();
    let fits = patterns.iter().filter_map(|p| match p.target {
        Target::Operator(index)
            if rest_is_there(tree, token, &p.rest) && (lexicon.operators[index].object || !has_object()) =>
        {
            Some((p.rest.len(), index))
        }
        _ => None,
    });
    fits.max_by_key(|&(words, index)| (words, Reverse(index))).map(|(_, index)| index)
}

fn rest_is_there(tree: &Tree, head: usize, rest: &[String]) -> bool {
    rest.iter().all(|word| tree.has_part(head, word))
}

fn holds(tree: &Tree, frame: &Frame, condition: &Condition) -> bool {
    match condition {
        Condition::Obj(words) => has_any(tree, &frame.patient, words),
        Condition::Subj(words) => has_any(tree, &frame.agent, words),
        Condition::Prep(prep, words) => has_prep(tree, frame, prep, words),
        Condition::Comp(words) => has_comp(tree, frame, words),
        Condition::Mod(words) => modifiers(tree, frame.head).any(|m| words.has(tree.lemma(m))),
        Condition::NotObj(words) => !has_any(tree, &frame.patient, words),
        Condition::NotSubj(words) => !has_any(tree, &frame.agent, words),
        Condition::NotPrep(prep, words) => !has_prep(tree, frame, prep, words),
        Condition::NotComp(words) => !has_comp(tree, frame, words),
    }
}

fn has_any(tree: &Tree, tokens: &[usize], words: &WordList) -> bool {
    tokens.iter().any(|&t| is_in(tree, t, words))
}

fn is_in(tree: &Tree, token: usize, words: &WordList) -> bool {
    if words.is_any() {
        return true;
    }
    [token, tree.content(token)].into_iter().any(|t| {
        words.has(tree.lemma(t))
            || words.before(tree.lemma(t)).iter().any(|w| tree.children(t).any(|c| tree.lemma(c) == w))
    })
}

fn has_prep(tree: &Tree, frame: &Frame, prep: &str, words: &WordList) -> bool {
    frame.preps.iter().any(|(p, t)| p == prep && is_in(tree, *t, words))
        || (frame.kind == Kind::Verb
            && frame.patient.iter().any(|&o| below(tree, o, prep).into_iter().any(|t| is_in(tree, t, words))))
}

fn has_comp(tree: &Tree, frame: &Frame, words: &WordList) -> bool {
    frame.comps.iter().any(|&c| words.has(tree.lemma(c)))
}

/// Adjectives and nouns before a noun.
fn modifiers<'t>(tree: &'t Tree, noun: usize) -> impl Iterator<Item = usize> + 't {
    tree.children(noun).filter(move |&c| {
        c < noun
            && matches!(
                tree.deprel(c),
                Deprel::Amod | Deprel::Compound | Deprel::Nmod | Deprel::NmodDesc | Deprel::NmodUnmarked
            )
    })
}

/// What hangs on a nominal by a preposition.
fn below(tree: &Tree, nominal: usize, prep: &str) -> Vec<usize> {
    let has_prep = |c: usize| {
        matches!(tree.deprel(c), Deprel::Nmod | Deprel::Obl | Deprel::OblAgent)
            && tree.case(c).as_deref() == Some(prep)
    };
    let hanging: Vec<usize> = tree.children(nominal).filter(|&c| has_prep(c)).collect();
    if !hanging.is_empty() || !tree.names_an_act(nominal) || !matches!(prep, "by" | "from" | "with") {
        return hanging.into_iter().flat_map(|c| tree.conjuncts(c)).collect();
    }
    // "the withdrawal of troops from Chad", "welcomed the pardon by the king": hung a step too low or too high.
    let of = tree.children(nominal).filter(|&c| tree.case(c).as_deref() == Some("of"));
    let low = of.flat_map(|c| tree.children(c)).filter(|&c| has_prep(c));
    let verb = tree.head(nominal).filter(|&v| {
        prep == "by" && tree.deprel(nominal) == Deprel::Obj && !crate::frame::is_passive(tree, v, 0)
    });
    let high = verb.into_iter().flat_map(|v| tree.children(v)).filter(|&c| c > nominal && has_prep(c));
    low.chain(high).flat_map(|c| tree.conjuncts(c)).collect()
}

/// Tokens at a role of a frame.
pub(crate) fn at_role(tree: &Tree, frame: &Frame, role: &Role) -> Vec<usize> {
    match role {
        Role::Subj => frame.agent.clone(),
        Role::Obj => frame.patient.clone(),
        Role::Iobj => frame.iobj.clone(),
        Role::By => frame.preps.iter().filter(|(p, _)| p == "by").map(|&(_, t)| t).collect(),
        Role::Poss => possessors(tree, frame.head),
        Role::Mod => modifiers(tree, frame.head).flat_map(|m| tree.conjuncts(m)).collect(),
        Role::Prep(prep) => at_preposition(tree, frame, prep),
        Role::ObjPoss => frame.patient.iter().flat_map(|&o| possessors(tree, o)).collect(),
        Role::ObjMod => frame.patient.iter().flat_map(|&o| modifiers(tree, o).collect::<Vec<_>>()).collect(),
        Role::ObjPrep(prep) => frame.patient.iter().flat_map(|&o| below(tree, o, prep)).collect(),
        Role::CompSubj => frame.comps.iter().flat_map(|&c| surface_subject(tree, c, 0)).collect(),
        Role::CompObj => frame
            .comps
            .iter()
            .filter_map(|&c| tree.child(c, Deprel::Obj))
            .flat_map(|o| tree.conjuncts(o))
            .collect(),
    }
}

/// Nominals at a preposition of the frame; for a verb also those that a parser hung on its object ("fired rockets into").
fn at_preposition(tree: &Tree, frame: &Frame, prep: &str) -> Vec<usize> {
    let own: Vec<usize> = frame.preps.iter().filter(|(p, _)| is_prep(p, prep)).map(|&(_, t)| t).collect();
    if !own.is_empty() || frame.kind != Kind::Verb || prep == "of" {
        return own;
    }
    frame.patient.iter().flat_map(|&o| below(tree, o, prep)).collect()
}

fn is_prep(found: &str, wanted: &str) -> bool {
    found == wanted
        || matches!(
            (wanted, found),
            ("on", "upon") | ("against" | "to", "towards" | "toward") | ("between", "among")
        )
}

fn possessors(tree: &Tree, noun: usize) -> Vec<usize> {
    tree.child(noun, Deprel::NmodPoss).map(|p| tree.conjuncts(p)).unwrap_or_default()
}

/// The paths to the actor, the rule's own or the defaults of docs/lexicon.md.
pub(crate) fn actor_roles(rule: Option<&Rule>, kind: Kind) -> Vec<Role> {
    if let Some(own) = rule.and_then(|r| r.actor.clone()) {
        return own;
    }
    match kind {
        Kind::Verb | Kind::Adjective => vec![Role::Subj],
        Kind::Noun => vec![Role::Subj, Role::By, Role::Poss, Role::Mod],
    }
}

/// The paths to the recipient.
pub(crate) fn recipient_roles(rule: Option<&Rule>, kind: Kind) -> Vec<Role> {
    if let Some(own) = rule.and_then(|r| r.recipient.clone()) {
        return own;
    }
    let prep = |p: &str| Role::Prep(p.to_owned());
    let below = |p: &str| Role::ObjPrep(p.to_owned());
    match kind {
        Kind::Verb | Kind::Adjective => vec![
            Role::Obj,
            Role::Iobj,
            prep("against"),
            prep("on"),
            prep("at"),
            prep("to"),
            prep("with"),
            Role::ObjPoss,
            Role::ObjMod,
            below("of"),
            below("against"),
            below("on"),
            below("to"),
            below("with"),
        ],
        Kind::Noun => {
            vec![
                prep("on"),
                prep("against"),
                prep("of"),
                prep("to"),
                prep("with"),
                prep("at"),
                prep("for"),
                Role::Iobj,
            ]
        }
    }
}

/// Whether a verb form asserts by itself: not a bare infinitive.
pub(crate) fn is_infinitive(tree: &Tree, token: usize) -> bool {
    tree.xpos(token) == Xpos::Vb
        && tree.children(token).any(|c| tree.deprel(c) == Deprel::Mark && tree.lemma(c) == "to")
}
