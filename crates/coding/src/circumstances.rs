//! What bears on whether the act of a word has happened, as the tree and the rules of scope have it: names for the model of
//! factuality (`happened`), which gives each a vector.

use crate::frame::frame;
use crate::lexicon::Grammar;
use crate::report::Status;
use crate::scope::{Operations, Scope, scope};
use crate::tree::Tree;
use detente_parse::{Deprel, Upos, hash};

/// Steps up the tree that are looked at.
const STEPS: usize = 4;
/// Steps up to the verb that governs a word, at most.
const FAR: usize = 8;

/// What is known of a word before any vector is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Circumstances {
    /// The word, its head, and the verb above it: their vectors are read.
    pub rows: [Option<usize>; 3],
    /// Hashes of what there is, in order and once each.
    pub names: Vec<u32>,
    /// What the rules alone say.
    pub status: Status,
}

impl Circumstances {
    pub(crate) fn of(tree: &Tree, grammar: &Grammar, operations: &Operations, word: usize) -> Self {
        let light = frame(tree, grammar, word).light;
        let scope = scope(tree, grammar, operations, word, light);
        let mut names = Names { tree, grammar, found: Vec::with_capacity(64) };
        names.word(word);
        names.rules(&scope);
        names.around("0", word);
        names.above(operations, word);
        let mut found = names.found;
        found.sort_unstable();
        found.dedup();
        let rows = [Some(word), tree.head(word), governor(tree, word)];
        Self { rows, names: found, status: scope.status }
    }
}

/// The nearest verb above a word that it is not coordinated with.
fn governor(tree: &Tree, word: usize) -> Option<usize> {
    let mut at = word;
    for _ in 0..FAR {
        let head = tree.head(at)?;
        if tree.deprel(at) != Deprel::Conj && tree.upos(head) == Upos::Verb {
            return Some(head);
        }
        at = head;
    }
    None
}

struct Names<'a> {
    tree: &'a Tree<'a>,
    grammar: &'a Grammar,
    found: Vec<u32>,
}

impl Names<'_> {
    fn add(&mut self, parts: &[&str]) {
        let bytes = parts.iter().flat_map(|part| part.bytes().chain(std::iter::once(0x1F)));
        self.found.push(hash::of_bytes(bytes));
    }

    fn word(&mut self, word: usize) {
        let tree = self.tree;
        let (lemma, tag, relation) = (tree.lemma(word), tree.xpos(word).name(), tree.deprel(word).name());
        self.add(&["lemma", lemma]);
        self.add(&["tag", tag]);
        self.add(&["relation", relation]);
        self.add(&["relation", relation, tag]);
        let chain = self.auxiliaries(word);
        self.add(&["chain", &chain, tag]);
        self.add(&["chain", &chain, relation]);
        let last = tree.len() - 1;
        if tree.sentence().form(last) == "?" {
            self.add(&["question"]);
        }
    }

    /// What the rules of scope have found.
    fn rules(&mut self, scope: &Scope) {
        self.add(&["status", scope.status.name()]);
        for why in &scope.why {
            self.add(&["why", why]);
        }
        let flags = [
            ("consumed", scope.consumed),
            ("purpose", scope.purpose),
            ("source", !scope.sources.is_empty()),
            ("governor", scope.governor.is_some()),
        ];
        for (name, _) in flags.into_iter().filter(|(_, holds)| *holds) {
            self.add(&[name]);
            self.add(&[name, scope.status.name()]);
        }
    }

    /// Words of grammar that hang on a word.
    fn around(&mut self, level: &str, word: usize) {
        let tree = self.tree;
        for child in tree.children(word) {
            let (relation, lemma) = (tree.deprel(child), tree.lemma(child));
            match relation {
                Deprel::Aux | Deprel::AuxPass | Deprel::Cop => {
                    let form = tree.sentence().form(child).to_lowercase();
                    self.add(&[level, "aux", &form]);
                }
                Deprel::Advmod | Deprel::Mark | Deprel::Det | Deprel::Case | Deprel::Amod => {
                    self.add(&[level, relation.name(), lemma]);
                }
                Deprel::Nsubj | Deprel::NsubjPass => self.subject(level, child),
                Deprel::Advcl => {
                    let mark = tree.mark(child).unwrap_or("");
                    self.add(&[level, "clause", mark]);
                }
                Deprel::Xcomp | Deprel::Ccomp => self.add(&[level, relation.name()]),
                _ => {}
            }
        }
        if self.negated(word) {
            self.add(&[level, "not"]);
        }
    }

    fn subject(&mut self, level: &str, subject: usize) {
        let tree = self.tree;
        if matches!(tree.upos(subject), Upos::Pron | Upos::Det) {
            self.add(&[level, "subject", tree.lemma(subject)]);
        }
        if let Some(det) = tree.child(subject, Deprel::Det) {
            self.add(&[level, "subject", "det", tree.lemma(det)]);
        }
    }

    /// The words above, one step after the other, with what hangs on them.
    fn above(&mut self, operations: &Operations, word: usize) {
        let tree = self.tree;
        let (mut at, mut turns) = (word, usize::from(self.negated(word)));
        for level in ["1", "2", "3", "4"].into_iter().take(STEPS) {
            let Some(head) = tree.head(at) else { break };
            let (relation, lemma) = (tree.deprel(at).name(), tree.lemma(head));
            let sign = if self.negated(head) { "-" } else { "+" };
            let mark = tree.mark(at).unwrap_or("");
            self.add(&[level, "above", relation, lemma]);
            self.add(&[level, "above", lemma]);
            self.add(&[level, "above", relation, mark, tree.upos(head).name()]);
            self.add(&["above", lemma, sign]);
            if level == "1" {
                self.add(&["above", relation, lemma, sign]);
                self.add(&["above", lemma, mark, sign]);
            }
            let chain = self.auxiliaries(head);
            self.add(&[level, "chain", relation, &chain]);
            if let Some(operation) = operations.get(&head) {
                let class = format!("{:?}", operation.class);
                self.add(&[level, "operator", &class, sign]);
                self.add(&["operator", &class, relation, sign]);
            }
            self.around(level, head);
            turns += usize::from(sign == "-");
            at = head;
        }
        self.add(&["turns", &turns.to_string()]);
        let ends = if tree.head(at).is_none() { "root" } else { "more" };
        self.add(&[ends]);
    }

    fn negated(&self, word: usize) -> bool {
        let tree = self.tree;
        tree.children(word).any(|c| {
            (tree.deprel(c) == Deprel::Advmod && self.grammar.negators.iter().any(|n| n == tree.lemma(c)))
                || (tree.deprel(c) == Deprel::Det && tree.lemma(c) == "no")
        })
    }

    /// The auxiliaries of a word as one: "would have".
    fn auxiliaries(&self, word: usize) -> String {
        let tree = self.tree;
        let mut chain = String::new();
        for child in tree.children(word) {
            if matches!(tree.deprel(child), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) {
                chain.push_str(&tree.sentence().form(child).to_lowercase());
                chain.push(' ');
            }
        }
        if self.negated(word) {
            chain.push_str("not ");
        }
        chain.push_str(tree.xpos(word).name());
        chain
    }
}
