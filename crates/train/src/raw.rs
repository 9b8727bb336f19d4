//! Scores from raw text: the treebank's text is put together again, cut by `detente-text`, parsed, and
//! compared word by word, by place in the text (after the `CoNLL` 2018 shared task, but with full relations).

use crate::treebank::Gold;
use detente_parse::{Parser, Scratch};
use detente_text::{Article, Doc};
use std::collections::HashMap;

/// A word of either side: its place, and the place of its head (its own for the root).
type Place = (u32, u32);

/// Words of both sides and how many agree.
#[derive(Clone, Copy, Debug, Default)]
pub struct RawScore {
    gold: usize,
    found: usize,
    /// Same place; and same UPOS, same XPOS, same lemma, same head, same head and relation.
    right: [usize; 6],
    sentences: [usize; 3],
}

impl RawScore {
    /// F1 of words, UPOS, XPOS, lemmas, heads, and heads with relations, in percent.
    pub fn f1(&self) -> [f64; 6] {
        self.right.map(|right| 200.0 * right as f64 / (self.gold + self.found).max(1) as f64)
    }

    /// F1 of sentences in percent.
    pub fn sentence_f1(&self) -> f64 {
        let [gold, found, right] = self.sentences;
        200.0 * right as f64 / (gold + found).max(1) as f64
    }
}

/// Scores over whole documents.
pub fn score(parser: &Parser, gold: &[Gold]) -> RawScore {
    let mut score = RawScore::default();
    let mut scratch = Scratch::default();
    for document in gold.chunk_by(|a, b| a.document == b.document) {
        let (text, places) = text_of(document);
        let doc = Doc::new(Article { text, ..Article::default() });
        compare(parser, &mut scratch, document, &places, &doc, &mut score);
    }
    score
}

/// The text of a document and the places of its words, by sentence.
fn text_of(document: &[Gold]) -> (String, Vec<Vec<Place>>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for (i, sentence) in document.iter().enumerate() {
        if i > 0 && sentence.paragraph {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        let mut words = Vec::new();
        let mut next = 0;
        for surface in &sentence.surface {
            let start = text.len();
            text.push_str(&surface.form);
            let forms = &sentence.forms[next..next + surface.words];
            words.extend(split(start, &surface.form, forms));
            next += surface.words;
            if surface.space {
                text.push(' ');
            }
        }
        places.push(words);
    }
    (text, places)
}

/// The places of the words in a surface token; words that do not spell it all get the whole of it.
fn split(start: usize, surface: &str, forms: &[String]) -> Vec<Place> {
    let whole = (start as u32, (start + surface.len()) as u32);
    if forms.concat() != surface {
        return vec![whole; forms.len()];
    }
    let mut at = whole.0;
    let place = |form: &String| {
        let begin = at;
        at += form.len() as u32;
        (begin, at)
    };
    forms.iter().map(place).collect()
}

fn compare(
    parser: &Parser,
    scratch: &mut Scratch,
    document: &[Gold],
    places: &[Vec<Place>],
    doc: &Doc,
    score: &mut RawScore,
) {
    let mut index: HashMap<Place, (usize, usize)> = HashMap::new();
    for (s, words) in places.iter().enumerate() {
        score.gold += words.len();
        index.extend(words.iter().enumerate().map(|(w, place)| (*place, (s, w))));
    }
    let bounds = |words: &Vec<Place>| Some((words.first()?.0, words.last()?.1));
    let whole: Vec<Place> = places.iter().filter_map(bounds).collect();
    score.sentences[0] += whole.len();
    for sentence in &doc.sentences {
        let tokens = doc.tokens_of(sentence);
        let place = |i: usize| (tokens[i].start, tokens[i].end);
        let syntax = parser.parse_with(scratch, doc, sentence);
        score.found += tokens.len();
        score.sentences[1] += 1;
        score.sentences[2] += usize::from(whole.contains(&(sentence.span.start, sentence.span.end)));
        for i in 0..tokens.len() {
            let Some(&(s, w)) = index.get(&place(i)) else { continue };
            let gold = &document[s];
            let head_place = places[s][gold.heads[w] as usize];
            let head = head_place == place(syntax.head[i] as usize);
            let agree = [
                true,
                gold.upos[w] == syntax.upos[i],
                gold.xpos[w] == syntax.xpos[i],
                gold.lemmas[w] == syntax.lemma[i] || gold.lemmas[w] == "_",
                head,
                head && gold.labels[w] == syntax.deprel[i],
            ];
            for (count, agrees) in score.right.iter_mut().zip(agree) {
                *count += usize::from(agrees);
            }
        }
    }
}
