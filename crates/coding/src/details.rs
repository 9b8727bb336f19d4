//! When and where: what a sentence says beside the parties (codebook §6).

use crate::draft::Draft;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::report::{PlaceRef, ReportDate};
use crate::tree::{Tree, is_listed};
use detente_parse::Deprel;
use detente_resolve::{DateMention, Granularity, Place, Precision, Tense, find_dates, find_places};
use detente_text::{PartKind, Span};
use jiff::civil::Date;

/// Reasons of a status by which "on Friday" is the next one.
const AHEAD: [&str; 4] = ["future", "be to", "would", "planned or promised"];

/// The dates and places that a sentence names, found once.
pub(crate) struct Settings {
    past: Vec<DateMention>,
    future: Vec<DateMention>,
    places: Vec<Place>,
    reference: Option<Date>,
}

impl Settings {
    /// `reference` is the article's date; teasers have none. `around` is a text of the places named before.
    pub(crate) fn find(tree: &Tree, reference: Option<Date>, around: &str) -> Self {
        let sentence = tree.sentence();
        let text = sentence.sentence.span.of(&sentence.doc.article.text);
        let base = sentence.sentence.span.start;
        let shift = |span: Span| Span { start: span.start + base, end: span.end + base };
        let dates = |tense| {
            find_dates(text, reference, tense)
                .into_iter()
                .map(|d| DateMention { span: shift(d.span), ..d })
                .collect()
        };
        let places =
            find_places(text, Some(around)).into_iter().map(|p| Place { span: shift(p.span), ..p }).collect();
        Self { past: dates(Tense::Past), future: dates(Tense::Future), places, reference }
    }

    /// The names of the places that the sentence names, as it spells them.
    pub(crate) fn place_names<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        self.places.iter().map(|place| place.span.of(text))
    }

    /// The day of the act: words of its own clause, else words at the head of the sentence, else the article's date.
    pub(crate) fn date(&self, mentions: &Mentions, draft: &Draft) -> ReportDate {
        let ahead = draft.scope.why.iter().any(|w| AHEAD.contains(w));
        let found = if ahead { &self.future } else { &self.past };
        let best = found.iter().filter_map(|d| date_rank(mentions.tree, draft, d.span).map(|rank| (rank, d)));
        match best.min_by_key(|&(rank, d)| (rank, d.span.start)) {
            Some((_, date)) => ReportDate {
                from: date.from,
                to: date.to,
                granularity: date.granularity,
                words: Some(mentions.quote(date.span)),
            },
            None => ReportDate {
                from: self.reference,
                to: self.reference,
                granularity: if self.reference.is_some() { Granularity::Report } else { Granularity::None },
                words: None,
            },
        }
    }

    /// The place of the act: by its preposition in its own clause, else at the head of the sentence.
    pub(crate) fn place(&self, mentions: &mut Mentions, draft: &Draft) -> Option<PlaceRef> {
        let taken: Vec<usize> = draft.actors.iter().chain(&draft.recipients).copied().collect();
        let tree = mentions.tree;
        let located: Vec<(usize, &Place)> = self
            .places
            .iter()
            .filter_map(|p| Some((token_at(tree, p.span)?, p)))
            .filter(|&(name, _)| {
                is_locative(tree, name)
                    && (!taken.contains(&name) || tree.case(name).as_deref() == Some("in"))
            })
            .collect();
        let ranked =
            located.iter().filter_map(|&(name, p)| place_rank(tree, draft, name).map(|rank| (rank, p)));
        let nearest = ranked.min_by_key(|&(rank, p)| (rank, p.span.start)).map(|(_, p)| p);
        // The only place that the sentence names is the place of all it tells of.
        let only = || located.first().filter(|_| located.len() == 1).map(|&(_, p)| p);
        // A town that the act leads out of, to or through.
        let beside = || {
            let beside = self.places.iter().filter(|p| p.precision != Precision::Country);
            let found = beside.filter_map(|p| Some((token_at(tree, p.span)?, p))).filter(|&(name, _)| {
                let case = tree.place_case(name);
                !taken.contains(&name) && case.is_some_and(|case| is_listed(&tree.grammar().beside, &case))
            });
            let near = found.filter_map(|(name, p)| Some((clause_distance(tree, draft, name)?, p)));
            near.min_by_key(|&(rank, p)| (rank, p.span.start)).map(|(_, p)| p)
        };
        let place = nearest.or_else(only).or_else(beside)?;
        Some(PlaceRef {
            mention: mentions.quote(place.span),
            geonameid: place.geonameid,
            name: place.name.clone(),
            admin1: place.admin1.clone(),
            country: place.country,
            lat: place.lat,
            lon: place.lon,
            precision: place.precision,
        })
    }
}

