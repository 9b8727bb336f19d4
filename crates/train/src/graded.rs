//! Sets of graded factuality: lines of `{text, targets: [{span1, label}]}` with the text cut in words and labels of −3 to 3. The
//! words become running text again, which our own cutter and parser read; a target is the word that heads its span.

use crate::acts::{head_of, lines};
use anyhow::{Context, Result};
use detente_coding::EventCoder;
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_text::{Article, Doc, Span};
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A text with the spans that have a label.
pub(crate) struct Graded {
    pub text: String,
    pub targets: Vec<(Span, f32)>,
}

/// The texts of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Graded>> {
    let graded = |line: &Value| -> Option<Graded> {
        let words: Vec<&str> = line["text"].as_str()?.split_whitespace().collect();
        let (text, spans) = join(&words);
        let target = |target: &Value| {
            let bound = |i: usize| target["span1"][i].as_u64().map(|n| n as usize);
            let (first, last) = (spans.get(bound(0)?)?, spans.get(bound(1)?.checked_sub(1)?)?);
            Some((first.cover(*last), target["label"].as_f64()? as f32))
        };
        let targets = line["targets"].as_array()?.iter().filter_map(target).collect();
        Some(Graded { text, targets })
    };
    let all: Option<Vec<Graded>> = lines(path)?.iter().map(graded).collect();
    all.with_context(|| format!("{}: a line that is no graded text", path.display()))
}

/// Words of a treebank as running text, and where each is in it.
fn join(words: &[&str]) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let (mut glue, mut open) = (true, false);
    for (i, &word) in words.iter().enumerate() {
        let shown = match word {
            "``" | "''" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            other => other,
        };
        let closes = word == "''" || (word == "\"" && open);
        let joins = shown == "-" || shown == "/";
        let between = joins
            && i > 0
            && ends_in_letter(words[i - 1])
            && words.get(i + 1).is_some_and(|w| begins_with_letter(w));
        if !(glue || closes || between || hangs(shown)) {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(shown);
        spans.push(Span::new(start, text.len()));
        let opens = word == "``" || (word == "\"" && !open);
        open = if shown == "\"" { !closes } else { open };
        glue = opens || between || matches!(shown, "(" | "[" | "{" | "$" | "£" | "€" | "#" | "“" | "‘");
    }
    (text, spans)
}

fn begins_with_letter(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_alphanumeric)
}

fn ends_in_letter(word: &str) -> bool {
    word.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// Whether a word stands close to the one before it.
fn hangs(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(
        lower.as_str(),
        "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "}" | "%" | "”" | "’" | "..." | "n't" | "n’t" | "'"
    ) || ["'s", "'re", "'ve", "'ll", "'d", "'m", "’s", "’re", "’ve", "’ll", "’d", "’m"]
        .contains(&lower.as_str())
}

/// Lets `each` see the sentences of a text with the words that have labels in them.
pub(crate) fn each_sentence(
    parser: &Parser,
    scratch: &mut Scratch,
    graded: &Graded,
    mut each: impl FnMut(ParsedSentence<'_>, &[(usize, f32)]) -> Result<()>,
) -> Result<()> {
    let doc = Doc::new(Article { text: graded.text.clone(), ..Article::default() });
    for sentence in &doc.sentences {
        let inside = |target: &&(Span, f32)| sentence.span.overlaps(target.0);
        if !graded.targets.iter().any(|t| inside(&t)) {
            continue;
        }
        let syntax = parser.parse_with(scratch, &doc, sentence);
        let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
        let targets: Vec<(usize, f32)> = graded
            .targets
            .iter()
            .filter(inside)
            .filter_map(|(span, label)| Some((head_of(parsed, *span)?, *label)))
            .collect();
        each(parsed, &targets)?;
    }
    Ok(())
}

/// How well the coder's scores agree with the labels of files: words, mean absolute error, Pearson's r, and how often the sign
/// is that of a label that is not 0.
///
/// # Errors
///
/// When a file cannot be read.
pub fn table(tier: Tier, files: &[PathBuf]) -> Result<String> {
    let parser = Parser::of(tier);
    let (mut coder, mut scratch) = (EventCoder::embedded(tier, &parser.id()), Scratch::default());
    let mut out = "words  lost    MAE      r  sign  of the negative  of the positive\n".to_owned();
    for path in files {
        let (mut pairs, mut all) = (Vec::new(), 0);
        for graded in read(path)? {
            all += graded.targets.len();
            each_sentence(parser, &mut scratch, &graded, |sentence, targets| {
                let scores = coder.happened(sentence);
                pairs
                    .extend(targets.iter().map(|&(word, label)| (f64::from(scores[word]), f64::from(label))));
                Ok(())
            })?;
        }
        let sign = |keep: &dyn Fn(f64) -> bool| {
            let kept: Vec<_> = pairs.iter().filter(|(_, label)| *label != 0.0 && keep(*label)).collect();
            let right = kept.iter().filter(|(score, label)| (*score > 0.0) == (*label > 0.0)).count();
            right as f64 / kept.len().max(1) as f64
        };
        writeln!(
            out,
            "{:5}  {:4}  {:.3}  {:.3}  {:.3}  {:15.3}  {:15.3}  {}",
            pairs.len(),
            all - pairs.len().min(all),
            mean_error(&pairs),
            pearson(&pairs),
            sign(&|_| true),
            sign(&|label| label < 0.0),
            sign(&|label| label > 0.0),
            path.display()
        )?;
    }
    Ok(out)
}

fn mean_error(pairs: &[(f64, f64)]) -> f64 {
    pairs.iter().map(|(a, b)| (a - b).abs()).sum::<f64>() / pairs.len().max(1) as f64
}

fn pearson(pairs: &[(f64, f64)]) -> f64 {
    let count = pairs.len().max(1) as f64;
    let mean = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>() / count;
    let (a, b) = (mean(&|p| p.0), mean(&|p| p.1));
    let both = mean(&|p| (p.0 - a) * (p.1 - b));
    let spread = (mean(&|p| (p.0 - a).powi(2)) * mean(&|p| (p.1 - b).powi(2))).sqrt();
    if spread > 0.0 { both / spread } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{join, mean_error, pearson};

    #[test]
    fn words_become_running_text() {
        let words: Vec<&str> =
            "He said `` the ten - day talks did n't fail , '' -LRB- twice -RRB- .".split(' ').collect();
        let (text, spans) = join(&words);
        assert_eq!(text, "He said \"the ten-day talks didn't fail,\" (twice).");
        assert!(words.len() == spans.len() && spans[9].of(&text) == "n't");
    }

    #[test]
    fn quotes_that_look_alike_open_and_close() {
        let words: Vec<&str> = "\" We will , \" she said .".split(' ').collect();
        assert_eq!(join(&words).0, "\"We will,\" she said.");
    }

    #[test]
    fn figures_of_agreement() {
        let pairs = [(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)];
        assert!((pearson(&pairs) - 1.0).abs() < 1e-9 && (mean_error(&pairs) - 2.0).abs() < 1e-9);
        assert!(pearson(&[(1.0, 2.0), (1.0, 3.0)]).abs() < 1e-9 && pearson(&[]).abs() < 1e-9);
    }
}
