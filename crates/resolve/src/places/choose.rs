//! Which place each name of a text means: all its names are weighed together.
//!
//! A candidate has a worth of its own (how many live there, what it is, whether news means it by the bare name), more where the
//! words after the name say what it lies in ("Paris, Texas"), and more again for each other name of the text whose
//! candidates lie in the same division or country, or near. Those other candidates count by how likely they are, which
//! their own surroundings decide; so the weighing is repeated a few times (mean-field updates of a pairwise model).

use super::gazetteer::{Entry, Gazetteer, Number};
use super::key::key;
use super::pack::Kind;
use super::scan::{Mention, is_joint};
use crate::Country;
use rustc_hash::FxHashMap;

/// Candidates of a name that are weighed, the worthiest first.
const MOST: usize = 24;
/// Names of a text that are weighed together; more are weighed in windows of as many.
const WINDOW: usize = 48;
const ROUNDS: usize = 4;
/// The round from which the company counts in full.
const RIPE: usize = 3;
/// How steeply worth becomes likelihood.
const STEEPNESS: f32 = 1.5;
/// Worth of a power of ten of inhabitants.
const PEOPLE: f32 = 0.7;
/// Worth of a name by which our own tables know the place best, and of the name that is the place's own rather than another's.
const KNOWN: f32 = 2.0;
const OWN_NAME: f32 = 0.5;
/// Worth of lying in what the next words name.
const INSIDE: f32 = 6.0;
/// Worth of company: this times the logarithm of one and the company's weight.
const COMPANY: f32 = 7.0;
/// Worth of a country that the whole company lies in, or speaks of; in proportion for a part of it.
const SHARE: f32 = 2.5;
/// What is added to the company's weight, so that a single name is not the whole of it.
const DOUBT: f32 = 0.7;
/// The weight of a place in the same country, in the same division, and more by nearness with this reach in kilometres.
const SAME_COUNTRY: f32 = 0.25;
const SAME_DIVISION: f32 = 0.6;
const NEARBY: f32 = 1.5;
const REACH: f32 = 80.0;
/// A name this many bytes away weighs 0.7 of one beside.
const FADING: f32 = 400.0;
/// What remains of the weight of a mere country beside a name that a whole country has ("U.S. envoys praised Georgia").
const COUNTRY_BESIDE_COUNTRY: f32 = 0.3;
/// Candidates of other names that are less likely than this are left out.
const UNLIKELY: f32 = 0.02;

/// One place that a name may be.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub number: Number,
    /// How likely it is, between 0 and 1; those of one name add up to 1.
    pub likelihood: f32,
    worth: f32,
    point: Option<(f32, f32)>,
    country: Option<Country>,
    division: u16,
    kind: Kind,
}

/// A name of the text, wherever it stands.
pub(super) struct Name {
    pub candidates: Vec<Candidate>,
    weight: f32,
    places: Vec<u32>,
    has_country: bool,
}

/// The names of a text, weighed.
pub(super) struct Names {
    names: Vec<Name>,
    by_key: FxHashMap<String, usize>,
}

impl Names {
    /// Weighs the names of a text, and those of a context that surrounds it.
    pub(super) fn weigh(
        text: &str,
        mentions: &[Mention],
        context: &[Mention],
        gazetteer: &Gazetteer,
    ) -> Self {
        let mut all = Self { names: Vec::new(), by_key: FxHashMap::default() };
        for mention in mentions {
            all.add(mention, Some(mention.span.start), gazetteer);
        }
        for mention in context {
            all.add(mention, None, gazetteer);
        }
        for pair in mentions.windows(2) {
            let between = &text[pair[0].span.end as usize..pair[1].span.start as usize];
            if is_joint(between) && (between != " " || pair[1].only.is_some()) {
                all.lies_in(&pair[0].key, &pair[1].key);
            }
        }
        all.settle();
        all
    }

    /// What the name with this key may be, the likeliest first.
    pub(super) fn candidates(&self, key: &str) -> Vec<&Candidate> {
        let mut found: Vec<&Candidate> = self
            .by_key
            .get(key)
            .map_or_else(Vec::new, |&index| self.names[index].candidates.iter().collect());
        found.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
        found
    }

