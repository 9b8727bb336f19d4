//! `detente resolve`: who mentions are.

use super::actors::own_actors;
use super::lines::answer_lines;
use crate::Outcome;
use crate::args::ResolveArgs;
use crate::diagnostics::Diagnostics;
use anyhow::Result;
use detente_resolve::{Query, Resolver};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    context: Option<String>,
    date: Option<String>,
}

pub(crate) fn run(args: &ResolveArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let resolver = own_actors(&args.actors, diagnostics)?.map_or_else(Resolver::embedded, |own| own.resolver);
    answer_lines(args.input.as_deref(), diagnostics, |line: Line| {
        let date = read_date(line.date.as_deref())?;
        let found =
            resolver.resolve(&Query { text: &line.text, head: None, context: line.context.as_deref(), date });
        Ok(json!({
            "id": line.id,
            "country": found.country.map(|c| c.code().to_owned()),
            "sectors": found.sectors.iter().map(|s| s.code().to_owned()).collect::<Vec<_>>(),
            "name": found.name,
            "entity": found.entity,
            "role": found.role,
            "why": found.why,
        }))
    })?;
    Ok(Outcome::Clean)
}

/// A date of the input, which must be one when it is there.
pub(crate) fn read_date(text: Option<&str>) -> Result<Option<Date>, String> {
    let Some(text) = text.filter(|t| !t.is_empty()) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| format!("\"{text}\" is no date (YYYY-MM-DD)"))
}
