//! CoNLL-U, with the byte offsets of the tokens and the names in MISC.

use crate::{NameKind, ParsedSentence};
use std::fmt::{self, Write};

/// Writes one sentence and the empty line after it. `sent_id` is the byte offset of the sentence in its
/// article; MISC holds `TokenRange=start:end` (bytes of the article), `SpaceAfter=No` where the next token
/// follows at once, and `NER=B-…`/`I-…`.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(parsed: &ParsedSentence<'_>, out: &mut impl Write) -> fmt::Result {
    writeln!(out, "# sent_id = {}", parsed.sentence.span.start)?;
    let text = parsed.doc.text(parsed.sentence.span);
    writeln!(out, "# text = {}", text.split_whitespace().collect::<Vec<_>>().join(" "))?;
    for token in 0..parsed.len() {
        write_token(parsed, token, out)?;
    }
    writeln!(out)
}

fn write_token(parsed: &ParsedSentence<'_>, token: usize, out: &mut impl Write) -> fmt::Result {
    let head = parsed.head(token).map_or(0, |head| head + 1);
    let (upos, xpos) = (parsed.upos(token).name(), parsed.xpos(token).name());
    write!(out, "{}\t", token + 1)?;
    write_field(parsed.form(token), out)?;
    write_field(parsed.lemma(token), out)?;
    write!(out, "{upos}\t{xpos}\t_\t{head}\t{}\t_\t", parsed.deprel(token).name())?;
    write_misc(parsed, token, out)
}

/// A field may hold no tab or line break, and may not be empty.
fn write_field(text: &str, out: &mut impl Write) -> fmt::Result {
    if text.is_empty() {
        return out.write_str("_\t");
    }
    for c in text.chars() {
        out.write_char(if c.is_whitespace() || c.is_control() { ' ' } else { c })?;
    }
    out.write_char('\t')
}

/// Keys in alphabetical order, as UD wants them.
fn write_misc(parsed: &ParsedSentence<'_>, token: usize, out: &mut impl Write) -> fmt::Result {
    if let Some((kind, first)) = name_at(parsed, token) {
        write!(out, "NER={}-{}|", if first { 'B' } else { 'I' }, kind.name())?;
    }
    let span = parsed.span(token);
    if token + 1 < parsed.len() && parsed.span(token + 1).start == span.end {
        out.write_str("SpaceAfter=No|")?;
    }
    writeln!(out, "TokenRange={}:{}", span.start, span.end)
}

fn name_at(parsed: &ParsedSentence<'_>, token: usize) -> Option<(NameKind, bool)> {
    let name = parsed.syntax.names.iter().find(|name| name.tokens.contains(&token))?;
    Some((name.kind, name.tokens.start == token))
}
