//! The relation, an event or a report on a terminal of a given width, with colour or without.

mod bars;
mod evidence;
mod marked;
mod paint;
mod tables;

pub use evidence::{event_text, report_text};

use crate::view::event_id;
use crate::{EventEvidence, RelationView, words};
use detente_relations::{Direction, VowPair};
use paint::{Paint, Tone, clean, wrap};

/// How to write for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Columns; fewer than 40 count as 40.
    pub width: usize,
    /// Whether ANSI colours may be used. Nothing is told by colour alone.
    pub color: bool,
    /// How many of the last events are shown with their sentences.
    pub last_events: usize,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self { width: 100, color: false, last_events: 8 }
    }
}

impl TextStyle {
    fn columns(self) -> usize {
        self.width.clamp(40, 400)
    }

    fn paint(self) -> Paint {
        Paint { color: self.color }
    }
}

/// The relation of two sides: sentences, bars, broken vows and the last events.
pub fn relation_text(view: &RelationView, style: TextStyle) -> String {
    let mut out = String::new();
    heading(view, style, &mut out);
    if view.measures.placements.is_empty() {
        return out;
    }
    bars::write(view, style, &mut out);
    broken_vows(view, style, &mut out);
    tables::write(view, style, &mut out);
    last_events(view, style, &mut out);
    out
}

fn heading(view: &RelationView, style: TextStyle, out: &mut String) {
    let (measures, paint) = (&view.measures, style.paint());
    let (a, b) = view.names(Direction::AToB);
    line(out, &paint.tone(Tone::Strong, &clean(&format!("{a} and {b}"))));
    let when = measures.window.map_or("no events".to_owned(), |(from, to)| words::days(Some(from), Some(to)));
    let counting = &view.counting;
    let switches = format!(
        "{when} · by {} · {}s, {}{}",
        measures.settings.period.name(),
        counting.unit,
        counting.statuses.join(" or "),
        if counting.links { " · links count" } else { "" }
    );
    for part in wrap(&clean(&switches), style.columns()) {
        line(out, &paint.tone(Tone::Soft, &part));
    }
    line(out, "");
    for sentence in &measures.summary {
        bullet(out, sentence, style);
    }
}

/// A sentence that hangs under its first word.
fn bullet(out: &mut String, sentence: &str, style: TextStyle) {
    for (i, part) in wrap(&clean(sentence), style.columns() - 2).iter().enumerate() {
        line(out, &format!("{}{part}", if i == 0 { "• " } else { "  " }));
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn title(out: &mut String, text: &str, style: TextStyle) {
    line(out, "");
    line(out, &style.paint().tone(Tone::Strong, &clean(text)));
}

fn broken_vows(view: &RelationView, style: TextStyle, out: &mut String) {
    const MOST: usize = 5;
    for direction in Direction::ALL {
        let pairs = &view.measures.dyad(direction).broken_vows.pairs;
        if pairs.is_empty() {
            continue;
        }
        let more = pairs.len().saturating_sub(MOST);
        let earlier = if more > 0 { format!(" (the last {MOST} of {})", pairs.len()) } else { String::new() };
        title(out, &format!("Broken vows, {}{earlier}", words::arrow(view.names(direction))), style);
        for pair in &pairs[more..] {
            broken(view, pair, style, out);
        }
    }
}

fn broken(view: &RelationView, pair: &VowPair, style: TextStyle, out: &mut String) {
    let days = if pair.days == 1 { "1 day later:".to_owned() } else { format!("{} days later:", pair.days) };
    for (lead, id) in [("", pair.vow), (days.as_str(), pair.deed)] {
        match view.events.iter().find(|e| e.id == id) {
            None => line(out, &format!("  {lead} {}", event_id(id))),
            Some(event) => {
                let head = format!("{lead} {}  {}", words::days(event.from, event.to), event.kind());
                line(out, &format!("  {}", style.paint().tone(Tone::Soft, clean(&head).trim_start())));
                first_sentence(event, style, out);
            }
        }
    }
    line(out, "");
}

fn first_sentence(event: &EventEvidence, style: TextStyle, out: &mut String) {
    if let Some(told) = &event.imported {
        for part in wrap(&clean(told), style.columns() - 4) {
            line(out, &format!("    {part}"));
        }
    }
    if let Some(report) = event.reports.first() {
        for part in marked::lines(report, style, 4) {
            line(out, &part);
        }
    }
}

fn last_events(view: &RelationView, style: TextStyle, out: &mut String) {
    let mut events: Vec<&EventEvidence> = view.events.iter().collect();
    events.sort_by(|x, y| (y.from, &y.id).cmp(&(x.from, &x.id)));
    let shown = events.len().min(style.last_events);
    if shown == 0 {
        return;
    }
    title(out, &format!("The last {shown} of {} events", events.len()), style);
    for event in &events[..shown] {
        one_event(view, event, style, out);
    }
    line(out, &marked::legend(style));
}

fn one_event(view: &RelationView, event: &EventEvidence, style: TextStyle, out: &mut String) {
    let paint = style.paint();
    let who = match event.directions.as_slice() {
        [one] => {
            let (actor, recipient) = view.measures.settings.sides(*one);
            format!("{} → {}", actor.code, recipient.code)
        }
        _ => format!("{} ↔ {}", view.measures.settings.a.code, view.measures.settings.b.code),
    };
    let group = event.group.map_or("in no group", detente_relations::Group::singular);
    let kind = paint.tone(bars::group_tone(event.group), &clean(&event.kind()));
    let status = if event.status == "asserted" { String::new() } else { format!("  [{}]", event.status) };
    let day = event.from.map_or("no date   ".to_owned(), |d| d.to_string());
    line(out, &format!("{day}  {}  {kind}, {group}{}", clean(&who), clean(&status)));
    first_sentence(event, style, out);
    if let Some(report) = event.reports.first() {
        let told = match event.reports.len() {
            1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        let source = format!("{}{told}  {}", words::source(&report.article), event_id(event.id));
        line(out, &format!("    {}", paint.tone(Tone::Soft, &clean(&source))));
    }
}
