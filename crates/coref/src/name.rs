//! The words of a name, as they are compared: without titles, articles, dots and capitals.

use crate::agreement::Agreement;
use crate::lists::{Alias, Sorts, lists};
use crate::tree::Tree;
use detente_parse::{Deprel, NameKind, Upos};
use std::ops::Range;

/// A name as found in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Compared forms of its words, without titles; never empty.
    pub words: Vec<String>,
    /// Its tokens, with titles.
    pub tokens: Range<usize>,
    /// What the recogniser says of it.
    pub kind: Option<NameKind>,
    /// Title words before it, in lower case.
    pub titles: Vec<String>,
    /// The word that makes it a part of the place ("*central* Oslo").
    pub part: Option<String>,
}

impl Name {
    /// The name that a token heads.
    pub(crate) fn at(tree: &Tree<'_>, token: usize) -> Option<Self> {
        let found = recognised(tree, token);
        let tokens = match found {
            Some(_) if !tree.form(token).contains(char::is_uppercase) => return None,
            Some(name) if enclosing(tree, token, &name.tokens).is_none() => {
                with_number(tree, name.tokens.clone())
            }
            _ if tree.upos(token) == Upos::Propn => run(tree, token),
            _ => return None,
        };
        let mine = tokens.clone().filter(|&t| t == token || tree.is_under(t, token));
        let mut words: Vec<String> = mine.clone().flat_map(|t| words_of(tree, t)).collect();
        let mut titles = titles_before(tree, &tokens);
        let inside: Vec<String> = words.drain(..titles_in(tree, mine)).collect();
        titles.extend(inside.iter().map(|w| w.to_lowercase()).filter(|w| is_title(w)));
        let kind = found.map(|name| name.kind);
        let before = tokens.start.checked_sub(1).map(|t| tree.lemma(t).to_lowercase());
        let part = before.filter(|word| lists().is_part(word));
        (!words.is_empty()).then_some(Self { words, tokens, kind, titles, part })
    }

    /// By which it is looked up as a whole.
    pub(crate) fn key(&self) -> String {
        self.alias().map_or_else(|| self.words.join(" "), |alias| key_of(alias.canonical))
    }

    pub(crate) fn alias(&self) -> Option<Alias> {
        lists().alias(&self.words.join(" ")).filter(|_| self.titles.is_empty())
    }

    /// Whether it is one word in capitals.
    pub(crate) fn is_acronym(&self) -> bool {
        self.words.len() == 1 && is_acronym(&self.words[0])
    }

    /// The first letters of its words; of the capitalised ones alone, if so asked.
    pub(crate) fn initials(&self, all: bool) -> String {
        let words = self.words.iter().filter(|w| all || !is_small(w));
        words.filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect()
    }

    /// What kind of thing it names, as far as can be told.
    pub(crate) fn sorts(&self) -> Sorts {
        if let Some(alias) = self.alias() {
            return alias.sorts;
        }
        let person = Sorts::PERSON;
        if self.titles.iter().any(|t| lists().title(t).is_some()) {
            return person;
        }
        let last = lists().noun(&self.head_word().to_lowercase());
        let time = self.words.iter().any(|w| lists().noun(w).is(Sorts::TIME));
        if time && self.words.iter().all(|w| lists().noun(w).is(Sorts::TIME) || is_number(w)) {
            return Sorts::TIME;
        }
        match self.kind {
            Some(NameKind::Per) => person,
            _ if self.words.len() > 1 && last.is(Sorts::BODY) => Sorts::BODY,
            Some(NameKind::Org) => Sorts::BODY,
            Some(NameKind::Loc) => Sorts::PLACE,
            Some(NameKind::Norp) => Sorts::PEOPLE,
            None if self.words.len() > 1 && lists().first_name(&self.words[0]).is_some() => person,
            _ => Sorts::default(),
        }
    }

    /// The pronouns that go with a person of this name.
    pub(crate) fn gender(&self) -> Agreement {
        let titles = self.titles.iter().filter_map(|t| lists().title(t).or_else(|| gender_of_noun(t)));
        // As a surname a man's first name is common, a woman's is rare.
        let whole = self.words.len() > 1;
        let first = lists().first_name(&self.words[0]).filter(|&g| whole || g == Agreement::SHE);
        titles.chain(first).fold(Agreement::PERSON, Agreement::narrowed)
    }

    /// The last word before "of", "for", "in": what the name's bearer is ("Ministry of Defence").
    pub(crate) fn head_word(&self) -> &str {
        let cut = self.words.iter().position(|w| is_small(w)).filter(|&at| at > 0);
        &self.words[cut.unwrap_or(self.words.len()) - 1]
    }
}

