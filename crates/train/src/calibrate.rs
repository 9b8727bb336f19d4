//! Chooses the margin from which a word is a trigger, and fits the confidence, on development gold.

use crate::acts::texts;
use anyhow::{Context, Result};
use detente_coding::{ArticleMeta, EventCoder, Judge, Memory};
use detente_eval::{Event, GoldArticle, match_events, read_gold, score};
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_text::{Article, Doc};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Settings while margins are found: nothing is left out that might be an event, and a confidence is a margin
/// squeezed, so that three digits tell margins apart.
pub const OPEN: [f32; 3] = [-2.0, SQUEEZE, 0.0];
const SQUEEZE: f32 = 0.25;

/// A report that counts.
#[derive(Clone, Copy)]
struct Outcome {
    margin: f32,
    right: bool,
    weight: f64,
}

/// One set of gold with what was coded at the open settings.
struct Coded(Vec<(Vec<Event>, Vec<Event>)>);

/// Margin of a trigger, slope and offset of the confidence, and words on how they were found. The margin is the best by the mean over the sets of the F1 of
/// detection; the fit is that of logistic regression (Platt 1999) on the reports that count, where each set weighs the same.
///
/// # Errors
///
/// When gold cannot be read.
pub fn settings(
    judge: &'static Judge,
    gold: &[PathBuf],
    text_files: &[PathBuf],
) -> Result<([f32; 3], String)> {
    let texts = texts(text_files)?;
    let mut sets = Vec::new();
    for path in gold {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let articles = read_gold(&text, |id| texts.get(id).cloned())
            .map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))?;
        sets.push(Coded(code(judge, articles)));
    }
    let grid = (-8..=12).map(|step| step as f32 * 0.25);
    let mean = |margin: f32| sets.iter().map(|set| set.above(margin).f1()).sum::<f64>() / sets.len() as f64;
    let best = grid.max_by(|a, b| mean(*a).total_cmp(&mean(*b))).unwrap_or(0.0);
    let mut said = String::new();
    for (set, path) in sets.iter().zip(gold) {
        writeln!(said, "{}: detection F1 {:.3} at {best}", path.display(), set.above(best).f1())?;
    }
    let judged: Vec<Outcome> = sets.iter().flat_map(|set| set.judged(best)).collect();
    let (slope, offset) = fit(&judged);
    writeln!(said, "margin {best}, confidence {slope} m + {offset}, of {} reports", judged.len())?;
    Ok(([best, slope, offset], said))
}

fn code(judge: &'static Judge, articles: Vec<GoldArticle>) -> Vec<(Vec<Event>, Vec<Event>)> {
    let parser = Parser::of(judge.tier());
    let (mut coder, mut scratch) = (EventCoder::judged(judge), Scratch::default());
    // The accurate tier hears the fast one, as it does in the program.
    let first = Parser::of(Tier::Fast);
    let mut heard = (judge.tier() == Tier::Accurate)
        .then(|| (EventCoder::judged(Judge::of(Tier::Fast)), Scratch::default()));
    let mut pair = |gold: GoldArticle| {
        let doc = Doc::new(Article { id: gold.id, text: gold.text, ..Article::default() });
        let (meta, mut memory) = (Arc::new(ArticleMeta::default()), Memory::default());
        let mut found = Vec::new();
        for (index, sentence) in doc.sentences.iter().enumerate() {
            let syntax = parser.parse_with(&mut scratch, &doc, sentence);
            let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
            let glance = heard.as_mut().map(|(coder, scratch)| {
                let syntax = first.parse_with(scratch, &doc, sentence);
                coder.glance(ParsedSentence { doc: &doc, sentence, syntax: &syntax })
            });
            found.extend(
                coder.code(parsed, glance.as_ref(), index, &meta, &mut memory).iter().map(Event::from),
            );
        }
        (gold.events, found)
    };
    articles.into_iter().map(&mut pair).collect()
}

fn margin(event: &Event) -> f32 {
    let squeezed = event.confidence.unwrap_or(0.5).clamp(0.0005, 0.9995);
    (squeezed / (1.0 - squeezed)).ln() / SQUEEZE
}