    /// The likeliest place of a key.
    pub(super) fn best(&self, key: &str) -> Option<&Candidate> {
        let name = &self.names[*self.by_key.get(key)?];
        name.candidates.iter().rev().max_by(|a, b| a.likelihood.total_cmp(&b.likelihood))
    }

    fn add(&mut self, mention: &Mention, place: Option<u32>, gazetteer: &Gazetteer) {
        let index = *self.by_key.entry(mention.key.clone()).or_insert_with(|| {
            let candidates = match mention.only {
                Some(number) => candidate(number, &mention.key, gazetteer).into_iter().collect(),
                None => candidates_of(&mention.key, gazetteer),
            };
            let has_country = candidates.iter().any(|c| c.kind == Kind::Country);
            self.names.push(Name { candidates, weight: 0.0, places: Vec::new(), has_country });
            self.names.len() - 1
        });
        let name = &mut self.names[index];
        name.weight = name.weight.max(mention.weight);
        name.places.extend(place);
    }

    /// Takes note that the first name's place lies in the second's.
    fn lies_in(&mut self, inner: &str, outer: &str) {
        let (Some(&inner), Some(&outer)) = (self.by_key.get(inner), self.by_key.get(outer)) else { return };
        if inner == outer {
            return;
        }
        let outers: Vec<Candidate> = self.names[outer].candidates.clone();
        for candidate in &mut self.names[inner].candidates {
            if outers.iter().any(|outer| contains(outer, candidate)) {
                candidate.worth += INSIDE;
            }
        }
    }

    fn settle(&mut self) {
        for name in &mut self.names {
            let worth: Vec<f32> = name.candidates.iter().map(|c| c.worth).collect();
            set_likelihoods(&mut name.candidates, &worth);
        }
        let ambiguous: Vec<usize> =
            (0..self.names.len()).filter(|&index| self.names[index].candidates.len() > 1).collect();
        // The company's part grows from round to round, so that names which are sure by themselves draw the others first.
        for round in 1..=ROUNDS {
            let part = (round as f32 / RIPE as f32).min(1.0);
            let worths: Vec<Vec<f32>> = ambiguous.iter().map(|&index| self.worths(index, part)).collect();
            for (&index, worths) in ambiguous.iter().zip(&worths) {
                set_likelihoods(&mut self.names[index].candidates, worths);
            }
        }
    }

    /// The worth of each candidate of a name in the company of the others.
    fn worths(&self, index: usize, part: f32) -> Vec<f32> {
        let name = &self.names[index];
        let mut company = vec![0.0_f32; name.candidates.len()];
        let (mut compatriots, mut all) = (vec![0.0_f32; name.candidates.len()], 0.0_f32);
        let first = index.saturating_sub(WINDOW / 2);
        for (other_index, other) in self.names.iter().enumerate().skip(first).take(WINDOW) {
            if other_index == index {
                continue;
            }
            let weight = other.weight / (1.0 + distance_in_text(&name.places, &other.places) / FADING).sqrt();
            for neighbour in other.candidates.iter().filter(|c| c.likelihood >= UNLIKELY) {
                let weight = weight * neighbour.likelihood;
                all += weight;
                for (index, candidate) in name.candidates.iter().enumerate() {
                    let beside = name.has_country
                        && neighbour.kind == Kind::Country
                        && candidate.kind != Kind::Country;
                    let weight = if beside { weight * COUNTRY_BESIDE_COUNTRY } else { weight };
                    company[index] += weight * bond(candidate, neighbour);
                    if candidate.country.is_some() && candidate.country == neighbour.country {
                        compatriots[index] += weight;
                    }
                }
            }
        }
        let shares = compatriots.iter().map(|weight| weight / (all + DOUBT));
        let worth = name.candidates.iter().zip(company).zip(shares);
        worth
            .map(|((c, company), share)| c.worth + part * (COMPANY * company.ln_1p() + SHARE * share))
            .collect()
    }
}

fn candidates_of(key: &str, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let mut found: Vec<Candidate> =
        gazetteer.find(key).into_iter().filter_map(|number| candidate(number, key, gazetteer)).collect();
    found.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.number.cmp(&b.number)));
    found.truncate(MOST);
    found
}

