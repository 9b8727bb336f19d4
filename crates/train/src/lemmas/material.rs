//! What the lemma rules are learnt from: the words of the treebanks, and our own lists.

use crate::tags::TagSet;
use crate::treebank::Gold;
use detente_parse::lemma::stems::Inflection;
use detente_parse::lemma::{Family, NAMES, NOUNS, Shape, VERBS};
use detente_parse::{Upos, Xpos};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Forms that are no matter of rules: form, Penn tags (or `AUX`), lemma.
const EXCEPTIONS: &str = include_str!("../../../../data/models/training/lemma-exceptions.tsv");
/// Known words: part of speech, words.
const WORDS: &str = include_str!("../../../../data/models/training/lemma-words.tsv");
/// An exception of our own counts more than any word of a treebank.
pub const OWN_WEIGHT: u32 = 1_000_000;

/// How often each form with its class has a lemma.
pub type Words = BTreeMap<(String, u8, String), u32>;

/// What the words with these tags have in common.
pub fn family((upos, xpos): (Upos, Xpos)) -> Family {
    let group = match (upos, xpos) {
        (Upos::Propn, _) | (_, Xpos::Nnp | Xpos::Nnps) => NAMES,
        (Upos::Verb | Upos::Aux, _) => VERBS,
        (Upos::Noun, _) => NOUNS,
        (Upos::Adj | Upos::Adv, _) => 3,
        _ => 5,
    };
    let inflection = match (upos, xpos) {
        (Upos::Aux, _) => Inflection::None,
        (_, Xpos::Vbd | Xpos::Vbn) => Inflection::Past,
        (_, Xpos::Vbg) => Inflection::Ing,
        (_, Xpos::Vbz) => Inflection::Present,
        (_, Xpos::Nns | Xpos::Nnps) => Inflection::Plural,
        (_, Xpos::Jjr | Xpos::Rbr) => Inflection::Comparative,
        (_, Xpos::Jjs | Xpos::Rbs) => Inflection::Superlative,
        _ => Inflection::None,
    };
    Family { group, inflection }
}

/// The words of the sentences and our exceptions. `_` is the lemma of parts of words, of which nothing is learnt.
pub fn words(sentences: &[Gold], tags: &TagSet) -> Words {
    let mut words = Words::new();
    for sentence in sentences {
        for (i, (form, lemma)) in sentence.forms.iter().zip(&sentence.lemmas).enumerate() {
            if lemma != "_" || form == "_" {
                *words.entry((form.clone(), tags.class(sentence, i), lemma.clone())).or_default() += 1;
            }
        }
    }
    for (form, class, lemma) in exceptions(tags) {
        words.insert((form.to_owned(), class, lemma.to_owned()), OWN_WEIGHT);
    }
    words
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Our exceptions, for each class that has their tag; auxiliaries are called by their part of speech.
fn exceptions(tags: &TagSet) -> Vec<(&'static str, u8, &'static str)> {
    let mut found = Vec::new();
    for line in lines(EXCEPTIONS) {
        let mut fields = line.split('\t');
        let (Some(form), Some(names), Some(lemma)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let fits = |(upos, xpos): (Upos, Xpos)| {
            let tag = if upos == Upos::Aux { upos.name() } else { xpos.name() };
            names.split(' ').any(|name| name == tag) && !matches!(upos, Upos::X | Upos::Propn)
        };
        let classes = tags.classes.iter().enumerate().filter(|(_, pair)| fits(**pair));
        found.extend(classes.map(|(class, _)| (form, class as u8, lemma)));
    }
    found
}

/// The known lemmas, each with the forms it is known from.
#[derive(Default)]
pub struct Known {
    forms: FxHashMap<(u8, String), FxHashSet<String>>,
}

/// A form that no text has: our lists know these lemmas.
const LISTED: &str = "";

impl Known {
    /// Those of the treebanks that are written as their sort is, words small and names with a capital, and ours.
    pub fn new(words: &Words, families: &[Family]) -> Self {
        let mut known = Self::default();
        for (form, class, lemma) in words.keys() {
            let group = families[usize::from(*class)].group;
            let usual = if group == NAMES { Shape::Capital } else { Shape::Lower };
            let letters: Vec<char> = lemma.chars().collect();
            if Shape::of(&letters) == usual && letters.iter().all(|letter| letter.is_alphabetic()) {
                known.add(group, lemma, form);
            }
        }
        for line in lines(WORDS) {
            let (sort, listed) = line.split_once('\t').unwrap_or_default();
            let group = family((Upos::from_name(sort), Xpos::Fw)).group;
            listed.split(' ').for_each(|lemma| known.add(group, lemma, LISTED));
        }
        known
    }

    fn add(&mut self, group: u8, lemma: &str, form: &str) {
        self.forms.entry((group, lemma.to_lowercase())).or_default().insert(form.to_owned());
    }

    /// Whether a lemma is known without this form: from others, or from our lists.
    pub fn without(&self, group: u8, lemma: &str, form: &str) -> bool {
        let forms = self.forms.get(&(group, lemma.to_lowercase()));
        forms.is_some_and(|forms| forms.len() > usize::from(forms.contains(form)))
    }

    /// Groups and lemmas.
    pub fn iter(&self) -> impl Iterator<Item = (u8, &str)> {
        self.forms.keys().map(|(group, lemma)| (*group, lemma.as_str()))
    }
}
