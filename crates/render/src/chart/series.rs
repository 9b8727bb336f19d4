//! The two directions over time, mirrored about one time axis: A's acts above it, B's below, so that an answer stands
//! across from what it answers. In both, bars up are vows and deeds for, bars down words and deeds against; beyond them
//! talk as a grey strip, and outermost the gap with its interval.

use super::{Size, areas, axis, bars, breaks, direction_class, gap};
use crate::{
    Markup, RelationView,
    svg::{Anchor, Scale, Svg},
    words,
};
use detente_relations::{Direction, Group, Row};

const HEAD: f64 = 32.0;
const TALK: f64 = 16.0;
const BARS: f64 = 104.0;
/// The line of words above a gap.
const WORDS: f64 = 18.0;
const GAP: f64 = 58.0;
const AXIS: f64 = 36.0;
const BLOCK: f64 = HEAD + TALK + BARS + WORDS + GAP;
pub(super) const LEFT: f64 = 30.0;
/// Narrowest period that is drawn, in pixels.
const LEAST_SLOT: f64 = 0.75;
/// Periods narrower than this are drawn as areas: two bars each would be a blur.
const LEAST_BARS: f64 = 5.0;

/// What both directions share.
pub(super) struct Frame<'a> {
    pub view: &'a RelationView,
    pub size: Size,
    /// Index of the first row drawn.
    pub first: usize,
    /// Pixels a period.
    pub slot: f64,
    /// Whether heights are square roots of counts: where a few periods would flatten all others.
    pub root: bool,
    /// Greatest heights above and below the line.
    pub above: f64,
    pub below: f64,
    /// Furthest gap drawn.
    pub gap: f64,
    pub talk: f64,
}

/// Upper edges of a direction's parts.
pub(super) struct Parts {
    /// Of its name.
    pub head: f64,
    /// Of its bars; they end at `bars + BARS`.
    pub bars: f64,
    /// Where the strip of talk stands, and whether it grows upwards.
    pub talk: (f64, bool),
    /// Of the gap.
    pub gap: f64,
}

/// The drawing, for one size; nothing without periods.
pub(crate) fn series(view: &RelationView, size: Size) -> Option<Markup> {
    let all = view.measures.a_to_b.series.len();
    if all == 0 {
        return None;
    }
    let frame = Frame::new(view, size, all);
    let title = format!("Vows and deeds by {}", view.measures.settings.period.name());
    let mut svg = Svg::new(size.width(), 2.0 * BLOCK + AXIS, &title, &frame.description());
    for direction in Direction::ALL {
        let label = words::arrow(view.names(direction));
        svg.group(direction_class(direction), &label, |svg| frame.block(svg, direction));
    }
    axis::labels(&mut svg, &frame, BLOCK);
    Some(svg.finish(&format!("series-{}", size.name()), &format!("chart series {}", size.name())))
}

/// How many of the last periods fit, when not all do.
pub(crate) fn periods_drawn(view: &RelationView, size: Size) -> usize {
    let fit = ((size.width() - LEFT) / LEAST_SLOT) as usize;
    view.measures.a_to_b.series.len().min(fit)
}

impl<'a> Frame<'a> {
    fn new(view: &'a RelationView, size: Size, all: usize) -> Self {
        let rows = periods_drawn(view, size);
        let first = all - rows;
        let slot = (size.width() - LEFT) / rows as f64;
        let drawn = || Direction::ALL.into_iter().flat_map(move |d| &view.measures.dyad(d).series[first..]);
        let stacked = slot < LEAST_BARS;
        let root = stacked && areas::is_spiky(drawn());
        let most = |groups: [Group; 2]| {
            let counts = |row: &Row| groups.map(|g| row.counts.get(g));
            let of = |[x, y]: [u32; 2]| if stacked { x.saturating_add(y) } else { x.max(y) };
            height(drawn().map(|row| of(counts(row))).max().unwrap_or(0), root).max(1.0)
        };
        let reach = |row: &Row| row.gap_interval.map_or(0.0, |(low, high)| low.abs().max(high.abs()));
        Self {
            view,
            size,
            first,
            slot,
            root,
            above: most([Group::Vows, Group::DeedsFor]),
            below: most([Group::WordsAgainst, Group::DeedsAgainst]),
            gap: drawn().map(reach).fold(1.0, f64::max),
            talk: height(drawn().map(talk).max().unwrap_or(0), root).max(3.0),
        }
    }

