//! Items become an SVG drawing of one page; the colours are the page's own, as on paper.

use super::font::{self, FAMILY};
use super::layout::{Page, Paper};
use super::strip::Item;
use super::wrap::{Run, width};
use crate::{Error, Markup, svg::number};
use resvg::usvg::Tree;

pub(super) const INK: &str = "#111111";
pub(super) const SOFT: &str = "#555555";
pub(super) const RULE: &str = "#c8c8c8";

/// What stands below every page: who is told of and by what, at the left.
pub(super) struct Foot<'a> {
    pub text: &'a str,
    /// Number of the page and of all pages, from 1; none for a picture.
    pub page: Option<(usize, usize)>,
}

/// The page as an `svg` element.
pub(super) fn page(page: &Page, paper: &Paper, foot: &Foot<'_>) -> String {
    let height = paper.height.unwrap_or(page.end + paper.bottom);
    let [wide, tall] = [paper.width, height].map(number);
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("viewBox", &format!("0 0 {wide} {tall}") as &str),
        ("width", &wide),
        ("height", &tall),
        ("font-family", FAMILY),
    ];
    let mut out = Markup::new();
    out.element("svg", &attributes, |m| {
        m.empty("rect", &[("width", &wide), ("height", &tall), ("fill", "#ffffff")]).newline();
        page.items.iter().for_each(|item| draw(m, item));
        draw_foot(m, paper, height, foot);
    });
    out.finish()
}

/// Width and height of a drawing, in pixels.
pub(super) fn size(svg: &str) -> Result<(f64, f64), Error> {
    let size = tree(svg)?.size();
    Ok((f64::from(size.width()), f64::from(size.height())))
}

/// A drawing, read with the bundled fonts.
pub(super) fn tree(svg: &str) -> Result<Tree, Error> {
    Tree::from_str(svg, font::options()).map_err(|e| Error::drawing("reading a drawing", e))
}

fn draw(m: &mut Markup, item: &Item) {
    match item {
        Item::Line { x, y, size, soft, runs, .. } => line(m, (*x, *y), *size, *soft, runs),
        Item::Bar { x, y, width, height, color } => {
            let [x, y, width, height] = [x, y, width, height].map(|v| number(*v));
            let at = [("x", &x as &str), ("y", &y), ("width", &width), ("height", &height), ("fill", color)];
            m.empty("rect", &at).newline();
        }
        Item::Picture { x, y, scale, svg } => {
            let place = format!("translate({} {}) scale({scale:.4})", number(*x), number(*y));
            m.element("g", &[("transform", &place)], |m| {
                m.append(svg);
            });
            m.newline();
        }
    }
}

/// Every run is placed at its own left edge, so that what is read and what was laid out cannot part.
fn line(m: &mut Markup, (x, y): (f64, f64), size: f64, soft: bool, runs: &[Run]) {
    let mut left = x;
    for run in runs {
        let wide = width(std::slice::from_ref(run), size);
        let [x, y, size] = [left, y, size].map(number);
        let attributes = [
            ("x", &x as &str),
            ("y", &y),
            ("font-size", &size),
            ("fill", if soft { SOFT } else { INK }),
            ("font-weight", if run.bold { "bold" } else { "normal" }),
            ("xml:space", "preserve"),
        ];
        m.leaf("text", &attributes, &run.text);
        left += wide;
    }
    m.newline();
}

fn draw_foot(m: &mut Markup, paper: &Paper, height: f64, foot: &Foot<'_>) {
    const SIZE: f64 = 7.5;
    let y = height - paper.bottom.min(34.0);
    let right = paper.width - paper.side;
    let number = foot.page.map_or(String::new(), |(n, of)| format!("{n} / {of}"));
    let room = paper.text_width() - 40.0;
    let mut text = font::shown(foot.text);
    while font::width(&text, false, SIZE) > room {
        text.pop();
    }
    line(m, (paper.side, y), SIZE, true, &[Run::plain(&text)]);
    let wide = font::width(&number, false, SIZE);
    line(m, (right - wide, y), SIZE, true, &[Run::plain(&number)]);
}
