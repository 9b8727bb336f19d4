//! What comes out: mentions, the links between them, and the chains that the links make.

use rustc_hash::FxHashMap;
use std::ops::Range;

/// A noun phrase, name or pronoun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of its sentence in the slice given to [`resolve`](crate::resolve).
    pub sentence: usize,
    /// Its head, a token of that sentence. For a coordination, the head of the first member.
    pub head: usize,
    /// Its tokens in that sentence: modifiers and "of" phrases included, preposition, relative clause and apposition not.
    pub tokens: Range<usize>,
    /// Whether it is a whole coordination ("Ann and Bob"); its first member is a mention with the same head.
    pub group: bool,
    /// Whether it is a name, a noun or a pronoun.
    pub form: MentionForm,
}

/// How a mention is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionForm {
    /// "she".
    Pronoun,
    /// "the minister".
    Noun,
    /// "Ann Lee".
    Name,
}

/// That two mentions stand for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The later mention, an index into [`Links::mentions`].
    pub anaphor: usize,
    /// The earlier one.
    pub antecedent: usize,
    /// Why they are held to be one.
    pub why: Why,
}

/// The kinds of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// The name that was used before, or another form of it that a list holds ("U.S." after "United States").
    SameName,
    /// Part of a name that was used before ("Lee" after "Ann Lee"), or all of one ("Ann Lee" after "Lee").
    ShortName,
    /// The initials of a name, or the name after its initials.
    Acronym,
    /// An apposition ("Ann Lee, *the minister*").
    Apposition,
    /// A noun that says what somebody is ("Ann Lee is *a lawyer*").
    Predicate,
    /// "the minister" after "a minister", "the country" after "Chad".
    DefiniteNoun,
    /// The same words without an article ("peace talks" after "peace talks").
    SameNoun,
    /// "he", "she", "it", "they" and their forms.
    Pronoun,
    /// "I" for who is quoted.
    Speaker,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::SameName,
        Self::ShortName,
        Self::Acronym,
        Self::Apposition,
        Self::Predicate,
        Self::DefiniteNoun,
        Self::SameNoun,
        Self::Pronoun,
        Self::Speaker,
    ];

    /// In plain words, for explanations.
    pub fn name(self) -> &'static str {
        match self {
            Self::SameName => "same name",
            Self::ShortName => "shortened name",
            Self::Acronym => "acronym",
            Self::Apposition => "apposition",
            Self::Predicate => "predicate",
            Self::DefiniteNoun => "definite noun",
            Self::SameNoun => "same noun",
            Self::Pronoun => "pronoun",
            Self::Speaker => "speaker",
        }
    }
}

/// The mentions of a document and what links them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    mentions: Vec<Mention>,
    all: Vec<Link>,
    chains: Vec<Vec<usize>>,
    /// By mention.
    chain_of: Vec<usize>,
    /// The link of which a mention is the anaphor, by mention; the first if there are two.
    link_of: Vec<Option<usize>>,
    /// By sentence and head; coordinations are not in it.
    at: FxHashMap<(usize, usize), usize>,
}

impl Links {
    /// Chains are made of links here, so that they cannot contradict each other.
    pub(crate) fn new(mentions: Vec<Mention>, links: Vec<Link>, aliases: &[(usize, usize)]) -> Self {
        let mut parents: Vec<usize> = (0..mentions.len()).collect();
        let mut link_of = vec![None; mentions.len()];
        for (i, link) in links.iter().enumerate() {
            link_of[link.anaphor].get_or_insert(i);
            join(&mut parents, link.anaphor, link.antecedent);
        }
        let mut chains: Vec<Vec<usize>> = Vec::new();
        let mut chain_of = vec![0; mentions.len()];
        for mention in 0..mentions.len() {
            // The root of a chain is its first mention, so its chain is there when the others come.
            let first = root(&mut parents, mention);
            if first == mention {
                chain_of[mention] = chains.len();
                chains.push(Vec::new());
            }
            chain_of[mention] = chain_of[first];
            chains[chain_of[first]].push(mention);
        }
        let singles = mentions.iter().enumerate().filter(|(_, m)| !m.group);
        let mut at: FxHashMap<_, _> = singles.map(|(i, m)| ((m.sentence, m.head), i)).collect();
        for &(mention, token) in aliases {
            at.entry((mentions[mention].sentence, token)).or_insert(mention);
        }
        Self { mentions, all: links, chains, chain_of, link_of, at }
    }

    /// All mentions in text order, by sentence and head, linked or not.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// All links, by anaphor. The antecedent of a link is before its anaphor. A mention is the anaphor of two links at
    /// most: an apposition that is a name used before is linked to both.
    pub fn links(&self) -> &[Link] {
        &self.all
    }

    /// The mentions that stand for one, as indices in text order; every mention is in exactly one chain, most are
    /// alone in theirs.
    pub fn chains(&self) -> impl Iterator<Item = &[usize]> {
        self.chains.iter().map(Vec::as_slice)
    }

    /// The mention that a token heads; of a coordination, the first member. "captain Lee" is one mention, and found by
    /// both its words.
    pub fn mention_at(&self, sentence: usize, token: usize) -> Option<usize> {
        self.at.get(&(sentence, token)).copied()
    }

    /// What the mention that a token heads was linked to, and why; none for what is new or unknown.
    pub fn antecedent(&self, sentence: usize, token: usize) -> Option<(&Mention, Why)> {
        let link = self.all[self.link_of[self.mention_at(sentence, token)?]?];
        Some((&self.mentions[link.antecedent], link.why))
    }

    /// All mentions in the chain of the one that a token heads, in text order, itself included.
    pub fn chain(&self, sentence: usize, token: usize) -> impl Iterator<Item = &Mention> {
        let chain = self.mention_at(sentence, token).map_or(&[][..], |m| &self.chains[self.chain_of[m]]);
        chain.iter().map(|&m| &self.mentions[m])
    }

    /// The mention before this one in its chain that says most: a name before a noun before a pronoun, then the one
    /// with the most tokens, then the latest.
    pub fn best_antecedent(&self, sentence: usize, token: usize) -> Option<&Mention> {
        let mention = self.mention_at(sentence, token)?;
        let chain = &self.chains[self.chain_of[mention]];
        let earlier = chain.iter().take_while(|&&m| m < mention).map(|&m| &self.mentions[m]);
        earlier.max_by_key(|m| (m.form, m.tokens.len(), m.sentence, m.head))
    }
}

/// The first mention of the chain that a mention is in; shortens the way for the next who asks.
fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

/// Joins the chains of two; the first mention of both stands for them.
fn join(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parents, a), root(parents, b));
    parents[a.max(b)] = a.min(b);
}
