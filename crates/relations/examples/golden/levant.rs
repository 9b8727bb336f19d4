//! The KEDS Levant events, 1979 to 2011: who is a country by the first three letters, the Palestinians under one code,
//! scores by the KEDS CAMEO scale, sums by month.

use crate::{Failure, table::Table, text, weekly::correlation};
use detente_relations::autoregression::Var;
use serde_json::{Value, json};
use std::{collections::BTreeMap, path::Path};

const FIRST: (usize, usize) = (1979, 4);
const LAST: (usize, usize) = (2011, 11);

/// One event: source, target, the code's class (1 to 4) and score, the month from the first.
struct Event {
    sides: (String, String),
    quad: usize,
    score: f64,
    month: usize,
}

/// One direction of a dyad.
struct Side {
    quads: [usize; 4],
    sum: f64,
    months: Vec<f64>,
}

pub fn compare(folder: &Path, expected: &Value, table: &mut Table) -> Result<(), Failure> {
    let (events, lacking) = events(folder)?;
    for (name, expected) in expected.as_object().into_iter().flatten() {
        table.group(&format!("levant: {name}"));
        let (a, b) = name.split_once('-').ok_or("a dyad without a hyphen")?;
        dyad([&side(&events, a, b), &side(&events, b, a)], expected, table)?;
    }
    println!("levant: {lacking} events with a code that the scale lacks count 0");
    Ok(())
}

fn dyad([ab, ba]: [&Side; 2], expected: &Value, table: &mut Table) -> Result<(), Failure> {
    let all: usize = ab.quads.iter().chain(&ba.quads).sum();
    table.same("events", &json!(all), &expected["events"]);
    for (side, name) in [(ab, "ab"), (ba, "ba")] {
        for (quad, count) in side.quads.iter().enumerate() {
            let expected = &expected[format!("quad_{name}")][(quad + 1).to_string()];
            table.same(&format!("quad {} {name}", quad + 1), &json!(count), expected);
        }
        table.rounded("sum", side.sum, &expected[format!("sum_goldstein_{name}")], 1);
    }
    table.rounded("correlation", correlation(&ab.months, &ba.months), &expected["monthly_corr"], 6);
    let fit = Var::fit(&[&ab.months, &ba.months], 1)?;
    for (caused, causing, name) in [(0, 1, "granger_var1_ba->ab"), (1, 0, "granger_var1_ab->ba")] {
        let test = fit.granger(caused, causing).ok_or("no test")?;
        table.rounded(name, test.f, &expected[name][0], 5);
        table.p(name, test.p, &expected[name][1]);
    }
    Ok(())
}

fn side(events: &[Event], source: &str, target: &str) -> Side {
    let mut side = Side { quads: [0; 4], sum: 0.0, months: vec![0.0; month(LAST) + 1] };
    for event in events.iter().filter(|e| e.sides.0 == source && e.sides.1 == target) {
        side.quads[event.quad - 1] += 1;
        side.sum += event.score;
        side.months[event.month] += event.score;
    }
    side
}

fn month((year, month): (usize, usize)) -> usize {
    (year - FIRST.0) * 12 + month - FIRST.1
}

/// All events, and how many have no score.
fn events(folder: &Path) -> Result<(Vec<Event>, usize), Failure> {
    let scale = scale(&text(&folder.join("keds/CAMEO.SCALE.txt"))?)?;
    let text = text(&folder.join("keds/levant.cameo.csv"))?;
    let (mut events, mut lacking) = (Vec::new(), 0);
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let &[day, source, target, code] = fields.as_slice() else {
            return Err(format!("not four fields: {line}").into());
        };
        let score = scale.get(code).copied();
        lacking += usize::from(score.is_none());
        let month = month((day[..4].parse()?, day[5..7].parse()?));
        let quad = quad(code[..2].parse()?);
        events.push(Event {
            sides: (country(source), country(target)),
            quad,
            score: score.unwrap_or(0.0),
            month,
        });
    }
    Ok((events, lacking))
}

fn country(code: &str) -> String {
    let country: String = code.chars().take(3).collect();
    if country == "PSE" { "PAL".to_owned() } else { country }
}

/// GDELT's classes: words for, deeds for, words against, deeds against.
fn quad(root: usize) -> usize {
    match root {
        ..=5 => 1,
        6..=9 => 2,
        10..=14 => 3,
        _ => 4,
    }
}

/// Lines such as `0211:[3.4] Appeal for diplomatic cooperation`.
fn scale(text: &str) -> Result<BTreeMap<String, f64>, Failure> {
    let mut scale = BTreeMap::new();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        if let Some((code, rest)) = line.split_once(":[") {
            let score = rest.split(']').next().unwrap_or_default();
            scale.insert(code.trim().to_owned(), score.trim().parse()?);
        }
    }
    Ok(scale)
}
