//! Measures links between actors on re3d, whose people marked relations in reports on Syria and Iraq (docs/links.md).
//!
//! `re3d FOLDER [--fast] [--odd] [--wrong]`: documents of even number, or of odd ones; `--wrong` prints what differs.

#![expect(clippy::print_stdout, reason = "a program that prints figures")]

use detente_coding::{EventCoder, Relation, Status};
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_text::{Article, Doc, Span};
use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

/// Not free for all uses.
const LEFT_OUT: &str = "BBC Online";

/// A relation between two stretches of text.
type Tie = (Relation, Span, Span);

/// Right, given, wanted.
type Score = [usize; 3];

#[derive(Default)]
struct Document {
    text: String,
    entities: Vec<(Span, bool)>,
    ties: Vec<Tie>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().ok_or("usage: re3d FOLDER [--fast] [--odd] [--wrong]")?;
    let has = |name: &str| arguments.iter().any(|a| a == name);
    let tier = if has("--fast") { Tier::Fast } else { Tier::Accurate };
    let parser = Parser::of(tier);
    let coder = EventCoder::embedded(tier, &parser.id());
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for document in documents(Path::new(folder), has("--odd"))? {
        let given = links(parser, &coder, &document);
        compare(&document, &given, has("--wrong") && !has("--odd"), &mut scores);
    }
    let total = scores.values().fold([0; 3], |sum, s| std::array::from_fn(|i| sum[i] + s[i]));
    scores.insert("total", total);
    for (name, [right, given, wanted]) in scores {
        let share = |of: usize| right as f64 / of.max(1) as f64;
        let f1 = 2.0 * right as f64 / (given + wanted).max(1) as f64;
        println!(
            "{name:10} P {:.3} R {:.3} F1 {f1:.3}  ({right} right, {given} given, {wanted} wanted)",
            share(given),
            share(wanted)
        );
    }
    Ok(())
}

fn documents(folder: &Path, odd: bool) -> Result<Vec<Document>, Box<dyn Error>> {
    let mut sources: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    sources.sort_by_key(std::fs::DirEntry::path);
    let mut out = Vec::new();
    for source in sources.iter().filter(|s| s.path().is_dir() && s.file_name() != LEFT_OUT) {
        let mut found: BTreeMap<String, Document> = BTreeMap::new();
        for row in rows(&source.path().join("documents.json"))? {
            let id = row["_id"].as_str().unwrap_or_default();
            let is_odd = id.chars().last().and_then(|c| c.to_digit(16)).is_some_and(|d| d % 2 == 1);
            if is_odd == odd {
                let text = row["text"].as_str().unwrap_or_default().to_owned();
                found.insert(id.to_owned(), Document { text, ..Document::default() });
            }
        }
        for row in rows(&source.path().join("entities.json"))? {
            let Some(document) = found.get_mut(row["documentId"].as_str().unwrap_or_default()) else {
                continue;
            };
            let span = span(&document.text, &row, "begin", "end");
            document.entities.push((span, matches!(row["type"].as_str(), Some("Person" | "Organisation"))));
        }
        for row in rows(&source.path().join("relations.json"))? {
            let Some(document) = found.get_mut(row["documentId"].as_str().unwrap_or_default()) else {
                continue;
            };
            let tie = tie(document, &row);
            document.ties.extend(tie);
        }
        out.extend(found.into_values());
    }
    Ok(out)
}

fn rows(path: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    Ok(text.trim_start_matches('\u{feff}').lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// Bytes of a stretch that is given in UTF-16 units.
fn span(text: &str, row: &Value, begin: &str, end: &str) -> Span {
    let byte = |name: &str| {
        let wanted = row[name].as_u64().unwrap_or(0) as usize;
        let mut units = 0;
        let found = text.char_indices().find(|&(_, c)| {
            let here = units >= wanted;
            units += c.len_utf16();
            here
        });
        found.map_or(text.len(), |(i, _)| i)
    };
    Span::new(byte(begin), byte(end))
}

/// A relation of theirs that is one of ours, both ends persons or organisations.
fn tie(document: &Document, row: &Value) -> Option<Tie> {
    let source = span(&document.text, row, "sourceBegin", "sourceEnd");
    let target = span(&document.text, row, "targetBegin", "targetEnd");
    let actor = |span: Span| document.entities.iter().any(|&(s, actor)| actor && s == span);
    if !actor(source) || !actor(target) {
        return None;
    }
    match row["type"].as_str()? {
        "BelongsTo" => Some((Relation::MemberOf, source, target)),
        "InChargeOf" => Some((Relation::LedBy, target, source)),
        "AlliesOf" => Some((Relation::AllyOf, source, target)),
        _ => None,
    }
}

/// What the coder finds, of the relations that they have too, between entities that they marked.
fn links(parser: &'static Parser, coder: &EventCoder, document: &Document) -> Vec<Tie> {
    let doc = Doc::new(Article { id: "re3d".into(), text: document.text.clone(), ..Article::default() });
    let mut scratch = Scratch::default();
    let mut out = Vec::new();
    let marked = |span: Span| document.entities.iter().any(|&(s, actor)| actor && s.overlaps(span));
    for sentence in &doc.sentences {
        let syntax = parser.parse_with(&mut scratch, &doc, sentence);
        for entity in coder.links(ParsedSentence { doc: &doc, sentence, syntax: &syntax }) {
            let from = entity.mention.span;
            let held =
                entity.links.iter().filter(|l| l.status != Status::Negated && l.status != Status::Denied);
            let shared = held
                .filter(|l| matches!(l.relation, Relation::MemberOf | Relation::LedBy | Relation::AllyOf));
            let fitting = shared.filter(|l| marked(from) && marked(l.mention.span));
            out.extend(fitting.map(|l| (l.relation, from, l.mention.span)));
        }
    }
    out
}

fn compare(document: &Document, given: &[Tie], tell: bool, scores: &mut BTreeMap<&'static str, Score>) {
    let mut left: Vec<Tie> = document.ties.clone();
    left.sort_by_key(|t| (t.1.start, t.2.start));
    left.dedup_by(|a, b| same(a, b));
    for tie in &left {
        scores.entry(tie.0.name()).or_default()[2] += 1;
    }
    for tie in given {
        let score = scores.entry(tie.0.name()).or_default();
        score[1] += 1;
        if let Some(i) = left.iter().position(|l| same(l, tie)) {
            score[0] += 1;
            left.remove(i);
        } else if tell {
            show("extra", document, tie);
        }
    }
    left.iter().filter(|_| tell).for_each(|tie| show("missed", document, tie));
}

/// The same relation between overlapping ends; allies either way round.
fn same(a: &Tie, b: &Tie) -> bool {
    let swapped = a.0 == Relation::AllyOf && a.1.overlaps(b.2) && a.2.overlaps(b.1);
    a.0 == b.0 && (a.1.overlaps(b.1) && a.2.overlaps(b.2) || swapped)
}

fn show(what: &str, document: &Document, tie: &Tie) {
    let (from, to) = (tie.1.of(&document.text), tie.2.of(&document.text));
    println!("{what}: {} | {from} | {to}", tie.0.name());
}
