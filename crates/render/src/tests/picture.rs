//! The drawing over time, for few and for many periods: nothing collides, nothing leaves the drawing, and what can be
//! pointed at leads to events.

use super::{long, structure::check};
use crate::{
    RelationView,
    chart::{Size, periods_drawn, series},
    relation_html,
};
use roxmltree::{Document, Node};

fn draw(view: &RelationView, size: Size, look: impl FnOnce(&Document<'_>)) {
    let svg = series(view, size).expect("a drawing");
    look(&Document::parse(svg.as_str()).expect("the drawing is well-formed"));
}

fn of_class<'a, 'i>(svg: &'a Document<'i>, class: &str) -> Vec<Node<'a, 'i>> {
    svg.descendants().filter(|n| n.attribute("class") == Some(class)).collect()
}

fn number(node: &Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|value| value.parse().ok()).expect("a number")
}

/// Checks that texts of a class in one line keep a distance.
fn check_distance(svg: &Document<'_>, class: &str, least: f64, along: &str, across: &str) {
    let mut places: Vec<(f64, f64)> =
        of_class(svg, class).iter().map(|n| (number(n, across), number(n, along))).collect();
    places.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.total_cmp(&y.1)));
    for pair in places.windows(2).filter(|pair| (pair[0].0 - pair[1].0).abs() < 0.1) {
        assert!(pair[1].1 - pair[0].1 >= least, "{class}: {pair:?}");
    }
}

#[test]
fn labels_keep_their_distance_at_any_length() {
    for n in [1, 2, 11, 13, 24, 60, 130, 392, 1200] {
        let view = long::months(n);
        for size in Size::ALL {
            draw(&view, size, |svg| {
                check_distance(svg, "axis year", 30.0, "x", "y");
                check_distance(svg, "axis break", 25.0, "x", "y");
                assert!(!of_class(svg, "axis year").is_empty(), "{n} months have no year");
                // Figures of the axes are in one column, far enough from each other to be read.
                let figures = of_class(svg, "axis").into_iter().filter(|t| number(t, "x") < 30.0);
                let mut heights: Vec<f64> = figures.map(|t| number(&t, "y")).collect();
                heights.sort_by(f64::total_cmp);
                assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= 8.0), "{n}: {heights:?}");
            });
        }
    }
}

#[test]
fn nothing_leaves_the_drawing() {
    for n in [1, 24, 392] {
        let view = long::months(n);
        for size in Size::ALL {
            draw(&view, size, |svg| {
                let root = svg.root_element();
                let (width, height) = (number(&root, "width"), number(&root, "height"));
                let inside =
                    |x: f64, y: f64| (-0.1..=width + 0.1).contains(&x) && (-0.1..=height + 0.1).contains(&y);
                for shape in svg.descendants().filter(|n| n.has_tag_name("rect")) {
                    let [x, y, w, h] = ["x", "y", "width", "height"].map(|name| number(&shape, name));
                    assert!(inside(x, y) && inside(x + w, y + h), "{n}: {shape:?}");
                }
                for shape in svg.descendants().filter_map(|n| n.attribute("points")) {
                    let points = shape.split([' ', ',']).map(|v| v.parse::<f64>().expect("a number"));
                    let points: Vec<f64> = points.collect();
                    assert!(points.chunks(2).all(|p| inside(p[0], p[1])), "{n}: {shape}");
                }
            });
        }
    }
}

#[test]
fn many_periods_are_a_few_shapes() {
    let view = long::months(392);
    assert!(Size::ALL.iter().all(|size| periods_drawn(&view, *size) == 392), "all are drawn");
    draw(&view, Size::Wide, |svg| {
        for group in ["vows", "deeds_for", "words_against", "deeds_against", "talk"] {
            assert_eq!(of_class(svg, &format!("area {group}")).len(), 2, "{group}");
            assert_eq!(of_class(svg, group).len(), 0, "{group}");
        }
        let targets = of_class(svg, "target");
        assert!(targets.len() > 150 && targets.iter().all(|t| number(t, "width") > 3.0));
        let said =
            |t: &Node<'_, '_>| t.parent_element().and_then(|a| a.attribute("aria-label")).map(str::len);
        assert!(targets.iter().all(|t| said(t).is_some_and(|n| n > 10)));
    });
    let svg = series(&view, Size::Wide).expect("a drawing");
    assert!(svg.as_str().len() < 200_000, "{} bytes", svg.as_str().len());
}

#[test]
fn a_storm_does_not_flatten_the_rest() {
    let view = long::months(392);
    let note = |svg: &Document<'_>| {
        svg.descendants().filter(|n| n.text().is_some_and(|t| t.starts_with("heights"))).count()
    };
    // Said once in the drawing.
    draw(&view, Size::Wide, |svg| assert_eq!(note(svg), 2, "an element and its text"));
    draw(&long::months(24), Size::Wide, |svg| assert_eq!(note(svg), 0));
}

#[test]
fn a_page_may_hold_the_words_of_some_events_only() {
    let mut view = long::months(392);
    let all = view.events.len();
    assert!(all > 5_000, "{all}");
    view.events.drain(..all - 300);
    check(&view, |page| {
        let shown = page.descendants().filter(|n| n.has_tag_name("article")).count();
        assert_eq!(shown, 300);
        let told = |n: &Node<'_, '_>| n.text().is_some_and(|t| t.contains("detente events STORE"));
        assert!(page.descendants().any(|n| told(&n)), "how to see the others");
    });
    assert!(relation_html(&view).len() < 1_500_000, "{} bytes", relation_html(&view).len());
    view.events.clear();
    check(&view, |page| assert!(page.descendants().all(|n| !n.has_tag_name("article"))));
}
