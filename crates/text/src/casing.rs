//! Texts in capitals, as old wires and headlines have them: a copy with the case of usual news, byte for byte as long, for
//! readers who know mixed case. Words that are usually small are made small; what is not known is a name.
//! `data/text/casing.txt` is learnt by `train/casing.py` (docs/capitals.md).

use crate::lists::entries;
use crate::{Doc, Sentence, Span};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Fewer letters or words than this tell nothing of how a sentence is written.
const FEWEST_LETTERS: usize = 12;
const FEWEST_WORDS: usize = 3;
/// Shorter unknown words have no ending to go by.
const SHORTEST_WITH_ENDING: usize = 6;
/// Longer bracketed words are no acronyms.
const LONGEST_ACRONYM: usize = 10;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
    Upper,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Usual {
    Always(Case),
    /// Small, but a capital before a name: "president".
    Title,
}

struct Casing {
    words: FxHashMap<&'static str, Usual>,
    pairs: FxHashSet<&'static str>,
    endings: Vec<&'static str>,
}

static CASING: LazyLock<Casing> = LazyLock::new(|| {
    let mut casing = Casing { words: FxHashMap::default(), pairs: FxHashSet::default(), endings: Vec::new() };
    for (section, line) in entries(include_str!("../../../data/text/casing.txt")) {
        let usual = match section {
            "lower" => Usual::Always(Case::Small),
            "upper" => Usual::Always(Case::Upper),
            "capital" => Usual::Always(Case::Capital),
            "title" => Usual::Title,
            "pairs" => {
                casing.pairs.extend(line.split(", "));
                continue;
            }
            _ => {
                casing.endings.extend(line.split(' '));
                continue;
            }
        };
        casing.words.extend(line.split(' ').map(|word| (word, usual)));
    }
    casing
});

/// The text of a document with the usual case in the sentences that are in capitals; none where there are none. All bytes
/// keep their places, so every span of the document is one of the copy.
pub fn recased(doc: &Doc) -> Option<String> {
    let text = &doc.article.text;
    let mut acronyms: Option<FxHashSet<String>> = None;
    let mut out: Option<String> = None;
    for sentence in doc.sentences.iter().filter(|sentence| is_shouted(text, sentence)) {
        let acronyms = acronyms.get_or_insert_with(|| bracketed(text));
        let copy = recase(sentence.span.of(text), acronyms);
        debug_assert_eq!(copy.len(), sentence.span.len(), "invariant: every byte keeps its place");
        out.get_or_insert_with(|| text.clone()).replace_range(sentence.span.range(), &copy);
    }
    out
}

/// Whether nine in ten letters of a sentence are capitals.
fn is_shouted(text: &str, sentence: &Sentence) -> bool {
    let words = sentence.span.of(text);
    let (mut letters, mut capitals) = (0, 0);
    for c in words.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        capitals += usize::from(c.is_uppercase());
    }
    letters >= FEWEST_LETTERS
        && capitals * 10 >= letters * 9
        && words.split_whitespace().count() >= FEWEST_WORDS
}

/// The words that stand in brackets by themselves, in small letters: "[PKK]" is an acronym everywhere.
fn bracketed(text: &str) -> FxHashSet<String> {
    let inner = text.split(['[', '(']).skip(1).filter_map(|rest| Some(&rest[..rest.find([']', ')'])?]));
    inner
        .filter(|w| w.len() <= LONGEST_ACRONYM && w.chars().all(char::is_alphabetic))
        .map(str::to_lowercase)
        .collect()
}

/// A copy of a sentence as it would stand in usual news.
fn recase(text: &str, acronyms: &FxHashSet<String>) -> String {
    let words = words(text);
    let small: Vec<String> = words.iter().map(|word| word.of(text).to_lowercase()).collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (index, (word, case)) in words.iter().zip(cases(text, &words, &small, acronyms)).enumerate() {
        out.push_str(&text[at..word.start as usize]);
        let first = index == 0 && case == Case::Small && small[0].len() > 1;
        write(word.of(text), if first { Case::Capital } else { case }, &mut out);
        at = word.end as usize;
    }
    out.push_str(&text[at..]);
    out
}

