//! Scores as a table for people.

use crate::calibration::Bin;
use crate::counts::{Counts, ratio};
use crate::resample::Interval;
use crate::score::Scores;
use detente_coding::Status;
use std::cmp::Reverse;
use std::fmt::Write;

/// How many confusions of types are listed.
const CONFUSIONS: usize = 8;

/// How many letters of a type head a column; they tell the codebook's types apart.
const LETTERS: usize = 4;

/// A table for the terminal.
pub fn render_text(scores: &Scores) -> String {
    let mut lines = vec![
        headline("detection", scores.detection, scores.detection_interval),
        headline("strict dyad", scores.strict, scores.strict_interval),
    ];
    lines.extend(field_lines(scores));
    lines.extend(context_line(scores.contexts));
    lines.extend(status_lines(scores));
    lines.extend(type_lines(scores));
    lines.extend(confusion_table(scores));
    lines.extend(confusion_lines(scores));
    lines.extend(calibration_lines(scores));
    lines.join("\n") + "\n"
}

fn headline(name: &str, c: Counts, Interval { low, high }: Interval) -> String {
    let (precision, recall, f1) = (c.precision(), c.recall(), c.f1());
    format!(
        "{name:<12} P {precision:.3}  R {recall:.3}  F1 {f1:.3}  [{low:.3}, {high:.3}]  hit {} extra {} missed {}",
        c.hit, c.extra, c.missed
    )
}

fn field_lines(scores: &Scores) -> impl Iterator<Item = String> {
    let line = |name: &str, right, of| format!("  {name:<18} {:.3}  ({right} of {of})", ratio(right, of));
    scores.fields.iter().map(move |(name, &(right, of))| line(name, right, of))
}

/// None when no event that was matched has a context in either.
fn context_line(c: Counts) -> Option<String> {
    let (precision, recall, f1) = (c.precision(), c.recall(), c.f1());
    (c != Counts::default()).then(|| {
        format!(
            "  {:<18} P {precision:.3}  R {recall:.3}  F1 {f1:.3}  hit {} extra {} missed {}",
            "contexts", c.hit, c.extra, c.missed
        )
    })
}

/// Statuses of the gold down, of the coder across; none when nothing was matched.
fn status_lines(scores: &Scores) -> Vec<String> {
    let names = status_names(scores);
    if names.is_empty() {
        return vec![];
    }
    let header = names.iter().fold("  gold \\ coded".to_owned(), |mut line, name| {
        let _ = write!(line, " {name:>12}");
        line
    });
    let row = |gold: &&str| {
        names.iter().fold(format!("  {gold:<12}"), |mut line, coded| {
            let _ = write!(line, " {:>12}", status_count(scores, gold, coded));
            line
        })
    };
    std::iter::once(header).chain(names.iter().map(row)).collect()
}

fn status_count(scores: &Scores, gold: &str, coded: &str) -> usize {
    scores.statuses.get(&(gold.to_owned(), coded.to_owned())).copied().unwrap_or(0)
}

/// Those that occur: the codebook's in its order, then what else the gold has.
fn status_names(scores: &Scores) -> Vec<&str> {
    let mut names: Vec<&str> =
        scores.statuses.keys().flat_map(|(gold, coded)| [gold.as_str(), coded.as_str()]).collect();
    let place = |name: &str| Status::ALL.iter().position(|s| s.name() == name).unwrap_or(Status::ALL.len());
    names.sort_unstable_by_key(|name| (place(name), *name));
    names.dedup();
    names
}

fn type_lines(scores: &Scores) -> impl Iterator<Item = String> {
    let mut types: Vec<_> = scores.by_type.iter().collect();
    types.sort_by_key(|(name, c)| (Reverse(c.hit + c.missed), name.as_str()));
    types.into_iter().map(|(name, c)| {
        let (precision, recall, f1) = (c.precision(), c.recall(), c.f1());
        format!("  {name:<10} P {precision:.2}  R {recall:.2}  F1 {f1:.2}  n={}", c.hit + c.missed)
    })
}

/// Types of the gold down, of the coder across by their first letters; a dot for none.
fn confusion_table(scores: &Scores) -> Vec<String> {
    let types = scores.confusion.types();
    if types.is_empty() {
        return vec![];
    }
    let line = |name: &str, cells: &mut dyn Iterator<Item = String>, last: &str| {
        let cells = cells.fold(String::new(), |line, cell| format!("{line} {cell:>LETTERS$}"));
        format!("  {name:<12}{cells} {last:>6}").trim_end().to_owned()
    };
    let short = &mut types.iter().map(|name| name.chars().take(LETTERS).collect());
    let mut lines = vec![line("gold \\ coded", short, "missed")];
    let show = |n: usize| if n == 0 { ".".to_owned() } else { n.to_string() };
    let count = |gold, coded| show(scores.confusion.count(gold, coded));
    for &gold in &types {
        let cells = &mut types.iter().map(|coded| count(Some(gold), Some(coded)));
        lines.push(line(gold, cells, &count(Some(gold), None)));
    }
    lines.push(line("extra", &mut types.iter().map(|coded| count(None, Some(coded))), ""));
    lines
}

/// The most frequent ones.
fn confusion_lines(scores: &Scores) -> impl Iterator<Item = String> {
    let types = |(gold, coded, n)| Some((Reverse(n), gold?, coded?));
    let mut confusions: Vec<(Reverse<usize>, &str, &str)> =
        scores.confusion.cells().filter_map(types).filter(|(_, gold, coded)| gold != coded).collect();
    confusions.sort_unstable();
    let line = |(Reverse(n), gold, coded)| format!("  {gold} taken for {coded}: {n}");
    confusions.into_iter().take(CONFUSIONS).map(line)
}

/// None when no event has a confidence.
fn calibration_lines(scores: &Scores) -> Vec<String> {
    let calibration = &scores.calibration;
    let head = calibration
        .ece()
        .map(|ece| format!("  {:<18} ECE {ece:.3}  n={}", "calibration", calibration.count()));
    let line = |(low, high, bin): (f64, f64, &Bin)| {
        let (mean, right) = (bin.mean_confidence()?, bin.share_right()?);
        Some(format!("  confidence {low:.1}-{high:.1}  mean {mean:.3}  right {right:.3}  n={}", bin.count))
    };
    head.into_iter().chain(calibration.filled().filter_map(line)).collect()
}
