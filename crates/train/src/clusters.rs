//! Distributional classes of words by the exchange algorithm (Martin, Liermann & Ney 1998): words move from
//! class to class as long as that makes a class bigram model of the text more likely.

use std::collections::{BTreeMap, HashMap};

/// Words less common than this share one class.
const MIN_COUNT: u32 = 3;
/// Counts up to this have their `n ln n` in a table.
const TABLE: usize = 1 << 16;

/// Neighbours of a word with their counts.
type Neighbours = Vec<(u32, u32)>;

/// The text as bigram counts. Word 0 stands for the edge of a sentence, 1 for all rare words.
struct Bigrams {
    words: Vec<u32>,
    after: Vec<Neighbours>,
    before: Vec<Neighbours>,
    count: Vec<u32>,
}

/// Finds `classes` classes for the words of the sentences; class numbers begin at 1. The classes 1 and 2 are
/// those of the edges and of rare words, whose words are not in the result.
pub fn find(sentences: &[Vec<u32>], classes: usize, passes: usize) -> BTreeMap<u32, u16> {
    let bigrams = Bigrams::new(sentences);
    let mut exchange = Exchange::new(&bigrams, classes);
    for _ in 0..passes {
        let moved = (2..bigrams.words.len()).filter(|&word| exchange.place(word)).count();
        if moved * 500 < bigrams.words.len() {
            break;
        }
    }
    let class = |i: usize| (bigrams.words[i], exchange.class[i] as u16 + 1);
    (2..bigrams.words.len()).map(class).collect()
}

impl Bigrams {
    fn new(sentences: &[Vec<u32>]) -> Self {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for &word in sentences.iter().flatten() {
            *counts.entry(word).or_default() += 1;
        }
        let mut common: Vec<(u32, u32)> = counts.into_iter().filter(|(_, n)| *n >= MIN_COUNT).collect();
        common.sort_by_key(|&(word, n)| (std::cmp::Reverse(n), word));
        let index: HashMap<u32, u32> = (2..).zip(&common).map(|(i, (word, _))| (*word, i)).collect();
        let words: Vec<u32> = [0, 0].into_iter().chain(common.iter().map(|(word, _)| *word)).collect();
        let mut pairs: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for sentence in sentences {
            let mut last = 0;
            for word in sentence.iter().map(|word| index.get(word).copied().unwrap_or(1)).chain([0]) {
                *pairs.entry((last, word)).or_default() += 1;
                last = word;
            }
        }
        let mut bigrams = Self {
            after: vec![Vec::new(); words.len()],
            before: vec![Vec::new(); words.len()],
            count: vec![0; words.len()],
            words,
        };
        for ((a, b), n) in pairs {
            bigrams.after[a as usize].push((b, n));
            bigrams.before[b as usize].push((a, n));
            bigrams.count[a as usize] += n;
        }
        bigrams
    }
}

/// The state of the search.
struct Exchange<'a> {
    bigrams: &'a Bigrams,
    classes: usize,
    class: Vec<usize>,
    /// Counts of class pairs, by row and by column.
    pairs: Vec<u32>,
    turned: Vec<u32>,
    count: Vec<u32>,
    /// Counts of the classes after and before the word in hand.
    after: Vec<(usize, u32)>,
    before: Vec<(usize, u32)>,
    own: u32,
    logs: Vec<f64>,
}

impl<'a> Exchange<'a> {
    fn new(bigrams: &'a Bigrams, classes: usize) -> Self {
        let class = |word: usize| if word < 2 { word } else { 2 + (word - 2) % (classes - 2) };
        let mut exchange = Self {
            bigrams,
            classes,
            class: (0..bigrams.words.len()).map(class).collect(),
            pairs: vec![0; classes * classes],
            turned: vec![0; classes * classes],
            count: vec![0; classes],
            after: Vec::new(),
            before: Vec::new(),
            own: 0,
            logs: (0..TABLE).map(|n| if n == 0 { 0.0 } else { n as f64 * (n as f64).ln() }).collect(),
        };
        for (word, after) in bigrams.after.iter().enumerate() {
            exchange.count[exchange.class[word]] += bigrams.count[word];
            for &(next, n) in after {
                exchange.add_pair(exchange.class[word], exchange.class[next as usize], n);
            }
        }
        exchange
    }

    fn add_pair(&mut self, a: usize, b: usize, n: u32) {
        let cell = &mut self.pairs[a * self.classes + b];
        *cell = cell.wrapping_add(n);
        let cell = &mut self.turned[b * self.classes + a];
        *cell = cell.wrapping_add(n);
    }

    /// `n ln n`.
    fn log(&self, n: u32) -> f64 {
        self.logs.get(n as usize).copied().unwrap_or_else(|| f64::from(n) * f64::from(n).ln())
    }

    /// Moves a word to its best class; whether that is another one.
    fn place(&mut self, word: usize) -> bool {
        self.look_at(word);
        let old = self.class[word];
        self.shift(word, old, u32::wrapping_neg);
        let gain = |class: usize| (class, self.gain(word, class));
        let best = (2..self.classes)
            .map(gain)
            .fold((old, self.gain(word, old)), |best, next| if next.1 > best.1 + 1e-9 { next } else { best });
        self.class[word] = best.0;
        self.shift(word, best.0, |n| n);
        best.0 != old
    }

    /// Gathers the classes around a word.
    fn look_at(&mut self, word: usize) {
        let gather = |neighbours: &Neighbours| {
            let mut by_class: BTreeMap<usize, u32> = BTreeMap::new();
            for &(other, n) in neighbours.iter().filter(|(other, _)| *other as usize != word) {
                *by_class.entry(self.class[other as usize]).or_default() += n;
            }
            by_class.into_iter().collect()
        };
        let own = self.bigrams.after[word].iter().find(|(other, _)| *other as usize == word);
        (self.after, self.before, self.own) = (
            gather(&self.bigrams.after[word]),
            gather(&self.bigrams.before[word]),
            own.map_or(0, |(_, n)| *n),
        );
    }

    /// Adds the word's counts to a class, or takes them away.
    fn shift(&mut self, word: usize, class: usize, sign: fn(u32) -> u32) {
        for (other, n) in std::mem::take(&mut self.after) {
            self.add_pair(class, other, sign(n));
            self.after.push((other, n));
        }
        for (other, n) in std::mem::take(&mut self.before) {
            self.add_pair(other, class, sign(n));
            self.before.push((other, n));
        }
        self.add_pair(class, class, sign(self.own));
        self.count[class] = self.count[class].wrapping_add(sign(self.bigrams.count[word]));
    }

    /// What putting the word in hand into a class adds to the likelihood.
    fn gain(&self, word: usize, class: usize) -> f64 {
        let row = &self.pairs[class * self.classes..][..self.classes];
        let column = &self.turned[class * self.classes..][..self.classes];
        let rise = |line: &[u32], around: &[(usize, u32)]| {
            let others = around.iter().filter(|(other, _)| *other != class);
            others.map(|&(other, n)| self.log(line[other] + n) - self.log(line[other])).sum::<f64>()
        };
        let with = |around: &[(usize, u32)]| {
            around.binary_search_by_key(&class, |(other, _)| *other).map_or(0, |at| around[at].1)
        };
        let own = self.own + with(&self.after) + with(&self.before);
        let diagonal = self.log(row[class] + own) - self.log(row[class]);
        let size = self.log(self.count[class] + self.bigrams.count[word]) - self.log(self.count[class]);
        rise(row, &self.after) + rise(column, &self.before) + diagonal - 2.0 * size
    }
}
