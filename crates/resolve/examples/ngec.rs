//! Scores actor resolution on the NGEC tests: `cargo run --release -p detente-resolve --example ngec -- PATH`.

use detente_resolve::{ActorKind, Query, Resolution, Resolver};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::io::Write;

/// What one row of the file asks.
struct Row {
    text: String,
    context: Option<String>,
    date: Option<Date>,
    country: Option<String>,
    sectors: Option<Vec<String>>,
    null: bool,
    /// What the test asks of a resolver: a table of countries, a lexicon, an encyclopaedia …
    needs: String,
}

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "ngec_actors.dev.jsonl".to_owned());
    let verbose = std::env::args().nth(2).is_some();
    let text = std::fs::read_to_string(path)?;
    let rows: Vec<Row> = text.lines().filter_map(read_row).collect();
    let mut out = std::io::stdout().lock();
    let mut passed = 0;
    let mut by_need: BTreeMap<&str, [u32; 2]> = BTreeMap::new();
    for row in &rows {
        let query = Query { text: &row.text, head: None, context: row.context.as_deref(), date: row.date };
        let got = Resolver::embedded().resolve(&query);
        let counts = by_need.entry(&row.needs).or_default();
        counts[1] += 1;
        if passes(row, &got) {
            counts[0] += 1;
            passed += 1;
        } else if verbose {
            let (country, sectors) = (&row.country, &row.sectors);
            writeln!(
                out,
                "{:?}: want {country:?} {sectors:?} null={}, got {:?} {:?} {:?} ({})",
                row.text, row.null, got.kind, got.country, got.sectors, got.why
            )?;
        }
    }
    for (need, [right, all]) in &by_need {
        writeln!(out, "needs {need}: {right} of {all}")?;
    }
    let share = 100.0 * f64::from(passed) / rows.len() as f64;
    writeln!(out, "{passed} of {} rows ({share:.1}%)", rows.len())
}

/// Country equal, and the sector asked for among the first two. A state standing for its government has GOV by the
/// codebook where these tests ask for no sector.
fn passes(row: &Row, got: &Resolution) -> bool {
    if row.null {
        return !got.is_actor() && got.country.is_none();
    }
    let country = got.country.map_or(String::new(), |country| country.to_string());
    let country_fits = row.country.as_ref().is_none_or(|wanted| *wanted == country);
    let sector_fits = row.sectors.as_ref().is_none_or(|wanted| {
        let none_wanted = wanted.iter().all(String::is_empty);
        let none_got = got.sectors.is_empty() || got.kind == ActorKind::Country;
        (none_wanted && none_got)
            || got.sectors.iter().take(2).any(|sector| wanted.iter().any(|code| code == sector.code()))
    });
    country_fits && sector_fits
}

fn read_row(line: &str) -> Option<Row> {
    let row: serde_json::Value = serde_json::from_str(line).ok()?;
    let field = |name: &str| row.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    let calls = ["agent_to_code", "short_text_to_agent", "search_nat", "trf_agent_match"];
    let is_scored = calls.contains(&field("call")?.as_str())
        && ["active", "shadowed"].contains(&field("status")?.as_str());
    let expected = row.get("expected")?;
    let text_of = |name: &str| expected.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    let any_of = row.get("any_of").and_then(|any| any.get("code_1")).and_then(|codes| codes.as_array());
    let any_of =
        any_of.map(|codes| codes.iter().filter_map(|code| code.as_str().map(str::to_owned)).collect());
    is_scored.then(|| Row {
        text: field("text").unwrap_or_default(),
        context: field("context").filter(|context| !context.is_empty()),
        date: field("date").and_then(|words| read_date(&words)),
        country: text_of("country"),
        sectors: any_of.or_else(|| text_of("code_1").map(|code| vec![code])),
        needs: field("needs").unwrap_or_default(),
        null: expected.get("null").and_then(serde_json::Value::as_bool).unwrap_or(false),
    })
}

/// "today" is the first of January 2023; else a date in figures or "10 May 2015".
fn read_date(words: &str) -> Option<Date> {
    if words.eq_ignore_ascii_case("today") {
        return Some(date(2023, 1, 1));
    }
    words.parse().ok().or_else(|| Date::strptime("%d %B %Y", words).ok())
}
