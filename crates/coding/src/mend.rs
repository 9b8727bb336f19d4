//! What a greedy parser gets wrong again and again, and the rest of the sentence shows to be wrong: put right before events
//! are read off. Each mend needs a reason in the grammar, never a word of its own.

use crate::lexicon::{Lexicon, OperatorClass};
use crate::tree::is_listed;
use detente_parse::{Deprel, ParsedSentence, Upos, Xpos};

/// Heads (the root is its own) and relations.
pub(crate) struct Arcs {
    pub heads: Vec<usize>,
    pub deprels: Vec<Deprel>,
}

/// The arcs of a sentence, mended. Always a tree again.
pub(crate) fn mend(sentence: &ParsedSentence, lexicon: &Lexicon) -> Arcs {
    let n = sentence.len();
    let mut arcs = Arcs {
        heads: (0..n).map(|i| sentence.head(i).unwrap_or(i)).collect(),
        deprels: (0..n).map(|i| sentence.deprel(i)).collect(),
    };
    for i in 0..n {
        mend_coordination(sentence, &mut arcs, i);
        mend_speaker(sentence, &mut arcs, i);
        mend_participle(sentence, lexicon, &mut arcs, i);
        mend_charge(sentence, lexicon, &mut arcs, i);
    }
    arcs
}

fn is_noun(sentence: &ParsedSentence, i: usize) -> bool {
    matches!(sentence.upos(i), Upos::Noun | Upos::Propn)
}

fn has_child(arcs: &Arcs, i: usize, deprels: &[Deprel]) -> bool {
    (0..arcs.heads.len()).any(|c| c != i && arcs.heads[c] == i && deprels.contains(&arcs.deprels[c]))
}

/// "attacks against the embassy and a school": the second noun coordinated with the verb. A noun that heads no clause cannot
/// be, so it goes to the noun before its conjunction.
fn mend_coordination(sentence: &ParsedSentence, arcs: &mut Arcs, i: usize) {
    let head = arcs.heads[i];
    let wrong = arcs.deprels[i] == Deprel::Conj
        && is_noun(sentence, i)
        && sentence.upos(head) == Upos::Verb
        && head < i;
    let clausal = [Deprel::Nsubj, Deprel::Cop, Deprel::Aux, Deprel::NsubjPass];
    if !wrong || has_child(arcs, i, &clausal) {
        return;
    }
    let Some(cc) = (head..i).rev().find(|&t| sentence.upos(t) == Upos::Cconj) else { return };
    if cc > head + 1 && is_noun(sentence, cc - 1) && !is_below(&arcs.heads, cc - 1, i) {
        arcs.heads[i] = cc - 1;
    }
}

/// "Kenya arrested five men, officials said.": the speaker coordinated with a noun of what was said. Without a conjunction,
/// after a comma and before a finite verb that has no subject, it is that verb's subject.
fn mend_speaker(sentence: &ParsedSentence, arcs: &mut Arcs, i: usize) {
    let wrong =
        matches!(arcs.deprels[i], Deprel::Conj | Deprel::Appos) && is_noun(sentence, i) && arcs.heads[i] < i;
    if !wrong || has_child(arcs, i, &[Deprel::Cc]) {
        return;
    }
    let finite = |t: usize| matches!(sentence.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let Some(verb) = (i + 1..arcs.heads.len()).take(8).find(|&t| sentence.upos(t) == Upos::Verb) else {
        return;
    };
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Csubj];
    let before = (arcs.heads[i]..i).any(|t| sentence.form(t) == ",");
    let marks = (i + 1..verb).any(|t| sentence.form(t) == "," || sentence.upos(t) == Upos::Cconj);
    let says = has_child(arcs, verb, &[Deprel::Ccomp]) && finite(verb);
    if says && before && !marks && !has_child(arcs, verb, &subjects) && is_below(&arcs.heads, i, verb) {
        arcs.heads[i] = verb;
        arcs.deprels[i] = Deprel::Nsubj;
    }
}

/// "arrested six men accused of spying": the participle taken for a second complement of the verb. Right after the object,
/// without an auxiliary or a mark, it modifies the object.
fn mend_participle(sentence: &ParsedSentence, lexicon: &Lexicon, arcs: &mut Arcs, i: usize) {
    let head = arcs.heads[i];
    let wrong = matches!(arcs.deprels[i], Deprel::Xcomp | Deprel::Advcl)
        && sentence.xpos(i) == Xpos::Vbn
        && head < i
        && !is_listed(&lexicon.grammar.causative, sentence.lemma(head));
    let own = [Deprel::Mark, Deprel::Aux, Deprel::AuxPass, Deprel::Nsubj, Deprel::NsubjPass, Deprel::Case];
    if !wrong || i == 0 || has_child(arcs, i, &own) {
        return;
    }
    let noun = i - 1;
    let is_object = is_noun(sentence, noun) && arcs.heads[noun] == head && arcs.deprels[noun] == Deprel::Obj;
    if is_object {
        arcs.heads[i] = noun;
        arcs.deprels[i] = Deprel::Acl;
    }
}

/// "accused the rebels of killing": the charge hung on the accused. After a verb that charges, it belongs to the verb.
fn mend_charge(sentence: &ParsedSentence, lexicon: &Lexicon, arcs: &mut Arcs, i: usize) {
    let noun = arcs.heads[i];
    let verb = arcs.heads[noun];
    let wrong = arcs.deprels[i] == Deprel::Acl && sentence.xpos(i) == Xpos::Vbg && noun < i;
    if !wrong || arcs.deprels[noun] != Deprel::Obj || !has_child(arcs, i, &[Deprel::Mark]) {
        return;
    }
    let charges = [OperatorClass::Accuse, OperatorClass::Condemn, OperatorClass::Thwart];
    if lexicon.verb_operators(&sentence.lemma(verb).to_lowercase()).any(|class| charges.contains(&class)) {
        arcs.heads[i] = verb;
        arcs.deprels[i] = Deprel::Advcl;
    }
}

/// Whether `low` lies below `high`.
fn is_below(heads: &[usize], low: usize, high: usize) -> bool {
    let mut at = low;
    for _ in 0..heads.len() {
        if at == high {
            return true;
        }
        if heads[at] == at {
            return false;
        }
        at = heads[at];
    }
    true
}
