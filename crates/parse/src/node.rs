//! What the parser knows of a token: its word and its predicted tag, as atoms for features.

use crate::word::Word;
use crate::{Upos, Xpos};

/// The atoms of a tagged token.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Hash of the lower-cased form.
    pub word: u32,
    /// Hash of the lemma.
    pub lemma: u32,
    /// UPOS, counted from 1.
    pub upos: u8,
    /// Penn tag, counted from 1.
    pub xpos: u8,
    /// Distributional class.
    pub cluster: u16,
    /// Coarser distributional class.
    pub coarse: u16,
}

impl Node {
    /// No such token.
    pub const ABSENT: Self =
        Self { word: 0, lemma: 0, upos: 0, xpos: 0, cluster: u16::MAX, coarse: u16::MAX };

    /// The node of a tagged word.
    pub fn new(word: &Word, lemma: u32, upos: Upos, xpos: Xpos) -> Self {
        Self {
            word: word.lower,
            lemma,
            upos: upos as u8 + 1,
            xpos: xpos as u8 + 1,
            cluster: word.cluster,
            coarse: word.coarse,
        }
    }
}
