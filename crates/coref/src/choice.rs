//! Chooses among candidates: the best chain, if it is clearly better than the next and than no link.

use crate::agreement::Agreement;
use crate::discourse::Discourse;
use crate::features::{Feature, Features, Model};
use crate::lists::{Sorts, lists};
use crate::nominal::{Determiner, Form, Nominal};
use crate::tree::{Role, Tree};

/// What was to choose from, for the example that finds the weights.
#[derive(Clone, Debug)]
pub struct Decision {
    pub model: Model,
    pub anaphor: usize,
    pub candidates: Vec<Candidate>,
}

/// An earlier mention, its chain, and what speaks for it.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub mention: usize,
    pub chain: usize,
    pub features: Features,
}

/// The mention that wins. Candidates come latest first.
pub(crate) fn choose(
    discourse: &mut Discourse<'_>,
    mention: usize,
    model: Model,
    found: impl IntoIterator<Item = (usize, Features)>,
) -> Option<usize> {
    let with_chain = |(mention, features)| Candidate { mention, chain: discourse.chain(mention), features };
    let mut candidates: Vec<Candidate> = found.into_iter().map(with_chain).collect();
    order(discourse, &mut candidates);
    let won = best(&candidates, margin(model), |features| features.score(model));
    let won = won.map(|at| candidates[at].mention);
    discourse.record(Decision { model, anaphor: mention, candidates });
    won
}

/// The candidate with the highest score, the latest of equals, if it beats the best of another chain and no link by a margin.
pub fn best(candidates: &[Candidate], margin: i32, score: impl Fn(Features) -> i32) -> Option<usize> {
    let scores: Vec<i32> = candidates.iter().map(|c| score(c.features)).collect();
    let winner = (0..scores.len()).max_by_key(|&i| (scores[i], std::cmp::Reverse(i)))?;
    let others = (0..scores.len()).filter(|&i| candidates[i].chain != candidates[winner].chain);
    let next = others.map(|i| scores[i]).fold(0, i32::max);
    (scores[winner] - next >= margin).then_some(winner)
}

/// What the candidates are to each other, latest first: how many chains are between, whether there is but one.
fn order(discourse: &Discourse<'_>, candidates: &mut [Candidate]) {
    let mut chains: Vec<usize> = Vec::new();
    for candidate in &*candidates {
        if !chains.contains(&candidate.chain) {
            chains.push(candidate.chain);
        }
    }
    let largest = chains.iter().copied().max_by_key(|&c| discourse.size(c));
    for Candidate { chain, features, .. } in candidates {
        let rank = chains.iter().position(|c| c == chain).unwrap_or_default();
        features.add_if(chains.len() == 1, Feature::Sole);
        features.add_if(Some(*chain) == largest, Feature::Topic);
        features.add_if(rank == 0, Feature::Nearest);
        features.add_if(rank == 1, Feature::NextNearest);
        features.add_if(rank > 3, Feature::ManyBetween);
    }
}

/// By how much the best chain must be better than the next and than no link, in the units of the weights. Chosen by
/// four-fold cross-validation over the news of GUM's train part (`--fit` of the example `gum` prints it): about four of
/// five links of a kind should be right, and no more be given up for it than that takes. Below nought, a link is made
/// though none seems a little likelier.
pub fn margin(model: Model) -> i32 {
    match model {
        Model::Name => -6,
        Model::Person => 10,
        Model::Apposition => 14,
        Model::Thing | Model::Several => 16,
        Model::Noun => 18,
        Model::Bare => 28,
    }
}

/// What any two mentions have: where the earlier is, what it is, how it is put.
pub(crate) fn features(discourse: &Discourse<'_>, mention: usize, earlier: usize) -> Features {
    let (nominal, other) = (&discourse.nominals[mention], &discourse.nominals[earlier]);
    let mut features = Features::default();
    features.add(Feature::Bias);
    place(discourse, nominal, other, &mut features);
    let main = is_main(discourse.tree(mention), nominal.head);
    role(discourse.tree(earlier), main, nominal, other, &mut features);
    form(nominal, other, &mut features);
    known(discourse, mention, earlier, &mut features);
    if nominal.sentence == other.sentence {
        clauses(discourse.tree(mention), nominal, other, &mut features);
    }
    features
}

