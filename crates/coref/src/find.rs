//! Finds the mentions of a sentence.

use crate::agreement::Agreement;
use crate::bearer::{bearer, is_called};
use crate::lists::{Person, Sorts, lists};
use crate::name::{Name, enclosing, gender_of_noun, recognised};
use crate::nominal::{Determiner, Extent, Form, Nominal};
use crate::phrase;
use crate::tree::Tree;
use detente_parse::{Deprel, NameKind, Upos, Xpos};

/// The mentions of a sentence in the order of their heads.
pub(crate) fn nominals(tree: &Tree<'_>, sentence: usize) -> Vec<Nominal> {
    let mut found = Vec::new();
    for token in 0..tree.len() {
        let Some(nominal) = at(tree, sentence, token) else { continue };
        if let Some(group) = group(tree, &nominal) {
            found.push(group);
        }
        found.push(nominal);
    }
    found
}

fn at(tree: &Tree<'_>, sentence: usize, token: usize) -> Option<Nominal> {
    match tree.upos(token) {
        Upos::Pron => pronoun(tree, sentence, token),
        Upos::Noun | Upos::Propn if is_head(tree, token) => Some(noun(tree, sentence, token)),
        Upos::Propn if is_nested(tree, token) => {
            Some(Nominal { extent: Extent::Nested, ..noun(tree, sentence, token) })
        }
        _ => None,
    }
}

/// Whether a noun is the head of a phrase of its own and not a part of a name or a compound.
fn is_head(tree: &Tree<'_>, token: usize) -> bool {
    match tree.deprel(token) {
        Deprel::Flat | Deprel::Fixed | Deprel::Goeswith | Deprel::Reparandum | Deprel::Discourse => false,
        Deprel::Compound | Deprel::NmodDesc | Deprel::Amod => is_name_in_compound(tree, token),
        Deprel::Appos if tree.head(token).is_some_and(|h| is_called(tree, h, token)) => false,
        _ => !is_inside_name(tree, token),
    }
}

/// "the Bank of *Norway*": part of a name, and itself a mention only where it is a name that a list holds.
fn is_inside_name(tree: &Tree<'_>, token: usize) -> bool {
    let inside = recognised(tree, token).is_some_and(|name| enclosing(tree, token, &name.tokens).is_some());
    inside && Name::at(tree, token).is_none_or(|name| name.alias().is_none())
}

/// "the *Ann Lee* Foundation": a name inside a name.
fn is_nested(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.deprel(token), Deprel::Compound | Deprel::Nmod | Deprel::NmodPoss | Deprel::Obl)
        && recognised(tree, token).is_some_and(|name| name.kind != NameKind::Per)
        && Name::at(tree, token).is_some_and(|name| name.words.len() > 1)
}

/// "the *Zagreb* court": a name before a noun that is not part of the name itself, of a known kind.
fn is_name_in_compound(tree: &Tree<'_>, token: usize) -> bool {
    let Some(head) = tree.head(token).filter(|&head| !is_called(tree, head, token)) else { return false };
    let Some(name) = Name::at(tree, token) else { return false };
    let apart = match recognised(tree, token) {
        Some(name) => !name.tokens.contains(&head),
        None => tree.upos(head) == Upos::Noun,
    };
    let known = name.sorts() != Sorts::default() && name.titles.is_empty();
    name.alias().is_some() || (apart && known && tree.upos(token) == Upos::Propn)
}

fn pronoun(tree: &Tree<'_>, sentence: usize, token: usize) -> Option<Nominal> {
    let pronoun = lists().pronoun(&tree.form(token).to_lowercase())?;
    let agreement = match pronoun.person {
        Person::Other(agreement) => agreement,
        Person::Speaker => Agreement::PERSON,
        Person::Speakers => Agreement::THEY,
    };
    Some(Nominal {
        sentence,
        head: token,
        tokens: token..token + 1,
        extent: Extent::Phrase,
        form: Form::Pronoun(pronoun),
        lemma: tree.lemma(token).to_lowercase(),
        plural: agreement == Agreement::THEY,
        determiner: Determiner::None,
        modifiers: Vec::new(),
        sorts: Sorts::default(),
        agreement,
        role: tree.role(token),
        has_clause: false,
        alias: None,
    })
}

