//! One self-contained page of a relation: no script, no font, no file beside it. It is well-formed XML as well, so that
//! tests can read it with a strict parser.

mod events;
mod figures;
mod sentence;
mod tables;
mod vows;

pub(crate) use sentence::is_web;

use crate::{
    Markup, RelationView, Role,
    chart::{self, Size},
    words,
};
use detente_relations::{Direction, Group};

pub(crate) const STYLE: &str = include_str!("style.css");

/// The page.
pub fn relation_html(view: &RelationView) -> String {
    let mut page = Markup::new();
    page.trusted("<!DOCTYPE html>\n");
    page.element("html", &[("lang", "en"), ("xmlns", "http://www.w3.org/1999/xhtml")], |m| {
        head(m, &title(view));
        m.element("body", &[], |m| {
            m.element("main", &[], |m| body(m, view));
        });
    });
    page.newline();
    page.finish()
}

fn title(view: &RelationView) -> String {
    let (a, b) = view.names(Direction::AToB);
    format!("{a} and {b}")
}

fn head(m: &mut Markup, title: &str) {
    m.element("head", &[], |m| {
        m.empty("meta", &[("charset", "utf-8")]);
        m.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
        m.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]);
        m.leaf("title", &[], &format!("{title}: vows and deeds"));
        m.element("style", &[], |m| {
            m.trusted(STYLE);
        });
    });
    m.newline();
}

fn body(m: &mut Markup, view: &RelationView) {
    masthead(m, view);
    if !view.measures.placements.is_empty() {
        over_time(m, view);
        over_all(m, view);
        vows::section(m, view);
        tables::sections(m, view);
    }
    events::section(m, view);
    figures::section(m, view);
    counted(m, view);
    m.element("footer", &[], |m| {
        m.text(&format!(
            "Made by {}. Events were coded by a machine; open each one to its words before relying on it.",
            view.made_by
        ));
    });
}

fn masthead(m: &mut Markup, view: &RelationView) {
    let measures = &view.measures;
    m.element("header", &[], |m| {
        m.leaf("p", &[("class", "kicker")], "Vows and deeds");
        m.leaf("h1", &[], &title(view));
        let when =
            measures.window.map_or("no events".to_owned(), |(from, to)| words::days(Some(from), Some(to)));
        let line = format!("{when} · by {} · {}", measures.settings.period.name(), switches(view));
        m.leaf("p", &[("class", "sub")], &line);
        let mut sentences = measures.summary.iter();
        if let Some(first) = sentences.next() {
            m.leaf("p", &[("class", "lead")], first);
        }
        m.element("ul", &[("class", "summary")], |m| {
            for sentence in sentences {
                m.leaf("li", &[], sentence);
            }
        });
    });
    m.newline();
}

/// The switches, in words.
pub(crate) fn switches(view: &RelationView) -> String {
    let c = &view.counting;
    let publishers = if c.min_publishers > 1 {
        format!(" · told by {} publishers or more", c.min_publishers)
    } else {
        String::new()
    };
    let links = if c.links { " · acts on alleged agents count too" } else { "" };
    format!("{}s, {}{publishers}{links}", c.unit, c.statuses.join(" or "))
}

/// A section with a heading that can be linked to.
fn section(m: &mut Markup, id: &'static str, heading: &str, body: impl FnOnce(&mut Markup)) {
    m.element("section", &[("id", id)], |m| {
        m.leaf("h2", &[], heading);
        body(m);
    });
    m.newline();
}

fn over_all(m: &mut Markup, view: &RelationView) {
    section(m, "balance", "How warm the words, how warm the deeds", |m| {
        m.element("figure", &[], |m| {
            for size in Size::ALL {
                m.append(&chart::balance(view, size));
            }
            m.element("figcaption", &[], |m| {
                m.element("span", &[("class", "key ring")], |_| {});
                m.text(" words: vows against words against. ");
                m.element("span", &[("class", "key disc")], |_| {});
                m.text(" deeds: deeds for against deeds against. Log ratios over the whole time; the distance is the gap, in brackets its 95% interval.");
            });
        });
    });
}

fn over_time(m: &mut Markup, view: &RelationView) {
    section(m, "time", "Over time", |m| {
        m.element("figure", &[], |m| {
            legend(m);
            for size in Size::ALL {
                if let Some(drawing) = chart::series(view, size) {
                    m.append(&drawing);
                }
            }
            let caption = format!(
                "{} Each bar, each dot and each stretch of an area leads to the events under it.",
                chart::CAPTION
            );
            m.leaf("figcaption", &[], &caption);
            cut_short(m, view);
        });
    });
}

fn cut_short(m: &mut Markup, view: &RelationView) {
    let all = view.measures.a_to_b.series.len();
    for size in Size::ALL {
        let drawn = chart::periods_drawn(view, size);
        if drawn < all {
            let text =
                format!("Only the last {drawn} of {all} periods fit the drawing; a longer period shows all.");
            m.leaf("p", &[("class", &format!("note {}", size.name()))], &text);
        }
    }
}

fn legend(m: &mut Markup) {
    m.element("ul", &[("class", "legend")], |m| {
        let groups = [Group::Vows, Group::DeedsFor, Group::WordsAgainst, Group::DeedsAgainst];
        for group in groups {
            m.element("li", &[], |m| {
                m.element("span", &[("class", &format!("key {}", group.name()))], |_| {});
                m.text(match group {
                    Group::Vows => "vows",
                    Group::DeedsFor => "deeds for",
                    Group::WordsAgainst => "words against",
                    _ => "deeds against",
                });
            });
        }
        m.element("li", &[], |m| {
            m.element("span", &[("class", "key talk")], |_| {});
            m.text("contacts and asks");
        });
    });
}

/// What the marked words of a sentence are.
fn marks_legend(m: &mut Markup) {
    m.element("p", &[("class", "marks")], |m| {
        m.text("In each sentence: ");
        let shown = [
            (Role::Trigger, "the act"),
            (Role::Actor, "who acts"),
            (Role::Recipient, "on whom"),
            (Role::Attribution, "who says so"),
        ];
        for (i, (role, label)) in shown.into_iter().enumerate() {
            m.text(if i == 0 { "" } else { ", " });
            m.leaf("mark", &[("class", role.name())], label);
        }
        m.text(".");
    });
}

fn counted(m: &mut Markup, view: &RelationView) {
    section(m, "counted", "How this was counted", |m| {
        m.leaf(
            "p",
            &[],
            &format!("Counted: {}. An event is one act, however many sentences tell of it.", switches(view)),
        );
        m.element("p", &[], |m| {
            m.text("Words are ln((vows + ½) / (words against + ½)), deeds ln((deeds for + ½) / (deeds against + ½)); the gap is words − deeds. Contacts and asks are shown and enter neither. z holds a period's gap against the same side's earlier periods.");
        });
        m.element("ul", &[("class", "notes")], |m| {
            for note in &view.measures.notes {
                m.element("li", &[], |m| {
                    m.leaf("code", &[], &note.figure).text(": ").text(&note.reason);
                });
            }
        });
    });
}
