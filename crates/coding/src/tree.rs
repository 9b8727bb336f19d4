//! A sentence's dependency tree, read the way the coder needs it: children by index, lemmas in lower case, case words.

use crate::lexicon::{Grammar, Lexicon, OperatorClass};
use detente_parse::{Deprel, ParsedSentence, Upos, Xpos};
use detente_resolve::{Tense, find_dates};

/// A parsed sentence with its children lists made once.
pub(crate) struct Tree<'a> {
    sentence: ParsedSentence<'a>,
    lexicon: &'a Lexicon,
    heads: Vec<usize>,
    deprels: Vec<Deprel>,
    offsets: Vec<u32>,
    kids: Vec<u32>,
    lemmas: Vec<String>,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(sentence: ParsedSentence<'a>, lexicon: &'a Lexicon) -> Self {
        let n = sentence.len();
        let heads: Vec<usize> = (0..n).map(|i| sentence.head(i).unwrap_or(i)).collect();
        let deprels = (0..n).map(|i| sentence.deprel(i)).collect();
        let mut offsets = vec![0_u32; n + 1];
        (0..n).filter(|&i| heads[i] != i).for_each(|i| offsets[heads[i] + 1] += 1);
        for i in 0..n {
            offsets[i + 1] += offsets[i];
        }
        let mut next = offsets.clone();
        let mut kids = vec![0_u32; offsets[n] as usize];
        for i in (0..n).filter(|&i| heads[i] != i) {
            kids[next[heads[i]] as usize] = i as u32;
            next[heads[i]] += 1;
        }
        let lemmas = (0..n).map(|i| lemma_of(&sentence, lexicon, i)).collect();
        Self { sentence, lexicon, heads, deprels, offsets, kids, lemmas }
    }

    pub(crate) fn grammar(&self) -> &'a Grammar {
        &self.lexicon.grammar
    }

    pub(crate) fn sentence(&self) -> ParsedSentence<'a> {
        self.sentence
    }

    pub(crate) fn len(&self) -> usize {
        self.lemmas.len()
    }

    /// Dependents in text order.
    pub(crate) fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.kids[self.offsets[i] as usize..self.offsets[i + 1] as usize].iter().map(|&k| k as usize)
    }

    pub(crate) fn child(&self, i: usize, deprel: Deprel) -> Option<usize> {
        self.children(i).find(|&c| self.deprel(c) == deprel)
    }

    pub(crate) fn lemma(&self, i: usize) -> &str {
        &self.lemmas[i]
    }

    pub(crate) fn head(&self, i: usize) -> Option<usize> {
        (self.heads[i] != i).then_some(self.heads[i])
    }

    pub(crate) fn deprel(&self, i: usize) -> Deprel {
        self.deprels[i]
    }

    pub(crate) fn upos(&self, i: usize) -> Upos {
        self.sentence.upos(i)
    }

    pub(crate) fn xpos(&self, i: usize) -> Xpos {
        self.sentence.xpos(i)
    }

    /// The preposition of a nominal, lower case; `according to` and other fixed ones in full.
    pub(crate) fn case(&self, i: usize) -> Option<String> {
        let case = self.children(i).find(|&c| self.deprel(c) == Deprel::Case && c < i)?;
        let mut text = self.lemma(case).to_owned();
        for fixed in self.children(case).filter(|&c| self.deprel(c) == Deprel::Fixed) {
            text.push(' ');
            text.push_str(self.lemma(fixed));
        }
        Some(text)
    }

    /// The word that introduces a clause ("to", "that", "of", "if").
    pub(crate) fn mark(&self, i: usize) -> Option<&str> {
        self.child(i, Deprel::Mark)
            .or_else(|| self.child(i, Deprel::Case).filter(|&c| c < i))
            .map(|m| self.lemma(m))
    }

    pub(crate) fn is_nominal(&self, i: usize) -> bool {
        matches!(self.upos(i), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::X)
            || (matches!(self.upos(i), Upos::Adj | Upos::Det) && !self.is_clausal(i))
    }

    /// Whether it heads a clause by its relation.
    pub(crate) fn is_clausal(&self, i: usize) -> bool {
        use Deprel::{Acl, AclRelcl, Advcl, AdvclRelcl, Ccomp, Csubj, CsubjPass, Parataxis, Root, Xcomp};
        matches!(
            self.deprel(i),
            Root | Ccomp | Xcomp | Advcl | AdvclRelcl | Acl | AclRelcl | Parataxis | Csubj | CsubjPass
        )
    }

    /// A nominal and what is coordinated with it, in text order.
    pub(crate) fn conjuncts(&self, i: usize) -> Vec<usize> {
        let mut out = vec![i];
        let mut k = 0;
        while k < out.len() && out.len() < 32 {
            let next = out[k];
            out.extend(self.children(next).filter(|&c| self.deprel(c) == Deprel::Conj && self.is_nominal(c)));
            k += 1;
        }
        out
    }

    /// The first of a coordination.
    pub(crate) fn conj_head(&self, mut i: usize) -> usize {
        for _ in 0..16 {
            match self.head(i) {
                Some(h) if self.deprel(i) == Deprel::Conj => i = h,
                _ => break,
            }
        }
        i
    }

    /// The noun that a quantity counts ("people" for "dozens of people"), else the word itself.
    pub(crate) fn content(&self, i: usize) -> usize {
        if !self.lexicon.grammar.quantity.iter().any(|q| q == self.lemma(i)) && self.upos(i) != Upos::Num {
            return i;
        }
        let counted = self.children(i).find(|&c| {
            c > i
                && matches!(self.deprel(c), Deprel::Nmod | Deprel::Obl)
                && self.case(c).as_deref() == Some("of")
        });
        counted.unwrap_or(i)
    }

    /// Whether a word belongs to a term headed by `i`: it depends on it ("*round* up", "take into *custody*"), introduces what
    /// does ("take *into* custody"), or modifies a modifier of it ("*suicide* car bombing").
    pub(crate) fn has_part(&self, i: usize, lemma: &str) -> bool {
        self.children(i)
            .filter(|&c| !matches!(self.deprel(c), Deprel::Nsubj | Deprel::Ccomp | Deprel::Conj))
            .any(|c| {
                self.lemma(c) == lemma
                    || self.children(c).any(|k| {
                        let introduces =
                            matches!(self.deprel(k), Deprel::Case | Deprel::Mark | Deprel::Fixed);
                        let modifies = matches!(self.deprel(k), Deprel::Compound | Deprel::Amod)
                            && matches!(
                                self.deprel(c),
                                Deprel::Compound | Deprel::Amod | Deprel::Obl | Deprel::Obj
                            );
                        (introduces || modifies) && self.lemma(k) == lemma
                    })
            })
    }

    /// Whether `i` lies below `ancestor` (or is it).
    pub(crate) fn is_under(&self, mut i: usize, ancestor: usize) -> bool {
        for _ in 0..self.len() {
            if i == ancestor {
                return true;
            }
            match self.head(i) {
                Some(h) => i = h,
                None => return false,
            }
        }
        false
    }

    /// "foiled a plot to", "condemned plans to": the subject of such a verb has no part in the act below.
    pub(crate) fn is_against(&self, verb: usize) -> bool {
        use OperatorClass::{Accuse, Condemn, Thwart};
        let mut classes = self.lexicon.verb_operators(self.lemma(verb));
        classes.any(|class| matches!(class, Accuse | Condemn | Thwart))
    }

    /// "the attack", "his visit": taken as known, whatever is said of it.
    pub(crate) fn is_definite(&self, noun: usize) -> bool {
        self.children(noun).any(|c| match self.deprel(c) {
            Deprel::Det => !matches!(self.lemma(c), "a" | "an" | "any" | "no" | "some"),
            Deprel::NmodPoss => true,
            _ => false,
        })
    }

    /// Whether a noun names an act of the lexicon.
    pub(crate) fn names_an_act(&self, noun: usize) -> bool {
        self.upos(noun) == Upos::Noun && !self.lexicon.noun(self.lemma(noun)).is_empty()
    }

    /// The preposition of the noun phrase that a place name stands in ("in the capital, Baku", "in the city of Basra").
    pub(crate) fn place_case(&self, token: usize) -> Option<String> {
        let mut at = token;
        for _ in 0..4 {
            if let Some(case) = self.case(at).filter(|c| c != "of") {
                return Some(case);
            }
            match self.deprel(at) {
                Deprel::Appos
                | Deprel::Compound
                | Deprel::Flat
                | Deprel::Nmod
                | Deprel::NmodPoss
                | Deprel::Conj
                | Deprel::NmodDesc
                | Deprel::NmodUnmarked => at = self.head(at)?,
                _ => return None,
            }
        }
        None
    }

    /// "Wednesday", "May": a proper noun of the calendar.
    pub(crate) fn names_a_day(&self, i: usize) -> bool {
        self.upos(i) == Upos::Propn && !find_dates(self.sentence.form(i), None, Tense::Past).is_empty()
    }

    pub(crate) fn is_relative_pronoun(&self, i: usize) -> bool {
        matches!(self.xpos(i), Xpos::Wdt | Xpos::Wp)
            || (self.lemma(i) == "that" && self.upos(i) == Upos::Pron)
    }
}

