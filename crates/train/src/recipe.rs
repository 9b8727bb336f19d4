//! The whole training, step by step: tag set, lexicon, lemma rules, tagger, trees, names.

use crate::encode::Table;
use crate::kept::Kept;
use crate::name_data;
use crate::names::{self, Named};
use crate::oracle::GoldTree;
use crate::tags::TagSet;
use crate::treebank::{self, Gold};
use crate::trees::{self, Tables};
use crate::{augment, clusters, lemmas, lexicon, tagger};
use anyhow::{Context, Result};
use compact_str::CompactString;
use detente_parse::features::Features;
use detente_parse::lemma::Lemmas;
use detente_parse::lexicon::{Entry, Lexicon};
use detente_parse::model::{self, SECTIONS, Section};
use detente_parse::node::Node;
use detente_parse::parser::lemma_hash;
use detente_parse::table::Sparse;
use detente_parse::word;
use detente_text::Doc;
use std::collections::BTreeMap;
use std::path::Path;

/// Parts of the treebank that are tagged by a tagger that has not seen them.
const FOLDS: usize = 3;
/// Passes of the taggers of the parts, which need not be the best.
const FOLD_EPOCHS: usize = 4;
/// Distributional classes of words, fine and coarse.
const CLUSTERS: usize = 400;
const COARSE_CLUSTERS: usize = 50;
/// Passes of the search for them.
const PASSES: usize = 12;
const TAGGER: tagger::Options = tagger::Options { epochs: 6, margin: 5, min_updates: 2, bits: 19 };
const NAMES: tagger::Options = tagger::Options { epochs: 8, margin: 5, min_updates: 2, bits: 18 };
const TREES: trees::Options = trees::Options {
    epochs: 10,
    move_margin: 15,
    label_margin: 8,
    min_updates: 3,
    move_bits: 21,
    label_bits: 18,
};

/// Everything that is learnt from.
struct Material {
    /// All trees, those of GUM last.
    sentences: Vec<Gold>,
    /// The sets of names.
    named: Vec<Named>,
    /// The names in the last of the sentences.
    from_gum: Vec<Named>,
    /// Words of news without annotation.
    news: Vec<Vec<u32>>,
}

impl Material {
    fn read(data: &Path) -> Result<Self> {
        let mut sentences = treebank::read(&data.join("treebanks/ewt/en_ewt-ud-train.conllu"))?;
        let gum = treebank::read(&data.join("treebanks/gum/en_gum-ud-train.conllu"))?;
        let from_gum = gum.iter().map(name_data::from_gum).collect();
        sentences.extend(gum);
        let news = news_sentences(&data.join("news/voa_sentences.jsonl"))?;
        Ok(Self { sentences, named: name_data::training(data)?, from_gum, news })
    }
}

/// Trains everything; `report` is told of the progress. Gives the bytes of the model.
///
/// # Errors
///
/// When the data cannot be read.
pub fn train_all(data: &Path, kept: &Kept, report: &mut dyn FnMut(&str)) -> Result<Vec<u8>> {
    let Material { sentences, named, from_gum, news } = Material::read(data)?;
    report(&format!("{} sentences with trees, {} with names", sentences.len(), named.len() + from_gum.len()));
    let tags = TagSet::new(&sentences);
    let lexicon = kept.get("lexicon", || vec![lexicon::encode(&build_lexicon(&sentences, news, &tags))])?;
    let lexicon = lexicon.into_iter().next().context("a kept lexicon is one part")?;
    let lemma_rules = lemmas::train(&sentences, &tags);
    report(&format!("{} bytes of lexicon, {} of lemma rules", lexicon.len(), lemma_rules.slots.len()));

    let step = Step { tags: &tags, lexicon: Lexicon::new(&lexicon), lemmas: &lemma_rules };
    let predicted = kept.get("jackknife", || step.jackknife(&sentences, report))?;
    let all: Vec<&Gold> = sentences.iter().collect();
    let tagger = kept.table("tagger", || step.tagger(&all, TAGGER.epochs))?;
    report_table("tagger", &tagger, report);
    let trees = trees::train(&step.examples(&sentences, &predicted), TREES, |line| report(line));
    report_table("moves", &trees.moves, report);
    report_table("relations", &trees.labels, report);
    let gum_tags = &predicted[predicted.len() - from_gum.len()..];
    let from_gum: Vec<(Named, &Vec<u8>)> = from_gum.into_iter().zip(gum_tags).collect();
    let names = kept.table("names", || step.names(&named, &from_gum, &tagger))?;
    report_table("names", &names, report);
    Ok(assemble(&tags, lexicon, lemma_rules, tagger, trees, names))
}