/// Rows of letters.
fn words(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphabetic()) {
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some(last) if last.end as usize == at => last.end = end as u32,
            _ => out.push(Span::new(at, end)),
        }
    }
    out
}

/// The case of each word, from the last to the first, as a title is written by what follows it.
fn cases(text: &str, words: &[Span], small: &[String], acronyms: &FxHashSet<String>) -> Vec<Case> {
    let pairs: Vec<bool> = (0..words.len().saturating_sub(1))
        .map(|i| {
            are_close(text, words, i)
                && CASING.pairs.contains(format!("{} {}", small[i], small[i + 1]).as_str())
        })
        .collect();
    let is_paired = |i: usize| pairs.get(i) == Some(&true) || (i > 0 && pairs[i - 1]);
    let mut out = vec![Case::Small; words.len()];
    for i in (0..words.len()).rev() {
        let before_name = i + 1 < words.len() && are_close(text, words, i) && out[i + 1] != Case::Small;
        out[i] = match usual(text, words[i], &small[i], acronyms) {
            Usual::Always(Case::Small) | Usual::Title if is_paired(i) => Case::Capital,
            Usual::Always(case) => case,
            Usual::Title if before_name => Case::Capital,
            Usual::Title => Case::Small,
        };
    }
    out
}

/// Whether only a blank stands between a word and the next.
fn are_close(text: &str, words: &[Span], index: usize) -> bool {
    text.get(words[index].end as usize..words[index + 1].start as usize) == Some(" ")
}

fn usual(text: &str, word: Span, small: &str, acronyms: &FxHashSet<String>) -> Usual {
    let before = text[..word.start as usize].chars().next_back();
    if matches!(before, Some('\'' | '’')) && matches!(small, "s" | "t" | "d" | "m" | "re" | "ve" | "ll") {
        return Usual::Always(Case::Small);
    }
    if small.chars().count() == 1 {
        // "A" but not "A." and "A-4".
        let alone = text[word.end as usize..].starts_with(char::is_whitespace);
        return Usual::Always(if small == "a" && alone { Case::Small } else { Case::Upper });
    }
    if let Some(&known) = CASING.words.get(small) {
        return known;
    }
    let ending =
        small.len() >= SHORTEST_WITH_ENDING && CASING.endings.iter().any(|ending| small.ends_with(ending));
    let acronym = acronyms.contains(small) || !small.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    Usual::Always(match (acronym, ending) {
        (true, _) => Case::Upper,
        (false, true) => Case::Small,
        (false, false) => Case::Capital,
    })
}

/// Writes a word; a letter whose small form has another length stays.
fn write(word: &str, case: Case, out: &mut String) {
    for (index, c) in word.chars().enumerate() {
        let keeps = case == Case::Upper || (case == Case::Capital && index == 0);
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(small), None) if !keeps && small.len_utf8() == c.len_utf8() => out.push(small),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;

    fn check(text: &str, expect: Option<&str>) {
        let doc = Doc::new(Article { text: text.to_owned(), ..Article::default() });
        let copy = recased(&doc);
        assert_eq!(copy.as_deref(), expect);
        assert!(copy.is_none_or(|copy| copy.len() == text.len()));
    }

    #[test]
    fn sentences_in_capitals_get_the_case_of_news() {
        check(
            "PRESIDENT ARNALDO VESGA SAID TODAY THAT THE GUERRILLAS ATTACKED A U.S. CONVOY NEAR SAN BARTOLO.",
            Some(
                "President Arnaldo Vesga said today that the guerrillas attacked a U.S. convoy near San Bartolo.",
            ),
        );
        check(
            "REBELS OF THE POPULAR FRONT [FPQR] KILLED THE MAYOR'S DRIVER. THE FPQR DENIED IT YESTERDAY.",
            Some(
                "Rebels of the Popular Front [FPQR] killed the mayor's driver. The FPQR denied it yesterday.",
            ),
        );
    }

    #[test]
    fn mixed_case_and_short_shouts_stay() {
        check("The president of Peru met NATO envoys.", None);
        check("STOP! NOW.", None);
        check("", None);
    }

    #[test]
    fn letters_whose_small_form_is_longer_stay() {
        check("THE İZMİR POLICE ARRESTED FIVE MEN", Some("The İzmİr police arrested five men"));
    }
}
