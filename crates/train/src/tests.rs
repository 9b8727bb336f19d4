//! Properties of the training: the oracle leads to the gold tree, tables give back what was put in, readers
//! read.

use crate::encode;
use crate::names::{classes_of, from_bio};
use crate::oracle::GoldTree;
use crate::perceptron::{Dense, Row, Sparse};
use crate::random::Random;
use crate::tagger::{self, Options};
use crate::tags::TagSet;
use crate::{augment, clusters, lemmas, lexicon, name_data, raw, treebank, trees};
use compact_str::CompactString;
use detente_parse::features::Features;
use detente_parse::lemma::Lemmas;
use detente_parse::lexicon::Lexicon;
use detente_parse::state::{Move, NONE, State};
use detente_parse::{Deprel, NameKind, Parser, Upos, names, table, word};

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

/// A random tree without crossing arcs: each span's root splits it in two.
fn projective(start: u32, end: u32, head: u32, random: &mut Random, heads: &mut [u32]) {
    if start < end {
        let root = start + random.below((end - start) as usize) as u32;
        heads[root as usize] = if head == NONE { root } else { head };
        let (mut left, mut right) = (start, root + 1);
        while left < root {
            let cut = left + 1 + random.below((root - left) as usize) as u32;
            projective(left, cut, root, random, heads);
            left = cut;
        }
        while right < end {
            let cut = right + 1 + random.below((end - right) as usize) as u32;
            projective(right, cut, root, random, heads);
            right = cut;
        }
    }
}

/// The cheapest allowed moves.
fn cheapest(tree: &GoldTree, state: &State) -> (u32, Vec<Move>) {
    let allowed: Vec<Move> = Move::ALL.into_iter().filter(|&action| state.allows(action)).collect();
    let least = allowed.iter().map(|&action| tree.cost(state, action)).min().expect("a move is allowed");
    (least, allowed.into_iter().filter(|&action| tree.cost(state, action) == least).collect())
}

#[test]
fn moves_without_cost_build_the_gold_tree() {
    let mut random = Random::new(17);
    for tokens in (1..40).cycle().take(400) {
        let mut heads = vec![0; tokens];
        projective(0, tokens as u32, NONE, &mut random, &mut heads);
        let tree = GoldTree::new(&heads);
        let mut state = State::default();
        state.start(tokens);
        while !state.is_done() {
            let (least, moves) = cheapest(&tree, &state);
            assert_eq!(least, 0);
            state.make(moves[random.below(moves.len())], Deprel::Dep);
        }
        assert_eq!(state.heads, tree.heads);
    }
}

#[test]
fn costs_count_the_arcs_that_are_lost() {
    let mut random = Random::new(23);
    for tokens in (2..24).cycle().take(200) {
        let mut heads = vec![0; tokens];
        projective(0, tokens as u32, NONE, &mut random, &mut heads);
        let tree = GoldTree::new(&heads);
        let (mut state, mut lost) = (State::default(), 0);
        state.start(tokens);
        for _ in 0..=random.below(tokens) {
            let allowed: Vec<Move> = Move::ALL.into_iter().filter(|&action| state.allows(action)).collect();
            let action = allowed[random.below(allowed.len())];
            lost += tree.cost(&state, action);
            state.make(action, Deprel::Dep);
        }
        while !state.is_done() {
            let (least, moves) = cheapest(&tree, &state);
            assert_eq!(least, 0, "some move never costs anything");
            state.make(moves[0], Deprel::Dep);
        }
        let wrong = state.heads.iter().zip(&tree.heads).filter(|(a, b)| a != b).count();
        assert_eq!(wrong as u32, lost);
    }
}

#[test]
fn perceptrons_learn_and_average() {
    let (mut sparse, mut dense) = (Sparse::default(), Dense::default());
    sparse.tick();
    sparse.update(&[10, 11], 2, 1);
    sparse.tick();
    dense.tick();
    dense.update(&[10], 2, 0);
    dense.tick();
    let mut scores = [0; 3];
    sparse.score(&[10, 11, 12], &mut scores);
    assert_eq!(scores, [0, -2, 2]);
    assert_eq!(dense.score(&[10]), [-1, 0, 1]);
    assert_eq!(dense.averaged(1), [(10, vec![(0, -0.5), (1, 0.0), (2, 0.5)])]);
    assert!(sparse.averaged(2).is_empty());
}

/// Features that fall in different buckets.
fn rows() -> Vec<(u64, Row)> {
    (0..20u64).map(|n| (n | (n + 3) << 56, vec![(0, n as f32 - 9.5), (2, 0.25)])).collect()
}

