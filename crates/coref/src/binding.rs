//! Which mentions of a sentence a pronoun cannot stand for, and which it must.

use crate::discourse::Discourse;
use crate::lists::Case;
use crate::nominal::Nominal;
use crate::tree::{Role, Tree};
use detente_parse::Deprel;

/// Whether the tree of their sentence lets a pronoun stand for an earlier mention of it.
pub(crate) fn allows(tree: &Tree<'_>, pronoun: &Nominal, case: Case, earlier: &Nominal) -> bool {
    if earlier.is_group() && earlier.tokens.contains(&pronoun.head) {
        return false;
    }
    if tree.is_under(pronoun.head, earlier.head) && !tree.is_in_clause_of(pronoun.head, earlier.head) {
        return is_beside(tree, pronoun.head, earlier.head);
    }
    !bars(tree, pronoun, case, earlier)
}

/// Whether they are arguments of one verb, so that the pronoun is not the other, however it is called.
pub(crate) fn bars(tree: &Tree<'_>, pronoun: &Nominal, case: Case, earlier: &Nominal) -> bool {
    case == Case::Plain && are_arguments_of_one(tree, pronoun, earlier)
}

/// Whether a token under a head is in a later coordinate of it, not in its phrase.
fn is_beside(tree: &Tree<'_>, token: usize, head: usize) -> bool {
    tree.conjuncts(head).any(|c| c == token || tree.is_under(token, c))
}

/// "Ann helped her": not Ann. "Ann wants to help her": neither.
fn are_arguments_of_one(tree: &Tree<'_>, pronoun: &Nominal, earlier: &Nominal) -> bool {
    let (Some(mine), Some(other)) = (tree.governor(pronoun.head), tree.governor(earlier.head)) else {
        return false;
    };
    let argument = |role| matches!(role, Role::Subject | Role::Object);
    if !argument(earlier.role) || !argument(pronoun.role) {
        return false;
    }
    mine == other || (pronoun.role != Role::Subject && controller(tree, mine) == Some(earlier.head))
}

/// Who does what an infinitive says: the object of the verb above, or else its subject.
fn controller(tree: &Tree<'_>, clause: usize) -> Option<usize> {
    if let Some(subject) = tree.shared_subject(clause) {
        return Some(subject);
    }
    let above = tree.head(clause).filter(|_| matches!(tree.deprel(clause), Deprel::Xcomp | Deprel::Advcl))?;
    tree.child(above, Deprel::Obj).or_else(|| tree.shared_subject(above))
}

/// "Ann hurt herself": the subject of the clause.
pub(crate) fn reflexive(discourse: &Discourse<'_>, mention: usize) -> Option<usize> {
    let nominal = &discourse.nominals[mention];
    let tree = discourse.tree(mention);
    let clause = std::iter::once(nominal.head).chain(tree.above(nominal.head));
    let subject = clause.filter_map(|c| tree.subject(c)).find(|&s| s < nominal.head)?;
    let found = discourse.at(nominal.sentence, subject)?;
    discourse.agreement(found).meets(nominal.agreement).then_some(found)
}
