//! Features of the choice of a move: the two tokens on the stack and the ones ahead, what hangs on them, how
//! far apart they are (after Zhang & Nivre 2011, for arc-hybrid).

use crate::features::{Features, pack, pair};
use crate::node::Node;
use crate::state::{Children, NONE, State};

const NO_CHILDREN: Children = Children { left: [NONE; 2], right: [NONE; 2], count: [0; 2], labels: [0; 2] };

/// Everything the templates look at.
struct View<'a> {
    nodes: &'a [Node],
    state: &'a State,
    /// Top of the stack and the two below it.
    s: [Node; 3],
    /// The next token and the two after it.
    b: [Node; 3],
    /// Children of the top, of the second of the stack, of the next token.
    s0: Children,
    s1: Children,
    b0: Children,
}

impl<'a> View<'a> {
    fn new(nodes: &'a [Node], state: &'a State) -> Self {
        let node = |i| node(nodes, i);
        let children = |i: u32| state.children.get(i as usize).copied().unwrap_or(NO_CHILDREN);
        Self {
            nodes,
            state,
            s: [0, 1, 2].map(|depth| node(state.on_stack(depth))),
            b: [0, 1, 2].map(|offset| node(state.in_buffer(offset))),
            s0: children(state.on_stack(0)),
            s1: children(state.on_stack(1)),
            b0: children(state.in_buffer(0)),
        }
    }

    fn node(&self, i: u32) -> Node {
        node(self.nodes, i)
    }

    fn label(&self, i: u32) -> u8 {
        self.state.labels.get(i as usize).map_or(u8::MAX, |&label| label as u8)
    }
}

/// The node of a token, absent or not.
pub fn node(nodes: &[Node], i: u32) -> Node {
    nodes.get(i as usize).copied().unwrap_or(Node::ABSENT)
}

/// A distance in tokens, in seven steps; 0 when one of the tokens is absent.
pub fn distance(a: u32, b: u32) -> u8 {
    if a == NONE || b == NONE {
        return 0;
    }
    match a.abs_diff(b) {
        near @ 0..=4 => near as u8 + 1,
        5..=9 => 6,
        _ => 7,
    }
}

/// The features of a state.
pub fn features(nodes: &[Node], state: &State, out: &mut Features) {
    let view = View::new(nodes, state);
    out.start(2);
    single(&view, out);
    pairs(&view, out);
    triples(&view, out);
    distances(&view, out);
    families(&view, out);
    attachment(&view, out);
    clusters(&view, out);
}

fn single(v: &View<'_>, out: &mut Features) {
    out.add(0u32, 0u32);
    for node in v.s.iter().chain(&v.b) {
        out.add(node.word, node.xpos);
        out.add(node.lemma, 0u32);
        out.add(pack([node.xpos, node.upos]), 0u32);
        out.add(node.cluster, node.upos);
    }
}

fn pairs(v: &View<'_>, out: &mut Features) {
    let ([s0, s1, s2], [b0, b1, _]) = (v.s, v.b);
    for (x, y) in [(s0, b0), (s1, s0)] {
        out.add(pair(x.word, y.word), pack([x.xpos, y.xpos]));
        out.add(pair(x.lemma, y.lemma), 0u32);
        out.add(x.lemma, pack([x.xpos, y.xpos]));
        out.add(y.lemma, pack([x.xpos, y.xpos]));
        out.add(pair(x.lemma, y.lemma), y.xpos);
        out.add(pack([x.xpos, y.xpos]), 0u32);
        out.add(pack([x.upos, y.upos]), 0u32);
    }
    out.add(pair(s1.lemma, b0.lemma), 0u32);
    out.add(s1.lemma, pack([s1.xpos, b0.xpos]));
    out.add(b0.lemma, pack([s1.xpos, b0.xpos]));
    out.add(pair(s0.lemma, b1.lemma), 0u32);
    out.add(pack([b0.xpos, b1.xpos]), 0u32);
    out.add(pair(b0.word, b1.word), 0u32);
    out.add(b0.word, b1.xpos);
    out.add(b1.word, b0.xpos);
    out.add(pack([s0.xpos, b1.xpos]), 0u32);
    out.add(pack([s2.xpos, s0.xpos]), 0u32);
}

fn triples(v: &View<'_>, out: &mut Features) {
    let ([s0, s1, s2], [b0, b1, b2]) = (v.s, v.b);
    out.add(pack([b0.xpos, b1.xpos, b2.xpos]), 0u32);
    out.add(pack([s0.xpos, b0.xpos, b1.xpos]), 0u32);
    out.add(pack([s1.xpos, s0.xpos, b0.xpos]), 0u32);
    out.add(pack([s2.xpos, s1.xpos, s0.xpos]), 0u32);
    out.add(pack([s1.xpos, s0.xpos, b0.xpos, b1.xpos]), 0u32);
    out.add(pack([s0.xpos, b0.xpos, b1.xpos, b2.xpos]), 0u32);
    out.add(pack([s2.xpos, s1.xpos, s0.xpos, b0.xpos]), 0u32);
    out.add(s0.lemma, pack([s1.xpos, b0.xpos]));
    out.add(s1.lemma, pack([s0.xpos, b0.xpos]));
    out.add(b0.lemma, pack([s1.xpos, s0.xpos]));
    out.add(b1.lemma, pack([s0.xpos, b0.xpos]));
    out.add(s0.lemma, pack([b0.xpos, b1.xpos]));
    out.add(b0.lemma, pack([s0.xpos, b1.xpos]));
    out.add(pair(s0.lemma, b0.lemma), pack([b1.xpos, s1.xpos]));
    out.add(pair(s1.lemma, s0.lemma), b0.xpos);
    let children = [
        (s0, v.s0.left[0], b0),
        (s0, v.s0.right[0], b0),
        (s0, v.b0.left[0], b0),
        (s1, v.s0.left[0], s0),
        (s1, v.s1.left[0], s0),
        (s1, v.s1.right[0], s0),
        (s1, v.s0.right[0], s0),
        (s1, v.b0.left[0], b0),
    ];
    for (x, child, y) in children {
        out.add(pack([x.xpos, v.node(child).xpos, y.xpos]), v.label(child));
    }
}

