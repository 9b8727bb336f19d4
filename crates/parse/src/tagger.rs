//! Parts of speech: one joint tag (UPOS and Penn) a token, greedy from left to right.

use crate::features::{Features, pair};
use crate::table::{self, Sparse};
use crate::word::Word;

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
/// The tag before the first token.
const EDGE_TAG: u8 = u8::MAX;

/// The tag before `i`, counted from 1.
fn tag_before(tags: &[u8], i: usize, back: usize) -> u32 {
    u32::from(i.checked_sub(back).and_then(|at| tags.get(at)).copied().unwrap_or(EDGE_TAG))
}

/// The features of token `i`, whose predecessors have their tags.
pub fn features(words: &[Word], tags: &[u8], i: usize, out: &mut Features) {
    let at = |offset: isize| i.checked_add_signed(offset).and_then(|i| words.get(i)).unwrap_or(&EDGE);
    let (w, l1, l2, r1, r2) = (at(0), at(-1), at(-2), at(1), at(2));
    let (t1, t2) = (tag_before(tags, i, 1), tag_before(tags, i, 2));
    out.start(1);
    out.add(0u32, 0u32);
    own_features(w, out);
    out.add(l1.lower, 0u32);
    out.add(l2.lower, 0u32);
    out.add(r1.lower, 0u32);
    out.add(r2.lower, 0u32);
    out.add(pair(l1.lower, w.lower), 0u32);
    out.add(pair(w.lower, r1.lower), 0u32);
    out.add(pair(l1.lower, r1.lower), 0u32);
    out.add(t1, 0u32);
    out.add(pair(t1, t2), 0u32);
    out.add(pair(t1, t2), w.lower);
    out.add(t1, w.lower);
    out.add(t1, r1.lower);
    out.add(t1, w.suffix[2]);
    out.add(t1, u32::from(w.shape));
    out.add(pair(t1, t2), w.suffix[1]);
    out.add(l1.suffix[2], w.suffix[2]);
    out.add(r1.suffix[2], w.suffix[2]);
    out.add(r1.suffix[2], t1);
    out.add(u32::from(r1.shape), u32::from(w.shape));
    out.add(u32::from(l1.shape), u32::from(w.shape));
    class_features([l1, w, r1, r2], [t1, t2], out);
}

/// What the word itself says.
fn own_features(w: &Word, out: &mut Features) {
    out.add(w.form, 0u32);
    out.add(w.lower, 0u32);
    out.add(w.lower, u32::from(w.shape));
    for affix in w.prefix.iter().chain(&w.suffix) {
        out.add(*affix, 0u32);
    }
    out.add(w.suffix[1], u32::from(w.shape));
    out.add(w.suffix[2], u32::from(w.shape));
    out.add(u32::from(w.shape), 0u32);
    out.add(w.suffix[1], w.prefix[0]);
}

/// What the lexicon says of the word and of those around it.
fn class_features([l1, w, r1, r2]: [&Word; 4], [t1, t2]: [u32; 2], out: &mut Features) {
    let known = |w: &Word| u32::from(w.ambiguity);
    let cluster = |w: &Word| u32::from(w.cluster);
    out.add(known(w), t1);
    out.add(known(w), known(r1));
    out.add(known(r1), 0u32);
    out.add(pair(known(r1), known(r2)), t1);
    out.add(known(r1), w.suffix[2]);
    out.add(known(r1), w.lower);
    out.add(pair(known(w), known(r1)), pair(t1, t2));
    out.add(cluster(w), 0u32);
    out.add(cluster(w), u32::from(w.shape));
    out.add(cluster(l1), 0u32);
    out.add(cluster(r1), 0u32);
    out.add(pair(cluster(l1), cluster(w)), 0u32);
    out.add(pair(cluster(w), cluster(r1)), 0u32);
    out.add(cluster(w), t1);
    out.add(u32::from(r1.coarse), t1);
    out.add(pair(u32::from(r1.coarse), u32::from(r2.coarse)), t1);
}

/// Tags all words; `tags` gets the class of each.
pub fn tag(words: &[Word], table: Sparse<'_>, classes: usize, features: &mut Features, tags: &mut Vec<u8>) {
    tags.clear();
    for i in 0..words.len() {
        self::features(words, tags, i, features);
        tags.push(table::best(&table.score(features.hashes()), classes) as u8);
    }
}
