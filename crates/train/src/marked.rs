//! Scores `classify` on sentences with two marked mentions, such as the zero-shot PLOVER benchmark's (`plv_train.tsv`): macro F1 of
//! the types and of the quad classes. CONCEDE and RETREAT count as its YIELD, which it has in quad 2.

use anyhow::{Context, Result};
use detente_coding::{EventCoder, EventType};
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_text::{Article, Doc, Span};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// A sentence without its marks, and what stood between them.
struct Marked {
    text: String,
    actor: Span,
    recipient: Span,
    gold: String,
    quad: String,
}

/// F1 of each class, their mean, and how many are right.
struct Table {
    f1: BTreeMap<String, f64>,
    right: usize,
    count: usize,
}

/// The scores as text; with `errors` the sentences that were taken for another type, too.
///
/// # Errors
///
/// When the file cannot be read or has other columns.
pub fn table(tier: Tier, path: &Path, errors: bool) -> Result<String> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut rows = text.lines();
    let header: Vec<&str> = rows.next().context("an empty file")?.split('\t').collect();
    let column =
        |name: &str| header.iter().position(|h| *h == name).with_context(|| format!("no column {name}"));
    let (marked, root, quad) = (column("marked_sentence")?, column("gold_root")?, column("gold_quad")?);
    let parser = Parser::of(tier);
    let (mut coder, mut scratch) = (EventCoder::embedded(tier, &parser.id()), Scratch::default());
    let (mut types, mut quads, mut out) = (Vec::new(), Vec::new(), String::new());
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let cell = |i: usize| cells.get(i).copied().context("a row with too few cells");
        let marked = Marked::new(cell(marked)?, cell(root)?, cell(quad)?);
        let said = kind(parser, &mut coder, &mut scratch, &marked);
        let (name, number) = named(said);
        if errors && name != marked.gold {
            writeln!(out, "{} taken for {name}: {}", marked.gold, cell(column("marked_sentence")?)?)?;
        }
        types.push((marked.gold, name.to_owned()));
        quads.push((marked.quad, number.to_owned()));
    }
    let (types, quads) = (Table::new(&types), Table::new(&quads));
    writeln!(out, "types: macro F1 {:.3}, {} of {} right", types.macro_f1(), types.right, types.count)?;
    for (name, f1) in &types.f1 {
        writeln!(out, "  {name:<10} {f1:.2}")?;
    }
    writeln!(
        out,
        "quad classes: macro F1 {:.3}, {} of {} right",
        quads.macro_f1(),
        quads.right,
        quads.count
    )?;
    Ok(out)
}

impl Marked {
    fn new(marked: &str, gold: &str, quad: &str) -> Self {
        let (mut text, mut rest) = (String::new(), marked);
        let mut at = BTreeMap::new();
        while let Some((start, mark)) = ["<s>", "</s>", "<t>", "</t>"]
            .iter()
            .filter_map(|mark| Some((rest.find(mark)?, *mark)))
            .min_by_key(|(start, _)| *start)
        {
            text.push_str(&rest[..start]);
            at.insert(mark, text.len());
            rest = &rest[start + mark.len()..];
        }
        text.push_str(rest);
        let span = |from: &str, to: &str| Some(Span::new(*at.get(from)?, *at.get(to)?));
        let (actor, recipient) = (span("<s>", "</s>"), span("<t>", "</t>"));
        // A few rows of the benchmark mark one mention only: then the other is the rest of the sentence.
        let whole = Span::new(0, text.len());
        Self {
            actor: actor.unwrap_or(whole),
            recipient: recipient.unwrap_or(whole),
            text,
            gold: gold.to_owned(),
            quad: quad.to_owned(),
        }
    }
}

fn kind(parser: &Parser, coder: &mut EventCoder, scratch: &mut Scratch, marked: &Marked) -> EventType {
    let doc = Doc::new(Article { text: marked.text.clone(), ..Article::default() });
    let held = |span: Span| u8::from(span.overlaps(marked.actor)) + u8::from(span.overlaps(marked.recipient));
    let Some(sentence) = doc.sentences.iter().rev().max_by_key(|s| held(s.span)) else {
        return EventType::Agree;
    };
    let syntax = parser.parse_with(scratch, &doc, sentence);
    let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
    let scores = coder.classify(parsed, marked.actor, marked.recipient);
    EventType::ALL[detente_nn::arg_max(&scores)]
}

/// The benchmark's name and quad class of a type.
fn named(event_type: EventType) -> (&'static str, &'static str) {
    match event_type {
        EventType::Concede | EventType::Retreat => ("YIELD", "2"),
        other => (other.name(), ["1", "2", "3", "4"][other.quad() as usize - 1]),
    }
}

impl Table {
    fn new(pairs: &[(String, String)]) -> Self {
        let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
        for (gold, said) in pairs {
            counts.entry(gold).or_default()[if gold == said { 0 } else { 2 }] += 1;
            if gold != said {
                counts.entry(said).or_default()[1] += 1;
            }
        }
        let of_gold = |name: &str| pairs.iter().any(|(gold, _)| gold == name);
        let f1 =
            |[hit, extra, missed]: [usize; 3]| 2.0 * hit as f64 / (2 * hit + extra + missed).max(1) as f64;
        Self {
            f1: counts
                .iter()
                .filter(|(name, _)| of_gold(name))
                .map(|(name, c)| ((*name).to_owned(), f1(*c)))
                .collect(),
            right: pairs.iter().filter(|(gold, said)| gold == said).count(),
            count: pairs.len(),
        }
    }

    fn macro_f1(&self) -> f64 {
        self.f1.values().sum::<f64>() / self.f1.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::{Marked, Table};

    #[test]
    fn marks_become_spans() {
        let marked = Marked::new("<s>Peru</s> told <t>Chile</t> so.", "REQUEST", "3");
        assert_eq!(marked.text, "Peru told Chile so.");
        assert_eq!((marked.actor.of(&marked.text), marked.recipient.of(&marked.text)), ("Peru", "Chile"));
    }

    #[test]
    fn a_missing_mark_is_the_whole_sentence() {
        let marked = Marked::new("<t>Chile</t> was told so.", "REQUEST", "3");
        assert_eq!(marked.actor.of(&marked.text), "Chile was told so.");
    }

    #[test]
    fn classes_that_the_gold_does_not_have_count_against_the_others_alone() {
        let pairs = [("A", "A"), ("A", "B"), ("B", "B"), ("B", "C")];
        let table = Table::new(&pairs.map(|(gold, said)| (gold.to_owned(), said.to_owned())));
        // A: one hit, one missed, 2/3; B: one hit, one extra, one missed, 1/2.
        assert!((table.macro_f1() - 7.0 / 12.0).abs() < 1e-9);
        assert_eq!(table.right, 2);
    }
}
