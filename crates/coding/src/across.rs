//! Parties that only an earlier sentence names: "*The attack* killed three", "*In response* Ankara expelled two envoys". The
//! sentence does not say who, so they stand apart from its actors and recipients (codebook §5).

use crate::draft::Draft;
use crate::mention::Mentions;
use crate::report::{Entity, Implied, Report, Side};
use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, Upos};
use detente_resolve::Country;

/// How many sentences back an act may be that a later sentence takes up, and how many of them are kept.
const BACK: usize = 4;
const KEPT: usize = 16;
/// The share of a report's confidence that a party found in another sentence keeps: Laplace's rule of succession, (right + 1) /
/// (said + 2), for the two of two that are right in `gold/stories/dev.jsonl` (docs/status.md).
const SHARE: f32 = 0.75;

/// The acts that the last sentences told of, latest last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Acts(Vec<Report>);

impl Acts {
    pub(crate) fn add(&mut self, reports: &[Report]) {
        self.0.extend(reports.iter().filter(|r| places_somebody(&r.actors)).cloned());
        let extra = self.0.len().saturating_sub(KEPT);
        self.0.drain(..extra);
    }

    fn before(&self, sentence: usize) -> impl Iterator<Item = &Report> {
        self.0.iter().rev().filter(move |act| act.sentence < sentence && sentence - act.sentence <= BACK)
    }
}

/// The parties that a report leaves to an earlier sentence.
pub(crate) fn implied(mentions: &mut Mentions, draft: &Draft, report: &Report) -> Vec<Implied> {
    let (tree, memory) = (mentions.tree, mentions.memory);
    let acts = &memory.acts;
    let mut out = Vec::new();
    if is_answer(tree, draft) && !places_somebody(&report.recipients) {
        let act = acts.before(report.sentence).next().filter(|act| is_answered(act, report));
        let parties = act.into_iter().flat_map(|act| &act.actors);
        out.extend(parties.map(|party| told(party, Side::Recipient, report)));
    }
    if report.actors.is_empty() && !takes_up(tree, draft) {
        // "The soldier was gunned down": he who suffers is one to whom it has been done.
        let again = acts.before(report.sentence).find(|act| {
            may_be_same(act, report) && draft.recipients.iter().any(|&who| is_victim(mentions, who, act))
        });
        let parties = again.into_iter().flat_map(|act| &act.actors);
        out.extend(parties.map(|party| told(party, Side::Actor, report)));
    } else if !places_somebody(&report.actors) && takes_up(tree, draft) {
        let act = acts.before(report.sentence).find(|act| may_be_same(act, report));
        let parties = act.into_iter().flat_map(|act| &act.actors);
        out.extend(parties.map(|party| told(party, Side::Actor, report)));
        let suffers =
            act.filter(|_| report.recipients.is_empty()).into_iter().flat_map(|act| &act.recipients);
        out.extend(suffers.map(|party| told(party, Side::Recipient, report)));
    }
    out
}

fn told(party: &Entity, side: Side, report: &Report) -> Implied {
    let why = format!("an act of an earlier sentence, by \"{}\"", party.mention.text);
    let confidence = (report.confidence * SHARE * 1000.0).round() / 1000.0;
    Implied { side, entity: Entity { links: vec![], why, ..party.clone() }, confidence }
}

fn places_somebody(parties: &[Entity]) -> bool {
    parties.iter().any(|party| party.party.country.is_some() || party.party.entity_id.is_some())
}

fn countries(parties: &[Entity]) -> Vec<Country> {
    parties.iter().filter_map(|party| party.party.country).collect()
}

/// No answer to oneself, and none by somebody whom the act did not touch where the text says whom it touched.
fn is_answered(act: &Report, report: &Report) -> bool {
    let (doers, mine) = (countries(&act.actors), countries(&report.actors));
    let touched = countries(&act.recipients);
    let apart = !mine.iter().any(|c| doers.contains(c));
    apart && (touched.is_empty() || mine.is_empty() || mine.iter().any(|c| touched.contains(c)))
}

/// Whether a mention stands for one of those whom an earlier act was done to.
fn is_victim(mentions: &mut Mentions, token: usize, act: &Report) -> bool {
    let carried = mentions.at(token).carried;
    carried.is_some_and(|earlier| act.recipients.iter().any(|party| party.mention.text == earlier.words))
}

/// Of one type and status, and not done to others.
fn may_be_same(act: &Report, report: &Report) -> bool {
    let (theirs, mine) = (countries(&act.recipients), countries(&report.recipients));
    act.event_type == report.event_type
        && act.status == report.status
        && act.reciprocal == report.reciprocal
        && (theirs.is_empty() || mine.is_empty() || mine.iter().any(|c| theirs.contains(c)))
}

/// "The attack killed three", "three died in the attack", "the arrests were …": the deed is one that has been told of.
fn takes_up(tree: &Tree, draft: &Draft) -> bool {
    // "was reported wounded in the strike": parsers hang the strike on either.
    let above = tree.head(draft.token).filter(|_| tree.deprel(draft.token) == Deprel::Xcomp);
    let beside =
        std::iter::once(draft.token).chain(above).flat_map(|verb| tree.children(verb)).filter(|&c| {
            matches!(
                tree.deprel(c),
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obl | Deprel::OblAgent | Deprel::Advcl
            )
        });
    std::iter::once(draft.token).chain(beside).any(|word| tree.names_an_act(word) && tree.is_definite(word))
}

/// "In response …", "responded by …", "retaliated with …".
fn is_answer(tree: &Tree, draft: &Draft) -> bool {
    let answers = &tree.grammar().answer;
    let mut at = draft.token;
    for _ in 0..4 {
        let beside = tree.children(at).any(|c| {
            tree.upos(c) == Upos::Noun
                && is_listed(answers, tree.lemma(c))
                && tree.case(c).as_deref() == Some("in")
                && tree.child(c, Deprel::Nmod).is_none()
        });
        if beside || (at != draft.token && is_listed(answers, tree.lemma(at)) && is_bare(tree, at)) {
            return true;
        }
        match tree.head(at) {
            Some(head) if tree.deprel(at) != Deprel::Ccomp => at = head,
            _ => return false,
        }
    }
    false
}

/// "responded by": not "responded to the raid by", which names what is answered.
fn is_bare(tree: &Tree, verb: usize) -> bool {
    !tree.children(verb).any(|c| tree.deprel(c) == Deprel::Obl && tree.case(c).as_deref() == Some("to"))
}
