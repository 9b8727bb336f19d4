//! Actor resolution: tables under `data/actors` become a word trie, and a mention is read against it.

mod analyse;
mod clauses;
mod country;
mod entity;
mod items;
mod lexicon;
mod lint;
mod mentions;
mod names;
mod resolver;
mod table;
#[cfg(test)]
mod tests;
mod token;
mod words;

pub use country::CountryEntry;
pub use lint::Problem;
pub use mentions::{CountryMention, MentionForm};
pub use resolver::{ActorSources, Resolver};
