//! The list that feature templates write into.

use crate::hash;

/// Hashes of the features of one decision. Templates number themselves by the order of the calls, so a
/// template is never left out: an absent part is an atom of its own.
#[derive(Clone, Debug, Default)]
pub struct Features {
    hashes: Vec<u64>,
    template: u64,
}

impl Features {
    /// Begins the features of another decision. `family` keeps the templates of different models apart.
    pub fn start(&mut self, family: u64) {
        self.hashes.clear();
        self.template = family << 8;
    }

    /// Adds the feature of the next template.
    #[inline]
    pub fn add(&mut self, a: impl Into<u64>, b: impl Into<u64>) {
        self.template += 1;
        self.hashes.push(hash::feature(self.template, a.into(), b.into()));
    }

    /// The features so far.
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }
}

/// Two words in one atom.
#[inline]
pub fn pair(a: u32, b: u32) -> u64 {
    u64::from(a) | u64::from(b) << 32
}

/// Up to eight small numbers in one atom.
#[inline]
pub fn pack<const N: usize>(parts: [u8; N]) -> u64 {
    const { assert!(N <= 8) }
    parts.iter().fold(0, |packed, &part| packed << 8 | u64::from(part))
}
