//! Learns the lemma rules: for each ending the rule that is right most often, where a shorter ending does not
//! say it already.

use crate::tags::TagSet;
use crate::treebank::Gold;
use compact_str::CompactString;
use detente_parse::lemma::{ENTRY, KEYS, RULE, Rule, apply, keys, place};
use detente_parse::table::put;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The two sections of the model.
#[derive(Clone, Debug)]
pub struct Sections {
    /// The index.
    pub slots: Vec<u8>,
    /// The rules.
    pub rules: Vec<u8>,
}

/// The first keys are whole words, the others endings.
const WHOLE: usize = 2;

/// Counts of rules by ending.
type Counts = FxHashMap<u64, BTreeMap<u16, u32>>;

/// Learns from the sentences.
pub fn train(sentences: &[Gold], tags: &TagSet) -> Sections {
    let mut rules: BTreeMap<Rule, u16> = BTreeMap::new();
    let mut words: BTreeMap<(&str, u8, u16), u32> = BTreeMap::new();
    for sentence in sentences {
        for (i, form) in sentence.forms.iter().enumerate() {
            let tag = tags.class(sentence, i);
            let proper = tags.classes[usize::from(tag)].0 == detente_parse::Upos::Propn;
            if let Some(rule) = rule_of(form, &sentence.lemmas[i], proper) {
                let next = rules.len() as u16;
                let rule = *rules.entry(rule).or_insert(next);
                *words.entry((form, tag, rule)).or_default() += 1;
            }
        }
    }
    Sections { slots: encode_index(&select(&words)), rules: encode_rules(&rules) }
}

/// The rule that makes this lemma, if one can.
fn rule_of(form: &str, lemma: &str, proper: bool) -> Option<Rule> {
    if lemma == "_" && form != "_" {
        return None;
    }
    let edit = |lower: bool| {
        let base = if lower { form.to_lowercase() } else { form.to_owned() };
        let shared = base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let strip = (base.chars().count() - shared) as u8;
        Rule { lower, strip, add: lemma.chars().skip(shared).collect() }
    };
    let (usual, other) = (edit(!proper), edit(proper));
    let rule = if other.add.len() < usual.add.len() { other } else { usual };
    let mut made = CompactString::default();
    apply(Some(&rule.encode()?), form, &mut made);
    (made == lemma).then_some(rule)
}

/// The endings worth keeping with their rules, from the shortest to whole words.
fn select(words: &BTreeMap<(&str, u8, u16), u32>) -> BTreeMap<u64, u16> {
    let mut levels: Vec<Counts> = vec![Counts::default(); KEYS];
    let mut shorter: FxHashMap<u64, u64> = FxHashMap::default();
    let mut letters = Vec::new();
    let mut seen: BTreeSet<(String, u8, u16)> = BTreeSet::new();
    for (&(form, tag, rule), &count) in words {
        // Endings are judged by how many different words have them: "Mar" for "March" says nothing of "Omar".
        let new = seen.insert((form.to_lowercase(), tag, rule));
        let keys = keys(form, tag, &mut letters);
        for (level, key) in keys.into_iter().enumerate() {
            let weight = if level < WHOLE { count } else { u32::from(new) };
            *levels[level].entry(key).or_default().entry(rule).or_default() += weight;
            shorter.insert(key, keys[(level + 1).min(KEYS - 1)]);
        }
    }
    let mut kept = BTreeMap::new();
    for (level, counts) in levels.iter().enumerate().rev() {
        let mut chosen: Vec<(u64, u16)> = Vec::new();
        for (&key, rules) in counts {
            let best = best_rule(rules);
            // An ending of one word says nothing; a whole word seen once still is the best guess.
            let trusted = level < WHOLE || rules[&best] >= 2;
            if trusted && said_already(&kept, &shorter, key) != Some(best) {
                chosen.push((key, best));
            }
        }
        kept.extend(chosen);
    }
    kept
}

/// The most frequent; the first of equals.
fn best_rule(rules: &BTreeMap<u16, u32>) -> u16 {
    rules.iter().max_by_key(|(rule, count)| (**count, std::cmp::Reverse(**rule))).map_or(0, |(rule, _)| *rule)
}

/// What the longest kept ending shorter than this one says.
fn said_already(kept: &BTreeMap<u64, u16>, shorter: &FxHashMap<u64, u64>, mut key: u64) -> Option<u16> {
    loop {
        let next = *shorter.get(&key)?;
        if next == key {
            return None;
        }
        if let Some(&rule) = kept.get(&next) {
            return Some(rule);
        }
        key = next;
    }
}

fn encode_index(kept: &BTreeMap<u64, u16>) -> Vec<u8> {
    let mut slots = vec![0; (kept.len() * 3 / 2 + 1).next_power_of_two() * ENTRY];
    for (&key, rule) in kept {
        let (at, check) = place(key);
        let mut bytes = [0; ENTRY];
        bytes[..4].copy_from_slice(&check.to_le_bytes());
        bytes[4..6].copy_from_slice(&rule.to_le_bytes());
        assert!(put(&mut slots, at, bytes), "the array has room for all");
    }
    slots
}

fn encode_rules(rules: &BTreeMap<Rule, u16>) -> Vec<u8> {
    let mut bytes = vec![0; rules.len() * RULE];
    for (rule, &index) in rules {
        if let Some(encoded) = rule.encode() {
            let start = usize::from(index) * RULE;
            bytes[start..start + RULE].copy_from_slice(&encoded);
        }
    }
    bytes
}
