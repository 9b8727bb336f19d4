//! What the model of factuality reads of a word, for its training.

use crate::circumstances::Circumstances;
use crate::coder::EventCoder;
use crate::draft::find_operations;
use crate::happened::take_rows;
use crate::judge::{Judge, Opinion};
use crate::tree::Tree;
use detente_nn::Rows;
use detente_parse::ParsedSentence;

/// What is read of one word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grounds {
    /// The judge's vectors of the word, its head and the verb above, end to end.
    pub vectors: Vec<f32>,
    /// Hashes of the circumstances.
    pub names: Vec<u32>,
    /// The judge's scores of the statuses.
    pub judged: Vec<f32>,
    /// The place of the rules' status in `Status::ALL`.
    pub ruled: usize,
}

impl EventCoder {
    /// What is read of each of these words. The sentence is taken by itself; nothing without a judge.
    #[doc(hidden)]
    pub fn grounds(&mut self, sentence: ParsedSentence<'_>, words: &[usize]) -> Vec<Grounds> {
        let Some(judge) = self.judge else { return vec![] };
        let (known, opinion) = self.known(judge, sentence, words);
        let (x, _) = self.scratch.vectors();
        let mut rows = Rows::default();
        take_rows(x, &known, &mut rows);
        let grounds = |(i, (known, &word)): (usize, (Circumstances, &usize))| Grounds {
            vectors: rows.row(i).to_vec(),
            names: known.names,
            judged: opinion.statuses(word).to_vec(),
            ruled: known.status as usize,
        };
        known.into_iter().zip(words).enumerate().map(grounds).collect()
    }

    /// Lets the judge read a sentence by itself, and says what is known of words in it.
    pub(crate) fn known(
        &mut self,
        judge: &Judge,
        sentence: ParsedSentence<'_>,
        words: &[usize],
    ) -> (Vec<Circumstances>, Opinion) {
        if sentence.is_empty() {
            return Default::default();
        }
        let hints = self.hints(sentence);
        let opinion = judge.judge(sentence, &hints, &mut self.scratch);
        let tree = Tree::new(sentence, self.lexicon);
        let operations = find_operations(&tree, self.lexicon);
        let known = words
            .iter()
            .filter(|word| **word < sentence.len())
            .map(|&word| Circumstances::of(&tree, &self.lexicon.grammar, &operations, word));
        (known.collect(), opinion)
    }
}
