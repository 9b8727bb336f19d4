//! Learns the lemma rules: known words; for each ending the rule that is right most often, where a shorter
//! ending does not say it already; then as exceptions the words that these get wrong.

mod material;
mod table;

#[cfg(test)]
mod tests;

use crate::tags::TagSet;
use crate::treebank::Gold;
use compact_str::CompactString;
use detente_parse::lemma::stems::Inflection;
use detente_parse::lemma::{
    CASE_ENDING, Case, ENDING, Family, Lemmas, NAMES, Rule, Shape, apply, endings, key,
};
use material::{Known, Words};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use table::{Counts, Table};

/// The two sections of the model.
#[derive(Clone, Debug)]
pub struct Sections {
    /// The index.
    pub slots: Vec<u8>,
    /// The rules.
    pub rules: Vec<u8>,
}

/// Different words that must have an ending for it to count.
const MIN_WORDS: u32 = 2;

/// Learns from the sentences.
pub fn train(sentences: &[Gold], tags: &TagSet) -> Sections {
    let families: Vec<Family> = tags.classes.iter().map(|pair| material::family(*pair)).collect();
    let words = material::words(sentences, tags);
    let known = Known::new(&words, &families);
    let mut table = Table::default();
    for (class, family) in families.iter().enumerate() {
        table.put(key::family(class as u8), family.encode());
    }
    for (group, lemma) in known.iter() {
        table.put(key::known(&lemma.chars().collect::<Vec<_>>(), group), 0);
    }
    learn_endings(&words, &families, &mut table);
    learn_cases(&words, &families, &known, &mut table);
    learn_exceptions(&words, &families, &mut table);
    table.encode()
}

/// The rule that makes this lemma with the capitals in this case, if one can.
fn rule_of(form: &str, lemma: &str, case: Case) -> Option<Rule> {
    let mut base = CompactString::default();
    apply((case, 0, ""), form, &mut base);
    let shared = base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let strip = u8::try_from(base.chars().count() - shared).ok()?;
    let rule = Rule { case, strip, add: lemma.chars().skip(shared).collect() };
    rule.encode().map(|_| rule)
}

