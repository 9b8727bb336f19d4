//! The type of an act between two marked mentions, for people who bring their own entities: what the frames say of the
//! predicates around the two, and what the judge says of the two as marked.

use crate::EventCoder;
use crate::draft::find_operations;
use crate::frame::{Frame, frame};
use crate::lexicon::Lexicon;
use crate::report::Status;
use crate::rules::{matching_rules, patterns};
use crate::scope::scope;
use crate::tree::Tree;
use detente_parse::ParsedSentence;
use detente_text::Span;

/// What a predicate weighs less with each arc between it and the marked mentions.
const DECAY: f32 = 0.55;
/// What every type has before anything is read.
const PRIOR: f32 = 0.02;

impl EventCoder {
    /// The share of each type, in the order of [`crate::EventType::ALL`], for the act of `actor` on `recipient` (bytes of the
    /// article's text) in one sentence.
    pub fn classify(&mut self, sentence: ParsedSentence<'_>, actor: Span, recipient: Span) -> [f32; 16] {
        let tree = Tree::new(sentence, self.lexicon);
        let ends = (head_of(&tree, actor), head_of(&tree, recipient));
        let framed = by_frames(&tree, self.lexicon, ends);
        let (Some(judge), (Some(actor), Some(recipient))) = (self.judge, ends) else { return framed };
        let hints = self.hints(sentence);
        let told = judge.told(sentence, &hints, [actor, recipient], &mut self.scratch);
        let judged = judge.pair(sentence, &hints, [actor, recipient], &mut self.scratch);
        let both: [f32; 16] =
            std::array::from_fn(|i| judged[i] * framed[i].sqrt().sqrt() * (told[i] + PRIOR).sqrt());
        let total: f32 = both.iter().sum();
        both.map(|share| (share / total * 1000.0).round() / 1000.0)
    }
}

/// What the frames say. Predicates weigh by their distance from the two in the tree, and more where their frame has the two
/// as agent and patient.
fn by_frames(tree: &Tree, lexicon: &Lexicon, ends: (Option<usize>, Option<usize>)) -> [f32; 16] {
    let operations = find_operations(tree, lexicon);
    let mut scores = [PRIOR; 16];
    for token in 0..tree.len() {
        let patterns = patterns(lexicon, tree, token);
        if patterns.is_empty() {
            continue;
        }
        let frame = frame(tree, &lexicon.grammar, token);
        let rule = matching_rules(lexicon, tree, &frame, patterns).first().map(|&i| &lexicon.rules[i]);
        let by_operator = operations.get(&token).and_then(|o| o.class.event_type());
        let Some(event_type) = rule.map(|r| r.event_type).or(by_operator) else { continue };
        let found = scope(tree, &lexicon.grammar, &operations, token, frame.light);
        if found.consumed {
            continue;
        }
        let planned = found.status == Status::Planned;
        let event_type =
            if planned { crate::settle::fold(event_type).unwrap_or(event_type) } else { event_type };
        let specific = 1.0 + 0.25 * rule.map_or(0, |r| r.conditions.len()) as f32;
        scores[event_type as usize] += specific * weight(tree, &frame, ends);
    }
    let total: f32 = scores.iter().sum();
    scores.map(|s| (s / total * 1000.0).round() / 1000.0)
}

fn weight(tree: &Tree, frame: &Frame, (actor, recipient): (Option<usize>, Option<usize>)) -> f32 {
    let distance = |end: Option<usize>| end.map_or(6, |e| arcs(tree, e, frame.head));
    let mut weight = DECAY.powf((distance(actor) + distance(recipient)) as f32);
    let under = |tokens: &[usize], end: Option<usize>| {
        end.is_some_and(|e| tokens.iter().any(|&t| tree.is_under(e, t)))
    };
    if under(&frame.agent, actor) {
        weight *= 3.0;
    }
    let others: Vec<usize> =
        frame.patient.iter().copied().chain(frame.preps.iter().map(|&(_, t)| t)).collect();
    if under(&others, recipient) {
        weight *= 2.0;
    }
    weight
}

/// The token of a span whose head lies outside it.
fn head_of(tree: &Tree, span: Span) -> Option<usize> {
    let sentence = tree.sentence();
    let inside = |i: usize| span.overlaps(sentence.span(i));
    (0..tree.len()).find(|&i| inside(i) && tree.head(i).is_none_or(|h| !inside(h)))
}

/// Arcs between two tokens, at most 12.
fn arcs(tree: &Tree, a: usize, b: usize) -> usize {
    let up = |mut i: usize| {
        let mut path = vec![i];
        while let Some(h) = tree.head(i).filter(|_| path.len() < 12) {
            path.push(h);
            i = h;
        }
        path
    };
    let (left, right) = (up(a), up(b));
    let meeting = left.iter().enumerate().find_map(|(i, t)| right.iter().position(|r| r == t).map(|j| i + j));
    meeting.unwrap_or(12).min(12)
}
