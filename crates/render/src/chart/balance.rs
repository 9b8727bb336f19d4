//! How warm the words are and how warm the deeds, on one line for each direction: the distance is the gap.

use super::Size;
use crate::{
    Markup, RelationView,
    svg::{Anchor, Scale, Svg},
    words::{arrow, signed},
};
use detente_relations::{Direction, Dyad};

const ROW: f64 = 58.0;
const TOP: f64 = 8.0;
const AXIS: f64 = 26.0;

/// The drawing, for one size.
pub(crate) fn balance(view: &RelationView, size: Size) -> Markup {
    let (width, height) = (size.width(), TOP + 2.0 * ROW + AXIS);
    let margin = 22.0;
    let furthest = furthest(view);
    let scale = Scale::new((-furthest, furthest), (margin, width - margin));
    let mut svg = Svg::new(width, height, "Words and deeds of both sides", &description(view));
    axis(&mut svg, scale, furthest, height);
    for (i, direction) in Direction::ALL.into_iter().enumerate() {
        let y = TOP + ROW * i as f64;
        let dyad = view.measures.dyad(direction);
        svg.text("name", (0.0, y + 14.0), Anchor::Start, &arrow(view.names(direction)));
        row(&mut svg, dyad, scale, y + 38.0);
        svg.text("figure", (width, y + 14.0), Anchor::End, &figure(dyad));
    }
    svg.finish(&format!("balance-{}", size.name()), &format!("chart balance {}", size.name()))
}

/// The largest index shown, at least 2, rounded up.
fn furthest(view: &RelationView) -> f64 {
    let of = |d| {
        let index = view.measures.dyad(d).overall;
        index.words.abs().max(index.deeds.abs())
    };
    Direction::ALL.into_iter().map(of).fold(2.0, f64::max).ceil()
}

fn description(view: &RelationView) -> String {
    let of = |d| {
        let (dyad, names) = (view.measures.dyad(d), arrow(view.names(d)));
        let index = &dyad.overall;
        format!(
            "{names}: words {}, deeds {}, {}.",
            signed(index.words, 1),
            signed(index.deeds, 1),
            figure(dyad)
        )
    };
    Direction::ALL.map(of).join(" ")
}

fn figure(dyad: &Dyad) -> String {
    match dyad.overall_interval.filter(|_| dyad.enough_data) {
        None => "too few events to say".to_owned(),
        Some((low, high)) => {
            format!("gap {} ({} to {})", signed(dyad.overall.gap, 1), signed(low, 1), signed(high, 1))
        }
    }
}

fn axis(svg: &mut Svg, scale: Scale, furthest: f64, height: f64) {
    let bottom = height - AXIS + 4.0;
    let ticks = furthest as i64;
    for tick in -ticks..=ticks {
        let x = scale.at(tick as f64);
        svg.line(if tick == 0 { "zero" } else { "grid" }, (x, TOP + 22.0), (x, bottom));
    }
    let y = height - 6.0;
    svg.text("axis", (scale.at(-furthest), y), Anchor::Start, "← colder");
    svg.text("axis", (scale.at(0.0), y), Anchor::Middle, "as much for as against");
    svg.text("axis", (scale.at(furthest), y), Anchor::End, "warmer →");
}

/// Words as a ring, deeds as a disc, the gap as the bar between.
fn row(svg: &mut Svg, dyad: &Dyad, scale: Scale, y: f64) {
    let (words, deeds) = (scale.at(dyad.overall.words), scale.at(dyad.overall.deeds));
    let class = if dyad.enough_data { "span" } else { "span few" };
    svg.line(class, (words, y), (deeds, y));
    let tone = |value: f64| if value < 0.0 { "against" } else { "for" };
    svg.circle(&format!("words {}", tone(dyad.overall.words)), (words, y), 7.0);
    svg.circle(&format!("deeds {}", tone(dyad.overall.deeds)), (deeds, y), 6.0);
}
