//! The joint tags (UPOS, Penn) that are classes of the tagger.

use crate::treebank::Gold;
use detente_parse::{Upos, Xpos};
use std::collections::BTreeMap;

/// A pair must be this common to be a class.
const MIN_COUNT: usize = 15;

/// The classes, and the class of every pair.
#[derive(Clone, Debug)]
pub struct TagSet {
    /// By class.
    pub classes: Vec<(Upos, Xpos)>,
    index: BTreeMap<(Upos, Xpos), u8>,
}

impl TagSet {
    /// The classes of a treebank.
    pub fn new(sentences: &[Gold]) -> Self {
        let mut counts: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
        for sentence in sentences {
            for pair in sentence.upos.iter().copied().zip(sentence.xpos.iter().copied()) {
                *counts.entry(pair).or_default() += 1;
            }
        }
        let common = counts.iter().filter(|(_, count)| **count >= MIN_COUNT).map(|(pair, _)| *pair);
        let classes: Vec<_> = common.collect();
        let usual = |upos: Upos| {
            let same = classes.iter().enumerate().filter(|(_, pair)| pair.0 == upos);
            same.max_by_key(|(_, pair)| counts[pair]).map_or(0, |(class, _)| class as u8)
        };
        let class = |pair: &(Upos, Xpos)| {
            classes.iter().position(|class| class == pair).map_or_else(|| usual(pair.0), |class| class as u8)
        };
        let index = counts.keys().map(|pair| (*pair, class(pair))).collect();
        Self { classes, index }
    }

    /// The class of a word's gold tags.
    pub fn class(&self, sentence: &Gold, i: usize) -> u8 {
        self.index.get(&(sentence.upos[i], sentence.xpos[i])).copied().unwrap_or(0)
    }

    /// The section of the model.
    pub fn encode(&self) -> Vec<u8> {
        self.classes.iter().flat_map(|&(upos, xpos)| [upos as u8, xpos as u8]).collect()
    }
}
