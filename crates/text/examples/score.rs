//! Scores sentences and tokens against a CoNLL-U treebank, from raw text, in the manner of the `CoNLL` 2018 shared
//! task (spans are compared; paragraphs are separated by blank lines, sentences by a space).
//!
//! `cargo run --release -p detente-text --example score -- TREEBANK.conllu [--errors N] [--only GENRE]`
//! `cargo run --release -p detente-text --example score -- --speed FILE`

use detente_text::{Article, Doc, Span};
use std::collections::BTreeSet;
use std::time::Instant;

/// One document of the treebank: its raw text and the spans of its sentences and tokens.
#[derive(Default)]
struct Gold {
    name: String,
    text: String,
    sentences: BTreeSet<(usize, usize)>,
    tokens: BTreeSet<(usize, usize)>,
}

#[derive(Default)]
struct Count {
    gold: usize,
    found: usize,
    right: usize,
}

impl Count {
    fn add(&mut self, gold: &BTreeSet<(usize, usize)>, found: &BTreeSet<(usize, usize)>) {
        self.gold += gold.len();
        self.found += found.len();
        self.right += gold.intersection(found).count();
    }

    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

#[expect(clippy::print_stdout, reason = "a program that prints its figures")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| arguments.iter().position(|a| a == name).and_then(|i| arguments.get(i + 1));
    if let Some(path) = value("--speed") {
        let text = std::fs::read_to_string(path).expect("the file can be read");
        let bytes = text.len();
        let start = Instant::now();
        let doc = Doc::new(Article { text, ..Article::default() });
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{} sentences, {} tokens, {:.1} MB/s",
            doc.sentences.len(),
            doc.tokens.len(),
            bytes as f64 / seconds / 1e6
        );
        return;
    }
    let path = arguments.first().expect("a path to a treebank");
    let treebank = std::fs::read_to_string(path).expect("the treebank can be read");
    let mut errors: usize = value("--errors").and_then(|n| n.parse().ok()).unwrap_or(0);
    let only = value("--only").map_or("", String::as_str);
    let (mut sentences, mut tokens) = (Count::default(), Count::default());
    for gold in documents(&treebank).into_iter().filter(|gold| gold.name.contains(only)) {
        let doc = Doc::new(Article { text: gold.text.clone(), ..Article::default() });
        let pair = |span: Span| (span.start as usize, span.end as usize);
        let found: BTreeSet<_> = doc.tokens.iter().map(|&t| pair(t)).collect();
        tokens.add(&gold.tokens, &found);
        for &(start, end) in gold.tokens.difference(&found).take(errors) {
            println!("token    {:?} in {:?}", &gold.text[start..end], around(&gold.text, start, end));
            errors -= 1;
        }
        let found: BTreeSet<_> = doc.sentences.iter().map(|s| pair(s.span)).collect();
        sentences.add(&gold.sentences, &found);
        for &(start, end) in gold.sentences.difference(&found).take(errors) {
            println!("sentence {:?}", around(&gold.text, start, end));
            errors -= 1;
        }
    }
    println!("tokens F1 {:.2}, sentences F1 {:.2}", tokens.f1(), sentences.f1());
}

fn around(text: &str, start: usize, end: usize) -> &str {
    &text[text.floor_char_boundary(start.saturating_sub(20))
        ..text.ceil_char_boundary((end + 20).min(text.len()))]
}

fn documents(treebank: &str) -> Vec<Gold> {
    let mut all = Vec::new();
    for block in treebank.split("\n\n").filter(|block| !block.trim().is_empty()) {
        if let Some(name) = comment(block, "# newdoc") {
            all.push(Gold { name: name.to_owned(), ..Gold::default() });
        }
        let gold: &mut Gold = all.last_mut().expect("the first sentence opens a document");
        if !gold.text.is_empty() {
            gold.text.push_str(if comment(block, "# newpar").is_some() { "\n\n" } else { " " });
        }
        gold.add(block);
    }
    all
}

fn comment<'a>(block: &'a str, key: &str) -> Option<&'a str> {
    block.lines().take_while(|line| line.starts_with('#')).find_map(|line| line.strip_prefix(key))
}

impl Gold {
    fn add(&mut self, block: &str) {
        let sentence = comment(block, "# text = ").unwrap_or_default();
        let start = self.text.len();
        self.text.push_str(sentence);
        self.sentences.insert((start, start + sentence.len()));
        let mut position = start;
        for line in block.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
            let mut columns = line.split('\t');
            let (id, form) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
            if id.contains(['-', '.']) {
                continue;
            }
            if let Some(offset) = self.text[position..].find(form) {
                self.tokens.insert((position + offset, position + offset + form.len()));
                position += offset + form.len();
            }
        }
    }
}
