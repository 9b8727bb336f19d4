//! From stored events and reports to what is shown: plain strings and marked spans.

use detente_coding::{Attribution, Entity, Party, Report};
use detente_relations::{Direction, Group};
use detente_render::{Article, EventEvidence, Field, Mark, ReportEvidence, Role};
use detente_stories::{Event, Imported};
use detente_text::Span;
use std::fmt::Write;

/// An event with its reports.
pub(crate) fn event(event: &Event, directions: Vec<Direction>, reports: &[Report]) -> EventEvidence {
    EventEvidence {
        id: event.id.0,
        from: event.date.from,
        to: event.date.to,
        directions,
        group: event.group().and_then(|g| Group::from_name(g.name())),
        event_type: event.type_name().to_owned(),
        modes: event.modes.clone(),
        status: event.status.name().to_owned(),
        score: f64::from(event.score),
        imported: event.imported.as_ref().map(|from| told(event, from)),
        reports: reports.iter().map(report).collect(),
    }
}

/// `gdelt2 881990832: code 190, ISR MIL → PSE, at Gaza, 12 mentions, https://…`
fn told(event: &Event, from: &Imported) -> String {
    let parties = |list: &[Party]| {
        let one = |p: &Party| {
            let codes =
                p.country.iter().map(ToString::to_string).chain(p.sectors.iter().map(ToString::to_string));
            let codes = codes.collect::<Vec<_>>().join(" ");
            match &p.entity_name {
                Some(name) if codes.is_empty() => name.clone(),
                Some(name) => format!("{name} ({codes})"),
                None if codes.is_empty() => "?".to_owned(),
                None => codes,
            }
        };
        let all: Vec<String> = list.iter().map(one).collect();
        if all.is_empty() { "?".to_owned() } else { all.join(" + ") }
    };
    let arrow = if event.reciprocal {
        parties(&event.actors)
    } else {
        format!("{} \u{2192} {}", parties(&event.actors), parties(&event.recipients))
    };
    let mut out = format!("{} {}", from.dataset, from.source_id).trim_end().to_owned() + ": ";
    if let Some(code) = &from.code {
        let _ = write!(out, "code {code}, ");
    }
    out.push_str(&arrow);
    if let Some(place) = &event.place {
        let _ = write!(out, ", at {}", place.name);
    }
    if from.mentions > 1 {
        let _ = write!(out, ", {} mentions", from.mentions);
    }
    if let Some(url) = &from.url {
        let _ = write!(out, ", {url}");
    }
    out
}

/// A report with every field and the words that gave it.
pub(crate) fn report(report: &Report) -> ReportEvidence {
    ReportEvidence {
        id: report.id.to_string(),
        sentence: report.sentence_words.text.clone(),
        marks: marks(report),
        fields: fields(report),
        why: report.why.clone(),
        confidence: Some(f64::from(report.confidence)),
        coder: format!("{} {} {}", report.coder.version, report.coder.tier, report.coder.model),
        article: Article {
            id: report.article.id.clone(),
            title: report.article.title.clone(),
            url: report.article.url.clone(),
            publisher: report.article.publisher.clone(),
            published: report.article.published,
        },
    }
}

fn marks(report: &Report) -> Vec<Mark> {
    let sentence = report.sentence_words.span;
    let mut out = Vec::new();
    let mut add = |span: Span, role: Role| {
        if !span.is_empty() && sentence.contains(span) {
            let start = (span.start - sentence.start) as usize;
            out.push(Mark { start, end: start + span.len(), role });
        }
    };
    add(report.trigger.span, Role::Trigger);
    for (entities, role) in [(&report.actors, Role::Actor), (&report.recipients, Role::Recipient)] {
        for entity in entities {
            add(entity.mention.span, role);
            entity.links.iter().for_each(|l| add(l.mention.span, Role::Link));
        }
    }
    for source in report.attribution.iter().filter(|a| !a.carried) {
        add(source.mention.span, Role::Attribution);
        if let Some(cue) = &source.cue {
            add(cue.span, Role::Cue);
        }
    }
    if let Some(words) = &report.date.words {
        add(words.span, Role::Date);
    }
    if let Some(place) = &report.place {
        add(place.mention.span, Role::Place);
    }
    report.counts.iter().for_each(|c| add(c.words.span, Role::Count));
    out
}

