//! Who acts on whom: the mentions at the places where a rule or the defaults look for actors and recipients.

use crate::EventType;
use crate::frame::{Frame, Kind, surface_subject};
use crate::lexicon::{Lexicon, Needs, Role, Rule};
use crate::mention::Mentions;
use crate::rules::{actor_roles, at_role, recipient_roles};
use detente_parse::{Deprel, Upos};
use detente_resolve::{ActorKind, Country};

/// Tokens of the parties of an act.
pub(crate) struct Parties {
    pub actors: Vec<usize>,
    pub recipients: Vec<usize>,
    pub reciprocal: bool,
    /// The verb whose subject acts, where it is no light verb: its tense is the act's.
    pub carrier: Option<usize>,
}

pub(crate) fn is_allowed(parties: &Parties, event_type: EventType, needs: Option<Needs>) -> bool {
    let has_actor = !parties.actors.is_empty();
    let has_recipient = !parties.recipients.is_empty();
    let by_rule = match needs {
        Some(Needs::Actor) => has_actor,
        Some(Needs::Recipient) => has_recipient || parties.reciprocal,
        Some(Needs::Both) => has_actor && (has_recipient || parties.reciprocal),
        None => true,
    };
    by_rule && (has_actor || (has_recipient && !event_type.needs_actor()))
}

/// Whether the parties are as the rule wants them: of a sector, of two countries.
pub(crate) fn suits(mentions: &mut Mentions, rule: &Rule, parties: &Parties) -> bool {
    let sector_fits = rule.actor_sector.is_empty()
        || parties.actors.iter().any(|&a| {
            let sectors = mentions.at(a).resolution.sectors;
            sectors.first().is_some_and(|s| rule.actor_sector.iter().any(|w| w == s.code()))
        });
    if !rule.abroad || !sector_fits {
        return sector_fits;
    }
    let mut countries = |tokens: &[usize]| -> Vec<_> {
        tokens.iter().filter_map(|&t| mentions.at(t).resolution.country).collect()
    };
    let (own, other) = (countries(&parties.actors), countries(&parties.recipients));
    !own.is_empty() && other.iter().any(|c| !own.contains(c))
}

/// Who acts on whom, by the rule's paths or the defaults. None when the subject is something that cannot act.
pub(crate) fn parties(
    mentions: &mut Mentions,
    lexicon: &Lexicon,
    frame: &Frame,
    rule: Option<usize>,
    event_type: EventType,
) -> Option<Parties> {
    let rule = rule.map(|i| &lexicon.rules[i]);
    let actor_paths = actor_roles(rule, frame.kind);
    let recipient_paths = recipient_roles(rule, frame.kind);
    let mut actors = first_actors(mentions, frame, &actor_paths, &[]);
    if actors.is_empty()
        && frame.kind == Kind::Verb
        && !frame.agent.is_empty()
        && actor_paths.contains(&Role::Subj)
    {
        actors = behind_subject(mentions, lexicon, frame)?;
    }
    let mut carrier = None;
    if actors.is_empty() && frame.kind == Kind::Noun && event_type == EventType::Consult {
        (actors, carrier) = clause_subject(mentions, frame.head);
    }
    let mut recipients = recipients_at(mentions, frame, &recipient_paths, &actors, event_type);
    let mut reciprocal = false;
    if rule.is_some_and(|r| r.reciprocal) {
        let sides = reciprocal_sides(mentions, frame, &actors, &recipients);
        if sides.len() > 1 {
            (actors, recipients, reciprocal) = (sides, vec![], true);
        }
    }
    Some(Parties { actors, recipients, reciprocal, carrier })
}

/// "flew to Lima for two days of talks with": who goes somewhere for a meeting meets.
fn clause_subject(mentions: &mut Mentions, noun: usize) -> (Vec<usize>, Option<usize>) {
    let tree = mentions.tree;
    let mut at = noun;
    while let Some(head) = tree.head(at).filter(|_| tree.deprel(at) == Deprel::Nmod) {
        at = head;
    }
    let goes =
        tree.deprel(at) == Deprel::Obl && matches!(tree.case(at).as_deref(), Some("for" | "in" | "at"));
    let Some(verb) = tree.head(at).filter(|_| goes) else { return (vec![], None) };
    let found = surface_subject(tree, verb, 0);
    (found.into_iter().filter(|&t| can_act(mentions, t, &Role::Subj)).collect(), Some(verb))
}

