//! The dynamic oracle of arc-hybrid (Goldberg & Nivre 2013): for any state, how many arcs of the gold tree
//! each move puts out of reach.
//!
//! The gold root counts as hanging on a place below the bottom of the stack.

use detente_parse::state::{Move, NONE, State};

/// The gold tree, in the form the oracle asks for.
#[derive(Clone, Debug)]
pub struct GoldTree {
    /// Head of each token, `NONE` for the root.
    pub heads: Vec<u32>,
    children: Vec<Vec<u32>>,
}

impl GoldTree {
    /// From heads where the root is its own head.
    pub fn new(heads: &[u32]) -> Self {
        let mut children = vec![Vec::new(); heads.len()];
        let mut up = heads.to_vec();
        for (i, head) in up.iter_mut().enumerate() {
            if *head == i as u32 {
                *head = NONE;
            } else {
                children[*head as usize].push(i as u32);
            }
        }
        Self { heads: up, children }
    }

    /// Arcs lost by an allowed move.
    pub fn cost(&self, state: &State, action: Move) -> u32 {
        match action {
            Move::Shift => self.shift_cost(state),
            Move::Left => {
                let s0 = state.on_stack(0);
                let head = self.heads[s0 as usize];
                // A root above the bottom of the stack is lost already.
                let lost = (head == NONE && state.stack.len() == 1)
                    || (head != NONE && head == state.on_stack(1))
                    || (head > state.next && head < state.tokens);
                u32::from(lost) + self.waiting_children(s0, state)
            }
            Move::Right => {
                let s0 = state.on_stack(0);
                let head = self.heads[s0 as usize];
                let lost = head != NONE && head >= state.next;
                u32::from(lost) + self.waiting_children(s0, state)
            }
        }
    }

    /// Children that are still in the buffer.
    fn waiting_children(&self, token: u32, state: &State) -> u32 {
        self.children[token as usize].iter().filter(|child| **child >= state.next).count() as u32
    }

    /// The next token loses its children on the stack, and its head there unless that is the top.
    fn shift_cost(&self, state: &State) -> u32 {
        let next = state.next;
        let left = self.children[next as usize].iter().filter(|child| **child < next);
        let children = left.filter(|child| state.heads[**child as usize] == NONE).count() as u32;
        let head = self.heads[next as usize];
        let head_lost = if head == NONE {
            !state.stack.is_empty()
        } else {
            head < next && head != state.on_stack(0) && state.heads[head as usize] == NONE
        };
        children + u32::from(head_lost)
    }
}
