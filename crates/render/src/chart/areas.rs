//! Many periods: deeds as an area from the line, words stacked on them. One shape a group, since a bar of a pixel is a
//! blur and thousands of them are slow; unseen rectangles over a few periods each lead to the events.

use super::series::{Frame, Parts};
use crate::{svg::Svg, words};
use detente_relations::{Counts, Direction, Group, Row};

/// Least width of what can be pointed at, in pixels.
const LEAST_TARGET: f64 = 7.0;
/// The greatest period is this many times the middle one before heights become square roots.
const SPIKY: u32 = 8;

/// Whether a few periods tower over the others.
pub(super) fn is_spiky<'a>(rows: impl Iterator<Item = &'a Row>) -> bool {
    let mut sums: Vec<u32> = rows.map(|row| row.counts.indexed()).filter(|n| *n > 0).collect();
    sums.sort_unstable();
    let middle = sums.get(sums.len() / 2).copied().unwrap_or(0);
    sums.last().is_some_and(|most| *most > middle.saturating_mul(SPIKY))
}

pub(super) fn draw(svg: &mut Svg, frame: &Frame<'_>, direction: Direction, parts: &Parts) {
    let rows = frame.rows(direction);
    let (zero, unit) = (parts.zero(frame), frame.unit());
    let (edge, upwards) = parts.talk;
    let away = if upwards { -1.0 } else { 1.0 };
    steps(svg, frame, "area talk", rows, edge, |row| edge + away * frame.talk_height(row));
    for (words, deeds, sign) in
        [(Group::Vows, Group::DeedsFor, -1.0), (Group::WordsAgainst, Group::DeedsAgainst, 1.0)]
    {
        let both = |row: &Row| row.counts.get(words).saturating_add(row.counts.get(deeds));
        let of = |group: Group| format!("area {}", group.name());
        steps(svg, frame, &of(words), rows, zero, |row| zero + sign * unit * frame.height(both(row)));
        let deeds_at = |row: &Row| zero + sign * unit * frame.height(row.counts.get(deeds));
        steps(svg, frame, &of(deeds), rows, zero, deeds_at);
    }
    targets(svg, frame, direction, parts);
}

/// A staircase over all periods, closed along a level line.
fn steps(svg: &mut Svg, frame: &Frame<'_>, class: &str, rows: &[Row], level: f64, at: impl Fn(&Row) -> f64) {
    let mut points = vec![(frame.x(0), level)];
    for (i, row) in rows.iter().enumerate() {
        let y = at(row);
        if points.last().is_some_and(|last| (last.1 - y).abs() > 0.05) {
            let x = frame.x(i);
            points.extend([(x, points[points.len() - 1].1), (x, y)]);
        }
    }
    let end = frame.x(rows.len());
    points.extend([(end, points[points.len() - 1].1), (end, level)]);
    // A group without events has no staircase.
    if points.iter().any(|(_, y)| (y - level).abs() > 0.05) {
        svg.polygon(class, &points);
    }
}

/// What is pointed at: as many periods as make a target, leading to the first of them that has events.
fn targets(svg: &mut Svg, frame: &Frame<'_>, direction: Direction, parts: &Parts) {
    let many = (LEAST_TARGET / frame.slot).ceil().max(1.0) as usize;
    let (top, height) = (parts.bars, (frame.above + frame.below) * frame.unit());
    for (i, rows) in frame.rows(direction).chunks(many).enumerate() {
        let Some(first) = rows.iter().find(|row| row.counts.total() > 0) else { continue };
        let href = format!("#{}", words::period_anchor(direction, first));
        let wide = frame.slot * rows.len() as f64;
        svg.link(&href, &told(rows), |svg| {
            svg.rect("target", [frame.x(i * many), top, wide, height]);
        });
    }
}

/// `1979-01 to 1979-04: 3 vows, 2 deeds against`.
fn told(rows: &[Row]) -> String {
    let mut counts = Counts::default();
    for row in rows {
        counts.merge(&row.counts);
    }
    let (first, last) = (&rows[0].label, &rows[rows.len() - 1].label);
    let when = if first == last { first.clone() } else { format!("{first} to {last}") };
    format!("{when}: {}", words::tally(&counts))
}
