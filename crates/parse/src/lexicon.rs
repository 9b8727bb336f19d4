//! The lexicon of the model: a word's distributional classes and the tags it was seen with.
//!
//! Entries of twelve bytes found by the hash of the lower-cased form; 32 bits of it are
//! kept, so that unknown words stay unknown.

use crate::hash;
use crate::table::{probe, probes_well};

/// Bytes an entry: check (4), cluster, coarse cluster, ambiguity class, zero (2 each), little endian.
pub const ENTRY: usize = 12;

/// What the lexicon says of a word; all 0 when it is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Distributional class.
    pub cluster: u16,
    /// Coarser distributional class.
    pub coarse: u16,
    /// Number of the set of tags it had.
    pub ambiguity: u16,
}

/// The lexicon, read from the model's bytes.
#[derive(Clone, Copy, Default)]
pub struct Lexicon<'a> {
    slots: &'a [u8],
}

/// Place, before the mask, and check (never 0) of a lower-cased form's hash.
pub fn place(lower: u32) -> (usize, u32) {
    let h = hash::feature(0x1E81, u64::from(lower), 0);
    (h as usize, ((h >> 32) as u32).max(1))
}

impl<'a> Lexicon<'a> {
    /// Over the bytes of a table, whose number of buckets is a power of two.
    pub fn new(slots: &'a [u8]) -> Self {
        Self { slots }
    }

    pub(crate) fn well_formed(slots: &[u8]) -> bool {
        probes_well::<ENTRY>(slots)
    }

    /// The entry of a word, by the hash of its lower-cased form.
    pub fn get(self, lower: u32) -> Entry {
        let (at, check) = place(lower);
        probe::<ENTRY>(self.slots, at, check).map_or_else(Entry::default, |entry| {
            let half = |at: usize| u16::from_le_bytes([entry[at], entry[at + 1]]);
            Entry { cluster: half(4), coarse: half(6), ambiguity: half(8) }
        })
    }
}
