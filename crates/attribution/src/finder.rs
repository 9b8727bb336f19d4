//! One sentence after the other, with what is carried from each to the next.

use crate::document::joined;
use crate::draft::{Draft, mention, spans};
use crate::gather::{colon_source, drafts, give_quotes, headline};
use crate::quotes::{Quote, Quoted};
use crate::tree::Tree;
use crate::{Attribution, Kind, Mention, Style};
use detente_parse::{ParsedSentence, Upos};
use detente_text::Span;
use std::cmp::Reverse;

/// Who spoke last, and how that was said.
#[derive(Clone, Debug)]
struct Speaker {
    sources: Vec<Mention>,
    cue: Option<Span>,
    cue_head: Option<(usize, usize)>,
    kind: Kind,
    /// The last sentence in which they spoke.
    sentence: usize,
}

/// Finds attributions, sentence by sentence. It remembers who spoke last, whether a quotation is open, and which
/// quotations before have no speaker yet.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// Whether a quotation is open.
    open: bool,
    /// Who speaks in the open quotation.
    quoting: Option<Speaker>,
    last: Option<Speaker>,
    /// The subject of the sentence before, who may speak in the next.
    subject: Option<(Mention, usize)>,
    /// Quotations that wait for a speaker, in neighbouring sentences.
    waiting: Vec<Span>,
    /// Whether somebody is guessed to have said them: who spoke before.
    guessed: bool,
    part: Option<usize>,
    /// Where the last sentence ended.
    end: usize,
}

/// How many sentences of a quotation wait for a speaker.
const WAITING: usize = 24;

impl Finder {
    /// The attributions of the next sentence. A quotation whose speaker is named later goes out without a source first, and
    /// once more, as a part of the content, with the sentence that names them.
    pub fn sentence(&mut self, parsed: ParsedSentence<'_>) -> Vec<Attribution> {
        if parsed.is_empty() {
            return vec![];
        }
        let tree = Tree::new(parsed);
        let number = parsed.doc.sentences.partition_point(|s| s.tokens.start < parsed.sentence.tokens.start);
        self.begin(&tree);
        let quoted = Quoted::find(&tree, self.open);
        let mut drafts = drafts(&tree, &quoted);
        drafts.extend(headline(&tree, &quoted));
        let taken = give_quotes(&tree, &quoted, &mut drafts);
        let mut out = Vec::new();
        for (quote, owner) in quoted.all.iter().zip(&taken) {
            if owner.is_none() {
                out.extend(self.orphan(&tree, number, &quoted, *quote));
            }
        }
        for draft in &mut drafts {
            draft.finish(&tree, &quoted);
        }
        drafts.retain(|d| !d.content.is_empty());
        let first_taken = quoted
            .all
            .first()
            .filter(|q| q.first == 0 && !self.waiting.is_empty() && (q.goes_on || !self.guessed))
            .and(taken.first().copied().flatten());
        let mut found: Vec<Attribution> =
            drafts.iter().map(|d| finished(&tree, number, &quoted, d)).collect();
        if let Some(owner) = first_taken
            && let Some(at) = drafts.iter().position(|d| d.head == owner)
        {
            let waiting = std::mem::take(&mut self.waiting);
            let begins = waiting
                .first()
                .map_or(number, |s| parsed.doc.sentences.partition_point(|t| t.span.end <= s.start));
            found[at].content.splice(0..0, waiting);
            found[at].content = joined(parsed.doc, &found[at].content);
            found[at].sentences.0 = begins.min(number);
        }
        out.extend(found);
        out.sort_by_key(|a| (a.cover().start, Reverse(a.cover().end)));
        self.end_sentence(&tree, number, &quoted, &out);
        out
    }

    /// Forgets what does not reach over the start of a part or paragraph.
    fn begin(&mut self, tree: &Tree<'_>) {
        let parsed = tree.sentence;
        let start = parsed.sentence.span.start as usize;
        if self.part != Some(parsed.sentence.part) || start < self.end {
            *self = Self { part: Some(parsed.sentence.part), ..Self::default() };
        }
        let between = parsed.doc.article.text.get(self.end.min(start)..start).unwrap_or_default();
        if between.contains('\n') {
            let reopens = matches!(tree.form(0), "\u{201c}" | "\"" | "``" | "''");
            if !(self.open && reopens) {
                self.quoting = None;
                self.subject = None;
                self.waiting.clear();
            }
            self.open = false;
        }
    }

