//! The frame of a predicate: who does it, to whom, by which prepositions, with which clauses. Voice, coordination,
//! control, relative clauses and light verbs are undone here, so that rules speak of logical roles.

use crate::lexicon::Grammar;
use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, Upos, Xpos};

/// What kind of word a predicate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Verb,
    Noun,
    Adjective,
}

/// A predicate and its arguments, as token indices. Lists hold whole coordinations.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub head: usize,
    pub kind: Kind,
    pub passive: bool,
    /// Logical subject: the by-agent of a passive; for a noun, the subject of its light verb.
    pub agent: Vec<usize>,
    /// Logical object: the subject of a passive.
    pub patient: Vec<usize>,
    pub iobj: Vec<usize>,
    /// Preposition and nominal.
    pub preps: Vec<(String, usize)>,
    /// Heads of clauses that depend on it.
    pub comps: Vec<usize>,
    /// The verb that carries an event noun.
    pub light: Option<usize>,
}

/// Reads the frame of a token.
pub(crate) fn frame(tree: &Tree, grammar: &Grammar, token: usize) -> Frame {
    match tree.upos(token) {
        Upos::Verb | Upos::Aux => verb_frame(tree, token),
        Upos::Adj if tree.child(token, Deprel::Cop).is_some() || tree.is_clausal(token) => {
            adjective_frame(tree, token)
        }
        _ => noun_frame(tree, grammar, token),
    }
}

/// The frame of a noun by itself.
pub(crate) fn bare(head: usize) -> Frame {
    empty(head, Kind::Noun)
}

fn empty(head: usize, kind: Kind) -> Frame {
    Frame {
        head,
        kind,
        passive: false,
        agent: vec![],
        patient: vec![],
        iobj: vec![],
        preps: vec![],
        comps: vec![],
        light: None,
    }
}

fn verb_frame(tree: &Tree, verb: usize) -> Frame {
    let mut frame = empty(verb, Kind::Verb);
    frame.passive = is_passive(tree, verb, 0);
    for child in tree.children(verb) {
        add_verb_child(tree, &mut frame, child);
    }
    let subject = surface_subject(tree, verb, 0);
    if frame.passive {
        let mut patient = subject;
        patient.append(&mut frame.patient);
        frame.patient = patient;
        let by = frame.preps.iter().filter(|(p, _)| p == "by").map(|&(_, t)| t);
        frame.agent = by.flat_map(|t| tree.conjuncts(t)).collect();
    } else {
        frame.agent = subject;
        if frame.patient.is_empty() {
            frame.patient = relative_object(tree, verb);
        }
    }
    if frame.patient.is_empty() {
        // "warned Greece of", "allowed inspectors to": the only object is the one acted on.
        frame.patient.clone_from(&frame.iobj);
    }
    share_object(tree, &mut frame);
    frame
}

fn add_verb_child(tree: &Tree, frame: &mut Frame, child: usize) {
    match tree.deprel(child) {
        Deprel::Obj => frame.patient.extend(tree.conjuncts(child)),
        Deprel::Iobj => frame.iobj.extend(tree.conjuncts(child)),
        Deprel::Obl | Deprel::OblAgent | Deprel::Nmod => {
            if let Some(case) = tree.case(child) {
                frame.preps.extend(tree.conjuncts(child).into_iter().map(|t| (case.clone(), t)));
            }
        }
        Deprel::Ccomp | Deprel::Xcomp => frame.comps.push(child),
        Deprel::Advcl if is_complement_clause(tree, child) => frame.comps.push(child),
        _ => {}
    }
}

/// "accused of doing", "sent to fight": an adverbial clause that says what the verb is about.
fn is_complement_clause(tree: &Tree, clause: usize) -> bool {
    match tree.mark(clause) {
        Some("to") => true,
        Some("of" | "for" | "from" | "against" | "into" | "in") => tree.xpos(clause) == Xpos::Vbg,
        _ => false,
    }
}

