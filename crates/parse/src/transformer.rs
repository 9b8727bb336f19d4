//! The encoder of the accurate tier: `MiniLM` (Wang et al. 2020), a small BERT of six layers over pieces of
//! words, fine-tuned; a word is its first piece. How words are cased, which the pieces do not know, is added to
//! them in the place of BERT's segments.

use crate::pieces::{self, Vocabulary};
use crate::vectors::Vectors;
use bytes::Bytes;
use detente_nn::{Linear, Norm, Processor, Quantised, Rows, add, attend, read_u32, sigmoid_gelu};

const WIDTH: usize = 384;
const HEADS: usize = 12;
const MOST_LAYERS: usize = 24;
const EPSILON: f32 = 1e-12;
/// Pieces read at once, those at both ends included; a longer sentence is read in parts.
const WINDOW: usize = 384;

#[derive(Clone, Debug)]
pub(crate) struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// The encoder's weights.
#[derive(Clone, Debug)]
pub(crate) struct Transformer {
    vocabulary: Vocabulary,
    pieces: Vectors,
    places: Vectors,
    cases: Vectors,
    norm: Norm,
    layers: Vec<Layer>,
}

/// What it needs while it works.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    pieces: pieces::Pieces,
    x: Rows,
    bytes: Quantised,
    wide: Rows,
    mixed: Rows,
    keys: Vec<f32>,
}

impl Transformer {
    /// Reads the sections of the model: the vocabulary, and vectors of pieces, places and cases, norm, number
    /// of layers (u32), layers.
    pub(crate) fn read(vocabulary: &Bytes, bytes: &mut Bytes) -> Option<Self> {
        let vocabulary = Vocabulary::read(vocabulary)?;
        let pieces = Vectors::read(bytes, WIDTH)?;
        let places = Vectors::read(bytes, WIDTH)?;
        let cases = Vectors::read(bytes, WIDTH)?;
        let norm = Norm::read(bytes, WIDTH, EPSILON)?;
        if places.count() < WINDOW {
            return None;
        }
        let layers = Layer::read_all(bytes)?;
        Some(Self { vocabulary, pieces, places, cases, norm, layers })
    }

    pub(crate) fn width() -> usize {
        WIDTH
    }

    /// Writes a vector for each word into `out`.
    pub(crate) fn encode(
        &self,
        processor: Processor,
        tokens: &[&str],
        scratch: &mut Scratch,
        out: &mut Rows,
    ) {
        self.encode_by(&self.layers, None, processor, tokens, scratch, out);
    }

    /// The same by other layers than its own; `added` is added to the vector of each word's first piece.
    pub(crate) fn encode_by(
        &self,
        layers: &[Layer],
        added: Option<&Rows>,
        processor: Processor,
        tokens: &[&str],
        scratch: &mut Scratch,
        out: &mut Rows,
    ) {
        out.reset(tokens.len(), WIDTH);
        let mut done = 0;
        while done < tokens.len() {
            let read = scratch.pieces.read(&tokens[done..], &self.vocabulary, WINDOW);
            self.embed(processor, scratch);
            if let Some(added) = added {
                let Scratch { pieces, x, .. } = scratch;
                for (i, &first) in pieces.firsts.iter().enumerate() {
                    x.row_mut(first).iter_mut().zip(added.row(done + i)).for_each(|(a, b)| *a += b);
                }
            }
            for (i, layer) in layers.iter().enumerate() {
                layer.attend(processor, scratch);
                if i + 1 == layers.len() {
                    // What is not the first piece of a word is of no use from here on.
                    scratch.x.keep(&scratch.pieces.firsts);
                }
                layer.think(processor, scratch);
            }
            for i in 0..read {
                out.row_mut(done + i).copy_from_slice(scratch.x.row(i));
            }
            done += read;
        }
    }

    fn embed(&self, processor: Processor, scratch: &mut Scratch) {
        let Scratch { pieces, x, .. } = scratch;
        x.reset(pieces.ids.len(), WIDTH);
        for (i, (&id, &case)) in pieces.ids.iter().zip(&pieces.cases).enumerate() {
            self.pieces.add(id as usize, x.row_mut(i));
            self.places.add(i, x.row_mut(i));
            self.cases.add(usize::from(case), x.row_mut(i));
        }
        self.norm.apply(processor, x);
    }
}

impl Layer {
    /// Reads the number of layers (u32) and the layers.
    pub(crate) fn read_all(bytes: &mut Bytes) -> Option<Vec<Self>> {
        let count = read_u32(bytes)? as usize;
        (count <= MOST_LAYERS).then(|| (0..count).map(|_| Self::read(bytes)).collect())?
    }

    fn read(bytes: &mut Bytes) -> Option<Self> {
        Some(Self {
            qkv: Linear::read_shaped(bytes, WIDTH, 3 * WIDTH)?,
            out: Linear::read_shaped(bytes, WIDTH, WIDTH)?,
            norm1: Norm::read(bytes, WIDTH, EPSILON)?,
            up: Linear::read_shaped(bytes, WIDTH, 4 * WIDTH)?,
            down: Linear::read_shaped(bytes, 4 * WIDTH, WIDTH)?,
            norm2: Norm::read(bytes, WIDTH, EPSILON)?,
        })
    }

    /// The first half: each piece with all others.
    fn attend(&self, processor: Processor, scratch: &mut Scratch) {
        let Scratch { x, bytes, wide, mixed, keys, .. } = scratch;
        bytes.take(processor, x);
        self.qkv.apply(processor, bytes, wide);
        attend(processor, wide, HEADS, &[], mixed, keys);
        bytes.take(processor, mixed);
        self.out.apply(processor, bytes, mixed);
        add(processor, x, mixed);
        self.norm1.apply(processor, x);
    }

    /// The second half: each piece by itself.
    fn think(&self, processor: Processor, scratch: &mut Scratch) {
        let Scratch { x, bytes, wide, mixed, .. } = scratch;
        bytes.take(processor, x);
        self.up.apply(processor, bytes, wide);
        sigmoid_gelu(processor, wide);
        bytes.take(processor, wide);
        self.down.apply(processor, bytes, mixed);
        add(processor, x, mixed);
        self.norm2.apply(processor, x);
    }
}
