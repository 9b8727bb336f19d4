//! Features of the choice of a relation, given head and dependent.

use crate::features::{Features, pack, pair};
use crate::move_features::{distance, node};
use crate::node::Node;
use crate::state::{NONE, State};

/// The features of the arc from `head` to `dependent` in the tree so far.
pub fn features(nodes: &[Node], state: &State, head: u32, dependent: u32, out: &mut Features) {
    let (h, d) = (node(nodes, head), node(nodes, dependent));
    let side = u8::from(dependent > head);
    out.start(3);
    out.add(side, 0u32);
    words(h, d, side, out);
    out.add(pack([h.xpos, d.xpos, side, distance(head, dependent)]), 0u32);
    out.add(d.lemma, pack([side, distance(head, dependent), h.upos]));
    context(nodes, [head, dependent], [h, d], side, out);
    families(nodes, state, [head, dependent], [h, d], side, out);
}

fn words(h: Node, d: Node, side: u8, out: &mut Features) {
    out.add(h.word, pack([h.xpos, side]));
    out.add(d.word, pack([d.xpos, side]));
    out.add(h.lemma, pack([d.xpos, side]));
    out.add(d.lemma, pack([h.xpos, side]));
    out.add(d.lemma, pack([h.upos, side]));
    out.add(d.word, pack([h.xpos, d.xpos, side]));
    out.add(pair(h.lemma, d.lemma), side);
    out.add(pair(h.word, d.word), pack([h.xpos, d.xpos, side]));
    out.add(pack([h.xpos, d.xpos, side]), 0u32);
    out.add(pack([h.upos, d.upos, side]), 0u32);
    out.add(pack([h.xpos, side]), 0u32);
    out.add(pack([d.xpos, d.upos, side]), 0u32);
    out.add(d.cluster, pack([h.upos, side]));
    out.add(h.cluster, pack([d.upos, side]));
    out.add(pair(u32::from(h.cluster), u32::from(d.cluster)), side);
    out.add(pair(u32::from(h.coarse), u32::from(d.coarse)), pack([h.upos, d.upos, side]));
    out.add(pair(h.lemma, u32::from(d.coarse)), pack([d.upos, side]));
    out.add(pair(d.lemma, u32::from(h.coarse)), pack([h.upos, side]));
}

/// What stands beside the two.
fn context(nodes: &[Node], [head, dependent]: [u32; 2], [h, d]: [Node; 2], side: u8, out: &mut Features) {
    let beside = |i: u32, offset: i32| node(nodes, i.checked_add_signed(offset).unwrap_or(NONE));
    let (d_left, d_right) = (beside(dependent, -1), beside(dependent, 1));
    let (h_left, h_right) = (beside(head, -1), beside(head, 1));
    out.add(pack([h.xpos, d.xpos, d_left.xpos, side]), 0u32);
    out.add(pack([h.xpos, d.xpos, d_right.xpos, side]), 1u32);
    out.add(pack([h.xpos, d.xpos, h_left.xpos, side]), 2u32);
    out.add(pack([h.xpos, d.xpos, h_right.xpos, side]), 3u32);
    out.add(d_left.lemma, pack([h.upos, d.xpos, side]));
    out.add(d_right.lemma, pack([h.upos, d.xpos, side]));
    out.add(h_left.lemma, pack([h.xpos, d.upos, side]));
    out.add(h_right.lemma, pack([h.xpos, d.upos, side]));
}

/// What hangs on the two so far.
fn families(
    nodes: &[Node],
    state: &State,
    [head, dependent]: [u32; 2],
    [h, d]: [Node; 2],
    side: u8,
    out: &mut Features,
) {
    let (of_head, of_dependent) = (state.children[head as usize], state.children[dependent as usize]);
    let label = |i: u32| state.labels.get(i as usize).map_or(u8::MAX, |&label| label as u8);
    for child in [of_dependent.left[0], of_dependent.left[1], of_dependent.right[0], of_dependent.right[1]] {
        let child_node = node(nodes, child);
        out.add(pack([h.upos, d.upos, label(child), side]), child_node.xpos);
        out.add(child_node.lemma, pack([h.upos, d.xpos, side]));
        out.add(pair(child_node.lemma, h.lemma), side);
        out.add(pair(child_node.lemma, d.lemma), side);
    }
    for child in [of_head.left[0], of_head.left[1], of_head.right[0], of_head.right[1]] {
        out.add(pack([h.xpos, d.xpos, label(child), side]), node(nodes, child).xpos);
        out.add(node(nodes, child).lemma, pack([h.upos, d.upos, side]));
    }
    out.add(pack([h.xpos, d.xpos, side]), of_head.labels[0]);
    out.add(pack([h.xpos, d.xpos, side]), of_head.labels[1]);
    out.add(pack([h.xpos, d.xpos, side]), of_dependent.labels[0]);
    out.add(pack([h.xpos, d.xpos, side]), of_dependent.labels[1]);
    out.add(h.lemma, of_head.labels[0] ^ u64::from(side));
    out.add(h.lemma, of_head.labels[1] ^ u64::from(side));
    out.add(d.lemma, of_dependent.labels[0] ^ u64::from(side));
    out.add(pair(u32::from(d.coarse), h.lemma), of_head.labels[1] ^ u64::from(side));
}
