//! Structural balance (Heider 1946; Cartwright and Harary 1956): a triangle is balanced when the product of its signs is
//! positive, so that the friend of a friend is a friend and the foe of a foe is one too.

use super::Signed;
use crate::random::Random;
use std::collections::HashMap;

/// Work that the shuffles may take, in triangles looked at.
const MOST_WORK: usize = 20_000_000;

/// The triangles of a network.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Balance {
    /// Sides with a signed tie.
    pub sides: usize,
    /// Friendships.
    pub friendships: usize,
    /// Enmities.
    pub enmities: usize,
    /// Triangles with three, two, one and no friendships.
    pub triangles: [u64; 4],
    /// Share of triangles that are balanced (three friendships, or one); none without triangles.
    pub balanced: Option<f64>,
    /// The mean of that share when the signs are shuffled over the ties.
    pub by_chance: Option<f64>,
    /// One-sided: the share of shuffles that are as balanced, this network counted in.
    pub p: Option<f64>,
}

/// Counts triangles, and holds their balance against that of the same ties with their signs shuffled (at most `draws`
/// times; fewer where the network is large).
pub fn balance(ties: &[Signed], draws: usize, seed: u64) -> Balance {
    let friendships = ties.iter().filter(|t| t.friends).count();
    let mut sides: Vec<u32> = ties.iter().flat_map(|t| [t.a, t.b]).collect();
    sides.sort_unstable();
    sides.dedup();
    let mut result =
        Balance { sides: sides.len(), friendships, enmities: ties.len() - friendships, ..Balance::default() };
    let triangles = triangles(ties);
    let mut signs: Vec<bool> = ties.iter().map(|t| t.friends).collect();
    for triangle in &triangles {
        let foes = triangle.iter().filter(|i| !signs[**i as usize]).count();
        result.triangles[foes] += 1;
    }
    let share = |signs: &[bool]| {
        let balanced =
            triangles.iter().filter(|t| t.iter().filter(|i| !signs[**i as usize]).count() % 2 == 0).count();
        balanced as f64 / triangles.len() as f64
    };
    if triangles.is_empty() {
        return result;
    }
    let observed = share(&signs);
    let draws = draws.min(MOST_WORK / triangles.len()).max(19);
    let mut random = Random::new(seed);
    let (mut sum, mut as_much) = (0.0, 0usize);
    for _ in 0..draws {
        for i in (1..signs.len()).rev() {
            signs.swap(i, random.below(i as u64 + 1) as usize);
        }
        let shuffled = share(&signs);
        sum += shuffled;
        as_much += usize::from(shuffled >= observed);
    }
    result.balanced = Some(observed);
    result.by_chance = Some(sum / draws as f64);
    result.p = Some((as_much + 1) as f64 / (draws + 1) as f64);
    result
}

/// Each triangle once, as the indices of its ties; `ties` are sorted.
fn triangles(ties: &[Signed]) -> Vec<[u32; 3]> {
    let index: HashMap<(u32, u32), u32> =
        ties.iter().enumerate().map(|(i, t)| ((t.a, t.b), i as u32)).collect();
    let mut out = Vec::new();
    let mut start = 0;
    while start < ties.len() {
        let end = start + ties[start..].iter().take_while(|t| t.a == ties[start].a).count();
        for i in start..end {
            for j in i + 1..end {
                if let Some(k) = index.get(&(ties[i].b, ties[j].b)) {
                    out.push([i as u32, j as u32, *k]);
                }
            }
        }
        start = end;
    }
    out
}
