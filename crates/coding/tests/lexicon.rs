//! Each example of the lexicon is a test.

#[test]
fn every_entry_is_sound_and_its_examples_hold() {
    let (problems, run) = detente_coding::check_lexicon();
    let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(run > 500, "only {run} examples");
    assert!(list.is_empty(), "{} problems in {run} examples:\n{}", list.len(), list.join("\n"));
}