fn distances(v: &View<'_>, out: &mut Features) {
    let [s0, s1, _] = v.s;
    let b0 = v.b[0];
    let (i0, i1, j) = (v.state.on_stack(0), v.state.on_stack(1), v.state.in_buffer(0));
    for (x, y, d) in [(s0, b0, distance(i0, j)), (s1, s0, distance(i1, i0))] {
        out.add(x.lemma, d);
        out.add(y.lemma, d);
        out.add(pack([x.xpos, y.xpos, d]), 0u32);
        out.add(pair(x.lemma, y.lemma), d);
    }
    out.add(pack([s1.upos, s0.upos, b0.upos, distance(i1, j), distance(i0, j)]), 0u32);
    out.add(pack([v.state.stack.len().min(6) as u8, s0.xpos, b0.xpos]), 0u32);
}

/// How many children, and which.
fn families(v: &View<'_>, out: &mut Features) {
    let families = [(v.s[0], v.s0), (v.s[1], v.s1), (v.b[0], v.b0)];
    for (node, children) in families {
        let [left, right] = children.count.map(|count| count.min(4));
        out.add(node.lemma, pack([left, right]));
        out.add(pack([node.xpos, left]), 0u32);
        out.add(pack([node.xpos, right]), 1u32);
        out.add(node.xpos, children.labels[0]);
        out.add(node.xpos, children.labels[1]);
        out.add(node.lemma, children.labels[0]);
        out.add(node.lemma, children.labels[1]);
        for child in [children.left[0], children.right[0], children.left[1], children.right[1]] {
            out.add(pack([node.xpos, v.node(child).xpos, v.label(child)]), 0u32);
            out.add(v.node(child).lemma, node.xpos);
        }
    }
    let [s0, s1, _] = v.s;
    out.add(pack([s1.upos, s0.upos, v.b[0].upos]), v.s1.labels[1]);
    out.add(pack([s1.upos, s0.upos]), v.s0.labels[0]);
    out.add(pack([s0.upos, v.b[0].upos]), v.s0.labels[0]);
    out.add(pack([s0.upos, v.b[0].upos]), v.s0.labels[1]);
    out.add(pack([s1.upos, s0.upos]), v.s0.labels[0] ^ v.s1.labels[1].rotate_left(32));
}

/// Prepositional phrases: the preposition, what it could hang on, and its object.
fn attachment(v: &View<'_>, out: &mut Features) {
    let ([s0, s1, s2], [b0, b1, b2]) = (v.s, v.b);
    let marker = v.node(v.s0.left[0]);
    out.add(pair(marker.lemma, s1.lemma), s0.upos);
    out.add(pair(marker.lemma, s0.lemma), pack([s1.upos, s2.upos]));
    out.add(marker.lemma, pack([s2.upos, s1.upos, s0.upos, b0.upos]));
    out.add(pair(s0.lemma, b0.lemma), b1.upos);
    out.add(pair(s1.lemma, b0.lemma), pack([s0.upos, b1.upos]));
    out.add(b0.lemma, pack([s1.xpos, s0.xpos, b1.upos]));
    out.add(pair(b0.lemma, b1.lemma), pack([s1.upos, s0.upos]));
    out.add(pair(b0.lemma, b2.lemma), pack([s1.upos, s0.upos]));
    out.add(pair(s2.lemma, marker.lemma), pack([s1.upos, s0.upos]));
    out.add(pair(b0.lemma, u32::from(b1.cluster)), pack([s1.upos, s0.upos, b1.upos]));
    out.add(pair(b0.lemma, u32::from(b2.cluster)), pack([s1.upos, s0.upos, b1.upos]));
    out.add(pair(b0.lemma, u32::from(s0.cluster)), pack([s1.upos, b1.upos]));
    out.add(pair(b0.lemma, u32::from(s1.cluster)), pack([s0.upos, b1.upos]));
    out.add(pair(marker.lemma, b0.lemma), pack([s1.upos, s0.upos, b1.upos]));
    out.add(pair(b0.lemma, b1.lemma), pack([s1.upos, s0.upos, u8::from(marker.word != 0)]));
}

fn clusters(v: &View<'_>, out: &mut Features) {
    let ([s0, s1, _], [b0, b1, _]) = (v.s, v.b);
    let two = |x: u16, y: u16| pair(u32::from(x), u32::from(y));
    for (x, y) in [(s0, b0), (s1, s0), (s1, b0)] {
        out.add(two(x.cluster, y.cluster), pack([x.upos, y.upos]));
        out.add(two(x.coarse, y.coarse), pack([x.xpos, y.xpos]));
        out.add(pair(x.lemma, u32::from(y.coarse)), y.upos);
        out.add(pair(y.lemma, u32::from(x.coarse)), x.upos);
    }
    out.add(two(s0.coarse, b0.coarse), b1.coarse);
    out.add(two(s1.coarse, s0.coarse), b0.coarse);
    let marker = v.node(v.s0.left[0]);
    out.add(pair(marker.lemma, u32::from(s1.cluster)), s0.coarse);
    out.add(pair(b0.lemma, u32::from(s1.coarse)), s0.coarse);
    out.add(pair(b0.lemma, u32::from(b1.coarse)), u64::from(s0.coarse) | u64::from(s1.coarse) << 16);
}
