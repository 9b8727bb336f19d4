//! The judge's verdict on a sentence: which of the frames' drafts stay, of which type they are and with whom, and which acts the
//! frames have missed.

use crate::EventType;
use crate::circumstances::Circumstances;
use crate::complement::is_negated;
use crate::draft::Draft;
use crate::frame::frame;
use crate::happened::Happened;
use crate::hints::Hints;
use crate::judge::{Glance, Judge, Opinion, Scratch};
use crate::lexicon::{Lexicon, OperatorClass};
use crate::mention::Mentions;
use crate::merge::is_same_act;
use crate::ontology::Group;
use crate::report::Status;
use crate::scope::{ATTEMPTED, NEGATION, Operations, scope};
use crate::tree::Tree;
use detente_parse::Deprel;
use detente_resolve::ActorKind;

/// Taken off the judge's threshold for an act that a rule sees, where words leave no doubt of its status, and where they leave some.
const SURE: f32 = 3.0;
const DOUBTED: f32 = 0.5;
/// Names the model where no rule made a draft.
const MODEL: &str = "model";
/// Log-odds from which a word is a party.
const PARTY: f32 = -0.3;
/// Log-odds from which the likeliest word is one where the type cannot do without.
const NEEDED: f32 = -2.0;

/// Everything that a verdict rests on.
struct Bench<'a, 'b> {
    judge: &'a Judge,
    mentions: &'a mut Mentions<'b>,
    lexicon: &'a Lexicon,
    operations: &'a Operations,
    drafts: &'a [Draft],
    opinion: Opinion,
    happened: Option<&'a Happened>,
}

/// Who is asked.
#[derive(Clone, Copy)]
pub(crate) struct Panel<'a> {
    pub judge: &'a Judge,
    pub happened: Option<&'a Happened>,
    /// What the judge of another tier makes of the sentence.
    pub heard: Option<&'a Glance>,
}

/// A possible event, with what each of the panel says of it.
struct Case<'a> {
    word: usize,
    roles: &'a [Vec<f32>; 3],
    /// The status by the rules of scope, and whether it happened.
    grounds: Option<(Status, f32)>,
}

/// The drafts that the judge lets stand, in text order, as it sees them.
pub(crate) fn judged(
    panel: Panel<'_>,
    scratch: &mut Scratch,
    mentions: &mut Mentions,
    lexicon: &Lexicon,
    operations: &Operations,
    drafts: &[Draft],
) -> Vec<Draft> {
    let Panel { judge, happened, heard } = panel;
    let hints = Hints::new(mentions, lexicon, operations, drafts);
    let sentence = mentions.tree.sentence();
    if sentence.is_empty() {
        return vec![];
    }
    let mut opinion = judge.judge(sentence, &hints, scratch);
    if let Some(glance) = heard {
        opinion.hear(glance);
    }
    let triggers: Vec<usize> = (0..opinion.len())
        .filter(|&word| !is_refused_in_vain(mentions.tree, lexicon, operations, word))
        .filter(|&word| opinion.kind(word).1 > judge.threshold() - leniency(drafts, word))
        .collect();
    let parties = judge.parties(&opinion, &triggers, scratch);
    let grounds = grounds(panel, scratch, mentions.tree, lexicon, operations, &triggers);
    let mut bench = Bench { judge, mentions, lexicon, operations, drafts, opinion, happened };
    let cases = triggers.iter().zip(&parties).enumerate();
    let cases = cases.map(|(i, (&word, roles))| Case { word, roles, grounds: grounds.get(i).copied() });
    let out: Vec<Draft> = cases.flat_map(|case| bench.verdict(&case)).collect();
    let mut out = once(bench.mentions, out);
    out.sort_by_key(|d| (d.token, d.event_type));
    let mut named: Vec<usize> =
        out.iter().flat_map(|d| d.actors.iter().chain(&d.recipients)).copied().collect();
    named.sort_unstable();
    named.dedup();
    for party in named {
        let country = judge.country(&bench.opinion, &hints, party);
        bench.mentions.take_country(party, country);
    }
    out
}

