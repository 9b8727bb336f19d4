//! Prints scores, links and what was missed.

use crate::conllu::{Document, GoldMention};
use crate::input::Trees;
use crate::score::{GoldForm, Matcher, Score, form};
use detente_coref::{Link, Links, Mention};
use detente_parse::ParsedSentence;
use std::collections::BTreeMap;

/// Both ends of a link, each with its sentence, its head and its entity.
pub fn print_link(
    document: &Document,
    links: &Links,
    link: &Link,
    right: bool,
    sentences: &[ParsedSentence<'_>],
) {
    let matcher = Matcher::new(document, false);
    let show = |mention: &Mention| {
        let text = sentences[mention.sentence].cover(mention.tokens.clone());
        let text = sentences[mention.sentence].doc.text(text);
        let head = sentences[mention.sentence].form(mention.head);
        let entity = matcher.gold(mention).map_or("no mention", |g| document.mentions[g].entity.as_str());
        let relation = sentences[mention.sentence].deprel(mention.head).name();
        format!("{}: {text} [{head} {relation}] ({entity})", mention.sentence)
    };
    let (anaphor, antecedent) = (&links.mentions()[link.anaphor], &links.mentions()[link.antecedent]);
    let verdict = if right { "right" } else { "WRONG" };
    println!("{}\t{verdict} {}\t{}\t<- {}", document.id, link.why.name(), show(anaphor), show(antecedent));
}

/// Names, pronouns and definite nouns that should have been linked.
pub fn print_missed(document: &Document, links: &Links, sentences: &[ParsedSentence<'_>]) {
    let matcher = Matcher::new(document, false);
    let linked: Vec<usize> =
        links.links().iter().filter_map(|l| matcher.gold(&links.mentions()[l.anaphor])).collect();
    let words =
        |gold: &GoldMention| document.sentences[gold.sentence].forms[gold.first..=gold.last].join(" ");
    for (i, gold) in document.mentions.iter().enumerate() {
        let form = form(document, gold);
        if !gold.is_anaphoric || linked.contains(&i) || form == GoldForm::Other {
            continue;
        }
        let earlier = document.mentions[..i].iter().rev().find(|g| g.entity == gold.entity);
        let earlier = earlier.map(|g| format!("{}: {}", g.sentence, words(g))).unwrap_or_default();
        let seen = if links.mention_at(gold.sentence, gold.head).is_some() { "seen" } else { "unseen" };
        let relation = sentences[gold.sentence].deprel(gold.head).name();
        let (id, form, text) = (&document.id, form.name(), words(gold));
        println!("{id}\tmissed {form}\t{}: {text} [{relation}, {seen}]\t<- {earlier}", gold.sentence);
    }
}

/// Precision and recall of each part, of all, and of each kind.
pub fn print_scores(trees: Trees, scores: &BTreeMap<String, Score>) {
    println!("\n## {trees:?} trees");
    for (part, score) in scores {
        println!("{part}: {}", line(score));
    }
    let mut total = Score::default();
    for score in scores.values() {
        total.merge(score);
    }
    println!("all: {}", line(&total));
    for (kind, share) in &total.links {
        println!("  link {kind}: {share}");
    }
    for (form, share) in &total.found {
        println!("  recall {}: {share}", form.name());
    }
}

fn line(score: &Score) -> String {
    let (precision, recall, tried) = (score.precision(), score.recall(), score.recall_of_tried());
    format!("precision {precision}, recall {recall}, of what is tried {tried}")
}
