//! The material from which the model of acts learns: gold joined with its text, cut and parsed as the coder does it, with the
//! frames' hints; spans become the tokens that head them.

use anyhow::{Context, Result};
use detente_coding::{COLUMNS, EventCoder, EventType, Ontology, Status};
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_text::{Article, Doc, Span};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What is turned into material.
pub struct Sources<'a> {
    /// Files of gold, or of bare articles (no `reports`), as JSON lines.
    pub files: &'a [PathBuf],
    /// Files of `{id, text}` for stand-off gold.
    pub texts: &'a [PathBuf],
}

/// The classes that the model tells apart, as JSON: their order is that of the coder's own lists.
pub fn classes() -> Value {
    let types: Vec<&str> = EventType::ALL.iter().map(|t| t.name()).collect();
    let statuses: Vec<&str> = Status::ALL.iter().map(|s| s.name()).collect();
    json!({"types": types, "statuses": statuses, "modes": Ontology::embedded().all_modes(),
           "contexts": Ontology::embedded().contexts(), "hints": COLUMNS})
}

/// One line of material a sentence.
///
/// # Errors
///
/// When a file cannot be read or does not fit its texts.
pub fn material(tier: Tier, sources: &Sources<'_>) -> Result<String> {
    let texts = texts(sources.texts)?;
    let parser = Parser::of(tier);
    let coder = EventCoder::frames(tier, &parser.id());
    let mut reader = Reader { parser, coder, scratch: Scratch::default(), out: String::new() };
    for path in sources.files {
        for line in lines(path)? {
            let id = text_field(&line, "id")?.to_owned();
            let own = line.get("text").and_then(Value::as_str).map(str::to_owned);
            let text =
                own.or_else(|| texts.get(&id).cloned()).with_context(|| format!("no text for {id}"))?;
            reader.article(&id, text, &line)?;
        }
    }
    Ok(reader.out)
}

/// The texts of files of `{id, text}`.
pub(crate) fn texts(files: &[PathBuf]) -> Result<HashMap<String, String>> {
    let mut texts = HashMap::new();
    for path in files {
        for line in lines(path)? {
            texts.insert(text_field(&line, "id")?.to_owned(), text_field(&line, "text")?.to_owned());
        }
    }
    Ok(texts)
}

pub(crate) fn lines(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    text.lines()
        .map(|line| serde_json::from_str(line).with_context(|| format!("reading {}", path.display())))
        .collect()
}

pub(crate) fn text_field<'a>(line: &'a Value, key: &str) -> Result<&'a str> {
    line[key].as_str().with_context(|| format!("a line without {key}"))
}

struct Reader {
    parser: &'static Parser,
    coder: EventCoder,
    scratch: Scratch,
    out: String,
}

impl Reader {
    fn article(&mut self, id: &str, text: String, line: &Value) -> Result<()> {
        let doc = Doc::new(Article { id: id.to_owned(), text, ..Article::default() });
        let none = vec![];
        let reports = line.get("reports").and_then(Value::as_array).unwrap_or(&none);
        for sentence in &doc.sentences {
            let syntax = self.parser.parse_with(&mut self.scratch, &doc, sentence);
            let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
            let hints = self.coder.hints(parsed);
            let forms: Vec<&str> = (0..parsed.len()).map(|i| parsed.form(i)).collect();
            let inside =
                |report: &&Value| span_of(&report["trigger"]).is_some_and(|s| sentence.span.overlaps(s));
            let events: Vec<Value> = reports.iter().filter(inside).filter_map(|r| event(parsed, r)).collect();
            let nations: Vec<Option<&str>> =
                hints.nations.iter().map(|n| n.as_ref().map(|n| n.country.code())).collect();
            let known: Vec<usize> =
                (0..forms.len()).filter(|&i| hints.nations[i].is_some_and(|n| n.known)).collect();
            let mut row = json!({"id": id, "forms": forms, "hints": hints.words, "parties": hints.parties,
                                 "nations": nations, "known": known, "events": events});
            if self.parser.tier() == Tier::Fast {
                row["rows"] = json!(forms.iter().map(|form| self.parser.rows(form)).collect::<Vec<_>>());
            }
            if let Some(marks) = marks(parsed, line) {
                row["marks"] = json!(marks);
                row["gold"] = line["gold"].clone();
            }
            writeln!(self.out, "{row}")?;
        }
        Ok(())
    }
}

/// The heads of the two mentions that a line of `classify`'s input marks.
fn marks(sentence: ParsedSentence<'_>, line: &Value) -> Option<[usize; 2]> {
    let bound = |key: &str, i: usize| line[key][i].as_u64().map(|n| n as u32);
    let head = |key: &str| head_of(sentence, Span { start: bound(key, 0)?, end: bound(key, 1)? });
    Some([head("actor")?, head("recipient")?])
}

pub(crate) fn span_of(value: &Value) -> Option<Span> {
    let number = |key: &str| value[key].as_u64().map(|n| n as u32);
    Some(Span { start: number("start")?, end: number("end")? })
}

/// A report's spans as tokens; none when its trigger is in no token.
fn event(sentence: ParsedSentence<'_>, report: &Value) -> Option<Value> {
    let trigger = head_of(sentence, span_of(&report["trigger"])?)?;
    let mentions = |key: &str| -> Vec<(usize, &Value)> {
        let list = report[key].as_array().map_or(&[][..], Vec::as_slice);
        let own = list.iter().filter(|mention| mention["carried"] != true);
        own.filter_map(|mention| Some((head_of(sentence, span_of(mention)?)?, &mention["country"]))).collect()
    };
    let heads = |key: &str| -> Vec<usize> { mentions(key).into_iter().map(|(token, _)| token).collect() };
    let nations = [mentions("actors"), mentions("recipients")].concat();
    let place = span_of(&report["place"]).and_then(|span| head_of(sentence, span));
    let kind = EventType::from_name(report["type"].as_str()?)?;
    let modes: Vec<String> = serde_json::from_value(report["modes"].clone()).unwrap_or_default();
    let known = Ontology::embedded().all_modes();
    let mode = modes.first().and_then(|m| known.iter().position(|k| *k == format!("{}:{m}", kind.name())));
    let status = Status::ALL.iter().position(|s| report["status"] == s.name())?;
    let contexts: Vec<usize> = report["contexts"]
        .as_array()
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .filter_map(|c| Ontology::embedded().contexts().iter().position(|k| c == k.as_str()))
        .collect();
    Some(json!({
        "token": trigger, "type": kind as usize + 1, "mode": mode.unwrap_or(0), "status": status,
        "reciprocal": report["reciprocal"] == true, "firm": report["firm"] != false, "contexts": contexts,
        "actors": heads("actors"), "recipients": heads("recipients"), "sources": heads("attribution"),
        "nations": nations, "place": place,
    }))
}

/// The token of a span whose head lies outside it.
pub(crate) fn head_of(sentence: ParsedSentence<'_>, span: Span) -> Option<usize> {
    let inside = |i: usize| span.overlaps(sentence.span(i));
    (0..sentence.len()).find(|&i| inside(i) && sentence.head(i).is_none_or(|h| !inside(h)))
}
