//! From predicates to drafts of events: which rules fire, with whom, and under which operators.

use crate::frame::{Frame, Kind, frame, surface_subject};
use crate::lexicon::{Condition, Lexicon, Needs, OperatorClass, Role};
use crate::mention::Mentions;
use crate::report::Status;
use crate::rules::{actor_roles, at_role, matching_operator, matching_rules, patterns, recipient_roles};
use crate::scope::{Operation, Operations, Scope, scope};
use crate::tree::Tree;
use crate::{EventType, Quad};
use detente_parse::{Deprel, Upos, Xpos};
use detente_resolve::ActorKind;

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
}

/// Finds the drafts of a sentence.
pub(crate) fn drafts(mentions: &mut Mentions, lexicon: &Lexicon) -> Vec<Draft> {
    let tree = mentions.tree;
    let operations = find_operations(tree, lexicon);
    let mut drafts = Vec::new();
    for token in 0..tree.len() {
        rule_drafts(mentions, lexicon, &operations, token, &mut drafts);
    }
    let mut tokens: Vec<usize> = operations.keys().copied().collect();
    tokens.sort_unstable();
    for token in tokens {
        if let Some(draft) = operator_draft(mentions, lexicon, &operations, &operations[&token], &drafts) {
            drafts.push(draft);
        }
    }
    consume(&mut drafts, &operations);
    drop_background(tree, &mut drafts);
    drop_named_by_verb(lexicon, &mut drafts);
    for draft in &mut drafts {
        crowd(mentions, lexicon, draft);
    }
    drafts.sort_by_key(|d| (d.token, d.event_type));
    drafts
}

fn find_operations(tree: &Tree, lexicon: &Lexicon) -> Operations {
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
            frame: frame.clone(),
        });
    }
}

struct Parties {
    actors: Vec<usize>,
    recipients: Vec<usize>,
    reciprocal: bool,
    /// The verb whose subject acts, where it is no light verb: its tense is the act's.
    carrier: Option<usize>,
}

fn is_allowed(parties: &Parties, event_type: EventType, needs: Option<Needs>) -> bool {
    let has_actor = !parties.actors.is_empty();
    let has_recipient = !parties.recipients.is_empty();
    let by_rule = match needs {
        Some(Needs::Actor) => has_actor,
        Some(Needs::Recipient) => has_recipient || parties.reciprocal,
        Some(Needs::Both) => has_actor && (has_recipient || parties.reciprocal),
        None => true,
    };
    by_rule && (has_actor || (has_recipient && !event_type.needs_actor()))
}

/// Who acts on whom, by the rule's paths or the defaults. None when the subject is something that cannot act.
fn parties(
    mentions: &mut Mentions,
    lexicon: &Lexicon,
    frame: &Frame,
    rule: Option<usize>,
    event_type: EventType,
) -> Option<Parties> {
    let rule = rule.map(|i| &lexicon.rules[i]);
    let actor_paths = actor_roles(rule, frame.kind);
    let recipient_paths = recipient_roles(rule, frame.kind);
    let mut actors = first_actors(mentions, frame, &actor_paths, &[]);
    if actors.is_empty()
        && frame.kind == Kind::Verb
        && !frame.agent.is_empty()
        && actor_paths.contains(&Role::Subj)
    {
        actors = behind_subject(mentions, lexicon, frame)?;
    }
    let mut carrier = None;
    if actors.is_empty() && frame.kind == Kind::Noun && event_type == EventType::Consult {
        (actors, carrier) = clause_subject(mentions, frame.head);
    }
    let mut recipients = recipients_at(mentions, frame, &recipient_paths, &actors, event_type);
    let mut reciprocal = false;
    if rule.is_some_and(|r| r.reciprocal) {
        let sides = reciprocal_sides(mentions, frame, &actors, &recipients);
        if sides.len() > 1 {
            (actors, recipients, reciprocal) = (sides, vec![], true);
        }
    }
    Some(Parties { actors, recipients, reciprocal, carrier })
}

