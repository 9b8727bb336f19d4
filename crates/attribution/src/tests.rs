//! Tests with the embedded parser on sentences of our own.

use crate::{Attribution, Finder, Kind, Style, find};
use detente_parse::{ParsedSentence, Parser, Scratch, Syntax, Tier};
use detente_text::{Article, Doc};

mod forms;
mod quotations;

pub(crate) struct Read {
    pub(crate) doc: Doc,
    pub(crate) all: Vec<Attribution>,
}

impl Read {
    pub(crate) fn text(&self, attribution: &Attribution) -> (String, String, String) {
        let join = |spans: Vec<detente_text::Span>| {
            spans.iter().map(|&s| self.doc.text(s)).collect::<Vec<_>>().join(" | ")
        };
        (
            join(attribution.sources.iter().map(|s| s.span).collect()),
            join(attribution.cue.into_iter().collect()),
            join(attribution.content.clone()),
        )
    }

    /// The attribution whose cue ends with these words.
    pub(crate) fn by_cue(&self, cue: &str) -> &Attribution {
        let found = self.all.iter().find(|a| self.text(a).1.ends_with(cue));
        found.unwrap_or_else(|| panic!("no cue {cue:?}: {:?}", self.shown()))
    }

    pub(crate) fn shown(&self) -> Vec<(String, String, String)> {
        self.all.iter().map(|a| self.text(a)).collect()
    }
}

fn parsed(text: &str) -> (Doc, Vec<Syntax>) {
    let parser = Parser::of(Tier::Accurate);
    let mut scratch = Scratch::default();
    let doc = Doc::new(Article { text: text.to_owned(), ..Article::default() });
    let syntax = doc.sentences.iter().map(|s| parser.parse_with(&mut scratch, &doc, s)).collect();
    (doc, syntax)
}

pub(crate) fn read(text: &str) -> Read {
    let (doc, syntax) = parsed(text);
    let all = find(&doc, &syntax);
    Read { doc, all }
}

/// One attribution of a text: source, cue and content.
#[track_caller]
pub(crate) fn says(text: &str, source: &str, cue: &str, content: &str) -> Attribution {
    let read = read(text);
    let want = (source.to_owned(), cue.to_owned(), content.to_owned());
    let found = read.all.iter().find(|a| read.text(a) == want);
    found.unwrap_or_else(|| panic!("{:?}", read.shown())).clone()
}

#[test]
fn sentence_by_sentence_is_the_same_where_nothing_waits() {
    let text = "The mayor said the bridge was safe. Engineers doubt that it will last.";
    let (doc, syntax) = parsed(text);
    let mut finder = Finder::default();
    let each = doc.sentences.iter().zip(&syntax);
    let streamed: Vec<Attribution> = each
        .flat_map(|(sentence, syntax)| finder.sentence(ParsedSentence { doc: &doc, sentence, syntax }))
        .collect();
    assert_eq!(streamed, find(&doc, &syntax));
}

#[test]
fn outer_ones_come_before_those_inside_them() {
    let read = read("The envoy said that the rebels had denied that they shelled the port.");
    let shell = read.doc.article.text.find("shelled").expect("it is there");
    let act = detente_text::Span::new(shell, shell + 7);
    let chain: Vec<_> = read.all.iter().filter(|a| a.covers(act)).map(|a| read.text(a).0).collect();
    assert_eq!(chain, ["The envoy", "the rebels"]);
}

#[test]
fn any_text_is_read() {
    let long = "“said ".repeat(600);
    let nested = "He said she said ".repeat(80);
    let texts = [
        "",
        "\u{201d}\u{201d} said: “",
        "“",
        "said",
        ": “”",
        "According to",
        "''''''",
        "As \u{0} said,\n\n“\n“",
        &long,
        &nested,
    ];
    for text in texts {
        let read = read(text);
        for attribution in &read.all {
            assert!(!attribution.content.is_empty());
            assert!(attribution.content.iter().all(|s| !read.doc.text(*s).is_empty()));
        }
    }
}

#[test]
fn every_kind_has_a_name() {
    let kinds = [
        Kind::Speech,
        Kind::Denial,
        Kind::Accusation,
        Kind::Belief,
        Kind::Desire,
        Kind::Knowledge,
        Kind::Document,
    ];
    let names: std::collections::BTreeSet<_> = kinds.iter().map(|k| k.name()).collect();
    assert_eq!(names.len(), kinds.len());
    assert_eq!(
        [Style::Direct, Style::Indirect, Style::Mixed].map(Style::name),
        ["direct", "indirect", "mixed"]
    );
}
