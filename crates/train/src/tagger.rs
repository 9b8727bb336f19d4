//! Trains the tagger.

use crate::encode::{self, Table};
use crate::perceptron::Sparse;
use crate::random::Random;
use crate::tags::TagSet;
use crate::treebank::Gold;
use detente_parse::features::Features;
use detente_parse::lexicon::Lexicon;
use detente_parse::word::Word;
use detente_parse::{tagger, word};

/// A sentence ready for training.
struct Example {
    words: Vec<Word>,
    tags: Vec<u8>,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Passes over the data.
    pub epochs: usize,
    /// How much better than any other the right class must score, or the weights are moved.
    pub margin: i32,
    /// A feature with fewer updates is dropped.
    pub min_updates: u32,
    /// Entries of the table, as a power of two.
    pub bits: u32,
}

/// Trains on the sentences.
pub fn train(sentences: &[&Gold], tags: &TagSet, lexicon: Lexicon<'_>, options: Options) -> Table {
    let mut examples: Vec<Example> = sentences.iter().map(|gold| example(gold, tags, lexicon)).collect();
    let mut model = Sparse::default();
    let mut random = Random::new(1);
    for _ in 0..options.epochs {
        random.shuffle(&mut examples);
        for example in &examples {
            learn(&mut model, example, tags.classes.len(), options.margin);
        }
    }
    encode::sparse(&model.averaged(options.min_updates), options.bits)
}

fn example(gold: &Gold, tags: &TagSet, lexicon: Lexicon<'_>) -> Example {
    let mut words = Vec::new();
    word::read(&gold.tokens(), lexicon, &mut words);
    Example { words, tags: (0..gold.forms.len()).map(|i| tags.class(gold, i)).collect() }
}

fn learn(model: &mut Sparse, example: &Example, classes: usize, margin: i32) {
    let mut features = Features::default();
    let mut predicted = Vec::new();
    let mut scores = vec![0; classes];
    for (i, &right) in example.tags.iter().enumerate() {
        tagger::features(&example.words, &predicted, i, &mut features);
        model.tick();
        model.score(features.hashes(), &mut scores);
        let best = crate::first_best(&scores);
        let goal = scores[usize::from(right)] - margin;
        scores[usize::from(right)] = i32::MIN;
        let wrong = crate::first_best(&scores);
        if scores[usize::from(wrong)] >= goal {
            model.update(features.hashes(), right, wrong);
        }
        predicted.push(best);
    }
}
