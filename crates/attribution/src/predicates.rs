//! Verbs and adjectives that say, think or want.

use crate::Kind;
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
    tree.deprel(token) == Deprel::Acl && tree.xpos(token) == Xpos::Vbn
}

struct Content<'a, 't> {
    tree: &'a Tree<'t>,
    group: &'static Group,
    token: usize,
    out: Vec<usize>,
    /// Prepositions and particles that belong to the cue.
    glue: Vec<usize>,
    passive: bool,
    /// Whether a clause was found.
    clause: bool,
}

impl Content<'_, '_> {
    fn complements(&mut self) {
        let tree = self.tree;
        let mut object = None;
        for child in tree.children(self.token) {
            match tree.deprel(child) {
                Deprel::Ccomp if self.group.takes(Takes::Clause) || self.group.takes(Takes::Quote) => {
                    self.take_clause(child)
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
    fn host(&mut self, quoted: &Quoted) {
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

/// "He said A and added B", "He said A, calling C …": the second verb hangs on A in some parses, but goes on from the first.
fn says_again(tree: &Tree<'_>, child: usize, cue: usize) -> bool {
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

/// The verb whose subject a verb has: of "added" in "He said A and added B", "said".
fn main_cue(tree: &Tree<'_>, token: usize) -> usize {
    let clause = tree.head(token).filter(|&h| tree.deprel(h) == Deprel::Ccomp);
    let cue = clause
        .and_then(|c| tree.head(c))
        .filter(|&m| group_of(tree, m).is_some() && says_again(tree, token, m));
    cue.unwrap_or(token)
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

fn is_reflexive(tree: &Tree<'_>, token: usize) -> bool {
    tree.upos(token) == Upos::Pron
        && (tree.lemma(token).ends_with("self") || tree.form(token).ends_with("selves"))
}

fn is_time(tree: &Tree<'_>, token: usize) -> bool {
    tree.upos(token) == Upos::Num
        || matches!(tree.deprel(token), Deprel::OblUnmarked)
        || tree.upos(token) == Upos::Propn && tree.form(token).ends_with("day")
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
fn is_quoting(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.lemma(token), "quote" | "hear" | "record")
}

/// First and last token of the cue: the verb, its auxiliaries, and the verbs before it that carry it.
fn cue_of(
    tree: &Tree<'_>,
    token: usize,
    glue: &[usize],
    content: &[usize],
    sources: &[usize],
) -> (usize, usize) {
    let mut first = token;
    let mut at = token;
    for _ in 0..6 {
        for child in tree.children(at).filter(|&c| c < at) {
            let own = matches!(
                tree.deprel(child),
                Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Advmod | Deprel::Mark | Deprel::Expl
            ) && !(tree.deprel(child) == Deprel::Mark && tree.lemma(child) != "to")
                && (tree.deprel(child) != Deprel::Advmod || child + 3 > at || is_negation(tree, child));
            if own && child < first && !blocked(child, first, content, sources, tree) {
                first = child;
            }
        }
        let Some(head) = tree.head(at) else { break };
        let carries = tree.deprel(at) == Deprel::Xcomp
            || tree.deprel(at) == Deprel::Advcl && tree.lemma(head) == "quote";
        if !(carries
            && head < at
            && lists().is_opener(tree.lemma(head))
            && !blocked(head, first, content, sources, tree))
        {
            break;
        }
        first = first.min(head);
        at = head;
    }
    let last = glue
        .iter()
        .copied()
        .filter(|&g| g <= token + 4 && !blocked(token, g, content, sources, tree))
        .max()
        .unwrap_or(token);
    (first, last.max(token))
}

fn is_negation(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.lemma(token), "not" | "never" | "n't")
}

/// Whether content, a source or a mark lies between two tokens.
fn blocked(from: usize, to: usize, content: &[usize], sources: &[usize], tree: &Tree<'_>) -> bool {
    let between = |t: &usize| *t > from && *t < to;
    sources.iter().any(|s| between(s) || *s == from)
        || content.iter().any(between)
        || (from + 1..to).any(|t| tree.form(t) == ",")
}
