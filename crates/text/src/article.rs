//! What was published, and the parts it has.

use crate::Span;
use jiff::civil::Date;

/// What was published: one text with what is known about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The input's id; where it gives none, ingest makes a hash of text and date.
    pub id: String,
    /// The text as ingested. All offsets point into it.
    pub text: String,
    /// The headline, where the input has it as a field of its own.
    pub title: Option<String>,
    /// The day of publication.
    pub date: Option<Date>,
    /// Where it was found.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// ISO 639-1 code, if known.
    pub language: Option<String>,
}

/// What a part of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// The article itself.
    Body,
    /// A side-bar item about something else, with no date of its own.
    Teaser,
    /// The words under a picture.
    Caption,
}

impl PartKind {
    /// The name in the JSON: `body`, `teaser`, `caption`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Teaser => "teaser",
            Self::Caption => "caption",
        }
    }
}

/// A stretch of the article's text of one kind. Parts do not overlap; text in none of them is residue
/// (section labels, bylines, repeated titles) and is not coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where it is, in bytes of the article's text.
    pub span: Span,
}