/// "flew to Lima for two days of talks with": who goes somewhere for a meeting meets.
fn clause_subject(mentions: &mut Mentions, noun: usize) -> (Vec<usize>, Option<usize>) {
    let tree = mentions.tree;
    let mut at = noun;
    while let Some(head) = tree.head(at).filter(|_| tree.deprel(at) == Deprel::Nmod) {
        at = head;
    }
    let goes =
        tree.deprel(at) == Deprel::Obl && matches!(tree.case(at).as_deref(), Some("for" | "in" | "at"));
    let Some(verb) = tree.head(at).filter(|_| goes) else { return (vec![], None) };
    let found = surface_subject(tree, verb, 0);
    (found.into_iter().filter(|&t| can_act(mentions, t, &Role::Subj)).collect(), Some(verb))
}

fn reciprocal_sides(
    mentions: &mut Mentions,
    frame: &Frame,
    actors: &[usize],
    recipients: &[usize],
) -> Vec<usize> {
    let mut sides = actors.to_vec();
    let with = [
        Role::Prep("between".into()),
        Role::Prep("with".into()),
        Role::ObjPrep("between".into()),
        Role::ObjPrep("with".into()),
    ];
    let found = first_actors(mentions, frame, &with, actors);
    let others = if found.is_empty() { recipients } else { found.as_slice() };
    sides.extend(others.iter().filter(|r| !actors.contains(r)));
    match sides.as_slice() {
        [one] => nations_of(mentions, *one),
        _ => sides,
    }
}

/// "Indian and Chinese troops": the adjectives are the sides.
fn nations_of(mentions: &mut Mentions, noun: usize) -> Vec<usize> {
    let tree = mentions.tree;
    let found = at_role(tree, &crate::frame::bare(noun), &Role::Mod);
    let nations: Vec<usize> =
        found.into_iter().filter(|&m| mentions.at(m).resolution.kind == ActorKind::Country).collect();
    if nations.len() > 1 { nations } else { vec![noun] }
}

/// "An Israeli air strike killed": the subject is no actor but a deed or a thing with one behind it. None when it is
/// neither, so that the storm that killed ten makes no event.
fn behind_subject(mentions: &mut Mentions, lexicon: &Lexicon, frame: &Frame) -> Option<Vec<usize>> {
    let tree = mentions.tree;
    let grammar = &lexicon.grammar;
    for &agent in &frame.agent {
        let content = tree.content(agent);
        // "two days of violence", "the target of the blast": the deed may be a step below.
        let of = tree
            .children(content)
            .filter(|&c| tree.deprel(c) == Deprel::Nmod && tree.case(c).as_deref() == Some("of"));
        for token in std::iter::once(content).chain(of) {
            let lemma = tree.lemma(token);
            if grammar.instruments.iter().any(|i| i == lemma) || !lexicon.noun(lemma).is_empty() {
                let inner = crate::frame::frame(tree, grammar, token);
                return Some(first_actors(mentions, &inner, &[Role::By, Role::Poss, Role::Mod], &[]));
            }
        }
        if tree.is_relative_pronoun(agent) {
            return Some(vec![]);
        }
    }
    None
}

fn first_actors(mentions: &mut Mentions, frame: &Frame, paths: &[Role], except: &[usize]) -> Vec<usize> {
    for path in paths {
        let found: Vec<usize> = at_role(mentions.tree, frame, path)
            .into_iter()
            .filter(|t| *t != frame.head && !except.contains(t) && can_act(mentions, *t, path))
            .collect();
        if !found.is_empty() {
            return dedup(found.into_iter().flat_map(|t| spread(mentions, t)).collect());
        }
    }
    vec![]
}

/// "Diplomats from Iran, Jordan and Syria": each of the countries is a side of its own.
fn spread(mentions: &mut Mentions, token: usize) -> Vec<usize> {
    let tree = mentions.tree;
    let from = tree.children(token).find(|&c| {
        c > token && tree.deprel(c) == Deprel::Nmod && matches!(tree.case(c).as_deref(), Some("from" | "of"))
    });
    let Some(sides) = from.map(|f| tree.conjuncts(f)).filter(|s| s.len() > 1) else { return vec![token] };
    let all_countries = sides.iter().all(|&s| mentions.at(s).resolution.kind == ActorKind::Country);
    if all_countries { sides } else { vec![token] }
}

