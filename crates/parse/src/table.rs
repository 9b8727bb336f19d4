//! Feature → weights, read straight from the model's bytes.
//!
//! A table is an array of buckets of four entries of four bytes; a feature's hash names its bucket and a check
//! byte that tells it from others, so a feature that was never trained finds nothing (but for one in a
//! hundred). *Dense* entries hold the weights of three classes themselves; *sparse* entries hold the place of
//! a row of (class, weight) pairs in a pool. One feature costs one or two cache lines. Nothing here trusts the
//! bytes: what lies outside them reads as absent.

/// Entries a bucket.
pub const WAYS: usize = 4;
/// Bytes an entry.
pub const ENTRY: usize = 4;
/// The most classes a sparse table can have.
pub const CLASSES: usize = 128;
/// The longest search for an entry of an open-addressed array.
const MAX_PROBES: usize = 64;
const BUCKET: usize = WAYS * ENTRY;
/// Features looked up before their rows are added.
const AHEAD: usize = 32;

/// The check byte of a feature; never 0, which marks an empty entry.
#[inline]
pub fn check(feature: u64) -> u8 {
    ((feature >> 56) as u8).max(1)
}

/// A weight from its byte. Bytes stand for signed squares: weights span four orders of magnitude, and the
/// small ones, of which there are many, need the finer steps.
#[inline]
fn weight(byte: u8) -> i32 {
    let root = i32::from(byte.cast_signed());
    root * root.abs()
}

/// Number of the bucket of a feature among `buckets`, a power of two.
#[inline]
pub fn bucket(feature: u64, buckets: usize) -> usize {
    feature as usize & (buckets - 1)
}

/// The entry of a feature as a number, its check byte lowest; 0 when it is not there. All four entries are
/// compared without a branch, since no branch predictor could know which it is.
#[inline]
fn find(slots: &[u8], mask: usize, feature: u64) -> u32 {
    let start = (feature as usize & mask) * BUCKET;
    let Some(bucket) = slots.get(start..start + BUCKET) else { return 0 };
    let check = u32::from(check(feature));
    bucket.chunks_exact(ENTRY).fold(0, |found, entry| {
        let entry = u32::from_le_bytes(entry.try_into().expect("entries of four bytes"));
        found | if entry & 0xFF == check { entry } else { 0 }
    })
}

/// Whether `slots` can be the slots of a table: full buckets, a power of two of them.
pub(crate) fn well_formed(slots: &[u8]) -> bool {
    slots.len().is_multiple_of(BUCKET) && (slots.len() / BUCKET).is_power_of_two()
}

/// Weights of three classes a feature, in the entry itself.
#[derive(Clone, Copy)]
pub struct Dense<'a> {
    slots: &'a [u8],
    mask: usize,
}

impl<'a> Dense<'a> {
    /// Over the bytes of the model.
    pub fn new(slots: &'a [u8]) -> Self {
        Self { slots, mask: (slots.len() / BUCKET).wrapping_sub(1) }
    }

    /// Sums of the weights of `features`.
    #[inline]
    pub fn score(self, features: &[u64]) -> [i32; 3] {
        let mut sums = [0; 3];
        for &feature in features {
            let [_, weights @ ..] = find(self.slots, self.mask, feature).to_le_bytes();
            for (sum, byte) in sums.iter_mut().zip(weights) {
                *sum += weight(byte);
            }
        }
        sums
    }
}

/// Weights of many classes, of which a feature has few.
#[derive(Clone, Copy)]
pub struct Sparse<'a> {
    slots: &'a [u8],
    pool: &'a [u8],
    mask: usize,
}

impl<'a> Sparse<'a> {
    /// Over the bytes of the model.
    pub fn new(slots: &'a [u8], pool: &'a [u8]) -> Self {
        Self { slots, pool, mask: (slots.len() / BUCKET).wrapping_sub(1) }
    }

    /// Sums of the weights of `features` for every class.
    #[inline]
    pub fn score(self, features: &[u64]) -> [i32; CLASSES] {
        let mut sums = [0; CLASSES];
        let mut starts = [0; AHEAD];
        for features in features.chunks(AHEAD) {
            // First all places, then all rows: the memory is asked for many places at once.
            for (start, &feature) in starts.iter_mut().zip(features) {
                *start = find(self.slots, self.mask, feature) >> 8;
            }
            for &start in starts.iter().take(features.len()).filter(|start| **start != 0) {
                self.add_row(start as usize, &mut sums);
            }
        }
        sums
    }

    /// A row is its number of pairs, then the pairs. No row begins at 0.
    #[inline]
    fn add_row(self, start: usize, sums: &mut [i32; CLASSES]) {
        let Some((&pairs, rest)) = self.pool.get(start..).and_then(<[u8]>::split_first) else { return };
        let Some(row) = rest.get(..usize::from(pairs) * 2) else { return };
        for pair in row.chunks_exact(2) {
            sums[usize::from(pair[0]) & (CLASSES - 1)] += weight(pair[1]);
        }
    }
}

/// The class with the highest sum among the first `classes`; the first of equals.
#[inline]
pub fn best(sums: &[i32; CLASSES], classes: usize) -> usize {
    let mut best = 0;
    for class in 1..classes.min(CLASSES) {
        if sums[class] > sums[best] {
            best = class;
        }
    }
    best
}

/// Finds the entry that begins with `check` in an open-addressed array of entries of `N` bytes, from the place
/// `at` on. An entry whose check is 0 is free, and ends the search.
pub fn probe<const N: usize>(slots: &[u8], at: usize, check: u32) -> Option<&[u8]> {
    let mask = (slots.len() / N).checked_sub(1)?;
    for step in 0..=mask.min(MAX_PROBES) {
        let start = (at.wrapping_add(step) & mask) * N;
        let entry = slots.get(start..start + N)?;
        match u32::from_le_bytes(entry[..4].try_into().expect("four bytes")) {
            0 => return None,
            found if found == check => return Some(entry),
            _ => {}
        }
    }
    None
}

/// Puts an entry, which begins with its check, where [`probe`] finds it. Whether there was room.
pub fn put<const N: usize>(slots: &mut [u8], at: usize, entry: [u8; N]) -> bool {
    let mask = slots.len() / N - 1;
    for step in 0..=mask.min(MAX_PROBES) {
        let start = (at.wrapping_add(step) & mask) * N;
        if slots[start..start + 4] == [0; 4] {
            slots[start..start + N].copy_from_slice(&entry);
            return true;
        }
    }
    false
}

/// Whether `slots` can be such an array: a power of two of entries.
pub(crate) fn probes_well<const N: usize>(slots: &[u8]) -> bool {
    slots.len().is_multiple_of(N) && (slots.len() / N).is_power_of_two()
}
