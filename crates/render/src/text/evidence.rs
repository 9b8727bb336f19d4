//! One event or one report with all its evidence, for `detente explain`.

use super::{
    TextStyle, line, marked,
    paint::{Tone, clean, columns, pad, wrap},
    title,
};
use crate::view::event_id;
use crate::{EventEvidence, ReportEvidence, words};

/// An event: what it is, then each report that tells of it.
pub fn event_text(event: &EventEvidence, style: TextStyle) -> String {
    let mut out = String::new();
    let paint = style.paint();
    line(&mut out, &paint.tone(Tone::Strong, &clean(&format!("event {}", event_id(event.id)))));
    let group = event.group.map_or("none", detente_relations::Group::singular).to_owned();
    let fields = [
        ("type", event.kind()),
        ("group", group),
        ("status", event.status.clone()),
        ("date", words::days(event.from, event.to)),
        ("score", words::signed(event.score, 1)),
        match (&event.imported, event.reports.len()) {
            (Some(told), _) => ("imported", told.clone()),
            (None, 1) => ("told by", "1 report".to_owned()),
            (None, n) => ("told by", format!("{n} reports")),
        },
    ];
    for (name, value) in fields {
        entry(&mut out, name, &value, style);
    }
    for report in &event.reports {
        title(&mut out, &format!("report {}", report.id), style);
        evidence(&mut out, report, style);
    }
    if !event.reports.is_empty() {
        line(&mut out, "");
        line(&mut out, &marked::legend(style));
    }
    out
}

/// A report: its sentence with the words that decided, its fields, the rules, the article.
pub fn report_text(report: &ReportEvidence, style: TextStyle) -> String {
    let mut out = String::new();
    line(&mut out, &style.paint().tone(Tone::Strong, &clean(&format!("report {}", report.id))));
    evidence(&mut out, report, style);
    line(&mut out, "");
    line(&mut out, &marked::legend(style));
    out
}

fn evidence(out: &mut String, report: &ReportEvidence, style: TextStyle) {
    line(out, "");
    for part in marked::lines(report, style, 2) {
        line(out, &part);
    }
    line(out, "");
    for field in &report.fields {
        let words = field.words.as_ref().map_or(String::new(), |w| format!("  “{w}”"));
        let why = field.why.as_ref().map_or(String::new(), |w| format!("  ({w})"));
        entry(out, &field.name, &format!("{}{words}{why}", field.value), style);
    }
    for why in &report.why {
        entry(out, "rule", why, style);
    }
    if let Some(confidence) = report.confidence {
        entry(out, "confidence", &format!("{confidence:.2}"), style);
    }
    source(out, report, style);
}

fn source(out: &mut String, report: &ReportEvidence, style: TextStyle) {
    let article = &report.article;
    entry(out, "source", &words::source(article), style);
    for (name, value) in [("title", &article.title), ("url", &article.url)] {
        if let Some(value) = value {
            entry(out, name, value, style);
        }
    }
    entry(out, "article", &article.id, style);
    if !report.coder.is_empty() {
        entry(out, "coder", &report.coder, style);
    }
}

/// `  name        value`, the value hanging under itself.
fn entry(out: &mut String, name: &str, value: &str, style: TextStyle) {
    const NAMES: usize = 12;
    let name = clean(name);
    let name = pad(&name, NAMES.max(columns(&name).min(20)) + 1);
    let room = style.columns().saturating_sub(2 + columns(&name));
    for (i, part) in wrap(&clean(value), room).iter().enumerate() {
        let head = if i == 0 { name.clone() } else { " ".repeat(columns(&name)) };
        line(out, &format!("  {}{part}", style.paint().tone(Tone::Soft, &head)));
    }
}
