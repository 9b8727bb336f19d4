//! An attribution while its sentence is read: token indices instead of spans.

use crate::quotes::Quoted;
use crate::tree::Tree;
use crate::{Kind, Mention, Style};
use detente_parse::{Deprel, Upos};
use detente_text::Span;

#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) kind: Kind,
    /// The token that the cue was found by.
    pub(crate) head: usize,
    /// First and last token of the cue.
    pub(crate) cue: (usize, usize),
    /// Heads of the sources.
    pub(crate) sources: Vec<usize>,
    /// Tokens, in text order.
    pub(crate) content: Vec<usize>,
    /// Whether it takes quotations.
    pub(crate) quotes: bool,
}

impl Draft {
    /// Adds tokens to the content.
    pub(crate) fn add(&mut self, tokens: impl IntoIterator<Item = usize>) {
        self.content.extend(tokens);
        self.content.sort_unstable();
        self.content.dedup();
    }

    /// Takes out of the content what is cue or source, and what is outside the quotation that the cue is in.
    pub(crate) fn settle(&mut self, tree: &Tree<'_>, quoted: &Quoted) {
        self.content.sort_unstable();
        self.content.dedup();
        let (first, last) = self.cue;
        let mut own: Vec<usize> =
            self.sources.iter().flat_map(|&s| source_tokens(tree, s, &self.sources)).collect();
        own.sort_unstable();
        let inside = quoted.at(self.head);
        self.content.retain(|t| {
            !(first..=last).contains(t)
                && own.binary_search(t).is_err()
                && inside.is_none_or(|quote| quoted.at(*t) == Some(quote))
        });
        self.fill(&own, quoted);
        trim(tree, &mut self.content);
    }

    /// Words between two runs of content belong to it unless they are cue or source: parses tear phrases apart.
    fn fill(&mut self, own: &[usize], quoted: &Quoted) {
        let (first, last) = self.cue;
        let inside = quoted.at(self.head);
        let gaps: Vec<usize> = self
            .content
            .windows(2)
            .filter(|w| w[1] - w[0] <= LONGEST_GAP)
            .filter(|w| {
                let around = |t: usize| w[0] < t && t < w[1];
                !(around(first) || around(last) || own.iter().any(|&t| around(t)))
            })
            .flat_map(|w| w[0] + 1..w[1])
            .filter(|&t| inside.is_none_or(|quote| quoted.at(t) == Some(quote)))
            .collect();
        self.add(gaps);
    }

    /// What quotations make plain: a sentence may go on after one, and the words around a full quotation are the writer's. Then
    /// the cue takes the words between it and the content.
    pub(crate) fn finish(&mut self, tree: &Tree<'_>, quoted: &Quoted) {
        if quoted.at(self.head).is_none() && self.quotes {
            self.cut(tree, quoted);
        }
        let (first, last) = self.cue;
        let next = self.content.iter().copied().find(|&t| t > last);
        let mut to = last;
        for t in last + 1..tree.len().min(last + LONGEST_GAP) {
            let manner = tree.head(t) == Some(self.head)
                && matches!(tree.deprel(t), Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod)
                && next.is_none_or(|n| t < n);
            if manner && !self.sources.contains(&t) && tree.upos(self.head) == Upos::Verb {
                let mut phrase = tree.subtree(t, &[]);
                phrase.retain(|&p| p == t || next.is_none_or(|n| p < n));
                let (a, b) = (phrase[0], phrase[phrase.len() - 1]);
                let free = a == to + 1
                    && !(a..=b).any(|p| {
                        self.content.contains(&p) || self.sources.contains(&p) || tree.form(p) == ","
                    });
                if free {
                    to = b;
                }
            }
        }
        if to + 1 < tree.len() && tree.form(to + 1) == ":" && next.is_some_and(|n| n == to + 2) {
            to += 1;
        }
        self.cue = (first, to);
    }

    fn cut(&mut self, tree: &Tree<'_>, quoted: &Quoted) {
        let ended: Vec<(usize, usize)> = quoted
            .all
            .iter()
            .filter(|q| {
                q.last - q.first > 2 && matches!(tree.form(q.last.saturating_sub(1)), "," | "." | "!" | "?")
            })
            .map(|q| (q.first, q.last))
            .collect();
        let held = |q: &(usize, usize)| self.content.binary_search(&(q.0 + 1)).is_ok();
        let held: Vec<_> = ended.into_iter().filter(held).collect();
        let (Some(first), Some(last)) = (held.first(), held.last()) else { return };
        let (first, cue) = (first.0, self.cue.0);
        let after = last.1;
        // A full quotation on one side of the cue: bare words on the other are not said.
        let starts_full = first == 0 || matches!(tree.form(first - 1), "," | ":");
        self.content.retain(|&t| {
            quoted.at(t).is_some()
                || (t < after && !(starts_full && (t < first || (t < cue) != (first < cue))))
        });
        trim(tree, &mut self.content);
    }

