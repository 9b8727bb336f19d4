//! Quotations: which tokens are inside, and who speaks.

use crate::lists::lists;
use crate::tree::Tree;

/// The quotations of a document.
#[derive(Debug, Default)]
pub(crate) struct Quotes {
    /// By sentence and token.
    inside: Vec<Vec<Option<usize>>>,
    all: Vec<Quote>,
    /// Number of the paragraph, by sentence.
    paragraphs: Vec<usize>,
}

/// One quotation: where it starts and ends (last token), and the token that says who speaks.
#[derive(Clone, Copy, Debug)]
struct Quote {
    first: (usize, usize),
    last: (usize, usize),
    speaker: Option<(usize, usize)>,
}

impl Quotes {
    pub(crate) fn find(trees: &[Tree<'_>]) -> Self {
        let mut quotes = Self::default();
        quotes.mark(trees);
        for quote in 0..quotes.all.len() {
            let speaker = quotes.speaker_beside(trees, quote);
            let speaker = speaker.or_else(|| quotes.speaker_before(quote));
            quotes.all[quote].speaker = speaker;
        }
        quotes
    }

    /// The quotation that a token is in.
    pub(crate) fn at(&self, sentence: usize, token: usize) -> Option<usize> {
        self.inside[sentence][token]
    }

    /// The number of the paragraph that a sentence is in.
    pub(crate) fn paragraph(&self, sentence: usize) -> usize {
        self.paragraphs[sentence]
    }

    /// Sentence and token of the head of who speaks.
    pub(crate) fn speaker(&self, quote: usize) -> Option<(usize, usize)> {
        self.all[quote].speaker
    }

    fn mark(&mut self, trees: &[Tree<'_>]) {
        let mut open = None;
        for (sentence, tree) in trees.iter().enumerate() {
            let before = self.paragraphs.last().copied().unwrap_or_default();
            let starts = sentence > 0 && starts_paragraph(trees, sentence);
            if starts {
                open = None;
            }
            self.paragraphs.push(before + usize::from(starts));
            let mut inside = vec![None; tree.len()];
            for (token, place) in inside.iter_mut().enumerate() {
                match mark_of(tree.form(token)) {
                    Some(Mark::Opens) => open = Some(self.open(sentence, token)),
                    Some(Mark::Either) if open.is_none() => open = Some(self.open(sentence, token)),
                    Some(_) => open = None,
                    None => {}
                }
                if let Some(quote) = open {
                    *place = Some(quote);
                    self.all[quote].last = (sentence, token);
                }
            }
            self.inside.push(inside);
        }
    }

    fn open(&mut self, sentence: usize, token: usize) -> usize {
        let at = (sentence, token);
        self.all.push(Quote { first: at, last: at, speaker: None });
        self.all.len() - 1
    }

    /// The subject of a verb of speech outside the quotation, in its last or first sentence; the nearest.
    fn speaker_beside(&self, trees: &[Tree<'_>], quote: usize) -> Option<(usize, usize)> {
        let Quote { first, last, .. } = self.all[quote];
        [last, first].into_iter().find_map(|(sentence, edge)| {
            let tree = &trees[sentence];
            let outside = |t: usize| self.inside[sentence][t].is_none();
            let spoken = (0..tree.len()).filter(|&v| outside(v) && lists().is_speech(tree.lemma(v)));
            let said = spoken.filter_map(|v| Some((v, tree.shared_subject(v).filter(|&s| outside(s))?)));
            let nearest = said.min_by_key(|&(v, _)| v.abs_diff(edge));
            nearest.map(|(_, subject)| (sentence, subject))
        })
    }

    /// A sentence that is all quotation goes on with the speaker of the one before, in the same paragraph.
    fn speaker_before(&self, quote: usize) -> Option<(usize, usize)> {
        let (sentence, token) = self.all[quote].first;
        let before = self.all.get(quote.checked_sub(1)?)?;
        let near = sentence - before.last.0 <= 1 && self.paragraph(sentence) == self.paragraph(before.last.0);
        before.speaker.filter(|_| near && token == 0)
    }
}

enum Mark {
    Opens,
    Closes,
    Either,
}

fn mark_of(form: &str) -> Option<Mark> {
    match form {
        "\u{201c}" | "``" | "\u{ab}" | "\u{201e}" => Some(Mark::Opens),
        "\u{201d}" | "''" | "\u{bb}" => Some(Mark::Closes),
        "\"" => Some(Mark::Either),
        _ => None,
    }
}

/// Whether a line break is between a sentence and the one before.
fn starts_paragraph(trees: &[Tree<'_>], sentence: usize) -> bool {
    let (before, this) = (trees[sentence - 1].sentence(), trees[sentence].sentence());
    let (from, to) = (before.sentence.span.end as usize, this.sentence.span.start as usize);
    let between = this.doc.article.text.get(from.min(to)..to);
    between.is_some_and(|text| text.contains('\n'))
}
