//! Scores a model on treebanks and sets of names.

use crate::name_data;
use crate::names::Named;
use crate::raw;
use crate::treebank::{self, Gold};
use anyhow::Result;
use detente_parse::{NameKind, Parser, Scratch, Syntax};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

/// How many of how many.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn percent(self) -> f64 {
        100.0 * self.right as f64 / self.all.max(1) as f64
    }
}

/// Scores over the words of a treebank, given its words.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    upos: Share,
    xpos: Share,
    lemma: Share,
    unlabelled: Share,
    labelled: Share,
}

impl Words {
    fn add(&mut self, gold: &Gold, syntax: &Syntax) {
        for i in 0..gold.forms.len() {
            self.upos.count(gold.upos[i] == syntax.upos[i]);
            self.xpos.count(gold.xpos[i] == syntax.xpos[i]);
            self.lemma.count(gold.lemmas[i] == syntax.lemma[i] || gold.lemmas[i] == "_");
            let head = gold.heads[i] == syntax.head[i];
            self.unlabelled.count(head);
            self.labelled.count(head && gold.labels[i] == syntax.deprel[i]);
        }
    }
}

/// The table of scores, as Markdown.
///
/// # Errors
///
/// When the data cannot be read.
pub fn table(parser: &Parser, data: &Path, part: &str) -> Result<String> {
    let mut out = String::from(
        "| treebank | UPOS | XPOS | lemma | UAS | LAS | cutting |\n|---|---|---|---|---|---|---|\n",
    );
    for bank in ["ewt", "gum"] {
        let gold = treebank::read(&data.join(format!("treebanks/{bank}/en_{bank}-ud-{part}.conllu")))?;
        writeln!(out, "| {bank} {part}, gold words {}", row(parser, &gold))?;
        writeln!(out, "| {bank} {part}, raw text (F1) {}", raw_row(parser, &gold))?;
        if bank == "gum" {
            let news: Vec<Gold> = gold.into_iter().filter(|s| s.document.contains("_news_")).collect();
            writeln!(out, "| {bank} {part}, news only {}", row(parser, &news))?;
        }
    }
    out.push_str(&genres(parser)?);
    out.push('\n');
    out.push_str(&names_table(parser, data)?);
    Ok(out)
}

/// Our own sentences in the genres of news, by genre.
fn genres(parser: &Parser) -> Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/parse/news.conllu");
    let gold = treebank::read(&path)?;
    let mut out = format!("| own news, gold words {}\n", row(parser, &gold));
    let names: BTreeSet<&str> = gold.iter().map(|sentence| sentence.genre.as_str()).collect();
    for genre in names {
        let of_genre: Vec<Gold> = gold.iter().filter(|sentence| sentence.genre == genre).cloned().collect();
        writeln!(out, "| own news, {genre} {}", row(parser, &of_genre))?;
    }
    Ok(out)
}

fn row(parser: &Parser, gold: &[Gold]) -> String {
    let mut words = Words::default();
    let mut scratch = Scratch::default();
    for sentence in gold {
        words.add(sentence, &parser.parse_tokens_with(&mut scratch, &sentence.tokens()));
    }
    let columns = [words.upos, words.xpos, words.lemma, words.unlabelled, words.labelled];
    columns.iter().fold(String::new(), |row, share| format!("{row}| {:.2} ", share.percent())) + "| given |"
}

fn raw_row(parser: &Parser, gold: &[Gold]) -> String {
    let score = raw::score(parser, gold);
    let [words, columns @ ..] = score.f1();
    let columns = columns.iter().fold(String::new(), |row, share| format!("{row}| {share:.2} "));
    format!("{columns}| words {words:.2}, sentences {:.2} |", score.sentence_f1())
}

/// True, found and right names.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    gold: usize,
    guessed: usize,
    right: usize,
}

fn names_table(parser: &Parser, data: &Path) -> Result<String> {
    let mut out = String::from("| names | precision | recall | F1 |\n|---|---|---|---|\n");
    let test = name_data::universal(&data.join("ner/uner-ewt/en_ewt-ud-test.iob2"))?;
    let dev = name_data::columns(&data.join("ner/crossner-politics/dev.txt"), name_data::crossner_kind)?;
    let own = treebank::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold/parse/news.conllu"))?;
    let own: Vec<Named> = own.iter().map(name_data::from_misc).collect();
    writeln!(out, "| own news, all kinds {}", names_row(parser, &own, &NameKind::ALL))?;
    let main = [NameKind::Per, NameKind::Org, NameKind::Loc];
    for (title, set) in [("UNER EWT test", &test), ("CrossNER politics dev", &dev)] {
        writeln!(out, "| {title}, PER ORG LOC {}", names_row(parser, set, &main))?;
        for kind in main {
            writeln!(out, "| {title}, {} {}", kind.name(), names_row(parser, set, &[kind]))?;
        }
    }
    Ok(out)
}

fn names_row(parser: &Parser, set: &[Named], kinds: &[NameKind]) -> String {
    let mut score = Found::default();
    for named in set {
        let forms: Vec<&str> = named.forms.iter().map(String::as_str).collect();
        let found = parser.parse_tokens(&forms).names;
        score.gold += named.names.iter().filter(|name| kinds.contains(&name.kind)).count();
        score.guessed += found.iter().filter(|name| kinds.contains(&name.kind)).count();
        let right = found.iter().filter(|name| kinds.contains(&name.kind) && named.names.contains(name));
        score.right += right.count();
    }
    let share = |of: usize| 100.0 * score.right as f64 / of.max(1) as f64;
    let f1 = 200.0 * score.right as f64 / (score.gold + score.guessed).max(1) as f64;
    format!("| {:.1} | {:.1} | {f1:.1} |", share(score.guessed), share(score.gold))
}

/// Words a second for tags, lemmas, trees and names together, over EWT's dev part. The best
/// of five tries of each hundred sentences counts, since other work on the machine only ever slows.
///
/// # Errors
///
/// When the data cannot be read.
pub fn speed(parser: &Parser, data: &Path) -> Result<String> {
    let gold = treebank::read(&data.join("treebanks/ewt/en_ewt-ud-dev.conllu"))?;
    let sentences: Vec<Vec<&str>> = gold.iter().map(Gold::tokens).collect();
    let words: usize = sentences.iter().map(Vec::len).sum();
    let mut scratch = Scratch::default();
    let seconds: f64 = sentences.chunks(100).map(|chunk| best_of_five(parser, &mut scratch, chunk)).sum();
    let rate = words as f64 / seconds;
    Ok(format!("{rate:.0} words/s, {:.0} sentences of 22 words/s, on one core", rate / 22.0))
}

/// The shortest time for these sentences, in seconds.
fn best_of_five(parser: &Parser, scratch: &mut Scratch, sentences: &[Vec<&str>]) -> f64 {
    let once = |_| {
        let begin = Instant::now();
        for sentence in sentences {
            std::hint::black_box(parser.parse_tokens_with(scratch, sentence));
        }
        begin.elapsed().as_secs_f64()
    };
    (0..5).map(once).fold(f64::INFINITY, f64::min)
}
