//! What is left of the drafts once they are seen together: what an operator stands for is not coded again, what is
//! planned folds, what only gives the time of another act goes (codebook §3 and its hard cases).

use crate::draft::Draft;
use crate::frame::Kind;
use crate::lexicon::{Condition, Lexicon, OperatorClass};
use crate::mention::Mentions;
use crate::report::Status;
use crate::scope::Operations;
use crate::tree::Tree;
use crate::{EventType, Quad};

/// Marks what is not coded because an operator event stands for it; folds what is planned (codebook §3).
pub(crate) fn consume(drafts: &mut Vec<Draft>, operations: &Operations) {
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
pub(crate) fn is_menace(draft: &Draft) -> bool {
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

/// A crowd that demands or denounces protests (codebook, hard cases).
pub(crate) fn crowd(mentions: &mut Mentions, lexicon: &Lexicon, draft: &mut Draft) {
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
pub(crate) fn drop_background(tree: &Tree, drafts: &mut Vec<Draft>) {
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
pub(crate) fn drop_named_by_verb(lexicon: &Lexicon, drafts: &mut Vec<Draft>) {
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
