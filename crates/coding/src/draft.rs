//! From predicates to drafts of events: which rules fire, with whom, and under which operators.

use crate::EventType;
use crate::complement::is_negated;
use crate::frame::{Frame, Kind, frame};
use crate::lexicon::{Lexicon, OperatorClass, Role};
use crate::mention::Mentions;
use crate::parties::{
    Parties, behind_subject, dedup, first_actors, is_allowed, is_own, parties, somebodys_things, suits,
};
use crate::report::Status;
use crate::rules::{actor_roles, matching_operator, matching_rules, patterns};
use crate::scope::{Operation, Operations, Scope, scope};
use crate::settle::{consume, crowd, drop_background, drop_named_by_verb, is_menace};
use crate::tree::Tree;
use detente_parse::{Deprel, Xpos};

/// An event in the making; actors and recipients are tokens.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub token: usize,
    pub frame: Frame,
    pub event_type: EventType,
    pub mode: Option<String>,
    pub cameo: Option<String>,
    pub contexts: Vec<String>,
    pub reciprocal: bool,
    pub actors: Vec<usize>,
    pub recipients: Vec<usize>,
    pub scope: Scope,
    /// Id of the rule or operator.
    pub rule: String,
    /// How many conditions the rule had.
    pub specificity: usize,
    /// Other predicates of the same act, merged into this one.
    pub also: Vec<usize>,
    /// Log-odds of the judge that its trigger is one.
    pub margin: f32,
    /// Whether it happened, from −3 to 3, where the model of factuality was asked.
    pub happened: Option<f32>,
}

/// Finds the drafts of a sentence.
pub(crate) fn drafts(mentions: &mut Mentions, lexicon: &Lexicon, operations: &Operations) -> Vec<Draft> {
    let tree = mentions.tree;
    let mut drafts = Vec::new();
    for token in 0..tree.len() {
        rule_drafts(mentions, lexicon, operations, token, &mut drafts);
    }
    let mut tokens: Vec<usize> = operations.keys().copied().collect();
    tokens.sort_unstable();
    for token in tokens {
        if let Some(draft) = operator_draft(mentions, lexicon, operations, &operations[&token], &drafts) {
            drafts.push(draft);
        }
    }
    consume(&mut drafts, operations);
    drop_background(tree, &mut drafts);
    drop_named_by_verb(lexicon, &mut drafts);
    for draft in &mut drafts {
        crowd(mentions, lexicon, draft);
    }
    drafts.sort_by_key(|d| (d.token, d.event_type));
    drafts
}

/// The operators of a sentence.
pub(crate) fn find_operations(tree: &Tree, lexicon: &Lexicon) -> Operations {
    let mut operations = Operations::default();
    for token in 0..tree.len() {
        let patterns = patterns(lexicon, tree, token);
        if let Some(operator) = matching_operator(lexicon, tree, token, patterns) {
            let class = lexicon.operators[operator].class;
            let frame = frame(tree, &lexicon.grammar, token);
            operations.insert(token, Operation { token, operator, class, frame });
        }
    }
    operations
}

fn rule_drafts(
    mentions: &mut Mentions,
    lexicon: &Lexicon,
    operations: &Operations,
    token: usize,
    out: &mut Vec<Draft>,
) {
    let tree = mentions.tree;
    let patterns = patterns(lexicon, tree, token);
    if patterns.is_empty() {
        return;
    }
    let frame = frame(tree, &lexicon.grammar, token);
    let mut fired = false;
    for index in matching_rules(lexicon, tree, &frame, patterns) {
        let rule = &lexicon.rules[index];
        if fired && !rule.also {
            continue;
        }
        if frame.light.is_some() && !rule.light {
            continue;
        }
        if rule.event_type == EventType::Accuse && is_mere_modifier(tree, &frame) {
            continue;
        }
        let Some(parties) = parties(mentions, lexicon, &frame, Some(index), rule.event_type) else {
            continue;
        };
        if !is_allowed(&parties, rule.event_type, rule.needs)
            || !suits(mentions, rule, &parties)
            || (frame.kind == Kind::Noun
                && !rule.bare
                && frame.light.is_none()
                && parties.recipients.is_empty())
        {
            continue;
        }
        fired |= !rule.also;
        let mut scope = scope(tree, &lexicon.grammar, operations, token, frame.light.or(parties.carrier));
        if let (Some(status), Status::Asserted) = (rule.status, scope.status) {
            scope.status = status;
        }
        out.push(Draft {
            token,
            event_type: rule.event_type,
            mode: rule.mode.clone(),
            cameo: rule.cameo.clone(),
            contexts: rule.contexts.clone(),
            reciprocal: parties.reciprocal,
            actors: parties.actors,
            recipients: parties.recipients,
            scope,
            rule: format!("rule {}", rule.id),
            specificity: rule.conditions.len(),
            also: Vec::new(),
            margin: 0.0,
            happened: None,
            frame: frame.clone(),
        });
    }
}

