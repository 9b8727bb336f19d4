//! The relation of two sides, and the evidence under it, as text for a terminal, a self-contained HTML page, Markdown,
//! JSON, PDF and PNG.
//!
//! The caller fills a [`RelationView`]: the measures, and for each event its sentences with marked spans. What comes out
//! is a `String`, or bytes; nothing is printed or written here.
//!
//! **Invariants.** All text that came from an article is escaped for the output it goes to (HTML entities, terminal
//! control characters, Markdown signs) by one function an output: [`Markup::text`], `paint::clean`,
//! `markdown::escape`. Every figure drawn links to the events under it, and every link within the page has its target.

mod chart;
mod error;
mod html;
mod json;
mod markdown;
mod markup;
mod page;
mod spans;
pub mod svg;
mod tables;
mod text;
mod view;
mod words;

#[cfg(test)]
extern crate self as detente_render;
#[cfg(test)]
mod tests;

pub use error::Error;
pub use html::relation_html;
pub use json::relation_json;
pub use markdown::relation_markdown;
pub use markup::Markup;
pub use page::{chart_png, relation_pages_png, relation_pdf, relation_png};
pub use text::{TextStyle, event_text, relation_text, report_text};
pub use view::{
    Article, Counting, EventEvidence, Field, Mark, RelationView, ReportEvidence, Role, Third, event_id,
};
