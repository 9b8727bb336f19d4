//! Quotations, in one sentence and over several.

use super::{read, says};
use crate::{Kind, Style};

#[test]
fn direct() {
    let found = says("Ms. Haro said, “The bridge is safe.”", "Ms. Haro", "said", "“The bridge is safe.”");
    assert_eq!(found.style, Style::Direct);
}

#[test]
fn inverted() {
    let found = says(
        "“The bridge is safe,” said Lena Haro, the mayor.",
        "Lena Haro, the mayor",
        "said",
        "“The bridge is safe,”",
    );
    assert_eq!(found.style, Style::Direct);
}

#[test]
fn with_straight_marks() {
    says("\"The bridge is safe,\" Haro said.", "Haro", "said", "\"The bridge is safe,\"");
}

#[test]
fn on_both_sides() {
    says(
        "“The bridge is safe,” Haro said, “and it will stay open.”",
        "Haro",
        "said",
        "“The bridge is safe,” | “and it will stay open.”",
    );
}

#[test]
fn mixed() {
    let found = says(
        "Haro said the bridge was “as safe as a church” after the repair.",
        "Haro",
        "said",
        "the bridge was “as safe as a church” after the repair",
    );
    assert_eq!(found.style, Style::Mixed);
}

#[test]
fn after_a_colon() {
    let read = read("Haro: “The bridge is safe and it will stay open.”");
    assert_eq!(read.all.len(), 1, "{:?}", read.shown());
    assert_eq!(read.text(&read.all[0]).0, "Haro");
    assert_eq!(read.text(&read.all[0]).2, "“The bridge is safe and it will stay open.”");
}

#[test]
fn a_colon_belongs_to_the_cue() {
    says("Haro said: “The bridge is safe.”", "Haro", "said:", "“The bridge is safe.”");
}

#[test]
fn over_sentences_with_the_speaker_first() {
    let found = says(
        "Haro said, “The bridge is safe. It was built to last. Nobody needs to worry.”",
        "Haro",
        "said",
        "“The bridge is safe. It was built to last. Nobody needs to worry.”",
    );
    assert_eq!(found.sentences, (0, 2));
}

#[test]
fn over_sentences_with_the_speaker_last() {
    let found = says(
        "“The bridge is safe. It was built to last. Nobody needs to worry,” Haro said.",
        "Haro",
        "said",
        "“The bridge is safe. It was built to last. Nobody needs to worry,”",
    );
    assert_eq!(found.sentences, (0, 2));
}

#[test]
fn on_after_the_speaker() {
    says(
        "“The bridge is safe,” Haro said. “It was built to last.”",
        "Haro",
        "said",
        "“The bridge is safe,” | “It was built to last.”",
    );
}

#[test]
fn a_speaker_of_the_sentence_before() {
    let read = read("Lena Haro shrugged. “It was built to last by my own grandfather.”");
    let found = read.all.iter().find(|a| a.style == Style::Direct).expect("a quotation");
    assert_eq!((read.text(found).0.as_str(), found.carried, found.cue), ("Lena Haro", true, None));
}

#[test]
fn nobody_known() {
    let read = read("“The bridge is safe and it will stay open.”");
    assert!(read.all.iter().all(|a| a.sources.is_empty()), "{:?}", read.shown());
    assert_eq!(read.all.iter().filter(|a| a.style == Style::Direct).count(), 1);
}

#[test]
fn a_paragraph_opens_the_quotation_anew() {
    let read = read("Haro said: “The bridge is safe.\n\n“It was built to last.”\n\nThe river rose.");
    let said = read.by_cue("said:");
    assert!(read.text(said).2.contains("It was built to last."), "{:?}", read.shown());
}

#[test]
fn inside_a_quotation() {
    let read = read("“I think the rebels lied,” Haro said.");
    let think = read.by_cue("think");
    assert_eq!((read.text(think).0.as_str(), read.text(think).2.as_str()), ("I", "the rebels lied"));
    assert_eq!(think.kind, Kind::Belief);
    assert_eq!(read.text(&read.all[0]).0, "Haro");
}

#[test]
fn words_in_marks_are_no_speech() {
    assert_eq!(read("The so-called “night train” left at noon.").shown(), []);
}
