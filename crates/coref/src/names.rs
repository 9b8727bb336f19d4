//! Names: the same again, shortened, as initials.

use crate::agreement::Agreement;
use crate::choice;
use crate::discourse::Discourse;
use crate::features::{Feature, Features, Model};
use crate::links::Why;
use crate::lists::Sorts;
use crate::name::Name;
use crate::nominal::{Determiner, Nominal};
use crate::tree::Role;
use detente_parse::NameKind;

/// The earlier name that a name repeats.
pub(crate) fn antecedent(discourse: &mut Discourse<'_>, mention: usize) -> Option<(usize, Why)> {
    let name = discourse.name(mention)?;
    let nominal = &discourse.nominals[mention];
    if nominal.sorts == Sorts::TIME || nominal.determiner == Determiner::Indefinite {
        return None;
    }
    let mut candidates = candidates(discourse, name);
    candidates.sort_unstable_by_key(|&m| std::cmp::Reverse(m));
    candidates.dedup();
    let related = candidates.iter().filter_map(|&m| Some((m, relation(discourse, mention, m)?)));
    let related: Vec<(usize, Relation)> = related.collect();
    let features = related.iter().map(|&(m, relation)| (m, features(discourse, mention, m, relation)));
    let features: Vec<(usize, Features)> = features.collect();
    let chosen = choice::choose(discourse, mention, Model::Name, features)?;
    let (_, relation) = related.into_iter().find(|&(m, _)| m == chosen)?;
    Some((chosen, relation.why()))
}

/// How two names go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Same,
    Acronym,
    /// One is part of the other, as names of people are.
    Person,
    /// The same of other names.
    Body,
}

impl Relation {
    fn why(self) -> Why {
        match self {
            Self::Same => Why::SameName,
            Self::Acronym => Why::Acronym,
            Self::Person | Self::Body => Why::ShortName,
        }
    }
}

/// Earlier names that share the whole, the first, the last or the main word, or the initials.
fn candidates(discourse: &Discourse<'_>, name: &Name) -> Vec<usize> {
    let mut found: Vec<usize> = discourse.named(&name.key()).collect();
    let words = [name.words.first(), name.words.last()].into_iter().flatten().map(String::as_str);
    for word in words.chain([name.head_word()]) {
        found.extend(discourse.with_word(word));
    }
    if name.is_acronym() {
        found.extend(discourse.with_initials(&name.words[0]));
    } else if name.words.len() > 1 {
        for initials in [name.initials(true), name.initials(false)] {
            found.extend(discourse.named(&initials));
        }
    }
    found
}

fn relation(discourse: &Discourse<'_>, mention: usize, earlier: usize) -> Option<Relation> {
    let (name, other) = (discourse.name(mention)?, discourse.name(earlier)?);
    if !name.gender().meets(other.gender()) || name.part != other.part {
        return None;
    }
    if name.key() == other.key() {
        return Some(Relation::Same);
    }
    if are_initials(name, other) || are_initials(other, name) {
        return Some(Relation::Acronym);
    }
    if is_part_of_person(discourse, mention, earlier) {
        return Some(Relation::Person);
    }
    is_part_of_body(discourse, mention, earlier).then_some(Relation::Body)
}

/// "PKK" of "Kurdistan Workers' Party".
fn are_initials(short: &Name, long: &Name) -> bool {
    let initials = |all| long.initials(all) == short.words[0];
    short.is_acronym() && long.words.len() > 1 && (initials(true) || initials(false))
}

/// "Lee" and "Ann Lee".
fn is_part_of_person(discourse: &Discourse<'_>, mention: usize, earlier: usize) -> bool {
    let (Some(name), Some(other)) = (discourse.name(mention), discourse.name(earlier)) else { return false };
    let person = |m: usize| discourse.nominals[m].sorts == Sorts::PERSON;
    may_be_person(discourse, mention)
        && may_be_person(discourse, earlier)
        && (person(mention) || person(earlier))
        && discourse.agreement(earlier).and(Agreement::PERSON).meets(name.gender())
        && is_short_for(&name.words, &other.words)
        && fits_fullest(discourse, earlier, &name.words)
}