/// Man or woman, as far as a noun for people tells.
pub(crate) fn gender_of_noun(lemma: &str) -> Option<Agreement> {
    let sorts = lists().noun(lemma);
    match (sorts.is(Sorts::MAN), sorts.is(Sorts::WOMAN)) {
        (true, false) => Some(Agreement::HE),
        (false, true) => Some(Agreement::SHE),
        _ => None,
    }
}

/// The compared form of a name that a list holds.
pub(crate) fn key_of(name: &str) -> String {
    name.split([' ', '-', ',']).filter_map(word).collect::<Vec<_>>().join(" ")
}

/// The name that the recogniser found at a token.
pub(crate) fn recognised<'a>(tree: &Tree<'a>, token: usize) -> Option<&'a detente_parse::Name> {
    tree.sentence().syntax.names.iter().find(|name| name.tokens.contains(&token))
}

/// The nearest head above a token that is in the same name.
pub(crate) fn enclosing(tree: &Tree<'_>, token: usize, tokens: &Range<usize>) -> Option<usize> {
    tree.above(token).find(|t| tokens.contains(t))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// "Apollo *11*": the number after a name is part of it.
fn with_number(tree: &Tree<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let next = tokens.end;
    if next < tree.len()
        && tree.upos(next) == Upos::Num
        && tree.deprel(next) != Deprel::Appos
        && tree.head(next).is_some_and(|h| tokens.contains(&h))
    {
        tokens.end += 1;
    }
    tokens
}

/// The proper nouns around one that belong to it.
fn run(tree: &Tree<'_>, token: usize) -> Range<usize> {
    let belongs = |t: usize| {
        let joined =
            matches!(tree.deprel(t), Deprel::Flat | Deprel::Compound | Deprel::NmodDesc | Deprel::Punct);
        joined && (tree.upos(t) == Upos::Propn || tree.form(t) == "-") && tree.is_under(t, token)
    };

    let mut tokens = token..token + 1;
    while tokens.start > 0 && belongs(tokens.start - 1) {
        tokens.start -= 1;
    }
    while tokens.end < tree.len() && belongs(tokens.end) {
        tokens.end += 1;
    }
    with_number(tree, tokens)
}

/// How many words of a name are before its bearer's own: "*Norwegian Prime Minister* Lee".
fn titles_in(tree: &Tree<'_>, tokens: impl Iterator<Item = usize>) -> usize {
    let tokens: Vec<usize> = tokens.collect();
    let (mut count, mut titles) = (0, 0);
    for &token in tokens.iter().rev().skip(1).rev() {
        let words = words_of(tree, token);
        count += words.len();
        let title = lists().title(&tree.form(token).to_lowercase()).is_some();
        let other = tree.upos(token) != Upos::Propn || words.iter().any(|w| lists().alias(w).is_some());
        if title {
            titles = count;
        } else if !other {
            break;
        }
    }
    titles
}

/// Title words that stand directly before the tokens.
fn titles_before(tree: &Tree<'_>, tokens: &Range<usize>) -> Vec<String> {
    let before = (tokens.start.saturating_sub(4)..tokens.start).rev().map(|t| tree.lemma(t).to_lowercase());
    let mut titles: Vec<String> = before.take_while(|w| is_title(w)).collect();
    titles.reverse();
    titles
}

fn is_title(word: &str) -> bool {
    lists().title(word).is_some() || lists().noun(word).is(Sorts::HUMAN)
}

/// The compared forms of a token: none of marks, articles and "'s", several of one with hyphens.
fn words_of(tree: &Tree<'_>, token: usize) -> Vec<String> {
    if matches!(tree.upos(token), Upos::Punct | Upos::Part | Upos::Det) {
        return Vec::new();
    }
    tree.form(token).split('-').filter_map(word).collect()
}

/// Without dots; acronyms stay in capitals.
fn word(form: &str) -> Option<String> {
    let plain: String = form.chars().filter(|c| c.is_alphanumeric() || *c == '\'' || *c == '&').collect();
    match plain.as_str() {
        "" | "'s" | "the" | "The" => None,
        _ if is_acronym(&plain) => Some(plain),
        _ => Some(plain.to_lowercase()),
    }
}

/// Two letters and more, nearly all capitals: "EU", "PKK", "YPG", "IAEA", "5SM".
pub(crate) fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&letters) && capitals == letters
}

/// A word that names keep small.
fn is_small(word: &str) -> bool {
    matches!(word, "of" | "for" | "in" | "on" | "at" | "and" | "to" | "by" | "with" | "de" | "the" | "from")
}
