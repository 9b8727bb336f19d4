//! Measures the whole coder on press releases that people have coded: type of incident, date, province, killed and captured,
//! in exact agreement (docs/counts.md).
//!
//! `isaf RELEASES.jsonl [--fast] [--wrong FIELD]`

#![expect(clippy::print_stdout, reason = "a program that prints figures")]

use detente_coding::{Count, EventType, Report, Status};
use detente_parse::Tier;
use detente_pipeline::{Options, code_all};
use detente_text::Article;
use serde_json::Value;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::error::Error;

/// What people coded, and PLOVER's type and modes for it; any mode where none is named.
const TYPES: [(&str, EventType, &[&str]); 7] = [
    ("detention", EventType::Coerce, &["arrest"]),
    ("detention", EventType::Assault, &["abduct"]),
    ("insurgentskilled", EventType::Assault, &[]),
    ("captureandkill", EventType::Assault, &[]),
    ("captureandkill", EventType::Coerce, &["arrest"]),
    ("airstrike", EventType::Assault, &[]),
    ("civiliancasualty", EventType::Assault, &[]),
];

/// Provinces that they spell otherwise than the gazetteer.
const SPELLINGS: [(&str, &str); 4] =
    [("khost", "Khowst"), ("paktya", "Paktia"), ("uruzgan", "Oruzgan"), ("sar-e pul", "Sar-e Pol")];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().ok_or("usage: isaf RELEASES.jsonl [--fast] [--wrong FIELD]")?;
    let tier = if arguments.iter().any(|a| a == "--fast") { Tier::Fast } else { Tier::Accurate };
    let wrong = arguments.iter().position(|a| a == "--wrong").and_then(|i| arguments.get(i + 1)).cloned();
    let rows: Vec<Value> =
        std::fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let articles = rows.iter().map(article).collect::<Vec<_>>();
    let mut scores: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut at = 0;
    let Ok(()) =
        code_all::<Infallible>(articles.into_iter(), Options { tier, ..Options::default() }, |coded| {
            for (field, right, told) in judge(&rows[at]["gold"], &coded.reports) {
                let score = scores.entry(field).or_default();
                *score = (score.0 + usize::from(right), score.1 + 1);
                if !right && wrong.as_deref() == Some(field) {
                    println!("{} {told}", coded.meta.id);
                }
            }
            at += 1;
            Ok(())
        });
    for (field, (right, all)) in scores {
        println!("{field:24} {:.3}  ({right} of {all})", right as f64 / all as f64);
    }
    Ok(())
}

fn article(row: &Value) -> Article {
    let field = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
    Article { id: field("id"), text: field("text"), date: field("date").parse().ok(), ..Article::default() }
}

/// Each field with whether it is right, and what was wanted and given.
fn judge(gold: &Value, reports: &[Report]) -> Vec<(&'static str, bool, String)> {
    let happened: Vec<&Report> = reports.iter().filter(|r| r.status == Status::Asserted).collect();
    let kinds: Vec<&str> = list(&gold["event_type"]).flat_map(|kind| kind.split(';')).collect();
    let fitting: Vec<&Report> =
        happened.iter().copied().filter(|r| kinds.iter().any(|kind| fits(kind, r))).collect();
    let mut out = vec![("1 incident detected", !fitting.is_empty(), format!("{kinds:?}"))];
    let both = |yes: &str, types: &dyn Fn(&Report) -> bool| {
        (gold[yes].as_bool().unwrap_or(false), happened.iter().any(|r| types(r)))
    };
    let killed = both("killq", &|r| r.counts.iter().any(|c| c.what == "killed"));
    let captured = both("captureq", &|r| is_capture(r));
    out.push((
        "2 kill or capture",
        killed.0 == killed.1 && captured.0 == captured.1,
        format!("killed {killed:?} captured {captured:?}"),
    ));
    let dated = happened
        .iter()
        .chain(reports.iter().collect::<Vec<_>>().iter())
        .any(|r| r.article.published.is_some());
    if let Some(day) = gold["start_date"].as_str().filter(|_| dated).and_then(|day| day.parse().ok()) {
        let days: Vec<_> = fitting.iter().filter_map(|r| r.date.from).collect();
        out.push(("3 date of first report", days.first() == Some(&day), format!("{day} given {days:?}")));
        out.push(("4 date of any report", days.contains(&day), format!("{day} given {days:?}")));
    }
    for province in list(&gold["province"]).filter(|p| !p.is_empty()) {
        let places = happened.iter().filter_map(|r| r.place.as_ref());
        let named: Vec<String> = places
            .flat_map(|p| [p.admin1.clone().unwrap_or_default(), p.name.clone()])
            .map(|n| fold(&n))
            .collect();
        let spelling =
            SPELLINGS.iter().find(|(theirs, _)| *theirs == province).map_or(province, |(_, ours)| ours);
        out.push(("5 province", named.contains(&fold(spelling)), format!("{province} given {named:?}")));
    }
    for (field, gold_name, what) in [
        ("6 killed", "min_killed", &["killed"][..]),
        ("7 captured", "min_captured", &["arrested", "captured", "abducted"][..]),
    ] {
        let wanted = gold[gold_name].as_u64().unwrap_or(0);
        let given = total(&happened, what);
        let words: Vec<_> = happened
            .iter()
            .flat_map(|r| &r.counts)
            .map(|c| (c.what.as_str(), c.min, &c.words.text))
            .collect();
        out.push((field, given == wanted, format!("wanted {wanted} given {given} {words:?}")));
        if wanted > 0 {
            let field = if field == "6 killed" { "6 killed, where any" } else { "7 captured, where any" };
            out.push((field, given == wanted, format!("wanted {wanted} given {given}")));
        }
    }
    out
}

fn list(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn fits(kind: &str, report: &Report) -> bool {
    TYPES.iter().any(|(name, event_type, modes)| {
        *name == kind
            && *event_type == report.event_type
            && (modes.is_empty() || report.modes.iter().any(|m| modes.contains(&m.as_str())))
    })
}

fn is_capture(report: &Report) -> bool {
    fits("detention", report)
}

/// Letters in lower case, without marks and hyphens.
fn fold(name: &str) -> String {
    let plain = name.split(" Province").next().unwrap_or_default();
    plain.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The sum of the different numbers: a release tells its incident first in short and then at length, and a leader apart from
/// the others.
fn total(reports: &[&Report], what: &[&str]) -> u64 {
    let counts = reports.iter().flat_map(|r| &r.counts).filter(|c| what.contains(&c.what.as_str()));
    let mut numbers: Vec<u64> = counts.map(value).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.iter().sum()
}

/// The least that its words mean to these coders: several are three, numerous four (seen in the releases), more than ten eleven.
fn value(count: &Count) -> u64 {
    let words = count.words.text.to_lowercase();
    match count.min.or(count.max) {
        Some(n) if ["more than", "over "].iter().any(|w| words.starts_with(w)) => n + 1,
        Some(n) => n,
        None if words.ends_with("several") || words.ends_with("few") => 3,
        None => 4,
    }
}
