//! One sentence in, its syntax out: tags, lemmas, tree, names, in this order.

use crate::features::Features;
use crate::model::Model;
use crate::node::Node;
use crate::state::{Move, State};
use crate::table::{self, Sparse};
use crate::word::Word;
use crate::{Deprel, Error, Syntax, hash, label_features, move_features, names, tagger, word};
use detente_text::{Doc, Sentence};
use std::borrow::Cow;
use std::sync::LazyLock;

/// The shipped model.
pub(crate) static EMBEDDED: &[u8] = include_bytes!("../../../data/models/en-fast.bin");

/// A tagger, lemmatiser, dependency parser and name recogniser with its model. It is never changed by use, so
/// one may be shared by all threads.
#[derive(Clone, Debug)]
pub struct Parser {
    model: Model,
}

/// What a parser needs while it works; kept from sentence to sentence, it saves allocations. It carries nothing
/// over: results are the same with a new one.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    words: Vec<Word>,
    nodes: Vec<Node>,
    tags: Vec<u8>,
    classes: Vec<u8>,
    letters: Vec<char>,
    features: Features,
    state: State,
}

impl Parser {
    /// The parser with the model that is part of this crate.
    ///
    /// # Panics
    ///
    /// Never: the model is checked by a test.
    pub fn embedded() -> &'static Self {
        static PARSER: LazyLock<Parser> = LazyLock::new(|| {
            let model = Model::new(Cow::Borrowed(EMBEDDED)).expect("the embedded model is valid (tested)");
            Parser { model }
        });
        &PARSER
    }

    /// A parser with a model of one's own. The bytes are copied.
    ///
    /// # Errors
    ///
    /// When the bytes are not a model of this version, or are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self { model: Model::new(Cow::Owned(bytes.to_vec()))? })
    }

    /// A parser with a checked model.
    #[cfg(test)]
    pub(crate) fn with_model(model: Model) -> Self {
        Self { model }
    }

    /// Parses a sentence of a document.
    pub fn parse(&self, doc: &Doc, sentence: &Sentence) -> Syntax {
        self.parse_with(&mut Scratch::default(), doc, sentence)
    }

    /// Parses a sentence of a document, reusing memory.
    pub fn parse_with(&self, scratch: &mut Scratch, doc: &Doc, sentence: &Sentence) -> Syntax {
        let forms: Vec<&str> = doc.tokens_of(sentence).iter().map(|&span| doc.text(span)).collect();
        self.parse_tokens_with(scratch, &forms)
    }

    /// Parses tokens, as UD English cuts them.
    pub fn parse_tokens(&self, tokens: &[&str]) -> Syntax {
        self.parse_tokens_with(&mut Scratch::default(), tokens)
    }

    /// Parses tokens, reusing memory. Time is linear in their number.
    pub fn parse_tokens_with(&self, scratch: &mut Scratch, tokens: &[&str]) -> Syntax {
        let mut syntax = Syntax::default();
        self.tag(scratch, tokens, &mut syntax);
        self.build_tree(scratch, &mut syntax);
        let Scratch { words, tags, classes, features, .. } = scratch;
        names::label(words, tags, &syntax.upos, self.model.names(), features, classes);
        names::collect(classes, &mut syntax.names);
        syntax
    }

    /// Tags and lemmas.
    fn tag(&self, scratch: &mut Scratch, tokens: &[&str], syntax: &mut Syntax) {
        let Scratch { words, tags, letters, features, nodes, .. } = scratch;
        word::read(tokens, self.model.lexicon(), words);
        tagger::tag(words, self.model.tagger(), self.model.tags().len(), features, tags);
        let lemmas = self.model.lemmas();
        nodes.clear();
        for ((form, word), &tag) in tokens.iter().zip(&*words).zip(&*tags) {
            let (upos, xpos) = self.model.tags()[usize::from(tag)];
            let mut lemma = compact_str::CompactString::default();
            lemmas.lemma(form, tag, letters, &mut lemma);
            nodes.push(Node::new(word, lemma_hash(&lemma), upos, xpos));
            syntax.upos.push(upos);
            syntax.xpos.push(xpos);
            syntax.lemma.push(lemma);
        }
    }

    fn build_tree(&self, scratch: &mut Scratch, syntax: &mut Syntax) {
        let Scratch { nodes, state, features, .. } = scratch;
        let (moves, labels) = (self.model.moves(), self.model.labels());
        state.start(nodes.len());
        while !state.is_done() {
            move_features::features(nodes, state, features);
            let action = best_move(state, moves.score(features.hashes()));
            let label = choose_label(nodes, state, action, labels, features);
            state.make(action, label);
        }
        let heads = state.heads.iter().enumerate();
        syntax.head.extend(heads.map(|(i, &head)| if head == crate::state::NONE { i as u32 } else { head }));
        syntax.deprel.extend_from_slice(&state.labels);
    }
}

/// The hash by which lemmas are features: without case, digits folded.
pub fn lemma_hash(lemma: &str) -> u32 {
    let fold = |b: u8| if b.is_ascii_digit() { b'0' } else { b.to_ascii_lowercase() };
    hash::of_bytes(lemma.bytes().map(fold))
}

/// The allowed move with the highest score; the first of equals.
pub fn best_move(state: &State, scores: [i32; 3]) -> Move {
    let allowed = Move::ALL.into_iter().filter(|&action| state.allows(action));
    let best = allowed.max_by_key(|&action| (scores[action as usize], std::cmp::Reverse(action as u8)));
    best.unwrap_or(Move::Shift)
}

fn choose_label(
    nodes: &[Node],
    state: &State,
    action: Move,
    labels: Sparse<'_>,
    features: &mut Features,
) -> Deprel {
    let Some((head, dependent)) = state.arc(action) else { return Deprel::Root };
    label_features::features(nodes, state, head, dependent, features);
    let mut scores = labels.score(features.hashes());
    // Only the token without a head is the root.
    scores[Deprel::Root as usize] = i32::MIN;
    let class = table::best(&scores, Deprel::ALL.len());
    Deprel::ALL.get(class).copied().unwrap_or(Deprel::Dep)
}
