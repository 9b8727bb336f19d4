//! Appositions and predicates: two phrases of one clause that stand for one.

use crate::choice;
use crate::discourse::Discourse;
use crate::features::{Feature, Features, Model};
use crate::lists::Sorts;
use crate::name::Name;
use crate::nominal::{Determiner, Nominal};
use crate::tree::Tree;
use detente_parse::{Deprel, Upos};

/// "Ann Lee, the *minister*".
pub(crate) fn apposition(discourse: &mut Discourse<'_>, mention: usize) -> Option<usize> {
    let nominal = &discourse.nominals[mention];
    let tree = discourse.tree(mention);
    if nominal.is_group() || nominal.sorts.is(Sorts::TIME) || tree.deprel(nominal.head) != Deprel::Appos {
        return None;
    }
    let earlier = discourse.at(nominal.sentence, tree.head(nominal.head)?)?;
    let other = &discourse.nominals[earlier];
    let same = other.agreement.meets(nominal.agreement) && other.plural == nominal.plural;
    if earlier >= mention || !same {
        return None;
    }
    let mut features = choice::features(discourse, mention, earlier);
    compare(tree, nominal, other, &mut features);
    choice::choose(discourse, mention, Model::Apposition, [(earlier, features)])
}

fn compare(tree: &Tree<'_>, nominal: &Nominal, other: &Nominal, features: &mut Features) {
    let first = tree.subtree(nominal.head).start;
    let opens = tree.form(first);
    let before = if first > 0 { tree.form(first - 1) } else { "" };
    features.add_if(opens == "," || before == ",", Feature::AfterComma);
    features.add_if(matches!(opens, "(" | "[") || matches!(before, "(" | "["), Feature::AfterBracket);
    features.add_if(first == other.head + 1 && tree.upos(first) != Upos::Punct, Feature::AfterNothing);
    let human = |n: &Nominal| n.sorts.is(Sorts::HUMAN);
    features.add_if(human(nominal) && human(other), Feature::BothHuman);
    features.add_if(human(nominal) != human(other), Feature::OneHuman);
    features.add_if(human(nominal), Feature::IsHuman);
    features.add_if(nominal.sorts.is(Sorts::BODY), Feature::IsBody);
    features.add_if(nominal.name().is_some(), Feature::IsName);
    features.add_if(nominal.determiner == Determiner::Indefinite, Feature::ThisIsIndefinite);
    features.add_if(nominal.determiner == Determiner::The, Feature::ThisIsDefinite);
    let acronym = |n: &Nominal| n.name().is_some_and(Name::is_acronym);
    features.add_if(acronym(nominal) || acronym(other), Feature::IsAcronym);
}

/// "Ann Lee is a *lawyer*": of names alone.
pub(crate) fn predicate(discourse: &Discourse<'_>, mention: usize) -> Option<usize> {
    let nominal = &discourse.nominals[mention];
    let tree = discourse.tree(mention);
    let is_predicate =
        tree.children(nominal.head).any(|c| tree.deprel(c) == Deprel::Cop && tree.lemma(c) == "be");
    let negated = tree.children(nominal.head).any(|c| tree.lemma(c) == "not" || tree.upos(c) == Upos::Adp);
    let article = matches!(nominal.determiner, Determiner::The | Determiner::Indefinite);
    if nominal.is_group() || !is_predicate || negated || !article {
        return None;
    }
    let subject = discourse.at(nominal.sentence, tree.subject(nominal.head)?)?;
    let other = &discourse.nominals[subject];
    (subject < mention && other.name().is_some() && other.agreement.meets(nominal.agreement))
        .then_some(subject)
}
