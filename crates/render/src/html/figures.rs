//! The figures of both series as a table: what the drawings show, for reading and for those who cannot see them.

use super::section as titled;
use crate::{Markup, RelationView, tables, words};
use detente_relations::{Direction, Group, Row};

pub(super) fn section(m: &mut Markup, view: &RelationView) {
    if view.measures.placements.is_empty() {
        return;
    }
    titled(m, "figures", "The figures", |m| {
        m.leaf("p", &[], "Periods with events; the others are zero throughout, and in the JSON.");
        for direction in Direction::ALL {
            table(m, view, direction);
        }
    });
}

fn table(m: &mut Markup, view: &RelationView, direction: Direction) {
    let rows: Vec<&Row> =
        view.measures.dyad(direction).series.iter().filter(|row| row.counts.total() > 0).collect();
    let label = words::arrow(view.names(direction));
    m.element(
        "div",
        &[("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", &label)],
        |m| {
            m.element("table", &[("class", "figures")], |m| {
                m.leaf("caption", &[], &label);
                head(m);
                m.element("tbody", &[], |m| {
                    for row in rows {
                        figures(m, direction, row);
                    }
                });
            });
        },
    );
}

fn head(m: &mut Markup) {
    m.element("thead", &[], |m| {
        m.element("tr", &[], |m| {
            for head in tables::FIGURES {
                m.leaf("th", &[("scope", "col")], head);
            }
        });
    });
}

fn figures(m: &mut Markup, direction: Direction, row: &Row) {
    m.element("tr", &[], |m| {
        m.element("th", &[("scope", "row")], |m| {
            m.leaf("a", &[("href", &format!("#{}", words::period_anchor(direction, row)))], &row.label);
        });
        for group in Group::ALL {
            let n = row.counts.get(group);
            m.leaf("td", &[], &if n == 0 { "·".to_owned() } else { n.to_string() });
        }
        m.leaf("td", &[], &words::signed(row.score_sum, 1));
        m.leaf("td", &[], &words::signed(row.index.words, 2));
        m.leaf("td", &[], &words::signed(row.index.deeds, 2));
        let interval = row.gap_interval.map_or(String::new(), |(low, high)| {
            format!(" ({} to {})", words::signed(low, 1), words::signed(high, 1))
        });
        m.leaf("td", &[], &format!("{}{interval}", words::signed(row.index.gap, 2)));
        m.leaf("td", &[], &words::maybe(row.z, 1));
    });
}
