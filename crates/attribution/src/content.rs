//! What a verb or adjective that is a cue has as content.

use crate::predicates::{group_of, is_quoting};
use crate::quotes::Quoted;
use crate::tree::Tree;
use crate::words::{Group, Takes, lists};
use detente_parse::{Deprel, Upos, Xpos};

pub(crate) struct Content<'a, 't> {
    pub(crate) tree: &'a Tree<'t>,
    pub(crate) group: &'static Group,
    pub(crate) token: usize,
    pub(crate) out: Vec<usize>,
    /// Prepositions and particles that belong to the cue.
    pub(crate) glue: Vec<usize>,
    pub(crate) passive: bool,
    /// Whether a clause was found.
    pub(crate) clause: bool,
}

impl Content<'_, '_> {
    pub(crate) fn complements(&mut self) {
        let tree = self.tree;
        let mut object = None;
        for child in tree.children(self.token) {
            match tree.deprel(child) {
                Deprel::Ccomp if self.group.takes(Takes::Clause) || self.group.takes(Takes::Quote) => {
                    self.take_clause(child);
                }
                Deprel::Csubj | Deprel::CsubjPass if self.passive => self.take_clause(child),
                Deprel::Xcomp => self.take_infinitive(child),
                Deprel::Obj => object = Some(child),
                Deprel::Iobj if object.is_none() => object = Some(child),
                Deprel::Obl | Deprel::OblAgent => {
                    // "said in a statement that": the clause hangs on the statement.
                    if let Some(clause) = clause_of_manner(tree, self.token, child) {
                        self.take_clause(clause);
                    }
                    self.take_oblique(child);
                }
                Deprel::Advcl => self.take_adverbial(child),
                Deprel::Parataxis
                    if child > self.token
                        && self.group.takes(Takes::Quote)
                        && !self.clause
                        && self.is_quoted_clause(child) =>
                {
                    self.take_clause(child);
                }
                Deprel::CompoundPrt => self.glue.push(child),
                Deprel::Advmod
                    if child == self.token + 1 && matches!(tree.lemma(child), "so" | "not" | "otherwise") =>
                {
                    self.out.push(child);
                }
                _ => {}
            }
        }
        if let Some(object) = object {
            self.take_object(object);
        }
        let thing =
            tree.children(self.token).find(|&c| tree.deprel(c) == Deprel::NsubjPass && tree.lemma(c) != "it");
        if self.passive
            && let Some(thing) = thing.filter(|_| !self.says_to())
        {
            self.out.extend(tree.subtree(thing, &[]));
        }
    }

    /// A verb that names who is told: "was told that".
    fn says_to(&self) -> bool {
        let shall_act = self.tree.children(self.token).any(|c| self.tree.deprel(c) == Deprel::Xcomp);
        self.group.takes(Takes::Person) && !self.group.takes(Takes::Object) && !shall_act
            || is_quoting(self.tree, self.token)
    }

    fn is_quoted_clause(&self, child: usize) -> bool {
        (self.token + 1..child).any(|t| self.tree.form(t) == ":")
    }

    fn take_clause(&mut self, child: usize) {
        self.clause = true;
        let tree = self.tree;
        // "I think that he said": what hangs loosely on the clause is not its own.
        let again: Vec<usize> = tree.children(child).filter(|&c| says_again(tree, c, self.token)).collect();
        let mut tokens = tree.subtree(child, &again);
        // "said that, given the frost, he would": what stands after "that" belongs to the clause, whatever it hangs on.
        if let Some(that) = that_after(tree, self.token).filter(|&t| t < child) {
            tokens.extend(that..child);
        }
        self.out.extend(tokens.into_iter().filter(|&t| t != self.token));
    }

    fn take_infinitive(&mut self, child: usize) {
        let tree = self.tree;
        let infinitive =
            tree.children(child).any(|c| tree.deprel(c) == Deprel::Mark && tree.lemma(c) == "to");
        let names =
            !infinitive && tree.child(self.token, Deprel::Obj).is_some() && self.group.takes(Takes::Quote);
        let fits = names
            || if infinitive {
                self.group.takes(Takes::Infinitive) || self.passive
            } else {
                self.group.takes(Takes::Object) || self.group.takes(Takes::Participle) || self.passive
            };
        if fits {
            self.take_clause(child);
        }
    }

    fn take_object(&mut self, object: usize) {
        let tree = self.tree;
        let told = self.group.takes(Takes::Person) && !self.group.takes(Takes::Object);
        let tokens = || tree.subtree(object, &[]);
        if told {
            // "asked them to leave": who shall act is part of what is asked.
            if tree.children(self.token).any(|c| tree.deprel(c) == Deprel::Xcomp) {
                self.out.extend(tokens());
            }
        } else if (self.group.takes(Takes::Object)
            || self.clause && object < *self.out.iter().max().unwrap_or(&0))
            && tree.xpos(object) != Xpos::PrpS
            && !is_reflexive(tree, object)
        {
            self.out.extend(tokens());
        }
    }