fn noun(tree: &Tree<'_>, sentence: usize, token: usize) -> Nominal {
    let lemma = tree.lemma(token).to_lowercase();
    let plural = matches!(tree.sentence().xpos(token), Xpos::Nns | Xpos::Nnps);
    let determiner = determiner(tree, token);
    let name = bearer(tree, token).and_then(|bearer| Name::at(tree, bearer));
    let name = name.filter(|name| !is_title_alone(name, determiner));
    let sorts = name.as_ref().map_or_else(|| lists().noun(&lemma), Name::sorts);
    let agreement = match &name {
        Some(name) => agreement_of_name(name, sorts, plural),
        None => agreement_of(sorts, &lemma, plural),
    };
    Nominal {
        sentence,
        head: token,
        tokens: phrase::of(tree, token),
        extent: Extent::Phrase,
        form: name.map_or(Form::Noun, Form::Name),
        modifiers: modifiers(tree, token),
        has_clause: tree.children(token).any(|c| matches!(tree.deprel(c), Deprel::Acl | Deprel::AclRelcl)),
        alias: bearer(tree, token).filter(|&b| b != token),
        role: tree.role(token),
        lemma,
        plural,
        determiner,
        sorts,
        agreement,
    }
}

/// "the President", "the Court": a noun with a capital, not a name.
fn is_title_alone(name: &Name, determiner: Determiner) -> bool {
    let word = name.words[0].to_lowercase();
    name.words.len() == 1 && determiner != Determiner::None && lists().noun(&word) != Sorts::default()
}

fn agreement_of_name(name: &Name, sorts: Sorts, plural: bool) -> Agreement {
    match sorts {
        Sorts::PERSON => name.gender(),
        _ if sorts == Sorts::default() && !plural => Agreement::ANY_ONE,
        // The plural of a name says nothing where it is known what it names ("the United Nations").
        _ => agreement_of(sorts, "", plural && sorts == Sorts::default()),
    }
}

fn agreement_of(sorts: Sorts, lemma: &str, plural: bool) -> Agreement {
    if sorts.is(Sorts::MEASURE) || sorts.is(Sorts::TIME) {
        return Agreement::NONE;
    }
    if plural || sorts.is(Sorts::PEOPLE) {
        return Agreement::THEY;
    }
    if sorts.is(Sorts::HUMAN) {
        return gender_of_noun(lemma).unwrap_or(Agreement::PERSON);
    }
    if sorts.is(Sorts::BODY) { Agreement::BODY } else { Agreement::IT }
}

fn determiner(tree: &Tree<'_>, token: usize) -> Determiner {
    let opens = |c: usize| matches!(tree.deprel(c), Deprel::Det | Deprel::NmodPoss | Deprel::DetPredet);
    let Some(child) = tree.children(token).filter(|&c| c < token).find(|&c| opens(c)) else {
        return Determiner::None;
    };
    match tree.lemma(child) {
        _ if tree.deprel(child) == Deprel::NmodPoss => Determiner::Possessive(child),
        "the" => Determiner::The,
        "this" | "that" | "these" | "those" => Determiner::Demonstrative,
        _ => Determiner::Indefinite,
    }
}

fn modifiers(tree: &Tree<'_>, token: usize) -> Vec<String> {
    let content = |c: &usize| {
        matches!(tree.upos(*c), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb)
            && !matches!(tree.deprel(*c), Deprel::Appos | Deprel::Conj | Deprel::Parataxis | Deprel::Nsubj)
    };
    tree.children(token).filter(content).map(|c| tree.lemma(c).to_lowercase()).collect()
}

/// The coordination that a mention opens.
fn group(tree: &Tree<'_>, first: &Nominal) -> Option<Nominal> {
    let last = tree
        .conjuncts(first.head)
        .filter(|&c| matches!(tree.upos(c), Upos::Noun | Upos::Propn | Upos::Pron))
        .last()?;
    let joined = tree.children(last).any(|c| tree.deprel(c) == Deprel::Cc && tree.lemma(c) == "and");
    joined.then(|| Nominal {
        tokens: first.tokens.start..phrase::of(tree, last).end.max(first.tokens.end),
        extent: Extent::Group,
        plural: true,
        agreement: Agreement::THEY,
        ..first.clone()
    })
}
