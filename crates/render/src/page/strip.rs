//! A strip is what stays together on a page: lines, rules and pictures at places relative to its upper left corner.
//! Units are points.

use super::block::{Style, Text};
use super::wrap::{Run, width, wrap};
use crate::Markup;

/// Something drawn.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// A line of text on its baseline.
    Line { x: f64, y: f64, size: f64, soft: bool, runs: Vec<Run>, link: Option<String> },
    /// A filled bar of a colour.
    Bar { x: f64, y: f64, width: f64, height: f64, color: &'static str },
    /// A drawing, scaled.
    Picture { x: f64, y: f64, scale: f64, svg: Markup },
}

impl Item {
    fn y_mut(&mut self) -> &mut f64 {
        match self {
            Self::Line { y, .. } | Self::Bar { y, .. } | Self::Picture { y, .. } => y,
        }
    }

    fn y(&self) -> f64 {
        match self {
            Self::Line { y, .. } | Self::Bar { y, .. } | Self::Picture { y, .. } => *y,
        }
    }

    /// The same, moved.
    pub fn moved(mut self, dx: f64, dy: f64) -> Self {
        match &mut self {
            Self::Line { x, .. } | Self::Bar { x, .. } | Self::Picture { x, .. } => *x += dx,
        }
        *self.y_mut() += dy;
        self
    }
}

/// Items that stay together.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    pub height: f64,
    pub items: Vec<Item>,
    /// Whether the next strip must begin on the same page.
    pub keep: bool,
    /// Points before it that are dropped at the top of a page.
    pub before: f64,
}

impl Strip {
    /// Adds a paragraph at `x`, `width` wide.
    pub fn paragraph(&mut self, text: &Text, x: f64, wide: f64, align: Align) {
        let face = text.style.face();
        let lines = wrap(&text.runs, face.size, wide);
        for runs in lines {
            let shift = if align == Align::Right { wide - width(&runs, face.size) } else { 0.0 };
            let y = self.height + face.leading * 0.5 + face.size * 0.36;
            self.height += face.leading;
            let (size, soft, link) = (face.size, face.soft, text.link.clone());
            self.items.push(Item::Line { x: x + shift, y, size, soft, runs, link });
        }
    }

    /// Puts another beside what is here, at the top.
    pub fn beside(&mut self, other: Self) {
        self.height = self.height.max(other.height);
        self.items.extend(other.items);
    }

    /// What fits into a height, and the rest; for strips taller than a page.
    pub fn split(self, height: f64) -> (Self, Option<Self>) {
        if self.height <= height {
            return (self, None);
        }
        let (mut first, mut rest) =
            (Self { height, ..Self::default() }, Self { keep: self.keep, ..Self::default() });
        for item in self.items {
            if item.y() <= height - 4.0 {
                first.items.push(item);
            } else {
                rest.items.push(item.moved(0.0, -height));
            }
        }
        // The first line of the rest may have begun above the cut.
        let lift = 12.0;
        rest.items.iter_mut().for_each(|item| *item.y_mut() += lift);
        rest.height = self.height - height + lift;
        (first, Some(rest))
    }
}

/// To which side lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// The strips of a paragraph: one where it is short; else its first two lines, each further line, and its last two, so
/// that no page begins or ends with a single line.
pub(super) fn paragraph(text: &Text, x: f64, wide: f64) -> Vec<Strip> {
    let face = text.style.face();
    let lines = wrap(&text.runs, face.size, wide);
    let count = lines.len();
    let mut out: Vec<Strip> = Vec::new();
    for (i, runs) in lines.into_iter().enumerate() {
        let line = Text { style: text.style, runs, link: text.link.clone() };
        let joined = text.style.heads() || i == 1 || i + 1 == count;
        if out.is_empty() || !joined {
            out.push(Strip::default());
        }
        if let Some(strip) = out.last_mut() {
            strip.paragraph(&line, x, wide, Align::Left);
        }
    }
    if let Some(first) = out.first_mut() {
        first.before = face.before;
    }
    if let Some(last) = out.last_mut() {
        last.height += face.after;
        last.keep = text.style.heads();
    }
    if text.style == Style::Heading {
        rule_above(&mut out, wide);
    }
    out
}

/// A section begins with a rule over the whole width.
fn rule_above(strips: &mut [Strip], wide: f64) {
    const ROOM: f64 = 7.0;
    if let Some(first) = strips.first_mut() {
        first.items.iter_mut().for_each(|item| *item.y_mut() += ROOM);
        first.height += ROOM;
        first.items.push(Item::Bar { x: 0.0, y: 0.0, width: wide, height: 1.2, color: super::draw::INK });
    }
}
