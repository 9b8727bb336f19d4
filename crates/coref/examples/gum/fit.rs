//! Finds the weights of `data/coref/weights.tsv`: a multinomial logistic regression over the candidates of each choice and
//! "none", where all candidates of the right chain share the probability. And says how good weights found so are on news
//! that they have not seen.

use crate::conllu::Document;
use crate::score::{Matcher, Share};
use detente_coref::Links;
use detente_coref::choice::{Candidate, Decision, best, margin};
use detente_coref::features::{Feature, Features, MODELS, Model};

/// One choice, and which of its candidates are right.
#[derive(Debug)]
struct Choice {
    candidates: Vec<Candidate>,
    right: Vec<bool>,
    /// A number of its document, if that is news.
    news: Option<usize>,
    /// Whether the tree was the parser's, not the treebank's.
    parsed: bool,
}

/// The choices of all documents, by model.
#[derive(Debug, Default)]
pub struct Fit {
    choices: [Vec<Choice>; MODELS],
    documents: usize,
}

const ROUNDS: usize = 60;
const RATE: f64 = 0.3;
/// Pulls weights to nought.
const RIDGE: f64 = 0.005;
/// Units of the file in one unit of log odds.
const SCALE: f64 = 32.0;
/// How much more a news document counts than others.
const NEWS: f64 = 2.0;
const FOLDS: usize = 4;

impl Fit {
    /// Takes in a document with the choices made on its own trees and on the parser's.
    pub fn add(&mut self, document: &Document, trees: [(Links, Vec<Decision>); 2]) {
        let news = (document.genre() == "news").then_some(self.documents);
        self.documents += 1;
        let matcher = Matcher::new(document, false);
        for ((links, decisions), parsed) in trees.into_iter().zip([false, true]) {
            let mentions = links.mentions();
            for decision in decisions {
                let anaphor = matcher.gold(&mentions[decision.anaphor]);
                let right =
                    |c: &Candidate| anaphor.is_some_and(|a| matcher.is_right(a, &mentions[c.mention]));
                let right = decision.candidates.iter().map(right).collect();
                let choice = Choice { candidates: decision.candidates, right, news, parsed };
                self.choices[decision.model as usize].push(choice);
            }
        }
    }

    /// The whole file, with the head that it has.
    pub fn file(&self) -> String {
        let weights: Vec<Vec<i32>> = self.choices.iter().map(|choices| fit(choices, |_| true)).collect();
        let old = include_str!("../../../../data/coref/weights.tsv").lines();
        let head = old.take_while(|line| line.starts_with('#'));
        let mut file = head.fold(String::new(), |file, line| file + line + "\n");
        for &(feature, name) in Feature::ALL {
            file.push_str(name);
            for model in &weights {
                file.push('\t');
                file.push_str(&model[feature as usize].to_string());
            }
            file.push('\n');
        }
        file
    }

    /// Precision and recall of the choices in news, each document with weights that were found without it. Recall is
    /// over the choices with a right candidate.
    pub fn validation(&self) -> Vec<(Model, Share, Share)> {
        let models = Model::ALL.into_iter().zip(&self.choices);
        models.map(|(model, choices)| validate(model, choices)).collect()
    }
}

fn validate(model: Model, choices: &[Choice]) -> (Model, Share, Share) {
    let (mut precision, mut recall) = (Share::default(), Share::default());
    for fold in 0..FOLDS {
        let held_out = |choice: &Choice| choice.news.is_some_and(|number| number % FOLDS == fold);
        let weights = fit(choices, |choice| !held_out(choice));
        for choice in choices.iter().filter(|choice| choice.parsed && held_out(choice)) {
            count(choice, model, &weights, &mut precision, &mut recall);
        }
    }
    (model, precision, recall)
}

fn count(choice: &Choice, model: Model, weights: &[i32], precision: &mut Share, recall: &mut Share) {
    let score = |features| present(features).map(|f| weights[f]).sum();
    let won = best(&choice.candidates, margin(model), score);
    let right = won.is_some_and(|at| choice.right[at]);
    if won.is_some() {
        precision.count(right);
    }
    if choice.right.contains(&true) {
        recall.count(right);
    }
}

fn present(features: Features) -> impl Iterator<Item = usize> {
    Feature::ALL.iter().filter(move |&&(f, _)| features.has(f)).map(|&(f, _)| f as usize)
}

/// Steps that shrink with the gradients so far (`AdaGrad`), from nought, one choice after the other.
fn fit(choices: &[Choice], used: impl Fn(&Choice) -> bool) -> Vec<i32> {
    let mut weights = vec![0.0; Feature::ALL.len()];
    let mut squares = vec![1e-6; Feature::ALL.len()];
    for _ in 0..ROUNDS {
        for choice in choices.iter().filter(|choice| used(choice)) {
            let factor = if choice.news.is_some() { NEWS } else { 1.0 };
            for (i, g) in gradient(choice, &weights).into_iter().enumerate() {
                let g: f64 = g * factor - RIDGE * weights[i];
                squares[i] += g * g;
                weights[i] += RATE * g / f64::sqrt(squares[i]);
            }
        }
    }
    weights.into_iter().map(|weight| (weight * SCALE).round() as i32).collect()
}

fn gradient(choice: &Choice, weights: &[f64]) -> Vec<f64> {
    let odds = |c: &Candidate| present(c.features).map(|f| weights[f]).sum::<f64>().exp();
    let odds: Vec<f64> = choice.candidates.iter().map(odds).collect();
    let all = 1.0 + odds.iter().sum::<f64>();
    let right: f64 = odds.iter().zip(&choice.right).filter(|(_, right)| **right).map(|(odds, _)| odds).sum();
    let mut gradient = vec![0.0; weights.len()];
    for ((candidate, odds), is_right) in choice.candidates.iter().zip(&odds).zip(&choice.right) {
        let wanted = if *is_right { odds / right } else { 0.0 };
        present(candidate.features).for_each(|f| gradient[f] += wanted - odds / all);
    }
    gradient
}
