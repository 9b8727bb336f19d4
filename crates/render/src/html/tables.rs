//! Tables of words and figures.

use super::section as titled;
use crate::{Markup, RelationView, tables};

pub(super) fn sections(m: &mut Markup, view: &RelationView) {
    for table in tables::all(view) {
        titled(m, table.id, table.title, |m| one(m, &table));
    }
}

pub(super) fn one(m: &mut Markup, table: &tables::Table) {
    if !table.lead.is_empty() {
        m.leaf("p", &[], &table.lead);
    }
    let about = [("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", table.title)];
    m.element("div", &about, |m| {
        m.element("table", &[("class", "words")], |m| {
            m.element("thead", &[], |m| {
                m.element("tr", &[], |m| {
                    for head in &table.head {
                        m.leaf("th", &[("scope", "col")], head);
                    }
                });
            });
            m.element("tbody", &[], |m| {
                for row in &table.rows {
                    m.element("tr", &[], |m| {
                        for (i, cell) in row.iter().enumerate() {
                            if i == 0 {
                                m.leaf("th", &[("scope", "row")], cell);
                            } else {
                                m.leaf("td", &[], cell);
                            }
                        }
                    });
                }
            });
        });
    });
    for note in &table.notes {
        m.leaf("p", &[("class", "note")], note);
    }
}
