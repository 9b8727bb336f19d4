//! The best tree over scores of heads: greedy where that is a tree, else by Chu & Liu (1965) and Edmonds (1967),
//! with exactly one root. Cycles are found along a path and merged in place (Gabow et al. 1986), which takes the
//! square of the number of words and no more: in a row of like marks one cycle takes in word after word.

/// Roots that are tried when the greedy heads are no tree.
const CANDIDATES: usize = 3;

/// The scores, and room to work.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    count: usize,
    /// Of node `i` under node `j`, at `i * (count + 1) + j`; node 0 is above the root, words begin at 1.
    scores: Vec<f32>,
}

impl Scratch {
    /// Makes room for `count` words.
    pub(crate) fn start(&mut self, count: usize) {
        self.count = count;
        self.scores.clear();
        self.scores.resize((count + 1) * (count + 1), f32::MIN);
    }

    /// Sets the score of a word under a head, none for the root.
    #[inline]
    pub(crate) fn set(&mut self, word: usize, head: Option<usize>, score: f32) {
        self.scores[(word + 1) * (self.count + 1) + head.map_or(0, |head| head + 1)] = score;
    }

    /// Finds the best tree: the head of each word, none for the root.
    pub(crate) fn solve(&self, heads: &mut Vec<Option<usize>>) {
        heads.clear();
        if self.count == 0 {
            return;
        }
        let size = self.count + 1;
        let all: Vec<usize> = (0..size).collect();
        let greedy = best_heads(&self.scores, size);
        let roots = greedy[1..].iter().filter(|head| **head == 0).count();
        let tree = if roots == 1 && !is_cyclic(&greedy) { greedy } else { self.search(&all) };
        heads.extend(tree[1..].iter().map(|head| head.checked_sub(1)));
    }

    /// The best of the trees under the likeliest roots.
    fn search(&self, all: &[usize]) -> Vec<usize> {
        let size = all.len();
        let loss = |word: usize| {
            let row = &self.scores[word * size..(word + 1) * size];
            row[1..].iter().fold(f32::MIN, |a, b| if *b > a { *b } else { a }) - row[0]
        };
        let mut roots: Vec<usize> = (1..size).collect();
        roots.sort_by(|a, b| loss(*a).total_cmp(&loss(*b)).then(a.cmp(b)));
        let trees = roots.iter().take(CANDIDATES).map(|&root| {
            let mut scores = self.scores.clone();
            for word in 1..size {
                scores[word * size] = f32::MIN;
            }
            scores[root * size..(root + 1) * size].fill(f32::MIN);
            scores[root * size] = 0.0;
            let tree = Merger::new(scores, size).tree();
            let score = |word: usize| f64::from(self.scores[word * size + tree[word]]);
            let total = (1..size).fold(0.0f64, |sum, word| sum + score(word));
            (total, tree)
        });
        let best = trees.reduce(|a, b| if b.0 > a.0 { b } else { a });
        best.map_or_else(|| vec![0; size], |(_, tree)| tree)
    }
}

/// The head with the highest score of each node; the first of equals. Node 0 is its own.
fn best_heads(scores: &[f32], size: usize) -> Vec<usize> {
    let mut heads: Vec<usize> = scores.chunks_exact(size).map(detente_nn::arg_max).collect();
    heads[0] = 0;
    heads
}

/// Whether some heads go round in a cycle; node 0, above all, is in none.
fn is_cyclic(heads: &[usize]) -> bool {
    let mut seen = vec![0; heads.len()];
    (1..heads.len()).any(|start| {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        at != 0 && seen[at] == start
    })
}

/// Finds the best arborescence from node 0. A cycle of best heads is merged into a new node, numbered on from
/// the words.
struct Merger {
    size: usize,
    /// Of a node under each word, at its row: what the tree gains by that head, and the word that has it.
    gains: Vec<f32>,
    words: Vec<usize>,
    /// The row of each node; a merged one takes that of a node in it.
    rows: Vec<usize>,
    /// The word of each node that has its best head outside, and that head.
    arcs: Vec<(usize, usize)>,
    /// The node that each node was merged into.
    merged: Vec<Option<usize>>,
    /// The node that each word is in now.
    within: Vec<usize>,
}

