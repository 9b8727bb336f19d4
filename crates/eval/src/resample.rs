//! 95% intervals by resampling blocks, since neighbouring sentences are not independent (Künsch 1989, the block
//! bootstrap, with blocks that do not overlap).

use crate::counts::Counts;

/// Lower and upper bound, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// 2.5th percentile.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
}

const DRAWS: usize = 1000;

/// The percentile interval of F1 over blocks of `block` consecutive articles; the seed is fixed.
pub(crate) fn interval(articles: &[Counts], block: usize) -> Interval {
    let blocks: Vec<Counts> = articles.chunks(block.max(1)).map(|chunk| sum(chunk.iter().copied())).collect();
    if blocks.is_empty() {
        return Interval::default();
    }
    let mut random = SplitMix(0x5eed);
    let mut draw = || sum(blocks.iter().map(|_| blocks[random.below(blocks.len())])).f1();
    let mut values: Vec<f64> = (0..DRAWS).map(|_| draw()).collect();
    values.sort_by(f64::total_cmp);
    Interval { low: values[DRAWS * 25 / 1000], high: values[DRAWS * 975 / 1000 - 1] }
}

fn sum(counts: impl Iterator<Item = Counts>) -> Counts {
    counts.fold(Counts::default(), |mut total, c| {
        total.add(c);
        total
    })
}

/// Steele, Lea and Flood's `SplitMix64`.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}
