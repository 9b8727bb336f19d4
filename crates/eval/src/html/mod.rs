//! The error browser: one page that needs nothing else, with the scores, what was taken for what, whether confidence
//! can be believed, and every sentence with its gold and coded events. Filters are a few lines of script; without
//! script the whole list is there.
//!
//! **Invariant:** everything that comes from gold, articles or the coder goes through [`Markup`], which escapes it; only
//! the style and the script, which are ours, do not.

mod chips;
mod filters;
mod marks;
mod reliability;
mod sentences;
mod tables;

use crate::event::Event;
use crate::gold::GoldArticle;
use crate::score::Scores;
use detente_render::Markup;

/// What stands before the title.
const HEAD: &str = concat!(
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"/>",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>",
    "<meta name=\"color-scheme\" content=\"light dark\"/>",
    // Nothing is fetched, whatever a text holds.
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ",
    "script-src 'unsafe-inline'\"/>\n"
);
const STYLE: &str = concat!("\n<style>\n", include_str!("page.css"), "</style>\n</head>\n");
const SCRIPT: &str = concat!("<script>\n", include_str!("page.js"), "</script>\n");

/// The page. `name` says what was scored; `pairs` are the gold and the coded events of each article, in the order of
/// `articles`, and `scores` the scores of those.
pub fn render_html(
    name: &str,
    articles: &[GoldArticle],
    pairs: &[(Vec<Event>, Vec<Event>)],
    scores: &Scores,
) -> String {
    let sentences = sentences::sentences(articles, pairs);
    let mut title = Markup::new();
    title.leaf("title", &[], &format!("{name}: gold and coding"));
    let mut body = Markup::new();
    body.element("main", &[], |m| {
        header(m, name, scores);
        tables::sections(m, scores, &sentences);
        reliability::section(m, &scores.calibration);
        list(m, scores, &sentences);
    });
    let (title, body) = (title.finish(), body.finish());
    format!("{HEAD}{title}{STYLE}<body>\n{body}\n{SCRIPT}</body>\n</html>\n")
}

fn header(m: &mut Markup, name: &str, scores: &Scores) {
    m.element("header", &[], |m| {
        m.leaf("p", &[("class", "kicker")], "Gold and coding");
        m.leaf("h1", &[], name);
        let articles = match scores.articles {
            1 => "1 article".to_owned(),
            n => format!("{n} articles"),
        };
        m.leaf(
            "p",
            &[("class", "sub")],
            &format!("{articles}, scored by detente {}", env!("CARGO_PKG_VERSION")),
        );
        tables::headline(m, scores);
    });
    m.newline();
}

/// A section with a heading that can be linked to.
fn section(m: &mut Markup, id: &'static str, heading: &str, body: impl FnOnce(&mut Markup)) {
    m.element("section", &[("id", id)], |m| {
        m.leaf("h2", &[], heading);
        body(m);
    });
    m.newline();
}

fn list(m: &mut Markup, scores: &Scores, sentences: &[sentences::Sentence<'_>]) {
    section(m, "sentences", "Sentences", |m| {
        filters::form(m, scores, sentences.len());
        marks::legend(m);
        for (number, sentence) in sentences.iter().enumerate() {
            chips::card(m, number, sentence);
        }
        if sentences.is_empty() {
            m.leaf("p", &[("class", "note")], "No sentence has an event, in the gold or coded.");
        }
    });
}
