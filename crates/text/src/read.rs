//! Reading: an article becomes a document.

use crate::tokens::{Token, tokenise};
use crate::{Article, Doc, PartKind, Sentence, Span, dateline, parts, sentences};

impl Doc {
    /// Reads an article: its parts, their sentences, their tokens.
    ///
    /// Any text gives a document; time and memory are linear in its bytes. Text past 4 GiB − 1 is not read.
    /// Parts and sentences are without surrounding white space; the sentences of a part hold all its text but
    /// datelines and bullets, and the tokens of a sentence all of it that is not white space.
    pub fn new(article: Article) -> Self {
        let mut doc = Self { article, ..Self::default() };
        // Taken out while it is read, and put back unchanged.
        let text = std::mem::take(&mut doc.article.text);
        doc.read(readable(&text));
        doc.article.text = text;
        doc
    }

    fn read(&mut self, text: &str) {
        let shape = parts::shape(text, self.article.title.as_deref());
        let shouted = dateline::is_upper_case(text);
        let mut scratch = Vec::new();
        for block in &shape.blocks {
            let is_news = shape.parts[block.part].kind != PartKind::Caption;
            let start = dateline::sentence_start(text, block.span, is_news, shouted);
            self.read_block(text, Span::new(start, block.span.end as usize), block.part, &mut scratch);
        }
        self.parts = shape.parts;
    }

    fn read_block(&mut self, text: &str, span: Span, part: usize, scratch: &mut Vec<Token>) {
        scratch.clear();
        tokenise(text, span, scratch);
        let tokens = &*scratch;
        sentences::split(text, tokens, |range| {
            let first = self.tokens.len();
            self.tokens.extend(tokens[range.clone()].iter().map(|token| token.span));
            let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
            self.sentences.push(Sentence { span, tokens: first..self.tokens.len(), part });
        });
    }
}

/// The text as far as 32-bit offsets reach.
fn readable(text: &str) -> &str {
    let limit = u32::MAX as usize;
    if text.len() <= limit { text } else { &text[..text.floor_char_boundary(limit)] }
}
