//! `detente watch`: pairs whose vows and deeds part, or whose level breaks, in the last period. For cron: exit status 1 when
//! there is one.

use super::matrix::{self, Matrix, Pair, Query};
use super::{counted, report::name_of};
use crate::Outcome;
use crate::args::{ListForm, PeriodChoice, WatchArgs};
use crate::diagnostics::Diagnostics;
use crate::output::stdout;
use anyhow::{Context, Result, bail};
use detente_relations::Period;
use detente_relations::watch::{self, Finding, Kind, Reason, Watched};
use detente_store::Store;
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Line {
    actor: String,
    recipient: String,
    period: String,
    reasons: Vec<ReasonJson>,
}

#[derive(Serialize)]
struct ReasonJson {
    kind: &'static str,
    now: f64,
    expected: f64,
    p: f64,
    q: f64,
    why: String,
}

pub(crate) fn run(args: &WatchArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let period = period(args.period)?;
    let store = Store::open(&args.store)
        .with_context(|| format!("cannot read the store {}", args.store.display()))?;
    let Some((_, last)) = matrix::span(&store)? else {
        diagnostics.done(&"the store has no dated events: there is nothing to watch");
        return Ok(Outcome::Clean);
    };
    let to = args.until.unwrap_or(last);
    let from = (0..args.past)
        .fold(period.start(to), |day, _| day.yesterday().map_or(day, |before| period.start(before)));
    let statuses = counted(&args.status);
    let mut all = matrix::read(&store, &Query { period, level: args.level, statuses, from, to })?;
    all.pairs.retain(|(a, b), cells| {
        let events: u64 = cells.counts.iter().map(|c| u64::from(c.total())).sum();
        events >= u64::from(args.min_events) && (args.domestic || a.country != b.country)
    });
    let names: Vec<Pair> = all.pairs.keys().copied().collect();
    let watched = watch::watch(&series(&all, &names), &all.volume, args.rate);
    let label = all.starts.last().map_or(String::new(), |start| period.label(*start));
    write(args, &watched, &names, &label)?;
    diagnostics.done(&summary(&watched, &label, args.rate));
    Ok(if watched.findings.is_empty() { Outcome::Clean } else { Outcome::Found })
}

fn period(choice: PeriodChoice) -> Result<Period> {
    match choice {
        PeriodChoice::Month | PeriodChoice::Quarter | PeriodChoice::Year => Ok(choice.into()),
        PeriodChoice::Day | PeriodChoice::Week => {
            bail!("watch goes by the month, the quarter or the year (hint: --period month)")
        }
    }
}

fn series(all: &Matrix, names: &[Pair]) -> Vec<watch::Pair> {
    let of = |pair: &Pair| {
        let cells = &all.pairs[pair];
        let reverse = names.binary_search(&(pair.1, pair.0)).ok();
        watch::Pair { counts: cells.counts.clone(), scores: cells.scores.clone(), reverse }
    };
    names.iter().map(of).collect()
}

fn write(args: &WatchArgs, watched: &Watched, names: &[Pair], label: &str) -> Result<()> {
    let mut out = stdout();
    for finding in watched.findings.iter().take(args.top) {
        let (actor, recipient) = names[finding.pair];
        match args.format {
            ListForm::Jsonl => {
                let line = Line {
                    actor: actor.to_string(),
                    recipient: recipient.to_string(),
                    period: label.to_owned(),
                    reasons: finding.reasons.iter().map(|r| reason(r, label)).collect(),
                };
                serde_json::to_writer(&mut out, &line)?;
                writeln!(out)?;
            }
            ListForm::Text => text(&mut out, finding, names, label)?,
        }
    }
    Ok(out.flush()?)
}

fn text(out: &mut impl Write, finding: &Finding, names: &[Pair], label: &str) -> Result<()> {
    let (actor, recipient) = names[finding.pair];
    writeln!(out, "{actor} \u{2192} {recipient}  {} towards {}", name_of(actor), name_of(recipient))?;
    for reason in &finding.reasons {
        writeln!(out, "  {}", why(reason, label))?;
    }
    Ok(())
}

fn reason(reason: &Reason, label: &str) -> ReasonJson {
    let short = |x: f64| (x * 1000.0).round() / 1000.0;
    let digits = |p: f64| format!("{p:.3e}").parse().unwrap_or(p);
    ReasonJson {
        kind: reason.kind.name(),
        now: short(reason.now),
        expected: short(reason.expected),
        p: digits(reason.p),
        q: digits(reason.q),
        why: why(reason, label),
    }
}

/// `deeds against: 14 in 2020-10, 2.1 expected from the past (p = 1e-7)`
fn why(reason: &Reason, label: &str) -> String {
    let Reason { now, expected, p, .. } = reason;
    let p = if *p < 0.001 { format!("p = {p:.0e}") } else { format!("p = {p:.3}") };
    match reason.kind {
        Kind::DeedsAgainst => {
            format!("deeds against: {now:.0} in {label}, {expected:.1} expected from the past ({p})")
        }
        Kind::DeedsFor => {
            format!("deeds for: {now:.0} in {label}, {expected:.1} expected from the past ({p})")
        }
        Kind::Level => format!("level: the score was {now:+.1} in {label}, {expected:+.1} in the past ({p})"),
        Kind::Gap => {
            let which = if now > expected { "words warmer than deeds" } else { "deeds warmer than words" };
            format!("gap: {now:+.1} in {label}, {expected:+.1} in the past: {which} than they were ({p})")
        }
        Kind::Reciprocity => format!(
            "answers: the score was {now:+.1} in {label}, {expected:+.1} expected after what both did the period before ({p})"
        ),
    }
}

fn summary(watched: &Watched, label: &str, rate: f64) -> String {
    let n = watched.findings.len();
    format!(
        "{label}: {n} of {} pairs changed ({} tests; of what is told no more than {:.0}% should be chance)",
        watched.pairs,
        watched.tests,
        rate * 100.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_told_with_their_numbers() {
        let reason = Reason { kind: Kind::DeedsAgainst, now: 14.0, expected: 2.13, p: 1.2e-7, q: 1e-5 };
        assert_eq!(
            why(&reason, "2020-10"),
            "deeds against: 14 in 2020-10, 2.1 expected from the past (p = 1e-7)"
        );
        let first: jiff::civil::Date = "2020-10-01".parse().expect("a day");
        assert_eq!(Period::Month.label(first), "2020-10");
    }
}
