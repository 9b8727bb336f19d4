//! Trains the language model of `detente-parse` from treebanks and sets of names, and scores it.
//!
//! One command makes the model again, byte for byte: nothing here depends on time, threads or the order of a
//! hash map.

pub mod augment;
pub mod clusters;
pub mod encode;
pub mod kept;
pub mod lemmas;
pub mod lexicon;
pub mod name_data;
pub mod names;
pub mod oracle;
pub mod perceptron;
pub mod random;
pub mod raw;
pub mod recipe;
pub mod score;
pub mod tagger;
pub mod tags;
#[cfg(test)]
mod tests;
pub mod treebank;
pub mod trees;

/// The class with the highest score; the first of equals.
pub(crate) fn first_best(scores: &[i32]) -> u8 {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best as u8
}
