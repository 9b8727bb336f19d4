//! Numbers as news writes them: "1,200", "two hundred and ten", "20 to 30", "at least a dozen", "hundreds". Read off the words
//! alone, as parsers cut them up in many ways.

use crate::lexicon::CountFile;
use crate::tree::{Tree, is_listed};
use detente_parse::Deprel;
use std::ops::Range;

/// A longer run of words is no number.
const MOST_WORDS: usize = 12;
/// Numbers from here on are slips of the pen.
const MOST: f64 = 1e12;

/// A number in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its tokens, with the words that hedge it.
    pub tokens: Range<usize>,
    /// At least; none where the words give no number ("dozens") or only a bound above.
    pub min: Option<u64>,
    /// At most.
    pub max: Option<u64>,
    /// A mere article: "a soldier".
    pub article: bool,
}

/// What a word can be in a number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Value(f64),
    Scale(f64),
    /// "several", "dozens".
    Vague,
    Article,
    /// "half a dozen".
    Half,
}

/// The number that a token is a part of; none for ages, money and measures.
pub(crate) fn number_at(tree: &Tree, words: &CountFile, token: usize) -> Option<Number> {
    part(tree, words, token)?;
    let run = run(tree, words, token);
    if is_measure(tree, words, &run) {
        return None;
    }
    let (low, high) = bounds(tree, words, &run)?;
    let article = run.len() == 1 && part(tree, words, token) == Some(Part::Article);
    Some(hedged(tree, words, run, low.zip(high), article))
}

/// Whether a token is a number or a part of one.
pub(crate) fn is_number(tree: &Tree, words: &CountFile, token: usize) -> bool {
    part(tree, words, token).is_some_and(|part| part != Part::Article)
}

fn form(tree: &Tree, token: usize) -> String {
    tree.sentence().form(token).to_lowercase()
}

fn part(tree: &Tree, words: &CountFile, token: usize) -> Option<Part> {
    let form = form(tree, token);
    let number = &words.number;
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(&form).map(Part::Value);
    }
    if let Some(&value) = number.value.get(&form) {
        return Some(Part::Value(value as f64));
    }
    if let Some(&scale) = number.scale.get(&form) {
        return Some(Part::Scale(scale as f64));
    }
    if is_listed(&number.scales, &form) || is_listed(&number.some, &form) {
        return Some(Part::Vague);
    }
    if is_listed(&number.half, &form) {
        return Some(Part::Half);
    }
    is_listed(&number.article, &form).then_some(Part::Article)
}

/// "1,200", "2.5".
fn digits(form: &str) -> Option<f64> {
    if !form.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')) {
        return None;
    }
    let plain: String = form.chars().filter(|c| *c != ',').collect();
    plain.parse().ok().filter(|n| *n < MOST)
}

/// The longest row of number words around a token.
fn run(tree: &Tree, words: &CountFile, token: usize) -> Range<usize> {
    let mut run = token..token + 1;
    while run.len() < MOST_WORDS {
        let before = run.start;
        if before >= 1 && joins(tree, words, before - 1, before) {
            run.start -= 1;
        } else if before >= 2 && links(tree, words, before - 1) {
            run.start -= 2;
        } else {
            break;
        }
    }
    while run.len() < MOST_WORDS {
        let after = run.end;
        if after < tree.len() && joins(tree, words, after - 1, after) {
            run.end += 1;
        } else if after + 1 < tree.len() && links(tree, words, after) {
            run.end += 2;
        } else {
            break;
        }
    }
    run
}

/// Whether two words beside each other are of one number: "two hundred", "a dozen", "several thousand", "half a dozen".
fn joins(tree: &Tree, words: &CountFile, left: usize, right: usize) -> bool {
    use Part::{Article, Half, Scale, Vague, Value};
    matches!(
        part(tree, words, left).zip(part(tree, words, right)),
        Some(
            (Value(_) | Scale(_) | Vague | Article, Scale(_))
                | (Half, Article)
                | (Article | Vague, Vague)
                | (Scale(_), Value(_))
        )
    )
}

/// Whether a word links the numbers on its sides: "seventy-three", "20-30", "20 to 30", "two hundred and ten", "tens of thousands".
fn links(tree: &Tree, words: &CountFile, link: usize) -> bool {
    let Some((left, right)) =
        (link > 0).then(|| part(tree, words, link - 1).zip(part(tree, words, link + 1))).flatten()
    else {
        return false;
    };
    let numbers = |part| matches!(part, Part::Value(_) | Part::Scale(_));
    match form(tree, link).as_str() {
        "of" => left == Part::Vague && right == Part::Vague,
        "and" if is_after_between(tree, words, link) => numbers(left) && numbers(right),
        "and" => matches!((left, right), (Part::Scale(_), Part::Value(_))),
        "-" | "–" | "to" | "or" => numbers(left) && numbers(right),
        _ => false,
    }
}

/// "between 20 and 30".
fn is_after_between(tree: &Tree, words: &CountFile, and: usize) -> bool {
    let mut at = and;
    while at > 0 && and - at < 4 && part(tree, words, at - 1).is_some() {
        at -= 1;
    }
    at > 0 && form(tree, at - 1) == "between"
}

