//! Numbers that look random and are the same for the same seed.

/// `SplitMix64` (Steele et al. 2014).
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of one case of a run: each case has a stream of its own.
    pub(crate) fn of_case(seed: u64, case: u64) -> Self {
        let mut random = Self(seed);
        Self(random.next() ^ case.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `limit`; 0 when that is 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.next().checked_rem(limit as u64).unwrap_or(0) as usize
    }

    /// Once in `times`.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several; there is one at least.
    pub(crate) fn of<T: Copy>(&mut self, several: &[T]) -> T {
        several[self.below(several.len())]
    }

    /// A length up to `most`, short ones as likely as long ones are rare.
    pub(crate) fn length(&mut self, most: usize) -> usize {
        let powers = most.max(1).ilog2() as usize + 1;
        let limit = 1 << self.below(powers + 1);
        self.below(limit).min(most)
    }

    /// A place in `text` where it may be cut.
    pub(crate) fn place(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }
}
