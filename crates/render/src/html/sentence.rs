//! A sentence with its marked words, and where it stands.

use crate::{
    Article, Markup, ReportEvidence, Role,
    spans::{Piece, pieces},
    words,
};

/// The sentence as a quotation; the style of roles outside the legend is a tooltip alone.
pub(super) fn quote(m: &mut Markup, report: &ReportEvidence) {
    m.element("blockquote", &[("dir", "auto")], |m| {
        for piece in pieces(&report.sentence, &report.marks) {
            match piece {
                Piece::Open(role) => m.open("mark", &[("class", role.name()), ("title", title(role))]),
                Piece::Close => m.close("mark"),
                Piece::Text(text) => m.text(text),
            };
        }
    });
}

fn title(role: Role) -> &'static str {
    match role {
        Role::Trigger => "the act",
        Role::Actor => "who acts",
        Role::Recipient => "on whom",
        Role::Attribution => "who says so",
        Role::Cue => "the word that makes it a source",
        Role::Link => "a tie to another",
        Role::Date => "when",
        Role::Place => "where",
        Role::Count => "how many",
    }
}

/// Publisher, day and headline, with a link when there is a safe one.
pub(super) fn source(m: &mut Markup, article: &Article) {
    m.element("cite", &[], |m| {
        m.text(&words::source(article));
        let title = article.title.as_deref().or(article.url.as_deref());
        let Some(title) = title else {
            return;
        };
        m.text(": ");
        match article.url.as_deref().filter(|url| is_web(url)) {
            Some(url) => m.leaf("a", &[("href", url), ("rel", "noopener noreferrer nofollow")], title),
            None => m.text(title),
        };
    });
}

/// Only these may become links: `javascript:` and its kind must not.
pub(crate) fn is_web(url: &str) -> bool {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}