fn dedup(mut tokens: Vec<usize>) -> Vec<usize> {
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

fn can_act(mentions: &mut Mentions, token: usize, path: &Role) -> bool {
    let tree = mentions.tree;
    if tree.is_relative_pronoun(token)
        || (tree.upos(token) == Upos::Num && matches!(path, Role::Prep(_) | Role::ObjPrep(_)))
    {
        return false;
    }
    let mention = mentions.at(token);
    if matches!(path, Role::Mod | Role::ObjMod) {
        return tree.upos(token) != Upos::Num
            && mention.resolution.is_actor()
            && (mention.resolution.country.is_some()
                || mention.resolution.entity.is_some()
                || !mention.resolution.sectors.is_empty());
    }
    mention.is_actor()
}

fn recipients_at(
    mentions: &mut Mentions,
    frame: &Frame,
    paths: &[Role],
    actors: &[usize],
    event_type: EventType,
) -> Vec<usize> {
    let found = first_actors(mentions, frame, paths, actors);
    if !found.is_empty() || event_type.is_verbal() || event_type == EventType::Consult {
        return found;
    }
    somebodys_things(mentions, frame, paths, actors)
}

/// What is struck, seized or supplied may be a thing or a place: it counts when it is somebody's.
fn somebodys_things(mentions: &mut Mentions, frame: &Frame, paths: &[Role], actors: &[usize]) -> Vec<usize> {
    for path in paths.iter().filter(|p| !matches!(p, Role::Mod | Role::ObjMod)) {
        let things: Vec<usize> = at_role(mentions.tree, frame, path)
            .into_iter()
            .filter(|t| !actors.contains(t) && *t != frame.head)
            .filter(|&t| {
                let r = mentions.at(t).resolution;
                r.country.is_some() || r.kind == ActorKind::Place
            })
            .collect();
        if !things.is_empty() {
            return dedup(things);
        }
    }
    vec![]
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
            .filter(|t| !own.contains(t))
            .collect();
        parties.recipients = dedup(parties.recipients);
    }
    // "Peru and Chile agreed to open a crossing": each promises the other.
    let together = operation.class == OperatorClass::Promise
        && parties.recipients.is_empty()
        && parties.actors.len() > 1;
    parties.reciprocal |= together;
    let has_object = !below.is_empty() || !operation.frame.comps.is_empty();
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
    let mut actors = first_actors(mentions, frame, &actor_roles(None, frame.kind), &[]);
    if actors.is_empty() && frame.kind == Kind::Verb && !frame.agent.is_empty() {
        actors = behind_subject(mentions, lexicon, frame)?;
    }
    let paths = operator_recipients(operation.class, frame.kind);
    let mut recipients = first_actors(mentions, frame, &paths, &actors);
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
        (OperatorClass::Refuse, _) => {
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
        OperatorClass::Request | OperatorClass::Refuse | OperatorClass::UrgeNot => match first {
            Some(Aid | Cooperate | Support | Agree) => "assist",
            Some(Retreat | Concede) => "yield",
            Some(Consult) => "meet",
            _ => "change",
        },
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

/// Marks what is not coded because an operator event stands for it; folds what is planned (codebook §3).
fn consume(drafts: &mut Vec<Draft>, operations: &Operations) {
    let warnings: Vec<usize> =
        operations.values().filter(|o| o.class == OperatorClass::Warn).map(|o| o.token).collect();
    let promised: Vec<usize> = drafts
        .iter()
        .filter(|d| operations.get(&d.token).is_some_and(|o| o.class == OperatorClass::Promise))
        .map(|d| d.token)
        .collect();
    drafts.retain(|d| {
        let folded_above =
            d.scope.governor.is_some_and(|g| promised.contains(&g)) && fold(d.event_type).is_some();
        let menace = d.scope.governor.is_some_and(|g| warnings.contains(&g)) && is_menace(d);
        !d.scope.consumed && !folded_above && !menace
    });
    for draft in drafts.iter_mut() {
        if draft.scope.status != Status::Planned {
            continue;
        }
        if let Some(folded) = fold(draft.event_type) {
            draft.event_type = folded;
            draft.mode = None;
            draft.cameo = None;
            draft.scope.status = Status::Asserted;
            draft.scope.why.push("folded: a promised or planned act of cooperation");
        }
    }
    drafts.retain(|d| !d.scope.purpose);
}

/// What makes a warning a threat: a hostile act that has not happened.
fn is_menace(draft: &Draft) -> bool {
    let hostile =
        matches!(draft.event_type.quad(), Quad::MaterialConflict) || draft.event_type == EventType::Reject;
    hostile && draft.scope.status != Status::Asserted
}

/// PLOVER's rule for acts still to come.
pub(crate) fn fold(event_type: EventType) -> Option<EventType> {
    match event_type {
        EventType::Consult
        | EventType::Support
        | EventType::Cooperate
        | EventType::Aid
        | EventType::Agree => Some(EventType::Agree),
        EventType::Retreat | EventType::Concede => Some(EventType::Concede),
        _ => None,
    }
}

/// Whether the sentence asks: a question asserts no act.
pub(crate) fn is_question(tree: &Tree) -> bool {
    (0..tree.len())
        .rev()
        .take(3)
        .find(|&i| tree.xpos(i) == Xpos::Period || tree.sentence().form(i) == "?")
        .is_some_and(|i| tree.sentence().form(i).contains('?'))
}

/// A crowd that demands or denounces protests (codebook, hard cases).
fn crowd(mentions: &mut Mentions, lexicon: &Lexicon, draft: &mut Draft) {
    let tree = mentions.tree;
    let speaks = matches!(draft.event_type, EventType::Request | EventType::Accuse | EventType::Reject);
    let listed = |lemma: &str| lexicon.grammar.crowd.iter().any(|c| c == lemma);
    let mut is_crowd = |&a: &usize| {
        listed(tree.lemma(tree.content(a)))
            || mentions.at(a).carried.is_some_and(|earlier| listed(&earlier.head))
    };
    if speaks && draft.actors.iter().any(&mut is_crowd) {
        draft.event_type = EventType::Protest;
        draft.mode = Some("demo".to_owned());
        draft.cameo = None;
        draft.scope.why.push("a crowd that demands");
    }
}

/// "were killed during the offensive": a noun that only gives the time of another act of its type is no act of its own.
fn drop_background(tree: &Tree, drafts: &mut Vec<Draft>) {
    let others: Vec<(usize, EventType)> = drafts.iter().map(|d| (d.token, d.event_type)).collect();
    drafts.retain(|d| {
        let case = tree.case(d.token);
        let background = matches!(case.as_deref(), Some("during" | "amid" | "despite" | "since"));
        let told =
            others.iter().any(|&(t, kind)| t != d.token && kind == d.event_type && tree.is_under(d.token, t));
        !(background && told && d.frame.kind == Kind::Noun)
    });
}

/// "called off its talks": a noun that the verb's own rule asked for is a word of that act, no act of its own.
fn drop_named_by_verb(lexicon: &Lexicon, drafts: &mut Vec<Draft>) {
    let asks_for_object = |d: &Draft| {
        let rule = d.rule.strip_prefix("rule ").and_then(|id| lexicon.rules.iter().find(|r| r.id == id));
        rule.is_some_and(|r| r.conditions.iter().any(|c| matches!(c, Condition::Obj(_))))
    };
    let named: Vec<(usize, EventType)> = drafts
        .iter()
        .filter(|d| d.frame.kind == Kind::Verb && asks_for_object(d))
        .flat_map(|d| d.frame.patient.iter().map(|&t| (t, d.event_type)).collect::<Vec<_>>())
        .collect();
    drafts.retain(|d| {
        d.frame.kind != Kind::Noun || !named.iter().any(|&(t, kind)| t == d.token && kind != d.event_type)
    });
}