impl Merger {
    fn new(scores: Vec<f32>, size: usize) -> Self {
        Self {
            size,
            gains: scores,
            words: (0..size * size).map(|place| place / size).collect(),
            rows: (0..size).collect(),
            arcs: vec![(0, 0); size],
            merged: vec![None; size],
            within: (0..size).collect(),
        }
    }

    /// The head of each node; node 0 is its own.
    fn tree(mut self) -> Vec<usize> {
        let mut settled = vec![true];
        for word in 1..self.size {
            settled.resize(self.rows.len(), false);
            if !settled[self.within[word]] {
                for node in self.path_from(word, &settled) {
                    settled.resize(self.rows.len(), false);
                    settled[node] = true;
                }
            }
        }
        self.undo()
    }

    /// From a word to its best head and on, merging every cycle, as far as a node that is settled.
    fn path_from(&mut self, word: usize, settled: &[bool]) -> Vec<usize> {
        let mut path = Vec::new();
        let mut node = self.within[word];
        while !settled.get(node).copied().unwrap_or(false) {
            if let Some(start) = path.iter().position(|other| *other == node) {
                node = self.merge(&path[start..]);
                path.truncate(start);
            }
            path.push(node);
            self.arcs[node] = self.best_arc(node);
            node = self.within[self.arcs[node].1];
        }
        path
    }

    /// The first of the best arcs from outside.
    fn best_arc(&self, node: usize) -> (usize, usize) {
        let row = self.rows[node] * self.size;
        let heads = (0..self.size).filter(|head| self.within[*head] != node);
        let best = heads.reduce(|a, b| if self.gains[row + b] > self.gains[row + a] { b } else { a });
        best.map_or((0, 0), |head| (self.words[row + head], head))
    }

    /// Makes one node of a cycle: a head gains what it is better than that which its word has in the cycle.
    fn merge(&mut self, cycle: &[usize]) -> usize {
        let (node, size) = (self.rows.len(), self.size);
        let to = self.rows[cycle[0]] * size;
        for (i, &member) in cycle.iter().enumerate() {
            let from = self.rows[member] * size;
            let lost = self.gains[from + self.arcs[member].1];
            for head in 0..size {
                let gain = self.gains[from + head] - lost;
                if i == 0 || gain > self.gains[to + head] {
                    self.gains[to + head] = gain;
                    self.words[to + head] = self.words[from + head];
                }
            }
            self.merged[member] = Some(node);
        }
        for within in self.within.iter_mut().filter(|within| cycle.contains(within)) {
            *within = node;
        }
        self.rows.push(to / size);
        self.arcs.push((0, 0));
        self.merged.push(None);
        node
    }

    /// Opens the merged nodes, the last first: the one in it that holds the word of its arc takes that arc.
    fn undo(mut self) -> Vec<usize> {
        for node in (self.size..self.rows.len()).rev() {
            let mut member = self.arcs[node].0;
            while let Some(outer) = self.merged[member].filter(|outer| *outer != node) {
                member = outer;
            }
            self.arcs[member] = self.arcs[node];
        }
        self.arcs[..self.size].iter().map(|arc| arc.1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The highest sum of all trees under node 0, by trying all.
    fn best_sum(scores: &[i8], size: usize) -> i32 {
        let heads = |mut number: usize| -> Vec<usize> {
            let digit = |_| {
                let head = number % size;
                number /= size;
                head
            };
            [0].into_iter().chain((1..size).map(digit)).collect()
        };
        let trees = (0..size.pow(size as u32 - 1)).map(heads);
        let trees = trees.filter(|heads| !is_cyclic(heads));
        trees.map(|heads| sum(scores, &heads)).max().expect("a star is a tree")
    }

    fn sum(scores: &[i8], heads: &[usize]) -> i32 {
        let arcs = heads.iter().enumerate().skip(1);
        arcs.map(|(node, head)| i32::from(scores[node * heads.len() + head])).sum()
    }

    proptest! {
        #[test]
        fn no_tree_is_better(size in 2..7usize, scores in prop::collection::vec(-9..9i8, 36)) {
            let scores = &scores[..size * size];
            let mut floats: Vec<f32> = scores.iter().map(|score| f32::from(*score)).collect();
            for node in 0..size {
                floats[node * size + node] = f32::MIN;
            }
            let found = Merger::new(floats, size).tree();
            prop_assert!(!is_cyclic(&found));
            prop_assert_eq!(sum(scores, &found), best_sum(scores, size));
        }
    }
}