/// "arrested and deported five men": the first of two verbs takes the object of the second when it has none itself.
fn share_object(tree: &Tree, frame: &mut Frame) {
    if frame.passive || !frame.patient.is_empty() || !frame.comps.is_empty() {
        return;
    }
    let next =
        tree.children(frame.head).find(|&c| tree.deprel(c) == Deprel::Conj && tree.upos(c) == Upos::Verb);
    let Some(next) = next else { return };
    let own_words = tree.children(frame.head).filter(|&c| c > frame.head && c < next);
    let adjacent =
        own_words.into_iter().all(|c| matches!(tree.deprel(c), Deprel::Cc | Deprel::Punct | Deprel::Advmod));
    if adjacent && tree.child(next, Deprel::Nsubj).is_none() && next - frame.head <= 3 {
        frame.patient = tree.child(next, Deprel::Obj).map(|o| tree.conjuncts(o)).unwrap_or_default();
    }
}

pub(crate) fn is_passive(tree: &Tree, verb: usize, depth: u8) -> bool {
    let marked = tree
        .children(verb)
        .any(|c| matches!(tree.deprel(c), Deprel::NsubjPass | Deprel::AuxPass | Deprel::CsubjPass));
    if marked {
        // "the president pardoned two men": a passive has an auxiliary, or no object.
        return tree.child(verb, Deprel::AuxPass).is_some() || tree.child(verb, Deprel::Obj).is_none();
    }
    let active = |c: usize| matches!(tree.deprel(c), Deprel::Aux | Deprel::Nsubj);
    // Taggers take "citizens accused of" for a past tense.
    let participle =
        tree.xpos(verb) == Xpos::Vbn || (tree.xpos(verb) == Xpos::Vbd && tree.deprel(verb) == Deprel::Acl);
    if !participle || depth > 4 || tree.children(verb).any(active) {
        return false;
    }
    match (tree.deprel(verb), tree.head(verb)) {
        (Deprel::Conj, Some(h)) => tree.upos(h) == Upos::Verb && is_passive(tree, h, depth + 1),
        // Headlines leave out the auxiliary: "Five killed in clash".
        (Deprel::Acl | Deprel::Amod | Deprel::Advcl | Deprel::Root, _) => {
            tree.child(verb, Deprel::Obj).is_none()
        }
        _ => false,
    }
}

/// The subject as it stands or is understood: through coordination, control, participles and relative clauses.
pub(crate) fn surface_subject(tree: &Tree, verb: usize, depth: u8) -> Vec<usize> {
    if depth > 6 {
        return vec![];
    }
    // The last one: parsers also call a day or a stray numeral a subject ("said Monday two men were shot").
    let own = tree
        .children(verb)
        .filter(|&c| matches!(tree.deprel(c), Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter))
        .filter(|&c| !tree.names_a_day(c))
        .last();
    if let Some(subject) = own {
        if tree.is_relative_pronoun(subject) {
            return antecedent(tree, verb).map(|a| tree.conjuncts(a)).unwrap_or_default();
        }
        return tree.conjuncts(subject);
    }
    let Some(head) = tree.head(verb) else { return vec![] };
    match tree.deprel(verb) {
        Deprel::Conj if !tree.is_nominal(head) => surface_subject(tree, head, depth + 1),
        Deprel::Xcomp => controller(tree, head, depth),
        Deprel::Advcl => participle_subject(tree, verb, head, depth),
        Deprel::Ccomp if tree.xpos(verb) == Xpos::Vbg => surface_subject(tree, head, depth + 1),
        Deprel::AclRelcl => vec![head],
        Deprel::Acl => noun_clause_subject(tree, verb, head, depth),
        _ => vec![],
    }
}

/// Who does what an infinitive says: the object of the higher verb where it has one, else its subject.
fn controller(tree: &Tree, head: usize, depth: u8) -> Vec<usize> {
    if tree.is_nominal(head) {
        return noun_controller(tree, head, depth);
    }
    let object = tree.child(head, Deprel::Iobj).or_else(|| tree.child(head, Deprel::Obj));
    match object {
        Some(object) if !is_passive(tree, head, 0) => tree.conjuncts(object),
        _ => {
            let on = tree.children(head).find(|&c| {
                tree.deprel(c) == Deprel::Obl
                    && matches!(tree.case(c).as_deref(), Some("on" | "to" | "upon"))
                    && is_listed(&tree.grammar().appeal, tree.lemma(head))
            });
            on.map_or_else(|| surface_subject(tree, head, depth + 1), |t| tree.conjuncts(t))
        }
    }
}

