//! What a page is written with: a list of blocks, from top to bottom. A section of a report is a function that gives
//! blocks; where lines and pages break is `layout`'s business.
//!
//! ```text
//! let mut blocks = Vec::new();
//! blocks.push(Block::heading("Sources"));
//! blocks.push(Block::paragraph("Where the events are from."));
//! blocks.push(Block::bullets(["Harbour Wire: 20", "The Ovland Post: 17"]));
//! blocks.push(Block::Table(Grid::plain(&head, &rows)));
//! blocks.push(Block::Picture(vec![legend, drawing]));
//! ```

use super::wrap::Run;
use crate::Markup;

/// A piece of a page.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// A paragraph or a heading, by its style.
    Text(Text),
    /// A list with a stroke before each item.
    Bullets(Vec<Text>),
    /// Rows that are cut between pages, not within a row; the head is repeated.
    Table(Grid),
    /// Drawings below each other on one page, as wide as the text and no larger than drawn; made smaller to fit on the
    /// page begun, where that is not much.
    Picture(Vec<Markup>),
}

/// Runs of words in one style, with what they lead to.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub style: Style,
    pub runs: Vec<Run>,
    /// An address, http or https.
    pub link: Option<String>,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// The name of the report.
    Title,
    /// The first sentence.
    Lead,
    /// A section; starts with a rule.
    Heading,
    /// A part of a section.
    Subheading,
    /// What is read.
    Body,
    /// Sources, captions, notes.
    Small,
    /// Cells of a table of figures.
    Figure,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// Empty for none.
    pub head: Vec<String>,
    /// Cells of paragraphs.
    pub rows: Vec<Vec<Vec<Text>>>,
    /// Shares of the columns in the width; empty to let the contents decide.
    pub shares: Vec<f64>,
}

/// Size in points, points from line to line, weight, and whether the colour is soft.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub size: f64,
    pub leading: f64,
    pub soft: bool,
    /// Points above and below the paragraph.
    pub before: f64,
    pub after: f64,
}

impl Style {
    pub(super) fn face(self) -> Face {
        let face = |size, leading, soft, before, after| Face { size, leading, soft, before, after };
        match self {
            Self::Title => face(25.0, 30.0, false, 0.0, 3.0),
            Self::Lead => face(13.0, 18.0, false, 8.0, 6.0),
            Self::Heading => face(14.5, 18.0, false, 20.0, 6.0),
            Self::Subheading => face(10.5, 14.0, false, 10.0, 3.0),
            Self::Body => face(9.5, 13.5, false, 0.0, 5.0),
            Self::Small => face(8.0, 11.0, true, 0.0, 3.0),
            Self::Figure => face(7.5, 10.0, false, 0.0, 0.0),
        }
    }

    /// Whether it must not be the last of a page.
    pub(super) fn heads(self) -> bool {
        matches!(self, Self::Title | Self::Heading | Self::Subheading)
    }
}

impl Text {
    /// Words of one weight.
    pub fn new(style: Style, text: &str) -> Self {
        let run = if style.heads() { Run::bold(text) } else { Run::plain(text) };
        Self { style, runs: vec![run], link: None }
    }
}

impl Block {
    pub fn text(style: Style, text: &str) -> Self {
        Self::Text(Text::new(style, text))
    }

    pub fn heading(text: &str) -> Self {
        Self::text(Style::Heading, text)
    }

    pub fn paragraph(text: &str) -> Self {
        Self::text(Style::Body, text)
    }

    pub fn bullets<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::Bullets(items.into_iter().map(|item| Text::new(Style::Body, item.as_ref())).collect())
    }
}

impl Grid {
    /// A table of plain texts; the first cell of a row is its head.
    pub fn plain(head: &[String], rows: &[Vec<String>]) -> Self {
        let cell = |(i, text): (usize, &String)| {
            let run = Run { text: text.clone(), bold: i == 0 };
            vec![Text { style: Style::Figure, runs: vec![run], link: None }]
        };
        let rows = rows.iter().map(|row| row.iter().enumerate().map(cell).collect()).collect();
        Self { head: head.to_vec(), rows, shares: Vec::new() }
    }
}