fn token_at(tree: &Tree, span: Span) -> Option<usize> {
    let sentence = tree.sentence();
    let inside: Vec<usize> = (0..tree.len()).filter(|&i| span.overlaps(sentence.span(i))).collect();
    // The syntactic head of the words: the one whose head lies outside.
    inside
        .iter()
        .copied()
        .find(|&i| tree.head(i).is_none_or(|h| !inside.contains(&h)))
        .or(inside.first().copied())
}

/// How well a date fits a draft: 0 hangs on the predicate, more is farther; none when it belongs to another clause.
fn date_rank(tree: &Tree, draft: &Draft, span: Span) -> Option<usize> {
    let token = token_at(tree, span)?;
    let rank = clause_distance(tree, draft, token);
    if rank.is_some() {
        return rank;
    }
    let first = tree.sentence().sentence.span.start;
    (span.start.saturating_sub(first) < 24 && is_adjunct_of_main(tree, token)).then_some(8)
}

fn is_adjunct_of_main(tree: &Tree, token: usize) -> bool {
    tree.head(token).is_some_and(|h| matches!(tree.deprel(h), Deprel::Root | Deprel::Ccomp) && token < h)
}

/// Steps from a word up to the predicate, its light verb or a verb that shares its clause.
fn clause_distance(tree: &Tree, draft: &Draft, token: usize) -> Option<usize> {
    let mut own: Vec<usize> = vec![draft.token];
    own.extend(draft.frame.light);
    own.extend(&draft.also);
    own.extend(clause_above(tree, draft.frame.light.unwrap_or(draft.token)));
    let mut at = token;
    for steps in 0..6 {
        let head = tree.head(at)?;
        if let Some(place) = own.iter().position(|&o| o == head) {
            return Some(steps + place);
        }
        // A date inside another clause tells of that clause.
        if tree.is_clausal(head) && !tree.is_nominal(head) {
            return None;
        }
        at = head;
    }
    None
}

/// The verbs whose clause a nominal or a coordinated predicate is in.
fn clause_above(tree: &Tree, start: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = start;
    for _ in 0..4 {
        let Some(head) = tree.head(at) else { break };
        match tree.deprel(at) {
            Deprel::Conj
            | Deprel::Xcomp
            | Deprel::Obj
            | Deprel::Nsubj
            | Deprel::NsubjPass
            | Deprel::Obl
            | Deprel::Nmod
            | Deprel::Acl => out.push(head),
            _ => break,
        }
        at = head;
    }
    out
}

fn place_rank(tree: &Tree, draft: &Draft, token: usize) -> Option<usize> {
    clause_distance(tree, draft, token)
        .or_else(|| (token < 4 && is_adjunct_of_main(tree, token)).then_some(8))
}

/// Whether a place name stands after a preposition of place.
fn is_locative(tree: &Tree, token: usize) -> bool {
    tree.place_case(token).is_some_and(|case| is_listed(&tree.grammar().locative, &case))
}

/// The contexts that the words of the sentence prove, with those of the rules.
pub(crate) fn contexts(tree: &Tree, lexicon: &Lexicon, mut found: Vec<String>) -> Vec<String> {
    for token in 0..tree.len() {
        let Some(entries) = lexicon.contexts.get(tree.lemma(token)) else { continue };
        for (rest, context) in entries {
            let follows = rest
                .iter()
                .enumerate()
                .all(|(k, w)| token + 1 + k < tree.len() && tree.lemma(token + 1 + k) == w);
            if follows {
                found.push(context.clone());
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The reference date of a part: teasers tell of other days.
pub(crate) fn reference(kind: PartKind, published: Option<Date>) -> Option<Date> {
    if kind == PartKind::Teaser { None } else { published }
}
