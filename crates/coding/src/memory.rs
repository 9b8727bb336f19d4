//! What earlier sentences of a document said of actors, for pronouns and definite nouns of later ones.

use crate::across::Acts;
use crate::report::{Attribution, Party};
use detente_coref::{Links, MentionForm};
use detente_resolve::{ActorKind, Country, Resolution, Sector};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// The actors of the last sentences of a part, latest first, and who is linked to whom in the whole of it, if that was asked.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    recent: VecDeque<Remembered>,
    names: VecDeque<Remembered>,
    places: VecDeque<String>,
    /// The countries that each of the last sentences named.
    countries: VecDeque<Vec<Country>>,
    pub(crate) acts: Acts,
    links: Links,
    /// Index in the document of the sentence that is the first of `links`.
    first: usize,
    /// By sentence and head, as far as later mentions are linked to them.
    told: FxHashMap<(usize, usize), Remembered>,
}

/// An actor that an earlier sentence named.
#[derive(Clone, Debug)]
pub(crate) struct Remembered {
    /// Token of its sentence; meaningless later.
    pub token: usize,
    pub head: String,
    pub words: String,
    pub kind: ActorKind,
    pub plural: bool,
    pub subject: bool,
    pub party: Party,
    /// Who said what the text says of it, where it was brought in under somebody's word.
    pub attribution: Vec<Attribution>,
}

/// What a sentence names, for the next ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    pub actors: Vec<Remembered>,
    pub countries: Vec<Country>,
    pub places: Vec<String>,
}

const RECENT: usize = 24;
const NAMES: usize = 200;
const PLACES: usize = 24;
const STORY: usize = 8;
const REBEL: &str = "REB";

impl Remembered {
    /// Whether a mention resolved so far may be this actor: sectors must not contradict.
    pub(crate) fn is_compatible(&self, resolution: &Resolution) -> bool {
        let mine = self.party.sectors.first();
        let theirs = resolution.sectors.first();
        mine.is_none()
            || theirs.is_none()
            || self.party.sectors.iter().any(|s| resolution.sectors.contains(s))
    }
}

impl Memory {
    /// Takes in what a sentence names.
    pub(crate) fn take(&mut self, sentence: usize, named: Named) {
        for name in named.places {
            if !self.places.contains(&name) {
                self.places.push_front(name);
            }
        }
        self.places.truncate(PLACES);
        self.countries.push_front(named.countries);
        self.countries.truncate(STORY);
        self.add(sentence, named.actors);
    }

    /// The country of the story: the only one that its last sentences named.
    pub(crate) fn home(&self) -> Option<Country> {
        let mut named = self.countries.iter().flatten();
        let first = *named.next()?;
        named.all(|&country| country == first).then_some(first)
    }

    /// The places named so far, latest first, as a text.
    pub(crate) fn places(&self) -> String {
        self.places.iter().map(String::as_str).collect::<Vec<_>>().join("; ")
    }

    /// The memory of a part whose mentions are linked like this; its first sentence has this index in the document.
    pub fn linked(links: Links, first: usize) -> Self {
        Self { links, first, ..Self::default() }
    }

    /// Whom a mention stands for, among the actors of earlier sentences: the name before the noun, and the latest.
    pub(crate) fn earlier(&self, sentence: usize, token: usize) -> Option<&Remembered> {
        let local = sentence.checked_sub(self.first)?;
        let chain = self.links.chain(local, token).take_while(|m| m.sentence < local);
        let known = chain.filter_map(|m| Some((m, self.told.get(&(m.sentence, m.head))?)));
        known.max_by_key(|(m, _)| (m.form == MentionForm::Name, m.sentence, m.head)).map(|(_, actor)| actor)
    }

    /// The mentions of the same sentence for which a later one in it stands, latest first.
    pub(crate) fn beside(&self, sentence: usize, token: usize) -> Vec<usize> {
        let Some(local) = sentence.checked_sub(self.first) else { return vec![] };
        let here = self.links.chain(local, token).filter(|m| m.sentence == local && m.head < token);
        let mut here: Vec<usize> = here.filter(|m| m.form != MentionForm::Pronoun).map(|m| m.head).collect();
        here.reverse();
        here
    }

    /// Takes in the actors of a sentence; subjects end up as the latest.
    fn add(&mut self, sentence: usize, mut actors: Vec<Remembered>) {
        let local = sentence.saturating_sub(self.first);
        for actor in &actors {
            if self.links.chain(local, actor.token).last().is_some_and(|m| m.sentence > local) {
                self.told.insert((local, actor.token), actor.clone());
            }
        }
        actors.sort_by_key(|a| (a.subject, std::cmp::Reverse(a.token)));
        for actor in actors {
            let named =
                actor.party.country.is_some() && actor.words.chars().next().is_some_and(char::is_uppercase);
            if named || actor.words.contains(char::is_uppercase) {
                self.names.push_front(actor.clone());
                self.names.truncate(NAMES);
            }
            self.recent.push_front(actor);
            self.recent.truncate(RECENT);
        }
    }

    pub(crate) fn latest(&self, fits: impl Fn(&Remembered) -> bool) -> Option<&Remembered> {
        self.recent.iter().find(|r| fits(r))
    }

    /// The latest actor with this head noun.
    pub(crate) fn by_head(&self, lemma: &str) -> Option<&Remembered> {
        self.latest(|r| r.head == lemma)
    }

    /// "The militants": the latest who were told to fight a state, where the mention is of such.
    pub(crate) fn rebels(&self, resolution: &Resolution) -> Option<&Remembered> {
        let fights = |sectors: &[Sector]| sectors.first().is_some_and(|s| s.code() == REBEL);
        fights(&resolution.sectors)
            .then(|| self.latest(|r| r.party.country.is_some() && fights(&r.party.sectors)))?
    }

    /// The latest actor whose words hold this name, and whose country or entity is known.
    pub(crate) fn by_name(&self, form: &str) -> Option<&Remembered> {
        if form.chars().count() < 3 {
            return None;
        }
        self.names.iter().find(|r| {
            r.kind != ActorKind::Country
                && r.party.country.is_some()
                && r.words.split(|c: char| !c.is_alphanumeric()).any(|w| w == form)
        })
    }
}
