//! The axes of the drawing over time: counts at the left of each direction, and the time between the two.

use super::series::{Frame, LEFT, Parts};
use crate::svg::{Anchor, Svg, step};
use detente_relations::{Direction, Period, Row};

/// Least pixels from a figure on an axis to the next.
const LEAST_TICK: f64 = 13.0;
/// Pixels of a year with some space.
const YEAR: f64 = 36.0;

/// Lines and figures for counts, up and down from the line.
pub(super) fn of_counts(svg: &mut Svg, frame: &Frame<'_>, parts: &Parts) {
    let (zero, unit) = (parts.zero(frame), frame.unit());
    for (sign, most) in [(-1.0, frame.above), (1.0, frame.below)] {
        for tick in ticks(frame, most) {
            let y = zero + sign * frame.height(tick) * unit;
            svg.line("grid", (LEFT, y), (frame.width(), y));
            svg.text("axis", (LEFT - 6.0, y + 4.0), Anchor::End, &tick.to_string());
        }
    }
    svg.line("zero", (LEFT, zero), (frame.width(), zero));
    svg.text("axis", (LEFT - 6.0, zero + 4.0), Anchor::End, "0");
}

/// Round counts up to a height, far enough from each other.
fn ticks(frame: &Frame<'_>, most: f64) -> Vec<u32> {
    if !frame.root {
        let step = step(frame.above + frame.below, 6, 1.0);
        return (1..=(most / step) as u32).map(|i| (f64::from(i) * step) as u32).collect();
    }
    let powers = std::iter::successors(Some(1u32), |power| power.checked_mul(10));
    let round = powers.flat_map(|power| [1, 2, 5].map(|m| power.saturating_mul(m)));
    let mut out = Vec::new();
    let mut last = 0.0;
    for tick in round.take_while(|tick| frame.height(*tick) <= most) {
        let y = frame.height(tick) * frame.unit();
        if y - last >= LEAST_TICK {
            out.push(tick);
            last = y;
        }
    }
    out
}

/// The turns of years, through one direction.
pub(super) fn year_lines(svg: &mut Svg, frame: &Frame<'_>, (top, bottom): (f64, f64)) {
    for (i, _) in years(frame).into_iter().filter(|(i, _)| *i > 0) {
        svg.line("year", (frame.x(i), top), (frame.x(i), bottom));
    }
}

/// The names of periods and years, from a height down.
pub(super) fn labels(svg: &mut Svg, frame: &Frame<'_>, top: f64) {
    let rows = frame.rows(Direction::AToB);
    let period = frame.view.measures.settings.period;
    let mut last_end = f64::MIN;
    let mut named = false;
    for (i, row) in rows.iter().enumerate() {
        let (short, room) = tick_label(row, period, frame.slot);
        let x = frame.x(i) + frame.slot / 2.0;
        if !short.is_empty() && x >= last_end && x + room / 2.0 <= frame.width() + 6.0 {
            svg.text("axis", (x, top + 15.0), Anchor::Middle, &short);
            (last_end, named) = (x + room, true);
        }
    }
    if period != Period::Year {
        let y = top + if named { 29.0 } else { 18.0 };
        for (i, year) in years(frame) {
            svg.text("axis year", (frame.x(i) + 2.0, y), Anchor::Start, &year.to_string());
        }
    }
}

/// Rows where a year begins that is named: every one, or every second, fifth, tenth … where there is less room.
fn years(frame: &Frame<'_>) -> Vec<(usize, i16)> {
    let rows = frame.rows(Direction::AToB);
    let begins = |i: &usize| *i == 0 || rows[*i - 1].start.year() != rows[*i].start.year();
    let begun: Vec<(usize, i16)> =
        (0..rows.len()).filter(begins).map(|i| (i, rows[i].start.year())).collect();
    let wide = frame.slot * rows.len() as f64 / begun.len().max(1) as f64;
    let every = [1, 2, 5, 10, 20, 50].into_iter().find(|n| f64::from(*n) * wide >= YEAR).unwrap_or(100);
    let mut out: Vec<(usize, i16)> = Vec::new();
    for (i, year) in begun {
        let room = out.last().is_none_or(|(last, _)| frame.slot * (i - last) as f64 >= YEAR);
        let fits = frame.x(i) + YEAR <= frame.width() + 6.0 || out.is_empty();
        if (year % every == 0 || i == 0) && fits {
            // The first year may be a few days: the next has its place then.
            if !room {
                out.pop();
            }
            out.push((i, year));
        }
    }
    out
}

/// The short name of a period and the pixels it needs with its neighbour; empty where only some could be named, which
/// would mislead.
fn tick_label(row: &Row, period: Period, slot: f64) -> (String, f64) {
    let month = row.start.strftime("%b").to_string();
    match period {
        Period::Day | Period::Week if slot < 3.0 => (String::new(), 0.0),
        Period::Day | Period::Week => (format!("{} {month}", row.start.day()), 48.0),
        Period::Month if slot < 10.5 => (String::new(), 11.0),
        Period::Month if slot < 27.0 => (month[..1].to_owned(), 11.0),
        Period::Month => (month, 27.0),
        Period::Quarter if slot < 21.0 => (String::new(), 22.0),
        Period::Quarter => (format!("Q{}", (row.start.month() - 1) / 3 + 1), 21.0),
        Period::Year => (row.start.year().to_string(), 36.0),
    }
}