/// The event that an operator is by itself ("accused", "threatened", "refused"), unless a rule made it already.
fn operator_draft(
    mentions: &mut Mentions,
    lexicon: &Lexicon,
    operations: &Operations,
    operation: &Operation,
    drafts: &[Draft],
) -> Option<Draft> {
    let tree = mentions.tree;
    let event_type = operation.class.event_type()?;
    let token = operation.token;
    if drafts.iter().any(|d| d.token == token)
        || (event_type == EventType::Accuse && is_mere_modifier(tree, &operation.frame))
    {
        return None;
    }
    // "did not rule out sending": the sending is possible, and nothing is refused.
    if operation.class == OperatorClass::RuleOut && is_negated(tree, &lexicon.grammar, token) {
        return None;
    }
    let warning = operation.class == OperatorClass::Warn;
    let below: Vec<&Draft> =
        drafts.iter().filter(|d| d.scope.governor == Some(token) && (!warning || is_menace(d))).collect();
    if warning && below.is_empty() {
        return None;
    }
    let event_type = match operation.class {
        OperatorClass::Promise => promised_type(&below)?,
        _ => event_type,
    };
    let mut parties = operator_parties(mentions, lexicon, operation)?;
    if parties.recipients.is_empty() && operation.class != OperatorClass::Accuse {
        let own = parties.actors.clone();
        parties.recipients = below
            .iter()
            .flat_map(|d| d.recipients.iter().chain(&d.actors))
            .copied()
            .filter(|&t| !own.contains(&t) && !is_own(mentions, t, &own))
            .collect();
        parties.recipients = dedup(parties.recipients);
    }
    // "Peru and Chile agreed to open a crossing": each promises the other.
    let together = operation.class == OperatorClass::Promise
        && parties.recipients.is_empty()
        && parties.actors.len() > 1;
    parties.reciprocal |= together;
    // "urged restraint": a demand for something, where it is a state's or an official's.
    let wants = operation.class == OperatorClass::Request
        && !operation.frame.patient.is_empty()
        && parties.actors.iter().any(|&a| mentions.at(a).resolution.country.is_some());
    let has_object = !below.is_empty() || !operation.frame.comps.is_empty() || wants;
    let says_enough = match operation.class {
        OperatorClass::Promise => !below.is_empty() || !parties.recipients.is_empty() || together,
        _ => !parties.recipients.is_empty() || has_object,
    };
    if !says_enough || !is_allowed(&parties, event_type, None) {
        return None;
    }
    let scope = scope(tree, &lexicon.grammar, operations, token, operation.frame.light);
    Some(Draft {
        token,
        event_type,
        mode: operator_mode(operation.class, &below),
        cameo: None,
        contexts: vec![],
        reciprocal: parties.reciprocal,
        actors: parties.actors,
        recipients: parties.recipients,
        scope,
        rule: format!("operator {}", lexicon.operators[operation.operator].id),
        specificity: below.len().min(2),
        also: Vec::new(),
        margin: 0.0,
        happened: None,
        frame: operation.frame.clone(),
    })
}

/// "22 citizens accused of spying": a modifier of a mention, no accusation of its own (codebook, hard cases).
fn is_mere_modifier(tree: &Tree, frame: &Frame) -> bool {
    frame.kind == Kind::Verb
        && frame.agent.is_empty()
        && matches!(tree.deprel(frame.head), Deprel::Acl | Deprel::Amod)
}

/// What a promise of these acts is: of cooperation AGREE, of a retreat CONCEDE, of anything else no vow.
fn promised_type(below: &[&Draft]) -> Option<EventType> {
    use EventType::{Agree, Aid, Concede, Consult, Cooperate, Retreat, Support};
    if below.is_empty() {
        return Some(Agree);
    }
    let has = |types: &[EventType]| below.iter().any(|d| types.contains(&d.event_type));
    if has(&[Retreat, Concede]) {
        Some(Concede)
    } else {
        has(&[Agree, Consult, Support, Cooperate, Aid]).then_some(Agree)
    }
}

