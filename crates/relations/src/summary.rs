//! The measures in plain sentences, and a reason for each figure that is missing.

use crate::summary_answers;
use crate::{Conduct, Verdict};
use crate::{Direction, Dyad, Group, Measures, Note, VowTest};
use std::collections::HashSet;

/// Vows below which nothing is said of how often they hold.
const FEW_VOWS: usize = 5;

/// `15 March 2012`.
const DAY: &str = "%-d %B %Y";

/// What a reader should know first.
pub(crate) fn sentences(measures: &Measures) -> Vec<String> {
    let settings = &measures.settings;
    let (a, b) = (settings.a.label(), settings.b.label());
    if measures.placements.is_empty() {
        let mut out =
            vec![format!("No event between {a} and {b} is counted: too few events to say anything.")];
        out.extend(left_out(measures));
        return out;
    }
    let mut out = vec![counted(measures)];
    for direction in Direction::ALL {
        out.push(words_and_deeds(measures, direction));
        out.extend(latest(measures, direction));
        out.extend(vows_hold(measures, direction));
        out.extend(summary_answers::breaks(measures, direction));
    }
    out.extend(summary_answers::answers(measures));
    out.extend(measures.conducts.iter().filter_map(|c| verdict_sentence(measures, c)));
    out.extend(left_out(measures));
    out
}

fn counted(measures: &Measures) -> String {
    let settings = &measures.settings;
    let (a, b) = (settings.a.label(), settings.b.label());
    let ids: HashSet<u128> = measures.placements.iter().map(|p| p.id).collect();
    let when = measures
        .window
        .map_or(String::new(), |(from, to)| format!(" from {} to {}", from.strftime(DAY), to.strftime(DAY)));
    let of = |d| measures.placements.iter().filter(|p| p.direction == d).count();
    let [forth, back] = Direction::ALL.map(of);
    let both = if ids.len() < forth + back { " (an act of both counts for each)" } else { "" };
    format!(
        "{} between {a} and {b}{when}: {forth} by {a} towards {b}, {back} by {b} towards {a}{both}.",
        number(ids.len(), "event", "events"),
    )
}

/// The rules' verdict on a side with enough events.
fn verdict_sentence(measures: &Measures, conduct: &Conduct) -> Option<String> {
    let (actor, _) = measures.settings.sides(conduct.direction);
    (conduct.verdict != Verdict::TooFew)
        .then(|| format!("Naive or fencing? {}: {}. {}", actor.label(), conduct.verdict.name(), conduct.why))
}

fn words_and_deeds(measures: &Measures, direction: Direction) -> String {
    let (actor, recipient) = measures.settings.sides(direction);
    let dyad = measures.dyad(direction);
    let head = format!("{} towards {}", actor.label(), recipient.label());
    if !dyad.enough_data {
        let n = dyad.counts.indexed() as usize;
        return format!(
            "{head}: too few events to say ({}; {} are needed).",
            number(n, "vow, word against or deed", "vows, words against and deeds"),
            measures.settings.min_events
        );
    }
    let (low, high) = dyad.overall_interval.unwrap_or((dyad.overall.gap, dyad.overall.gap));
    format!(
        "{head}: {}. {} and {} against; {} for and {} against (gap {}, 95% interval {} to {}).",
        verdict(dyad, low, high),
        number(dyad.counts.get(Group::Vows) as usize, "vow", "vows"),
        number(dyad.counts.get(Group::WordsAgainst) as usize, "word", "words"),
        number(dyad.counts.get(Group::DeedsFor) as usize, "deed", "deeds"),
        dyad.counts.get(Group::DeedsAgainst),
        signed(dyad.overall.gap),
        signed(low),
        signed(high),
    )
}

fn verdict(dyad: &Dyad, low: f64, high: f64) -> &'static str {
    let index = &dyad.overall;
    if low > 0.0 && index.words > 0.0 && index.deeds < 0.0 {
        "warm words, cold deeds"
    } else if low > 0.0 {
        "words are warmer than deeds"
    } else if high < 0.0 {
        "deeds are warmer than words"
    } else {
        "words and deeds do not clearly part"
    }
}

/// The last period with events, where its gap is out of the ordinary.
fn latest(measures: &Measures, direction: Direction) -> Option<String> {
    let dyad = measures.dyad(direction);
    let row = dyad.series.iter().rev().find(|row| row.counts.indexed() > 0)?;
    let z = row.z.filter(|z| dyad.enough_data && z.abs() >= 1.96)?;
    let wide = if z > 0.0 { "wider" } else { "lower" };
    Some(format!(
        "In {} that gap was {}, {wide} than it had been before (z {} against the dyad's own past).",
        row.label,
        signed(row.index.gap),
        signed(z)
    ))
}

fn vows_hold(measures: &Measures, direction: Direction) -> Option<String> {
    let dyad = measures.dyad(direction);
    let (actor, recipient) = measures.settings.sides(direction);
    let (broken, kept) = (&dyad.broken_vows, &dyad.kept_vows);
    if !dyad.enough_data {
        return None;
    }
    if broken.vows < FEW_VOWS {
        return Some(format!(
            "{} of {} dated to a day: too few to say how often they hold.",
            number(broken.vows, "vow", "vows"),
            actor.label()
        ));
    }
    Some(format!(
        "Within {} days of {} vows came a deed against {} {}, a deed for it {}.",
        broken.window_days,
        broken.vows,
        recipient.label(),
        times(broken),
        times(kept)
    ))
}

