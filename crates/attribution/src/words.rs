//! The cue words of `data/attribution/cues.toml`, compiled in and read once.

use crate::Kind;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

/// What a cue word takes as content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Takes {
    Clause,
    Infinitive,
    Object,
    Quote,
    Person,
    Participle,
}

/// A group of words of one kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    pub(crate) kind: Kind,
    #[serde(default)]
    takes: Vec<Takes>,
    #[serde(default)]
    prepositions: Vec<String>,
    words: Vec<String>,
}

impl Group {
    pub(crate) fn takes(&self, what: Takes) -> bool {
        self.takes.contains(&what)
    }

    pub(crate) fn has_preposition(&self, word: &str) -> bool {
        self.prepositions.iter().any(|p| p == word)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    verb: Vec<Group>,
    adjective: Vec<Group>,
    noun: Vec<Group>,
    phrase: Vec<Group>,
    possessed: Vec<Group>,
    adverb: Vec<Group>,
    carrier: Words,
    opener: Words,
    quoting: Words,
    owned: Words,
}

/// Groups with an index by word.
#[derive(Debug)]
pub(crate) struct Table {
    groups: Vec<Group>,
    index: FxHashMap<String, usize>,
}

impl Table {
    fn new(groups: Vec<Group>) -> Self {
        let mut index = FxHashMap::default();
        for (number, group) in groups.iter().enumerate() {
            for word in &group.words {
                index.entry(word.clone()).or_insert(number);
            }
        }
        Self { groups, index }
    }

    pub(crate) fn get(&self, word: &str) -> Option<&Group> {
        self.index.get(word).map(|&number| &self.groups[number])
    }
}

/// All lists.
#[derive(Debug)]
pub(crate) struct Lists {
    pub(crate) verbs: Table,
    pub(crate) adjectives: Table,
    pub(crate) nouns: Table,
    pub(crate) phrases: Table,
    pub(crate) possessed: Table,
    pub(crate) adverbs: Table,
    carriers: FxHashSet<String>,
    openers: FxHashSet<String>,
    quoting: FxHashSet<String>,
    owned: FxHashSet<String>,
}

impl Lists {
    pub(crate) fn is_carrier(&self, lemma: &str) -> bool {
        self.carriers.contains(lemma)
    }

    pub(crate) fn is_quoting(&self, lemma: &str) -> bool {
        self.quoting.contains(lemma)
    }

    pub(crate) fn is_owned(&self, lemma: &str) -> bool {
        self.owned.contains(lemma)
    }

    pub(crate) fn is_opener(&self, lemma: &str) -> bool {
        self.openers.contains(lemma)
    }
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let text = include_str!("../../../data/attribution/cues.toml");
    let file: File = toml::from_str(text).expect("the cue words are checked by a test");
    Lists {
        verbs: Table::new(file.verb),
        adjectives: Table::new(file.adjective),
        nouns: Table::new(file.noun),
        phrases: Table::new(file.phrase),
        possessed: Table::new(file.possessed),
        adverbs: Table::new(file.adverb),
        carriers: file.carrier.words.into_iter().collect(),
        openers: file.opener.words.into_iter().collect(),
        quoting: file.quoting.words.into_iter().collect(),
        owned: file.owned.words.into_iter().collect(),
    }
});

pub(crate) fn lists() -> &'static Lists {
    &LISTS
}
