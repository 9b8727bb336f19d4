//! What was found rightly, wrongly, or not at all, and the three ratios of it.

/// Right, wrongly found, missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In both.
    pub hit: usize,
    /// Only the coder's.
    pub extra: usize,
    /// Only the gold's.
    pub missed: usize,
}

impl Counts {
    /// Share of what was found that is right, 0 to 1; 0 when nothing was found.
    pub fn precision(&self) -> f64 {
        ratio(self.hit, self.hit + self.extra)
    }

    /// Share of the gold that was found, 0 to 1; 0 when the gold is empty.
    pub fn recall(&self) -> f64 {
        ratio(self.hit, self.hit + self.missed)
    }

    /// Harmonic mean of the two, 0 to 1.
    pub fn f1(&self) -> f64 {
        ratio(2 * self.hit, 2 * self.hit + self.extra + self.missed)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.extra += other.extra;
        self.missed += other.missed;
    }
}

/// A share of a whole; 0 of nothing is 0.
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