fn place(discourse: &Discourse<'_>, nominal: &Nominal, other: &Nominal, features: &mut Features) {
    features.add(match nominal.sentence - other.sentence {
        0 => Feature::SameSentence,
        1 => Feature::OneBack,
        2 => Feature::TwoBack,
        3..=5 => Feature::FewBack,
        6..=12 => Feature::Far,
        _ => Feature::VeryFar,
    });
    let distance = nominal.head.saturating_sub(other.head);
    let same = nominal.sentence == other.sentence;
    features.add_if(same && distance <= 4, Feature::Close);
    features.add_if(same && distance > 12, Feature::Apart);
    features.add_if(other.sentence == 0, Feature::FirstSentence);
    let apart = discourse.quotes.paragraph(nominal.sentence) != discourse.quotes.paragraph(other.sentence);
    features.add_if(apart, Feature::OtherParagraph);
    let quote = |n: &Nominal| discourse.quotes.at(n.sentence, n.head);
    features.add_if(quote(nominal).is_some(), Feature::InQuote);
    features.add_if(quote(nominal) != quote(other), Feature::QuoteApart);
}

fn role(tree: &Tree<'_>, mine: bool, nominal: &Nominal, other: &Nominal, features: &mut Features) {
    features.add(match other.role {
        Role::Subject => Feature::Subject,
        Role::Object => Feature::Object,
        Role::Oblique => Feature::Oblique,
        Role::Possessor => Feature::Possessor,
        Role::Modifier => Feature::Modifier,
        Role::Other => Feature::OtherRole,
    });
    features.add(match nominal.role {
        Role::Subject => Feature::AsSubject,
        Role::Object => Feature::AsObject,
        Role::Possessor => Feature::AsPossessor,
        _ => Feature::AsOblique,
    });
    let (main, same) = (is_main(tree, other.head), nominal.role == other.role);
    features.add_if(same, Feature::SameRole);
    features.add_if(main, Feature::MainClause);
    features.add_if(main && mine && same && other.role == Role::Subject, Feature::SubjectToSubject);
    features.add_if(other.tokens.start <= 1, Feature::FirstOfSentence);
}

/// Whether it is an argument of the main clause.
fn is_main(tree: &Tree<'_>, token: usize) -> bool {
    tree.governor(token).is_some_and(|g| tree.head(g).is_none())
}

fn form(nominal: &Nominal, other: &Nominal, features: &mut Features) {
    match (&other.form, other.determiner) {
        (Form::Name(_), _) => features.add(Feature::Name),
        (Form::Pronoun(_), _) => {
            features.add(Feature::Pronoun);
            features.add_if(other.agreement == nominal.agreement, Feature::SamePronoun);
        }
        (Form::Noun, Determiner::Indefinite) => features.add(Feature::Indefinite),
        (Form::Noun, Determiner::None) => features.add(Feature::Bare),
        (Form::Noun, _) => features.add(Feature::Definite),
    }
    features.add_if(other.is_group(), Feature::Group);
    features.add_if(other.plural, Feature::Plural);
    features.add_if(nominal.determiner == Determiner::Demonstrative, Feature::This);
    features.add_if(nominal.plural, Feature::ThisIsPlural);
    features.add_if(!nominal.modifiers.is_empty(), Feature::ThisIsModified);
}

fn known(discourse: &Discourse<'_>, mention: usize, earlier: usize, features: &mut Features) {
    let (nominal, other) = (&discourse.nominals[mention], &discourse.nominals[earlier]);
    features.add_if(discourse.size(earlier) > 1, Feature::InChain);
    features.add_if(discourse.size(earlier) > 3, Feature::InLongChain);
    let agreement = discourse.agreement(earlier);
    features.add_if(agreement == nominal.agreement, Feature::Known);
    features.add_if(agreement == Agreement::ANY_ONE, Feature::Unknown);
    let sorts = other.sorts;
    features.add_if(sorts.is(Sorts::HUMAN.or(Sorts::PEOPLE)), Feature::Human);
    features.add_if(sorts.is(Sorts::BODY), Feature::Body);
    features.add_if(sorts == Sorts::COUNTRY, Feature::Country);
    features.add_if(sorts.is(Sorts::PLACE), Feature::Place);
    let tree = discourse.tree(mention);
    let verb = tree.governor(nominal.head).filter(|_| nominal.role == Role::Subject);
    let speaks = verb.is_some_and(|v| lists().is_speech(tree.lemma(v)));
    let may_speak = Sorts::HUMAN.or(Sorts::PEOPLE).or(Sorts::BODY).or(Sorts::COUNTRY);
    features.add_if(speaks, Feature::ThisSpeaks);
    features.add_if(speaks && sorts.is(may_speak), Feature::ItMaySpeak);
}

fn clauses(tree: &Tree<'_>, nominal: &Nominal, other: &Nominal, features: &mut Features) {
    let own = tree.governor(nominal.head);
    for clause in tree.above(nominal.head).filter(|&t| tree.shared_subject(t) == Some(other.head)) {
        features.add(if Some(clause) == own { Feature::OwnSubject } else { Feature::SubjectAbove });
        features.add_if(lists().is_speech(tree.lemma(clause)), Feature::SpeechSubject);
    }
}
