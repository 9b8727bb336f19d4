//! Blocks become strips, strips fill pages. A page is as large as the paper, or as tall as its contents for a picture.

use super::block::{Block, Grid, Style, Text};
use super::draw;
use super::grid;
use super::strip::{Align, Item, Strip, paragraph};
use crate::{Error, Markup};

/// The size of a page and of its margins, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    pub width: f64,
    /// None for a page that is as tall as what it holds.
    pub height: Option<f64>,
    pub side: f64,
    pub top: f64,
    /// Margin below the text; the foot stands in it.
    pub bottom: f64,
}

/// ISO 216 A4.
pub(super) const A4: Paper =
    Paper { width: 595.28, height: Some(841.89), side: 54.0, top: 54.0, bottom: 62.0 };

/// Points below a picture.
const AFTER: f64 = 6.0;

/// What is drawn on a page, from the upper left corner of the paper.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub items: Vec<Item>,
    /// Where the last item ends.
    pub end: f64,
    /// Headings of sections on it, with where they stand.
    pub headings: Vec<(String, f64)>,
}

impl Paper {
    pub fn text_width(&self) -> f64 {
        self.width - 2.0 * self.side
    }

    /// Height of the text on a page; a picture's page ends only where memory would.
    fn text_height(&self) -> f64 {
        self.height.map_or(20_000.0, |height| height - self.top - self.bottom)
    }
}

/// The pages of a list of blocks; at least one.
pub(super) fn pages(blocks: &[Block], paper: &Paper) -> Result<Vec<Page>, Error> {
    let mut flow = Flow { paper, done: Vec::new(), page: Page::default(), at: 0.0, held: Vec::new() };
    for block in blocks {
        match block {
            Block::Text(text) => flow.text(text),
            Block::Bullets(items) => flow.bullets(items),
            Block::Table(grid) => flow.table(grid),
            Block::Picture(drawings) => flow.picture(drawings)?,
        }
    }
    flow.release(0.0);
    flow.turn();
    Ok(flow.done)
}

struct Flow<'a> {
    paper: &'a Paper,
    done: Vec<Page>,
    page: Page,
    /// Points used on the page.
    at: f64,
    /// Strips that wait for the one they must stand with.
    held: Vec<(Strip, Option<String>)>,
}

impl Flow<'_> {
    fn text(&mut self, text: &Text) {
        let heading = (text.style == Style::Heading)
            .then(|| text.runs.iter().map(|run| run.text.as_str()).collect::<String>());
        for (i, strip) in paragraph(text, 0.0, self.paper.text_width()).into_iter().enumerate() {
            self.add(strip, heading.clone().filter(|_| i == 0));
        }
    }

    fn bullets(&mut self, items: &[Text]) {
        const INDENT: f64 = 11.0;
        for text in items {
            let mut strip = Strip::default();
            strip.paragraph(text, INDENT, self.paper.text_width() - INDENT, Align::Left);
            let (y, height) = (1.5, strip.height - 3.0);
            strip.items.push(Item::Bar { x: 0.0, y, width: 1.6, height, color: draw::RULE });
            strip.height += text.style.face().after - 1.0;
            self.add(strip, None);
        }
    }

    fn table(&mut self, grid: &Grid) {
        let rows = grid::strips(grid, self.paper.text_width());
        let head = rows.head;
        for (i, row) in rows.rows.into_iter().enumerate() {
            if let Some(head) = &head {
                let over = self.at + row.height > self.paper.text_height();
                if i == 0 {
                    self.add(head.clone(), None);
                } else if over {
                    self.turn();
                    self.place(head.clone(), None);
                }
            }
            self.add(row, None);
        }
        self.at += 8.0;
    }

    fn picture(&mut self, drawings: &[Markup]) -> Result<(), Error> {
        /// How much smaller than the text's width a picture may get to stay on a page.
        const SMALLEST: f64 = 0.7;
        let sizes = drawings.iter().map(|svg| draw::size(svg.as_str())).collect::<Result<Vec<_>, _>>()?;
        let width = sizes.iter().map(|size| size.0).fold(1.0, f64::max);
        let height = sizes.iter().map(|size| size.1).sum::<f64>().max(1.0);
        let full = (self.paper.text_width() / width).min(1.0);
        let held: f64 = self.held.iter().map(|(strip, _)| strip.before + strip.height).sum();
        let room = (self.paper.text_height() - self.at - held - AFTER) / height;
        let scale = if room >= full * SMALLEST { full.min(room) } else { full };
        let scale = scale.min((self.paper.text_height() - held - AFTER) / height);
        let mut strip = Strip::default();
        for (svg, (_, height)) in drawings.iter().zip(sizes) {
            strip.items.push(Item::Picture { x: 0.0, y: strip.height, scale, svg: svg.clone() });
            strip.height += height * scale;
        }
        strip.height += AFTER;
        self.add(strip, None);
        Ok(())
    }

    fn add(&mut self, strip: Strip, heading: Option<String>) {
        if strip.keep {
            self.held.push((strip, heading));
        } else {
            self.release(strip.before + strip.height);
            self.fit(strip, heading);
        }
    }

    /// Places what was held, on a new page where it and the next strip do not fit on this one.
    fn release(&mut self, next: f64) {
        let height: f64 = self.held.iter().map(|(strip, _)| strip.before + strip.height).sum();
        let limit = self.paper.text_height();
        if self.at + height + next > limit && height + next <= limit {
            self.turn();
        }
        for (strip, heading) in std::mem::take(&mut self.held) {
            self.fit(strip, heading);
        }
    }

    /// Places a strip, on the next page where this one is full, on several where it is taller than one.
    fn fit(&mut self, strip: Strip, mut heading: Option<String>) {
        let limit = self.paper.text_height();
        if self.at > 0.0 && self.at + strip.before + strip.height > limit {
            self.turn();
        }
        let mut rest = Some(strip);
        while let Some(strip) = rest.take() {
            let (first, more) = strip.split(limit);
            self.place(first, heading.take());
            rest = more;
            if rest.is_some() {
                self.turn();
            }
        }
    }

    fn place(&mut self, strip: Strip, heading: Option<String>) {
        self.at += if self.at > 0.0 { strip.before } else { 0.0 };
        let (dx, dy) = (self.paper.side, self.paper.top + self.at);
        self.page.headings.extend(heading.map(|text| (text, dy)));
        self.page.items.extend(strip.items.into_iter().map(|item| item.moved(dx, dy)));
        self.at += strip.height;
        self.page.end = dy + strip.height;
    }

    /// Ends the page, where it holds anything or is the first.
    fn turn(&mut self) {
        if !self.page.items.is_empty() || self.done.is_empty() {
            self.done.push(std::mem::take(&mut self.page));
        }
        self.at = 0.0;
    }
}