fn reciprocal_sides(
    mentions: &mut Mentions,
    frame: &Frame,
    actors: &[usize],
    recipients: &[usize],
) -> Vec<usize> {
    let mut sides = actors.to_vec();
    let with = [
        Role::Prep("between".into()),
        Role::Prep("with".into()),
        Role::ObjPrep("between".into()),
        Role::ObjPrep("with".into()),
    ];
    let found = first_actors(mentions, frame, &with, actors);
    let others = if found.is_empty() { recipients } else { found.as_slice() };
    sides.extend(others.iter().filter(|r| !actors.contains(r)));
    match sides.as_slice() {
        [one] => nations_of(mentions, *one),
        _ => sides,
    }
}

/// "Indian and Chinese troops": the adjectives are the sides.
fn nations_of(mentions: &mut Mentions, noun: usize) -> Vec<usize> {
    let tree = mentions.tree;
    let found = at_role(tree, &crate::frame::bare(noun), &Role::Mod);
    let nations: Vec<usize> =
        found.into_iter().filter(|&m| mentions.at(m).resolution.kind == ActorKind::Country).collect();
    if nations.len() > 1 { nations } else { vec![noun] }
}

/// "An Israeli air strike killed": the subject is no actor but a deed or a thing with one behind it. None when it is
/// neither, so that the storm that killed ten makes no event.
pub(crate) fn behind_subject(
    mentions: &mut Mentions,
    lexicon: &Lexicon,
    frame: &Frame,
) -> Option<Vec<usize>> {
    let tree = mentions.tree;
    let grammar = &lexicon.grammar;
    for &agent in &frame.agent {
        let content = tree.content(agent);
        // "two days of violence", "the target of the blast": the deed may be a step below.
        let of = tree
            .children(content)
            .filter(|&c| tree.deprel(c) == Deprel::Nmod && tree.case(c).as_deref() == Some("of"));
        for token in std::iter::once(content).chain(of) {
            let lemma = tree.lemma(token);
            if grammar.instruments.iter().any(|i| i == lemma) || !lexicon.noun(lemma).is_empty() {
                let inner = crate::frame::frame(tree, grammar, token);
                return Some(first_actors(
                    mentions,
                    &inner,
                    &[Role::By, Role::Poss, Role::Prep("from".to_owned()), Role::Mod],
                    &[],
                ));
            }
        }
        if tree.is_relative_pronoun(agent) {
            return Some(vec![]);
        }
    }
    None
}

pub(crate) fn first_actors(
    mentions: &mut Mentions,
    frame: &Frame,
    paths: &[Role],
    except: &[usize],
) -> Vec<usize> {
    for path in paths {
        let found: Vec<usize> = at_role(mentions.tree, frame, path)
            .into_iter()
            .filter(|t| *t != frame.head && !except.contains(t) && can_act(mentions, *t, path))
            .collect();
        if !found.is_empty() {
            return dedup(found.into_iter().flat_map(|t| spread(mentions, t)).collect());
        }
    }
    vec![]
}

/// "Diplomats from Iran, Jordan and Syria", "Polish and NATO troops": each of the countries is a side of its own.
fn spread(mentions: &mut Mentions, token: usize) -> Vec<usize> {
    let tree = mentions.tree;
    let from = tree.children(token).find(|&c| {
        c > token && tree.deprel(c) == Deprel::Nmod && matches!(tree.case(c).as_deref(), Some("from" | "of"))
    });
    let before = || tree.children(token).find(|&c| c < token && tree.child(c, Deprel::Conj).is_some());
    let Some(first) = from.or_else(before) else { return vec![token] };
    let sides = tree.conjuncts(first);
    let countries: Vec<_> = sides.iter().map(|&s| side(mentions, s)).collect();
    let all = countries.len() > 1 && countries.iter().all(Option::is_some);
    if all && countries.iter().any(|c| *c != countries[0]) { sides } else { vec![token] }
}

