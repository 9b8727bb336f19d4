//! The material of the model of factuality, and its file.

use crate::acts::{head_of, lines, span_of, text_field, texts};
use crate::assemble::put_floats;
use crate::graded;
use crate::weights::Weights;
use anyhow::{Context, Result, ensure};
use detente_coding::{EventCoder, Judge, Status, happened_file};
use detente_nn::Linear;
use detente_parse::vectors::Vectors;
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_text::{Article, Doc};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// What is turned into material.
pub struct Sources<'a> {
    /// Files of graded words.
    pub graded: &'a [PathBuf],
    /// Files of gold.
    pub gold: &'a [PathBuf],
    /// Files of `{id, text}` for stand-off gold.
    pub texts: &'a [PathBuf],
}

struct Writers {
    coder: EventCoder,
    rows: BufWriter<File>,
    vectors: BufWriter<File>,
}

impl Writers {
    /// A line for each word, with what is said of it beside what the model reads.
    fn write(
        &mut self,
        sentence: ParsedSentence<'_>,
        words: &[usize],
        said: impl Fn(usize) -> Value,
    ) -> Result<()> {
        for (i, grounds) in self.coder.grounds(sentence, words).into_iter().enumerate() {
            let mut row = said(i);
            row["names"] = json!(grounds.names);
            row["judged"] = json!(grounds.judged);
            row["ruled"] = json!(grounds.ruled);
            writeln!(self.rows, "{row}")?;
            for value in grounds.vectors {
                self.vectors.write_all(&value.to_le_bytes())?;
            }
        }
        Ok(())
    }
}

/// Writes `out.jsonl`, a line a word: its label or its status in gold, the hashes of its circumstances, what judge and rules say
/// of its status; and `out.bin`, the floats of its vectors in the same order.
///
/// # Errors
///
/// When something cannot be read or written.
pub fn material(tier: Tier, sources: &Sources<'_>, out: &Path) -> Result<()> {
    let create = |end: &str| -> Result<BufWriter<File>> {
        let path = out.with_extension(end);
        Ok(BufWriter::new(File::create(&path).with_context(|| format!("writing {}", path.display()))?))
    };
    let coder = EventCoder::judged(Judge::of(tier));
    let mut writers = Writers { coder, rows: create("jsonl")?, vectors: create("bin")? };
    let (parser, mut scratch) = (Parser::of(tier), Scratch::default());
    for path in sources.graded {
        for (number, text) in graded::read(path)?.iter().enumerate() {
            graded::each_sentence(parser, &mut scratch, text, |sentence, targets| {
                let words: Vec<usize> = targets.iter().map(|(word, _)| *word).collect();
                writers.write(sentence, &words, |i| json!({"text": number, "label": targets[i].1}))
            })?;
        }
    }
    let known = texts(sources.texts)?;
    for path in sources.gold {
        for line in lines(path)? {
            let id = text_field(&line, "id")?;
            let own = line.get("text").and_then(Value::as_str).map(str::to_owned);
            let text = own.or_else(|| known.get(id).cloned()).with_context(|| format!("no text for {id}"))?;
            let doc = Doc::new(Article { text, ..Article::default() });
            gold(&mut writers, parser, &mut scratch, &doc, &line)?;
        }
    }
    writers.rows.flush()?;
    Ok(writers.vectors.flush()?)
}

/// The firm events of an article of gold.
fn gold(
    writers: &mut Writers,
    parser: &Parser,
    scratch: &mut Scratch,
    doc: &Doc,
    line: &Value,
) -> Result<()> {
    let reports = line["reports"].as_array().map_or(&[][..], Vec::as_slice);
    for sentence in &doc.sentences {
        let inside = |r: &&Value| span_of(&r["trigger"]).is_some_and(|s| sentence.span.overlaps(s));
        if !reports.iter().any(|r| inside(&r)) {
            continue;
        }
        let syntax = parser.parse_with(scratch, doc, sentence);
        let parsed = ParsedSentence { doc, sentence, syntax: &syntax };
        let event = |r: &Value| {
            let word = head_of(parsed, span_of(&r["trigger"])?)?;
            Some((word, Status::ALL.iter().position(|s| r["status"] == s.name())?))
        };
        let firm = reports.iter().filter(inside).filter(|r| r["firm"] != false);
        let events: Vec<(usize, usize)> = firm.filter_map(event).collect();
        let words: Vec<usize> = events.iter().map(|(word, _)| *word).collect();
        writers.write(parsed, &words, |i| json!({"status": events[i].1}))?;
    }
    Ok(())
}

/// The bytes of the model of a tier from its learnt weights; `names` has the hashes of its circumstances, one a line, ascending.
///
/// # Errors
///
/// When something cannot be read or does not fit.
pub fn model(tier: Tier, weights: &Path, names: &Path) -> Result<Vec<u8>> {
    let weights = Weights::read(weights)?;
    let text = std::fs::read_to_string(names).with_context(|| format!("reading {}", names.display()))?;
    let names: Vec<u32> = text.lines().map(str::parse).collect::<Result<_, _>>().context("a hash a line")?;
    let vectors = weights.get("names.weight")?;
    ensure!(names.is_sorted() && vectors.values.len() == names.len() * vectors.width, "a vector a name");
    let (layer, bias) = weights.pair("layer")?;
    let (out, offset) = weights.pair("out")?;
    let mut body = (names.len() as u32).to_le_bytes().to_vec();
    body.extend(names.iter().flat_map(|name| name.to_le_bytes()));
    body.extend(Vectors::encode(&vectors.values, vectors.width));
    body.extend(Linear::encode(&layer.values, &bias.values, layer.width));
    put_floats(&out.values, &mut body);
    put_floats(&offset.values, &mut body);
    put_floats(&weights.get("verdict")?.values, &mut body);
    Ok(happened_file(Judge::of(tier).checksum(), &body))
}
