//! `across GOLD TEXTS [fast]`: what is carried from one sentence to another, on whole documents. GOLD is stand-off gold whose
//! parties may have `antecedent` (a pronoun or definite noun of an earlier mention) or `implied` (named in an earlier sentence
//! only), whose sources may be `carried`, and whose documents may have `claims`: pairs of indices of reports that contradict each
//! other. Counted on events that were found: same type, triggers overlap.

#![expect(clippy::print_stdout, reason = "a program that prints figures")]

use detente_coding::{Entity, Report, Side};
use detente_parse::Tier;
use detente_pipeline::ArticleCoder;
use detente_text::{Article, Span};
use serde_json::Value;
use std::collections::HashMap;
use std::error::Error;

#[derive(Default)]
struct Rate {
    right: usize,
    said: usize,
    wanted: usize,
}

impl Rate {
    fn show(&self, name: &str) {
        let share = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let Self { right, said, wanted } = self;
        println!(
            "{name:<18} precision {:.3} ({right} of {said})  recall {:.3} ({right} of {wanted})",
            share(*said),
            share(*wanted)
        );
    }
}

#[derive(Default)]
struct Tally {
    events: Rate,
    anaphors: Rate,
    implied: Rate,
    carried: Rate,
    claims: Rate,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [gold, texts, rest @ ..] = arguments.as_slice() else {
        return Err("usage: across GOLD TEXTS [fast]".into());
    };
    let tier = if rest.iter().any(|a| a == "fast") { Tier::Fast } else { Tier::Accurate };
    let mut coder = ArticleCoder::new(tier, None);
    let articles: HashMap<String, String> = std::fs::read_to_string(texts)?
        .lines()
        .filter_map(|line| {
            let article: Value = serde_json::from_str(line).ok()?;
            Some((article["id"].as_str()?.to_owned(), article["text"].as_str()?.to_owned()))
        })
        .collect();
    let mut tally = Tally::default();
    for line in std::fs::read_to_string(gold)?.lines() {
        let document: Value = serde_json::from_str(line)?;
        let id = document["id"].as_str().ok_or("a document without id")?;
        let text = text_of(&articles, &document).ok_or_else(|| format!("no text of {id}"))?;
        let date = document["date"].as_str().map(str::parse).transpose()?;
        let reports = coder.code(Article { id: id.to_owned(), text, date, ..Article::default() }).reports;
        score(&document, &reports, &mut tally);
    }
    tally.events.show("events");
    tally.anaphors.show("anaphors' country");
    tally.implied.show("implied parties");
    tally.carried.show("carried sources");
    tally.claims.show("counter-claims");
    Ok(())
}

/// The text of a document: its own, or that of its sentences with a blank between.
fn text_of(articles: &HashMap<String, String>, document: &Value) -> Option<String> {
    let ids = list(document, "sentences");
    if ids.is_empty() {
        return articles.get(document["id"].as_str()?).cloned();
    }
    let texts: Option<Vec<&str>> = ids.iter().map(|id| Some(articles.get(id.as_str()?)?.as_str())).collect();
    Some(texts?.join(" "))
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn span(value: &Value) -> Span {
    let at = |name: &str| value[name].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or_default();
    Span { start: at("start"), end: at("end") }
}

fn score(document: &Value, reports: &[Report], tally: &mut Tally) {
    let mut taken = vec![false; reports.len()];
    let gold = list(document, "reports");
    let mut found: Vec<Option<usize>> = Vec::new();
    for event in gold {
        let same = (0..reports.len()).find(|&i| {
            !taken[i]
                && event["type"].as_str() == Some(reports[i].event_type.name())
                && span(&event["trigger"]).overlaps(reports[i].trigger.span)
        });
        if let Some(i) = same {
            taken[i] = true;
            parties(event, &reports[i], tally);
            sources(event, &reports[i], tally);
        }
        found.push(same);
    }
    tally.events.right += found.iter().flatten().count();
    tally.events.said += reports.len();
    tally.events.wanted += gold.len();
    let index =
        |value: &Value| value.as_u64().and_then(|n| found.get(usize::try_from(n).ok()?).copied()).flatten();
    let pairs = list(document, "claims");
    let told = pairs.iter().filter_map(|pair| Some((index(&pair[0])?, index(&pair[1])?)));
    tally.claims.right += told.filter(|&(a, b)| reports[a].counters.contains(&reports[b].id)).count();
    tally.claims.said += reports.iter().map(|r| r.counters.len()).sum::<usize>() / 2;
    tally.claims.wanted += pairs.len();
}

fn code(entity: &Entity) -> String {
    entity.party.country.map(|c| c.to_string()).unwrap_or_default()
}

fn parties(event: &Value, report: &Report, tally: &mut Tally) {
    for (side, name, ours) in
        [(Side::Actor, "actors", &report.actors), (Side::Recipient, "recipients", &report.recipients)]
    {
        let wanted = list(event, name);
        let is_implied = |v: &Value| v["implied"].as_bool() == Some(true);
        let country = |v: &Value| v["country"].as_str().unwrap_or_default().to_owned();
        for anaphor in wanted.iter().filter(|v| !is_implied(v) && v["antecedent"].is_object()) {
            tally.anaphors.wanted += 1;
            let mention = ours.iter().find(|e| e.mention.span.overlaps(span(anaphor)));
            tally.anaphors.said += usize::from(mention.is_some());
            tally.anaphors.right += usize::from(mention.is_some_and(|e| code(e) == country(anaphor)));
        }
        let said: Vec<String> =
            report.implied.iter().filter(|i| i.side == side).map(|i| code(&i.entity)).collect();
        let implied: Vec<String> = wanted.iter().filter(|v| is_implied(v)).map(country).collect();
        tally.implied.said += said.len();
        tally.implied.wanted += implied.len();
        tally.implied.right += implied.iter().filter(|c| said.contains(c)).count();
    }
}

fn sources(event: &Value, report: &Report, tally: &mut Tally) {
    let wanted: Vec<&Value> =
        list(event, "attribution").iter().filter(|a| a["carried"].as_bool() == Some(true)).collect();
    let said: Vec<_> = report.attribution.iter().filter(|a| a.carried).collect();
    let same = |gold: &Value| {
        said.iter().any(|a| {
            let country = a.party.country.map(|c| c.to_string());
            span(gold).overlaps(a.mention.span)
                || (country.is_some() && gold["country"].as_str() == country.as_deref())
        })
    };
    tally.carried.right += wanted.iter().filter(|g| same(g)).count();
    tally.carried.said += said.len();
    tally.carried.wanted += wanted.len();
}
