//! The judge's verdict on a sentence: which of the frames' drafts stay, of which type they are and with whom, and which acts the
//! frames have missed.

use crate::EventType;
use crate::draft::Draft;
use crate::frame::frame;
use crate::hints::Hints;
use crate::judge::{Judge, Scratch};
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::scope::{Operations, scope};

/// Log-odds from which a word is a party.
const PARTY: f32 = -0.3;
/// Log-odds from which the likeliest word is one where the type cannot do without.
const NEEDED: f32 = -2.0;

/// The drafts that the judge lets stand, in text order, as it sees them.
pub(crate) fn judged(
    judge: &Judge,
    scratch: &mut Scratch,
    mentions: &mut Mentions,
    lexicon: &Lexicon,
    operations: &Operations,
    drafts: Vec<Draft>,
) -> Vec<Draft> {
    let hints = Hints::new(mentions, lexicon, operations, &drafts);
    let sentence = mentions.tree.sentence();
    if sentence.is_empty() {
        return vec![];
    }
    let opinion = judge.judge(sentence, &hints, scratch);
    let triggers: Vec<usize> =
        (0..opinion.len()).filter(|&word| opinion.kind(word).1 > judge.threshold()).collect();
    let parties = judge.parties(&opinion, &triggers, scratch);
    let mut out: Vec<Draft> = Vec::new();
    for (&word, roles) in triggers.iter().zip(&parties) {
        let (event_type, margin) = opinion.kind(word);
        let own = drafts.iter().filter(|d| d.token == word || d.also.contains(&word));
        let mut known: Vec<&Draft> = own.collect();
        let same = known.iter().position(|d| d.event_type == event_type);
        // "sentenced" is two acts by one rule: with one of them the other stays.
        known.retain(|d| d.token == word || d.event_type == event_type);
        let mut draft = match same.or(if known.is_empty() { None } else { Some(0) }).and_then(|i| known.get(i)) {
            Some(draft) => (*draft).clone(),
            None => fresh(mentions, lexicon, operations, word, event_type),
        };
        if draft.event_type != event_type {
            draft.event_type = event_type;
            draft.mode = None;
            draft.cameo = None;
            draft.contexts.clear();
        }
        draft.token = word;
        draft.margin = margin;
        if let Some(mode) = judge.mode(&opinion, word, event_type)
            && draft.mode.as_ref() != Some(&mode)
        {
            draft.mode = Some(mode);
            draft.cameo = None;
        }
        draft.scope.status = opinion.status(word);
        draft.contexts.extend(judge.contexts(&opinion, word));
        set_parties(&mut draft, mentions, roles, judge.is_reciprocal(&opinion, word));
        let enough = !draft.actors.is_empty() || (!draft.recipients.is_empty() && !event_type.needs_actor());
        if !enough {
            continue;
        }
        let twins: Vec<Draft> = known
            .iter()
            .filter(|d| d.token == word && d.event_type != event_type && same.is_some())
            .map(|d| twin(&draft, d))
            .collect();
        out.push(draft);
        out.extend(twins);
    }
    out.sort_by_key(|d| (d.token, d.event_type));
    out
}

/// The second act that a rule sees in the same word, with the parties of the first.
fn twin(first: &Draft, second: &Draft) -> Draft {
    Draft {
        actors: first.actors.clone(),
        recipients: first.recipients.clone(),
        reciprocal: first.reciprocal,
        scope: first.scope.clone(),
        margin: first.margin,
        ..second.clone()
    }
}

/// A draft at a word where the frames have none.
fn fresh(
    mentions: &Mentions,
    lexicon: &Lexicon,
    operations: &Operations,
    word: usize,
    event_type: EventType,
) -> Draft {
    let tree = mentions.tree;
    let frame = frame(tree, &lexicon.grammar, word);
    Draft {
        token: word,
        scope: scope(tree, &lexicon.grammar, operations, word, frame.light),
        frame,
        event_type,
        mode: None,
        cameo: None,
        contexts: vec![],
        reciprocal: false,
        actors: vec![],
        recipients: vec![],
        rule: "model".to_owned(),
        specificity: 0,
        also: vec![],
        margin: 0.0,
    }
}

/// The words that the judge takes for actors and recipients.
fn set_parties(draft: &mut Draft, mentions: &mut Mentions, roles: &[Vec<f32>; 3], reciprocal: bool) {
    let usable: Vec<usize> = (0..roles[0].len()).filter(|&w| w != draft.token && mentions.tree.is_nominal(w)).collect();
    let pick = |role: usize, other: usize| -> Vec<usize> {
        let wanted = |w: &&usize| roles[role][**w] > PARTY && roles[role][**w] >= roles[other][**w];
        usable.iter().filter(wanted).copied().collect()
    };
    draft.actors = pick(0, 1);
    draft.recipients = pick(1, 0);
    let best = |role: usize| {
        let likeliest = usable.iter().copied().max_by(|&a, &b| roles[role][a].total_cmp(&roles[role][b]).then(b.cmp(&a)));
        likeliest.filter(|&w| roles[role][w] > NEEDED)
    };
    if draft.actors.is_empty() && (draft.event_type.needs_actor() || draft.recipients.is_empty()) {
        draft.actors = best(0).into_iter().filter(|w| !draft.recipients.contains(w)).collect();
    }
    if draft.actors.is_empty() && draft.recipients.is_empty() {
        draft.recipients = best(1).into_iter().collect();
    }
    draft.reciprocal = reciprocal && (draft.actors.len() > 1 || !draft.recipients.is_empty());
    if draft.reciprocal {
        draft.actors.append(&mut draft.recipients);
        draft.actors.sort_unstable();
        draft.actors.dedup();
    }
}
