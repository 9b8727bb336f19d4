//! What is known while a document is read from left to right: mentions, chains, and where to look them up.

use crate::agreement::Agreement;
use crate::choice::Decision;
use crate::links::{Link, Links, Mention, MentionForm, Why};
use crate::name::Name;
use crate::nominal::{Form, Nominal};
use crate::quotes::Quotes;
use crate::tree::Tree;
use rustc_hash::FxHashMap;

/// A document as read so far.
#[derive(Debug)]
pub(crate) struct Discourse<'a> {
    pub trees: Vec<Tree<'a>>,
    pub quotes: Quotes,
    pub nominals: Vec<Nominal>,
    /// All choices, where they are asked for.
    pub decisions: Option<Vec<Decision>>,
    links: Vec<Link>,
    /// The mention that another one follows into its chain.
    parents: Vec<usize>,
    /// What pronouns may stand for the chain; by the mention that stands for it.
    agreements: Vec<Agreement>,
    /// The mention of the chain with the longest name; by the mention that stands for it.
    fullest: Vec<Option<usize>>,
    /// How many mentions the chain has; by the mention that stands for it.
    sizes: Vec<usize>,
    /// Names by their whole form and, apart, by each word; nouns by their lemma.
    by_name: FxHashMap<String, Vec<usize>>,
    by_word: FxHashMap<String, Vec<usize>>,
    by_initials: FxHashMap<String, Vec<usize>>,
    by_noun: FxHashMap<String, Vec<usize>>,
}

/// How many earlier mentions a look-up goes back; bounds the work a mention.
const LOOK_BACK: usize = 12;

impl<'a> Discourse<'a> {
    pub(crate) fn new(trees: Vec<Tree<'a>>) -> Self {
        let quotes = Quotes::find(&trees);
        Self {
            trees,
            quotes,
            nominals: Vec::new(),
            decisions: None,
            links: Vec::new(),
            parents: Vec::new(),
            agreements: Vec::new(),
            fullest: Vec::new(),
            sizes: Vec::new(),
            by_name: FxHashMap::default(),
            by_word: FxHashMap::default(),
            by_initials: FxHashMap::default(),
            by_noun: FxHashMap::default(),
        }
    }

    /// Takes in a mention; it is found by look-ups only once it was [entered](Self::enter).
    pub(crate) fn add(&mut self, nominal: Nominal) -> usize {
        let mention = self.nominals.len();
        self.parents.push(mention);
        self.agreements.push(nominal.agreement);
        self.sizes.push(1);
        self.fullest.push(nominal.name().map(|_| mention));
        self.nominals.push(nominal);
        mention
    }

    /// Makes a mention known to look-ups.
    pub(crate) fn enter(&mut self, mention: usize) {
        let nominal = &self.nominals[mention];
        if nominal.is_group() {
            return;
        }
        match &nominal.form {
            Form::Pronoun(_) => {}
            Form::Noun => push(&mut self.by_noun, nominal.lemma.clone(), mention),
            Form::Name(name) => {
                push(&mut self.by_name, name.key(), mention);
                for word in &name.words {
                    push(&mut self.by_word, word.clone(), mention);
                }
                if name.words.len() > 1 {
                    push(&mut self.by_initials, name.initials(true), mention);
                    push(&mut self.by_initials, name.initials(false), mention);
                    push(&mut self.by_noun, name.head_word().to_lowercase(), mention);
                }
                for title in &name.titles {
                    push(&mut self.by_noun, title.clone(), mention);
                }
            }
        }
    }

    /// Links a mention to an earlier one; anything else is left alone.
    pub(crate) fn link(&mut self, anaphor: usize, antecedent: usize, why: Why) {
        if antecedent >= anaphor {
            return;
        }
        self.links.push(Link { anaphor, antecedent, why });
        let (a, b) = (self.chain(antecedent), self.chain(anaphor));
        if a != b {
            let (large, small) = if self.sizes[a] < self.sizes[b] { (b, a) } else { (a, b) };
            self.agreements[large] = self.agreements[a].narrowed(self.agreements[b]);
            self.fullest[large] = self.longer(self.fullest[a], self.fullest[b]);
            self.sizes[large] += self.sizes[small];
            self.parents[small] = large;
        }
    }