fn operator_parties(mentions: &mut Mentions, lexicon: &Lexicon, operation: &Operation) -> Option<Parties> {
    let frame = &operation.frame;
    let mut from = actor_roles(None, frame.kind);
    if frame.kind == Kind::Noun {
        // "the refusal of Malta to sign", "an appeal from the king"
        from.extend([Role::Prep("of".to_owned()), Role::Prep("from".to_owned())]);
    }
    let mut actors = first_actors(mentions, frame, &from, &[]);
    if actors.is_empty() && frame.kind == Kind::Verb && !frame.agent.is_empty() {
        actors = behind_subject(mentions, lexicon, frame)?;
    }
    let paths = operator_recipients(operation.class, frame.kind);
    let mut recipients = first_actors(mentions, frame, &paths, &actors);
    recipients.retain(|&t| !is_own(mentions, t, &actors));
    if recipients.is_empty() {
        recipients = somebodys_things(mentions, frame, &[Role::CompObj], &actors);
    }
    Some(Parties { actors, recipients, reciprocal: false, carrier: None })
}

fn operator_recipients(class: OperatorClass, kind: Kind) -> Vec<Role> {
    let prep = |p: &str| Role::Prep(p.to_owned());
    let below = |p: &str| Role::ObjPrep(p.to_owned());
    match (class, kind) {
        (OperatorClass::Accuse, Kind::Noun) => vec![prep("against"), prep("of"), prep("on"), Role::Iobj],
        (OperatorClass::Accuse, _) => vec![Role::Obj, prep("on"), Role::ObjPoss, Role::ObjMod],
        (OperatorClass::Condemn, Kind::Noun) => vec![prep("of"), prep("against"), prep("for")],
        (OperatorClass::Condemn, _) => {
            vec![Role::Obj, Role::ObjPoss, below("by"), Role::ObjMod, below("of"), Role::CompSubj]
        }
        (OperatorClass::Request | OperatorClass::UrgeNot, _) => {
            vec![
                Role::Obj,
                Role::Iobj,
                prep("on"),
                prep("upon"),
                prep("to"),
                prep("from"),
                Role::CompSubj,
                below("from"),
                below("by"),
                below("to"),
                Role::ObjPoss,
            ]
        }
        (OperatorClass::Refuse | OperatorClass::RuleOut, _) => {
            vec![
                Role::ObjPoss,
                Role::ObjMod,
                below("from"),
                below("by"),
                Role::Obj,
                prep("to"),
                prep("with"),
                Role::CompObj,
            ]
        }
        (OperatorClass::Promise, _) => {
            vec![Role::Iobj, Role::Obj, prep("to"), prep("with"), below("to"), below("for"), Role::CompObj]
        }
        _ => vec![
            Role::Obj,
            Role::Iobj,
            prep("to"),
            prep("against"),
            prep("with"),
            below("against"),
            Role::CompObj,
        ],
    }
}

/// The mode that the act below implies (the manual's modes of REQUEST, REJECT, THREATEN, ACCUSE).
fn operator_mode(class: OperatorClass, below: &[&Draft]) -> Option<String> {
    use EventType::{
        Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Retreat, Sanction,
        Support,
    };
    let first = below.first().map(|d| d.event_type);
    let mode = match class {
        OperatorClass::Accuse => "allege",
        OperatorClass::Condemn => "disapprove",
        OperatorClass::Request | OperatorClass::Refuse | OperatorClass::RuleOut | OperatorClass::UrgeNot => {
            match first {
                Some(Aid | Cooperate | Support | Agree) => "assist",
                Some(Retreat | Concede) => "yield",
                Some(Consult) => "meet",
                _ => "change",
            }
        }
        OperatorClass::Threaten | OperatorClass::Warn => match first {
            Some(Assault | Mobilize) => "violence",
            Some(Coerce) => "arrest",
            Some(Sanction | Accuse) => "relations",
            _ => return None,
        },
        _ => return None,
    };
    Some(mode.to_owned())
}

/// Whether the sentence asks: a question asserts no act.
pub(crate) fn is_question(tree: &Tree) -> bool {
    (0..tree.len())
        .rev()
        .take(3)
        .find(|&i| tree.xpos(i) == Xpos::Period || tree.sentence().form(i) == "?")
        .is_some_and(|i| tree.sentence().form(i).contains('?'))
}
