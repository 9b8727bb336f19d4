//! Random numbers that are the same everywhere: `SplitMix64` (Steele, Lea and Flood 2014), its draws below a bound and
//! from the Poisson distribution with mean 1. Integers decide wherever they can.

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own for some numbers: the same numbers, the same stream.
    pub(crate) fn for_numbers(seed: u64, numbers: &[u32]) -> Self {
        let mut random = Self(seed);
        for n in numbers {
            random.0 ^= u64::from(*n);
            random.0 = random.next();
        }
        random
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `bound` − 1 (Lemire's multiplication; its bias is below 2⁻³² for bounds below 2³²). 0 for bound 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }

    /// A draw from the Poisson distribution with mean 1, by inversion of its cumulative probabilities.
    pub(crate) fn poisson_one(&mut self) -> u32 {
        let u = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        let (mut k, mut term, mut sum) = (0u32, (-1.0f64).exp(), (-1.0f64).exp());
        // Past 18 the terms vanish in the sum.
        while u >= sum && k < 18 {
            k += 1;
            term /= f64::from(k);
            sum += term;
        }
        k
    }
}
