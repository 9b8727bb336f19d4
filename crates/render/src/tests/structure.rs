//! The page and its drawings, read as XML: well formed, every link with its target, no id twice, nothing from outside.

use super::fixture::{kestria_and_ovland, view};
use crate::{RelationView, relation_html, svg};
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::BTreeSet;

/// Parses the page strictly and checks what holds for every page.
pub(super) fn check(view: &RelationView, look: impl FnOnce(&Document<'_>)) {
    let html = relation_html(view);
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let page = Document::parse_with_options(&html, options).expect("the page is well-formed XML");
    let ids: Vec<&str> = page.descendants().filter_map(|n| n.attribute("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id is given twice");
    for href in page.descendants().filter_map(|n| n.attribute("href")) {
        match href.strip_prefix('#') {
            Some(target) => assert!(unique.contains(target), "{href} leads nowhere"),
            None => assert!(href.starts_with("https://") || href.starts_with("http://"), "{href}"),
        }
    }
    for tag in ["script", "link", "img", "iframe", "object", "base", "form"] {
        assert_eq!(all(&page, tag).len(), 0, "{tag}");
    }
    assert!(!html.contains("url(") && !html.contains("@import"), "style from outside");
    look(&page);
}

pub(super) fn all<'a, 'i>(page: &'a Document<'i>, tag: &str) -> Vec<Node<'a, 'i>> {
    page.descendants().filter(|n| n.tag_name().name() == tag).collect()
}

fn class<'a, 'i>(page: &'a Document<'i>, tag: &str, class: &str) -> Vec<Node<'a, 'i>> {
    all(page, tag)
        .into_iter()
        .filter(|n| n.attribute("class").is_some_and(|c| c.split(' ').any(|c| c == class)))
        .collect()
}

#[test]
fn the_page_holds_together() {
    let relation = kestria_and_ovland();
    check(&relation, |page| {
        assert_eq!(all(page, "svg").len(), 4, "two drawings, each wide and narrow");
        assert_eq!(class(page, "article", "event").len(), relation.events.len(), "every event once");
        for svg in all(page, "svg") {
            let named: Vec<&str> = svg.attribute("aria-labelledby").expect("named").split(' ').collect();
            assert!(named.iter().all(|id| svg.descendants().any(|n| n.attribute("id") == Some(id))));
        }
        for name in ["trigger", "actor", "recipient", "attribution"] {
            assert!(class(page, "mark", name).len() > 1, "{name}");
        }
    });
}

#[test]
fn a_bar_leads_to_exactly_the_events_under_it() {
    let relation = kestria_and_ovland();
    check(&relation, |page| {
        let svg = all(page, "svg")
            .into_iter()
            .find(|n| n.attribute("id") == Some("series-wide"))
            .expect("the drawing");
        let is_deed = |n: &Node<'_, '_>| n.attribute("class") == Some("deeds_against");
        let bars: Vec<Node<'_, '_>> = svg.descendants().filter(is_deed).collect();
        assert_eq!(bars.len(), 7, "months with deeds against, both directions");
        for bar in bars {
            let link = bar.parent_element().expect("the bar is in a link");
            let label = link.attribute("aria-label").expect("named");
            let target = link.attribute("href").and_then(|h| h.strip_prefix('#')).expect("a link");
            let section = page.descendants().find(|n| n.attribute("id") == Some(target)).expect("the target");
            let deeds =
                section.descendants().filter(|n| n.is_element() && n.text() == Some("deed against")).count();
            assert!(label.contains(&format!(": {deeds} deed")), "{label} leads to {deeds}");
        }
    });
}

#[test]
fn broken_vows_show_both_sentences() {
    check(&kestria_and_ovland(), |page| {
        let pairs = class(page, "div", "pair");
        assert_eq!(pairs.len(), 8);
        for pair in pairs {
            assert_eq!(pair.descendants().filter(|n| n.tag_name().name() == "blockquote").count(), 2);
        }
    });
}

#[test]
fn pages_of_few_and_of_no_events() {
    check(&view(kestria_and_ovland().events[..2].to_vec()), |page| {
        assert!(
            page.root_element()
                .descendants()
                .any(|n| n.text().is_some_and(|t| t.contains("too few events to say")))
        );
    });
    check(&view(Vec::new()), |page| {
        assert_eq!((all(page, "svg").len(), all(page, "article").len()), (0, 0));
    });
}

#[test]
fn events_outside_the_series_are_told_at_the_end() {
    let mut events = kestria_and_ovland().events;
    events[3].from = None;
    events[3].to = None;
    check(&view(events), |page| {
        assert!(page.descendants().any(|n| n.attribute("id") == Some("left-out")));
        assert_eq!(class(page, "article", "event").len(), 37);
    });
}

#[test]
fn scales_and_steps() {
    let scale = svg::Scale::new((-2.0, 2.0), (0.0, 100.0));
    assert!((scale.at(-2.0), scale.at(0.0), scale.at(2.0)) == (0.0, 50.0, 100.0));
    assert!((svg::Scale::new((1.0, 1.0), (0.0, 10.0)).at(7.0) - 5.0).abs() < 1e-9);
    let check = |span: f64, expect: f64| assert!((svg::step(span, 6, 1.0) - expect).abs() < 1e-9, "{span}");
    check(3.0, 1.0);
    check(6.0, 1.0);
    check(13.0, 5.0);
    check(300.0, 50.0);
    check(f64::MIN_POSITIVE, 1.0);
}
