//! What is learnt from a few words of our own, with our lists.

use super::train;
use crate::tags::TagSet;
use crate::treebank::Gold;
use compact_str::CompactString;
use detente_parse::lemma::Lemmas;
use detente_parse::{Upos, Xpos};

/// A sentence of words with their tags and lemmas.
fn gold(words: &[(&str, &str, &str, &str)]) -> Gold {
    let mut gold = Gold::default();
    for (form, upos, xpos, lemma) in words {
        gold.forms.push((*form).to_owned());
        gold.upos.push(Upos::from_name(upos));
        gold.xpos.push(Xpos::from_name(xpos));
        gold.lemmas.push((*lemma).to_owned());
    }
    gold
}

/// Often enough for every tag to be a class.
fn bank() -> Vec<Gold> {
    let sentence = gold(&[
        ("Rebels", "NOUN", "NNS", "rebel"),
        ("walked", "VERB", "VBD", "walk"),
        ("talked", "VERB", "VBN", "talk"),
        ("were", "AUX", "VBD", "be"),
        ("sleepier", "ADJ", "JJR", "sleepy"),
        ("WALKED", "VERB", "VBD", "walk"),
        ("Americans", "PROPN", "NNPS", "American"),
        ("Paris", "PROPN", "NNP", "Paris"),
        ("PARIS", "PROPN", "NNP", "Paris"),
        ("5,000", "NUM", "CD", "5000"),
        ("zorked", "VERB", "VBD", "zirk"),
    ]);
    vec![sentence; 20]
}

/// The lemma of a form, with the tags of this word of the bank.
fn check(form: &str, like: usize, expected: &str) {
    let bank = bank();
    let tags = TagSet::new(&bank);
    let made = train(&bank, &tags);
    let mut lemma = CompactString::default();
    let class = tags.class(&bank[0], like);
    Lemmas::new(&made.slots, &made.rules).lemma(form, class, &mut Vec::new(), &mut lemma);
    assert_eq!(lemma, expected, "{form}");
}

#[test]
fn words_of_the_treebank_get_their_lemmas() {
    let gold = &bank()[0];
    for (i, form) in gold.forms.iter().enumerate() {
        check(form, i, &gold.lemmas[i]);
    }
}

#[test]
fn unseen_forms_of_listed_words_lose_their_inflection() {
    for (form, like, lemma) in [
        ("bombed", 1, "bomb"),
        ("shelled", 1, "shell"),
        ("mutinied", 2, "mutiny"),
        ("counter-attacked", 1, "counter-attack"),
        ("policemen", 0, "policeman"),
        ("deadlier", 4, "deadly"),
        ("overthrew", 1, "overthrow"),
        ("fled", 1, "flee"),
        ("youths", 0, "youth"),
        ("been", 3, "be"),
    ] {
        check(form, like, lemma);
    }
}

#[test]
fn words_in_capitals_are_lowered_and_numbers_lose_commas() {
    check("ARRESTED", 1, "arrest");
    check("12,500", 9, "12500");
    check("paris", 7, "Paris");
}

#[test]
fn training_is_the_same_every_time() {
    let bank = bank();
    let tags = TagSet::new(&bank);
    let (one, other) = (train(&bank, &tags), train(&bank, &tags));
    assert_eq!(one.slots, other.slots);
    assert_eq!(one.rules, other.rules);
}
