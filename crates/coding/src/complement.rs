//! What stands in the complement of an operator ("denied *that they had shot*"), what negates it, and whose word a noun is.

use crate::lexicon::{Grammar, OperatorClass};
use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, Xpos};

/// Whether an operator at `head` has the word at `at` in its complement, by the relation between them.
pub(crate) fn governs(tree: &Tree, class: OperatorClass, at: usize, head: usize) -> bool {
    use OperatorClass::{
        Accuse, Attempt, Begin, Cause, Claim, Condemn, Deny, Fail, Hope, Permit, Plan, Promise, Refuse,
        Request, RuleOut, Say, Threaten, Thwart, UrgeNot,
    };
    match tree.deprel(at) {
        Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj | Deprel::CsubjPass => true,
        // "reports of men shot" is none of it; "claims that they had shot" is.
        Deprel::Acl => {
            tree.is_nominal(head) && (tree.xpos(at) != Xpos::Vbn || tree.child(at, Deprel::Aux).is_some())
        }
        Deprel::Advcl => match tree.mark(at) {
            Some("to") => matches!(
                class,
                Request | Plan | Permit | Begin | Threaten | Promise | Attempt | Refuse | Fail
            ),
            None => class == RuleOut && tree.xpos(at) == Xpos::Vbg,
            Some("of" | "for" | "with") => {
                matches!(class, Accuse | Condemn | Fail | Request | Say | Claim) && tree.xpos(at) == Xpos::Vbg
            }
            Some("from" | "against" | "short") => {
                matches!(class, Fail | Thwart | UrgeNot | Request) && tree.xpos(at) == Xpos::Vbg
            }
            _ => false,
        },
        Deprel::Obj | Deprel::NsubjPass => class != Accuse || tree.is_nominal(head),
        Deprel::Nsubj => matches!(class, Begin),
        Deprel::Obl | Deprel::Nmod => match tree.case(at).as_deref() {
            Some("of") => matches!(class, Accuse | Say | Threaten | Fail | Hope) || tree.is_nominal(head),
            Some("for") => {
                matches!(class, Accuse | Request | Condemn | Claim | Plan | Hope | UrgeNot)
                    || tree.is_nominal(head)
            }
            Some("with") => matches!(class, Accuse | Threaten | Begin),
            Some("to") => matches!(class, Promise | Refuse) || (tree.is_nominal(head) && class != Say),
            Some("on") => matches!(class, Promise | Plan),
            Some("in") => matches!(class, Accuse | Begin | Cause | Deny),
            Some("from") => matches!(class, Fail),
            Some("at") => matches!(class, Attempt),
            Some("against") => matches!(class, UrgeNot) && !tree.is_nominal(head),
            _ => false,
        },
        _ => false,
    }
}

/// "not", but no "not only".
pub(crate) fn is_negator(tree: &Tree, grammar: &Grammar, adverb: usize) -> bool {
    let scalar = adverb + 1 < tree.len() && is_listed(&grammar.scalar, tree.lemma(adverb + 1));
    is_listed(&grammar.negators, tree.lemma(adverb)) && !scalar
}

/// Whether a verb has a negation, by a word of its own or "no longer".
pub(crate) fn is_negated(tree: &Tree, grammar: &Grammar, verb: usize) -> bool {
    let adverbs = |of: usize| tree.children(of).filter(|&c| tree.deprel(c) == Deprel::Advmod);
    let negator = |c: usize| is_negator(tree, grammar, c);
    adverbs(verb).any(|c| negator(c) || adverbs(c).any(negator))
}

/// "asked whether", "to say if".
pub(crate) fn is_open_question(tree: &Tree, clause: usize, grammar: &Grammar) -> bool {
    let asks = tree.mark(clause).is_some_and(|mark| grammar.conditional.iter().any(|c| c == mark));
    asks && matches!(tree.deprel(clause), Deprel::Ccomp | Deprel::Advcl | Deprel::Acl)
}

pub(crate) fn has_but(tree: &Tree, at: usize) -> bool {
    tree.child(at, Deprel::Cc).is_some_and(|c| matches!(tree.lemma(c), "but" | "yet"))
}

/// Those whose word a noun is: "Cairo's accusation", "a warning by the ministry".
pub(crate) fn noun_agent(tree: &Tree, noun: usize) -> Vec<usize> {
    if !tree.is_nominal(noun) {
        return vec![];
    }
    let by = tree.children(noun).find(|&c| {
        tree.deprel(c) == Deprel::NmodPoss
            || tree.deprel(c) == Deprel::Nmod && matches!(tree.case(c).as_deref(), Some("by" | "from"))
    });
    by.map(|t| tree.conjuncts(t)).unwrap_or_default()
}
