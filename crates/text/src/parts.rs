//! The parts of an article: its body, the teasers around it, the words under its pictures. What is in no part
//! is residue.

use crate::chars::is_blank;
use crate::lines::{Paragraph, ends_with_stop, paragraphs};
use crate::residue::{Line, classify, plain};
use crate::{Part, PartKind, Span};

/// A title stands at the head of the page: in the first paragraphs.
const HEAD: usize = 12;
const LONGEST_TITLE: usize = 300;
/// Fewer words than this are no sentence of running text.
const FEWEST_PROSE_WORDS: usize = 8;
/// Paragraphs of running text after which a label can no longer be navigation above the article.
const ENOUGH_PROSE: usize = 3;
const FEWEST_TEASER_WORDS: usize = 3;

/// A paragraph that is read, and the part it lies in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    pub(crate) span: Span,
    pub(crate) part: usize,
}

/// The parts of an article and their paragraphs, in text order.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    pub(crate) parts: Vec<Part>,
    pub(crate) blocks: Vec<Block>,
}

/// Cuts a text into parts. A text that seems to hold residue alone is one body: nothing is lost unread.
pub(crate) fn shape(text: &str, title: Option<&str>) -> Shape {
    let paragraphs = paragraphs(text);
    let titles = Titles::find(text, title, &paragraphs);
    let mut reader = Reader { text, mode: Mode::Body, prose: 0, body_open: false, shape: Shape::default() };
    for paragraph in &paragraphs {
        reader.take(paragraph.span, titles.has(text, paragraph.span));
    }
    if reader.shape.parts.is_empty() { whole(&paragraphs) } else { reader.shape }
}

fn whole(paragraphs: &[Paragraph]) -> Shape {
    let Some((first, last)) = paragraphs.first().zip(paragraphs.last()) else { return Shape::default() };
    Shape {
        parts: vec![Part { kind: PartKind::Body, span: first.span.cover(last.span) }],
        blocks: paragraphs.iter().map(|paragraph| Block { span: paragraph.span, part: 0 }).collect(),
    }
}

/// Titles that the page repeats.
struct Titles(Vec<String>);

impl Titles {
    fn find(text: &str, title: Option<&str>, paragraphs: &[Paragraph]) -> Self {
        let mut titles: Vec<String> =
            title.map(normal).filter(|title| !title.is_empty()).into_iter().collect();
        let head: Vec<String> = paragraphs
            .iter()
            .take(HEAD)
            .filter(|paragraph| {
                paragraph.span.len() <= LONGEST_TITLE && !ends_as_statement(text, paragraph.span)
            })
            .map(|paragraph| normal(paragraph.span.of(text)))
            .collect();
        for (index, line) in head.iter().enumerate() {
            if head[..index].contains(line) && !titles.contains(line) {
                titles.push(line.clone());
            }
        }
        Self(titles)
    }

    /// Whether the paragraph is a title, perhaps with the name of the house ("… | Coast News").
    fn has(&self, text: &str, span: Span) -> bool {
        if self.0.is_empty() || span.len() > LONGEST_TITLE {
            return false;
        }
        let line = normal(span.of(text));
        self.0.iter().any(|title| {
            line.strip_prefix(title.as_str()).is_some_and(|rest| {
                rest.is_empty()
                    || (rest.len() < 40 && [" | ", " - ", " – ", " — "].iter().any(|s| rest.starts_with(s)))
            })
        })
    }
}

fn normal(line: &str) -> String {
    plain(line.trim_matches(is_blank))
}

fn ends_as_statement(text: &str, span: Span) -> bool {
    ends_with_stop(text, span) && !span.of(text).ends_with(['?', '!'])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Body,
    /// After a label of a list that runs to the end.
    Sidebar {
        headline_seen: bool,
    },
    /// After a label of a short list. In the first half of the text the list may be empty: its items were lost
    /// when the page was scraped.
    Inline {
        headline_seen: bool,
        first_half: bool,
    },
    /// After the label of readers' comments.
    Ended,
}

struct Reader<'a> {
    text: &'a str,
    mode: Mode,
    /// Paragraphs of running text so far.
    prose: usize,
    /// The last part is a body that the next body paragraph continues.
    body_open: bool,
    shape: Shape,
}

impl Reader<'_> {
    fn take(&mut self, span: Span, is_title: bool) {
        if self.mode == Mode::Ended {
            return;
        }
        match if is_title { Line::Drop } else { classify(self.text, span) } {
            Line::Caption => self.push(PartKind::Caption, span),
            Line::Teaser(teaser) => self.push(PartKind::Teaser, teaser),
            Line::Sidebar => self.turn(Mode::Sidebar { headline_seen: false }),
            Line::Inline => self.turn(Mode::Inline {
                headline_seen: false,
                first_half: (span.end as usize) < self.text.len() / 2,
            }),
            Line::Resume => self.turn(Mode::Body),
            Line::End if self.prose >= ENOUGH_PROSE => self.turn(Mode::Ended),
            Line::Drop | Line::End => self.body_open = false,
            Line::Text => self.text(span),
        }
    }

    fn turn(&mut self, mode: Mode) {
        self.mode = mode;
        self.body_open = false;
    }

    fn text(&mut self, span: Span) {
        let words = span.of(self.text).split_whitespace().take(FEWEST_PROSE_WORDS).count();
        let statement = ends_with_stop(self.text, span);
        let prose = statement && words == FEWEST_PROSE_WORDS;
        let resumes = match self.mode {
            Mode::Body => true,
            Mode::Inline { headline_seen, first_half } => (headline_seen || first_half) && prose,
            Mode::Sidebar { headline_seen } => headline_seen && prose && self.prose < ENOUGH_PROSE,
            Mode::Ended => false,
        };
        if resumes {
            self.mode = Mode::Body;
            self.prose += usize::from(prose);
            return self.push(PartKind::Body, span);
        }
        if let Mode::Inline { headline_seen, .. } | Mode::Sidebar { headline_seen } = &mut self.mode {
            *headline_seen |= !statement;
        }
        if words >= FEWEST_TEASER_WORDS {
            self.push(PartKind::Teaser, span);
        }
    }

    fn push(&mut self, kind: PartKind, span: Span) {
        match self.shape.parts.last_mut() {
            Some(last) if kind == PartKind::Body && self.body_open => last.span = last.span.cover(span),
            _ => self.shape.parts.push(Part { kind, span }),
        }
        self.body_open = kind == PartKind::Body;
        self.shape.blocks.push(Block { span, part: self.shape.parts.len() - 1 });
    }
}
