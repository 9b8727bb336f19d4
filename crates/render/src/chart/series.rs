//! The two directions over time, one above the other on the same scales: bars up for vows and deeds for, bars down for
//! words and deeds against, talk as a grey strip above, and under them the gap with its interval.

use super::{Size, breaks, direction_class};
use crate::{
    Markup, RelationView,
    svg::{Anchor, Scale, Svg, step},
    words,
};
use detente_relations::{Direction, Group, Period, Row};

const TITLE: f64 = 38.0;
const TALK: f64 = 24.0;
const BARS: f64 = 118.0;
const SPACE: f64 = 22.0;
const GAP: f64 = 74.0;
const AXIS: f64 = 52.0;
const LEFT: f64 = 30.0;
const BLOCK: f64 = TITLE + TALK + BARS + SPACE + GAP + AXIS;
/// Narrowest period that is drawn, in pixels.
const LEAST_SLOT: f64 = 1.6;

/// What both directions share.
struct Frame<'a> {
    view: &'a RelationView,
    size: Size,
    /// Index of the first row drawn.
    first: usize,
    /// Pixels a period.
    slot: f64,
    /// Most events above and below the line.
    above: f64,
    below: f64,
    /// Furthest gap drawn.
    gap: f64,
    talk: f64,
}

/// The drawing, for one size; nothing without periods.
pub(crate) fn series(view: &RelationView, size: Size) -> Option<Markup> {
    let all = view.measures.a_to_b.series.len();
    if all == 0 {
        return None;
    }
    let frame = Frame::new(view, size, all);
    let title = format!("Vows and deeds by {}", view.measures.settings.period.name());
    let mut svg = Svg::new(size.width(), 2.0 * BLOCK, &title, &frame.description());
    for (i, direction) in Direction::ALL.into_iter().enumerate() {
        let label = words::arrow(view.names(direction));
        svg.group(direction_class(direction), &label, |svg| frame.block(svg, direction, BLOCK * i as f64));
    }
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
        let drawn = || Direction::ALL.into_iter().flat_map(move |d| &view.measures.dyad(d).series[first..]);
        let most = |groups: [Group; 2]| {
            let highest = |row: &Row| groups.map(|g| row.counts.get(g)).into_iter().max().unwrap_or(0);
            f64::from(drawn().map(highest).max().unwrap_or(0)).max(1.0)
        };
        let reach = |row: &Row| row.gap_interval.map_or(0.0, |(low, high)| low.abs().max(high.abs()));
        Self {
            view,
            size,
            first,
            slot: (size.width() - LEFT) / rows as f64,
            above: most([Group::Vows, Group::DeedsFor]),
            below: most([Group::WordsAgainst, Group::DeedsAgainst]),
            gap: drawn().map(reach).fold(1.0, f64::max),
            talk: f64::from(drawn().map(talk).max().unwrap_or(0)).max(3.0),
        }
    }

    fn rows(&self, direction: Direction) -> &'a [Row] {
        &self.view.measures.dyad(direction).series[self.first..]
    }

    fn description(&self) -> String {
        let rows = self.rows(Direction::AToB);
        let ends = [rows.first(), rows.last()].map(|r| r.map_or("", |r| r.label.as_str()));
        format!(
            "{} to {}. Bars above the line: vows and deeds for. Bars below: words and deeds against. Under them the gap \
             between words and deeds with its interval. All figures are in the table at the end of the page.",
            ends[0], ends[1]
        )
    }

    fn block(&self, svg: &mut Svg, direction: Direction, top: f64) {
        let bars_top = top + TITLE + TALK;
        let gap_top = bars_top + BARS + SPACE;
        let names = self.view.names(direction);
        svg.text("name", (0.0, top + 15.0), Anchor::Start, &words::arrow(names));
        let per_event =
            (bars_top + self.above / (self.above + self.below) * BARS, BARS / (self.above + self.below));
        let place = breaks::Place {
            left: LEFT,
            slot: self.slot,
            first: self.first,
            right: self.width(),
            top: top + TITLE - 2.0,
            bottom: gap_top + GAP,
        };
        breaks::draw(svg, self.view, direction, &place);
        self.bar_axis(svg, per_event);
        self.gap_axis(svg, gap_top);
        self.time_axis(svg, (bars_top, gap_top + GAP));
        for (i, row) in self.rows(direction).iter().enumerate().filter(|(_, row)| row.counts.total() > 0) {
            let x = LEFT + self.slot * i as f64;
            let href = format!("#{}", words::period_anchor(direction, row));
            self.talk_bar(svg, row, &href, (x, bars_top - 8.0));
            self.bars(svg, row, &href, x, per_event);
        }
        self.gap_line(svg, direction, gap_top);
    }

    fn width(&self) -> f64 {
        self.size.width()
    }

    fn bar_axis(&self, svg: &mut Svg, (zero, unit): (f64, f64)) {
        let step = step(self.above + self.below, 6, 1.0);
        let ticks = |most: f64| (1..=(most / step) as u32).map(move |i| f64::from(i) * step);
        let signed = ticks(self.above).chain(ticks(self.below).map(|t| -t));
        for tick in signed {
            let y = zero - tick * unit;
            svg.line("grid", (LEFT, y), (self.width(), y));
            svg.text("axis", (LEFT - 6.0, y + 4.0), Anchor::End, &format!("{}", tick.abs()));
        }
        svg.line("zero", (LEFT, zero), (self.width(), zero));
        svg.text("axis", (LEFT - 6.0, zero + 4.0), Anchor::End, "0");
    }

    fn gap_axis(&self, svg: &mut Svg, top: f64) {
        let scale = self.gap_scale(top);
        let reach = self.gap.floor();
        for tick in [reach, 0.0, -reach] {
            let y = scale.at(tick);
            svg.line(if tick == 0.0 { "zero" } else { "grid" }, (LEFT, y), (self.width(), y));
            svg.text("axis", (LEFT - 6.0, y + 4.0), Anchor::End, &words::signed(tick, 0));
        }
        svg.text(
            "axis gap",
            (LEFT + 2.0, top - 4.0),
            Anchor::Start,
            "gap · above 0, words are warmer than deeds",
        );
    }

    fn gap_scale(&self, top: f64) -> Scale {
        Scale::new((self.gap, -self.gap), (top + 2.0, top + GAP - 2.0))
    }

    fn talk_bar(&self, svg: &mut Svg, row: &Row, href: &str, (x, bottom): (f64, f64)) {
        let n = talk(row);
        if n > 0 {
            let height = f64::from(n) / self.talk * (TALK - 12.0);
            let label = format!("{}: {}", row.label, words::counts(row));
            svg.link(href, &label, |svg| {
                svg.rect("talk", [x + self.slot * 0.1, bottom - height, self.slot * 0.8, height]);
            });
        }
    }

    /// Words on the left of the slot, deeds on its right.
    fn bars(&self, svg: &mut Svg, row: &Row, href: &str, x: f64, (zero, unit): (f64, f64)) {
        let wide = self.slot * 0.38;
        let bar = |svg: &mut Svg, group: Group, left: f64, up: bool| {
            let n = row.counts.get(group);
            if n > 0 {
                let height = f64::from(n) * unit;
                let y = if up { zero - height } else { zero };
                let label = format!("{}: {}", row.label, words::count(n, group));
                svg.link(href, &label, |svg| svg.rect(group.name(), [left, y, wide, height]));
            }
        };
        let (left, right) = (x + self.slot * 0.1, x + self.slot * 0.52);
        bar(svg, Group::Vows, left, true);
        bar(svg, Group::DeedsFor, right, true);
        bar(svg, Group::WordsAgainst, left, false);
        bar(svg, Group::DeedsAgainst, right, false);
    }

    /// The interval as a band, the gap as a line that stops where nothing happened.
    fn gap_line(&self, svg: &mut Svg, direction: Direction, top: f64) {
        let scale = self.gap_scale(top);
        let mut run = Vec::new();
        for (i, row) in self.rows(direction).iter().enumerate() {
            let Some((low, high)) = row.gap_interval else {
                svg.polyline("gap", &std::mem::take(&mut run));
                continue;
            };
            let x = LEFT + self.slot * i as f64;
            let (y_high, y_low) = (scale.at(high), scale.at(low));
            svg.rect("band", [x, y_high, self.slot, (y_low - y_high).max(1.0)]);
            run.push((x + self.slot / 2.0, scale.at(row.index.gap)));
        }
        svg.polyline("gap", &run);
        if self.slot >= 6.0 {
            self.gap_dots(svg, direction, scale);
        }
    }

    fn gap_dots(&self, svg: &mut Svg, direction: Direction, scale: Scale) {
        for (i, row) in self.rows(direction).iter().enumerate() {
            let Some((low, high)) = row.gap_interval else {
                continue;
            };
            let [gap, low, high] = [row.index.gap, low, high].map(|v| words::signed(v, 1));
            let label = format!("{}: gap {gap} ({low} to {high})", row.label);
            let x = LEFT + self.slot * (i as f64 + 0.5);
            let href = format!("#{}", words::period_anchor(direction, row));
            svg.link(&href, &label, |svg| svg.circle("gap", (x, scale.at(row.index.gap)), 3.0));
        }
    }

    fn time_axis(&self, svg: &mut Svg, (top, bottom): (f64, f64)) {
        let rows = self.rows(Direction::AToB);
        let period = self.view.measures.settings.period;
        let mut last_end = f64::MIN;
        for (i, row) in rows.iter().enumerate() {
            let new_year = i == 0 || rows[i - 1].start.year() != row.start.year();
            let x = LEFT + self.slot * (i as f64 + 0.5);
            let edge = LEFT + self.slot * i as f64;
            if new_year && i > 0 {
                svg.line("year", (edge, top), (edge, bottom + 4.0));
            }
            let (short, room) = tick_label(row, period, self.slot);
            if !short.is_empty() && x >= last_end && x + room / 2.0 <= self.width() + 6.0 {
                svg.text("axis", (x, bottom + 14.0), Anchor::Middle, &short);
                last_end = x + room;
            }
        }
        if period != Period::Year {
            self.years(svg, rows, bottom + 28.0);
        }
    }

    fn years(&self, svg: &mut Svg, rows: &[Row], y: f64) {
        let mut last_end = f64::MIN;
        for (i, row) in rows.iter().enumerate() {
            let new_year = i == 0 || rows[i - 1].start.year() != row.start.year();
            let x = LEFT + self.slot * i as f64;
            if new_year && x >= last_end && x + 30.0 <= self.width() {
                svg.text("axis year", (x + 2.0, y), Anchor::Start, &row.start.year().to_string());
                last_end = x + 34.0;
            }
        }
    }
}

/// Contacts and asks.
fn talk(row: &Row) -> u32 {
    row.counts.get(Group::Contacts) + row.counts.get(Group::Asks)
}

/// The short name of a period and the pixels it needs with its neighbour.
fn tick_label(row: &Row, period: Period, slot: f64) -> (String, f64) {
    let month = row.start.strftime("%b").to_string();
    match period {
        Period::Day | Period::Week => (format!("{} {month}", row.start.day()), 48.0),
        // Letters of some months only would mislead: the years below must do.
        Period::Month if slot < 10.5 => (String::new(), 11.0),
        Period::Month if slot < 27.0 => (month[..1].to_owned(), 11.0),
        Period::Month => (month, 27.0),
        Period::Quarter => (format!("Q{}", (row.start.month() - 1) / 3 + 1), 22.0),
        Period::Year => (row.start.year().to_string(), 36.0),
    }
}
