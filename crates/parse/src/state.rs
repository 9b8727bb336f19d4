//! The state of the transition system (arc-hybrid: Kuhlmann, Gómez-Rodríguez & Satta 2011) and the tree it
//! builds.
//!
//! There is no artificial root: the last token left on the stack is the root, so there is always exactly one,
//! whatever is predicted.

use crate::Deprel;

/// No such token.
pub const NONE: u32 = u32::MAX;

/// A move of the transition system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Move {
    /// The next token goes onto the stack.
    Shift = 0,
    /// The next token becomes the head of the stack's top, which leaves the stack.
    Left = 1,
    /// The second of the stack becomes the head of its top, which leaves the stack.
    Right = 2,
}

impl Move {
    /// All, in order of their class numbers.
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// What hangs on a token so far.
#[derive(Clone, Copy, Debug)]
pub struct Children {
    /// Outermost, then second outermost, on the left.
    pub left: [u32; 2],
    /// Outermost, then second outermost, on the right.
    pub right: [u32; 2],
    /// How many on the left and on the right.
    pub count: [u8; 2],
    /// Set of the relations on the left and on the right, a bit each.
    pub labels: [u64; 2],
}

const CHILDLESS: Children = Children { left: [NONE; 2], right: [NONE; 2], count: [0; 2], labels: [0; 2] };

/// Stack, buffer and tree.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Tokens that still lack a head; the top is last.
    pub stack: Vec<u32>,
    /// The first token of the buffer.
    pub next: u32,
    /// How many tokens.
    pub tokens: u32,
    /// Head of each token, `NONE` so far.
    pub heads: Vec<u32>,
    /// Its relation.
    pub labels: Vec<Deprel>,
    /// Its children.
    pub children: Vec<Children>,
}

impl State {
    /// The start for a sentence of so many tokens.
    pub fn start(&mut self, tokens: usize) {
        self.stack.clear();
        self.next = 0;
        self.tokens = tokens as u32;
        self.heads.clear();
        self.heads.resize(tokens, NONE);
        self.labels.clear();
        self.labels.resize(tokens, Deprel::Root);
        self.children.clear();
        self.children.resize(tokens, CHILDLESS);
    }

    /// Whether the tree is complete.
    pub fn is_done(&self) -> bool {
        self.next == self.tokens && self.stack.len() <= 1
    }

    /// The token at a depth of the stack, 0 being the top.
    pub fn on_stack(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at])
    }

    /// The token at an offset in the buffer.
    pub fn in_buffer(&self, offset: u32) -> u32 {
        let at = self.next + offset;
        if at < self.tokens { at } else { NONE }
    }

    /// Whether a move can be made.
    pub fn allows(&self, action: Move) -> bool {
        match action {
            Move::Shift => self.next < self.tokens,
            Move::Left => self.next < self.tokens && !self.stack.is_empty(),
            Move::Right => self.stack.len() >= 2,
        }
    }

    /// The head and dependent that a move would join.
    pub fn arc(&self, action: Move) -> Option<(u32, u32)> {
        match action {
            Move::Shift => None,
            Move::Left => Some((self.next, self.on_stack(0))),
            Move::Right => Some((self.on_stack(1), self.on_stack(0))),
        }
    }

    /// Makes an allowed move; `label` is the relation of its arc, if it makes one.
    pub fn make(&mut self, action: Move, label: Deprel) {
        if let Some((head, dependent)) = self.arc(action) {
            self.join(head, dependent, label);
            self.stack.pop();
        } else {
            self.stack.push(self.next);
            self.next += 1;
        }
    }

    fn join(&mut self, head: u32, dependent: u32, label: Deprel) {
        self.heads[dependent as usize] = head;
        self.labels[dependent as usize] = label;
        let children = &mut self.children[head as usize];
        let side = usize::from(dependent > head);
        let outer = if side == 0 { &mut children.left } else { &mut children.right };
        *outer = [dependent, outer[0]];
        children.count[side] = children.count[side].saturating_add(1);
        children.labels[side] |= 1 << (label as u8 & 63);
    }
}