fn participle_subject(tree: &Tree, verb: usize, head: usize, depth: u8) -> Vec<usize> {
    if tree.is_nominal(head) {
        return vec![];
    }
    // "were wounded by shelling": nobody says who shells.
    if tree.mark(verb) == Some("by") && is_passive(tree, head, 0) {
        return vec![];
    }
    // "accused Baku of supporting", "barred them from leaving": the object does it.
    let about_object = matches!(tree.mark(verb), Some("of" | "from" | "into" | "for" | "to"));
    match tree.child(head, Deprel::Obj).or_else(|| tree.child(head, Deprel::Iobj)) {
        Some(object) if about_object && !is_passive(tree, head, 0) && tree.mark(verb) != Some("to") => {
            tree.conjuncts(object)
        }
        // "Officials said troops clashed, killing five": the participle goes with what was said.
        _ if tree.mark(verb).is_none() && tree.child(head, Deprel::Ccomp).is_some_and(|c| c < verb) => {
            let said = tree.child(head, Deprel::Ccomp).unwrap_or(head);
            surface_subject(tree, said, depth + 1)
        }
        _ if tree.xpos(verb) == Xpos::Vbg || tree.xpos(verb) == Xpos::Vb || tree.xpos(verb) == Xpos::Vbn => {
            surface_subject(tree, head, depth + 1)
        }
        _ => vec![],
    }
}

fn noun_clause_subject(tree: &Tree, verb: usize, noun: usize, depth: u8) -> Vec<usize> {
    match tree.xpos(verb) {
        Xpos::Vbn | Xpos::Vbd => vec![noun],
        Xpos::Vbg if tree.mark(verb).is_none() => vec![noun],
        _ => noun_controller(tree, noun, depth),
    }
}

/// "Iran's plan to attack", "announced a decision to withdraw": the possessor, else the subject above. "Accused Chad in turn
/// of arming": who is accused.
fn noun_controller(tree: &Tree, noun: usize, depth: u8) -> Vec<usize> {
    if let Some(owner) = tree.child(noun, Deprel::NmodPoss) {
        return tree.conjuncts(owner);
    }
    let Some(verb) = tree.head(noun).filter(|&h| !tree.is_nominal(h)) else { return vec![] };
    let is_object = tree.deprel(noun) == Deprel::Obj;
    if !is_object && !matches!(tree.deprel(noun), Deprel::Obl | Deprel::Xcomp) {
        return vec![];
    }
    if !tree.is_against(verb) {
        return surface_subject(tree, verb, depth + 1);
    }
    match tree.child(verb, Deprel::Obj) {
        Some(object) if !is_object || !tree.names_an_act(noun) => tree.conjuncts(object),
        _ => vec![],
    }
}

/// The noun that the relative clause of this verb modifies.
fn antecedent(tree: &Tree, verb: usize) -> Option<usize> {
    let mut clause = verb;
    for _ in 0..6 {
        match tree.deprel(clause) {
            Deprel::AclRelcl | Deprel::Acl => return tree.head(clause),
            Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp => clause = tree.head(clause)?,
            _ => return None,
        }
    }
    None
}

/// "the rebels that Chad armed": the antecedent is the object of a relative clause with a subject of its own.
fn relative_object(tree: &Tree, verb: usize) -> Vec<usize> {
    let subject = tree.child(verb, Deprel::Nsubj);
    let own_subject = subject.is_some_and(|s| !tree.is_relative_pronoun(s));
    let has_comp = tree.children(verb).any(|c| matches!(tree.deprel(c), Deprel::Ccomp | Deprel::Xcomp));
    if tree.deprel(verb) == Deprel::AclRelcl && own_subject && !has_comp {
        let oblique_gap = tree.children(verb).any(|c| {
            tree.deprel(c) != Deprel::Obj && (tree.is_relative_pronoun(c) || tree.xpos(c) == Xpos::Wrb)
        });
        if !oblique_gap {
            return tree.head(verb).map(|h| tree.conjuncts(h)).unwrap_or_default();
        }
    }
    vec![]
}

