//! What words mean, as vectors that a larger encoder gave them: the fast tier's own words were learnt from trees alone.

use bytes::Bytes;
use detente_nn::{Linear, Processor, Quantised, Rows, read_u32};
use detente_parse::pieces::Vocabulary;
use detente_parse::vectors::Vectors;

/// Numbers a vector.
const WIDTH: usize = 96;

/// Vectors of words, and the layer that takes them to the parser's width.
#[derive(Clone, Debug)]
pub(crate) struct Meanings {
    words: Vocabulary,
    vectors: Vectors,
    layer: Linear,
}

/// What it needs while it works.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    rows: Rows,
    bytes: Quantised,
    out: Rows,
}

impl Meanings {
    /// Reads the number of bytes of the vocabulary, it, the vectors and the layer; `Some(None)` where the number is 0.
    #[expect(clippy::option_option, reason = "a model without meanings is a good one")]
    pub(crate) fn read(bytes: &mut Bytes, width: usize) -> Option<Option<Self>> {
        let size = read_u32(bytes)? as usize;
        if size == 0 {
            return Some(None);
        }
        let slots = (bytes.len() >= size).then(|| bytes.split_to(size))?;
        let words = Vocabulary::read(&slots)?;
        let vectors = Vectors::read(bytes, WIDTH)?;
        let layer = Linear::read_shaped(bytes, WIDTH, width)?;
        Some(Some(Self { words, vectors, layer }))
    }

    /// Adds the meaning of each word to its row.
    pub(crate) fn add(&self, processor: Processor, forms: &[&str], scratch: &mut Scratch, to: &mut Rows) {
        let Scratch { rows, bytes, out } = scratch;
        rows.reset(forms.len(), WIDTH);
        for (i, form) in forms.iter().enumerate() {
            if let Some(row) = self.words.number(&form.to_lowercase()) {
                self.vectors.add(row as usize, rows.row_mut(i));
            }
        }
        bytes.take(processor, rows);
        self.layer.apply(processor, bytes, out);
        for (i, row) in to.iter_mut().enumerate() {
            row.iter_mut().zip(out.row(i)).for_each(|(a, b)| *a += b);
        }
    }
}
