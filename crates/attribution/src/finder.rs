//! One sentence after the other, with what is carried from each to the next.

use crate::draft::{Draft, mention, spans};
use crate::quotes::{Quote, Quoted};
use crate::tree::Tree;
use crate::{Attribution, Kind, Mention, Style, nouns, phrases, predicates};
use detente_parse::{NameKind, ParsedSentence, Syntax, Upos};
use detente_text::{Doc, Span};
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
        drafts.iter_mut().for_each(|d| d.finish(&tree, &quoted));
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

fn drafts(tree: &Tree<'_>, quoted: &Quoted) -> Vec<Draft> {
    let each = |token| {
        let draft = predicates::find(tree, quoted, token).or_else(|| nouns::find(tree, quoted, token));
        draft.or_else(|| phrases::find(tree, quoted, token))
    };
    let mut all: Vec<Draft> = (0..tree.len()).filter_map(each).collect();
    // "refused to confirm that": one cue, of the verb that says it, and a denial where the first is one.
    let heads: Vec<(usize, Kind)> = all.iter().map(|d| (d.head, d.kind)).collect();
    let mut within = vec![false; tree.len()];
    for draft in all.iter_mut().filter(|d| !d.content.is_empty() || d.quotes) {
        let opens = |&&(h, _): &&(usize, Kind)| draft.cue.0 <= h && h < draft.head;
        for &(head, kind) in heads.iter().filter(opens) {
            within[head] = true;
            if kind == Kind::Denial {
                draft.kind = kind;
            }
        }
    }
    all.retain(|d| !within[d.head]);
    all
}

/// Gives each quotation to a cue outside it, and says which got it: the head of the cue.
fn give_quotes(tree: &Tree<'_>, quoted: &Quoted, drafts: &mut [Draft]) -> Vec<Option<usize>> {
    let mut taken = Vec::with_capacity(quoted.all.len());
    for (number, quote) in quoted.all.iter().enumerate() {
        let outside = |d: &Draft| quoted.at(d.head) != Some(number);
        let inside = |t: &usize| quote.tokens().contains(t);
        // A cue whose content reaches into it, the widest first.
        let reaching = drafts.iter().enumerate().filter(|(_, d)| outside(d) && d.content.iter().any(inside));
        let reaching = reaching.max_by_key(|(_, d)| (d.quotes, d.content.len())).map(|(i, _)| i);
        let owner = reaching.or_else(|| {
            let near = drafts
                .iter()
                .enumerate()
                .filter(|(_, d)| d.quotes && outside(d) && is_beside(tree, d, quote));
            // One that has other content already, such as "referring to a friend", comes last.
            let distance = |d: &Draft| d.cue.0.abs_diff(quote.last).min(d.cue.1.abs_diff(quote.first));
            near.min_by_key(|(_, d)| (!d.content.is_empty(), distance(d))).map(|(i, _)| i)
        });
        if let Some(owner) = owner {
            let begins = drafts[owner].content.iter().any(inside);
            if drafts[owner].quotes || begins {
                let own = drafts[owner].cue;
                let sources = drafts[owner].sources.clone();
                drafts[owner]
                    .add(quote.tokens().filter(|t| !(own.0..=own.1).contains(t) && !sources.contains(t)));
            }
            taken.push(Some(drafts[owner].head));
        } else {
            taken.push(None);
        }
    }
    taken
}

/// Whether a quotation of three words or more stands next to a cue: nothing else than its source and marks between, or the whole
/// quotation at an end of the sentence.
fn is_beside(tree: &Tree<'_>, draft: &Draft, quote: &Quote) -> bool {
    if quote.last - quote.first < 3 {
        return false;
    }
    let (from, to) =
        if quote.last < draft.cue.0 { (quote.last + 1, draft.cue.0) } else { (draft.cue.1 + 1, quote.first) };
    let loose = (from..to).filter(|&t| !tree.is_punct(t) && !draft.content.contains(&t)).count();
    let first_or_last = quote.first == 0 || quote.last + 2 >= tree.len();
    draft.content.is_empty() && first_or_last || loose < 8 && first_or_last || loose < 4
}

