//! Trains the moves and the relations of the dependency parser: greedy, with a dynamic oracle and exploration,
//! so that it learns to go on well after its own mistakes.

use crate::encode::{self, Table};
use crate::oracle::GoldTree;
use crate::perceptron::{Dense, Sparse};
use crate::random::Random;
use detente_parse::features::Features;
use detente_parse::node::Node;
use detente_parse::parser::best_move;
use detente_parse::state::{Move, State};
use detente_parse::{Deprel, label_features, move_features};

/// A sentence ready for training.
#[derive(Clone, Debug)]
pub struct Example {
    /// Words with predicted tags and lemmas.
    pub nodes: Vec<Node>,
    /// Gold tree.
    pub tree: GoldTree,
    /// Gold relations.
    pub labels: Vec<Deprel>,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Passes over the data.
    pub epochs: usize,
    /// How much better than any other the right move must score, or the weights are moved.
    pub move_margin: i32,
    /// The same for relations.
    pub label_margin: i32,
    /// A feature with fewer updates is dropped.
    pub min_updates: u32,
    /// Entries of the table of moves, as a power of two.
    pub move_bits: u32,
    /// Entries of the table of relations, as a power of two.
    pub label_bits: u32,
}

/// Moves and relations.
#[derive(Clone, Debug)]
pub struct Tables {
    /// Moves.
    pub moves: Table,
    /// Relations.
    pub labels: Table,
}

/// Of a thousand moves, how many follow the model where it errs (after the first pass).
const EXPLORE: u64 = 900;

struct Trainer {
    options: Options,
    moves: Dense,
    labels: Sparse,
    state: State,
    features: Features,
    wrong: [usize; 2],
}

/// Trains; `report` is told the errors of each pass.
pub fn train(examples: &[Example], options: Options, mut report: impl FnMut(&str)) -> Tables {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random::new(3);
    let mut trainer = Trainer {
        options,
        moves: Dense::default(),
        labels: Sparse::default(),
        state: State::default(),
        features: Features::default(),
        wrong: [0; 2],
    };
    for epoch in 0..options.epochs {
        random.shuffle(&mut order);
        trainer.wrong = [0; 2];
        for &i in &order {
            trainer.learn(&examples[i], if epoch == 0 { 0 } else { EXPLORE }, &mut random);
        }
        report(&format!("pass {epoch}: wrong moves and relations {:?}", trainer.wrong));
    }
    Tables {
        moves: encode::dense(&trainer.moves.averaged(options.min_updates), options.move_bits),
        labels: encode::sparse(&trainer.labels.averaged(options.min_updates), options.label_bits),
    }
}

impl Trainer {
    fn learn(&mut self, example: &Example, explore: u64, random: &mut Random) {
        self.state.start(example.nodes.len());
        while !self.state.is_done() {
            let action = self.learn_move(example, explore, random);
            let label = self.learn_label(example, action);
            self.state.make(action, label);
        }
    }

    /// The move to go on with.
    fn learn_move(&mut self, example: &Example, explore: u64, random: &mut Random) -> Move {
        move_features::features(&example.nodes, &self.state, &mut self.features);
        self.moves.tick();
        let scores = self.moves.score(self.features.hashes());
        let predicted = best_move(&self.state, scores);
        let allowed = Move::ALL.into_iter().filter(|&action| self.state.allows(action));
        let costs: Vec<(Move, u32)> =
            allowed.map(|action| (action, example.tree.cost(&self.state, action))).collect();
        let least = costs.iter().map(|c| c.1).min().unwrap_or(0);
        let right = costs.iter().filter(|c| c.1 == least).max_by_key(|c| scores[c.0 as usize]);
        let right = right.map_or(predicted, |c| c.0);
        let wrong = costs.iter().filter(|c| c.1 > least).max_by_key(|c| scores[c.0 as usize]);
        if let Some(&(wrong, _)) = wrong
            && scores[right as usize] < scores[wrong as usize] + self.options.move_margin
        {
            self.wrong[0] += 1;
            self.moves.update(self.features.hashes(), right as usize, wrong as usize);
        }
        if predicted == right || random.per_mille(explore) { predicted } else { right }
    }

    /// The relation of the move's arc; learnt from correct arcs only.
    fn learn_label(&mut self, example: &Example, action: Move) -> Deprel {
        let Some((head, dependent)) = self.state.arc(action) else { return Deprel::Root };
        label_features::features(&example.nodes, &self.state, head, dependent, &mut self.features);
        let mut scores = [0; Deprel::ALL.len()];
        self.labels.score(self.features.hashes(), &mut scores);
        scores[Deprel::Root as usize] = i32::MIN;
        let best = crate::first_best(&scores);
        if example.tree.heads[dependent as usize] == head {
            self.labels.tick();
            let right = example.labels[dependent as usize] as u8;
            let goal = scores[usize::from(right)] - self.options.label_margin;
            scores[usize::from(right)] = i32::MIN;
            let wrong = crate::first_best(&scores);
            if scores[usize::from(wrong)] >= goal {
                self.wrong[1] += 1;
                self.labels.update(self.features.hashes(), right, wrong);
            }
        }
        Deprel::ALL[usize::from(best)]
    }
}
