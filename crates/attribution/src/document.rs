//! A whole document: what goes on over several sentences becomes one attribution.

use crate::{Attribution, Finder, Style};
use detente_parse::{ParsedSentence, Syntax};
use detente_text::{Doc, Span};
use std::cmp::Reverse;

/// Spans with white space alone between them become one.
pub(crate) fn joined(doc: &Doc, parts: &[Span]) -> Vec<Span> {
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
