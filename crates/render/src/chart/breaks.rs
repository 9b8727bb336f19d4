//! Breaks in the level of the score, as upright marks through a direction's bars and gap: a line at the first period of
//! the new level, a pale band for its interval, the date above.

use crate::RelationView;
use crate::svg::{Anchor, Svg};
use detente_relations::Direction;
use detente_relations::breaks::{Method, Series};

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
    pub top: f64,
    pub bottom: f64,
}

impl Place {
    /// The left edge of a row, within the drawing.
    fn at(&self, row: usize) -> f64 {
        (self.left + self.slot * (row as f64 - self.first as f64)).clamp(self.left, self.right)
    }
}

pub(super) fn draw(svg: &mut Svg, view: &RelationView, direction: Direction, place: &Place) {
    let series = &view.measures.dyad(direction).series;
    let marked = view.measures.breaks.iter().filter(|b| {
        (b.direction, b.series, b.method) == (direction, Series::Score, Method::BaiPerron)
            && b.row >= place.first
    });
    let mut free = f64::MIN;
    for found in marked {
        let x = place.at(found.row);
        if let (Some(low), Some(high)) = (found.low, found.high) {
            let (from, to) = (place.at(low), place.at(high + 1));
            svg.rect("break", [from, place.top, to - from, place.bottom - place.top]);
        }
        svg.line("break", (x, place.top - 4.0), (x, place.bottom));
        let label = series.get(found.row).map_or("", |r| r.label.as_str());
        // A date that would run into the one before is left to the table.
        if x - LABEL / 2.0 >= free && x + LABEL / 2.0 <= place.right + 8.0 {
            svg.text("axis break", (x, place.top - 7.0), Anchor::Middle, label);
            free = x + LABEL / 2.0;
        }
    }
}
