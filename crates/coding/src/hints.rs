//! What the frames say of each word, for the model that has the last word (`judge`).

use crate::draft::Draft;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::rules::{matching_rules, patterns};
use crate::scope::Operations;
use detente_parse::Upos;
use detente_resolve::Country;

/// The columns of hints, each with its number of classes; class 0 is "nothing".
pub const COLUMNS: [usize; 6] = [17, 17, 7, 8, 3, 3];

/// What the frames say of a sentence: a row of classes for each word, and who they think acts on whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// For each word: the type that the lexicon knows it by, the type of the event drafted at it, that event's status, what
    /// kind of actor it is, whether it acts (1) or is acted on (2) in any draft, and the same of the two mentions that somebody
    /// marked and asks about (`classify`).
    pub words: Vec<[u8; COLUMNS.len()]>,
    /// Trigger, party, and whether it acts (0) or is acted on (1).
    pub parties: Vec<(usize, usize, usize)>,
    /// For each word the country that it names, or that the rules give to the mention that it heads.
    pub nations: Vec<Option<Nation>>,
}

/// A country that a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nation {
    /// Its code.
    pub country: Country,
    /// Whether the word heads a mention of somebody known, whose country is no matter of opinion.
    pub known: bool,
}

impl Hints {
    pub(crate) fn new(
        mentions: &mut Mentions,
        lexicon: &Lexicon,
        operations: &Operations,
        drafts: &[Draft],
    ) -> Self {
        let tree = mentions.tree;
        let mut hints = Self { words: vec![[0; COLUMNS.len()]; tree.len()], ..Self::default() };
        for token in 0..tree.len() {
            hints.words[token][0] = known_type(mentions, lexicon, operations, token);
            if matches!(tree.upos(token), Upos::Noun | Upos::Propn | Upos::Pron) {
                hints.words[token][3] = 1 + mentions.at(token).resolution.kind as u8;
            }
        }
        for draft in drafts {
            for &token in std::iter::once(&draft.token).chain(&draft.also) {
                hints.words[token][1] = 1 + draft.event_type as u8;
                hints.words[token][2] = 1 + draft.scope.status as u8;
            }
            for (role, list) in [&draft.actors, &draft.recipients].into_iter().enumerate() {
                for &party in list {
                    hints.words[party][4] = 1 + role as u8;
                    hints.parties.push((draft.token, party, role));
                }
            }
        }
        hints.nations = mentions.nations();
        hints
    }
}

/// The type that a rule or an operator knows the word by, whether or not there is anybody to act.
fn known_type(mentions: &Mentions, lexicon: &Lexicon, operations: &Operations, token: usize) -> u8 {
    let tree = mentions.tree;
    let patterns = patterns(lexicon, tree, token);
    if patterns.is_empty() {
        return 0;
    }
    let frame = crate::frame::frame(tree, &lexicon.grammar, token);
    let by_rule =
        matching_rules(lexicon, tree, &frame, patterns).first().map(|&i| lexicon.rules[i].event_type);
    let by_operator = operations.get(&token).and_then(|o| o.class.event_type());
    by_rule.or(by_operator).map_or(0, |event_type| 1 + event_type as u8)
}
