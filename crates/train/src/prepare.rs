//! Writes the material of training as lines of JSON, so that the learner (`train/`, Python) need know nothing
//! of treebanks, sets of names or our tokens: numbers are the discriminants of `detente-parse`'s enums.

use crate::augment;
use crate::name_data;
use crate::names::{Named, classes_of};
use crate::tags::TagSet;
use crate::treebank::{self, Gold};
use anyhow::{Context, Result, ensure};
use detente_parse::{Deprel, NameKind, spelling, table};
use detente_text::{Article, Doc};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write};
use std::path::Path;

/// A sentence for the learner. What is not known is left out.
#[derive(serde::Serialize)]
struct Line<'a> {
    source: &'a str,
    forms: &'a [String],
    /// Classes of the joint tags.
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<Vec<u8>>,
    /// Heads from 0, the root its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    heads: Option<&'a [u32]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relations: Option<Vec<u8>>,
    /// Classes of `names::class`.
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Vec<u8>>,
}

/// Names of the classes, and the part of speech and Penn tag of each joint tag.
#[derive(serde::Serialize)]
struct Classes {
    tags: Vec<[&'static str; 2]>,
    tag_bytes: Vec<[u8; 2]>,
    relations: Vec<&'static str>,
    kinds: Vec<&'static str>,
}

/// Writes `classes.json`, `train.jsonl`, `dev.jsonl`, `test.jsonl` and `news.jsonl` (not annotated).
///
/// # Errors
///
/// When the data cannot be read or `out` not written.
pub fn write(data: &Path, own: &Path, out: &Path) -> Result<()> {
    std::fs::create_dir_all(out).with_context(|| format!("creating {}", out.display()))?;
    let bank = |name: &str, part: &str| {
        treebank::read(&data.join(format!("treebanks/{name}/en_{name}-ud-{part}.conllu")))
    };
    let (ewt, gum) = (bank("ewt", "train")?, bank("gum", "train")?);
    let ours = treebank::read(&own.join("trees.conllu"))?;
    let tags = TagSet::new(&ewt.iter().chain(&gum).cloned().collect::<Vec<_>>());
    let classes = Classes {
        tags: tags.classes.iter().map(|(upos, xpos)| [upos.name(), xpos.name()]).collect(),
        tag_bytes: tags.classes.iter().map(|&(upos, xpos)| [upos as u8, xpos as u8]).collect(),
        relations: Deprel::ALL.iter().map(|label| label.name()).collect(),
        kinds: NameKind::ALL.iter().map(|kind| kind.name()).collect(),
    };
    std::fs::write(out.join("classes.json"), serde_json::to_vec(&classes)?)?;

    let mut train = Writer::new(&out.join("train.jsonl"), &tags)?;
    train.trees("ewt", &ewt, |_| None)?;
    train.trees("gum", &gum, |gold| Some(name_data::from_gum(gold)))?;
    train.trees("own", &ours, |gold| Some(name_data::from_misc(gold)))?;
    for named in name_data::training(data)?.iter().chain(&name_data::bracketed(&own.join("names.txt"))?) {
        train.names("names", named)?;
    }
    train.out.flush()?;
    for part in ["dev", "test"] {
        let mut writer = Writer::new(&out.join(format!("{part}.jsonl")), &tags)?;
        writer.trees("ewt", &bank("ewt", part)?, |_| None)?;
        writer.trees("gum", &bank("gum", part)?, |gold| Some(name_data::from_gum(gold)))?;
        writer.out.flush()?;
    }
    let dev = name_data::columns(&data.join("ner/crossner-politics/dev.txt"), name_data::crossner_kind)?;
    let mut writer = Writer::new(&out.join("names-dev.jsonl"), &tags)?;
    for named in &dev {
        writer.names("names", named)?;
    }
    writer.out.flush()?;
    news(data, &out.join("news.jsonl"), &tags)?;
    words(out)
}

/// A word is known to the fast tier when it stands at least so often in the material.
const KNOWN: usize = 2;

#[derive(serde::Deserialize)]
struct Forms {
    forms: Vec<String>,
}

/// Writes `known.bin`, the index of known words, and `words.json`: for every form in any case the rows of
/// the fast tier's table.
fn words(out: &Path) -> Result<()> {
    let mut letters = Vec::new();
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let mut forms: BTreeSet<String> = BTreeSet::new();
    for (file, counted) in
        [("train", true), ("news", true), ("dev", false), ("test", false), ("names-dev", false)]
    {
        let sentences: Vec<Forms> = name_data::json_lines(&out.join(format!("{file}.jsonl")))?;
        for form in sentences.into_iter().flat_map(|sentence| sentence.forms) {
            *counts.entry(spelling::key(&form, &mut letters)).or_default() += usize::from(counted);
            forms.extend([augment::upper(&form), augment::lower(&form), augment::title(&form), form]);
        }
    }
    let known: Vec<u32> = counts.iter().filter(|(_, count)| **count >= KNOWN).map(|(key, _)| *key).collect();
    let mut index = vec![0; (known.len() * 3 / 2 + 1).next_power_of_two() * spelling::ENTRY];
    for (i, &key) in known.iter().enumerate() {
        let row = spelling::UNKNOWN + 1 + i as u32;
        ensure!(table::put(&mut index, spelling::place(key), spelling::entry(key, row)), "the index is full");
    }
    std::fs::write(out.join("known.bin"), &index)?;
    let rows = forms.into_iter().map(|form| {
        let rows = spelling::rows(&form, &index, &mut letters);
        (form, rows)
    });
    let hashed = spelling::HASHED;
    let words = Words { rows: hashed + 1 + known.len(), hashed, forms: rows.collect() };
    Ok(std::fs::write(out.join("words.json"), serde_json::to_vec(&words)?)?)
}

#[derive(serde::Serialize)]
struct Words {
    /// Of the table.
    rows: usize,
    /// Of them for endings and shapes; the next is that of words not known.
    hashed: usize,
    forms: BTreeMap<String, [u32; spelling::ROWS]>,
}

struct Writer<'a> {
    out: BufWriter<std::fs::File>,
    tags: &'a TagSet,
}