/// How much less sure the judge may be of an act that a rule sees and that is not asserted: it has learnt from news, where few are.
fn leniency(drafts: &[Draft], word: usize) -> f32 {
    let mut of_rules = drafts.iter().filter(|d| d.token == word);
    match of_rules.find(|d| d.scope.status != Status::Asserted && !d.scope.consumed) {
        Some(draft) if draft.scope.sure => SURE,
        Some(_) => DOUBTED,
        None => 0.0,
    }
}

/// "did not *rule out* sending": not an act of its own.
fn is_refused_in_vain(tree: &Tree, lexicon: &Lexicon, operations: &Operations, word: usize) -> bool {
    operations.get(&word).is_some_and(|op| op.class == OperatorClass::RuleOut)
        && is_negated(tree, &lexicon.grammar, word)
}

/// For each trigger the status by the rules of scope, and the score of its factuality; nothing where there is no model of it.
fn grounds(
    panel: Panel<'_>,
    scratch: &mut Scratch,
    tree: &Tree,
    lexicon: &Lexicon,
    operations: &Operations,
    triggers: &[usize],
) -> Vec<(Status, f32)> {
    let Some(happened) = panel.happened else { return vec![] };
    let known: Vec<Circumstances> =
        triggers.iter().map(|&word| Circumstances::of(tree, &lexicon.grammar, operations, word)).collect();
    let (x, scratch) = scratch.vectors();
    let scores = happened.scores(panel.judge.processor(), x, &known, scratch);
    known.iter().map(|known| known.status).zip(scores).collect()
}

impl Bench<'_, '_> {
    /// The acts that a trigger tells of: one, or two where a rule sees two in the word; none where nobody is there to act.
    fn verdict(&mut self, case: &Case<'_>) -> Vec<Draft> {
        let word = case.word;
        let event_type = self.opinion.kind(word).0;
        let of_frames: Vec<&Draft> = self
            .drafts
            .iter()
            .filter(|d| d.token == word || (d.also.contains(&word) && d.event_type == event_type))
            .collect();
        let same = of_frames.iter().find(|d| d.event_type == event_type);
        let mut draft = match same.or(of_frames.first()) {
            Some(draft) => (*draft).clone(),
            None => fresh(self.mentions, self.lexicon, self.operations, word, event_type),
        };
        self.revise(&mut draft, case);
        set_parties(&mut draft, self.mentions, case.roles, self.opinion.is_reciprocal(word));
        let enough = !draft.actors.is_empty() || (!draft.recipients.is_empty() && !event_type.needs_actor());
        if !enough {
            return vec![];
        }
        // "sentenced" is two acts by one rule: with one of them the other stays.
        let others =
            of_frames.iter().filter(|d| d.token == word && d.event_type != event_type && same.is_some());
        let twins: Vec<Draft> = others.map(|d| twin(&draft, d)).collect();
        std::iter::once(draft).chain(twins).collect()
    }

    /// Gives a draft the type, mode, status and contexts that the judge sees in its trigger.
    fn revise(&self, draft: &mut Draft, case: &Case<'_>) {
        let word = case.word;
        let (event_type, margin) = self.opinion.kind(word);
        let event_type = if is_left_undone(draft, event_type) { draft.event_type } else { event_type };
        let same_type = draft.event_type == event_type;
        if !same_type {
            draft.event_type = event_type;
            draft.mode = None;
            draft.cameo = None;
            draft.contexts.clear();
        }
        (draft.token, draft.margin) = (word, margin);
        if let Some(mode) = self.judge.mode(&self.opinion, word, event_type)
            && draft.mode.as_ref() != Some(&mode)
        {
            draft.mode = Some(mode);
            draft.cameo = None;
        }
        let seen = match (self.happened, case.grounds) {
            (Some(happened), Some((rules, score))) => {
                draft.happened = Some(score);
                // An attempt may be an act by itself (codebook, hard cases): rules cannot tell.
                if draft.scope.why.contains(&ATTEMPTED) {
                    self.opinion.status(word)
                } else {
                    happened.status(self.opinion.statuses(word), rules, score)
                }
            }
            _ => self.opinion.status(word),
        };
        if !same_type || !is_firm(draft, seen) {
            draft.scope.status = seen;
        }
        draft.contexts.extend(self.judge.contexts(&self.opinion, word));
    }
}

/// "will not attack" refuses nobody anything.
fn is_left_undone(draft: &Draft, seen: EventType) -> bool {
    let hostile = matches!(draft.event_type.group(), Group::DeedsAgainst | Group::WordsAgainst);
    seen == EventType::Reject && hostile && draft.rule != MODEL && draft.scope.why.contains(&NEGATION)
}

