//! The index in the making: what each key says, and the rules that keys name.

use super::Sections;
use detente_parse::lemma::{ENTRY, RULE, Rule, place};
use detente_parse::table::put;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The index and the rules.
#[derive(Default)]
pub struct Table {
    entries: BTreeMap<u64, u16>,
    rules: BTreeMap<Rule, u16>,
}

impl Table {
    /// Lets a key say something.
    pub fn put(&mut self, key: u64, value: u16) {
        self.entries.insert(key, value);
    }

    /// Lets a key name a rule.
    pub fn put_rule(&mut self, key: u64, rule: Rule) {
        let number = self.rule(rule);
        self.put(key, number);
    }

    /// The number of a rule.
    pub fn rule(&mut self, rule: Rule) -> u16 {
        let next = self.rules.len() as u16;
        *self.rules.entry(rule).or_insert(next)
    }

    /// The sections of the model.
    pub fn encode(&self) -> Sections {
        let mut slots = vec![0; (self.entries.len() * 5 / 4 + 1).next_power_of_two() * ENTRY];
        for (&key, value) in &self.entries {
            let (at, check) = place(key);
            let mut bytes = [0; ENTRY];
            bytes[..4].copy_from_slice(&check.to_le_bytes());
            bytes[4..6].copy_from_slice(&value.to_le_bytes());
            assert!(put(&mut slots, at, bytes), "the array has room for all");
        }
        let mut rules = vec![0; self.rules.len() * RULE];
        for (rule, &number) in &self.rules {
            if let Some(encoded) = rule.encode() {
                let start = usize::from(number) * RULE;
                rules[start..start + RULE].copy_from_slice(&encoded);
            }
        }
        Sections { slots, rules }
    }
}

/// How many words with an ending call for what, by length of the ending.
pub struct Counts {
    levels: Vec<FxHashMap<u64, BTreeMap<u16, u32>>>,
    shorter: FxHashMap<u64, u64>,
}

impl Counts {
    /// For endings of up to so many letters.
    pub fn new(longest: usize) -> Self {
        Self { levels: vec![FxHashMap::default(); longest + 1], shorter: FxHashMap::default() }
    }

    /// A word, by the keys of its endings, the longest first.
    pub fn add(&mut self, keys: impl Iterator<Item = u64>, value: u16) {
        let keys: Vec<u64> = keys.collect();
        for (i, &key) in keys.iter().enumerate() {
            *self.levels[keys.len() - 1 - i].entry(key).or_default().entry(value).or_default() += 1;
            if let Some(&next) = keys.get(i + 1) {
                self.shorter.insert(key, next);
            }
        }
    }

    /// Puts the endings that enough words have and that say something else than shorter ones.
    pub fn keep_telling(&self, min_words: u32, table: &mut Table) {
        let mut kept: BTreeMap<u64, u16> = BTreeMap::new();
        for (length, counts) in self.levels.iter().enumerate() {
            let mut chosen = Vec::new();
            for (&key, values) in counts {
                let best = best_value(values);
                let trusted = length == 0 || values[&best] >= min_words;
                if trusted && self.said_already(&kept, key) != Some(best) {
                    chosen.push((key, best));
                }
            }
            kept.extend(chosen);
        }
        for (key, value) in kept {
            table.put(key, value);
        }
    }

    /// What the longest kept ending shorter than this one says.
    fn said_already(&self, kept: &BTreeMap<u64, u16>, key: u64) -> Option<u16> {
        let shorter = std::iter::successors(self.shorter.get(&key), |key| self.shorter.get(key));
        shorter.into_iter().find_map(|key| kept.get(key)).copied()
    }
}

/// The most frequent; the first of equals.
fn best_value(values: &BTreeMap<u16, u32>) -> u16 {
    values
        .iter()
        .max_by_key(|(value, count)| (**count, std::cmp::Reverse(**value)))
        .map_or(0, |(value, _)| *value)
}
