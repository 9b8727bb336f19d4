//! Readers read, lemma rules give back what they learnt, scores count.

use crate::names::{classes_of, from_bio};
use crate::tags::TagSet;
use crate::{augment, lemmas, name_data, raw, treebank};
use compact_str::CompactString;
use detente_parse::lemma::Lemmas;
use detente_parse::{Deprel, NameKind, Parser, names};

/// Two sentences of our own, with a multi-word token and an empty node.
const BANK: &str = "\
# newdoc id = TEST_news_one
# newpar
# text = Rebels didn't free them.
1\tRebels\trebel\tNOUN\tNNS\t_\t4\tnsubj\t_\tEntity=(1-person-new-coref)
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tfree\tfree\tVERB\tVB\t_\t0\troot\t_\t_
4.1\tfree\tfree\tVERB\tVB\t_\t_\t_\t_\t_
5\tthem\tthey\tPRON\tPRP\t_\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = President Ana Ruiz of Quito slept.
1\tPresident\tPresident\tPROPN\tNNP\t_\t6\tnsubj\t_\tEntity=(2-person-new-coref
2\tAna\tAna\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tRuiz\tRuiz\tPROPN\tNNP\t_\t1\tflat\t_\t_
4\tof\tof\tADP\tIN\t_\t5\tcase\t_\t_
5\tQuito\tQuito\tPROPN\tNNP\t_\t1\tnmod\t_\tEntity=(3-place-new-coref)2)
6\tslept\tsleep\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_
";

fn bank() -> Vec<treebank::Gold> {
    treebank::parse(BANK).expect("valid CoNLL-U")
}

/// The bank so often that every tag is common enough to be a class.
fn big_bank() -> Vec<treebank::Gold> {
    std::iter::repeat_n(bank(), 20).flatten().collect()
}

#[test]
fn treebanks_are_read_without_ranges_and_empty_nodes() {
    let bank = bank();
    assert_eq!(bank.len(), 2);
    assert_eq!(bank[0].forms, ["Rebels", "did", "n't", "free", "them", "."]);
    assert_eq!(bank[0].heads, [3, 3, 3, 3, 3, 3]);
    assert_eq!(bank[0].labels[3], Deprel::Root);
    assert_eq!(bank[0].surface.len(), 5);
    assert_eq!((bank[0].surface[1].words, bank[0].surface[3].space), (2, false));
    assert!(bank[0].paragraph && !bank[1].paragraph);
    assert_eq!(bank[1].document, "TEST_news_one");
    assert!(treebank::parse("1\tonly\tthree").is_err());
}

#[test]
fn relations_unknown_to_us_become_plain() {
    assert_eq!(treebank::relation("nmod:poss"), Deprel::NmodPoss);
    assert_eq!(treebank::relation("obl:tmod"), Deprel::OblUnmarked);
    assert_eq!(treebank::relation("advcl:odd"), Deprel::Advcl);
    assert_eq!(treebank::relation("unheard"), Deprel::Dep);
}

#[test]
fn lemma_rules_give_back_their_sentences() {
    let bank = big_bank();
    let tags = TagSet::new(&bank);
    let sections = lemmas::train(&bank, &tags);
    let lemmas = Lemmas::new(&sections.slots, &sections.rules);
    let mut lemma = CompactString::default();
    for gold in &bank[..2] {
        for i in 0..gold.forms.len() {
            lemmas.lemma(&gold.forms[i], tags.class(gold, i), &mut Vec::new(), &mut lemma);
            assert_eq!(lemma, gold.lemmas[i]);
        }
    }
}

#[test]
fn names_go_from_columns_to_classes_and_back() {
    let kind = |name: &str| (name == "X").then_some(NameKind::Org);
    let found = from_bio(&["B-X", "I-X", "O", "I-X", "B-X", "I-Y"], kind);
    let spans: Vec<_> = found.iter().map(|name| name.tokens.clone()).collect();
    assert_eq!(spans, [0..2, 3..4, 4..5]);
    let classes = classes_of(&found, 6);
    let mut again = Vec::new();
    names::collect(&classes, 0, &mut again);
    assert_eq!(found, again);
}

#[test]
fn brackets_become_names() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/models/training/names.txt");
    let all = name_data::bracketed(&path).expect("our own names");
    let marked = std::fs::read_to_string(&path).expect("our own names");
    let lines = marked.lines().filter(|line| !line.starts_with('#'));
    let brackets = lines.flat_map(str::chars).filter(|c| *c == '[').count();
    let found: usize = all.iter().map(|named| named.names.len()).sum();
    // Datelines are no part of sentences, and our tokens may cut a name elsewhere than its bracket does.
    assert!(found <= brackets && found * 100 >= brackets * 95, "{found} of {brackets}");
}

#[test]
fn entities_become_names_without_titles() {
    let named = name_data::from_gum(&bank()[1]);
    let found: Vec<_> = named.names.iter().map(|name| (name.tokens.clone(), name.kind)).collect();
    assert_eq!(found, [(1..3, NameKind::Per), (4..5, NameKind::Loc)]);
    assert!(name_data::from_gum(&bank()[0]).names.is_empty());
    assert!(name_data::is_group_word("Peruvian") && !name_data::is_group_word("guardian"));
}

#[test]
fn cases_are_changed_as_headlines_do() {
    assert_eq!(augment::title("rebels"), "Rebels");
    assert_eq!(augment::title("of"), "of");
    assert_eq!(augment::title("'s"), "'s");
    assert_eq!(augment::upper("été"), "ÉTÉ");
}

#[test]
fn raw_text_is_scored_by_place() {
    let score = raw::score(Parser::embedded(), &bank());
    let [words, upos, .., heads, labelled] = score.f1();
    assert!(words > 99.0, "{words}");
    assert!(upos > 80.0 && heads >= labelled && labelled > 50.0, "{score:?}");
    assert!(score.sentence_f1() > 99.0);
}
