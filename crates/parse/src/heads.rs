//! What stands on an encoder, the same in both tiers: linear layers for tags and names; heads of words by a
//! bilinear form (Dozat & Manning 2017) and, where the encoder does not know places, by distance; relations by a
//! small network over the word and its head.

use crate::Deprel;
use crate::arborescence;
use bytes::Bytes;
use detente_nn::{Linear, Processor, Quantised, Rows, arg_max, multiply, read_floats, read_u32, relu};

/// Distances told apart on one side: up to 1, 2, 3, 4, 5, 7, 10, 15, 25, and more.
const NEAR: [usize; 9] = [1, 2, 3, 4, 5, 7, 10, 15, 25];
/// Classes of distance: to the left, to the right, and the root.
pub const DISTANCES: usize = 2 * (NEAR.len() + 1) + 1;

/// Class of how far a head (none for the root) is from a word.
pub fn distance(word: usize, head: Option<usize>) -> usize {
    let Some(head) = head else { return DISTANCES - 1 };
    let steps = NEAR.partition_point(|&most| most < head.abs_diff(word));
    if head > word { NEAR.len() + 1 + steps } else { steps }
}

/// The weights.
#[derive(Clone, Debug)]
pub(crate) struct Heads {
    tag: Linear,
    name: Linear,
    arc_dependent: Linear,
    arc_form: Linear,
    arc_head: Linear,
    arc_root: Vec<f32>,
    arc_near: Option<Linear>,
    relation_dependent: Linear,
    relation_head: Linear,
    relation_root: Vec<f32>,
    relation_near: Option<Vec<f32>>,
    relation: Linear,
}

/// What they need while they work, and what they find.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    /// A score for each class of tags.
    pub(crate) tags: Rows,
    /// A score for each class of names.
    pub(crate) names: Rows,
    /// The head of each word, none for the root.
    pub(crate) heads: Vec<Option<usize>>,
    /// Its relation.
    pub(crate) relations: Vec<Deprel>,
    bytes: Quantised,
    dependents: Rows,
    formed: Rows,
    governors: Rows,
    near: Rows,
    arcs: Rows,
    columns: Vec<f32>,
    pairs: Rows,
    scores: Rows,
    trees: arborescence::Scratch,
}

impl Heads {
    /// Reads the section of the model: whether distances count (u32), then the layers in the order of the
    /// fields.
    pub(crate) fn read(bytes: &mut Bytes, width: usize, tags: usize, names: usize) -> Option<Self> {
        let near = read_u32(bytes)? == 1;
        let tag = Linear::read_shaped(bytes, width, tags)?;
        let name = Linear::read_shaped(bytes, width, names)?;
        let arc_dependent = Linear::read(bytes).filter(|layer| layer.inputs() == width)?;
        let arc = arc_dependent.outputs();
        let arc_form = Linear::read_shaped(bytes, arc, arc)?;
        let arc_head = Linear::read_shaped(bytes, width, arc)?;
        let arc_root = read_floats(bytes, arc)?;
        let arc_near = if near { Some(Linear::read_shaped(bytes, arc, DISTANCES)?) } else { None };
        let relation_dependent = Linear::read(bytes).filter(|layer| layer.inputs() == width)?;
        let size = relation_dependent.outputs();
        let relation_head = Linear::read_shaped(bytes, width, size)?;
        let relation_root = read_floats(bytes, size)?;
        let relation_near = if near { Some(read_floats(bytes, DISTANCES * size)?) } else { None };
        let relation = Linear::read_shaped(bytes, size, Deprel::ALL.len())?;
        Some(Self {
            tag,
            name,
            arc_dependent,
            arc_form,
            arc_head,
            arc_root,
            arc_near,
            relation_dependent,
            relation_head,
            relation_root,
            relation_near,
            relation,
        })
    }

    /// Finds all that the heads find for words with the vectors `x`.
    pub(crate) fn apply(&self, processor: Processor, x: &Rows, scratch: &mut Scratch) {
        scratch.bytes.take(processor, x);
        self.tag.apply(processor, &scratch.bytes, &mut scratch.tags);
        self.name.apply(processor, &scratch.bytes, &mut scratch.names);
        self.score_arcs(processor, scratch);
        self.find_relations(processor, scratch);
    }

    /// Scores of all heads of all words, and the best tree.
    fn score_arcs(&self, processor: Processor, scratch: &mut Scratch) {
        let Scratch { bytes, dependents, formed, governors, near, arcs, columns, pairs, .. } = scratch;
        self.arc_head.apply(processor, bytes, governors);
        relu(governors);
        // Relations need the words' vectors as bytes too: they are kept in `pairs`' place of the next step.
        self.relation_dependent.apply(processor, bytes, pairs);
        self.relation_head.apply(processor, bytes, &mut scratch.scores);
        self.arc_dependent.apply(processor, bytes, dependents);
        relu(dependents);
        bytes.take(processor, dependents);
        self.arc_form.apply(processor, bytes, formed);
        multiply(processor, formed, governors, arcs, columns);
        if let Some(layer) = &self.arc_near {
            layer.apply(processor, bytes, near);
        }
        let count = formed.count();
        scratch.trees.start(count);
        for word in 0..count {
            let root: f32 = formed.row(word).iter().zip(&self.arc_root).fold(0.0, |sum, (a, b)| sum + a * b);
            let by_distance = |head: Option<usize>| {
                self.arc_near.as_ref().map_or(0.0, |_| near.row(word)[distance(word, head)])
            };
            scratch.trees.set(word, None, root + by_distance(None));
            for head in (0..count).filter(|head| *head != word) {
                scratch.trees.set(word, Some(head), arcs.row(word)[head] + by_distance(Some(head)));
            }
        }
        scratch.trees.solve(&mut scratch.heads);
    }

    /// The relation of each word to its head: only the word without a head is the root.
    fn find_relations(&self, processor: Processor, scratch: &mut Scratch) {
        let Scratch { bytes, pairs, scores, heads, relations, .. } = scratch;
        for (word, head) in heads.iter().enumerate() {
            let governor = head.map_or(self.relation_root.as_slice(), |head| scores.row(head));
            let row = pairs.row_mut(word);
            for (a, b) in row.iter_mut().zip(governor) {
                *a += b;
            }
            if let Some(near) = &self.relation_near {
                let at = distance(word, *head) * row.len();
                for (a, b) in row.iter_mut().zip(&near[at..]) {
                    *a += b;
                }
            }
        }
        relu(pairs);
        bytes.take(processor, pairs);
        self.relation.apply(processor, bytes, scores);
        relations.clear();
        for (word, head) in heads.iter().enumerate() {
            scores.row_mut(word)[Deprel::Root as usize] = f32::MIN;
            let best = arg_max(scores.row(word));
            relations.push(if head.is_none() { Deprel::Root } else { Deprel::ALL[best] });
        }
    }
}
