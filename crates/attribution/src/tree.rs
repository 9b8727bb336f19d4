//! A sentence's dependency tree with what the rules ask of it.

use detente_parse::{Deprel, ParsedSentence, Upos, Xpos};

pub(crate) struct Tree<'a> {
    pub(crate) sentence: ParsedSentence<'a>,
    children: Vec<Vec<usize>>,
    lemmas: Vec<String>,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(sentence: ParsedSentence<'a>) -> Self {
        let mut children = vec![Vec::new(); sentence.len()];
        for token in 0..sentence.len() {
            if let Some(head) = sentence.head(token) {
                children[head].push(token);
            }
        }
        let lemmas = (0..sentence.len()).map(|t| sentence.lemma(t).to_lowercase()).collect();
        Self { sentence, children, lemmas }
    }

    pub(crate) fn len(&self) -> usize {
        self.lemmas.len()
    }

    pub(crate) fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[token].iter().copied()
    }

    pub(crate) fn child(&self, token: usize, deprel: Deprel) -> Option<usize> {
        self.children(token).find(|&c| self.deprel(c) == deprel)
    }

    pub(crate) fn head(&self, token: usize) -> Option<usize> {
        self.sentence.head(token)
    }

    pub(crate) fn lemma(&self, token: usize) -> &str {
        &self.lemmas[token]
    }

    pub(crate) fn form(&self, token: usize) -> &'a str {
        self.sentence.form(token)
    }

    pub(crate) fn deprel(&self, token: usize) -> Deprel {
        self.sentence.deprel(token)
    }

    pub(crate) fn upos(&self, token: usize) -> Upos {
        self.sentence.upos(token)
    }

    pub(crate) fn xpos(&self, token: usize) -> Xpos {
        self.sentence.xpos(token)
    }

    pub(crate) fn is_punct(&self, token: usize) -> bool {
        self.upos(token) == Upos::Punct
    }

    /// The token and all below it, but for the subtrees of `without`, in text order.
    pub(crate) fn subtree(&self, token: usize, without: &[usize]) -> Vec<usize> {
        let mut out = vec![token];
        let mut next = 0;
        while next < out.len() {
            out.extend(self.children(out[next]).filter(|c| !without.contains(c)));
            next += 1;
        }
        out.sort_unstable();
        out
    }

    /// The preposition of a nominal or the word that introduces a clause, with what is fixed to it.
    pub(crate) fn case(&self, token: usize) -> Option<usize> {
        self.children(token).find(|&c| matches!(self.deprel(c), Deprel::Case | Deprel::Mark) && c < token)
    }

    /// "according to": the lemmas of a preposition.
    pub(crate) fn case_name(&self, case: usize) -> String {
        let mut name = self.form(case).to_lowercase();
        for part in self.children(case).filter(|&c| self.deprel(c) == Deprel::Fixed) {
            name.push(' ');
            name.push_str(&self.form(part).to_lowercase());
        }
        name
    }

    pub(crate) fn is_passive(&self, token: usize) -> bool {
        self.children(token)
            .any(|c| matches!(self.deprel(c), Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass))
    }

    pub(crate) fn is_nominal(&self, token: usize) -> bool {
        matches!(
            self.upos(token),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det | Upos::X | Upos::Adj | Upos::Sym
        )
    }

    pub(crate) fn own_subject(&self, token: usize) -> Option<usize> {
        self.children(token).find(|&c| {
            matches!(self.deprel(c), Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
                && self.lemma(c) != "there"
        })
    }

    /// Who does what a verb says: its subject, or that of the clause it shares one with.
    pub(crate) fn subject(&self, mut token: usize) -> Option<usize> {
        for _ in 0..8 {
            if let Some(subject) = self.own_subject(token) {
                return Some(subject);
            }
            let head = self.head(token)?;
            match self.deprel(token) {
                Deprel::Xcomp => {
                    // "urged him to say": the object says it.
                    if let Some(object) =
                        self.child(head, Deprel::Obj).filter(|_| self.upos(token) == Upos::Verb)
                    {
                        return Some(object);
                    }
                    token = head;
                }
                Deprel::Advcl | Deprel::Conj | Deprel::Parataxis | Deprel::Ccomp
                    if self.upos(token) != Upos::Noun =>
                {
                    token = head;
                }
                Deprel::Acl | Deprel::AclRelcl if self.is_nominal(head) && self.xpos(token) != Xpos::Vbn => {
                    // "a plan to say": the plan says nothing.
                    return (self.xpos(token) == Xpos::Vbg).then_some(head);
                }
                _ => return None,
            }
        }
        None
    }

    pub(crate) fn is_relative(&self, token: usize) -> bool {
        matches!(self.xpos(token), Xpos::Wdt | Xpos::Wp)
            || (self.lemma(token) == "that" && self.upos(token) == Upos::Pron)
    }

    /// The noun that a relative pronoun stands for.
    pub(crate) fn antecedent(&self, pronoun: usize) -> Option<usize> {
        let mut at = pronoun;
        for _ in 0..8 {
            let head = self.head(at)?;
            if self.deprel(at) == Deprel::AclRelcl {
                return Some(head);
            }
            at = head;
        }
        None
    }

    /// A nominal and what is coordinated with it, in text order.
    pub(crate) fn conjuncts(&self, token: usize) -> Vec<usize> {
        let mut out = vec![token];
        out.extend(self.children(token).filter(|&c| self.deprel(c) == Deprel::Conj && self.is_nominal(c)));
        out
    }

    /// The head of the clause that a token is in: the first above it that heads one.
    pub(crate) fn clause(&self, mut token: usize) -> usize {
        for _ in 0..self.len() {
            let Some(head) = self.head(token) else { break };
            let heads_clause = matches!(
                self.deprel(token),
                Deprel::Ccomp
                    | Deprel::Parataxis
                    | Deprel::AclRelcl
                    | Deprel::Advcl
                    | Deprel::Acl
                    | Deprel::Csubj
            ) || (self.deprel(token) == Deprel::Conj && self.own_subject(token).is_some());
            if heads_clause {
                break;
            }
            token = head;
        }
        token
    }

    pub(crate) fn root(&self) -> Option<usize> {
        (0..self.len()).find(|&t| self.head(t).is_none())
    }
}
