//! Development measure of `find_dates`: `dates gum GUM_DATES.tsv`, `dates timebank FOLDER`, `dates speed FILE`,
//! or `dates show YYYY-MM-DD TEXT`.
//!
//! GUM: gold expressions without their sentences (licence group `free`), each read alone against its document's date.
//! `TimeBank`: whole texts; detection of DATE expressions, then of those found how many name the gold value's days.

#![expect(clippy::print_stdout, reason = "a program that prints figures")]

use detente_resolve::{DateMention, Tense, find_dates, read_dates};
use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::error::Error;
use std::fs;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["gum", path] => gum(path, false),
        ["gum", path, "-v"] => gum(path, true),
        ["timebank", path] => timebank(path, false),
        ["timebank", path, "-v"] => timebank(path, true),
        ["speed", path] => speed(path),
        ["show", date, text] => {
            show(text, date.parse()?);
            Ok(())
        }
        _ => Err("usage: dates gum TSV [-v] | timebank FOLDER [-v] | speed FILE | show DATE TEXT".into()),
    }
}

fn show(text: &str, date: Date) {
    for mention in find_dates(text, Some(date), Tense::Past) {
        println!("{:?} {}", mention.span.of(text), days(&mention));
    }
}

fn days(mention: &DateMention) -> String {
    let day = |date: Option<Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    format!("{}..{} {}", day(mention.from), day(mention.to), mention.granularity.name())
}

fn speed(path: &str) -> Result<(), Box<dyn Error>> {
    let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
    let reference = "2012-03-15".parse().ok();
    let start = Instant::now();
    let found = find_dates(&text, reference, Tense::Past).len();
    let seconds = start.elapsed().as_secs_f64();
    println!("{found} dates in {} bytes: {:.1} MB/s", text.len(), text.len() as f64 / seconds / 1e6);
    Ok(())
}

// ---- GUM ----