/// "Haro: “…”": a short nominal before a colon.
fn colon_source(tree: &Tree<'_>, number: usize, quote: Quote) -> Option<Mention> {
    let colon = quote.first.checked_sub(1).filter(|&c| tree.form(c) == ":" && (1..9).contains(&c))?;
    let head = (0..colon).find(|&t| tree.head(t).is_none_or(|h| h >= colon))?;
    tree.is_nominal(head).then(|| {
        let span = tree.sentence.cover(0..colon);
        Mention { span, sentence: number, head, antecedent: None }
    })
}

/// "Haro: Wheat Will Be Sold": a name, a colon, and a clause, as in headlines.
fn headline(tree: &Tree<'_>, quoted: &Quoted) -> Option<Draft> {
    let colon = (1..tree.len().min(6)).find(|&t| tree.form(t) == ":")?;
    let names = &tree.sentence.syntax.names;
    let name = names.iter().find(|n| n.tokens.start == 0 && n.tokens.end == colon)?;
    let speaks = matches!(name.kind, NameKind::Per | NameKind::Org | NameKind::Norp | NameKind::Loc);
    let head = (0..colon).find(|&t| tree.head(t).is_none_or(|h| h >= colon))?;
    let verb = (colon + 1..tree.len()).any(|t| tree.upos(t) == Upos::Verb);
    if !speaks || !verb || quoted.at(colon).is_some() || quoted.all.iter().any(|q| q.first == colon + 1) {
        return None;
    }
    let mut draft = Draft {
        kind: Kind::Speech,
        head: colon,
        cue: (colon, colon),
        sources: vec![head],
        content: (colon + 1..tree.len()).collect(),
        quotes: false,
    };
    draft.settle(tree, quoted);
    (!draft.content.is_empty()).then_some(draft)
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

/// Spans with white space alone between them become one.
fn joined(doc: &Doc, parts: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for &span in parts {
        match out.last_mut() {
            Some(last) if is_blank(doc, *last, span) => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

fn is_blank(doc: &Doc, a: Span, b: Span) -> bool {
    let between = doc.article.text.get(a.end as usize..b.start.max(a.end) as usize);
    between.is_some_and(|t| t.trim().is_empty())
}

/// The attributions of a document, `syntax` being that of its sentences in order. What goes on over several sentences is one.
/// An attribution comes after those whose content it is in.
pub fn find(doc: &Doc, syntax: &[Syntax]) -> Vec<Attribution> {
    let mut finder = Finder::default();
    let mut all: Vec<Attribution> = Vec::new();
    for (sentence, syntax) in doc.sentences.iter().zip(syntax) {
        for new in finder.sentence(ParsedSentence { doc, sentence, syntax }) {
            if new.sentences.0 < new.sentences.1 {
                // The same quotation, now with its speaker.
                let recent = all.len().saturating_sub(RECENT);
                let replaced = |a: &Attribution| {
                    (a.carried || a.sources.is_empty() && a.cue.is_none())
                        && a.content.iter().all(|&c| new.covers(c))
                };
                let mut later = all.split_off(recent);
                later.retain(|a| !replaced(a));
                all.append(&mut later);
            }
            all.push(new);
        }
    }
    let mut out: Vec<Attribution> = Vec::with_capacity(all.len());
    for new in all {
        let recent = out.len().saturating_sub(RECENT);
        let same = |a: &&mut Attribution| new.carried && a.sources == new.sources && a.cue == new.cue;
        let Some(before) = out[recent..].iter_mut().rev().find(same) else {
            out.push(new);
            continue;
        };
        before.content.extend(&new.content);
        before.content = joined(doc, &before.content);
        before.sentences.1 = new.sentences.1;
        if before.style != new.style {
            before.style = Style::Mixed;
        }
    }
    out.sort_by_key(|a| (a.cover().start, Reverse(a.cover().end)));
    out
}

/// How many attributions back a quotation may go on.
const RECENT: usize = 64;