/// "a 16-year-old", "$40 million", "five years".
fn is_measure(tree: &Tree, words: &CountFile, run: &Range<usize>) -> bool {
    let money = run.start > 0 && tree.sentence().form(run.start - 1).contains(['$', '€', '£', '¥']);
    let next = (run.end < tree.len()).then(|| form(tree, run.end));
    let joined = matches!(next.as_deref(), Some("-" | "–" | "%"))
        && tree.sentence().span(run.end).start == tree.sentence().span(run.end - 1).end;
    let unit = run.end < tree.len() && is_listed(&words.words.unit, tree.lemma(run.end));
    money || joined || unit
}

/// The lowest and the highest value; `Some((None, None))` for words that give none.
fn bounds(tree: &Tree, words: &CountFile, run: &Range<usize>) -> Option<(Option<u64>, Option<u64>)> {
    let between = run.start > 0 && form(tree, run.start - 1) == "between";
    let cut = run.clone().find(|&i| is_cut(tree, words, i, between));
    let Some(cut) = cut else {
        let value = value(tree, words, run.clone());
        return Some((value, value));
    };
    let (low, high) = (value(tree, words, run.start..cut), value(tree, words, cut + 1..run.end));
    match low.zip(high) {
        Some((low, high)) if low <= high => Some((Some(low), Some(high))),
        // "two to three thousand": the scale is of both.
        _ => None,
    }
}

/// Whether a word parts a range; a hyphen does not in "seventy-three".
fn is_cut(tree: &Tree, words: &CountFile, at: usize, between: bool) -> bool {
    match form(tree, at).as_str() {
        "to" | "or" => true,
        "and" => between,
        "-" | "–" => !matches!(
            at.checked_sub(1).and_then(|left| part(tree, words, left)).zip(part(tree, words, at + 1)),
            Some((Part::Value(tens), Part::Value(ones))) if (20.0..100.0).contains(&tens) && tens % 10.0 == 0.0 && ones < 10.0
        ),
        _ => false,
    }
}

/// The value of a row of number words; none where it is vague.
fn value(tree: &Tree, words: &CountFile, run: Range<usize>) -> Option<u64> {
    let (mut total, mut current) = (0.0_f64, 0.0_f64);
    let mut half = false;
    let only = run.len() == 1;
    for token in run {
        match part(tree, words, token) {
            Some(Part::Value(value)) => current += value,
            Some(Part::Scale(scale)) if scale >= 1000.0 => {
                total += current.max(1.0) * scale;
                current = 0.0;
            }
            Some(Part::Scale(scale)) => current = current.max(1.0) * scale,
            Some(Part::Vague) => return None,
            Some(Part::Half) => half = true,
            Some(Part::Article) if only => current = 1.0,
            Some(Part::Article) | None => {}
        }
    }
    let sum = (total + current) * if half { 0.5 } else { 1.0 };
    (1.0..MOST).contains(&sum).then_some(sum.round() as u64)
}

/// The number with the words before and after it that open it: "at least", "or more".
fn hedged(
    tree: &Tree,
    words: &CountFile,
    run: Range<usize>,
    value: Option<(u64, u64)>,
    article: bool,
) -> Number {
    let hedges = &words.hedges;
    let mut tokens = run;
    let (mut least, mut most) = (false, false);
    if tokens.start > 0 && form(tree, tokens.start - 1) == "between" {
        tokens.start -= 1;
    }
    for _ in 0..2 {
        let lists = [(&hedges.at_least, 0), (&hedges.at_most, 1), (&hedges.about, 2)];
        let found = lists.iter().filter_map(|&(list, kind)| Some((before(tree, list, tokens.start)?, kind)));
        let Some((length, kind)) = found.max() else { break };
        tokens.start -= length;
        least |= kind == 0;
        most |= kind == 1;
    }
    if let Some(length) = after(tree, &hedges.or_more, tokens.end) {
        tokens.end += length;
        least = true;
    }
    let (min, max) = value
        .map_or((None, None), |(low, high)| (Some(low).filter(|_| !most), Some(high).filter(|_| !least)));
    Number { tokens, min, max, article }
}

/// How many words before a token are one of the phrases; not "over" in "handed over two".
fn before(tree: &Tree, phrases: &[String], end: usize) -> Option<usize> {
    if end > 0 && tree.deprel(end - 1) == Deprel::CompoundPrt {
        return None;
    }
    let lengths = phrases.iter().filter_map(|phrase| {
        let length = phrase.split(' ').count();
        let start = end.checked_sub(length)?;
        phrase.split(' ').zip(start..).all(|(word, i)| form(tree, i) == word).then_some(length)
    });
    lengths.max()
}

fn after(tree: &Tree, phrases: &[String], start: usize) -> Option<usize> {
    let lengths = phrases.iter().filter_map(|phrase| {
        let length = phrase.split(' ').count();
        let fits = start + length <= tree.len();
        (fits && phrase.split(' ').zip(start..).all(|(word, i)| form(tree, i) == word)).then_some(length)
    });
    lengths.max()
}
