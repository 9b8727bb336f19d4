//! Spelling backwards, shapes, and tables whose bytes are anything.

use super::stems::{Inflection, LONGEST, edits};
use super::{Case, Lemmas, Shape, apply, shape};
use compact_str::CompactString;
use proptest::prelude::{Strategy, any, prop_assert, proptest};

/// The stems that a word may come from, in order.
fn stems(word: &str, inflection: Inflection) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let made =
        |&(strip, add): &(usize, &str)| letters[..letters.len() - strip].iter().collect::<String>() + add;
    edits(&letters, inflection).iter().map(made).collect()
}

#[test]
fn stems_are_those_that_spelling_allows() {
    let check = |word, inflection, expected: &[&str]| assert_eq!(stems(word, inflection), expected, "{word}");
    check("bombed", Inflection::Past, &["bomb", "bombe"]);
    check("planned", Inflection::Past, &["plann", "plan", "planne"]);
    check("timed", Inflection::Past, &["time", "tim"]);
    check("mutinied", Inflection::Past, &["mutiny", "mutinie"]);
    check("panicking", Inflection::Ing, &["panick", "panic", "panicke"]);
    check("lying", Inflection::Ing, &["ly", "lie"]);
    check("torches", Inflection::Present, &["torch", "torche"]);
    check("crises", Inflection::Plural, &["crise", "cris", "crisis"]);
    check("knives", Inflection::Plural, &["knive", "knif", "knife"]);
    check("gunmen", Inflection::Plural, &["gunman"]);
    check("angrier", Inflection::Comparative, &["angry", "angrie"]);
    check("biggest", Inflection::Superlative, &["bigg", "big", "bigge"]);
    check("red", Inflection::Past, &[]);
    check("press", Inflection::Plural, &[]);
    check("bombed", Inflection::None, &[]);
}

#[test]
fn shapes_tell_capitals() {
    let check =
        |form: &str, expected| assert_eq!(Shape::of(&form.chars().collect::<Vec<_>>()), expected, "{form}");
    check("rebels", Shape::Lower);
    check("12-year-old", Shape::Lower);
    check("Rebels", Shape::Capital);
    check("Élan", Shape::Capital);
    check("A", Shape::Single);
    check("UN", Shape::UpperShort);
    check("NATO", Shape::UpperFour);
    check("TROOPS", Shape::UpperLong);
    check("U.S.", Shape::UpperMixed);
    check("NGOs", Shape::Mixed);
}

#[test]
fn numbers_lose_the_commas_between_thousands_only() {
    let check = |form, expected| assert_eq!(shape::is_grouped_number(form), expected, "{form}");
    check("12,500", true);
    check("1,200,000.5", true);
    check("3,40", false);
    check("1200", false);
    check("1,200,", false);
    check(",", false);
    check("a,bcd", false);
}

#[test]
fn an_action_changes_capitals_then_the_end() {
    let check = |action, form, expected| {
        let mut lemma = CompactString::default();
        apply(action, form, &mut lemma);
        assert_eq!(lemma, expected, "{form}");
    };
    check((Case::Lower, 2, ""), "BOMBED", "bomb");
    check((Case::Title, 1, ""), "KURDS", "Kurd");
    check((Case::Keep, 3, "y"), "Rockies", "Rocky");
    check((Case::Lower, 9, ""), "it", "it");
}

#[test]
fn without_a_model_words_are_lowered() {
    let mut lemma = CompactString::default();
    Lemmas::new(&[], &[]).lemma("Rebels", 3, &mut Vec::new(), &mut lemma);
    assert_eq!(lemma, "rebels");
}

fn inflection() -> impl Strategy<Value = Inflection> {
    (0u16..8).prop_map(Inflection::from_number)
}

proptest! {
    #[test]
    fn edits_leave_something_of_the_word(word in "[a-z-]{0,9}(s|es|ies|ed|ied|ing|ying|er|est|men|ves)?", kind in inflection()) {
        let letters: Vec<char> = word.chars().collect();
        for (strip, add) in edits(&letters, kind) {
            prop_assert!(*strip <= LONGEST && *strip <= letters.len() && letters.len() + add.len() > *strip, "{word}");
        }
    }

    #[test]
    fn any_bytes_give_a_lemma(
        slots in proptest::collection::vec(any::<u8>(), 0..256),
        rules in proptest::collection::vec(any::<u8>(), 0..64),
        form in "\\PC{1,12}",
        tag in any::<u8>(),
    ) {
        let mut lemma = CompactString::default();
        Lemmas::new(&slots, &rules).lemma(&form, tag, &mut Vec::new(), &mut lemma);
        prop_assert!(!lemma.is_empty());
    }
}