fn fields(report: &Report) -> Vec<Field> {
    let mut out = Vec::new();
    let mut add = |name: &str, value: String, words: Option<&str>, why: Option<&str>| {
        out.push(Field {
            name: name.to_owned(),
            value,
            words: words.map(str::to_owned),
            why: why.map(str::to_owned),
        });
    };
    let code = report.cameo.as_deref().map(|c| format!(" (CAMEO {c})")).unwrap_or_default();
    let modes =
        if report.modes.is_empty() { String::new() } else { format!(", {}", report.modes.join(", ")) };
    add("type", format!("{}{modes}{code}", report.event_type.name()), Some(&report.trigger.text), None);
    if !report.contexts.is_empty() {
        add("context", report.contexts.join(", "), None, None);
    }
    for (name, entities) in [("actor", &report.actors), ("recipient", &report.recipients)] {
        for entity in entities {
            add(name, who(entity), Some(&entity.mention.text), Some(&entity.why));
            for link in &entity.links {
                let to = link.party.country.map_or_else(|| "unknown".to_owned(), |c| c.to_string());
                add(
                    "link",
                    format!("{} {to}, {}", link.relation.name(), link.status.name()),
                    Some(&link.mention.text),
                    None,
                );
            }
        }
    }
    add("status", report.status.name().to_owned(), None, None);
    for source in &report.attribution {
        add("says so", says(source), Some(&source.mention.text), None);
    }
    let day = match (report.date.from, report.date.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        _ => "unresolved".to_owned(),
    };
    let words = report.date.words.as_ref().map(|w| w.text.as_str());
    add("date", format!("{day} ({})", report.date.granularity.name()), words, None);
    if let Some(place) = &report.place {
        add("place", format!("{} ({})", place.name, place.precision.name()), Some(&place.mention.text), None);
    }
    for count in &report.counts {
        add("count", how_many(count), Some(&count.words.text), None);
    }
    for party in &report.implied {
        let value =
            format!("{} {}, confidence {:.2}", party.side.name(), who(&party.entity), party.confidence);
        add("from another sentence", value, Some(&party.entity.mention.text), Some(&party.entity.why));
    }
    for other in &report.counters {
        add("contradicted by", other.to_string(), None, None);
    }
    out
}

fn who(entity: &Entity) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(entity.party.country.map(|c| c.to_string()));
    let sectors: Vec<String> = entity.party.sectors.iter().map(ToString::to_string).collect();
    if !sectors.is_empty() {
        parts.push(sectors.join(" "));
    }
    parts.extend(entity.party.entity_name.clone());
    if parts.is_empty() { "not known".to_owned() } else { parts.join(", ") }
}

fn says(source: &Attribution) -> String {
    let mut out = source.party.country.map_or_else(|| "source".to_owned(), |c| c.to_string());
    if let Some(cue) = &source.cue {
        let _ = write!(out, ", \u{201c}{}\u{201d}", cue.text);
    }
    if source.carried {
        out.push_str(", named in an earlier sentence");
    }
    if source.is_party {
        out.push_str(", a party to the act");
    }
    out
}

fn how_many(count: &detente_coding::Count) -> String {
    match (count.min, count.max) {
        (Some(a), Some(b)) if a == b => format!("{} {a}", count.what),
        (Some(a), Some(b)) => format!("{} {a}\u{2013}{b}", count.what),
        (Some(a), None) => format!("{} at least {a}", count.what),
        (None, Some(b)) => format!("{} at most {b}", count.what),
        (None, None) => format!("{} {}", count.what, count.words.text),
    }
}