fn times(test: &VowTest) -> String {
    let share = test.rate.unwrap_or(0.0) * 100.0;
    let count = format!("{} ({share:.0}%", number(test.pairs.len(), "time", "times"));
    match (test.base_rate, test.p) {
        (Some(base), Some(p)) => format!("{count}; by chance {:.0}%, p = {})", base * 100.0, p_value(p)),
        _ => format!("{count})"),
    }
}

/// One decimal and a real minus sign.
fn signed(value: f64) -> String {
    format!("{value:+.1}").replace('-', "\u{2212}")
}

fn p_value(p: f64) -> String {
    if p < 0.0995 { format!("{p:.3}") } else { format!("{p:.2}") }
}

fn left_out(measures: &Measures) -> Option<String> {
    let (out, period) = (&measures.left_out, measures.settings.period.name());
    let coarse =
        (out.coarse > 0).then(|| format!("{} dated too coarsely for a series by {period}", out.coarse));
    let undated = (out.undated > 0).then(|| format!("{} without a date", out.undated));
    let parts: Vec<String> = coarse.into_iter().chain(undated).collect();
    (!parts.is_empty()).then(|| format!("Left out: {}.", parts.join(", ")))
}

fn number(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A reason for each figure that is missing, and the limits of those that are there.
pub(crate) fn notes(measures: &Measures) -> Vec<Note> {
    let mut notes = Vec::new();
    if measures.window.is_none() {
        notes.push(note("from, to", "there is no event, and no window was asked for"));
    }
    for direction in Direction::ALL {
        let name = format!("dyads.{}", measures.settings.dyad_name(direction));
        let dyad = measures.dyad(direction);
        notes.extend(interval_note(dyad, &name));
        notes.extend(z_notes(dyad, &name, measures.settings.min_past));
        notes.extend(vow_notes(&dyad.broken_vows, &format!("{name}.broken_vows")));
        notes.extend(vow_notes(&dyad.kept_vows, &format!("{name}.kept_vows")));
    }
    notes.push(note(
        "dyads.*.series[].gap_low, gap_high",
        if measures.settings.error_rates.is_some() {
            "the interval comes from resampling events and from the coder's error rates by group"
        } else {
            "the interval comes from resampling events alone: these events were not coded here, and how often their coder errs is not known"
        },
    ));
    notes.extend(left_out_notes(measures));
    notes.extend(answer_notes(measures));
    notes
}

fn note(figure: impl Into<String>, reason: impl Into<String>) -> Note {
    Note { figure: figure.into(), reason: reason.into() }
}

fn interval_note(dyad: &Dyad, name: &str) -> Option<Note> {
    let empty = dyad.series.iter().filter(|row| row.gap_interval.is_none()).count();
    (empty > 0).then(|| {
        note(
            format!("{name}.series[].gap_low, gap_high"),
            format!(
                "null in {empty} of {} periods: no vow, words against or deed to resample",
                dyad.series.len()
            ),
        )
    })
}

fn z_notes(dyad: &Dyad, name: &str, min_past: usize) -> Vec<Note> {
    let needed = min_past.max(2);
    let (early, alike): (Vec<_>, Vec<_>) =
        dyad.series.iter().enumerate().filter(|(_, row)| row.z.is_none()).partition(|(i, _)| *i < needed);
    let mut notes = Vec::new();
    if !early.is_empty() {
        let reason =
            format!("null in the first {} periods: fewer than {needed} earlier periods", early.len());
        notes.push(note(format!("{name}.series[].z"), reason));
    }
    if !alike.is_empty() {
        let reason = format!("null in {} periods: the gap of all earlier periods is the same", alike.len());
        notes.push(note(format!("{name}.series[].z"), reason));
    }
    notes
}

fn vow_notes(test: &VowTest, name: &str) -> Vec<Note> {
    let mut notes = Vec::new();
    if test.rate.is_none() {
        notes.push(note(format!("{name}.rate"), "no vow is dated to a day"));
    }
    if let Some(reason) = test.missing() {
        notes.push(note(format!("{name}.base_rate, ratio, p"), reason));
    } else if test.ratio.is_none() {
        notes.push(note(format!("{name}.ratio"), "no vow is followed under any shift: the base rate is 0"));
    }
    if test.coarse > 0 {
        let reason =
            format!("{} vows and deeds are dated more coarsely than a day and are left out", test.coarse);
        notes.push(note(name, reason));
    }
    notes
}

/// Why figures of reciprocity are missing, with the names of the sides.
fn answer_notes(measures: &Measures) -> Vec<Note> {
    let (a, b) = (measures.settings.a.label(), measures.settings.b.label());
    let named = |reason: &str| reason.replace("the first side", a).replace("the second side", b);
    let of = |r: &crate::Reciprocity| {
        Some(note(format!("reciprocity[period={}]", r.period.name()), named(r.reason.as_deref()?)))
    };
    let mut notes: Vec<Note> = measures.reciprocity.iter().filter_map(of).collect();
    if measures.window.is_none() {
        notes.push(note("reciprocity", "there is no event"));
        notes.push(note("breaks", "there is no event"));
    }
    notes
}

fn left_out_notes(measures: &Measures) -> Vec<Note> {
    let (out, period) = (&measures.left_out, measures.settings.period.name());
    let counts = [
        (out.coarse, format!("dated more coarsely than a {period}")),
        (out.undated, "without a date".to_owned()),
        (out.outside, "outside the days asked for".to_owned()),
        (out.repeated, "given more than once".to_owned()),
    ];
    let left = |(n, why): &(usize, String)| note("dyads.*.series", format!("{n} left out: {why}"));
    counts.iter().filter(|(n, _)| *n > 0).map(left).collect()
}
