//! The legend of the bars as a drawing, for pages that have no HTML beside the picture.

use crate::Markup;
use crate::svg::{Anchor, Svg};

/// The five kinds of bars, as wide as a page's drawing.
pub(crate) fn legend() -> Markup {
    const KEYS: [(&str, &str); 5] = [
        ("vows", "vows"),
        ("deeds_for", "deeds for"),
        ("words_against", "words against"),
        ("deeds_against", "deeds against"),
        ("talk", "contacts and asks"),
    ];
    let mut svg = Svg::new(super::Size::Wide.width(), 20.0, "Legend", "The colours of the bars");
    let mut x = 1.0;
    for (class, label) in KEYS {
        svg.rect(class, [x, 4.0, 11.0, 11.0]);
        svg.text("axis", (x + 17.0, 14.0), Anchor::Start, label);
        x += 44.0 + 6.6 * label.len() as f64;
    }
    svg.finish("legend", "chart legend")
}