    pub fn rows(&self, direction: Direction) -> &'a [Row] {
        &self.view.measures.dyad(direction).series[self.first..]
    }

    pub fn width(&self) -> f64 {
        self.size.width()
    }

    /// The left edge of the i-th row drawn.
    pub fn x(&self, i: usize) -> f64 {
        LEFT + self.slot * i as f64
    }

    /// The height of a count, in units of [`Frame::unit`].
    pub fn height(&self, n: u32) -> f64 {
        height(n, self.root)
    }

    /// Pixels a unit of height.
    pub fn unit(&self) -> f64 {
        BARS / (self.above + self.below)
    }

    /// Pixels of the strip of talk for a row.
    pub fn talk_height(&self, row: &Row) -> f64 {
        self.height(talk(row)) / self.talk * (TALK - 5.0)
    }

    pub fn gap_scale(&self, top: f64) -> Scale {
        Scale::new((self.gap, -self.gap), (top + 2.0, top + GAP - 2.0))
    }

    fn parts(direction: Direction) -> Parts {
        match direction {
            Direction::AToB => {
                let gap = HEAD + WORDS;
                let bars = gap + GAP + TALK;
                Parts { head: 0.0, gap, talk: (bars - 3.0, true), bars }
            }
            Direction::BToA => {
                let bars = BLOCK + AXIS + HEAD;
                let gap = bars + BARS + TALK + WORDS;
                Parts { head: BLOCK + AXIS, gap, talk: (bars + BARS + 3.0, false), bars }
            }
        }
    }

    fn description(&self) -> String {
        let rows = self.rows(Direction::AToB);
        let ends = [rows.first(), rows.last()].map(|r| r.map_or("", |r| r.label.as_str()));
        let [one, other] = Direction::ALL.map(|d| words::arrow(self.view.names(d)));
        format!(
            "{} to {}. {one} above the time axis, {other} below it. In both, up: vows and deeds for; down: words and \
             deeds against; on the far side the gap between words and deeds with its interval. All figures are in the \
             table at the end of the page.",
            ends[0], ends[1]
        )
    }

    fn block(&self, svg: &mut Svg, direction: Direction) {
        let parts = Self::parts(direction);
        let (top, bottom) = (parts.bars.min(parts.gap), (parts.bars + BARS).max(parts.gap + GAP));
        self.head(svg, direction, parts.head);
        let place = breaks::Place {
            left: LEFT,
            slot: self.slot,
            first: self.first,
            right: self.width(),
            label: parts.head + HEAD - 3.0,
            top,
            bottom,
        };
        breaks::bands(svg, self.view, direction, &place);
        axis::year_lines(svg, self, (top, bottom));
        axis::of_counts(svg, self, &parts);
        gap::axis(svg, self, parts.gap);
        if self.slot < LEAST_BARS {
            areas::draw(svg, self, direction, &parts);
        } else {
            bars::draw(svg, self, direction, &parts);
        }
        gap::draw(svg, self, direction, parts.gap);
        breaks::draw(svg, self.view, direction, &place);
        gap::label(svg, parts.gap);
    }

    fn head(&self, svg: &mut Svg, direction: Direction, top: f64) {
        let note = match (self.root && direction == Direction::AToB, self.size) {
            (false, _) => "",
            (true, Size::Wide) => "heights are square roots of counts",
            (true, Size::Narrow) => "heights: √ counts",
        };
        let room = self.width() - 6.0 * note.chars().count() as f64;
        let name = super::fit(&words::arrow(self.view.names(direction)), room);
        svg.text("name", (0.0, top + 14.0), Anchor::Start, &name);
        if !note.is_empty() {
            svg.text("axis", (self.width(), top + 14.0), Anchor::End, note);
        }
    }
}

impl Parts {
    /// The line that bars stand on.
    pub fn zero(&self, frame: &Frame<'_>) -> f64 {
        self.bars + frame.above * frame.unit()
    }
}

fn height(n: u32, root: bool) -> f64 {
    if root { f64::from(n).sqrt() } else { f64::from(n) }
}

/// Contacts and asks.
fn talk(row: &Row) -> u32 {
    row.counts.get(Group::Contacts).saturating_add(row.counts.get(Group::Asks))
}