/// The file of the model.
fn assemble(
    tags: &TagSet,
    lexicon: Vec<u8>,
    lemmas: lemmas::Sections,
    tagger: Table,
    trees: Tables,
    names: Table,
) -> Vec<u8> {
    let mut sections: [Vec<u8>; SECTIONS] = std::array::from_fn(|_| Vec::new());
    let parts = [
        (Section::Tags, tags.encode()),
        (Section::Lexicon, lexicon),
        (Section::TagSlots, tagger.slots),
        (Section::TagPool, tagger.pool),
        (Section::LemmaSlots, lemmas.slots),
        (Section::LemmaRules, lemmas.rules),
        (Section::Moves, trees.moves.slots),
        (Section::LabelSlots, trees.labels.slots),
        (Section::LabelPool, trees.labels.pool),
        (Section::NameSlots, names.slots),
        (Section::NamePool, names.pool),
    ];
    for (section, bytes) in parts {
        sections[section as usize] = bytes;
    }
    model::encode(&sections)
}

fn report_table(what: &str, table: &Table, report: &mut dyn FnMut(&str)) {
    let bytes = table.slots.len() + table.pool.len();
    report(&format!("{what}: {} of {} features kept, {bytes} bytes", table.kept, table.offered));
}

/// The words of unannotated news, as hashes.
fn news_sentences(path: &Path) -> Result<Vec<Vec<u32>>> {
    let items: Vec<NewsSentence> = name_data::json_lines(path)?;
    let hashes = items.into_iter().flat_map(|item| {
        let doc = Doc::new(detente_text::Article { text: item.text, ..Default::default() });
        let tokens = |sentence| doc.tokens_of(sentence).iter().map(|&span| word::lower_hash(doc.text(span)));
        doc.sentences.iter().map(|sentence| tokens(sentence).collect()).collect::<Vec<_>>()
    });
    Ok(hashes.collect())
}

#[derive(serde::Deserialize)]
struct NewsSentence {
    text: String,
}

fn build_lexicon(sentences: &[Gold], news: Vec<Vec<u32>>, tags: &TagSet) -> BTreeMap<u32, Entry> {
    let hashes = |gold: &Gold| gold.forms.iter().map(|form| word::lower_hash(form)).collect::<Vec<u32>>();
    let text: Vec<Vec<u32>> = news.into_iter().chain(sentences.iter().map(hashes)).collect();
    let mut words: BTreeMap<u32, Entry> = BTreeMap::new();
    for (word, cluster) in clusters::find(&text, CLUSTERS, PASSES) {
        words.entry(word).or_default().cluster = cluster;
    }
    for (word, coarse) in clusters::find(&text, COARSE_CLUSTERS, PASSES) {
        words.entry(word).or_default().coarse = coarse;
    }
    for (word, ambiguity) in lexicon::ambiguity(sentences, |sentence, i| tags.class(sentence, i)) {
        words.entry(word).or_default().ambiguity = ambiguity;
    }
    words
}

/// What the later steps need of the earlier ones.
struct Step<'a> {
    tags: &'a TagSet,
    lexicon: Lexicon<'a>,
    lemmas: &'a lemmas::Sections,
}

