//! What must stay apart, and what is bounded.

use super::document::{Document, check_none};

#[test]
fn days_and_amounts_are_never_linked() {
    let rows = "
On ADP IN 2 case
Monday PROPN NNP 4 obl
it PRON PRP 4 expl
ended VERB VBD 0 root end
. PUNCT . 4 punct";
    check_none(&[rows, rows], ("Monday", 2));
    let amount = "
The DET DT 2 det
number NOUN NN 3 nsubj
fell VERB VBD 0 root fall
. PUNCT . 3 punct";
    check_none(&[amount, amount], ("number", 2));
}

#[test]
fn a_part_of_a_place_is_not_the_place() {
    let whole = "
Rain NOUN NN 2 nsubj
hit VERB VBD 0 root
Peru PROPN NNP 2 obj B-LOC
. PUNCT . 2 punct";
    let part = "
Rain NOUN NN 2 nsubj
hit VERB VBD 0 root
southern ADJ JJ 4 amod
Peru PROPN NNP 2 obj B-LOC
. PUNCT . 2 punct";
    check_none(&[whole, part], ("Peru", 2));
}

#[test]
fn who_speaks_is_not_he_inside_the_quotation() {
    let rows = "
Voss PROPN NNP 2 nsubj B-PER
said VERB VBD 0 root say
\" PUNCT `` 5 punct
he PRON PRP 5 nsubj
lied VERB VBD 2 ccomp lie
\" PUNCT '' 5 punct
. PUNCT . 2 punct";
    check_none(&[rows], ("he", 1));
}

#[test]
fn work_a_mention_is_bounded() {
    let row = "
He PRON PRP 2 nsubj he
left VERB VBD 0 root leave
the DET DT 4 det
convoy NOUN NN 2 obj
of ADP IN 6 case
Voss PROPN NNP 4 nmod B-PER
. PUNCT . 2 punct";
    // Work that grew with the square of the length would take minutes.
    let links = Document::new(&vec![row; 20_000]).links();
    assert_eq!(links.mentions().len(), 60_000);
}
