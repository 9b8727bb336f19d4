//! The fields of an article as inputs give them, and the article they make.

use crate::Problem;
use detente_text::Article;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;

/// What one record of an input gives: articles and problems, in the order they are to be told.
pub(crate) type Found = Vec<Result<Article, Problem>>;

/// Spans are 32 bits wide.
pub(crate) const LONGEST_TEXT: u64 = u32::MAX as u64;

/// The fields of a record, as they are written. Empty ones count as not given.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) language: Option<String>,
}

impl Fields {
    /// The article; a date that is none is dropped, and told before it.
    pub(crate) fn found(self, path: &Path, line: Option<u64>) -> Found {
        let date = given(self.date);
        let parsed = date.as_deref().and_then(parse_date);
        let mut found = Found::new();
        if let (Some(written), None) = (&date, parsed) {
            let problem = Problem {
                line,
                ..Problem::kept(path, format!("{written:?} is no date; the article is read without one"))
            };
            found.push(Err(problem.hint("write dates as YYYY-MM-DD")));
        }
        found.push(Ok(Article {
            id: given(self.id).unwrap_or_else(|| hash(&self.text, parsed)),
            title: given(self.title),
            date: parsed,
            url: given(self.url),
            publisher: given(self.publisher),
            language: given(self.language),
            text: self.text,
        }));
        found
    }
}

fn given(field: Option<String>) -> Option<String> {
    let field = field?;
    let trimmed = field.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// `YYYY-MM-DD`, alone or before a time ("2012-03-15T10:00:00Z").
pub(crate) fn parse_date(written: &str) -> Option<Date> {
    let (day, rest) = written.split_at_checked(10)?;
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    let bytes = day.as_bytes();
    let shaped = bytes.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if shaped { day.parse().ok() } else { None }
}

/// The id of an article that the input gives none: 128 bits of SHA-256 over its text and its date.
fn hash(text: &str, date: Option<Date>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(text.as_bytes());
    // A byte that no UTF-8 text holds keeps text and date apart.
    hasher.update([0xff]);
    if let Some(date) = date {
        hasher.update(date.to_string().as_bytes());
    }
    hasher.finalize().iter().take(16).fold(String::from("a_"), |mut id, byte| {
        write!(id, "{byte:02x}").expect("a String takes any write");
        id
    })
}
