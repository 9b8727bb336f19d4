//! The encoder of the fast tier: the sum of a word's vectors, then blocks that mix it with its neighbours (a
//! convolution of three words and maxout of two) or with all words (attention), each added to what was before
//! and normalised.

use crate::spelling;
use crate::vectors::Vectors;
use bytes::Bytes;
use detente_nn::{
    Linear, Norm, Processor, Quantised, Rows, add, attend, max_of_pairs, read_floats, read_u32,
};

/// Numbers a word.
const WIDTH: usize = 160;
/// Heads of attention.
const HEADS: usize = 5;
/// How far attention tells distances apart.
pub const REACH: usize = 16;
/// The most blocks.
const MOST_BLOCKS: usize = 16;
const EPSILON: f32 = 1e-5;

#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// With the words `distance` before and after.
    Near { distance: usize, mix: Linear, norm: Norm },
    /// With all words.
    All { qkv: Linear, bias: Vec<f32>, out: Linear, norm: Norm },
}

/// The encoder's weights.
#[derive(Clone, Debug)]
pub(crate) struct Convolution {
    index: Bytes,
    vectors: Vectors,
    norm: Norm,
    blocks: Vec<Block>,
}

/// What it needs while it works.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    letters: Vec<char>,
    window: Vec<f32>,
    bytes: Quantised,
    wide: Rows,
    mixed: Rows,
    keys: Vec<f32>,
}

impl Convolution {
    /// Reads the sections of the model: the index of known words, and vectors, norm, number of blocks (u32),
    /// then for each block its kind (u32: a distance, or 0 for attention) and its weights.
    pub(crate) fn read(index: Bytes, bytes: &mut Bytes) -> Option<Self> {
        let vectors = Vectors::read(bytes, WIDTH)?;
        if vectors.count() <= spelling::UNKNOWN as usize || !spelling::well_formed(&index) {
            return None;
        }
        let norm = Norm::read(bytes, WIDTH, EPSILON)?;
        let blocks = Block::read_all(bytes)?;
        Some(Self { index, vectors, norm, blocks })
    }

    /// Writes a vector for each word into `x`.
    pub(crate) fn encode(&self, processor: Processor, tokens: &[&str], scratch: &mut Scratch, x: &mut Rows) {
        self.encode_by(&self.blocks, None, processor, tokens, scratch, x);
    }

    /// The same by other blocks than its own; `added` is added to the words' vectors.
    pub(crate) fn encode_by(
        &self,
        blocks: &[Block],
        added: Option<&Rows>,
        processor: Processor,
        tokens: &[&str],
        scratch: &mut Scratch,
        x: &mut Rows,
    ) {
        x.reset(tokens.len(), WIDTH);
        for (i, form) in tokens.iter().enumerate() {
            for row in spelling::rows(form, &self.index, &mut scratch.letters) {
                self.vectors.add(row as usize, x.row_mut(i));
            }
        }
        self.norm.apply(processor, x);
        if let Some(added) = added {
            x.values_mut().iter_mut().zip(added.values()).for_each(|(a, b)| *a += b);
        }
        for block in blocks {
            block.apply(processor, scratch, x);
        }
    }

    /// The vectors whose sum a word is.
    pub(crate) fn rows(&self, form: &str) -> Vec<u32> {
        spelling::rows(form, &self.index, &mut Vec::new()).into_iter().collect()
    }

    pub(crate) fn width() -> usize {
        WIDTH
    }
}

impl Block {
    /// Reads the number of blocks (u32) and the blocks.
    pub(crate) fn read_all(bytes: &mut Bytes) -> Option<Vec<Self>> {
        let count = read_u32(bytes)? as usize;
        (count <= MOST_BLOCKS).then(|| (0..count).map(|_| Self::read(bytes)).collect())?
    }

    fn read(bytes: &mut Bytes) -> Option<Self> {
        let distance = read_u32(bytes)? as usize;
        if distance > 0 {
            let mix = Linear::read_shaped(bytes, 3 * WIDTH, 2 * WIDTH)?;
            return Some(Self::Near { distance, mix, norm: Norm::read(bytes, WIDTH, EPSILON)? });
        }
        let qkv = Linear::read_shaped(bytes, WIDTH, 3 * WIDTH)?;
        let bias = read_floats(bytes, HEADS * (2 * REACH + 1))?;
        let out = Linear::read_shaped(bytes, WIDTH, WIDTH)?;
        Some(Self::All { qkv, bias, out, norm: Norm::read(bytes, WIDTH, EPSILON)? })
    }

    fn apply(&self, processor: Processor, scratch: &mut Scratch, x: &mut Rows) {
        let Scratch { window, bytes, wide, mixed, keys, .. } = scratch;
        let norm = match self {
            Self::Near { distance, mix, norm } => {
                bytes.take_windows(processor, x, *distance, window);
                mix.apply(processor, bytes, wide);
                max_of_pairs(processor, wide, mixed);
                norm
            }
            Self::All { qkv, bias, out, norm } => {
                bytes.take(processor, x);
                qkv.apply(processor, bytes, wide);
                attend(processor, wide, HEADS, bias, mixed, keys);
                bytes.take(processor, mixed);
                out.apply(processor, bytes, mixed);
                norm
            }
        };
        add(processor, x, mixed);
        norm.apply(processor, x);
    }
}
