//! One article through all stages.

use detente_coding::{ArticleMeta, EventCoder, Glance, Memory, Report, link_claims};
use detente_parse::{ParsedSentence, Parser, Scratch, Syntax, Tier};
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
        let mut first = 0;
        for part in doc.sentences.chunk_by(|a, b| a.part == b.part) {
            self.code_part(&doc, part, first, &meta, &mut reports);
            first += part.len();
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
    /// A side-bar item tells of other people: what one part remembers is not the next one's.
    fn code_part(
        &mut self,
        doc: &Doc,
        sentences: &[Sentence],
        first: usize,
        meta: &Arc<ArticleMeta>,
        reports: &mut Vec<Report>,
    ) {
        let read: Vec<Read> = sentences.iter().map(|sentence| self.read(doc, sentence)).collect();
        let parsed: Vec<ParsedSentence> = sentences
            .iter()
            .zip(&read)
            .map(|(sentence, read)| ParsedSentence { doc, sentence, syntax: &read.syntax })
            .collect();
        let told = reports.len();
        let mut memory = Memory::linked(detente_coref::resolve(&parsed), first);
        for (i, (&sentence, read)) in parsed.iter().zip(&read).enumerate() {
            match &self.gate {
                Some(gate) if read.passed => gate.coder.pass(sentence, first + i, meta, &mut memory),
                _ => {
                    let coder = &mut self.reader.coder;
                    let glance = read.glance.as_ref();
                    reports.append(&mut coder.code(sentence, glance, first + i, meta, &mut memory));
                }
            }
        }
        link_claims(&mut reports[told..]);
    }

    /// Parses a sentence: by the gate's tier alone where it sees nothing in it, whom it names is all that is asked then.
    fn read(&mut self, doc: &Doc, sentence: &Sentence) -> Read {
        let mut glance = None;
        if let Some(Reader { parser, coder, scratch }) = &mut self.gate {
            let syntax = parser.parse_with(scratch, doc, sentence);
            let found = coder.glance(ParsedSentence { doc, sentence, syntax: &syntax });
            if found.most() < GATE {
                return Read { syntax, glance: None, passed: true };
            }
            glance = Some(found);
        }
        self.asked += 1;
        let Reader { parser, scratch, .. } = &mut self.reader;
        Read { syntax: parser.parse_with(scratch, doc, sentence), glance, passed: false }
    }
}

/// A sentence as it was parsed.
struct Read {
    syntax: Syntax,
    glance: Option<Glance>,
    /// The gate saw nothing in it.
    passed: bool,
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