/// The lemma in lower case, mended where the lexicon knows better: verbs by its table of forms, and a plural noun that
/// the tagger took for a singular ("vows" as NN) loses its s.
fn lemma_of(sentence: &ParsedSentence, lexicon: &Lexicon, i: usize) -> String {
    let upos = sentence.upos(i);
    let form = sentence.form(i).to_lowercase();
    if upos == Upos::Verb
        && let Some(lemma) = lexicon.verb_lemma(&form)
    {
        return lemma.to_owned();
    }
    let lemma = sentence.lemma(i).to_lowercase();
    match upos {
        Upos::Noun | Upos::Propn if lemma == form => singular(lemma),
        // A comparative that is none: "hunger" taken for "more hung".
        Upos::Adj | Upos::Adv if sentence.xpos(i) == Xpos::Jjr && lexicon.is_noun_part(&form) => form,
        _ => lemma,
    }
}

/// A plural noun without its ending; other words as they are.
fn singular(mut lemma: String) -> String {
    let keeps = lemma.len() < 4 || ["ss", "us", "is", "news", "series"].iter().any(|e| lemma.ends_with(e));
    if keeps || !lemma.ends_with('s') {
        return lemma;
    }
    lemma.pop();
    if lemma.ends_with("ie") {
        lemma.truncate(lemma.len() - 2);
        lemma.push('y');
    } else if ["che", "she", "xe", "sse"].iter().any(|e| lemma.ends_with(e)) {
        lemma.pop();
    }
    lemma
}

/// Whether a word is in a list of the grammar.
pub(crate) fn is_listed(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}
