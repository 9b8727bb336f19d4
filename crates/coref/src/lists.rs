//! The word lists under `data/coref/`, compiled in and parsed once.
//!
//! A list is one entry a line; `#` opens a comment line; `[name]` opens a section. Look-ups are by lower-case key and
//! never iterate, so that the order of a hash table cannot leak into results.

use crate::agreement::Agreement;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a noun or name stands for. The bits of a noun that is in several sections are all set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sorts(u16);

impl Sorts {
    pub(crate) const MAN: Self = Self(1);
    pub(crate) const WOMAN: Self = Self(2);
    pub(crate) const PERSON: Self = Self(4);
    pub(crate) const PEOPLE: Self = Self(8);
    pub(crate) const BODY: Self = Self(16);
    pub(crate) const COUNTRY: Self = Self(32);
    pub(crate) const CITY: Self = Self(64);
    pub(crate) const PLACE: Self = Self(128);
    pub(crate) const TIME: Self = Self(256);
    pub(crate) const MEASURE: Self = Self(512);
    /// Nouns that only say what a name before them names: "the Hamas *group*".
    pub(crate) const NAMED: Self = Self(1024);
    /// Nouns that stand for any named body: "the *group*".
    pub(crate) const GENERIC: Self = Self(2048);
    pub(crate) const HUMAN: Self = Self(1 | 2 | 4);

    pub(crate) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn of_section(section: &str) -> Self {
        match section {
            "man" => Self::MAN,
            "woman" => Self::WOMAN,
            "person" => Self::PERSON,
            "people" => Self::PEOPLE,
            "body" => Self::BODY,
            "country" => Self::COUNTRY,
            "city" => Self::CITY,
            "place" => Self::PLACE,
            "time" => Self::TIME,
            "measure" => Self::MEASURE,
            "named" => Self::NAMED,
            "generic" => Self::GENERIC,
            _ => Self::default(),
        }
    }
}

/// What a pronoun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pronoun {
    pub person: Person,
    pub case: Case,
}

/// Whom a pronoun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Person {
    /// "I".
    Speaker,
    /// "we".
    Speakers,
    /// "he", "she", "it", "they".
    Other(Agreement),
}

/// The form of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Plain,
    Possessive,
    Reflexive,
}

/// A name that has several forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Alias {
    pub canonical: &'static str,
    pub sorts: Sorts,
}

/// All lists.
#[derive(Debug)]
pub(crate) struct Lists {
    nouns: FxHashMap<&'static str, Sorts>,
    first_names: FxHashMap<&'static str, Agreement>,
    titles: FxHashMap<&'static str, Agreement>,
    words: FxHashMap<&'static str, u8>,
    pronouns: FxHashMap<&'static str, Pronoun>,
    aliases: FxHashMap<String, Alias>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    nouns: nouns(),
    first_names: gendered(include_str!("../../../data/coref/first-names.txt")),
    titles: gendered(include_str!("../../../data/coref/titles.txt")),
    words: words(),
    pronouns: pronouns(),
    aliases: aliases(),
});

/// The lists.
pub(crate) fn lists() -> &'static Lists {
    &LISTS
}

const SPEECH: u8 = 1;
const EMPTY: u8 = 2;
const JUDGING: u8 = 4;
const PART: u8 = 8;

impl Lists {
    /// What a noun stands for, by its lemma.
    pub(crate) fn noun(&self, lemma: &str) -> Sorts {
        self.nouns.get(lemma).copied().unwrap_or_default()
    }

    /// The pronouns that go with a first name, in lower case.
    pub(crate) fn first_name(&self, name: &str) -> Option<Agreement> {
        self.first_names.get(name).copied()
    }

    /// The pronouns that go with a title, in lower case.
    pub(crate) fn title(&self, word: &str) -> Option<Agreement> {
        self.titles.get(word).copied()
    }

    pub(crate) fn pronoun(&self, form: &str) -> Option<Pronoun> {
        self.pronouns.get(form).copied()
    }

    /// A name with other forms, by one of them as written.
    pub(crate) fn alias(&self, name: &str) -> Option<Alias> {
        self.aliases.get(name).copied()
    }

    pub(crate) fn is_speech(&self, lemma: &str) -> bool {
        self.word(lemma, SPEECH)
    }

    /// Whether "it" before this verb stands for nothing.
    pub(crate) fn is_empty_verb(&self, lemma: &str) -> bool {
        self.word(lemma, EMPTY)
    }

    /// Whether it judges a clause: "it is *important* to".
    pub(crate) fn is_judging(&self, lemma: &str) -> bool {
        self.word(lemma, JUDGING)
    }

    /// Whether it makes a part of a place: "*central* Oslo".
    pub(crate) fn is_part(&self, lemma: &str) -> bool {
        self.word(lemma, PART)
    }

    fn word(&self, lemma: &str, section: u8) -> bool {
        self.words.get(lemma).is_some_and(|&sections| sections & section != 0)
    }
}

/// The entries of a list as `(section, entry)`; the section is empty before the first header.
pub(crate) fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    text.lines().map(str::trim_end).filter_map(move |line| {
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
            return None;
        }
        Some((section, line))
    })
}

fn nouns() -> FxHashMap<&'static str, Sorts> {
    let mut nouns = FxHashMap::<_, Sorts>::default();
    for (section, noun) in entries(include_str!("../../../data/coref/nouns.txt")) {
        nouns.entry(noun).or_default().0 |= Sorts::of_section(section).0;
    }
    nouns
}

fn gendered(text: &'static str) -> FxHashMap<&'static str, Agreement> {
    let gender = |section| match section {
        "man" => Agreement::HE,
        "woman" => Agreement::SHE,
        _ => Agreement::PERSON,
    };
    entries(text).map(|(section, word)| (word, gender(section))).collect()
}

fn words() -> FxHashMap<&'static str, u8> {
    let mut words = FxHashMap::default();
    for (section, word) in entries(include_str!("../../../data/coref/words.txt")) {
        *words.entry(word).or_default() |= match section {
            "speech" => SPEECH,
            "empty" => EMPTY,
            "part" => PART,
            _ => JUDGING,
        };
    }
    words
}

fn pronouns() -> FxHashMap<&'static str, Pronoun> {
    let rows = entries(include_str!("../../../data/coref/pronouns.tsv"));
    rows.filter_map(|(_, row)| {
        let mut columns = row.split('\t');
        let form = columns.next()?;
        let person = match columns.next()? {
            "he" => Person::Other(Agreement::HE),
            "she" => Person::Other(Agreement::SHE),
            "it" => Person::Other(Agreement::IT),
            "they" => Person::Other(Agreement::THEY),
            "we" => Person::Speakers,
            _ => Person::Speaker,
        };
        let case = match columns.next()? {
            "possessive" => Case::Possessive,
            "reflexive" => Case::Reflexive,
            _ => Case::Plain,
        };
        Some((form, Pronoun { person, case }))
    })
    .collect()
}

fn aliases() -> FxHashMap<String, Alias> {
    let mut aliases = FxHashMap::default();
    for (_, row) in entries(include_str!("../../../data/coref/aliases.tsv")) {
        let mut columns = row.split('\t');
        let (Some(kind), Some(canonical)) = (columns.next(), columns.next()) else { continue };
        let others = columns.next().unwrap_or_default().split('|').filter(|name| !name.is_empty());
        let alias = Alias { canonical, sorts: Sorts::of_section(kind) };
        for name in others.chain([canonical]) {
            aliases.insert(crate::name::key_of(name), alias);
        }
    }
    aliases
}
