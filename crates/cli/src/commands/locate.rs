//! `detente locate`: where names in texts are.

use super::lines::answer_lines;
use crate::Outcome;
use crate::args::LinesArgs;
use crate::diagnostics::Diagnostics;
use anyhow::Result;
use detente_resolve::{Place, locate};
use detente_text::Span;
use serde::Deserialize;
use serde_json::{Value, json};

/// Candidates that are shown.
const SHOWN: usize = 5;

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    start: usize,
    end: usize,
}

pub(crate) fn run(args: &LinesArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    answer_lines(args.input.as_deref(), diagnostics, |line: Line| {
        if line.start >= line.end || line.text.get(line.start..line.end).is_none() {
            return Err(format!(
                "start {} and end {} bound no words of the text (in bytes)",
                line.start, line.end
            ));
        }
        let found = locate(&line.text, Span::new(line.start, line.end));
        let mut answer = shape(found.as_ref().map(|found| &found.place));
        let candidates = found.as_ref().map_or(&[][..], |found| &found.candidates);
        let shown = candidates.iter().take(SHOWN).map(|(place, likelihood)| {
            let mut shown = shape(Some(place));
            shown["likelihood"] = json!((f64::from(*likelihood) * 1000.0).round() / 1000.0);
            shown
        });
        answer["candidates"] = shown.collect();
        answer["id"] = line.id;
        Ok(answer)
    })?;
    Ok(Outcome::Clean)
}

fn shape(place: Option<&Place>) -> Value {
    let degrees = |value: Option<f32>| value.map(|v| (f64::from(v) * 1e4).round() / 1e4);
    json!({
        "geonameid": place.and_then(|p| p.geonameid),
        "name": place.map(|p| &p.name),
        "admin1": place.and_then(|p| p.admin1.as_ref()),
        "country": place.and_then(|p| p.country).map(|c| c.code().to_owned()),
        "lat": place.and_then(|p| degrees(p.lat)),
        "lon": place.and_then(|p| degrees(p.lon)),
        "precision": place.map(|p| p.precision.name()),
    })
}