    /// Of two mentions with a name the one with the longer name; the first of equals.
    fn longer(&self, first: Option<usize>, second: Option<usize>) -> Option<usize> {
        let length = |m: &usize| self.name(*m).map(|name| name.words.len());
        [second, first].into_iter().flatten().max_by_key(length)
    }

    /// The chain that a mention is in, by the mention that stands for it; it changes as chains grow. The way there is
    /// short, since the smaller of two chains joins the larger.
    pub(crate) fn chain(&self, mention: usize) -> usize {
        let mut at = mention;
        while self.parents[at] != at {
            at = self.parents[at];
        }
        at
    }

    pub(crate) fn agreement(&self, mention: usize) -> Agreement {
        self.agreements[self.chain(mention)]
    }

    /// The mention with the longest name in the chain of one.
    pub(crate) fn fullest(&self, mention: usize) -> Option<usize> {
        self.fullest[self.chain(mention)]
    }

    pub(crate) fn size(&self, mention: usize) -> usize {
        self.sizes[self.chain(mention)]
    }

    pub(crate) fn tree(&self, mention: usize) -> &Tree<'a> {
        &self.trees[self.nominals[mention].sentence]
    }

    pub(crate) fn name(&self, mention: usize) -> Option<&Name> {
        self.nominals[mention].name()
    }

    /// Names with this key, latest first.
    pub(crate) fn named(&self, key: &str) -> impl Iterator<Item = usize> + '_ {
        latest(&self.by_name, key)
    }

    /// Names that hold this word, latest first.
    pub(crate) fn with_word(&self, word: &str) -> impl Iterator<Item = usize> + '_ {
        latest(&self.by_word, word)
    }

    /// Names with these initials, latest first.
    pub(crate) fn with_initials(&self, initials: &str) -> impl Iterator<Item = usize> + '_ {
        latest(&self.by_initials, initials)
    }

    /// Nouns with this lemma, and names whose head or title it is, latest first.
    pub(crate) fn with_noun(&self, lemma: &str) -> impl Iterator<Item = usize> + '_ {
        latest(&self.by_noun, lemma)
    }

    /// The mention that a token heads, of those before `limit`.
    pub(crate) fn at(&self, sentence: usize, token: usize) -> Option<usize> {
        let from = self.nominals.partition_point(|n| (n.sentence, n.head) < (sentence, token));
        let same = self.nominals[from..].iter().take_while(|n| (n.sentence, n.head) == (sentence, token));
        same.enumerate().find(|(_, n)| !n.is_group()).map(|(i, _)| from + i)
    }

    pub(crate) fn record(&mut self, decision: Decision) {
        if let Some(decisions) = &mut self.decisions {
            decisions.push(decision);
        }
    }

    /// What comes out.
    pub(crate) fn finish(self) -> Links {
        let singles = self.nominals.iter().enumerate().filter(|(_, n)| !n.is_group());
        let aliases: Vec<(usize, usize)> = singles.filter_map(|(m, n)| Some((m, n.alias?))).collect();
        let mentions = self.nominals.into_iter().map(mention_of).collect();
        let mut links = self.links;
        links.sort_by_key(|link| link.anaphor);
        Links::new(mentions, links, &aliases)
    }
}

fn mention_of(nominal: Nominal) -> Mention {
    let form = match &nominal.form {
        Form::Pronoun(_) => MentionForm::Pronoun,
        Form::Noun => MentionForm::Noun,
        Form::Name(_) => MentionForm::Name,
    };
    let group = nominal.is_group();
    let Nominal { sentence, head, tokens, .. } = nominal;
    Mention { sentence, head, tokens, group, form }
}

fn push(index: &mut FxHashMap<String, Vec<usize>>, key: String, mention: usize) {
    let mentions = index.entry(key).or_default();
    if mentions.last() != Some(&mention) {
        mentions.push(mention);
    }
}

fn latest<'m>(index: &'m FxHashMap<String, Vec<usize>>, key: &str) -> impl Iterator<Item = usize> + use<'m> {
    let mentions = index.get(key).map_or(&[][..], Vec::as_slice);
    mentions.iter().rev().take(LOOK_BACK).copied()
}
