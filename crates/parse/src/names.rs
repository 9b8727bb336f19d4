//! Names: begin, inside, last, unit or outside of a person, organisation, place, group or other name; greedy
//! from left to right, and only sequences that make sense.

use crate::Upos;
use crate::features::{Features, pack, pair};
use crate::syntax::{Name, NameKind};
use crate::table::Sparse;
use crate::word::Word;

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

/// Whether `class` may follow `previous`, at the last token or before it.
pub fn allows(previous: u8, class: u8, last: bool) -> bool {
    let open = parts(previous).filter(|&(_, place)| place <= Place::Inside as u8);
    match (open, parts(class)) {
        (None, None) => true,
        (Some(_), None) => false,
        (None, Some((_, place))) => place == Place::Unit as u8 || place == Place::Begin as u8 && !last,
        (Some((open, _)), Some((kind, place))) => {
            open == kind && (place == Place::Last as u8 || place == Place::Inside as u8 && !last)
        }
    }
}

/// Whether a token is in no name beyond doubt, so that nobody need ask: no capital, no figure ("the 2010
/// election"), no proper noun, and no name open before it.
pub fn is_plain(word: &Word, upos: Upos, previous: u8) -> bool {
    let open = parts(previous).is_some_and(|(_, place)| place <= Place::Inside as u8);
    !open && upos != Upos::Propn && matches!(word.shape & 7, 0 | 3)
}

/// Beyond either end of the sentence.
const EDGE: Word = Word {
    form: 1,
    lower: 1,
    prefix: [1; 4],
    suffix: [1; 5],
    shape: 31,
    cluster: u16::MAX,
    coarse: u16::MAX,
    ambiguity: u16::MAX,
};

/// The features of token `i`; `classes` are those before it, `tags` of all tokens.
pub fn features(words: &[Word], tags: &[u8], classes: &[u8], i: usize, out: &mut Features) {
    let at = |offset: isize| i.checked_add_signed(offset).and_then(|i| words.get(i)).unwrap_or(&EDGE);
    let tag = |offset: isize| i.checked_add_signed(offset).and_then(|i| tags.get(i)).copied().unwrap_or(255);
    let before = |back: usize| i.checked_sub(back).map_or(255, |at| classes[at]);
    let (p1, p2) = (before(1), before(2));
    out.start(4);
    out.add(p1, 0u32);
    out.add(pack([p1, p2]), 0u32);
    for (offset, word) in [-2, -1, 0, 1, 2].map(|offset| (offset, at(offset))) {
        out.add(word.lower, 0u32);
        out.add(word.lower, p1);
        out.add(u32::from(word.shape), p1);
        out.add(word.cluster, p1);
        out.add(word.coarse, 0u32);
        out.add(pack([tag(offset), p1]), 0u32);
    }
    own(at(0), p1, tag(0), out);
    let (w, l, r) = (at(0), at(-1), at(1));
    out.add(pair(l.lower, w.lower), 0u32);
    out.add(pair(w.lower, r.lower), 0u32);
    out.add(pair(l.lower, r.lower), p1);
    out.add(pair(l.lower, u32::from(w.shape)), pack([tag(0), p1]));
    out.add(pair(r.lower, u32::from(w.shape)), pack([tag(0), p1]));
    out.add(pair(w.lower, u32::from(l.coarse)), 0u32);
    out.add(pair(w.lower, u32::from(r.coarse)), 0u32);
    out.add(pack([l.shape, w.shape, r.shape, p1]), 0u32);
    out.add(pack([tag(-1), tag(0), tag(1), p1]), 0u32);
    out.add(pack([tag(0), tag(1), tag(2), p1]), 0u32);
    out.add(pair(u32::from(l.cluster), u32::from(w.cluster)), p1);
    out.add(pair(u32::from(w.cluster), u32::from(r.cluster)), p1);
    ahead(words, i, p1, out);
}

fn own(w: &Word, p1: u8, tag: u8, out: &mut Features) {
    out.add(w.form, 0u32);
    out.add(w.lower, w.shape);
    for affix in w.prefix[1..].iter().chain(&w.suffix[1..]) {
        out.add(*affix, u64::from(w.shape));
        out.add(*affix, u64::from(p1));
    }
    out.add(pack([w.shape, tag, p1]), 0u32);
    out.add(u32::from(w.cluster), pack([w.shape, p1]));
}

/// The last word of the run of capitalised words: what the name as a whole is ("… Party", "… River").
fn ahead(words: &[Word], i: usize, p1: u8, out: &mut Features) {
    let is_name = |w: &&Word| matches!(w.shape & 7, 4..=7);
    let run = words[i..].iter().take(6).take_while(is_name).count();
    let last = if run == 0 { &EDGE } else { &words[i + run - 1] };
    let after = words.get(i + run).unwrap_or(&EDGE);
    out.add(last.lower, p1);
    out.add(u32::from(last.cluster), p1);
    out.add(last.suffix[2], p1);
    out.add(after.lower, pack([run as u8, p1]));
    let start = words[..i].iter().rev().take(6).take_while(is_name).count();
    let first = &words[i - start];
    let preceding = if i > start { &words[i - start - 1] } else { &EDGE };
    out.add(first.lower, pack([start as u8, p1]));
    out.add(preceding.lower, pack([start.min(2) as u8, p1]));
    out.add(u32::from(preceding.cluster), u32::from(last.cluster));
}

/// The best of the classes that may stand here; the first of equals.
pub fn best(scores: &[i32], previous: u8, last: bool, not: Option<u8>) -> u8 {
    let allowed = (0..CLASSES as u8).filter(|&class| Some(class) != not && allows(previous, class, last));
    let best = allowed.max_by_key(|&class| (scores[usize::from(class)], std::cmp::Reverse(class)));
    best.unwrap_or(OUTSIDE)
}

/// Finds the class of every token. `tags` are the tagger's classes, `upos` their parts of speech.
pub fn label(
    words: &[Word],
    tags: &[u8],
    upos: &[Upos],
    table: Sparse<'_>,
    features: &mut Features,
    classes: &mut Vec<u8>,
) {
    classes.clear();
    for i in 0..words.len() {
        let previous = classes.last().copied().unwrap_or(OUTSIDE);
        classes.push(if is_plain(&words[i], upos[i], previous) {
            OUTSIDE
        } else {
            self::features(words, tags, classes, i, features);
            best(&table.score(features.hashes()), previous, i + 1 == words.len(), None)
        });
    }
}

/// The names that classes spell.
pub fn collect(classes: &[u8], names: &mut Vec<Name>) {
    names.clear();
    let mut start = 0;
    for (i, &class) in classes.iter().enumerate() {
        let Some((kind, place)) = parts(class) else { continue };
        if place == Place::Begin as u8 || place == Place::Unit as u8 {
            start = i;
        }
        if place >= Place::Last as u8 {
            names.push(Name { tokens: start..i + 1, kind: NameKind::ALL[usize::from(kind)] });
        }
    }
}
