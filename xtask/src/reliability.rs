//! The reliability diagrams of `docs/reliability.svg`: how often reports of each confidence are right.

use serde_json::Value;
use std::fmt::Write;

/// Side of a panel, and the room around it, in pixels.
const SIDE: f64 = 180.0;
const GAP: f64 = 46.0;

/// A panel: a set and a tier, with the calibration that `detente eval --json` gives.
pub(crate) struct Panel {
    pub title: String,
    pub calibration: Value,
}

/// Panels side by side. Points lie on the diagonal where the confidence can be believed; the area of a point is its number of
/// reports.
pub(crate) fn svg(panels: &[Panel]) -> String {
    let (width, height) = (GAP + panels.len() as f64 * (SIDE + GAP), SIDE + 2.0 * GAP);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
    );
    for (i, panel) in panels.iter().enumerate() {
        draw(&mut out, GAP + i as f64 * (SIDE + GAP), panel);
    }
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, left: f64, panel: &Panel) {
    let (top, bottom) = (GAP, GAP + SIDE);
    let ece = panel.calibration["ece"].as_f64().unwrap_or(f64::NAN);
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("<text x=\"{left:.0}\" y=\"{:.0}\">{}</text>", top - 22.0, panel.title));
    line(format!("<text x=\"{left:.0}\" y=\"{:.0}\" fill=\"#555\">ECE {ece:.3}</text>", top - 8.0));
    line(format!(
        "<path d=\"M{left:.0} {top:.0}V{bottom:.0}H{:.0}M{left:.0} {bottom:.0}L{:.0} {top:.0}\" fill=\"none\" stroke=\"#999\"/>",
        left + SIDE,
        left + SIDE
    ));
    for tick in ["0", "0.5", "1"] {
        let at = left + tick.parse::<f64>().unwrap_or(0.0) * SIDE;
        line(format!("<text x=\"{at:.0}\" y=\"{:.0}\" text-anchor=\"middle\">{tick}</text>", bottom + 14.0));
    }
    line(format!(
        "<text x=\"{left:.0}\" y=\"{:.0}\" fill=\"#555\">confidence → share right ↑</text>",
        bottom + 28.0
    ));
    for bin in panel.calibration["bins"].as_array().into_iter().flatten() {
        let number = |key: &str| bin[key].as_f64().unwrap_or(0.0);
        let (x, y) = (left + number("confidence") * SIDE, bottom - number("right") * SIDE);
        let radius = number("count").sqrt().max(1.0);
        let _ = writeln!(
            out,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"#2a6fbb\" fill-opacity=\"0.55\"/>"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{GAP, Panel, SIDE, svg};
    use serde_json::json;

    #[test]
    fn a_bin_that_is_right_as_often_as_it_says_lies_on_the_diagonal() {
        let calibration = json!({"ece": 0.0, "bins": [{"confidence": 0.5, "right": 0.5, "count": 9}]});
        let drawn = svg(&[Panel { title: "news".to_owned(), calibration }]);
        let middle = GAP + SIDE / 2.0;
        assert!(
            drawn.contains(&format!("<circle cx=\"{middle:.1}\" cy=\"{middle:.1}\" r=\"3.0\"")),
            "{drawn}"
        );
    }
}
