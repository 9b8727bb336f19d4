//! Whole documents: they have their pages, stay the same, and no text breaks them.

use super::block::{Block, Grid, Style};
use super::layout::{A4, pages};
use super::strip::Item;
use crate::tests::fixture::{kestria_and_ovland, view};
use crate::tests::hostile::nasty_view;
use crate::{RelationView, chart_png, relation_pages_png, relation_pdf, relation_png};

fn text_of(view: &RelationView) -> Vec<String> {
    let pages = pages(&super::report::blocks(view), &A4).expect("pages");
    let line = |item: &Item| match item {
        Item::Line { runs, .. } => Some(runs.iter().map(|r| r.text.as_str()).collect::<String>()),
        _ => None,
    };
    pages.iter().map(|p| p.items.iter().filter_map(line).collect::<Vec<_>>().join(" ")).collect()
}

/// All lines stand within the margins.
fn check_margins(blocks: &[Block]) -> usize {
    let pages = pages(blocks, &A4).expect("pages");
    for item in pages.iter().flat_map(|page| &page.items) {
        if let Item::Line { x, y, size, runs, .. } = item {
            let right = x + super::wrap::width(runs, *size);
            assert!(*x >= A4.side - 0.01 && right <= A4.width - A4.side + 0.5, "{x} to {right}: {runs:?}");
            assert!(*y > A4.top && *y < 841.89 - A4.bottom + 12.0, "{y}: {runs:?}");
        }
    }
    pages.len()
}

#[test]
fn a_pdf_holds_the_same_every_time_and_has_links_and_sections() {
    let view = kestria_and_ovland();
    let pdf = relation_pdf(&view).expect("a PDF");
    for _ in 0..5 {
        assert!(pdf == relation_pdf(&view).expect("a PDF"), "a PDF is the same to the last byte");
    }
    let picture = relation_png(&view).expect("a PNG");
    assert!(picture == relation_png(&view).expect("a PNG"), "a picture is the same to the last byte");
    let has = |what: &[u8]| pdf.windows(what.len()).any(|part| part == what);
    assert!(pdf.starts_with(b"%PDF-1.7") && has(b"https://news.example/") && has(b"Do vows hold?"));
    assert!(has(b"/ToUnicode") && !has(b"CreationDate"));
}

#[test]
fn the_pages_tell_what_the_report_tells() {
    let view = kestria_and_ovland();
    let all = text_of(&view).join(" ");
    for part in
        ["Kestria and Ovland", "Over time", "Broken vows, Kestria → Ovland", "Kept vows", "The figures"]
    {
        assert!(all.contains(part), "{part} in {all}");
    }
    let first = text_of(&view)[0].clone();
    let words = view.measures.summary[0].split(' ').take(4).collect::<Vec<_>>().join(" ");
    assert!(first.contains(&words), "{words} in {first}");
}

#[test]
fn hostile_and_empty_views_make_pages() {
    for view in [nasty_view(), view(Vec::new())] {
        assert!(relation_pdf(&view).expect("a PDF").len() > 1000);
        assert!(relation_png(&view).expect("a PNG").starts_with(b"\x89PNG"));
        check_margins(&super::report::blocks(&view));
    }
}

#[test]
fn nothing_leaves_the_margins() {
    let long = "word ".repeat(3000) + &"x".repeat(10_000);
    let row = vec![long.clone(), "1".to_owned(), "\u{1b}<&>".to_owned()];
    let blocks = [
        Block::text(Style::Title, &long),
        Block::heading("A heading"),
        Block::paragraph(&long),
        Block::bullets([&long, "short"]),
        Block::Table(Grid::plain(&["a", "b", "c"].map(str::to_owned), &vec![row; 3])),
    ];
    assert!(check_margins(&blocks) > 10);
    check_margins(&super::report::blocks(&kestria_and_ovland()));
}

#[test]
fn a_heading_stands_with_what_it_heads() {
    for lines in 30..60 {
        let mut blocks: Vec<Block> = (0..lines).map(|_| Block::paragraph("A line.")).collect();
        blocks.extend([Block::heading("The heading"), Block::paragraph("Its text.")]);
        let pages = pages(&blocks, &A4).expect("pages");
        let page = pages.iter().find(|p| !p.headings.is_empty()).expect("a heading");
        let held = |item: &Item| matches!(item, Item::Line { runs, .. } if runs[0].text == "Its text.");
        assert!(page.items.iter().any(held), "{lines} lines before");
    }
}

#[test]
fn a_head_is_repeated_on_every_page() {
    let rows: Vec<Vec<String>> = (0..150).map(|i| vec![format!("row {i}"), i.to_string()]).collect();
    let grid = Grid::plain(&["the head".to_owned(), "n".to_owned()], &rows);
    let pages = pages(&[Block::Table(grid)], &A4).expect("pages");
    let head = |item: &&Item| matches!(item, Item::Line { runs, .. } if runs[0].text == "the head");
    assert!(pages.len() > 2 && pages.iter().all(|p| p.items.iter().filter(head).count() == 1));
}

#[test]
fn pictures_have_the_width_asked_for() {
    let wide = |png: &[u8]| u32::from_be_bytes(png[16..20].try_into().expect("a header"));
    let view = kestria_and_ovland();
    let pages = relation_pages_png(&view, 300).expect("pages");
    assert!(pages.len() > 2 && pages.iter().all(|page| wide(page) == 300));
    let svg = crate::chart::series(&view, crate::chart::Size::Wide).expect("a drawing");
    assert_eq!(wide(&chart_png(svg.as_str(), 500).expect("a PNG")), 500);
    assert!(chart_png("no drawing", 100).is_err() && chart_png(svg.as_str(), 0).is_err());
    let error = chart_png(svg.as_str(), 1_000_000).expect_err("too wide").to_string();
    assert!(error.contains("hint: "), "{error}");
}