fn may_be_person(discourse: &Discourse<'_>, mention: usize) -> bool {
    let nominal = &discourse.nominals[mention];
    let Some(name) = nominal.name() else { return false };
    let unknown = nominal.sorts == Sorts::default() && !nominal.plural && !name.is_acronym();
    nominal.sorts == Sorts::PERSON || unknown && matches!(name.kind, Some(NameKind::Per) | None)
}

/// Whether two names of people may be forms of one: one is the end or the start of the other, or both ends agree.
fn is_short_for(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let both_ends = short.len() > 1 && short.first() == long.first() && short.last() == long.last();
    short.len() < long.len() && (long.ends_with(short) || long.starts_with(short) || both_ends)
}

/// Whether a name may be the longest one of a chain too: "Ann Lee" is not the "Lee" who was "Bob Lee" before.
fn fits_fullest(discourse: &Discourse<'_>, mention: usize, words: &[String]) -> bool {
    let fullest = discourse.fullest(mention).and_then(|m| discourse.name(m));
    fullest.is_none_or(|name| name.words == words || is_short_for(&name.words, words))
}

/// "the Arts Foundation" and "the Lee Foundation for the Arts".
fn is_part_of_body(discourse: &Discourse<'_>, mention: usize, earlier: usize) -> bool {
    let (Some(name), Some(other)) = (discourse.name(mention), discourse.name(earlier)) else { return false };
    let person = |m: usize| discourse.nominals[m].sorts.is(Sorts::PERSON);
    !person(mention)
        && !person(earlier)
        && name.head_word() == other.head_word()
        && name.words.len().min(other.words.len()) > 1
        && name.words.len() != other.words.len()
        && (is_within(&name.words, &other.words) || is_within(&other.words, &name.words))
}

/// Whether the words of one are all in the other, in this order.
fn is_within(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

fn features(discourse: &Discourse<'_>, mention: usize, earlier: usize, relation: Relation) -> Features {
    let (nominal, other) = (&discourse.nominals[mention], &discourse.nominals[earlier]);
    let mut features = choice::features(discourse, mention, earlier);
    features.add(match relation {
        Relation::Same => Feature::NameSame,
        Relation::Acronym => Feature::NameInitials,
        Relation::Person => Feature::NameOfPerson,
        Relation::Body => Feature::NameOfBody,
    });
    kinds(nominal, other, &mut features);
    contexts(nominal, other, &mut features);
    features.add_if(!numbers_fit(nominal, other), Feature::AddsModifiers);
    features
}

/// What the two name.
fn kinds(nominal: &Nominal, other: &Nominal, features: &mut Features) {
    features.add(match (nominal.sorts, other.sorts) {
        (a, b) if a == b => Feature::SortsSame,
        (a, b) if a == Sorts::default() || b == Sorts::default() => Feature::SortsUnknown,
        _ => Feature::SortsClash,
    });
    features.add_if(nominal.sorts == Sorts::PERSON, Feature::IsHuman);
    features.add_if(nominal.sorts == Sorts::BODY, Feature::IsBody);
    features.add_if(nominal.sorts == Sorts::COUNTRY, Feature::IsCountry);
    features.add_if(nominal.sorts == Sorts::PLACE, Feature::IsPlace);
    features.add_if(nominal.name().is_some_and(Name::is_acronym), Feature::IsAcronym);
    let words = |n: &Nominal| n.name().map_or(0, |name| name.words.len());
    features.add_if(words(nominal) == 1, Feature::ThisIsOneWord);
    features.add_if(words(nominal) > words(other), Feature::ThisIsLonger);
}

/// How the two are put.
fn contexts(nominal: &Nominal, other: &Nominal, features: &mut Features) {
    features.add_if(nominal.role == Role::Modifier, Feature::ThisIsModifier);
    features.add_if(nominal.is_nested(), Feature::ThisIsNested);
    features.add_if(other.is_nested(), Feature::ItIsNested);
    features.add_if(nominal.determiner == Determiner::The, Feature::ThisIsDefinite);
    features.add_if(other.determiner == Determiner::Indefinite, Feature::Indefinite);
}

/// "the 2002 games" are not those without a year or of another.
fn numbers_fit(later: &Nominal, earlier: &Nominal) -> bool {
    let number = |word: &&String| word.bytes().all(|b| b.is_ascii_digit());
    let mut numbers = later.modifiers.iter().filter(number);
    numbers.all(|n| earlier.modifiers.contains(n))
}
