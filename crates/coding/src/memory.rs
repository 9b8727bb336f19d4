//! What earlier sentences of a document said of actors, for pronouns and definite nouns of later ones.

use crate::report::{Attribution, Party};
use detente_resolve::{ActorKind, Resolution};
use std::collections::VecDeque;

/// The actors of the last sentences of a document, latest first. Bounded.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    recent: VecDeque<Remembered>,
    names: VecDeque<Remembered>,
    places: VecDeque<String>,
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

const RECENT: usize = 24;
const NAMES: usize = 200;
const PLACES: usize = 24;

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
    /// Takes in the places that a sentence names.
    pub(crate) fn add_places(&mut self, names: Vec<String>) {
        for name in names {
            if !self.places.contains(&name) {
                self.places.push_front(name);
            }
        }
        self.places.truncate(PLACES);
    }

    /// The places named so far, latest first, as a text.
    pub(crate) fn places(&self) -> String {
        self.places.iter().map(String::as_str).collect::<Vec<_>>().join("; ")
    }

    /// Takes in the actors of a sentence; subjects end up as the latest.
    pub(crate) fn add(&mut self, mut actors: Vec<Remembered>) {
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