fn letters(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// The edits that endings call for, capitals aside. Every different word counts once.
fn learn_endings(words: &Words, families: &[Family], table: &mut Table) {
    let mut types: BTreeMap<(Vec<char>, u8), Rule> = BTreeMap::new();
    for (form, class, lemma) in words.keys() {
        let inflected = families[usize::from(*class)].inflection != Inflection::None;
        if let Some(rule) = rule_of(form, &lemma.to_lowercase(), Case::Lower).filter(|_| inflected) {
            types.insert((letters(form), *class), rule);
        }
    }
    let mut counts = Counts::new(ENDING);
    for ((word, class), rule) in types {
        let rule = table.rule(rule);
        let keys =
            endings(&word, ENDING).map(|ending| key::ending(ending, families[usize::from(class)], class));
        counts.add(keys, rule);
    }
    counts.keep_telling(MIN_WORDS, table);
}

/// What becomes of capitals, by ending and shape; for forms without any, by tag alone.
fn learn_cases(words: &Words, families: &[Family], known: &Known, table: &mut Table) {
    let mut counts = Counts::new(CASE_ENDING);
    for (form, class, lemma) in words.keys() {
        let shape = Shape::of(&form.chars().collect::<Vec<_>>());
        let Some(case) = case_of(form, lemma, shape) else { continue };
        let group = families[usize::from(*class)].group;
        if shape == Shape::Lower && group != NAMES {
            continue;
        }
        let is_known = known.without(group, lemma, form);
        let word = letters(form);
        let longest = if shape == Shape::Lower { 0 } else { CASE_ENDING };
        let keys = endings(&word, longest).map(|ending| key::case(ending, *class, shape, is_known));
        counts.add(keys, case as u16);
    }
    counts.keep_telling(MIN_WORDS, table);
    // The treebanks write the lemma of `asia` either way; a name that is known is better known.
    for (class, _) in families.iter().enumerate().filter(|(_, family)| family.group == NAMES) {
        table.put(key::case(&[], class as u8, Shape::Lower, true), Case::Title as u16);
    }
}

/// The case of a lemma against its form; nothing when one letter cannot tell.
fn case_of(form: &str, lemma: &str, shape: Shape) -> Option<Case> {
    let all: Vec<char> = lemma.chars().collect();
    match (Shape::of(&all), shape) {
        (Shape::Lower, Shape::Lower) | (Shape::Capital, Shape::Capital) => Some(Case::Keep),
        (Shape::Lower, _) => Some(Case::Lower),
        (Shape::Capital, _) => Some(Case::Title),
        _ => form.starts_with(*all.first()?).then_some(Case::Keep),
    }
}

/// Occurrences of a word: form, lemma, how often.
type Seen<'a> = [(&'a str, &'a str, u32)];

/// All forms of a word in lower case with a class.
type ByLower<'a> = BTreeMap<(Vec<char>, u8), Vec<(&'a str, &'a str, u32)>>;

/// The words that the table gets wrong: first by form in lower case, then by form as written.
fn learn_exceptions(words: &Words, families: &[Family], table: &mut Table) {
    let mut by_lower = ByLower::new();
    for ((form, class, lemma), count) in words {
        by_lower.entry((letters(form), *class)).or_default().push((form, lemma, *count));
    }
    let usual =
        |class: u8| if families[usize::from(class)].group == NAMES { Case::Keep } else { Case::Lower };
    learn_lower(&by_lower, usual, table);
    learn_exact(&by_lower, usual, table);
}

fn learn_lower(by_lower: &ByLower<'_>, usual: impl Fn(u8) -> Case, table: &mut Table) {
    let made = table.encode();
    for ((word, class), seen) in by_lower {
        // Where the word is seen in small letters, its key is theirs: they have no other.
        let is_small = |(form, ..): &&(&str, &str, u32)| form.chars().eq(word.iter().copied());
        let small: Vec<_> = seen.iter().filter(is_small).copied().collect();
        let serving = if small.is_empty() { seen } else { &small };
        if let Some(rule) = exception(serving, *class, usual(*class), &made) {
            table.put_rule(key::lower(word, *class), rule);
        }
    }
}

/// Of words in our lists, only the forms listed.
fn learn_exact(by_lower: &ByLower<'_>, usual: impl Fn(u8) -> Case, table: &mut Table) {
    let made = table.encode();
    let is_own = |seen: &Seen<'_>| seen.iter().any(|(.., count)| *count >= material::OWN_WEIGHT);
    for ((_, class), seen) in by_lower {
        for same in seen.chunk_by(|a, b| a.0 == b.0).filter(|same| is_own(same) || !is_own(seen)) {
            if let Some(rule) = exception(same, *class, usual(*class), &made) {
                table.put_rule(key::exact(&same[0].0.chars().collect::<Vec<_>>(), *class), rule);
            }
        }
    }
}

/// The rule that serves these occurrences best, if it is better than what is said of them already. Of equals
/// the one that adds and strips least, then the one with the usual case.
fn exception(seen: &Seen<'_>, class: u8, usual: Case, made: &Sections) -> Option<Rule> {
    let said = Lemmas::new(&made.slots, &made.rules);
    let before = right(seen, |form, out| said.lemma(form, class, &mut Vec::new(), out));
    if before == seen.iter().map(|(.., times)| times).sum::<u32>() {
        return None;
    }
    let cases = [Case::Lower, Case::Keep, Case::Title];
    let rules = seen
        .iter()
        .flat_map(|(form, lemma, _)| cases.into_iter().filter_map(|case| rule_of(form, lemma, case)));
    let scored = rules.map(|rule| {
        let after = right(seen, |form, out| {
            apply((rule.case, usize::from(rule.strip), rule.add.as_str()), form, out);
        });
        (after, Reverse((rule.add.len(), rule.strip, rule.case != usual)), rule)
    });
    scored.max().filter(|(after, ..)| *after > before).map(|(.., rule)| rule)
}

/// Of how many occurrences this makes the lemma.
fn right(seen: &Seen<'_>, make: impl Fn(&str, &mut CompactString)) -> u32 {
    let mut lemma_made = CompactString::default();
    let mut count = 0;
    for (form, lemma, times) in seen {
        make(form, &mut lemma_made);
        count += if lemma_made == *lemma { *times } else { 0 };
    }
    count
}