    /// A quotation without a cue in its sentence.
    fn orphan(
        &mut self,
        tree: &Tree<'_>,
        number: usize,
        quoted: &Quoted,
        quote: Quote,
    ) -> Option<Attribution> {
        let named = if quote.first == 0 { None } else { colon_source(tree, number, quote) };
        if named.is_none() && !(quote.goes_on || quoted.is_all(tree)) {
            return None;
        }
        let span = tree.sentence.cover(quote.first..quote.last + 1);
        let near = |s: &Speaker| s.sentence + 1 >= number;
        let before = || self.last.clone().filter(near);
        let speaker = match named {
            Some(source) => {
                let colon = tree.sentence.span(quote.first - 1);
                Some(Speaker {
                    sources: vec![source],
                    cue: Some(colon),
                    cue_head: None,
                    kind: Kind::Speech,
                    sentence: number,
                })
            }
            None if quote.goes_on => self.quoting.clone(),
            None if !self.waiting.is_empty() && !self.guessed => None,
            None => before().or_else(|| self.silent(number)),
        };
        let mut out = Attribution {
            sources: vec![],
            cue: None,
            cue_head: None,
            kind: Kind::Speech,
            content: vec![span],
            style: Style::Direct,
            sentences: (number, number),
            carried: false,
        };
        // Who speaks may yet be named where the quotation ends.
        if (quote.is_open || speaker.is_none()) && self.waiting.len() < WAITING {
            self.guessed = speaker.is_some();
            self.waiting.push(span);
        }
        if let Some(mut speaker) = speaker {
            out.carried = speaker.sources.iter().all(|s| s.sentence != number);
            out.sources.clone_from(&speaker.sources);
            (out.cue, out.cue_head, out.kind) = (speaker.cue, speaker.cue_head, speaker.kind);
            speaker.sentence = number;
            self.last = Some(speaker.clone());
            self.quoting = Some(speaker);
        }
        Some(out)
    }

    /// "Haro shrugged. “I was asleep.”": the subject of the sentence before.
    fn silent(&self, number: usize) -> Option<Speaker> {
        let (mention, sentence) = self.subject.filter(|&(_, s)| s + 1 == number)?;
        Some(Speaker { sources: vec![mention], cue: None, cue_head: None, kind: Kind::Speech, sentence })
    }

    fn end_sentence(&mut self, tree: &Tree<'_>, number: usize, quoted: &Quoted, out: &[Attribution]) {
        let outer = out
            .iter()
            .rev()
            .filter(|a| !a.sources.is_empty() && !a.carried && a.kind != Kind::Document && is_outer(a, out));
        // Of several, who is quoted goes on, else who says something.
        let uttered = outer.max_by_key(|a| (a.style != Style::Indirect, a.kind.is_uttered()));
        if let Some(a) = uttered {
            self.last = Some(Speaker {
                sources: a.sources.clone(),
                cue: a.cue,
                cue_head: a.cue_head,
                kind: a.kind,
                sentence: number,
            });
        }
        self.open = quoted.is_open();
        let last_quote = quoted.all.last().filter(|q| q.is_open);
        if let Some(quote) = last_quote {
            let span = tree.sentence.span(quote.last);
            let holder = out.iter().find(|a| a.covers(span) && !a.sources.is_empty());
            self.quoting = holder.map(|a| Speaker {
                sources: a.sources.clone(),
                cue: a.cue,
                cue_head: a.cue_head,
                kind: a.kind,
                sentence: number,
            });
        } else {
            self.quoting = None;
            if !quoted.is_all(tree) || self.guessed {
                self.waiting.clear();
            }
        }
        if !quoted.is_all(tree) {
            self.subject = tree
                .root()
                .and_then(|r| tree.own_subject(r))
                .filter(|&s| is_person(tree, s))
                .map(|s| (mention(tree, number, s, &[s]), number));
        }
        self.end = tree.sentence.sentence.span.end as usize;
    }
}

fn is_person(tree: &Tree<'_>, token: usize) -> bool {
    tree.upos(token) == Upos::Propn || matches!(tree.lemma(token), "he" | "she")
}

/// Whether the cue is not inside the content of another.
fn is_outer(a: &Attribution, all: &[Attribution]) -> bool {
    a.cue.is_none_or(|cue| !all.iter().any(|b| b != a && b.covers(cue)))
}

fn finished(tree: &Tree<'_>, number: usize, quoted: &Quoted, draft: &Draft) -> Attribution {
    Attribution {
        sources: draft.sources.iter().map(|&s| mention(tree, number, s, &draft.sources)).collect(),
        cue: Some(tree.sentence.cover(draft.cue.0..draft.cue.1 + 1)),
        cue_head: Some((number, draft.head)),
        kind: draft.kind,
        content: spans(tree, &draft.content),
        style: draft.style(tree, quoted),
        sentences: (number, number),
        carried: false,
    }
}
