//! Names: begin, inside, last, unit or outside of a person, organisation, place, group or other name; of all
//! sequences that make sense the one with the highest sum of scores (Viterbi 1967).

use crate::syntax::{Name, NameKind};
use detente_nn::Rows;

/// Number of classes: outside, and four for each kind.
pub const CLASSES: usize = 1 + 4 * NameKind::ALL.len();
/// The class of a token in no name.
pub const OUTSIDE: u8 = 0;

/// Where in a name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Place {
    /// The first of several.
    Begin = 0,
    /// Neither first nor last.
    Inside = 1,
    /// The last of several.
    Last = 2,
    /// The only one.
    Unit = 3,
}

/// The class of a token at a place in a name.
pub fn class(kind: NameKind, place: Place) -> u8 {
    1 + 4 * kind as u8 + place as u8
}

/// Kind and place of a class; nothing when it is outside.
fn parts(class: u8) -> Option<(u8, u8)> {
    class.checked_sub(1).map(|class| (class / 4, class % 4))
}

/// Whether a name is open after a token of this class.
fn is_open(class: u8) -> bool {
    parts(class).is_some_and(|(_, place)| place <= Place::Inside as u8)
}

/// The best sequence of classes, each token's score being a row of `scores`.
pub(crate) fn best(scores: &Rows, back: &mut Vec<[u8; CLASSES]>, classes: &mut Vec<u8>) {
    classes.clear();
    back.clear();
    let mut sums = [f32::MIN; CLASSES];
    for i in 0..scores.count() {
        let (next, from) = step(&sums, i == 0, scores.row(i));
        sums = next;
        back.push(from);
    }
    let ends = (0..CLASSES as u8).filter(|&class| !is_open(class));
    let better = |a: u8, b: u8| if sums[usize::from(b)] > sums[usize::from(a)] { b } else { a };
    let mut class = ends.reduce(better).unwrap_or(OUTSIDE);
    for from in back.iter().rev() {
        classes.push(class);
        class = from[usize::from(class)];
    }
    classes.reverse();
}

/// The best sums that end in each class, and the class before it. Any closed class may stand before outside,
/// begin and unit; only an open class of the same kind before inside and last.
fn step(sums: &[f32; CLASSES], first: bool, scores: &[f32]) -> ([f32; CLASSES], [u8; CLASSES]) {
    let mut next = [f32::MIN; CLASSES];
    let mut from = [OUTSIDE; CLASSES];
    let mut closed = OUTSIDE;
    for class in (0..CLASSES as u8).filter(|class| !is_open(*class)) {
        if sums[usize::from(class)] > sums[usize::from(closed)] {
            closed = class;
        }
    }
    for class in 0..CLASSES as u8 {
        let at = usize::from(class);
        let goes_on = parts(class).filter(|(_, place)| matches!(place, 1 | 2));
        let (before, sum) = match goes_on {
            None if first => (OUTSIDE, 0.0),
            None => (closed, sums[usize::from(closed)]),
            Some(_) if first => continue,
            Some((kind, _)) => {
                let begin = 1 + 4 * kind;
                let inside = sums[usize::from(begin) + 1] > sums[usize::from(begin)];
                let before = begin + u8::from(inside);
                (before, sums[usize::from(before)])
            }
        };
        if sum > f32::MIN {
            next[at] = sum + scores[at];
            from[at] = before;
        }
    }
    (next, from)
}

/// The names that classes spell.
pub fn collect(classes: &[u8], first: usize, names: &mut Vec<Name>) {
    let mut start = 0;
    for (i, &class) in classes.iter().enumerate() {
        let Some((kind, place)) = parts(class) else { continue };
        if place == Place::Begin as u8 || place == Place::Unit as u8 {
            start = i;
        }
        if place >= Place::Last as u8 {
            names.push(Name { tokens: first + start..first + i + 1, kind: NameKind::ALL[usize::from(kind)] });
        }
    }
}
