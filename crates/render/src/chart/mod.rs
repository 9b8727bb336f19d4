//! The drawings of a relation: a balance of words and deeds, and the two directions over time.

mod areas;
mod axis;
mod balance;
mod bars;
mod breaks;
mod gap;
mod legend;
mod series;

pub(crate) use balance::balance;
pub(crate) use legend::legend;
pub(crate) use series::{periods_drawn, series};

use detente_relations::Direction;

/// What the drawing over time shows, for under it.
pub(crate) const CAPTION: &str = "Events a period. One side's acts stand above the time axis, the other's below it; in both, up is \
    for and down is against. Beyond the bars talk in grey, outermost the gap with its 95% interval, which stop where \
    nothing was said or done. Upright broken lines are breaks in the level of the score (Bai–Perron), with their 95% \
    intervals.";

/// How wide a drawing is: one for a page, one for a phone. Both are in the page; CSS shows the one that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// For a page of text width, and print.
    Wide,
    /// For a phone.
    Narrow,
}

impl Size {
    pub(crate) const ALL: [Self; 2] = [Self::Wide, Self::Narrow];

    fn width(self) -> f64 {
        match self {
            Self::Wide => 760.0,
            Self::Narrow => 344.0,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// The class that tells the directions apart.
fn direction_class(direction: Direction) -> &'static str {
    match direction {
        Direction::AToB => "ab",
        Direction::BToA => "ba",
    }
}

/// A name in as many pixels, in the weight and size of names; cut with an ellipsis when longer.
fn fit(name: &str, room: f64) -> String {
    /// Pixels of a letter, on the large side.
    const LETTER: f64 = 8.6;
    let most = ((room / LETTER) as usize).max(8);
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most - 1).collect();
    format!("{kept}…")
}