impl Coded {
    /// The scores when only events above a margin are kept.
    fn above(&self, least: f32) -> detente_eval::Counts {
        let keep = |events: &[Event]| events.iter().filter(|e| margin(e) > least).cloned().collect();
        let kept: Vec<_> = self.0.iter().map(|(gold, coded)| (gold.clone(), keep(coded))).collect();
        score(&kept, 1).detection
    }

    /// The events above `least` that count; together they weigh 1.
    fn judged(&self, least: f32) -> Vec<Outcome> {
        let mut out = Vec::new();
        for (gold, coded) in &self.0 {
            let coded: Vec<Event> = coded.iter().filter(|e| margin(e) > least).cloned().collect();
            let pairs = match_events(gold, &coded);
            for (j, event) in coded.iter().enumerate() {
                match pairs.iter().find(|p| p.coded == j) {
                    Some(pair) if !gold[pair.gold].firm => {}
                    found => out.push(Outcome { margin: margin(event), right: found.is_some(), weight: 1.0 }),
                }
            }
        }
        let count = out.len() as f64;
        for outcome in &mut out {
            outcome.weight /= count;
        }
        out
    }
}

/// Logistic regression of one variable, by Newton's method; a step that does not help is halved.
fn fit(data: &[Outcome]) -> (f32, f32) {
    let mut at = [0.5, 0.0];
    for _ in 0..50 {
        let (mut g, mut h) = ([0.0; 2], [[1e-6, 0.0], [0.0, 1e-6]]);
        for outcome in data {
            let m = f64::from(outcome.margin);
            let p = 1.0 / (1.0 + (-(at[0] * m + at[1])).exp());
            let error = outcome.weight * (p - f64::from(u8::from(outcome.right)));
            let weight = outcome.weight * p * (1.0 - p);
            g = [g[0] + error * m, g[1] + error];
            h = [[h[0][0] + weight * m * m, h[0][1] + weight * m], [h[1][0] + weight * m, h[1][1] + weight]];
        }
        let determinant = h[0][0] * h[1][1] - h[0][1] * h[1][0];
        let full = [
            (h[1][1] * g[0] - h[0][1] * g[1]) / determinant,
            (h[0][0] * g[1] - h[1][0] * g[0]) / determinant,
        ];
        let step = |size: f64| [at[0] - size * full[0], at[1] - size * full[1]];
        let sizes = (0..30).map(|halvings| 0.5_f64.powi(halvings));
        let Some(size) = sizes.into_iter().find(|&size| loss(data, step(size)) < loss(data, at)) else {
            break;
        };
        at = step(size);
    }
    (at[0] as f32, at[1] as f32)
}

/// The negative logarithm of the likelihood.
fn loss(data: &[Outcome], [slope, offset]: [f64; 2]) -> f64 {
    let cost = |outcome: &Outcome| {
        let x = slope * f64::from(outcome.margin) + offset;
        let x = if outcome.right { -x } else { x };
        outcome.weight * (x.max(0.0) + (1.0 + (-x.abs()).exp()).ln())
    };
    data.iter().map(cost).sum()
}

#[cfg(test)]
mod tests {
    use super::{Outcome, fit, loss};

    fn outcome((margin, right): (f32, bool)) -> Outcome {
        Outcome { margin, right, weight: 0.01 }
    }

    #[test]
    fn the_fit_finds_shares_that_are_there() {
        // At margin 0 half are right, at 2 nine of ten: slope ln(9) / 2, offset 0.
        let at = |margin: f32, right: usize, of: usize| (0..of).map(move |i| (margin, i < right));
        let data: Vec<_> = at(0.0, 50, 100).chain(at(2.0, 90, 100)).map(outcome).collect();
        let (slope, offset) = fit(&data);
        assert!((slope - 9.0_f32.ln() / 2.0).abs() < 0.01, "{slope}");
        assert!(offset.abs() < 0.01, "{offset}");
    }

    #[test]
    fn what_can_be_told_apart_wholly_does_not_run_away() {
        let data: Vec<_> = (0..40).map(|i| outcome((i as f32, i >= 20))).collect();
        let (slope, offset) = fit(&data);
        assert!(slope.is_finite() && offset.is_finite() && slope > 0.0);
        assert!(loss(&data, [f64::from(slope), f64::from(offset)]) < loss(&data, [0.5, 0.0]));
    }
}
