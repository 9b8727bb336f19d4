//! `detente eval`: coding against gold.

use super::actors::own_actors;
use crate::Outcome;
use crate::args::EvalArgs;
use crate::diagnostics::Diagnostics;
use crate::output::{stdout, write_whole};
use anyhow::{Context, Result};
use detente_eval::{
    Event, GoldArticle, Scores, match_events, read_gold, render_html, render_json, render_text, score,
};
use detente_pipeline::ArticleCoder;
use detente_text::Article;
use serde::Deserialize;
use std::collections::HashMap;
use std::fs::{File, read_to_string};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;

pub(crate) fn run(args: &EvalArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let name = args.gold.display();
    let gold = read_to_string(&args.gold).with_context(|| format!("cannot read {name}"))?;
    let texts = read_texts(&args.texts)?;
    let articles = read_gold(&gold, |id| texts.get(id).cloned())
        .map_err(|e| anyhow::anyhow!("{name}: {e}\nhint: --texts FILE gives the texts of stand-off gold"))?;
    let mut coder = ArticleCoder::new(args.tier.into(), own_actors(&args.actors, diagnostics)?);
    let pairs: Vec<Pair> = articles.iter().map(|a| (a.events.clone(), code(&mut coder, a))).collect();
    let scores = score(&pairs, args.block);
    let page_to_stdout = args.html.as_ref().is_some_and(|path| path.as_os_str() == "-");
    if !page_to_stdout {
        write_scores(args, &articles, &pairs, &scores)?;
    }
    if let Some(path) = &args.html {
        let page = render_html(&page_name(args), &articles, &pairs, &scores);
        write_whole(Some(path), &page)?;
    }
    Ok(floors(args, &scores, diagnostics))
}

/// The gold and the coded events of an article.
type Pair = (Vec<Event>, Vec<Event>);

fn write_scores(args: &EvalArgs, articles: &[GoldArticle], pairs: &[Pair], scores: &Scores) -> Result<()> {
    let mut out = stdout();
    if let Some(most) = args.errors {
        write_errors(&mut out, articles, pairs, most)?;
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&render_json(scores))?)?;
    } else {
        write!(out, "{}", render_text(scores))?;
    }
    Ok(out.flush()?)
}

/// What was scored and how: the gold's path as it was given, and the tier.
fn page_name(args: &EvalArgs) -> String {
    let tier = detente_parse::Tier::from(args.tier).name();
    format!("{}, {tier} tier", args.gold.display())
}

fn floors(args: &EvalArgs, scores: &Scores, diagnostics: &Diagnostics) -> Outcome {
    let mut outcome = Outcome::Clean;
    let checks = [
        ("detection", args.min_detection, scores.detection.f1()),
        ("strict dyad", args.min_strict, scores.strict.f1()),
    ];
    for (name, floor, got) in checks {
        if let Some(floor) = floor.filter(|f| got < *f) {
            diagnostics.done(&format!("{name} F1 {got:.3} is below its floor {floor:.3}"));
            outcome = Outcome::Found;
        }
    }
    outcome
}

fn code(coder: &mut ArticleCoder, gold: &GoldArticle) -> Vec<Event> {
    let date = gold.date.as_deref().and_then(|d| d.parse().ok());
    let article = Article { id: gold.id.clone(), text: gold.text.clone(), date, ..Article::default() };
    coder.code(article).reports.iter().map(Event::from).collect()
}

#[derive(Deserialize)]
struct TextLine {
    id: String,
    text: String,
}

fn read_texts(paths: &[PathBuf]) -> Result<HashMap<String, String>> {
    let mut texts = HashMap::new();
    for path in paths {
        let name = path.display();
        let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
        for (i, line) in BufReader::new(file).lines().enumerate() {
            let line = line.with_context(|| format!("cannot read {name}"))?;
            if line.trim().is_empty() {
                continue;
            }
            let row: TextLine =
                serde_json::from_str(&line).with_context(|| format!("{name}:{}: no {{id, text}}", i + 1))?;
            texts.insert(row.id, row.text);
        }
    }
    Ok(texts)
}

fn write_errors(out: &mut impl Write, articles: &[GoldArticle], pairs: &[Pair], most: usize) -> Result<()> {
    let mut shown = 0;
    for (article, (gold, coded)) in articles.iter().zip(pairs) {
        let matched = match_events(gold, coded);
        let missed: Vec<&Event> = (0..gold.len())
            .filter(|i| gold[*i].firm && matched.iter().all(|p| p.gold != *i))
            .map(|i| &gold[i])
            .collect();
        let extra: Vec<&Event> =
            (0..coded.len()).filter(|j| matched.iter().all(|p| p.coded != *j)).map(|j| &coded[j]).collect();
        if (missed.is_empty() && extra.is_empty()) || shown == most {
            continue;
        }
        shown += 1;
        for (list, label) in [(missed, "missed"), (extra, "extra ")] {
            for event in list {
                writeln!(out, "{} {}", article.id, event.sentence.of(&article.text))?;
                writeln!(out, "  {label} {}", describe(event, &article.text))?;
            }
        }
    }
    Ok(())
}

fn describe(event: &Event, text: &str) -> String {
    let who = |list: &[detente_eval::Mention]| {
        list.iter()
            .map(|m| format!("{} ({})", m.span.of(text), m.country.as_deref().unwrap_or("-")))
            .collect::<Vec<_>>()
            .join(" + ")
    };
    format!(
        "{} {} \u{ab}{}\u{bb} {} > {}",
        event.event_type,
        event.status,
        event.trigger.of(text),
        who(&event.actors),
        who(&event.recipients)
    )
}
