//! One test and more for each kind of link.

use super::document::{Document, antecedent, check, check_none};
use crate::{MentionForm, Why};

const PETRA_VOSS: &str = "
Petra PROPN NNP 3 nsubj B-PER
Voss PROPN NNP 1 flat I-PER
toured VERB VBD 0 root tour
Riga PROPN NNP 3 obj B-LOC
. PUNCT . 3 punct";

const VOSS_LEFT: &str = "
Voss PROPN NNP 2 nsubj B-PER
left VERB VBD 0 root leave
. PUNCT . 2 punct";

const SHE_LEFT: &str = "
She PRON PRP 2 nsubj she
left VERB VBD 0 root leave
. PUNCT . 2 punct";

const HE_LEFT: &str = "
He PRON PRP 2 nsubj he
left VERB VBD 0 root leave
. PUNCT . 2 punct";

#[test]
fn a_name_is_repeated() {
    check(&[VOSS_LEFT, VOSS_LEFT], ("Voss", 2), "Voss", Why::SameName);
}

#[test]
fn a_surname_follows_the_full_name() {
    check(&[PETRA_VOSS, VOSS_LEFT], ("Voss", 2), "Petra Voss", Why::ShortName);
}

#[test]
fn a_relative_with_the_same_surname_is_another_one() {
    let karl = "
Karl PROPN NNP 3 nsubj B-PER
Voss PROPN NNP 1 flat I-PER
stayed VERB VBD 0 root stay
. PUNCT . 3 punct";
    check_none(&[PETRA_VOSS, VOSS_LEFT, karl], ("Karl", 1));
}

#[test]
fn a_list_knows_two_names_of_a_state() {
    let first = "
The DET DT 3 det
United PROPN NNP 3 compound B-LOC
States PROPN NNPS 4 nsubj I-LOC
objected VERB VBD 0 root object
. PUNCT . 4 punct";
    let second = "
The DET DT 2 det
U.S. PROPN NNP 3 nsubj B-LOC
abstained VERB VBD 0 root abstain
. PUNCT . 3 punct";
    check(&[first, second], ("U.S.", 1), "The United States", Why::SameName);
}

const UNION: &str = "
The DET DT 3 det
Coastal PROPN NNP 3 compound B-ORG
Workers PROPN NNPS 4 compound I-ORG
Union PROPN NNP 8 nsubj I-ORG
( PUNCT -LRB- 6 punct
CWU PROPN NNP 4 appos B-ORG
) PUNCT -RRB- 6 punct
struck VERB VBD 0 root strike
. PUNCT . 8 punct";

#[test]
fn an_acronym_in_brackets_is_the_name_before() {
    let later = "
The DET DT 2 det
CWU PROPN NNP 3 nsubj B-ORG
won VERB VBD 0 root win
. PUNCT . 3 punct";
    let (text, why) = antecedent(&[UNION], ("CWU", 1)).expect("linked");
    assert!(text.ends_with("Coastal Workers Union"), "{text}");
    assert!(matches!(why, Why::Acronym | Why::Apposition));
    let (_, why) = antecedent(&[UNION, later], ("CWU", 2)).expect("linked");
    assert!(matches!(why, Why::Acronym | Why::SameName));
    let document = Document::new(&[UNION, later]);
    let best = document.links().best_antecedent(1, 1).cloned().expect("a longer name");
    assert_eq!((best.head, best.form), (3, MentionForm::Name));
}

#[test]
fn initials_need_no_brackets() {
    let apart = "
Talks NOUN NNS 4 nsubj talk
with ADP IN 3 case
CWU PROPN NNP 1 nmod B-ORG
failed VERB VBD 0 root fail
. PUNCT . 4 punct";
    let named = "
The DET DT 4 det
Coastal PROPN NNP 4 compound B-ORG
Workers PROPN NNPS 4 compound I-ORG
Union PROPN NNP 5 nsubj I-ORG
struck VERB VBD 0 root strike
. PUNCT . 5 punct";
    check(&[named, apart], ("CWU", 1), "The Coastal Workers Union", Why::Acronym);
}

#[test]
fn an_apposition_says_who_somebody_is() {
    let rows = "
Petra PROPN NNP 7 nsubj B-PER
Voss PROPN NNP 1 flat I-PER
, PUNCT , 5 punct
the DET DT 5 det
minister NOUN NN 1 appos
, PUNCT , 5 punct
resigned VERB VBD 0 root resign
. PUNCT . 7 punct";
    check(&[rows], ("minister", 1), "Petra Voss", Why::Apposition);
}

#[test]
fn a_predicate_says_what_somebody_is() {
    let rows = "
Voss PROPN NNP 4 nsubj B-PER
is AUX VBZ 4 cop be
a DET DT 4 det
lawyer NOUN NN 0 root
. PUNCT . 4 punct";
    check(&[rows], ("lawyer", 1), "Voss", Why::Predicate);
    let denied = "
Voss PROPN NNP 5 nsubj B-PER
is AUX VBZ 5 cop be
not PART RB 5 advmod
a DET DT 5 det
lawyer NOUN NN 0 root
. PUNCT . 5 punct";
    check_none(&[denied], ("lawyer", 1));
}

