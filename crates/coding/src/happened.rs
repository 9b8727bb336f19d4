//! Did it happen? A score from −3 (it surely did not) to 3 (it surely did) for any word that tells of an act or a state, read
//! off the judge's own vectors and off what the tree says ([`Circumstances`]); docs/factuality.md. `train/happened.py` learns it,
//! `detente-train assemble-happened` writes its file.

use crate::circumstances::Circumstances;
use crate::error::Error;
use crate::judge::Judge;
use crate::report::Status;
use bytes::Bytes;
use detente_nn::{Linear, Processor, Quantised, Rows, read_floats, read_u32, relu};
use detente_parse::vectors::Vectors;
use detente_parse::{Tier, hash};
use std::sync::LazyLock;

static FAST: &[u8] = include_bytes!("../../../data/models/en-fast-happened.bin");
static ACCURATE: &[u8] = include_bytes!("../../../data/models/en-accurate-happened.bin");

const MAGIC: &[u8; 8] = b"DTNTHAPP";
/// Of the format and of the circumstances.
const VERSION: u32 = 1;
const HEADER: usize = 24;

/// Vectors that are read: the word's, its head's, the governing verb's.
const READ: usize = 3;
/// Numbers of the layer between.
const HIDDEN: usize = 32;
/// The ends of the scale.
const MOST: f32 = 3.0;
const STATUSES: usize = Status::ALL.len();
/// Weights of the verdict: of the judge's statuses, of the rules' own, of the score for each status, of the size of the score.
const WEIGHTS: usize = 2 + 2 * STATUSES;
/// From this score on it did happen, below its negative it did not.
const SURE: f32 = 1.0;

/// The bytes of a file, for the trainer.
#[doc(hidden)]
pub fn file(checksum_of_judge: u32, body: &[u8]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend(VERSION.to_le_bytes());
    out.extend(checksum_of_judge.to_le_bytes());
    out.extend(hash::checksum(body).to_le_bytes());
    out.extend(body);
    out
}

/// Whether something happened, in three words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factuality {
    /// It did, or it is so.
    Happened,
    /// It did not, or is not so.
    Not,
    /// The sentence leaves it open.
    Uncertain,
}

impl Factuality {
    /// From a score of −3 to 3.
    pub fn of(score: f32) -> Self {
        if score >= SURE {
            Self::Happened
        } else if score <= -SURE {
            Self::Not
        } else {
            Self::Uncertain
        }
    }
}

/// The weights.
#[derive(Clone, Debug)]
pub struct Happened {
    /// Hashes of known circumstances, ascending; each has the vector of its place.
    names: Vec<u32>,
    vectors: Vectors,
    layer: Linear,
    /// The score from the layer, and what is always added.
    out: Vec<f32>,
    /// What the rules' status and the score add to the judge's statuses.
    verdict: Vec<f32>,
    checksum: u32,
}

/// What it needs while it works.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    rows: Rows,
    bytes: Quantised,
    hidden: Rows,
}

impl Happened {
    /// The model of a tier that is part of this crate.
    ///
    /// # Panics
    ///
    /// Never: the models are checked by a test.
    pub fn of(tier: Tier) -> &'static Self {
        static MODELS: [LazyLock<Happened>; 2] = [
            LazyLock::new(|| {
                Happened::new(Judge::of(Tier::Fast), FAST).expect("the embedded model is valid (tested)")
            }),
            LazyLock::new(|| {
                Happened::new(Judge::of(Tier::Accurate), ACCURATE)
                    .expect("the embedded model is valid (tested)")
            }),
        ];
        &MODELS[tier as usize]
    }

    /// A model from its file's bytes.
    ///
    /// # Errors
    ///
    /// When they are no model for this judge, or are damaged.
    pub fn new(judge: &Judge, bytes: &'static [u8]) -> Result<Self, Error> {
        let fault = |what: &str| Error::factuality(what);
        let (header, body) =
            bytes.split_at_checked(HEADER).ok_or_else(|| fault("shorter than its header"))?;
        let number =
            |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        if &header[..8] != MAGIC || number(8) != VERSION {
            return Err(fault("no model of factuality of this version"));
        }
        if number(12) != judge.checksum() {
            return Err(fault("made for another model of acts"));
        }
        if hash::checksum(body).to_le_bytes() != header[16..24] {
            return Err(fault("the checksum does not hold"));
        }
        Self::read(judge.width(), number(16), Bytes::from_static(body))
            .ok_or_else(|| fault("weights of an impossible shape"))
    }

    fn read(width: usize, checksum: u32, mut bytes: Bytes) -> Option<Self> {
        let bytes = &mut bytes;
        let count = read_u32(bytes)? as usize;
        let size = count.checked_mul(4).filter(|size| *size <= bytes.len())?;
        let part = bytes.split_to(size);
        let names: Vec<u32> = part.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect();
        if !names.is_sorted() {
            return None;
        }
        let vectors = Vectors::read(bytes, HIDDEN).filter(|vectors| vectors.count() == count)?;
        let layer = Linear::read_shaped(bytes, READ * width, HIDDEN)?;
        let out = read_floats(bytes, HIDDEN + 1)?;
        let verdict = read_floats(bytes, WEIGHTS)?;
        bytes.is_empty().then_some(Self { names, vectors, layer, out, verdict, checksum })
    }

    /// The first digits of its checksum.
    pub fn id(&self) -> String {
        format!("{:08x}", self.checksum)
    }

    /// The score of each of the words whose circumstances these are; `x` has the vectors of all words of the sentence.
    pub(crate) fn scores(
        &self,
        processor: Processor,
        x: &Rows,
        words: &[Circumstances],
        scratch: &mut Scratch,
    ) -> Vec<f32> {
        if words.is_empty() {
            return vec![];
        }
        let Scratch { rows, bytes, hidden } = scratch;
        take_rows(x, words, rows);
        bytes.take(processor, rows);
        self.layer.apply(processor, bytes, hidden);
        for (row, word) in hidden.iter_mut().zip(words) {
            for name in &word.names {
                if let Ok(place) = self.names.binary_search(name) {
                    self.vectors.add(place, row);
                }
            }
        }
        relu(hidden);
        let (weights, offset) = self.out.split_at(HIDDEN);
        let score = |i: usize| {
            let score = hidden.row(i).iter().zip(weights).fold(offset[0], |sum, (a, b)| sum + a * b);
            score.clamp(-MOST, MOST)
        };
        (0..words.len()).map(score).collect()
    }

    /// The status by the judge's scores of the statuses, by the rules and by the score together: logistic, fitted on development gold.
    pub(crate) fn status(&self, judged: &[f32], rules: Status, score: f32) -> Status {
        let (trust, rest) = self.verdict.split_at(2);
        let (signed, sized) = rest.split_at(STATUSES);
        let weighed: [f32; STATUSES] = std::array::from_fn(|i| {
            let own = if rules as usize == i { trust[1] } else { 0.0 };
            judged[i] * trust[0] + own + signed[i] * score + sized[i] * score.abs()
        });
        Status::ALL[detente_nn::arg_max(&weighed)]
    }
}

/// The vectors that are read for each of the words, end to end; where there is no head or verb, nothing.
pub(crate) fn take_rows(x: &Rows, words: &[Circumstances], rows: &mut Rows) {
    let width = x.width();
    rows.reset(words.len(), READ * width);
    for (i, word) in words.iter().enumerate() {
        for (to, from) in rows.row_mut(i).chunks_exact_mut(width).zip(word.rows) {
            if let Some(from) = from {
                to.copy_from_slice(x.row(from));
            }
        }
    }
}
