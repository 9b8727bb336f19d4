//! What the crates promise of any text, looked at in a document and its syntax. Each function says what does not
//! hold.

use detente_parse::{Deprel, Name, ParsedSentence, Syntax, conllu};
use detente_text::{Doc, Sentence, Span};

/// Holds what must be true, or says what is not.
macro_rules! hold {
    ($true:expr, $($message:tt)*) => {
        if !$true {
            return Err(format!($($message)*));
        }
    };
}

/// Parts, sentences and tokens in order, inside the text and each other.
pub(crate) fn doc(doc: &Doc, text: &str) -> Result<(), String> {
    hold!(doc.article.text == text, "the text was changed");
    in_order(text, doc.parts.iter().map(|part| part.span), "part")?;
    in_order(text, doc.sentences.iter().map(|sentence| sentence.span), "sentence")?;
    in_order(text, doc.tokens.iter().copied(), "token")?;
    let mut next = 0;
    for sentence in &doc.sentences {
        let at = sentence.span.start;
        hold!(sentence.tokens.start == next, "the tokens of the sentence at {at} do not follow the last");
        hold!(!sentence.tokens.is_empty(), "the sentence at {at} has no tokens");
        hold!(sentence.tokens.len() <= Sentence::MAX_TOKENS, "the sentence at {at} is too long");
        hold!(sentence.tokens.end <= doc.tokens.len(), "the sentence at {at} has tokens that are not there");
        next = sentence.tokens.end;
        let part = doc.parts.get(sentence.part);
        hold!(
            part.is_some_and(|part| part.span.contains(sentence.span)),
            "the sentence at {at} is outside its part"
        );
        all_read(doc, sentence)?;
    }
    hold!(next == doc.tokens.len(), "tokens in no sentence");
    Ok(())
}

fn in_order(text: &str, spans: impl Iterator<Item = Span>, what: &str) -> Result<(), String> {
    let mut end = 0;
    for span in spans {
        hold!(text.get(span.range()).is_some(), "{what} {span:?} is not inside the text");
        hold!(!span.is_empty() && span.start >= end, "{what} {span:?} is empty or out of order");
        end = span.end;
    }
    Ok(())
}

/// No letter, digit or mark of ASCII of a sentence is in none of its tokens.
fn all_read(doc: &Doc, sentence: &Sentence) -> Result<(), String> {
    let Span { start, end } = sentence.span;
    let mut at = start;
    for span in doc.tokens_of(sentence).iter().chain([&Span { start: end, end }]) {
        let gap = doc.article.text.get(at as usize..span.start as usize);
        let is_read = |c: char| c.is_alphanumeric() || c.is_ascii_punctuation();
        let blank = gap.is_some_and(|gap| !gap.contains(is_read));
        hold!(blank, "the text before {} is in no token, or the token outside its sentence", span.start);
        at = span.end;
    }
    Ok(())
}

/// Complete columns, one tree, names in order.
pub(crate) fn syntax(syntax: &Syntax, forms: &[&str]) -> Result<(), String> {
    let n = forms.len();
    let columns =
        [syntax.upos.len(), syntax.xpos.len(), syntax.lemma.len(), syntax.head.len(), syntax.deprel.len()];
    hold!(columns == [n; 5], "columns of {columns:?} for {n} tokens");
    let lemmas = forms.iter().zip(&syntax.lemma);
    hold!(lemmas.clone().all(|(form, lemma)| form.is_empty() || !lemma.is_empty()), "an empty lemma");
    tree(syntax)?;
    names(&syntax.names, n)
}

fn tree(syntax: &Syntax) -> Result<(), String> {
    let n = syntax.head.len();
    let head = |i: usize| syntax.head[i] as usize;
    hold!((0..n).all(|i| head(i) < n), "a head outside the sentence");
    hold!((0..n).filter(|&i| head(i) == i).count() == n.min(1), "not one root: {:?}", syntax.head);
    let labelled = (0..n).all(|i| (syntax.deprel[i] == Deprel::Root) == (head(i) == i));
    hold!(labelled, "a root without its label, or the label without a root");
    let mut reaches = vec![false; n];
    for start in 0..n {
        let (mut path, mut at) = (Vec::new(), start);
        while !reaches[at] && head(at) != at {
            hold!(path.len() <= n, "token {start} hangs on no root: {:?}", syntax.head);
            path.push(at);
            at = head(at);
        }
        for token in path {
            reaches[token] = true;
        }
    }
    Ok(())
}

fn names(names: &[Name], tokens: usize) -> Result<(), String> {
    let mut end = 0;
    for name in names {
        let range = &name.tokens;
        hold!(
            range.start >= end && !range.is_empty() && range.end <= tokens,
            "a name at {range:?} of {tokens}"
        );
        end = range.end;
    }
    Ok(())
}

/// A line of ten fields for each token, whatever is in the text.
pub(crate) fn lines(parsed: &ParsedSentence<'_>) -> Result<(), String> {
    let mut text = String::new();
    conllu::write(parsed, &mut text).map_err(|problem| problem.to_string())?;
    let rows: Vec<&str> =
        text.split('\n').filter(|line| !line.is_empty() && !line.starts_with("# ")).collect();
    hold!(rows.len() == parsed.len(), "{} lines of CoNLL-U for {} tokens", rows.len(), parsed.len());
    let full = |row: &&str| row.split('\t').count() == 10 && row.split('\t').all(|field| !field.is_empty());
    hold!(rows.iter().all(full), "a line of CoNLL-U without ten fields: {rows:?}");
    Ok(())
}