impl<'a> Writer<'a> {
    fn new(path: &Path, tags: &'a TagSet) -> Result<Self> {
        let file = std::fs::File::create(path).with_context(|| format!("writing {}", path.display()))?;
        Ok(Self { out: BufWriter::new(file), tags })
    }

    fn line(&mut self, line: &Line<'_>) -> Result<()> {
        if !line.forms.is_empty() {
            serde_json::to_writer(&mut self.out, line)?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn trees(&mut self, source: &str, all: &[Gold], named: impl Fn(&Gold) -> Option<Named>) -> Result<()> {
        for gold in all {
            let tags = (0..gold.forms.len()).map(|i| self.tags.class(gold, i)).collect();
            let source = if gold.document.contains("_news_") { "news" } else { source };
            self.line(&Line {
                source,
                forms: &gold.forms,
                tags: Some(tags),
                heads: Some(&gold.heads),
                relations: Some(gold.labels.iter().map(|&label| label as u8).collect()),
                names: named(gold).map(|named| classes_of(&named.names, gold.forms.len())),
            })?;
        }
        Ok(())
    }

    fn names(&mut self, source: &str, sentence: &Named) -> Result<()> {
        let names = Some(classes_of(&sentence.names, sentence.forms.len()));
        self.line(&Line { source, forms: &sentence.forms, tags: None, heads: None, relations: None, names })
    }
}

#[derive(serde::Deserialize)]
struct NewsText {
    text: String,
}

/// Sentences of open news: VOA's and Wikinews's.
fn news(data: &Path, out: &Path, tags: &TagSet) -> Result<()> {
    let mut writer = Writer::new(out, tags)?;
    for file in ["news/voa_sentences.jsonl", "news/wikinews.jsonl"] {
        for item in name_data::json_lines::<NewsText>(&data.join(file))? {
            let doc = Doc::new(Article { text: item.text, ..Default::default() });
            for sentence in &doc.sentences {
                let tokens = doc.tokens_of(sentence);
                let forms: Vec<String> = tokens.iter().map(|&span| doc.text(span).to_owned()).collect();
                let line = Line {
                    source: "unlabelled",
                    forms: &forms,
                    tags: None,
                    heads: None,
                    relations: None,
                    names: None,
                };
                writer.line(&line)?;
            }
        }
    }
    Ok(writer.out.flush()?)
}