/// Whether the status that the words give stands, whatever the model sees: they leave no doubt; or there is a "not" on the act of a
/// rule, and the model has it happen, or has somebody deny it whom nobody quotes.
fn is_firm(draft: &Draft, seen: Status) -> bool {
    let scope = &draft.scope;
    let negated = scope.status == Status::Negated && draft.rule != MODEL && scope.why.contains(&NEGATION);
    let unheard = seen == Status::Denied && scope.sources.is_empty();
    scope.sure || (negated && (seen == Status::Asserted || unheard))
}

/// Of drafts that tell of one act (codebook §1) the one of which the judge is surest.
fn once(mentions: &mut Mentions, mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by(|a, b| b.margin.total_cmp(&a.margin).then(a.token.cmp(&b.token)));
    let mut out: Vec<Draft> = vec![];
    for draft in drafts {
        if !out.iter().any(|kept| is_same_act(mentions, kept, &draft)) {
            out.push(draft);
        }
    }
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
        happened: first.happened,
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
        rule: MODEL.to_owned(),
        specificity: 0,
        also: vec![],
        margin: 0.0,
        happened: None,
    }
}

/// The states that share a party's office: "the presidents of Chad and *Niger*".
fn partners(mentions: &mut Mentions, party: usize) -> Vec<usize> {
    let tree = mentions.tree;
    if !mentions.is_plural(party) || mentions.at(party).resolution.entity.is_some() {
        return vec![];
    }
    let owner = tree
        .children(party)
        .find(|&c| tree.deprel(c) == Deprel::Nmod && tree.case(c).as_deref() == Some("of") && c > party);
    let owners = owner.map_or_else(Vec::new, |owner| tree.conjuncts(owner));
    let states =
        |mentions: &mut Mentions, token: usize| mentions.at(token).resolution.kind == ActorKind::Country;
    if owners.len() < 2 || !owners.iter().all(|&owner| states(mentions, owner)) {
        return vec![];
    }
    owners[1..].to_vec()
}

/// The words that the judge takes for actors and recipients.
fn set_parties(draft: &mut Draft, mentions: &mut Mentions, roles: &[Vec<f32>; 3], reciprocal: bool) {
    let usable: Vec<usize> =
        (0..roles[0].len()).filter(|&w| w != draft.token && mentions.tree.is_nominal(w)).collect();
    let pick = |role: usize, other: usize| -> Vec<usize> {
        let wanted = |w: &&usize| roles[role][**w] > PARTY && roles[role][**w] >= roles[other][**w];
        usable.iter().filter(wanted).copied().collect()
    };
    draft.actors = pick(0, 1);
    draft.recipients = pick(1, 0);
    let best = |role: usize| {
        let likeliest =
            usable.iter().copied().max_by(|&a, &b| roles[role][a].total_cmp(&roles[role][b]).then(b.cmp(&a)));
        likeliest.filter(|&w| roles[role][w] > NEEDED)
    };
    if draft.actors.is_empty() && (draft.event_type.needs_actor() || draft.recipients.is_empty()) {
        draft.actors = best(0).into_iter().filter(|w| !draft.recipients.contains(w)).collect();
    }
    if draft.actors.is_empty() && draft.recipients.is_empty() {
        draft.recipients = best(1).into_iter().collect();
    }
    for side in 0..2 {
        let (mine, other) =
            if side == 0 { (&draft.actors, &draft.recipients) } else { (&draft.recipients, &draft.actors) };
        let more: Vec<usize> = mine.iter().flat_map(|&party| partners(mentions, party)).collect();
        let more: Vec<usize> = more
            .into_iter()
            .filter(|w| *w != draft.token && !mine.contains(w) && !other.contains(w))
            .collect();
        let mine = if side == 0 { &mut draft.actors } else { &mut draft.recipients };
        mine.extend(more);
        mine.sort_unstable();
        mine.dedup();
    }
    draft.reciprocal = reciprocal && (draft.actors.len() > 1 || !draft.recipients.is_empty());
    if draft.reciprocal {
        draft.actors.append(&mut draft.recipients);
        draft.actors.sort_unstable();
        draft.actors.dedup();
    }
}
