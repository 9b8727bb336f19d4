//! Who is meant: pronouns, definite nouns, acronyms and shortened names of one document, linked to what they stand for.
//!
//! [`resolve`] takes the parsed sentences of a document and gives its [`Links`]. The way is one pass from left to right: the
//! mentions of a sentence are found (`find`), and each is given to the rules for its form: `names`, `nouns`, `pronouns`, and
//! `appositions`. Rules say which earlier mentions are candidates; `choice` takes the one with the highest score, or none
//! where no link or another chain is nearly as good. What a chain is known to be (man, woman, body, several) is carried along
//! and narrows what later pronouns may stand for. Work a mention is bounded, so time is linear in the document's length;
//! all figures are integers. Word lists and weights are data (`data/coref/`).
//!
//! ```
//! use detente_coref::resolve;
//! use detente_parse::ParsedSentence;
//! use detente_text::{Article, Doc};
//!
//! let doc = Doc::new(Article::default());
//! let sentences: Vec<ParsedSentence> = Vec::new(); // from detente_parse::Parser, one for each of doc.sentences
//! let links = resolve(&sentences);
//! // Whom does token 3 of sentence 7 stand for?
//! assert_eq!(links.antecedent(7, 3), None);
//! # let _ = doc;
//! ```

mod agreement;
mod appositions;
mod bearer;
mod binding;
#[doc(hidden)]
pub mod choice;
mod discourse;
#[doc(hidden)]
pub mod features;
mod find;
mod links;
mod lists;
mod name;
mod names;
mod nominal;
mod nouns;
mod phrase;
mod pronouns;
mod quotes;
mod speakers;
#[cfg(test)]
mod tests;
mod tree;

pub use links::{Link, Links, Mention, MentionForm, Why};

use detente_parse::ParsedSentence;
use discourse::Discourse;
use nominal::{Form, Nominal};

/// Links the mentions of a document. The sentences are those of one document, in text order, and each has one tree, as
/// `detente_parse::Parser` gives.
pub fn resolve(sentences: &[ParsedSentence<'_>]) -> Links {
    read(sentences, false).finish()
}

/// The links together with all choices that were made; for the example that finds the weights.
#[doc(hidden)]
pub fn decisions(sentences: &[ParsedSentence<'_>]) -> (Links, Vec<choice::Decision>) {
    let mut discourse = read(sentences, true);
    let decisions = discourse.decisions.take().unwrap_or_default();
    (discourse.finish(), decisions)
}

fn read<'a>(sentences: &[ParsedSentence<'a>], record: bool) -> Discourse<'a> {
    let trees = sentences.iter().map(|&sentence| tree::Tree::new(sentence)).collect();
    let mut discourse = Discourse::new(trees);
    discourse.decisions = record.then(Vec::new);
    for sentence in 0..sentences.len() {
        for nominal in find::nominals(&discourse.trees[sentence], sentence) {
            if nominal.is_nested() && !is_known(&discourse, &nominal) {
                continue;
            }
            let mention = discourse.add(nominal);
            link(&mut discourse, mention);
            discourse.enter(mention);
        }
    }
    speakers::link(&mut discourse);
    discourse
}

/// Whether the same name was used before.
fn is_known(discourse: &Discourse<'_>, nominal: &Nominal) -> bool {
    nominal.name().is_some_and(|name| discourse.named(&name.key()).next().is_some())
}

/// Links one mention by the rules for its form.
fn link(discourse: &mut Discourse<'_>, mention: usize) {
    if discourse.nominals[mention].is_group() {
        return;
    }
    let beside = appositions::apposition(discourse, mention).map(|m| (m, Why::Apposition));
    let beside = beside.or_else(|| appositions::predicate(discourse, mention).map(|m| (m, Why::Predicate)));
    let found = match discourse.nominals[mention].form {
        Form::Name(_) => names::antecedent(discourse, mention),
        Form::Noun if beside.is_some() => None,
        Form::Noun => nouns::antecedent(discourse, mention),
        Form::Pronoun(_) => pronouns::antecedent(discourse, mention),
    };
    let beside = beside.filter(|&(m, _)| found.is_none_or(|(other, _)| other != m));
    for (antecedent, why) in found.into_iter().chain(beside) {
        discourse.link(mention, antecedent, why);
    }
}