impl Step<'_> {
    fn tagger(&self, sentences: &[&Gold], epochs: usize) -> Table {
        let chosen: Vec<Gold> = sentences.iter().map(|sentence| (*sentence).clone()).collect();
        let cased = augment::with_cases(&chosen);
        tagger::train(
            &cased.iter().collect::<Vec<_>>(),
            self.tags,
            self.lexicon,
            tagger::Options { epochs, ..TAGGER },
        )
    }

    /// Tags each sentence with a tagger trained on the others, so that trees are learnt with tags as bad as
    /// they will be.
    fn jackknife(&self, sentences: &[Gold], report: &mut dyn FnMut(&str)) -> Vec<Vec<u8>> {
        let mut predicted = vec![Vec::new(); sentences.len()];
        for fold in 0..FOLDS {
            let others = sentences.iter().enumerate().filter(|(i, _)| fold_of(*i) != fold);
            let table = self.tagger(&others.map(|(_, sentence)| sentence).collect::<Vec<_>>(), FOLD_EPOCHS);
            for (i, sentence) in sentences.iter().enumerate().filter(|(i, _)| fold_of(*i) == fold) {
                predicted[i] = self.tag(&sentence.tokens(), &table);
            }
            report(&format!("tagger of fold {fold} trained"));
        }
        predicted
    }

    fn tag(&self, forms: &[&str], table: &Table) -> Vec<u8> {
        let (mut words, mut tags) = (Vec::new(), Vec::new());
        word::read(forms, self.lexicon, &mut words);
        let weights = Sparse::new(&table.slots, &table.pool);
        let classes = self.tags.classes.len();
        detente_parse::tagger::tag(&words, weights, classes, &mut Features::default(), &mut tags);
        tags
    }

    fn examples(&self, sentences: &[Gold], predicted: &[Vec<u8>]) -> Vec<trees::Example> {
        let example = |(gold, tags): (&Gold, &Vec<u8>)| trees::Example {
            nodes: self.nodes(&gold.tokens(), tags),
            tree: GoldTree::new(&gold.heads),
            labels: gold.labels.clone(),
        };
        // The model is for news, of which the treebanks hold little: it counts twice.
        let news = sentences.iter().zip(predicted).filter(|(gold, _)| gold.document.contains("_news_"));
        sentences.iter().zip(predicted).chain(news).map(example).collect()
    }

    fn nodes(&self, forms: &[&str], tags: &[u8]) -> Vec<Node> {
        let mut words = Vec::new();
        word::read(forms, self.lexicon, &mut words);
        let lemmas = Lemmas::new(&self.lemmas.slots, &self.lemmas.rules);
        let (mut letters, mut lemma) = (Vec::new(), CompactString::default());
        let node = |((form, word), &tag): ((&&str, &word::Word), &u8)| {
            lemmas.lemma(form, tag, &mut letters, &mut lemma);
            let (upos, xpos) = self.tags.classes[usize::from(tag)];
            Node::new(word, lemma_hash(&lemma), upos, xpos)
        };
        forms.iter().zip(&words).zip(tags).map(node).collect()
    }

    /// `gum` are the sentences that the tagger has seen, with the tags it gave them when it had not.
    fn names(&self, sets: &[Named], gum: &[(Named, &Vec<u8>)], tagger: &Table) -> Table {
        let example = |named: &Named, tags: Option<&Vec<u8>>| {
            let forms: Vec<&str> = named.forms.iter().map(String::as_str).collect();
            let mut words = Vec::new();
            word::read(&forms, self.lexicon, &mut words);
            let tags = tags.cloned().unwrap_or_else(|| self.tag(&forms, tagger));
            let upos = tags.iter().map(|&tag| self.tags.classes[usize::from(tag)].0).collect();
            names::Example { words, tags, upos, classes: names::classes_of(&named.names, forms.len()) }
        };
        let mut examples: Vec<_> = sets.iter().map(|named| example(named, None)).collect();
        examples.extend(gum.iter().map(|(named, tags)| example(named, Some(tags))));
        let all: Vec<Named> = sets.iter().chain(gum.iter().map(|(named, _)| named)).cloned().collect();
        examples.extend(augment::names_with_cases(&all).iter().map(|named| example(named, None)));
        names::train(examples, NAMES)
    }
}

fn fold_of(sentence: usize) -> usize {
    sentence / 50 % FOLDS
}
