//! The whole network of a period: who is friend or foe of whom, whether friends of friends are friends (`balance`), into
//! which two camps it falls with the least strain (`camps`), which pairs move together and what a third side has to do with
//! a relation (`together`).

mod balance;
mod camps;
mod together;

pub use balance::{Balance, balance};
pub use camps::{Camps, camps};
pub use together::{Together, correlation, shifted_p, together};

use crate::{Counts, Group};

/// What two sides did to each other in a period, both ways together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// One side, by its index.
    pub a: u32,
    /// The other; greater than `a`.
    pub b: u32,
    /// Vows and deeds for.
    pub friendly: u32,
    /// Words and deeds against.
    pub hostile: u32,
}

impl Tie {
    /// The tie that some counts come to; none between a side and itself.
    pub fn new(a: u32, b: u32, counts: &Counts) -> Option<Self> {
        let friendly = counts.get(Group::Vows) + counts.get(Group::DeedsFor);
        let hostile = counts.get(Group::WordsAgainst) + counts.get(Group::DeedsAgainst);
        (a != b).then(|| Self { a: a.min(b), b: a.max(b), friendly, hostile })
    }

    /// 1 friend, −1 foe; none where events are too few (under `least`) or too mixed: `|f − h| / √(f + h)`, the z of an
    /// even split, must be 1 or more.
    pub fn sign(&self, least: u32) -> Option<i8> {
        let n = self.friendly + self.hostile;
        let z = (f64::from(self.friendly) - f64::from(self.hostile)) / f64::from(n).sqrt();
        (n >= least.max(1) && z.abs() >= 1.0).then_some(if z > 0.0 { 1 } else { -1 })
    }
}

/// A tie with a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signed {
    /// One side.
    pub a: u32,
    /// The other; greater than `a`.
    pub b: u32,
    /// Whether they are friends.
    pub friends: bool,
}

/// The ties that have a sign, sorted; of one pair the first counts.
pub fn signed(ties: &[Tie], least: u32) -> Vec<Signed> {
    let sign = |t: &Tie| Some(Signed { a: t.a, b: t.b, friends: t.sign(least)? > 0 });
    let mut out: Vec<Signed> = ties.iter().filter_map(sign).collect();
    out.sort_unstable();
    out.dedup_by_key(|t| (t.a, t.b));
    out
}

#[cfg(test)]
mod tests;
