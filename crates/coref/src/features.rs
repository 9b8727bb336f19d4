//! What speaks for or against an antecedent, as yes-or-no features with integer weights.
//!
//! A candidate's score is the sum of the weights of its features; no link scores nothing. The weights are data
//! (`data/coref/weights.tsv`); its head says how they were found.

use crate::lists::entries;
use std::sync::LazyLock;

macro_rules! features {
    ($($name:ident),+ $(,)?) => {
        /// One feature; the names are those of the file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Feature { $($name),+ }

        impl Feature {
            /// All, with their names.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, stringify!($name))),+];
        }
    };
}

// "This" is the anaphor, "it" the candidate where a name says so; what has neither is said of the candidate.
features! {
    // Always there.
    Bias,
    // How many sentences back: none, 1, 2, 3 to 5, 6 to 12, more; within 4 tokens or more than 12 in one sentence.
    SameSentence, OneBack, TwoBack, FewBack, Far, VeryFar, Close, Apart, OtherParagraph, FirstSentence,
    // What it is to its clause, and whether that is the main clause; it opens its sentence; both have one role.
    Subject, Object, Oblique, Possessor, Modifier, OtherRole, MainClause, FirstOfSentence, SameRole,
    // It is the subject of a clause that this is in: of one above, of the nearest, of one with a verb of speech.
    SubjectAbove, OwnSubject, SpeechSubject,
    // How it is put.
    Name, Pronoun, SamePronoun, Definite, Indefinite, Bare, Group, Plural,
    // Its chain has several mentions, more than three; goes with just this pronoun, with any; what it stands for.
    InChain, InLongChain, Known, Unknown, Human, Body, Country, Place,
    // What this is to its clause; it is in a quotation, the other is not in the same; it is put with "this", with
    // modifiers, in the plural; it is the subject of a verb of speech, and the candidate is one who may speak.
    AsSubject, AsObject, AsOblique, AsPossessor, InQuote, QuoteApart, This, ThisIsModified, ThisIsPlural, ThisSpeaks,
    ItMaySpeak,
    // Among the candidates: its chain is the only one, the nearest, the next, behind three others, the largest.
    Sole, Nearest, NextNearest, ManyBetween, Topic,
    // Nouns: their modifiers are the same, this has fewer, it does not; this has some that it lacks; they go on after
    // their heads; one is plural; it is not of the chain that had the noun last; all words are the same.
    SameModifiers, FewerModifiers, OtherModifiers, AddsModifiers, ThisGoesOn, ItGoesOn, NumberDiffers, NotLatest,
    SameText,
    // Nouns: both have one owner, each has its own, only this has one; this is the title of a name, says what it names.
    SameOwner, OtherOwner, Owned, ByTitle, BySort,
    // What this stands for.
    IsHuman, IsBody, IsCountry, IsPlace,
    // Appositions: what is before this; people or not; how this is put.
    AfterComma, AfterBracket, AfterNothing, BothHuman, OneHuman, IsName, IsAcronym, ThisIsDefinite, ThisIsIndefinite,
    // Names: how they go together; whether they name the same kind of thing; how this is put, and whether one is part of
    // a longer name.
    NameSame, NameInitials, NameOfPerson, NameOfBody, SortsSame, SortsUnknown, SortsClash, ThisIsOneWord, ThisIsLonger,
    ThisIsModifier, ThisIsNested, ItIsNested,
    // Pronouns: both are subjects of main clauses; the clause of this has a copula, a clause after it.
    SubjectToSubject, Copular, JudgesClause,
}

const _: () = assert!(Feature::ALL.len() <= u128::BITS as usize);

/// The features of a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features(u128);

impl Features {
    pub(crate) fn add(&mut self, feature: Feature) {
        self.0 |= 1u128 << feature as u8;
    }

    pub(crate) fn add_if(&mut self, condition: bool, feature: Feature) {
        if condition {
            self.add(feature);
        }
    }

    /// These and others.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is there.
    pub fn has(self, feature: Feature) -> bool {
        self.0 & (1u128 << feature as u8) != 0
    }

    pub(crate) fn score(self, model: Model) -> i32 {
        let weights = &WEIGHTS[model as usize];
        Feature::ALL.iter().filter(|&&(f, _)| self.has(f)).map(|&(f, _)| weights[f as usize]).sum()
    }
}

/// For whom the weights are; a column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// "he", "she".
    Person,
    /// "it".
    Thing,
    /// "they".
    Several,
    /// Definite nouns.
    Noun,
    /// Nouns without an article.
    Bare,
    /// Appositions.
    Apposition,
    /// Names.
    Name,
}

impl Model {
    /// All, in the order of the file's columns.
    pub const ALL: [Self; MODELS] =
        [Self::Person, Self::Thing, Self::Several, Self::Noun, Self::Bare, Self::Apposition, Self::Name];
}

/// How many models there are.
pub const MODELS: usize = 7;

static WEIGHTS: LazyLock<[Vec<i32>; MODELS]> = LazyLock::new(|| {
    let mut weights = std::array::from_fn(|_| vec![0; Feature::ALL.len()]);
    for (_, row) in entries(include_str!("../../../data/coref/weights.tsv")) {
        let mut columns = row.split('\t');
        let name = columns.next().unwrap_or_default();
        let Some(&(feature, _)) = Feature::ALL.iter().find(|(_, n)| *n == name) else { continue };
        for (model, column) in weights.iter_mut().zip(columns) {
            model[feature as usize] = column.parse().unwrap_or_default();
        }
    }
    weights
});