fn gum(path: &str, verbose: bool) -> Result<(), Box<dyn Error>> {
    let table = fs::read_to_string(path)?;
    let rows = table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let (mut gold, mut found, mut right) = (0, 0, 0);
    for row in rows.filter(|row| row.get(2) == Some(&"free")) {
        let (Some(date), Some(surface), Some(value)) = (row.get(3), row.get(7), row.get(8)) else { continue };
        gold += 1;
        let mentions = find_dates(surface, date.parse().ok(), Tense::Past);
        found += usize::from(!mentions.is_empty());
        let same = mentions.iter().any(|mention| tei_agrees(value, mention));
        right += usize::from(same);
        if verbose && !same {
            println!(
                "{date}\t{surface}\t{value}\t{}",
                mentions.iter().map(days).collect::<Vec<_>>().join(" | ")
            );
        }
    }
    println!(
        "GUM free: {gold} gold, {found} found ({:.3}), {right} right in value ({:.3} of gold, {:.3} of found)",
        ratio(found, gold),
        ratio(right, gold),
        ratio(right, found)
    );
    Ok(())
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Whether a mention has the days of `when="…"`, or of `from`/`notBefore` and `to`/`notAfter`.
fn tei_agrees(attributes: &str, mention: &DateMention) -> bool {
    let value = |name: &str| {
        let start = attributes.find(&format!("{name}=\""))? + name.len() + 2;
        attributes[start..].split('"').next().map(str::to_owned)
    };
    if let Some((from, to)) = value("when").and_then(|when| tei_days(&when, mention)) {
        return mention.from == Some(from) && mention.to == Some(to);
    }
    let first = value("from").or_else(|| value("notBefore")).and_then(|value| Some(iso_days(&value)?.0));
    let last = value("to").or_else(|| value("notAfter")).and_then(|value| Some(iso_days(&value)?.1));
    let same = |gold: Option<Date>, ours: Option<Date>| gold.is_none() || gold == ours;
    (first.is_some() || last.is_some()) && same(first, mention.from) && same(last, mention.to)
}

/// `--03-15` and `--03` leave the year open: it is taken from the mention.
fn tei_days(value: &str, mention: &DateMention) -> Option<(Date, Date)> {
    match value.strip_prefix("--") {
        Some(rest) => iso_days(&format!("{:04}-{rest}", mention.from?.year())),
        None => iso_days(value),
    }
}

/// The days of an ISO or TIMEX value: a day (with or without its hour), a week, month, quarter, half, season, year, decade,
/// century.
fn iso_days(value: &str) -> Option<(Date, Date)> {
    let value = value.split('T').next()?;
    let mut parts = value.split('-');
    let year_text = parts.next()?;
    let year: i16 = year_text.parse().ok()?;
    let whole = |first: Date, months: i8| {
        let last = Date::new(
            first.year() + i16::from((first.month() + months - 2) / 12),
            (first.month() + months - 2) % 12 + 1,
            1,
        );
        last.ok().map(|last| (first, last.last_of_month()))
    };
    match (year_text.len(), parts.next(), parts.next()) {
        (2, None, _) => Some((Date::new(year * 100, 1, 1).ok()?, Date::new(year * 100 + 99, 12, 31).ok()?)),
        (3, None, _) => Some((Date::new(year * 10, 1, 1).ok()?, Date::new(year * 10 + 9, 12, 31).ok()?)),
        (_, None, _) => whole(Date::new(year, 1, 1).ok()?, 12),
        (_, Some(middle), None) => {
            let start = |month| Date::new(year, month, 1).ok();
            match (middle, middle.get(1..).and_then(|rest| rest.parse::<i8>().ok())) {
                ("SP", _) => whole(start(3)?, 3),
                ("SU", _) => whole(start(6)?, 3),
                ("FA", _) => whole(start(9)?, 3),
                ("WI", _) => whole(start(12)?, 3),
                (quarter, Some(number)) if quarter.starts_with('Q') => whole(start(number * 3 - 2)?, 3),
                (half, Some(number)) if half.starts_with('H') => whole(start(number * 6 - 5)?, 6),
                (week, Some(number)) if week.starts_with('W') => {
                    let monday = ISOWeekDate::new(year, number, Weekday::Monday).ok()?.date();
                    Some((monday, ISOWeekDate::new(year, number, Weekday::Sunday).ok()?.date()))
                }
                _ => whole(start(middle.parse().ok()?)?, 1),
            }
        }
        (_, Some(week), Some("WE")) => {
            let number = week.strip_prefix('W')?.parse().ok()?;
            let day = |weekday| Some(ISOWeekDate::new(year, number, weekday).ok()?.date());
            Some((day(Weekday::Saturday)?, day(Weekday::Sunday)?))
        }
        (_, Some(month), Some(day)) => {
            let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
            Some((date, date))
        }
    }
}

// ---- TimeBank ----

struct Timex {
    start: usize,
    end: usize,
    kind: String,
    value: String,
}

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    ours: usize,
    ours_right: usize,
    valued: usize,
    value_right: usize,
    past_right: usize,
    either_right: usize,
    naming: usize,
    naming_found: usize,
}

fn timebank(folder: &str, verbose: bool) -> Result<(), Box<dyn Error>> {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.sort();
    let mut score = Score::default();
    for path in files {
        score_document(&String::from_utf8_lossy(&fs::read(path)?), &mut score, verbose);
    }
    let (precision, recall) = (ratio(score.ours_right, score.ours), ratio(score.found, score.gold));
    println!(
        "TimeBank DATE: {} gold, {} found; {} mentions, {} on a TIMEX3 of any type",
        score.gold, score.found, score.ours, score.ours_right
    );
    println!(
        "relaxed precision {precision:.3} recall {recall:.3} F1 {:.3}",
        2.0 * precision * recall / (precision + recall).max(1e-9)
    );
    println!(
        "without PAST_REF, PRESENT_REF, FUTURE_REF: {} gold, recall {:.3}",
        score.naming,
        ratio(score.naming_found, score.naming)
    );
    println!(
        "value of found DATE with a definite value: {} of {} ({:.3}) with the tense read off the words",
        score.value_right,
        score.valued,
        ratio(score.value_right, score.valued)
    );
    println!(
        "… with the past tense throughout: {} ({:.3})",
        score.past_right,
        ratio(score.past_right, score.valued)
    );
    println!(
        "… with the better of the two tenses: {} ({:.3})",
        score.either_right,
        ratio(score.either_right, score.valued)
    );
    Ok(())
}

