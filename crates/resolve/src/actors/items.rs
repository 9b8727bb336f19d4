//! A mention as a row of items: known names and roles, longest match first, and the words between them.

use super::lexicon::{Alias, Lexicon, Sense};
use super::names::Case;
use super::token::{Token, for_each_token};
use super::words::WordFlags;
use detente_text::Span;

/// How much of an item's meaning a hyphen has left ("Iran-backed", "Gaza-based").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// All.
    Full,
    /// A last resort.
    Weak,
    /// None: it names somebody else.
    Cancelled,
}

/// What stands at some place of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Something in the tables.
    Known(Sense),
    /// A capitalised word in no table.
    Name,
    /// A number in digits.
    Number,
    /// Any other word.
    Word,
}

/// One item.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// Bytes in the text.
    pub span: Span,
    /// The lists that its word is in (single words only).
    pub flags: WordFlags,
    /// Whether it ends in a possessive.
    pub possessive: bool,
    /// Whether a comma or other mark stands before it.
    pub after_mark: bool,
    /// What a hyphen has left of it.
    pub force: Force,
    /// Whether an unknown noun has the ending of an act or a state.
    pub abstract_noun: bool,
}

impl Item {
    /// What it means, if it is in the tables and no hyphen has cancelled it.
    pub fn sense(&self) -> Option<Sense> {
        match self.what {
            What::Known(sense) if self.force != Force::Cancelled => Some(sense),
            _ => None,
        }
    }

    /// Whether it is an item of the tables with its full meaning.
    pub fn full_sense(&self) -> Option<Sense> {
        self.sense().filter(|_| self.force == Force::Full)
    }
}

/// A token with its number in the vocabulary.
#[derive(Clone, Copy)]
struct Numbered {
    token: Token,
    word: u32,
    abstract_noun: bool,
}

/// The words of a mention that are read; a longer one is cut.
const MOST_TOKENS: usize = 96;

/// Reads `text` as items, at most the first hundred words of it. `context` decides between readings of one name.
pub fn items(lexicon: &Lexicon, text: &str, context: &str) -> Vec<Item> {
    scan(lexicon, text, context, MOST_TOKENS)
}

/// Reads all of `text` as items.
pub fn all_items(lexicon: &Lexicon, text: &str) -> Vec<Item> {
    scan(lexicon, text, text, usize::MAX)
}

fn scan(lexicon: &Lexicon, text: &str, context: &str, most: usize) -> Vec<Item> {
    let tokens = number(lexicon, text, most);
    let mut out: Vec<Item> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let (item, used) = match longest(lexicon, &tokens[at..], context) {
            Some((sense, used, possessive)) => (known(&tokens[at..at + used], sense, possessive), used),
            None => (plain(lexicon, tokens[at]), 1),
        };
        apply_hyphen(lexicon, &tokens, at, &mut out);
        let cancelled = cancelled_by_prefix(lexicon, &tokens, at);
        let item = if cancelled { Item { force: Force::Cancelled, ..item } } else { item };
        out.push(continue_name(item, tokens[at].token.hyphen, out.last()));
        at += used;
    }
    hide_names_of_people(lexicon, &mut out);
    out
}

fn number(lexicon: &Lexicon, text: &str, most: usize) -> Vec<Numbered> {
    let mut tokens = Vec::with_capacity(16);
    for_each_token(text, |token, folded| {
        let word = lexicon.word(folded);
        let abstract_noun = word == 0 && !token.capital && lexicon.has_none_suffix(folded);
        tokens.push(Numbered { token, word, abstract_noun });
        tokens.len() < most
    });
    tokens
}

/// The longest known name that starts at the first token: what it means, how many tokens, whether a possessive ends it.
fn longest(lexicon: &Lexicon, tokens: &[Numbered], context: &str) -> Option<(Sense, usize, bool)> {
    let possessive_s = lexicon.word("s");
    let mut node = 0;
    let mut best = None;
    for (index, numbered) in tokens.iter().enumerate() {
        if index > 0 && numbered.token.after_mark {
            break;
        }
        let Some(next) = lexicon.step(node, numbered.word) else { break };
        node = next;
        let matched = |node| choose(lexicon, lexicon.senses(node), &tokens[..=index], context);
        if let Some(sense) = matched(node) {
            best = Some((sense, index + 1, numbered.token.possessive));
        }
        if numbered.token.possessive {
            let Some(next) = lexicon.step(node, possessive_s) else { break };
            node = next;
            if let Some(sense) = matched(node) {
                best = Some((sense, index + 1, false));
            }
        }
    }
    best
}

