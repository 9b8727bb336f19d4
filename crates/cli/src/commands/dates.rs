//! `detente dates`: the days and intervals that texts name.

use super::lines::answer_lines;
use super::resolve::read_date;
use crate::Outcome;
use crate::args::LinesArgs;
use crate::diagnostics::Diagnostics;
use anyhow::Result;
use detente_resolve::read_dates;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    date: Option<String>,
}

pub(crate) fn run(args: &LinesArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    answer_lines(args.input.as_deref(), diagnostics, |line: Line| {
        let reference = read_date(line.date.as_deref())?;
        let dates: Vec<Value> = read_dates(&line.text, reference)
            .into_iter()
            .map(|d| {
                json!({
                    "start": d.span.start, "end": d.span.end, "text": d.span.of(&line.text),
                    "from": d.from.map(|d| d.to_string()), "to": d.to.map(|d| d.to_string()),
                    "granularity": d.granularity.name(),
                })
            })
            .collect();
        Ok(json!({"id": line.id, "dates": dates}))
    })?;
    Ok(Outcome::Clean)
}
