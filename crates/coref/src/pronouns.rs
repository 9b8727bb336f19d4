//! Pronouns: among what fits, the one that most speaks for; none where two do nearly as much.

use crate::agreement::Agreement;
use crate::binding;
use crate::choice;
use crate::discourse::Discourse;
use crate::features::{Feature, Features, Model};
use crate::links::Why;
use crate::lists::{Case, Person, Pronoun, lists};
use crate::nominal::Nominal;
use crate::tree::{Role, Tree};
use detente_parse::Deprel;

/// How many sentences back a pronoun may be linked.
const SENTENCES: usize = 3;
/// How many mentions are looked at; bounds the work a pronoun.
const MENTIONS: usize = 80;

/// What a pronoun stands for.
pub(crate) fn antecedent(discourse: &mut Discourse<'_>, mention: usize) -> Option<(usize, Why)> {
    let nominal = &discourse.nominals[mention];
    let pronoun = nominal.pronoun()?;
    let Person::Other(_) = pronoun.person else { return None };
    if pronoun.case == Case::Reflexive {
        return binding::reflexive(discourse, mention).map(|m| (m, Why::Pronoun));
    }
    if nominal.agreement == Agreement::IT && is_empty(discourse.tree(mention), nominal.head) {
        return None;
    }
    best(discourse, mention, pronoun).map(|m| (m, Why::Pronoun))
}

/// "it rains", "it is clear that": stands for nothing.
fn is_empty(tree: &Tree<'_>, token: usize) -> bool {
    let Some(head) = tree.head(token) else { return true };
    let judging = lists().is_judging(tree.lemma(head)) && has_clause(tree, head);
    tree.deprel(token) == Deprel::Expl || judging || lists().is_empty_verb(tree.lemma(head))
}

/// Whether a clause comes after a word and hangs on it.
fn has_clause(tree: &Tree<'_>, token: usize) -> bool {
    tree.children(token).any(|c| {
        c > token
            && matches!(
                tree.deprel(c),
                Deprel::Csubj
                    | Deprel::Ccomp
                    | Deprel::Xcomp
                    | Deprel::Advcl
                    | Deprel::Acl
                    | Deprel::AclRelcl
            )
    })
}

fn best(discourse: &mut Discourse<'_>, mention: usize, pronoun: Pronoun) -> Option<usize> {
    let nominal = &discourse.nominals[mention];
    let first = nominal.sentence.saturating_sub(SENTENCES);
    let before = (0..mention).rev().take(MENTIONS);
    let before = before.take_while(|&m| discourse.nominals[m].sentence >= first);
    let barred = barred(discourse, mention, pronoun);
    let fitting =
        before.filter(|&m| !barred.contains(&discourse.chain(m)) && fits(discourse, mention, pronoun, m));
    let clause = clause(discourse.tree(mention), nominal);
    let features = |m| choice::features(discourse, mention, m).with(clause);
    let candidates: Vec<_> = fitting.map(|m| (m, features(m))).collect();
    let model = match nominal.agreement {
        Agreement::IT => Model::Thing,
        Agreement::THEY => Model::Several,
        _ => Model::Person,
    };
    choice::choose(discourse, mention, model, candidates)
}

/// What its own clause says of a pronoun.
fn clause(tree: &Tree<'_>, pronoun: &Nominal) -> Features {
    let mut features = Features::default();
    if let Some(head) = tree.head(pronoun.head).filter(|_| pronoun.role == Role::Subject) {
        features.add_if(tree.child(head, Deprel::Cop).is_some(), Feature::Copular);
        features.add_if(has_clause(tree, head), Feature::JudgesClause);
    }
    features
}

/// The chains that the tree of the pronoun's sentence rules out: "him" in "Lee met him" is Lee nowhere.
fn barred(discourse: &Discourse<'_>, mention: usize, pronoun: Pronoun) -> Vec<usize> {
    let nominal = &discourse.nominals[mention];
    let tree = discourse.tree(mention);
    let before = (0..mention).rev().take(MENTIONS);
    let same = before.take_while(|&m| discourse.nominals[m].sentence == nominal.sentence);
    let barred = same.filter(|&m| binding::bars(tree, nominal, pronoun.case, &discourse.nominals[m]));
    barred.map(|m| discourse.chain(m)).collect()
}

fn fits(discourse: &Discourse<'_>, mention: usize, pronoun: Pronoun, earlier: usize) -> bool {
    let (nominal, other) = (&discourse.nominals[mention], &discourse.nominals[earlier]);
    let speaker = matches!(other.pronoun().map(|p| p.person), Some(Person::Speaker | Person::Speakers));
    discourse.agreement(earlier).meets(nominal.agreement)
        && other.agreement.meets(nominal.agreement)
        && !speaker
        && (nominal.sentence != other.sentence
            || binding::allows(discourse.tree(mention), nominal, pronoun.case, other))
        && !speaks(discourse, nominal, earlier)
}

/// Whether the pronoun is inside what the other one says.
fn speaks(discourse: &Discourse<'_>, pronoun: &Nominal, earlier: usize) -> bool {
    let quote = discourse.quotes.at(pronoun.sentence, pronoun.head);
    let speaker = quote.and_then(|q| discourse.quotes.speaker(q));
    let speaker = speaker.and_then(|(sentence, token)| discourse.at(sentence, token));
    speaker.is_some_and(|s| discourse.chain(s) == discourse.chain(earlier))
}
