//! Did it happen, and who says so: a walk from the predicate up the tree, through the operators above it
//! (codebook §3 and §4).

use crate::complement::{governs, has_but, is_negated, is_negator, is_open_question, noun_agent};
use crate::frame::{Frame, frame};
use crate::lexicon::{Grammar, OperatorClass};
use crate::report::Status;
use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, Upos, Xpos};
use rustc_hash::FxHashMap;

/// Why of a status: a "not" on the act itself.
pub(crate) const NEGATION: &str = "negation";

/// Why of a status: tried, by a verb or a noun.
pub(crate) const ATTEMPTED: &str = "attempted";

const PREVENTED: &str = "prevented";

/// An operator found in the sentence.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub token: usize,
    pub operator: usize,
    pub class: OperatorClass,
    pub frame: Frame,
}

/// The operators of a sentence by token.
pub(crate) type Operations = FxHashMap<usize, Operation>;

/// A source found on the way up: tokens of its heads, and of the cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub heads: Vec<usize>,
    pub cue: usize,
}

/// What the words above a predicate say of the act.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    pub status: Status,
    /// Not coded: demanded, threatened, refused, or an opinion on what should be.
    pub consumed: bool,
    /// The nearest operator that is an event by itself and has this act in its complement.
    pub governor: Option<usize>,
    /// Outermost first.
    pub sources: Vec<Source>,
    /// What the decision rests on, for the evidence.
    pub why: Vec<&'static str>,
    /// The words that decided leave no doubt, whatever a model makes of the sentence.
    pub sure: bool,
    /// A bare infinitive that no operator licensed ("went there to meet").
    pub purpose: bool,
}

struct Walk<'a> {
    tree: &'a Tree<'a>,
    grammar: &'a Grammar,
    operations: &'a Operations,
    scope: Scope,
    /// The act is presupposed from here on: only sources matter.
    frozen: bool,
    /// The accusation that froze it.
    charge: Option<usize>,
    /// "would" waits for a source (future in the past) or none (a condition).
    would: bool,
}

/// Walks up from a predicate. `light` is the verb that carries an event noun.
pub(crate) fn scope(
    tree: &Tree,
    grammar: &Grammar,
    operations: &Operations,
    token: usize,
    light: Option<usize>,
) -> Scope {
    let scope = Scope {
        status: Status::Asserted,
        consumed: false,
        governor: None,
        sources: Vec::new(),
        why: Vec::new(),
        sure: false,
        purpose: false,
    };
    let mut walk = Walk { tree, grammar, operations, scope, frozen: false, charge: None, would: false };
    walk.nominal_cues(token);
    // A light verb that is an operator too ("planned an attack") is met on the way up.
    let start = light.filter(|verb| !operations.contains_key(verb)).unwrap_or(token);
    walk.verbal_cues(start);
    walk.beside(start);
    walk.climb(start);
    if walk.would {
        // Only now is it known whether somebody speaks; what froze the walk since does not matter.
        let status = if walk.scope.sources.is_empty() && walk.scope.governor.is_none() {
            Status::Hypothetical
        } else {
            Status::Planned
        };
        walk.frozen = false;
        walk.set(status, "would");
    }
    walk.scope.sources.reverse();
    walk.scope
}

