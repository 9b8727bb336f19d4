//! Breaks in the level of the score, as upright marks through a direction's bars and gap: a line at the first period of
//! the new level, a pale band for its interval, the date above.

use crate::RelationView;
use crate::svg::{Anchor, Svg};
use detente_relations::Direction;
use detente_relations::breaks::{Break, Method, Series};

/// Room of a date, in pixels.
const LABEL: f64 = 50.0;

/// Where in a drawing.
pub(super) struct Place {
    /// Left edge of the first row drawn, and pixels a row.
    pub left: f64,
    pub slot: f64,
    /// Index of the first row drawn.
    pub first: usize,
    pub right: f64,
    /// Base line of the dates.
    pub label: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Place {
    /// The left edge of a row, within the drawing.
    fn at(&self, row: usize) -> f64 {
        (self.left + self.slot * (row as f64 - self.first as f64)).clamp(self.left, self.right)
    }
}

/// The breaks drawn for a direction.
fn marked<'a>(
    view: &'a RelationView,
    direction: Direction,
    place: &Place,
) -> impl Iterator<Item = &'a Break> {
    let first = place.first;
    view.measures.breaks.iter().filter(move |b| {
        (b.direction, b.series, b.method) == (direction, Series::Score, Method::BaiPerron) && b.row >= first
    })
}

/// The intervals, which lie under everything else.
pub(super) fn bands(svg: &mut Svg, view: &RelationView, direction: Direction, place: &Place) {
    for found in marked(view, direction, place) {
        if let (Some(low), Some(high)) = (found.low, found.high) {
            let (from, to) = (place.at(low), place.at(high + 1));
            svg.rect("break", [from, place.top, to - from, place.bottom - place.top]);
        }
    }
}

/// The lines and their dates, which lie over everything else.
pub(super) fn draw(svg: &mut Svg, view: &RelationView, direction: Direction, place: &Place) {
    let series = &view.measures.dyad(direction).series;
    let mut free = f64::MIN;
    for found in marked(view, direction, place) {
        let x = place.at(found.row);
        svg.line("break", (x, place.label + 3.0), (x, place.bottom));
        let label = series.get(found.row).map_or("", |r| r.label.as_str());
        // A date that would run into the one before moves to the right of its line, or is left to the table.
        let (from, anchor) = if x - LABEL / 2.0 >= free {
            (x - LABEL / 2.0, Anchor::Middle)
        } else {
            (x + 1.0, Anchor::Start)
        };
        if from >= free && from + LABEL <= place.right + 8.0 {
            svg.text("axis break", (x, place.label), anchor, label);
            free = from + LABEL;
        }
    }
}
