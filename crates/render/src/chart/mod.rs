//! The drawings of a relation: a balance of words and deeds, and the two directions over time.

mod balance;
mod breaks;
mod legend;
mod series;

pub(crate) use balance::balance;
pub(crate) use legend::legend;
pub(crate) use series::{periods_drawn, series};

use detente_relations::Direction;

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
