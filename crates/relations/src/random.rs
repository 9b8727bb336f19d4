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

    /// 0 to 1, below 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// How many of `n` trials of this chance succeed: counted one by one up to 64, beyond by the normal approximation
    /// where it is good, else by the waiting times between successes (Devroye 1986, ch. X.4).
    pub(crate) fn binomial(&mut self, n: u32, chance: f64) -> u32 {
        if chance <= 0.0 || n == 0 {
            return 0;
        }
        if chance >= 1.0 {
            return n;
        }
        if chance > 0.5 {
            return n - self.binomial(n, 1.0 - chance);
        }
        let (mean, size) = (f64::from(n) * chance, f64::from(n));
        if n <= 64 {
            return (0..n).map(|_| u32::from(self.unit() < chance)).sum();
        }
        if mean < 20.0 {
            return self.by_waiting_times(n, chance);
        }
        (mean + self.normal() * (mean * (1.0 - chance)).sqrt()).round().clamp(0.0, size) as u32
    }

    fn by_waiting_times(&mut self, n: u32, chance: f64) -> u32 {
        let (mut at, mut successes) = (0.0, 0);
        loop {
            at += ((1.0 - self.unit()).ln() / (1.0 - chance).ln()).floor() + 1.0;
            if at > f64::from(n) {
                return successes;
            }
            successes += 1;
        }
    }

    /// A draw from the Poisson distribution with this mean: as the sum of so many with mean 1, beyond 64 by the normal
    /// approximation.
    pub(crate) fn poisson(&mut self, mean: u32) -> u32 {
        if mean <= 64 {
            return (0..mean).map(|_| self.poisson_one()).sum();
        }
        let normal = self.normal();
        (f64::from(mean) + normal * f64::from(mean).sqrt()).round().max(0.0) as u32
    }

    /// A draw from the normal distribution (Box and Muller 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        (-2.0 * (1.0 - self.unit()).ln()).sqrt() * (std::f64::consts::TAU * self.unit()).cos()
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
