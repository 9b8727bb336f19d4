//! Few periods: a bar for each group of each period, words on the left of the period's slot and deeds on its right.
//! Each leads to the events under it.

use super::series::{Frame, Parts};
use crate::{svg::Svg, words};
use detente_relations::{Direction, Group, Row};

pub(super) fn draw(svg: &mut Svg, frame: &Frame<'_>, direction: Direction, parts: &Parts) {
    for (i, row) in frame.rows(direction).iter().enumerate().filter(|(_, row)| row.counts.total() > 0) {
        let href = format!("#{}", words::period_anchor(direction, row));
        talk(svg, frame, (i, row), &href, parts);
        bars(svg, frame, (i, row), &href, parts);
    }
}

fn talk(svg: &mut Svg, frame: &Frame<'_>, (i, row): (usize, &Row), href: &str, parts: &Parts) {
    let height = frame.talk_height(row);
    if height > 0.0 {
        let (edge, upwards) = parts.talk;
        let top = if upwards { edge - height } else { edge };
        let label = format!("{}: {}", row.label, words::counts(row));
        svg.link(href, &label, |svg| {
            svg.rect("talk", [frame.x(i) + frame.slot * 0.1, top, frame.slot * 0.8, height]);
        });
    }
}

fn bars(svg: &mut Svg, frame: &Frame<'_>, (i, row): (usize, &Row), href: &str, parts: &Parts) {
    let (zero, wide) = (parts.zero(frame), frame.slot * 0.38);
    let mut bar = |group: Group, share: f64, up: bool| {
        let n = row.counts.get(group);
        if n > 0 {
            let height = frame.height(n) * frame.unit();
            let top = if up { zero - height } else { zero };
            let label = format!("{}: {}", row.label, words::count(n, group));
            let left = frame.x(i) + frame.slot * share;
            svg.link(href, &label, |svg| svg.rect(group.name(), [left, top, wide, height]));
        }
    };
    bar(Group::Vows, 0.1, true);
    bar(Group::DeedsFor, 0.52, true);
    bar(Group::WordsAgainst, 0.1, false);
    bar(Group::DeedsAgainst, 0.52, false);
}