fn score_document(file: &str, score: &mut Score, verbose: bool) {
    let (text, gold) = plain_text(file);
    let date = attribute(file, "value").and_then(|value| value.get(..10).and_then(|day| day.parse().ok()));
    let mentions = read_dates(&text, date);
    let past = find_dates(&text, date, Tense::Past);
    let ahead = find_dates(&text, date, Tense::Future);
    let touches = |timex: &Timex, mention: &DateMention| {
        (mention.span.start as usize) < timex.end && timex.start < mention.span.end as usize
    };
    score.ours += mentions.len();
    for mention in &mentions {
        let right = gold.iter().any(|timex| touches(timex, mention));
        score.ours_right += usize::from(right);
        if verbose && !right {
            println!("extra\t{}\t{}", mention.span.of(&text), days(mention));
        }
    }
    for timex in gold.iter().filter(|timex| timex.kind == "DATE") {
        let found = mentions.iter().find(|mention| touches(timex, mention));
        let naming = !timex.value.ends_with("_REF");
        score.gold += 1;
        score.found += usize::from(found.is_some());
        score.naming += usize::from(naming);
        score.naming_found += usize::from(naming && found.is_some());
        let surface = &text[timex.start..timex.end];
        let Some(mention) = found else {
            if verbose && naming {
                println!("missed\t{surface}\t{}", timex.value);
            }
            continue;
        };
        if timex.value.contains('X') || !naming {
            continue;
        }
        let right = timex_agrees(&timex.value, mention);
        let agrees = |all: &[DateMention]| {
            all.iter().any(|mention| touches(timex, mention) && timex_agrees(&timex.value, mention))
        };
        let right_ahead = agrees(&ahead);
        score.past_right += usize::from(agrees(&past));
        score.valued += 1;
        score.value_right += usize::from(right);
        score.either_right += usize::from(agrees(&past) || right_ahead);
        if verbose && !right {
            println!("value\t{date:?}\t{surface}\t{}\t{}", timex.value, days(mention));
        }
    }
}

/// Whether the days are the value's; a part of a unit ("early 1990") is right when it lies in the unit, "since 1990" and
/// "from 1990 to 1995" when they begin or end with it.
fn timex_agrees(value: &str, mention: &DateMention) -> bool {
    let (Some((from, to)), Some(first), Some(last)) = (iso_days(value), mention.from, mention.to) else {
        return false;
    };
    let since_or_range = mention.granularity.name() == "span" && (first == from || last == to);
    (first, last) == (from, to)
        || since_or_range
        || mention.granularity.name() == "span" && first >= from && last <= to
}

/// The text inside <TEXT>, without tags, and its TIMEX3.
fn plain_text(file: &str) -> (String, Vec<Timex>) {
    let body = file.split("<TEXT>").nth(1).and_then(|rest| rest.split("</TEXT>").next()).unwrap_or("");
    let (mut text, mut found, mut open) = (String::new(), Vec::new(), Vec::new());
    for (index, piece) in body.split('<').enumerate() {
        let Some((tag, rest)) = piece.split_once('>').filter(|_| index > 0) else {
            text.push_str(&unescape(piece));
            continue;
        };
        if tag.starts_with("TIMEX3") {
            open.push((text.len(), attribute(tag, "type"), attribute(tag, "value")));
        } else if tag == "/TIMEX3"
            && let Some((start, kind, value)) = open.pop()
        {
            found.push(Timex {
                start,
                end: text.len(),
                kind: kind.unwrap_or_default(),
                value: value.unwrap_or_default(),
            });
        }
        text.push_str(&unescape(rest));
    }
    (text, found)
}

fn unescape(text: &str) -> String {
    text.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next().map(str::to_owned)
}