#[test]
fn tables_give_back_signs_and_order() {
    let rows = rows();
    let made = encode::dense(&rows, 8);
    let dense = table::Dense::new(&made.slots);
    let sparse = encode::sparse(&rows, 8);
    assert_eq!((made.kept, sparse.kept), (20, 20));
    let sparse = table::Sparse::new(&sparse.slots, &sparse.pool);
    let mut last = i32::MIN;
    for (feature, row) in &rows {
        let [first, middle, third] = dense.score(&[*feature]);
        assert_eq!((first > 0, middle, third > 0), (row[0].1 > 0.0, 0, true));
        assert!(first >= last);
        last = first;
        assert_eq!([first, middle, third], sparse.score(&[*feature])[..3]);
    }
    assert_eq!(dense.score(&[99 << 56]), [0; 3]);
}

#[test]
fn a_tagger_learns_its_sentences() {
    let bank = big_bank();
    let tags = TagSet::new(&bank);
    let words = lexicon::ambiguity(&bank, |gold, i| tags.class(gold, i));
    let entry = |(word, ambiguity)| (word, detente_parse::lexicon::Entry { ambiguity, ..Default::default() });
    let lexicon = lexicon::encode(&words.into_iter().map(entry).collect());
    let options = Options { epochs: 3, margin: 1, min_updates: 1, bits: 12 };
    let train = || tagger::train(&bank.iter().collect::<Vec<_>>(), &tags, Lexicon::new(&lexicon), options);
    let made = train();
    assert_eq!(made.slots, train().slots, "training is the same every time");
    let (mut words, mut found) = (Vec::new(), Vec::new());
    word::read(&bank[0].tokens(), Lexicon::new(&lexicon), &mut words);
    let weights = table::Sparse::new(&made.slots, &made.pool);
    detente_parse::tagger::tag(&words, weights, tags.classes.len(), &mut Features::default(), &mut found);
    let upos: Vec<Upos> = found.iter().map(|&tag| tags.classes[usize::from(tag)].0).collect();
    assert_eq!(upos, bank[0].upos);
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
fn trees_learn_and_training_is_the_same_every_time() {
    let bank = bank();
    let node = |gold: &treebank::Gold, i: usize| {
        let word = word::Word { lower: word::lower_hash(&gold.forms[i]), ..Default::default() };
        detente_parse::node::Node::new(&word, 5, gold.upos[i], gold.xpos[i])
    };
    let example = |gold: &treebank::Gold| trees::Example {
        nodes: (0..gold.forms.len()).map(|i| node(gold, i)).collect(),
        tree: GoldTree::new(&gold.heads),
        labels: gold.labels.clone(),
    };
    let examples: Vec<_> = bank.iter().map(example).collect();
    let options = trees::Options {
        epochs: 6,
        move_margin: 1,
        label_margin: 1,
        min_updates: 1,
        move_bits: 12,
        label_bits: 12,
    };
    let mut lines = Vec::new();
    let first = trees::train(&examples, options, |line| lines.push(line.to_owned()));
    let second = trees::train(&examples, options, |_| ());
    assert_eq!((first.moves.slots, first.labels.pool), (second.moves.slots, second.labels.pool));
    assert!(lines[5].ends_with("[0, 0]"), "{lines:?}");
}

#[test]
fn names_go_from_columns_to_classes_and_back() {
    let kind = |name: &str| (name == "X").then_some(NameKind::Org);
    let found = from_bio(&["B-X", "I-X", "O", "I-X", "B-X", "I-Y"], kind);
    let spans: Vec<_> = found.iter().map(|name| name.tokens.clone()).collect();
    assert_eq!(spans, [0..2, 3..4, 4..5]);
    let classes = classes_of(&found, 6);
    let mut again = Vec::new();
    names::collect(&classes, &mut again);
    assert_eq!(found, again);
    let follows =
        |i: usize| names::allows(if i == 0 { names::OUTSIDE } else { classes[i - 1] }, classes[i], i == 5);
    assert!((0..6).all(follows));
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
fn classes_part_words_by_their_company() {
    let line = |a: u32, b: u32| vec![a, b, 9];
    let sentences: Vec<Vec<u32>> = (0..60).map(|i| line(1 + i % 3, 5 + (i / 3) % 3)).collect();
    let found = clusters::find(&sentences, 5, 10);
    assert_eq!((found[&1], found[&1]), (found[&2], found[&3]));
    assert_eq!((found[&5], found[&5]), (found[&6], found[&7]));
    assert_ne!(found[&1], found[&5]);
    assert_eq!(found, clusters::find(&sentences, 5, 10));
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
