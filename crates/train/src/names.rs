//! Trains the names.

use crate::encode::{self, Table};
use crate::perceptron::Sparse;
use crate::random::Random;
use crate::tagger::Options;
use detente_parse::features::Features;
use detente_parse::names::{self, CLASSES, OUTSIDE, Place};
use detente_parse::word::Word;
use detente_parse::{Name, NameKind, Upos};

/// A sentence with its names.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Words as written.
    pub forms: Vec<String>,
    /// The names.
    pub names: Vec<Name>,
}

/// A sentence ready for training.
#[derive(Clone, Debug)]
pub struct Example {
    /// Atoms of the words.
    pub words: Vec<Word>,
    /// Predicted tags.
    pub tags: Vec<u8>,
    /// Their parts of speech.
    pub upos: Vec<Upos>,
    /// Gold classes.
    pub classes: Vec<u8>,
}

/// The classes that spell these names.
pub fn classes_of(names: &[Name], tokens: usize) -> Vec<u8> {
    let mut classes = vec![OUTSIDE; tokens];
    for name in names {
        let last = name.tokens.end - 1;
        for i in name.tokens.clone() {
            let place = match (i == name.tokens.start, i == last) {
                (true, true) => Place::Unit,
                (true, false) => Place::Begin,
                (false, true) => Place::Last,
                (false, false) => Place::Inside,
            };
            classes[i] = names::class(name.kind, place);
        }
    }
    classes
}

/// The names that a column of BIO or IO tags spells; `kind` maps a type, to nothing where it is no name.
pub fn from_bio(tags: &[&str], kind: impl Fn(&str) -> Option<NameKind>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut open: Option<&str> = None;
    for (i, tag) in tags.iter().enumerate() {
        let (place, class) = tag.split_once('-').unwrap_or(("O", ""));
        let goes_on = place == "I" && open == Some(class);
        match (goes_on, kind(class)) {
            (true, Some(_)) => {
                if let Some(name) = names.last_mut() {
                    name.tokens.end = i + 1;
                }
            }
            (false, Some(kind)) if place != "O" => names.push(Name { tokens: i..i + 1, kind }),
            _ => {}
        }
        open = (place != "O").then_some(class);
    }
    names
}

/// Trains on the examples.
pub fn train(mut examples: Vec<Example>, options: Options) -> Table {
    let mut model = Sparse::default();
    let mut random = Random::new(5);
    for _ in 0..options.epochs {
        random.shuffle(&mut examples);
        for example in &examples {
            learn(&mut model, example, options.margin);
        }
    }
    encode::sparse(&model.averaged(options.min_updates), options.bits)
}

fn learn(model: &mut Sparse, example: &Example, margin: i32) {
    let mut features = Features::default();
    let mut predicted: Vec<u8> = Vec::new();
    let mut scores = [0; CLASSES];
    for (i, &right) in example.classes.iter().enumerate() {
        let previous = predicted.last().copied().unwrap_or(OUTSIDE);
        let last = i + 1 == example.classes.len();
        if right == OUTSIDE && names::is_plain(&example.words[i], example.upos[i], previous) {
            predicted.push(OUTSIDE);
            continue;
        }
        names::features(&example.words, &example.tags, &predicted, i, &mut features);
        model.tick();
        model.score(features.hashes(), &mut scores);
        let best = names::best(&scores, previous, last, None);
        let wrong = names::best(&scores, previous, last, Some(right));
        if scores[usize::from(wrong)] >= scores[usize::from(right)] - margin {
            model.update(features.hashes(), right, wrong);
        }
        // After a mistake the gold class may be impossible; then follow the gold, so that it can be learnt.
        let next = example.classes.get(i + 1);
        let possible = next.is_none_or(|&next| names::allows(best, next, i + 2 == example.classes.len()));
        predicted.push(if possible { best } else { right });
    }
}