/// The country of a state or an alliance.
fn side(mentions: &mut Mentions, token: usize) -> Option<Country> {
    let found = mentions.at(token).resolution;
    let is_state = matches!(found.kind, ActorKind::Country | ActorKind::Organisation);
    found.country.filter(|_| is_state)
}

pub(crate) fn dedup(mut tokens: Vec<usize>) -> Vec<usize> {
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

fn can_act(mentions: &mut Mentions, token: usize, path: &Role) -> bool {
    let tree = mentions.tree;
    if tree.is_relative_pronoun(token)
        || (tree.upos(token) == Upos::Num && matches!(path, Role::Prep(_) | Role::ObjPrep(_)))
    {
        return false;
    }
    let mention = mentions.at(token);
    if matches!(path, Role::Mod | Role::ObjMod) {
        return matches!(tree.upos(token), Upos::Noun | Upos::Propn | Upos::Adj)
            && mention.resolution.is_actor()
            && (mention.resolution.country.is_some()
                || mention.resolution.entity.is_some()
                || !mention.resolution.sectors.is_empty());
    }
    mention.is_actor()
}

fn recipients_at(
    mentions: &mut Mentions,
    frame: &Frame,
    paths: &[Role],
    actors: &[usize],
    event_type: EventType,
) -> Vec<usize> {
    let mut sides = actors.to_vec();
    // "put its forces on alert": such acts are done with what is one's own.
    if matches!(event_type, EventType::Mobilize | EventType::Retreat | EventType::Concede) {
        sides.extend(owners(mentions, frame, actors));
    }
    let found = first_actors(mentions, frame, paths, &sides);
    let found: Vec<usize> = found.into_iter().filter(|&t| !is_own(mentions, t, actors)).collect();
    if !found.is_empty() || event_type.is_verbal() || event_type == EventType::Consult {
        return found;
    }
    somebodys_things(mentions, frame, paths, &sides)
}

/// The pronouns by which what is acted on is the actors' own.
fn owners(mentions: &mut Mentions, frame: &Frame, actors: &[usize]) -> Vec<usize> {
    let tree = mentions.tree;
    let own = frame.patient.iter().filter(|&&t| is_own(mentions, t, actors));
    own.filter_map(|&t| tree.child(t, Deprel::NmodPoss)).collect()
}

/// "withdrew its troops", "blew himself up": what the actor does with its own is done to nobody.
pub(crate) fn is_own(mentions: &mut Mentions, token: usize, actors: &[usize]) -> bool {
    let tree = mentions.tree;
    if tree.lemma(token).ends_with("self") || tree.lemma(token).ends_with("selves") {
        return true;
    }
    let owner = tree.child(token, Deprel::NmodPoss).filter(|&o| tree.upos(o) == Upos::Pron);
    let Some(country) = owner.and_then(|o| mentions.at(o).resolution.country) else { return false };
    actors.iter().any(|&a| mentions.at(a).resolution.country == Some(country))
}

/// What is struck, seized or supplied may be a thing or a place: it counts when it is somebody's.
pub(crate) fn somebodys_things(
    mentions: &mut Mentions,
    frame: &Frame,
    paths: &[Role],
    actors: &[usize],
) -> Vec<usize> {
    for path in paths.iter().filter(|p| !matches!(p, Role::Mod | Role::ObjMod)) {
        let things: Vec<usize> = at_role(mentions.tree, frame, path)
            .into_iter()
            .filter(|t| !actors.contains(t) && *t != frame.head)
            .filter(|&t| {
                let r = mentions.at(t).resolution;
                (r.country.is_some() || r.kind == ActorKind::Place) && !is_own(mentions, t, actors)
            })
            .collect();
        if !things.is_empty() {
            return dedup(things.into_iter().flat_map(|t| spread(mentions, t)).collect());
        }
    }
    vec![]
}