/// The reading of a name whose spelling and context fit: conditional phrases, then phrases, then names, then roles.
fn choose(lexicon: &Lexicon, senses: &[Alias], tokens: &[Numbered], context: &str) -> Option<Sense> {
    let fits = |alias: &&Alias| match alias.case {
        Case::Any => true,
        Case::Capital => tokens[0].token.capital,
        Case::Upper => tokens[0].token.upper,
    };
    let rank = |sense: Sense| match sense {
        Sense::Phrase(index) => {
            let phrase = &lexicon.phrases[index as usize];
            let near = |words: &[String]| words.iter().any(|word| context.contains(word.as_str()));
            if near(&phrase.unless) || (!phrase.when.is_empty() && !near(&phrase.when)) {
                None
            } else {
                Some(0)
            }
        }
        Sense::Seat(_) => Some(1),
        Sense::Country(..) => Some(2),
        Sense::Territory(..) => Some(3),
        Sense::Entity(_) => Some(4),
        Sense::Role(..) => Some(5),
    };
    let ranked =
        senses.iter().filter(fits).filter_map(|alias| rank(alias.sense).map(|rank| (rank, alias.sense)));
    ranked.min_by_key(|&(rank, _)| rank).map(|(_, sense)| sense)
}

fn known(tokens: &[Numbered], sense: Sense, possessive: bool) -> Item {
    let (first, last) = (tokens[0], tokens[tokens.len() - 1]);
    Item {
        what: What::Known(sense),
        span: Span { start: first.token.start, end: last.token.end },
        flags: WordFlags::default(),
        possessive,
        after_mark: first.token.after_mark,
        force: Force::Full,
        abstract_noun: false,
    }
}

fn plain(lexicon: &Lexicon, numbered: Numbered) -> Item {
    let flags = lexicon.flags(numbered.word);
    let what = if numbered.token.digit {
        What::Number
    } else if numbered.token.capital && flags.is_empty() {
        What::Name
    } else {
        What::Word
    };
    Item {
        what,
        span: Span { start: numbered.token.start, end: numbered.token.end },
        flags,
        possessive: numbered.token.possessive,
        after_mark: numbered.token.after_mark,
        force: Force::Full,
        abstract_noun: numbered.abstract_noun,
    }
}

/// The second half of a name with a hyphen is part of the name ("Hou-jen").
fn continue_name(item: Item, hyphen: bool, before: Option<&Item>) -> Item {
    let continues = hyphen && item.what == What::Word && item.flags.is_empty();
    if continues && before.is_some_and(|before| before.what == What::Name) {
        return Item { what: What::Name, abstract_noun: false, ..item };
    }
    item
}

/// Where the token at `at` is the second half of "Iran-backed" or "Gaza-based", weakens the item before.
fn apply_hyphen(lexicon: &Lexicon, tokens: &[Numbered], at: usize, out: &mut [Item]) {
    if !tokens[at].token.hyphen {
        return;
    }
    let flags = lexicon.flags(tokens[at].word);
    let Some(before) = out.last_mut() else { return };
    if flags.is(WordFlags::CANCEL_SUFFIX) {
        before.force = Force::Cancelled;
    } else if flags.is(WordFlags::WEAK_SUFFIX) {
        before.force = Force::Weak;
    }
}

/// Whether the token before is "ethnic", or "pro", "anti" or the like joined by a hyphen.
fn cancelled_by_prefix(lexicon: &Lexicon, tokens: &[Numbered], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let flags = lexicon.flags(tokens[before].word);
    flags.is(WordFlags::CANCEL_BEFORE) || (tokens[at].token.hyphen && flags.is(WordFlags::CANCEL_PREFIX))
}

/// "Jordan Smith" and "Denzel Washington" are people: a country's name beside a capitalised word that nothing knows.
fn hide_names_of_people(lexicon: &Lexicon, out: &mut [Item]) {
    for at in 0..out.len() {
        let What::Known(Sense::Country(index, form)) = out[at].what else { continue };
        let is_name = |item: Option<&Item>| item.is_some_and(|item| item.what == What::Name);
        let flags = single_word_flags(lexicon, index, form);
        let first = flags.is(WordFlags::FIRST_NAME)
            && !out[at].possessive
            && is_name(out.get(at + 1))
            && !out[at + 1].after_mark;
        let last = flags.is(WordFlags::SURNAME)
            && at > 0
            && is_name(out.get(at - 1))
            && !out[at].after_mark
            && !out[at - 1].possessive;
        if first || last {
            out[at].what = What::Name;
        }
    }
}

/// The lists that a country's name, or its capital's, is in.
fn single_word_flags(lexicon: &Lexicon, index: u16, form: super::lexicon::Form) -> WordFlags {
    use super::lexicon::Form;
    let entry = &lexicon.countries[index as usize];
    let name = match form {
        Form::Name => &entry.name,
        Form::Capital => entry.capitals.first().unwrap_or(&entry.name),
        Form::Demonym | Form::People => return WordFlags::default(),
    };
    let mut folded = String::new();
    super::token::fold_into(name, &mut folded);
    lexicon.flags(lexicon.word(&folded))
}
