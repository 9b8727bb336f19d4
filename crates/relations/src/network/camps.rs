//! Two camps with the least strain: friends inside, foes across. How many ties are against that is the frustration of the
//! network (Zaslavsky 1987); finding the least is hard, so a seeded search by single moves from many starts is taken.

use super::Signed;
use crate::random::Random;
use std::collections::BTreeMap;

/// Starts of the search.
const STARTS: usize = 24;

/// A partition in two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Camps {
    /// The sides of the camp of the side with the most ties, sorted.
    pub one: Vec<u32>,
    /// The others.
    pub other: Vec<u32>,
    /// Friendships across and enmities inside.
    pub frustrated: usize,
    /// Those as a share of all ties; 0 is a network in perfect balance.
    pub index: f64,
}

/// The best partition found; none without ties.
pub fn camps(ties: &[Signed], seed: u64) -> Option<Camps> {
    let mut place: BTreeMap<u32, usize> = BTreeMap::new();
    for tie in ties {
        for side in [tie.a, tie.b] {
            let next = place.len();
            place.entry(side).or_insert(next);
        }
    }
    let mut near: Vec<Vec<(usize, i32)>> = vec![Vec::new(); place.len()];
    for tie in ties {
        let (a, b, weight) = (place[&tie.a], place[&tie.b], if tie.friends { 1 } else { -1 });
        near[a].push((b, weight));
        near[b].push((a, weight));
    }
    let mut random = Random::new(seed);
    let best = (0..STARTS).map(|_| search(&near, &mut random)).min_by_key(|(_, frustrated)| *frustrated)?;
    let (camp, frustrated) = best;
    let busiest = (0..near.len()).max_by_key(|i| (near[*i].len(), std::cmp::Reverse(*i)))?;
    let of = |inside: bool| {
        place.iter().filter(|(_, i)| (camp[**i] == camp[busiest]) == inside).map(|(side, _)| *side).collect()
    };
    Some(Camps { one: of(true), other: of(false), frustrated, index: frustrated as f64 / ties.len() as f64 })
}

/// From a random start: moves the side whose move takes away the most strain, until none does.
fn search(near: &[Vec<(usize, i32)>], random: &mut Random) -> (Vec<bool>, usize) {
    let mut camp: Vec<bool> = near.iter().map(|_| random.below(2) == 0).collect();
    // Strain that a move takes away: ties that pull to the other camp less those that hold.
    let pull = |camp: &[bool], i: usize| -> i32 {
        near[i].iter().map(|(j, weight)| if camp[i] == camp[*j] { -weight } else { *weight }).sum()
    };
    let mut gains: Vec<i32> = (0..near.len()).map(|i| pull(&camp, i)).collect();
    while let Some((i, _)) = gains.iter().enumerate().filter(|(_, g)| **g > 0).max_by_key(|(_, g)| **g) {
        camp[i] = !camp[i];
        gains[i] = pull(&camp, i);
        for (j, _) in &near[i] {
            gains[*j] = pull(&camp, *j);
        }
    }
    let strained = |i: usize, (j, weight): &(usize, i32)| i < *j && ((camp[i] == camp[*j]) == (*weight < 0));
    let frustrated = (0..near.len()).map(|i| near[i].iter().filter(|n| strained(i, n)).count()).sum();
    (camp, frustrated)
}
