//! The gap over time: its interval as a band, the gap as a line; both stop where nothing was said or done.

use super::series::{Frame, LEFT};
use crate::{
    svg::{Anchor, Svg},
    words,
};
use detente_relations::{Direction, Row};

/// Periods narrower than this have no dots.
const LEAST_DOTS: f64 = 6.0;

pub(super) fn axis(svg: &mut Svg, frame: &Frame<'_>, top: f64) {
    let scale = frame.gap_scale(top);
    let reach = frame.gap.floor();
    for tick in [reach, 0.0, -reach] {
        let y = scale.at(tick);
        svg.line(if tick == 0.0 { "zero" } else { "grid" }, (LEFT, y), (frame.width(), y));
        svg.text("axis", (LEFT - 6.0, y + 4.0), Anchor::End, &words::signed(tick, 0));
    }
}

/// What the figures mean; over all else, since a break's line may cross it.
pub(super) fn label(svg: &mut Svg, top: f64) {
    let note = "gap · above 0, words are warmer than deeds";
    svg.text("axis gap", (LEFT + 2.0, top - 5.0), Anchor::Start, note);
}

pub(super) fn draw(svg: &mut Svg, frame: &Frame<'_>, direction: Direction, top: f64) {
    let rows = frame.rows(direction);
    let mut start = 0;
    for run in rows.chunk_by(|x, y| x.gap_interval.is_some() == y.gap_interval.is_some()) {
        if run[0].gap_interval.is_some() {
            band(svg, frame, (start, run), top);
            line(svg, frame, (start, run), top);
        }
        start += run.len();
    }
    if frame.slot >= LEAST_DOTS {
        dots(svg, frame, direction, top);
    }
}

/// One shape a run: rectangles beside each other would show seams.
fn band(svg: &mut Svg, frame: &Frame<'_>, (start, run): (usize, &[Row]), top: f64) {
    let scale = frame.gap_scale(top);
    let ends = |(i, row): (usize, &Row)| {
        let (low, high) = row.gap_interval.unwrap_or_default();
        let (y_high, y_low) = (scale.at(high), scale.at(low));
        (frame.x(start + i), y_high, y_low.max(y_high + 1.0))
    };
    let steps: Vec<(f64, f64, f64)> = run.iter().enumerate().map(ends).collect();
    let upper = steps.iter().flat_map(|(x, high, _)| [(*x, *high), (x + frame.slot, *high)]);
    let lower = steps.iter().rev().flat_map(|(x, _, low)| [(x + frame.slot, *low), (*x, *low)]);
    svg.polygon("band", &upper.chain(lower).collect::<Vec<_>>());
}

fn line(svg: &mut Svg, frame: &Frame<'_>, (start, run): (usize, &[Row]), top: f64) {
    let scale = frame.gap_scale(top);
    let at = |(i, row): (usize, &Row)| (frame.x(start + i) + frame.slot / 2.0, scale.at(row.index.gap));
    let dense = frame.slot < LEAST_DOTS;
    let mut points: Vec<(f64, f64)> = run.iter().enumerate().map(at).collect();
    if dense && points.len() == 1 {
        // A period alone has no dot to show it here: a dash as wide as its slot does.
        let (x, y) = points[0];
        points = vec![(x - frame.slot / 2.0, y), (x + frame.slot / 2.0, y)];
    }
    svg.polyline(if dense { "gap thin" } else { "gap" }, &points);
}

fn dots(svg: &mut Svg, frame: &Frame<'_>, direction: Direction, top: f64) {
    let scale = frame.gap_scale(top);
    for (i, row) in frame.rows(direction).iter().enumerate() {
        let Some((low, high)) = row.gap_interval else {
            continue;
        };
        let [gap, low, high] = [row.index.gap, low, high].map(|v| words::signed(v, 1));
        let label = format!("{}: gap {gap} ({low} to {high})", row.label);
        let x = frame.x(i) + frame.slot / 2.0;
        let href = format!("#{}", words::period_anchor(direction, row));
        svg.link(&href, &label, |svg| svg.circle("gap", (x, scale.at(row.index.gap)), 3.0));
    }
}