    fn take_oblique(&mut self, child: usize) {
        let tree = self.tree;
        let Some(case) = tree.case(child) else { return };
        let name = tree.case_name(case);
        if !self.group.has_preposition(&name)
            || tree.deprel(child) == Deprel::OblAgent
            || child < self.token
            || is_time(tree, child)
        {
            return;
        }
        let alone = self.out.iter().all(|&t| t < self.token)
            && !tree.children(self.token).any(|c| tree.deprel(c) == Deprel::Obj);
        let mut tokens = tree.subtree(child, &[]);
        if alone && case == self.glue.last().map_or(self.token, |&g| g) + 1 {
            self.glue.push(case);
            tokens.retain(|&t| t > case);
        }
        self.out.extend(tokens);
    }

    /// "accused them of lying", "objects to paying".
    fn take_adverbial(&mut self, child: usize) {
        let tree = self.tree;
        let Some(mark) = tree.case(child).filter(|_| child > self.token) else { return };
        let name = tree.lemma(mark);
        let participle = tree.xpos(child) == Xpos::Vbg && self.group.has_preposition(name);
        let that = name == "that" && self.group.takes(Takes::Clause) && !self.clause;
        let for_whom = !self.out.is_empty() && self.group.has_preposition("for");
        let to = name == "to"
            && self.group.takes(Takes::Infinitive)
            && (for_whom || tree.upos(self.token) == Upos::Adj);
        if participle || that || to {
            self.take_clause(child);
        }
    }

    /// "X, he said, Y", "as he said", "which he said": the clause that the cue stands in.
    pub(crate) fn host(&mut self, quoted: &Quoted) {
        let tree = self.tree;
        let Some(head) = tree.head(self.token) else { return };
        let subject = tree.own_subject(self.token);
        let as_clause = tree.deprel(self.token) == Deprel::Advcl
            && tree.children(self.token).any(|c| tree.deprel(c) == Deprel::Mark && tree.lemma(c) == "as");
        let inserted = tree.deprel(self.token) == Deprel::Parataxis && subject.is_some();
        let says = self.group.takes(Takes::Quote);
        if !(says && (as_clause || inserted))
            || quoted.at(self.token) != quoted.at(head) && quoted.at(head).is_none()
        {
            return;
        }
        self.out.extend(tree.subtree(head, &[self.token]));
    }
}

fn is_reflexive(tree: &Tree<'_>, token: usize) -> bool {
    tree.upos(token) == Upos::Pron
        && (tree.lemma(token).ends_with("self") || tree.form(token).ends_with("selves"))
}

fn is_time(tree: &Tree<'_>, token: usize) -> bool {
    tree.upos(token) == Upos::Num
        || matches!(tree.deprel(token), Deprel::OblUnmarked)
        || tree.upos(token) == Upos::Propn && tree.form(token).ends_with("day")
}

/// "that" right after a verb.
fn that_after(tree: &Tree<'_>, token: usize) -> Option<usize> {
    let next = token + 1;
    (next < tree.len() && tree.form(next) == "that" && matches!(tree.upos(next), Upos::Sconj)).then_some(next)
}

/// The clause with "that" below a nominal that says how something was said.
pub(crate) fn clause_of_manner(tree: &Tree<'_>, token: usize, oblique: usize) -> Option<usize> {
    let manner = oblique > token
        && group_of(tree, token).is_some_and(|g| g.kind.is_uttered() && g.takes(Takes::Clause))
        && tree.case(oblique).is_some_and(|c| matches!(tree.deprel(c), Deprel::Case))
        && tree.child(token, Deprel::Ccomp).is_none();
    let that =
        |c: &usize| tree.children(*c).any(|m| tree.deprel(m) == Deprel::Mark && tree.lemma(m) == "that");
    tree.children(oblique)
        .find(|c| {
            *c > oblique
                && matches!(tree.deprel(*c), Deprel::Acl | Deprel::Ccomp | Deprel::AclRelcl)
                && that(c)
        })
        .filter(|_| manner)
}

/// "He said A and added B", "He said A, calling C …": the second verb hangs on A in some parses, but goes on from the first.
pub(crate) fn says_again(tree: &Tree<'_>, child: usize, cue: usize) -> bool {
    let finite = tree.deprel(child) == Deprel::Conj
        && tree.xpos(child) == tree.xpos(cue)
        && matches!(tree.xpos(child), Xpos::Vbd | Xpos::Vbz);
    let participle = tree.deprel(child) == Deprel::Advcl
        && tree.xpos(child) == Xpos::Vbg
        && (1..3).any(|back| child.checked_sub(back).is_some_and(|t| tree.form(t) == ","));
    (finite || participle)
        && tree.own_subject(child).is_none()
        && tree.upos(child) == Upos::Verb
        && lists().verbs.get(tree.lemma(child)).is_some_and(|g| g.kind.is_uttered() && g.takes(Takes::Quote))
}
