//! A sentence's tree with what the rules ask of it: phrases' edges, arguments, clauses.

use detente_parse::{Deprel, ParsedSentence, Upos};
use std::ops::Range;

/// A sentence with the edges of its subtrees.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    sentence: ParsedSentence<'a>,
    children: Vec<Vec<usize>>,
    /// First and last token of each subtree.
    edges: Vec<(usize, usize)>,
    /// The subject of each clause, its own or shared.
    subjects: Vec<Option<usize>>,
}

/// What a mention is to its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Subject,
    Object,
    Oblique,
    Possessor,
    /// Inside another noun phrase.
    Modifier,
    Other,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(sentence: ParsedSentence<'a>) -> Self {
        let len = sentence.len();
        let edges = (0..len).map(|i| (i, i)).collect();
        let mut tree = Self { sentence, children: vec![Vec::new(); len], edges, subjects: vec![None; len] };
        for token in 0..len {
            if let Some(head) = tree.head(token) {
                tree.children[head].push(token);
            }
            let above: Vec<usize> = tree.above(token).collect();
            for ancestor in above {
                let (first, last) = tree.edges[ancestor];
                tree.edges[ancestor] = (first.min(token), last.max(token));
            }
        }
        tree.subjects = (0..len).map(|token| tree.find_subject(token)).collect();
        tree
    }

    pub(crate) fn len(&self) -> usize {
        self.sentence.len()
    }

    pub(crate) fn sentence(&self) -> ParsedSentence<'a> {
        self.sentence
    }

    pub(crate) fn form(&self, token: usize) -> &'a str {
        self.sentence.form(token)
    }

    pub(crate) fn lemma(&self, token: usize) -> &'a str {
        self.sentence.lemma(token)
    }

    pub(crate) fn upos(&self, token: usize) -> Upos {
        self.sentence.upos(token)
    }

    pub(crate) fn deprel(&self, token: usize) -> Deprel {
        self.sentence.deprel(token)
    }

    pub(crate) fn head(&self, token: usize) -> Option<usize> {
        self.sentence.head(token)
    }

    pub(crate) fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.children[token].iter().copied()
    }

    pub(crate) fn child(&self, token: usize, deprel: Deprel) -> Option<usize> {
        self.children(token).find(|&c| self.deprel(c) == deprel)
    }

    /// First and last token of the subtree, as a range.
    pub(crate) fn subtree(&self, token: usize) -> Range<usize> {
        let (first, last) = self.edges[token];
        first..last + 1
    }

    /// The heads above a token, nearest first; bounded, whatever the heads are.
    pub(crate) fn above(&self, token: usize) -> impl Iterator<Item = usize> + use<'_, 'a> {
        std::iter::successors(self.head(token), |&t| self.head(t)).take(self.len())
    }

    /// The first of the coordination that a token is in.
    pub(crate) fn conj_head(&self, token: usize) -> usize {
        let mut at = token;
        for _ in 0..self.len() {
            match self.head(at) {
                Some(head) if self.deprel(at) == Deprel::Conj => at = head,
                _ => break,
            }
        }
        at
    }

    /// The coordinates after a token.
    pub(crate) fn conjuncts(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(token).filter(|&c| self.deprel(c) == Deprel::Conj)
    }

    /// What a token is to its clause, as a coordinate what the first of them is.
    pub(crate) fn role(&self, token: usize) -> Role {
        match self.deprel(self.conj_head(token)) {
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => Role::Subject,
            Deprel::Obj | Deprel::Iobj => Role::Object,
            Deprel::Obl | Deprel::OblAgent | Deprel::OblUnmarked => Role::Oblique,
            Deprel::NmodPoss => Role::Possessor,
            Deprel::Nmod | Deprel::Compound | Deprel::NmodUnmarked | Deprel::NmodDesc => Role::Modifier,
            _ => Role::Other,
        }
    }

    /// What a token is an argument of.
    pub(crate) fn governor(&self, token: usize) -> Option<usize> {
        self.head(self.conj_head(token))
    }

    /// The subject of a clause, its own.
    pub(crate) fn subject(&self, clause: usize) -> Option<usize> {
        self.children(clause)
            .find(|&c| matches!(self.deprel(c), Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter))
    }

    /// The subject of a clause, or that of the clause whose verbs it goes on with ("came and went").
    pub(crate) fn shared_subject(&self, clause: usize) -> Option<usize> {
        self.subjects[clause]
    }

    fn find_subject(&self, clause: usize) -> Option<usize> {
        let mut at = clause;
        for _ in 0..self.len() {
            if let Some(subject) = self.subject(at) {
                return Some(subject);
            }
            match self.head(at) {
                Some(head) if matches!(self.deprel(at), Deprel::Conj | Deprel::Xcomp) => at = head,
                _ => return None,
            }
        }
        None
    }

    /// Whether a token is under another one.
    pub(crate) fn is_under(&self, token: usize, ancestor: usize) -> bool {
        self.subtree(ancestor).contains(&token) && self.above(token).any(|t| t == ancestor)
    }

    /// Whether a token is in a clause that is inside the phrase of another token ("the man who lost *it*").
    pub(crate) fn is_in_clause_of(&self, token: usize, noun: usize) -> bool {
        let path = std::iter::once(token).chain(self.above(token));
        path.take_while(|&t| t != noun).any(|t| {
            matches!(
                self.deprel(t),
                Deprel::Acl
                    | Deprel::AclRelcl
                    | Deprel::Advcl
                    | Deprel::Ccomp
                    | Deprel::Parataxis
                    | Deprel::Csubj
                    | Deprel::AdvclRelcl
                    | Deprel::Nsubj
                    | Deprel::NsubjPass
            )
        })
    }
}