#[test]
fn a_definite_noun_takes_up_an_indefinite_one() {
    let first = "
A DET DT 2 det
convoy NOUN NN 3 nsubj
left VERB VBD 0 root leave
. PUNCT . 3 punct";
    let second = "
The DET DT 2 det
convoy NOUN NN 3 nsubj
stopped VERB VBD 0 root stop
. PUNCT . 3 punct";
    check(&[first, second], ("convoy", 2), "A convoy", Why::DefiniteNoun);
    let another = second.replace("The DET", "Another DET");
    check_none(&[first, &another], ("convoy", 2));
}

#[test]
fn the_country_is_the_country_named() {
    let first = "
Soldiers NOUN NNS 2 nsubj soldier
left VERB VBD 0 root leave
Chad PROPN NNP 2 obj B-LOC
. PUNCT . 2 punct";
    let second = "
The DET DT 2 det
country NOUN NN 4 nsubj:pass
was AUX VBD 4 aux:pass be
calm ADJ JJ 0 root
. PUNCT . 4 punct";
    check(&[first, second], ("country", 1), "Chad", Why::DefiniteNoun);
}

#[test]
fn she_is_a_woman_and_he_is_not() {
    check(&[PETRA_VOSS, SHE_LEFT], ("She", 1), "Petra Voss", Why::Pronoun);
    check_none(&[PETRA_VOSS, HE_LEFT], ("He", 1));
}

#[test]
fn a_pronoun_tells_the_gender_of_a_name() {
    let unknown = PETRA_VOSS.replace("Petra", "Oyelu");
    check(&[&unknown, SHE_LEFT], ("She", 1), "Oyelu Voss", Why::Pronoun);
    check_none(&[&unknown, SHE_LEFT, HE_LEFT], ("He", 1));
}

#[test]
fn a_possessive_is_the_subject_of_its_clause() {
    let rows = "
Voss PROPN NNP 2 nsubj B-PER
sold VERB VBD 0 root sell
his PRON PRP$ 4 nmod:poss
farm NOUN NN 2 obj
. PUNCT . 2 punct";
    check(&[rows], ("his", 1), "Voss", Why::Pronoun);
}

#[test]
fn an_object_is_not_the_subject_unless_reflexive() {
    let rows = "
Voss PROPN NNP 2 nsubj B-PER
blamed VERB VBD 0 root blame
him PRON PRP 2 obj he
. PUNCT . 2 punct";
    check_none(&[rows], ("him", 1));
    let reflexive = rows.replace("him PRON PRP 2 obj he", "himself PRON PRP 2 obj himself");
    check(&[&reflexive], ("himself", 1), "Voss", Why::Pronoun);
}

#[test]
fn it_is_no_person_and_often_nothing() {
    let body = "
The DET DT 2 det
ministry NOUN NN 3 nsubj
said VERB VBD 0 root say
it PRON PRP 6 nsubj
would AUX MD 6 aux
appeal VERB VB 3 ccomp
. PUNCT . 3 punct";
    check(&[body], ("it", 1), "The ministry", Why::Pronoun);
    check_none(&[&body.replace("ministry", "minister")], ("it", 1));
    let weather = body.replace("appeal VERB VB", "rain VERB VB");
    check_none(&[&weather], ("it", 1));
}

#[test]
fn they_are_several_at_once() {
    let first = "
Chad PROPN NNP 4 nsubj B-LOC
and CCONJ CC 3 cc
Niger PROPN NNP 1 conj B-LOC
agreed VERB VBD 0 root agree
. PUNCT . 4 punct";
    let second = "
They PRON PRP 2 nsubj they
signed VERB VBD 0 root sign
. PUNCT . 2 punct";
    check(&[first, second], ("They", 1), "Chad and Niger", Why::Pronoun);
    let document = Document::new(&[first, second]);
    let links = document.links();
    assert!(links.antecedent(1, 0).is_some_and(|(mention, _)| mention.group));
}

const QUOTE: &str = "
\" PUNCT `` 3 punct
I PRON PRP 3 nsubj
agree VERB VBP 7 ccomp
, PUNCT , 3 punct
\" PUNCT '' 3 punct
Voss PROPN NNP 7 nsubj B-PER
said VERB VBD 0 root say
. PUNCT . 7 punct";

#[test]
fn i_is_who_speaks() {
    check(&[PETRA_VOSS, QUOTE], ("I", 1), "Petra Voss", Why::Speaker);
    let unquoted = QUOTE.replace('"', "-");
    check_none(&[PETRA_VOSS, &unquoted], ("I", 1));
}

#[test]
fn a_chain_holds_all_mentions_of_one() {
    let document = Document::new(&[PETRA_VOSS, VOSS_LEFT, SHE_LEFT]);
    let links = document.links();
    let places: Vec<_> = links.chain(2, 0).map(|m| (m.sentence, m.head)).collect();
    assert_eq!(places, [(0, 0), (1, 0), (2, 0)]);
    let best = links.best_antecedent(2, 0).expect("somebody");
    assert_eq!((best.sentence, best.tokens.clone()), (0, 0..2));
    let riga = links.mention_at(0, 3).expect("a mention");
    assert!(links.chains().any(|chain| chain == [riga]));
}

#[test]
fn a_rank_and_a_name_are_one_mention() {
    let rows = "
Captain NOUN NN 3 nsubj captain
Voss PROPN NNP 1 flat B-PER
saluted VERB VBD 0 root salute
. PUNCT . 3 punct";
    let links = Document::new(&[rows]).links();
    assert!(links.mention_at(0, 0).is_some());
    assert_eq!(links.mention_at(0, 0), links.mention_at(0, 1));
    check(&[rows, VOSS_LEFT], ("Voss", 2), "Captain Voss", Why::SameName);
}
