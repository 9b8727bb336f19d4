//! One article through all stages.

use detente_coding::{ArticleMeta, EventCoder, Glance, Memory, Report};
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_resolve::Resolver;
use detente_text::{Article, Doc, Sentence, recased};
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

/// Log-odds of an event, in the eyes of the fast tier, below which the accurate tier is not asked: one in a hundred events of
/// the development gold lies there (`detente-train gate`, docs/acts.md).
const GATE: f32 = -2.0;

/// Other actors than those that are compiled in.
#[derive(Clone, Copy, Debug)]
pub struct Actors {
    /// Knows them.
    pub resolver: &'static Resolver,
    /// Names them in the reports.
    pub id: &'static str,
}

/// Codes articles one at a time; one for each thread.
pub struct ArticleCoder {
    reader: Reader,
    /// The fast tier, which spares the accurate one the sentences that surely hold nothing, and is heard on the others.
    gate: Option<Reader>,
    asked: usize,
}

/// A tier's parser and coder.
struct Reader {
    parser: &'static Parser,
    coder: EventCoder,
    scratch: Scratch,
}

impl Reader {
    fn new(tier: Tier, actors: Option<Actors>) -> Self {
        let parser = Parser::of(tier);
        let mut coder = EventCoder::embedded(tier, &parser.id());
        if let Some(actors) = actors {
            coder = coder.with_resolver(actors.resolver, actors.id);
        }
        Self { parser, coder, scratch: Scratch::default() }
    }
}

impl Default for ArticleCoder {
    fn default() -> Self {
        Self::new(Tier::default(), None)
    }
}

impl ArticleCoder {
    /// A tier, with the models and lexicons that are compiled in, and perhaps other actors.
    pub fn new(tier: Tier, actors: Option<Actors>) -> Self {
        let gate = (tier == Tier::Accurate).then(|| Reader::new(Tier::Fast, actors));
        Self { reader: Reader::new(tier, actors), gate, asked: 0 }
    }

    /// How many sentences its own tier has read so far: all but those that the gate turned away.
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Codes an article. Never fails: what cannot be read as language gives no reports.
    pub fn code(&mut self, article: Article) -> CodedArticle {
        let meta = Arc::new(meta(&article));
        let mut doc = Doc::new(article);
        // What is in capitals is read in a copy with the usual case; the reports quote the text itself.
        let ingested = recased(&doc).map(|copy| std::mem::replace(&mut doc.article.text, copy));
        let mut reports: Vec<Report> = Vec::new();
        let mut memory = Memory::default();
        let mut part = 0;
        for (index, sentence) in doc.sentences.iter().enumerate() {
            if sentence.part != part {
                // A side-bar item tells of other people: what the body remembers is not its.
                (memory, part) = (Memory::default(), sentence.part);
            }
            let glance = self.glance(&doc, sentence, &meta, &mut memory);
            if glance.as_ref().is_some_and(|g| g.most() < GATE) {
                continue;
            }
            self.asked += 1;
            let Reader { parser, coder, scratch } = &mut self.reader;
            let syntax = parser.parse_with(scratch, &doc, sentence);
            let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
            reports.append(&mut coder.code(parsed, glance.as_ref(), index, &meta, &mut memory));
        }
        if let Some(text) = ingested {
            for report in &mut reports {
                report.quote_from(&text);
            }
            doc.article.text = text;
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

impl ArticleCoder {
    /// What the gate makes of a sentence. Where it sees nothing it remembers whom the sentence names.
    fn glance(
        &mut self,
        doc: &Doc,
        sentence: &Sentence,
        meta: &ArticleMeta,
        memory: &mut Memory,
    ) -> Option<Glance> {
        let Reader { parser, coder, scratch } = self.gate.as_mut()?;
        let syntax = parser.parse_with(scratch, doc, sentence);
        let parsed = ParsedSentence { doc, sentence, syntax: &syntax };
        let glance = coder.glance(parsed);
        if glance.most() < GATE {
            coder.pass(parsed, meta, memory);
        }
        Some(glance)
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
