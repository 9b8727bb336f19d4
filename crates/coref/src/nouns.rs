//! Definite nouns: "the minister" after "a minister", "the party" after "the Green Party", "the country" after "Chad".

use crate::choice;
use crate::discourse::Discourse;
use crate::features::{Feature, Features, Model};
use crate::links::Why;
use crate::lists::Sorts;
use crate::nominal::{Determiner, Nominal};
use detente_parse::Upos;

/// How many sentences back a noun may be linked.
const SENTENCES: usize = 30;
/// The same for a noun that stands for a name ("the country").
const SENTENCES_TO_NAME: usize = 3;
/// How many mentions are looked at for that; bounds the work a noun.
const MENTIONS: usize = 80;

/// The earlier mention that a noun takes up.
pub(crate) fn antecedent(discourse: &mut Discourse<'_>, mention: usize) -> Option<(usize, Why)> {
    let nominal = &discourse.nominals[mention];
    if nominal.sorts.is(Sorts::TIME) || nominal.sorts.is(Sorts::MEASURE) {
        return None;
    }
    match nominal.determiner {
        Determiner::The | Determiner::Demonstrative | Determiner::Possessive(_) => {
            taken_up(discourse, mention, Model::Noun).map(|m| (m, Why::DefiniteNoun))
        }
        Determiner::None => taken_up(discourse, mention, Model::Bare).map(|m| (m, Why::SameNoun)),
        Determiner::Indefinite => None,
    }
}

fn near(discourse: &Discourse<'_>, nominal: &Nominal, earlier: usize, sentences: usize) -> bool {
    let other = &discourse.nominals[earlier];
    nominal.sentence - other.sentence <= sentences && !contains(other, nominal) && !contains(nominal, other)
}

/// Whether one phrase is inside the other.
fn contains(outer: &Nominal, inner: &Nominal) -> bool {
    outer.sentence == inner.sentence && outer.tokens.contains(&inner.head)
}

/// A mention with the same noun as head, title or end of its name, or a name that the noun may stand for.
fn taken_up(discourse: &mut Discourse<'_>, mention: usize, model: Model) -> Option<usize> {
    let nominal = &discourse.nominals[mention];
    let fits = |&m: &usize| near(discourse, nominal, m, SENTENCES);
    let mut candidates: Vec<usize> = discourse.with_noun(&nominal.lemma).filter(fits).collect();
    if model == Model::Noun {
        candidates.extend(names_of_sort(discourse, mention));
    }
    candidates.sort_unstable_by_key(|&m| std::cmp::Reverse(m));
    candidates.dedup();
    let latest = candidates.first().map(|&m| discourse.chain(m));
    let with_features = candidates.iter().map(|&m| {
        let mut features = choice::features(discourse, mention, m);
        compare(nominal, &discourse.nominals[m], &mut features);
        features.add_if(text(discourse, mention) == text(discourse, m), Feature::SameText);
        owners(discourse, nominal, &discourse.nominals[m], &mut features);
        features.add_if(latest != Some(discourse.chain(m)), Feature::NotLatest);
        (m, features)
    });
    let with_features: Vec<(usize, Features)> = with_features.collect();
    choice::choose(discourse, mention, model, with_features)
}

/// The words of a phrase, without its article and in lower case.
fn text(discourse: &Discourse<'_>, mention: usize) -> String {
    let (nominal, tree) = (&discourse.nominals[mention], discourse.tree(mention));
    let words =
        nominal.tokens.clone().filter(|&t| tree.upos(t) != Upos::Det).map(|t| tree.form(t).to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

/// The words of both phrases.
fn compare(nominal: &Nominal, other: &Nominal, features: &mut Features) {
    features.add(if nominal.modifiers == other.modifiers {
        Feature::SameModifiers
    } else if nominal.modifiers.len() < other.modifiers.len() {
        Feature::FewerModifiers
    } else {
        Feature::OtherModifiers
    });
    features.add_if(nominal.tokens.end > nominal.head + 1 || nominal.has_clause, Feature::ThisGoesOn);
    features.add_if(other.tokens.end > other.head + 1 || other.has_clause, Feature::ItGoesOn);
    features.add_if(nominal.plural != other.plural, Feature::NumberDiffers);
    features.add_if(nominal.sorts.is(Sorts::HUMAN.or(Sorts::PEOPLE)), Feature::IsHuman);
    features.add_if(nominal.sorts.is(Sorts::BODY), Feature::IsBody);
    features.add_if(nominal.sorts.is(Sorts::COUNTRY), Feature::IsCountry);
    features.add_if(nominal.sorts.is(Sorts::PLACE), Feature::IsPlace);
    features.add_if(!modifiers_fit(nominal, other), Feature::AddsModifiers);
    if let Some(name) = other.name() {
        let by_title = name.titles.contains(&nominal.lemma);
        let by_end = name.head_word().eq_ignore_ascii_case(&nominal.lemma);
        features.add_if(by_title, Feature::ByTitle);
        features.add_if(!by_title && !by_end, Feature::BySort);
    }
}

/// Whether all that the later mention says is in the earlier.
fn modifiers_fit(later: &Nominal, earlier: &Nominal) -> bool {
    let in_name =
        |word: &String| earlier.name().is_some_and(|n| n.words.iter().any(|w| w.to_lowercase() == *word));
    later.modifiers.iter().all(|word| earlier.modifiers.contains(word) || in_name(word))
}

/// "the country": the countries named.
fn names_of_sort(discourse: &Discourse<'_>, mention: usize) -> Vec<usize> {
    let nominal = &discourse.nominals[mention];
    let wanted = Sorts::COUNTRY.or(Sorts::GENERIC).or(Sorts::CITY);
    if !nominal.modifiers.is_empty() || nominal.plural || !nominal.sorts.is(wanted) {
        return Vec::new();
    }
    let first = nominal.sentence.saturating_sub(SENTENCES_TO_NAME);
    let before = (0..mention).rev().take(MENTIONS).take_while(|&m| discourse.nominals[m].sentence >= first);
    before.filter(|&m| is_of_sort(nominal, &discourse.nominals[m])).collect()
}

fn is_of_sort(noun: &Nominal, other: &Nominal) -> bool {
    if other.name().is_none() || contains(other, noun) {
        return false;
    }
    let country = other.sorts == Sorts::COUNTRY && noun.sorts.is(Sorts::COUNTRY);
    let city = other.sorts == Sorts::PLACE && noun.sorts.is(Sorts::CITY);
    country || city || other.sorts == Sorts::BODY && noun.sorts.is(Sorts::GENERIC)
}

/// "his father" after "his father": whether both have an owner, and the same.
fn owners(discourse: &Discourse<'_>, nominal: &Nominal, other: &Nominal, features: &mut Features) {
    let owner = |n: &Nominal| match n.determiner {
        Determiner::Possessive(token) => Some(discourse.at(n.sentence, token).map(|o| discourse.chain(o))),
        _ => None,
    };
    match (owner(nominal), owner(other)) {
        (Some(Some(a)), Some(Some(b))) if a == b => features.add(Feature::SameOwner),
        (Some(_), Some(_)) => features.add(Feature::OtherOwner),
        (Some(_), None) => features.add(Feature::Owned),
        _ => {}
    }
}
