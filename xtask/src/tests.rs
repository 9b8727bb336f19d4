//! Tests of counting and comparing.

use crate::scores::{self, Table, differences, f1};
use crate::summary::Summary;

fn table(rows: &[(&str, [u64; 3])]) -> Table {
    rows.iter().map(|(set, figures)| (((*set).to_owned(), "detection".to_owned()), *figures)).collect()
}

#[test]
fn tests_are_counted_from_the_lines_of_libtest() {
    let mut summary = Summary::default();
    summary.read("running 3 tests");
    summary.read(
        "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
    );
    summary.read(
        "test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
    );
    summary.check("lints", true);
    assert_eq!(summary.line(), "9 passed, 2 failed");
}

#[test]
fn only_sets_that_were_scored_are_compared() {
    let old = table(&[("a", [1, 2, 3]), ("b", [4, 5, 6]), ("c", [7, 8, 9])]);
    let new = table(&[("a", [1, 2, 3]), ("b", [5, 5, 5])]);
    let expect = ["- b detection: hit 4 extra 5 missed 6", "+ b detection: hit 5 extra 5 missed 5"];
    assert_eq!(differences(&old, &new), expect);
}

#[test]
fn a_table_reads_as_it_was_written() {
    let folder = std::env::temp_dir().join(format!("xtask-scores-{}", std::process::id()));
    let table = table(&[("examples/gold.jsonl", [10, 2, 3])]);
    std::fs::write(&folder, scores::render(&table)).unwrap();
    assert_eq!(scores::read(&folder).unwrap(), table);
    std::fs::remove_file(&folder).unwrap();
}

#[test]
fn f1_of_nothing_is_zero() {
    assert!(f1([0, 0, 0]) < f64::EPSILON);
    assert!((f1([2, 1, 1]) - 2.0 / 3.0).abs() < 1e-12);
}

#[test]
fn a_picture_is_the_chart_with_its_style_and_no_links() {
    let page =
        "<style>a{}</style><svg id=\"other\"></svg><svg id=\"series-wide\"><a href=\"#x\"><rect/></a></svg>";
    let picture = crate::picture::cut(page).unwrap();
    assert!(picture.starts_with("<svg id=\"series-wide\"><style><![CDATA[a{}"));
    assert!(picture.ends_with("<rect/></svg>\n"));
}

#[test]
fn blocks_after_markers_are_filled() {
    let text = "a\n<!-- output 2: events x -->\n```text\nold\n```\nb\n";
    let run = |arguments: &str| Ok(format!("{arguments}\ntwo\nthree\n"));
    let expect = "a\n<!-- output 2: events x -->\n```text\nevents x\ntwo\n```\nb\n";
    assert_eq!(crate::readme::filled(text, run).unwrap(), expect);
    assert_eq!(crate::readme::filled(expect, run).unwrap(), expect);
}