impl Walk<'_> {
    fn set(&mut self, status: Status, why: &'static str) {
        if self.frozen {
            return;
        }
        let stronger = matches!(
            (self.scope.status, status),
            (Status::Asserted, _)
                | (Status::Planned | Status::Alleged, Status::Negated | Status::Denied)
                | (Status::Planned, Status::Hypothetical)
        );
        if stronger {
            self.scope.status = status;
            self.scope.why.push(why);
        }
    }

    fn set_surely(&mut self, status: Status, why: &'static str) {
        self.set(status, why);
        self.scope.sure |= self.scope.status == status && !self.frozen;
    }

    /// "alleged plot", "no attack", "planned visit".
    fn nominal_cues(&mut self, token: usize) {
        for child in self.tree.children(token) {
            let lemma = self.tree.lemma(child);
            match self.tree.deprel(child) {
                Deprel::Amod | Deprel::Advmod | Deprel::Compound => self.status_word(child),
                Deprel::Det if lemma == "no" => self.set(Status::Negated, "no"),
                _ => {}
            }
        }
    }

    fn status_word(&mut self, token: usize) {
        let form = self.tree.sentence().form(token).to_lowercase();
        let lemma = self.tree.lemma(token);
        let is = |list: &[String]| list.iter().any(|w| *w == form || w == lemma);
        let grammar = self.grammar;
        if is(&grammar.alleged) {
            self.set(Status::Alleged, "word of allegation");
        } else if is(&grammar.planned) {
            self.set(Status::Planned, "word of plan");
        } else if is(&grammar.hypothetical) {
            self.set(Status::Hypothetical, "word of possibility");
        }
    }

    /// Negation, modals, adverbs on a verb or predicate adjective.
    fn verbal_cues(&mut self, token: usize) {
        let tree = self.tree;
        let mut be = false;
        for child in tree.children(token) {
            match tree.deprel(child) {
                Deprel::Advmod if is_negator(tree, self.grammar, child) => {
                    self.set(Status::Negated, NEGATION);
                }
                // "not only arrested": it surely happened.
                Deprel::Advmod if is_listed(&self.grammar.negators, tree.lemma(child)) => {
                    self.scope.sure = true;
                }
                Deprel::Advmod => self.status_word(child),
                Deprel::Aux => {
                    be |= tree.lemma(child) == "be";
                    self.modal(child);
                }
                Deprel::Cop => be = true,
                Deprel::Obj if self.is_nobody(child) => self.set_surely(Status::Negated, "negated object"),
                Deprel::Nsubj | Deprel::NsubjPass
                    if matches!(tree.lemma(child), "nobody" | "none" | "nothing") =>
                {
                    self.set(Status::Negated, "negated subject");
                }
                Deprel::Nsubj | Deprel::NsubjPass
                    if tree
                        .children(child)
                        .any(|d| tree.deprel(d) == Deprel::Det && tree.lemma(d) == "no") =>
                {
                    self.set(Status::Negated, "negated subject");
                }
                Deprel::Advcl if tree.mark(child).is_some_and(|m| m == "if") && self.would => {
                    self.would = false;
                    self.set(Status::Hypothetical, "condition");
                }
                _ => {}
            }
        }
        if be && is_to_infinitive(tree, token) {
            self.set_surely(Status::Planned, "be to");
        }
    }

    /// "arrested nobody", but not "nobody but two students".
    fn is_nobody(&self, object: usize) -> bool {
        let tree = self.tree;
        matches!(tree.lemma(object), "nobody" | "none" | "nothing")
            && tree.child(object, Deprel::Nmod).is_none()
    }

    fn modal(&mut self, aux: usize) {
        let lemma = self.tree.lemma(aux);
        let form = self.tree.sentence().form(aux).to_lowercase();
        let is = |list: &[String]| list.iter().any(|w| w == lemma || *w == form);
        if form == "would" || form == "'d" && self.tree.xpos(aux) == Xpos::Md {
            self.would |= !self.frozen;
        } else if is(&self.grammar.future) {
            self.set(Status::Planned, "future");
        } else if form == "could" || is(&self.grammar.possible) {
            self.set_surely(Status::Hypothetical, "modal of possibility");
        } else if is(&self.grammar.duty) && !self.frozen {
            self.scope.consumed = true;
            self.scope.why.push("what should be done");
        }
    }

    /// Sources that stand beside a clause: "…, officials said", "according to", "as X reported".
    fn beside(&mut self, token: usize) {
        let tree = self.tree;
        for child in tree.children(token) {
            match tree.deprel(child) {
                Deprel::Parataxis | Deprel::Advcl | Deprel::Discourse => {
                    if let Some(op) = self.operations.get(&child)
                        && op.class.attributes()
                        && self.is_inverted(child)
                    {
                        self.push_source(op.frame.agent.clone(), child, op.class);
                    }
                }
                Deprel::Obl | Deprel::Advmod | Deprel::Nmod
                    if matches!(tree.case(child).as_deref(), Some("according to" | "accord to")) =>
                {
                    let cue = tree.children(child).find(|&c| tree.deprel(c) == Deprel::Case).unwrap_or(child);
                    self.push_source(tree.conjuncts(child), cue, OperatorClass::Say);
                }
                _ => {}
            }
        }
    }

    fn is_inverted(&self, cue: usize) -> bool {
        let tree = self.tree;
        // "…, officials said": parsers take it for an adverbial clause, which would need a mark.
        tree.deprel(cue) != Deprel::Advcl || tree.mark(cue).is_none_or(|m| m == "as")
    }

    fn push_source(&mut self, heads: Vec<usize>, cue: usize, class: OperatorClass) {
        if !heads.is_empty() && !self.scope.sources.iter().any(|s| s.cue == cue) {
            self.scope.sources.push(Source { heads, cue });
        }
        if class == OperatorClass::Claim {
            self.set(Status::Alleged, "claimed");
        }
    }

    fn climb(&mut self, start: usize) {
        let tree = self.tree;
        let mut at = start;
        for _ in 0..tree.len().min(64) {
            let Some(head) = tree.head(at) else { return };
            self.step(at, head);
            at = head;
            self.beside(at);
        }
    }

    fn step(&mut self, at: usize, head: usize) {
        let tree = self.tree;
        let deprel = tree.deprel(at);
        if deprel == Deprel::Conj {
            return self.coordinate(at, head);
        }
        if matches!(deprel, Deprel::Obj | Deprel::NsubjPass)
            && is_listed(&self.grammar.dismiss, tree.lemma(head))
            && self.operations.get(&at).is_some_and(|op| op.class.attributes())
        {
            // "dismissed reports that", "rejected claims by": no REJECT, a denial.
            let agent = frame(tree, self.grammar, head).agent;
            self.frozen &= self.charge != Some(at);
            return self.operate(OperatorClass::Deny, &agent, at, head);
        }
        if let Some(op) = self.operations.get(&head)
            && governs(tree, op.class, at, head)
        {
            if op.class.attributes() && is_open_question(tree, at, self.grammar) {
                self.set_surely(Status::Hypothetical, "whether");
            }
            return self.operate(op.class, &op.frame.agent.clone(), at, head);
        }
        match deprel {
            Deprel::AclRelcl | Deprel::AdvclRelcl => {
                // "any vessel that enters": nobody has.
                if tree.children(head).any(|c| {
                    tree.deprel(c) == Deprel::Det && matches!(tree.lemma(c), "any" | "every" | "whatever")
                }) {
                    self.set(Status::Hypothetical, "any");
                }
                self.frozen = true;
            }
            Deprel::Advcl => self.adverbial(at, head),
            Deprel::Xcomp => {
                if is_to_infinitive(tree, at) && !self.frozen {
                    self.scope.purpose = true;
                }
                self.verbal_cues(head);
            }
            Deprel::Acl => {
                if is_to_infinitive(tree, at) && !self.frozen {
                    self.scope.purpose = true;
                }
                self.frozen = true;
            }
            Deprel::Ccomp | Deprel::Parataxis | Deprel::List | Deprel::Root | Deprel::Dep => {}
            // "the involvement in", "a series of": what is said of the outer noun holds of the inner.
            Deprel::Nmod if self.is_transparent(head) => self.nominal_cues(head),
            Deprel::Obj | Deprel::NsubjPass if !tree.is_definite(at) => self.verbal_cues(head),
            _ => self.frozen = true,
        }
    }

    fn is_transparent(&self, noun: usize) -> bool {
        let lemma = self.tree.lemma(noun);
        self.grammar.transparent.iter().chain(&self.grammar.quantity).any(|t| t == lemma)
    }

    /// "did not attack or kill", "will meet and sign": the second shares the first's auxiliaries.
    fn coordinate(&mut self, at: usize, head: usize) {
        let tree = self.tree;
        let own = tree
            .children(at)
            .any(|c| matches!(tree.deprel(c), Deprel::Aux | Deprel::Nsubj | Deprel::NsubjPass));
        if tree.upos(at) == Upos::Verb
            && tree.upos(head) == Upos::Verb
            && !own
            && tree.xpos(at) == tree.xpos(head)
        {
            let negated_only_by_or = self.scope.status;
            self.verbal_cues(head);
            // Negation reaches over "or", not over "but".
            if self.scope.status == Status::Negated
                && negated_only_by_or != Status::Negated
                && has_but(tree, at)
            {
                self.scope.status = negated_only_by_or;
            }
        }
    }

    fn adverbial(&mut self, at: usize, head: usize) {
        let tree = self.tree;
        match tree.mark(at) {
            Some(mark) if self.grammar.conditional.iter().any(|c| c == mark) => {
                self.set(Status::Hypothetical, "condition");
                self.frozen = true;
            }
            Some("to") if tree.xpos(at) == Xpos::Vb => {
                if !self.frozen {
                    self.scope.purpose = true;
                }
                self.frozen = true;
            }
            Some("without" | "before") if tree.xpos(at) == Xpos::Vbg => {
                if tree.mark(at) == Some("without") {
                    self.set(Status::Negated, "without");
                }
                self.frozen = true;
            }
            None if matches!(tree.xpos(at), Xpos::Vbg) => self.verbal_cues(head),
            _ => self.frozen = true,
        }
    }

    fn operate(&mut self, class: OperatorClass, agent: &[usize], at: usize, head: usize) {
        if class.attributes() {
            let mut heads = if agent.is_empty() { noun_agent(self.tree, head) } else { agent.to_vec() };
            if self.is_somebodys_word(head) {
                // "repeated its charge": the verb's subject says so already.
                heads.retain(|&source| self.tree.upos(source) != Upos::Pron);
            }
            self.push_source(heads, head, class);
        }
        if self.frozen {
            return;
        }
        if class.event_type().is_some() && self.scope.governor.is_none() {
            self.scope.governor = Some(head);
        }
        match class {
            OperatorClass::Accuse | OperatorClass::Claim => self.set(Status::Alleged, "accused or claimed"),
            // "no longer denies that", "did not dispute that": the charge stands.
            OperatorClass::Deny if is_negated(self.tree, self.grammar, head) => {
                self.set_surely(Status::Alleged, "not denied");
            }
            OperatorClass::Deny if self.tree.is_clausal(at) || self.operations.contains_key(&at) => {
                self.set_surely(Status::Denied, "denied");
            }
            OperatorClass::Deny => self.set(Status::Denied, "denied"),
            OperatorClass::RuleOut if is_negated(self.tree, self.grammar, head) => {
                self.set_surely(Status::Hypothetical, "not ruled out");
                self.push_source(agent.to_vec(), head, OperatorClass::Say);
            }
            // "has not stopped shelling"
            OperatorClass::Fail if is_negated(self.tree, self.grammar, head) => self.frozen = true,
            // "failed to prevent them from": it happened.
            OperatorClass::Fail if self.scope.why.last() == Some(&PREVENTED) => {
                self.scope.status = Status::Asserted;
                self.scope.why.push("not prevented");
                self.frozen = true;
            }
            OperatorClass::Promise | OperatorClass::Plan => self.set(Status::Planned, "planned or promised"),
            OperatorClass::Fail => self.set(Status::Negated, "failed"),
            OperatorClass::Thwart if self.tree.mark(at) == Some("from") => {
                self.set_surely(Status::Negated, PREVENTED);
            }
            OperatorClass::Thwart => self.set_surely(Status::Planned, "thwarted"),
            OperatorClass::Hope => self.set(Status::Hypothetical, "hoped or feared"),
            OperatorClass::Attempt => self.set(Status::Planned, ATTEMPTED),
            _ if class.consumes() => self.scope.consumed = true,
            _ => {}
        }
        // The operator's own negation and modals bear on the act where it is transparent or a report of it.
        if class == OperatorClass::Condemn || class.event_type().is_some() && class != OperatorClass::Promise
        {
            self.charge = (!self.frozen && class == OperatorClass::Accuse).then_some(head);
            self.frozen = true;
        } else if class == OperatorClass::Deny {
            self.frozen = is_negated(self.tree, self.grammar, head);
        } else if class.attributes() {
            self.cues_of_source(head);
        } else {
            self.verbal_cues(head);
        }
    }

    /// Whether a noun is the object of a verb that has a source of its own.
    fn is_somebodys_word(&self, noun: usize) -> bool {
        let above = self.tree.head(noun).filter(|_| self.tree.deprel(noun) == Deprel::Obj);
        above.is_some_and(|verb| self.operations.get(&verb).is_some_and(|op| op.class.attributes()))
    }

    /// "did not confirm that", "could not say whether": nothing is asserted. Tense and futurity of the saying do not matter.
    fn cues_of_source(&mut self, head: usize) {
        let tree = self.tree;
        // "refused to say that", "failed to confirm that"
        let withheld = tree.head(head).filter(|_| tree.deprel(head) == Deprel::Xcomp).is_some_and(|above| {
            self.operations
                .get(&above)
                .is_some_and(|op| matches!(op.class, OperatorClass::Refuse | OperatorClass::Fail))
        });
        if withheld || is_negated(self.tree, self.grammar, head) {
            self.set_surely(Status::Hypothetical, "not confirmed");
        }
    }
}

fn is_to_infinitive(tree: &Tree, token: usize) -> bool {
    crate::rules::is_infinitive(tree, token)
}
