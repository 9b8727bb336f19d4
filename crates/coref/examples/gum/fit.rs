//! Finds the weights of `data/coref/weights.tsv`: a multinomial logistic regression over the candidates of each choice and
//! "none", where all candidates of the right chain share the probability.

use crate::conllu::Document;
use crate::score::Matcher;
use detente_coref::Links;
use detente_coref::choice::Decision;
use detente_coref::features::{Feature, Features, MODELS};

/// One choice: the features of each candidate and whether it is right.
#[derive(Debug)]
pub struct Choice {
    candidates: Vec<(Features, bool)>,
    weight: f64,
}

/// The choices of all documents, by model.
#[derive(Debug, Default)]
pub struct Fit {
    choices: [Vec<Choice>; MODELS],
}

const ROUNDS: usize = 60;
const RATE: f64 = 0.3;
/// Pulls weights to nought.
const RIDGE: f64 = 0.002;
/// Units of the file in one unit of log odds.
const SCALE: f64 = 32.0;
/// How much more a news document counts than others.
const NEWS: f64 = 4.0;

impl Fit {
    /// Takes in a document.
    pub fn add(&mut self, document: &Document, links: &Links, decisions: &[Decision]) {
        let matcher = Matcher::new(document);
        let weight = if document.genre() == "news" { NEWS } else { 1.0 };
        for decision in decisions {
            let anaphor = matcher.gold(&links.mentions()[decision.anaphor]);
            let right =
                |mention: usize| anaphor.is_some_and(|a| matcher.is_right(a, &links.mentions()[mention]));
            let candidates = decision.candidates.iter().map(|&(m, f)| (f, right(m))).collect();
            self.choices[decision.model as usize].push(Choice { candidates, weight });
        }
    }

    /// The whole file, with the head that it has.
    pub fn file(&self) -> String {
        let weights: Vec<Vec<f64>> = self.choices.iter().map(|choices| fit(choices)).collect();
        let old = include_str!("../../../../data/coref/weights.tsv").lines();
        let mut rows =
            old.take_while(|line| line.starts_with('#')).fold(String::new(), |head, line| head + line + "\n");
        for &(feature, name) in Feature::ALL {
            rows.push_str(name);
            for model in &weights {
                rows.push('\t');
                rows.push_str(&((model[feature as usize] * SCALE).round() as i64).to_string());
            }
            rows.push('\n');
        }
        rows
    }
}

/// Steps that shrink with the gradients so far (`AdaGrad`), from nought, one choice after the other.
fn fit(choices: &[Choice]) -> Vec<f64> {
    let mut weights = vec![0.0; Feature::ALL.len()];
    let mut squares = vec![1e-6; Feature::ALL.len()];
    for _ in 0..ROUNDS {
        for choice in choices {
            let gradient = gradient(choice, &weights);
            for (i, g) in gradient.iter().enumerate() {
                let g = g * choice.weight - RIDGE * weights[i];
                squares[i] += g * g;
                weights[i] += RATE * g / squares[i].sqrt();
            }
        }
    }
    weights
}

fn gradient(choice: &Choice, weights: &[f64]) -> Vec<f64> {
    let score = |features: &Features| -> f64 {
        Feature::ALL.iter().filter(|&&(f, _)| features.has(f)).map(|&(f, _)| weights[f as usize]).sum()
    };
    let scores: Vec<f64> = choice.candidates.iter().map(|(f, _)| score(f).exp()).collect();
    let none_is_right = choice.candidates.iter().all(|&(_, right)| !right);
    let all = 1.0 + scores.iter().sum::<f64>();
    let right =
        choice.candidates.iter().zip(&scores).filter(|((_, right), _)| *right).map(|(_, s)| s).sum::<f64>();
    let mut gradient = vec![0.0; weights.len()];
    for ((features, is_right), s) in choice.candidates.iter().zip(&scores) {
        let wanted = if *is_right && !none_is_right { s / right } else { 0.0 };
        for &(f, _) in Feature::ALL.iter().filter(|&&(f, _)| features.has(f)) {
            gradient[f as usize] += wanted - s / all;
        }
    }
    gradient
}
