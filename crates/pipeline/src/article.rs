//! One article through all stages.

use detente_coding::{ArticleMeta, EventCoder, Memory, Report};
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_text::{Article, Doc};
use std::sync::Arc;

/// An article with its reports.
#[derive(Clone, Debug)]
pub struct CodedArticle {
    /// What is known of the article.
    pub meta: Arc<ArticleMeta>,
    /// Its text as ingested.
    pub text: String,
    /// Sentences read.
    pub sentences: usize,
    /// Words and marks read.
    pub tokens: usize,
    /// In text order.
    pub reports: Vec<Report>,
}

/// Codes articles one at a time; one for each thread.
pub struct ArticleCoder {
    parser: &'static Parser,
    coder: EventCoder,
    scratch: Scratch,
}

impl Default for ArticleCoder {
    fn default() -> Self {
        Self::new(Tier::default())
    }
}

impl ArticleCoder {
    /// A tier, with the models and lexicons that are compiled in.
    pub fn new(tier: Tier) -> Self {
        let parser = Parser::of(tier);
        let coder = EventCoder::embedded(tier, &parser.id());
        Self { parser, coder, scratch: Scratch::default() }
    }

    /// Codes an article. Never fails: what cannot be read as language gives no reports.
    pub fn code(&mut self, article: Article) -> CodedArticle {
        let meta = Arc::new(meta(&article));
        let doc = Doc::new(article);
        let mut reports = Vec::new();
        let mut memory = Memory::default();
        let mut part = 0;
        for (index, sentence) in doc.sentences.iter().enumerate() {
            if sentence.part != part {
                // A side-bar item tells of other people: what the body remembers is not its.
                (memory, part) = (Memory::default(), sentence.part);
            }
            let syntax = self.parser.parse_with(&mut self.scratch, &doc, sentence);
            let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
            reports.append(&mut self.coder.code(parsed, index, &meta, &mut memory));
        }
        CodedArticle {
            meta,
            sentences: doc.sentences.len(),
            tokens: doc.tokens.len(),
            text: doc.article.text,
            reports,
        }
    }
}

fn meta(article: &Article) -> ArticleMeta {
    ArticleMeta {
        id: article.id.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        publisher: article.publisher.clone(),
        published: article.date,
        language: article.language.clone(),
    }
}
