//! A small SVG writer, shared by reports and the server's pages: shapes at one decimal, styled by CSS classes alone, so
//! that one drawing serves light, dark and print.

use crate::Markup;

/// A drawing under way; units are CSS pixels, y grows downwards.
#[derive(Clone, Debug)]
pub struct Svg {
    width: f64,
    height: f64,
    title: String,
    description: String,
    body: Markup,
}

/// Where a text is anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its start is at the point.
    Start,
    /// Its middle is.
    Middle,
    /// Its end is.
    End,
}

impl Anchor {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

impl Svg {
    /// An empty drawing. Title and description are for those who cannot see it.
    pub fn new(width: f64, height: f64, title: &str, description: &str) -> Self {
        let (title, description) = (title.to_owned(), description.to_owned());
        Self { width, height, title, description, body: Markup::new() }
    }

    /// A rectangle; nothing when it has no width or height.
    pub fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        if width > 0.0 && height > 0.0 {
            let [x, y, width, height] = [x, y, width, height].map(number);
            self.body.empty(
                "rect",
                &[("class", class), ("x", &x), ("y", &y), ("width", &width), ("height", &height)],
            );
        }
    }

    /// A line.
    pub fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(number);
        self.body.empty("line", &[("class", class), ("x1", &x1), ("y1", &y1), ("x2", &x2), ("y2", &y2)]);
    }

    /// A line through points; nothing with fewer than two.
    pub fn polyline(&mut self, class: &str, points: &[(f64, f64)]) {
        if points.len() > 1 {
            self.body.empty("polyline", &[("class", class), ("points", &list(points))]);
        }
    }

    /// The shape within a line through points; nothing with fewer than three.
    pub fn polygon(&mut self, class: &str, points: &[(f64, f64)]) {
        if points.len() > 2 {
            self.body.empty("polygon", &[("class", class), ("points", &list(points))]);
        }
    }

    /// A circle.
    pub fn circle(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let [x, y, radius] = [x, y, radius].map(number);
        self.body.empty("circle", &[("class", class), ("cx", &x), ("cy", &y), ("r", &radius)]);
    }

    /// A line of text on its baseline.
    pub fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let [x, y] = [x, y].map(number);
        self.body.leaf(
            "text",
            &[("class", class), ("x", &x), ("y", &y), ("text-anchor", anchor.name())],
            text,
        );
    }

    /// What the closure draws, as a link with a tooltip.
    pub fn link(&mut self, href: &str, label: &str, draw: impl FnOnce(&mut Self)) {
        self.body.open("a", &[("href", href), ("aria-label", label)]).leaf("title", &[], label);
        draw(self);
        self.body.close("a");
    }

    /// What the closure draws, as a group that is named to those who cannot see it.
    pub fn group(&mut self, class: &str, label: &str, draw: impl FnOnce(&mut Self)) {
        self.body.open("g", &[("class", class), ("role", "group"), ("aria-label", label)]);
        draw(self);
        self.body.close("g").newline();
    }

    /// The `svg` element, for a page; `id` must be the page's only one of that name.
    pub fn finish(self, id: &str, class: &str) -> Markup {
        let (title_id, description_id) = (format!("{id}-t"), format!("{id}-d"));
        let [width, height] = [self.width, self.height].map(number);
        let mut out = Markup::new();
        let attributes = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("id", id),
            ("class", class),
            ("viewBox", &format!("0 0 {width} {height}")),
            ("width", &width),
            ("height", &height),
            ("role", "group"),
            ("aria-labelledby", &format!("{title_id} {description_id}")),
        ];
        out.element("svg", &attributes, |m| {
            m.leaf("title", &[("id", &title_id)], &self.title);
            m.leaf("desc", &[("id", &description_id)], &self.description).newline();
            m.append(&self.body);
        });
        out
    }
}

fn list(points: &[(f64, f64)]) -> String {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    points.join(" ")
}

/// One decimal, none when it is 0; no number that is none.
pub(crate) fn number(value: f64) -> String {
    let rounded = (if value.is_finite() { value } else { 0.0 } * 10.0).round() / 10.0;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// A linear scale from data to pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    from: (f64, f64),
    to: (f64, f64),
}

impl Scale {
    /// Maps `from.0 ..= from.1` to `to.0 ..= to.1`; an empty domain maps to the middle.
    pub fn new(from: (f64, f64), to: (f64, f64)) -> Self {
        Self { from, to }
    }

    /// The pixel of a value.
    pub fn at(&self, value: f64) -> f64 {
        let width = self.from.1 - self.from.0;
        let share = if width == 0.0 { 0.5 } else { (value - self.from.0) / width };
        self.to.0 + share * (self.to.1 - self.to.0)
    }
}

/// A round step (1, 2, 5 × 10ⁿ, never below `least`) that cuts `span` into at most `most` parts.
pub fn step(span: f64, most: usize, least: f64) -> f64 {
    let rough = (span / most.max(1) as f64).max(least).max(1e-9);
    let power = 10f64.powf(rough.log10().floor());
    let nice = [1.0, 2.0, 5.0, 10.0].into_iter().find(|m| m * power >= rough * (1.0 - 1e-9));
    nice.unwrap_or(10.0) * power
}
