//! Sentences with names, and the classes that spell them.

use detente_parse::names::{self, OUTSIDE, Place};
use detente_parse::{Name, NameKind};

/// A sentence with its names.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Words as written.
    pub forms: Vec<String>,
    /// The names.
    pub names: Vec<Name>,
}

/// The classes that spell these names.
pub fn classes_of(names: &[Name], tokens: usize) -> Vec<u8> {
    let mut classes = vec![OUTSIDE; tokens];
    for name in names {
        let last = name.tokens.end - 1;
        for i in name.tokens.clone() {
            let place = match (i == name.tokens.start, i == last) {
                (true, true) => Place::Unit,
                (true, false) => Place::Begin,
                (false, true) => Place::Last,
                (false, false) => Place::Inside,
            };
            classes[i] = names::class(name.kind, place);
        }
    }
    classes
}

/// The names that a column of BIO or IO tags spells; `kind` maps a type, to nothing where it is no name.
pub fn from_bio(tags: &[&str], kind: impl Fn(&str) -> Option<NameKind>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut open: Option<&str> = None;
    for (i, tag) in tags.iter().enumerate() {
        let (place, class) = tag.split_once('-').unwrap_or(("O", ""));
        let goes_on = place == "I" && open == Some(class);
        match (goes_on, kind(class)) {
            (true, Some(_)) => {
                if let Some(name) = names.last_mut() {
                    name.tokens.end = i + 1;
                }
            }
            (false, Some(kind)) if place != "O" => names.push(Name { tokens: i..i + 1, kind }),
            _ => {}
        }
        open = (place != "O").then_some(class);
    }
    names
}