fn adjective_frame(tree: &Tree, adjective: usize) -> Frame {
    let mut frame = empty(adjective, Kind::Adjective);
    frame.agent = surface_subject(tree, adjective, 0);
    for child in tree.children(adjective) {
        add_verb_child(tree, &mut frame, child);
    }
    frame
}

fn noun_frame(tree: &Tree, grammar: &Grammar, noun: usize) -> Frame {
    let mut frame = empty(noun, Kind::Noun);
    for child in tree.children(noun) {
        match tree.deprel(child) {
            Deprel::Nmod | Deprel::Obl => {
                if let Some(case) = tree.case(child) {
                    frame.preps.extend(beyond(tree, child, &case));
                    frame.preps.extend(tree.conjuncts(child).into_iter().map(|t| (case.clone(), t)));
                }
            }
            Deprel::Acl | Deprel::Ccomp | Deprel::Xcomp | Deprel::Advcl if tree.xpos(child) != Xpos::Vbn => {
                frame.comps.push(child);
            }
            _ => {}
        }
    }
    if let Some(verb) = light_verb(tree, grammar, noun) {
        let carried = verb_frame(tree, verb);
        frame.light = Some(verb);
        frame.agent = carried.agent;
        frame.preps.extend(carried.preps.into_iter().filter(|&(_, t)| t != noun));
        frame.iobj = carried.iobj;
        frame.comps.extend(carried.comps);
    } else {
        frame.preps.extend(strays(tree, noun));
    }
    frame
}

/// "attacks by rebels against the army", "the withdrawal of troops from Chad": what the parser hung on the agent or on what
/// is acted on belongs to the deed.
fn beyond(tree: &Tree, party: usize, case: &str) -> Vec<(String, usize)> {
    let wanted: &[&str] = match case {
        "by" => &["against", "on"],
        "of" => &["by", "against", "with", "from"],
        _ => return vec![],
    };
    let below = tree.children(party).filter(|&c| tree.deprel(c) == Deprel::Nmod);
    below
        .filter_map(|c| tree.case(c).filter(|p| wanted.contains(&p.as_str())).map(|p| (p, c)))
        .flat_map(|(p, c)| tree.conjuncts(c).into_iter().map(move |t| (p.clone(), t)))
        .collect()
}

/// "thwarted a plot against the envoy by two men": what the parser hung on the verb but can only belong to its object.
fn strays(tree: &Tree, noun: usize) -> Vec<(String, usize)> {
    let Some(verb) = tree.head(noun).filter(|_| tree.deprel(noun) == Deprel::Obj) else { return vec![] };
    if is_passive(tree, verb, 0) {
        return vec![];
    }
    let after =
        tree.children(verb).filter(|&c| c > noun && matches!(tree.deprel(c), Deprel::Obl | Deprel::OblAgent));
    after
        .filter_map(|c| {
            tree.case(c).filter(|p| matches!(p.as_str(), "by" | "against" | "on" | "at")).map(|p| (p, c))
        })
        .flat_map(|(p, c)| tree.conjuncts(c).into_iter().map(move |t| (p.clone(), t)))
        .collect()
}

/// The verb that carries an event noun: "*hold* talks", "talks were *held*", "took *part* in talks".
fn light_verb(tree: &Tree, grammar: &Grammar, noun: usize) -> Option<usize> {
    let first = tree.conj_head(noun);
    let head = tree.head(first)?;
    match tree.deprel(first) {
        Deprel::Obj | Deprel::NsubjPass => is_light(tree, grammar, head).then_some(head),
        // "was behind the attack", "engaged in talks", "took part in the raid".
        Deprel::Obl if matches!(tree.case(first).as_deref(), Some("in" | "out" | "with")) => {
            let engaged = is_listed(&tree.grammar().engage, tree.lemma(head));
            (engaged && tree.upos(head) == Upos::Verb).then_some(head)
        }
        // "acts of": the object of a light verb through a transparent noun.
        Deprel::Nmod if grammar.transparent.iter().any(|t| t == tree.lemma(head)) => {
            light_verb(tree, grammar, head)
        }
        _ => None,
    }
}

fn is_light(tree: &Tree, grammar: &Grammar, verb: usize) -> bool {
    tree.upos(verb) == Upos::Verb && grammar.light.iter().any(|l| l == tree.lemma(verb))
}
