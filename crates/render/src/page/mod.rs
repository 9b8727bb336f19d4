//! Pages of paper: the relation as PDF and as PNG, with bundled fonts. `report` says what is told, as a list of blocks
//! (`block`); `layout` fills pages with them (`wrap` breaks lines, `grid` lays out tables, `strip` holds what stays
//! together); `draw` makes SVG of a page, and `pdf` (with `canonical`, over
//! `syntax`) and `png` make files of that.
//!
//! **Invariant:** the same view gives the same pages on every machine. **Invariant:** no text can break a page.

mod block;
mod canonical;
mod draw;
mod font;
mod grid;
mod layout;
mod pdf;
mod png;
mod report;
mod strip;
mod style;
mod syntax;
#[cfg(test)]
mod tests;
mod wrap;

use crate::{Error, RelationView};
use block::Block;
use draw::Foot;
use layout::{A4, Page, Paper};

/// Dots to a point in pictures of a relation.
const FINE: f64 = 2.0;

/// A page for the picture alone: as wide as a drawing with its margins, as tall as it needs.
const SHEET: Paper = Paper { width: 808.0, height: None, side: 24.0, top: 24.0, bottom: 40.0 };

/// The relation as a PDF of A4 pages: text that can be selected and searched, links to the sources, an outline.
///
/// # Errors
///
/// When a drawing cannot be made, which no text of an article should bring about.
pub fn relation_pdf(view: &RelationView) -> Result<Vec<u8>, Error> {
    let (pages, drawn) = drawn(&report::blocks(view), &A4, view)?;
    pdf::pdf(&format!("{}: vows and deeds", report::title(view)), &pages, &drawn, &A4)
}

/// The picture alone, as PNG on white, 1,616 dots wide: names, legend, both directions over time.
///
/// # Errors
///
/// As for [`relation_pdf`].
pub fn relation_png(view: &RelationView) -> Result<Vec<u8>, Error> {
    let (_, drawn) = drawn(&report::picture(view), &SHEET, view)?;
    png::png(drawn.first().map_or("", String::as_str), (SHEET.width * FINE) as u32)
}

/// The pages of [`relation_pdf`] as PNG, each `width` dots wide.
///
/// # Errors
///
/// As for [`relation_pdf`], and when the width is 0 or a page so wide would be too large to draw.
pub fn relation_pages_png(view: &RelationView, width: u32) -> Result<Vec<Vec<u8>>, Error> {
    let (_, drawn) = drawn(&report::blocks(view), &A4, view)?;
    drawn.iter().map(|svg| png::png(svg, width)).collect()
}

/// Any drawing of this crate as PNG on white, `width` dots wide: with the bundled fonts and the colours of print.
///
/// # Errors
///
/// When it is not SVG, the width is 0, or a side would be longer than 16,000 dots.
pub fn chart_png(svg: &str, width: u32) -> Result<Vec<u8>, Error> {
    png::png(svg, width)
}

fn drawn(blocks: &[Block], paper: &Paper, view: &RelationView) -> Result<(Vec<Page>, Vec<String>), Error> {
    let pages = layout::pages(blocks, paper)?;
    let text = format!(
        "{} · made by {} · coded by a machine: open the events to their words before relying on them",
        report::title(view),
        view.made_by
    );
    let foot = |i: usize| Foot { text: &text, page: paper.height.map(|_| (i + 1, pages.len())) };
    let drawn = pages.iter().enumerate().map(|(i, page)| draw::page(page, paper, &foot(i))).collect();
    Ok((pages, drawn))
}