    pub(crate) fn style(&self, tree: &Tree<'_>, quoted: &Quoted) -> Style {
        let words = || self.content.iter().filter(|&&t| !tree.is_punct(t));
        let inside =
            words().filter(|&&t| quoted.at(t).is_some() && quoted.at(t) != quoted.at(self.head)).count();
        match inside {
            0 => Style::Indirect,
            n if n == words().count() => Style::Direct,
            _ => Style::Mixed,
        }
    }
}

/// Longer gaps in a content, or between a cue and its content, are not closed.
const LONGEST_GAP: usize = 14;

/// Marks at the edges of each run of tokens are no content, but for quotation marks and brackets.
fn trim(tree: &Tree<'_>, tokens: &mut Vec<usize>) {
    let loose =
        |t: usize| matches!(tree.form(t), "," | "." | ";" | ":" | "-" | "--" | "\u{2014}" | "\u{2013}");
    let mut kept = Vec::with_capacity(tokens.len());
    for run in tokens.chunk_by(|a, b| a + 1 == *b) {
        let first = run.iter().position(|&t| !loose(t)).unwrap_or(run.len());
        let last = run.iter().rposition(|&t| !loose(t)).map_or(first, |l| l + 1);
        kept.extend_from_slice(&run[first..last]);
    }
    *tokens = kept;
}

/// The spans of runs of tokens.
pub(crate) fn spans(tree: &Tree<'_>, tokens: &[usize]) -> Vec<Span> {
    let runs = tokens.chunk_by(|a, b| a + 1 == *b);
    runs.map(|run| tree.sentence.cover(run[0]..run[run.len() - 1] + 1)).collect()
}

/// The phrase of a source, without the other sources and without clauses that hang on it loosely.
pub(crate) fn source_tokens(tree: &Tree<'_>, head: usize, sources: &[usize]) -> Vec<usize> {
    let without: Vec<usize> = tree
        .children(head)
        .filter(|&c| match tree.deprel(c) {
            Deprel::Case | Deprel::Mark | Deprel::Parataxis | Deprel::Ccomp => {
                c < head || tree.deprel(c) != Deprel::Case
            }
            Deprel::Conj | Deprel::Appos => sources.contains(&c),
            // "Haro, who was mayor then, said": what is told by the way, of somebody named.
            Deprel::AclRelcl | Deprel::Acl => {
                tree.upos(head) == Upos::Propn
                    && (head + 1..c).any(|t| tree.form(t) == "," && tree.head(t) == Some(c))
            }
            Deprel::Cc => c < head,
            Deprel::Advcl | Deprel::Advmod => tree.deprel(head) != Deprel::Nsubj && c > head,
            Deprel::Cop | Deprel::Aux => true,
            _ => false,
        })
        .collect();
    let mut tokens = tree.subtree(head, &without);
    // A run around the head: what stands apart belongs to something else.
    let at = tokens.iter().position(|&t| t == head).unwrap_or(0);
    let mut from = at;
    while from > 0 && tokens[from - 1] + 2 >= tokens[from] {
        from -= 1;
    }
    let mut to = at;
    while to + 1 < tokens.len() && tokens[to] + 2 >= tokens[to + 1] {
        to += 1;
    }
    tokens = tokens[from..=to].to_vec();
    while tokens.len() > 1
        && tree.is_punct(tokens[tokens.len() - 1])
        && !is_closing(tree.form(tokens[tokens.len() - 1]))
    {
        tokens.pop();
    }
    while tokens.len() > 1 && tree.is_punct(tokens[0]) && tree.form(tokens[0]) != "\u{201c}" {
        tokens.remove(0);
    }
    tokens
}

fn is_closing(form: &str) -> bool {
    matches!(form, ")" | "]" | "\u{201d}" | "\"" | "''")
}

/// A source as it goes out.
pub(crate) fn mention(tree: &Tree<'_>, sentence: usize, head: usize, sources: &[usize]) -> Mention {
    let tokens = source_tokens(tree, head, sources);
    let mut end = tokens[tokens.len() - 1] + 1;
    // The comma that closes an apposition.
    if end < tree.len() && tree.form(end) == "," && tokens.iter().any(|&t| t > head && tree.form(t) == ",") {
        end += 1;
    }
    let span = tree.sentence.cover(tokens[0]..end);
    let antecedent = if tree.is_relative(head) { tree.antecedent(head) } else { None };
    Mention { span, sentence, head, antecedent }
}
