//! Confidence against the share that is right: the reliability diagram, and its figures as a table.

use super::section as page_section;
use super::tables::{row, table};
use crate::calibration::{BINS, Bin, Calibration};
use detente_render::Markup;
use detente_render::svg::{Anchor, Scale, Svg};

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 330.0;
const ACROSS: (f64, f64) = (44.0, 350.0);
const DOWN: (f64, f64) = (282.0, 10.0);

/// The section, where there is anything to show.
pub(super) fn section(m: &mut Markup, calibration: &Calibration) {
    page_section(m, "calibration", "Can the confidence be believed", |m| match calibration.ece() {
        Some(ece) => body(m, calibration, ece),
        None => {
            m.leaf("p", &[("class", "note")], "No coded event that counts has a confidence.");
        }
    });
}

/// The diagram and the table.
fn body(m: &mut Markup, calibration: &Calibration, ece: f64) {
    let text = format!(
        "Expected calibration error {ece:.3} over {} coded events, in {BINS} bins of equal width (Naeini et al. 2015).",
        calibration.count()
    );
    m.leaf("p", &[], &text);
    m.element("figure", &[], |m| {
        m.append(&diagram(calibration));
        let caption = "Bars: the share of a bin's events that are right. Dots: its mean confidence, on the line where the two are equal; what is between bar and dot is the error.";
        m.leaf("figcaption", &[], caption);
    });
    let heads = ["confidence", "events", "mean confidence", "share right"];
    table(m, "Coded events by confidence", &heads, |m| {
        for (low, high, bin) in calibration.filled() {
            let figure = |share: Option<f64>| share.map_or_else(String::new, |share| format!("{share:.3}"));
            let figures = [bin.count.to_string(), figure(bin.mean_confidence()), figure(bin.share_right())];
            row(m, &format!("{low:.1} to {high:.1}"), &figures);
        }
    });
}

fn diagram(calibration: &Calibration) -> Markup {
    let title = "Reliability diagram";
    let description = "Share of right events by confidence; the table below has the figures.";
    let mut svg = Svg::new(WIDTH, HEIGHT, title, description);
    let (x, y) = (Scale::new((0.0, 1.0), ACROSS), Scale::new((0.0, 1.0), DOWN));
    axes(&mut svg, x, y);
    for (low, high, bin) in calibration.filled() {
        bar(&mut svg, x, y, (low, high), bin);
    }
    svg.line("diagonal", (x.at(0.0), y.at(0.0)), (x.at(1.0), y.at(1.0)));
    for (_, _, bin) in calibration.filled() {
        let mean = bin.mean_confidence().unwrap_or_default();
        svg.circle("mean", (x.at(mean), y.at(mean)), 4.0);
    }
    svg.finish("reliability", "chart")
}

fn axes(svg: &mut Svg, x: Scale, y: Scale) {
    for tenth in [0, 2, 4, 6, 8, 10] {
        let (share, label) = (f64::from(tenth) / 10.0, format!("{:.1}", f64::from(tenth) / 10.0));
        svg.line("grid", (x.at(0.0), y.at(share)), (x.at(1.0), y.at(share)));
        svg.text("axis", (x.at(0.0) - 6.0, y.at(share) + 4.0), Anchor::End, &label);
        svg.text("axis", (x.at(share), y.at(0.0) + 18.0), Anchor::Middle, &label);
    }
    svg.text("axis", (x.at(0.5), y.at(0.0) + 38.0), Anchor::Middle, "confidence");
    svg.text("axis", (x.at(0.0) + 6.0, y.at(1.0) + 14.0), Anchor::Start, "share right");
}

fn bar(svg: &mut Svg, x: Scale, y: Scale, (low, high): (f64, f64), bin: &Bin) {
    let right = bin.share_right().unwrap_or_default();
    let label = format!("{low:.1} to {high:.1}: {right:.3} right of {} events", bin.count);
    svg.group("bin", &label, |svg| {
        let (left, top) = (x.at(low) + 1.0, y.at(right));
        svg.rect("bar", [left, top, x.at(high) - 1.0 - left, y.at(0.0) - top]);
    });
}