fn candidate(number: Number, name: &str, gazetteer: &Gazetteer) -> Option<Candidate> {
    let entry = gazetteer.entry(number)?;
    Some(Candidate {
        number,
        likelihood: 0.0,
        worth: worth(&entry, name),
        point: entry.point,
        country: entry.country,
        division: entry.division,
        kind: entry.kind,
    })
}

/// What a place is worth before the text is looked at.
fn worth(entry: &Entry, name: &str) -> f32 {
    let kind = match entry.kind {
        Kind::Continent | Kind::Country => 2.5,
        Kind::Division1 => 1.0,
        Kind::Capital => 0.7,
        Kind::Region => 0.5,
        Kind::Seat => 0.4,
        Kind::City => 0.0,
        Kind::Division2 => -0.8,
        Kind::Quarter => -1.0,
        Kind::Division3 => -1.5,
    };
    let known = match entry.rank {
        0 => 0.0,
        rank => KNOWN / f32::from(rank),
    };
    let own = if key(entry.name) == name { OWN_NAME } else { 0.0 };
    PEOPLE * entry.people.max(2.5) + kind + known + own
}

fn set_likelihoods(candidates: &mut [Candidate], worth: &[f32]) {
    let most = worth.iter().copied().fold(f32::MIN, f32::max);
    let mut total = 0.0;
    for (candidate, worth) in candidates.iter_mut().zip(worth) {
        candidate.likelihood = (STEEPNESS * (worth - most)).exp();
        total += candidate.likelihood;
    }
    for candidate in candidates {
        candidate.likelihood /= total;
    }
}

fn contains(outer: &Candidate, inner: &Candidate) -> bool {
    if outer.number == inner.number || outer.country.is_none() || outer.country != inner.country {
        return false;
    }
    match outer.kind {
        Kind::Country => true,
        Kind::Division1 => outer.division == inner.division && inner.division > 0,
        Kind::Division2 => {
            outer.division == inner.division && kilometres(outer, inner).is_some_and(|d| d < REACH)
        }
        _ => false,
    }
}

/// How well two places go together in one text.
fn bond(candidate: &Candidate, other: &Candidate) -> f32 {
    let mut bond = 0.0;
    if candidate.country.is_some() && candidate.country == other.country {
        let divided = candidate.division > 0 && other.kind != Kind::Country;
        let whole = candidate.kind == Kind::Country && other.kind != Kind::Country;
        bond = if whole || divided && candidate.division == other.division {
            SAME_DIVISION
        } else {
            SAME_COUNTRY
        };
    }
    let wide = |kind| matches!(kind, Kind::Country | Kind::Continent);
    if !wide(candidate.kind)
        && !wide(other.kind)
        && other.kind != Kind::Division1
        && let Some(distance) = kilometres(candidate, other)
        && distance < 8.0 * REACH
    {
        bond += NEARBY * (-distance / REACH).exp();
    }
    bond
}

/// By the equirectangular approximation: exact enough for what is near.
fn kilometres(a: &Candidate, b: &Candidate) -> Option<f32> {
    let ((lat, lon), (other_lat, other_lon)) = (a.point?, b.point?);
    let north = (lat - other_lat) * 111.2;
    if north.abs() > 8.0 * REACH {
        return Some(f32::MAX);
    }
    let mut east = (lon - other_lon).abs();
    if east > 180.0 {
        east = 360.0 - east;
    }
    let east = east * 111.2 * lat.midpoint(other_lat).to_radians().cos();
    Some(north.hypot(east))
}

/// The fewest bytes between two names; the context is a paragraph away.
fn distance_in_text(a: &[u32], b: &[u32]) -> f32 {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut least: Option<u32> = None;
    while let (Some(&&x), Some(&&y)) = (a.peek(), b.peek()) {
        let between = x.abs_diff(y);
        least = Some(least.map_or(between, |least| least.min(between)));
        if x < y {
            a.next()
        } else {
            b.next()
        };
    }
    least.map_or(FADING, |least| least as f32)
}
