//! Link precision and recall by head tokens.

use crate::conllu::{Document, GoldMention};
use detente_coref::{Link, Links, Mention, Why};
use detente_parse::Upos;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

/// Right ones of all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    pub right: usize,
    pub all: usize,
}

impl Share {
    pub fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }

    /// In per cent, with one decimal.
    fn percent(self) -> String {
        if self.all == 0 {
            "-".to_owned()
        } else {
            format!("{:.1}", 100.0 * self.right as f64 / self.all as f64)
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}/{})", self.percent(), self.right, self.all)
    }
}

/// What gold mentions look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoldForm {
    ThirdPerson,
    Speaker,
    Name,
    DefiniteNoun,
    Other,
}

impl GoldForm {
    /// For tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::ThirdPerson => "he, she, it, they",
            Self::Speaker => "I, we",
            Self::Name => "names",
            Self::DefiniteNoun => "definite nouns",
            Self::Other => "others (not tried as such)",
        }
    }
}

/// Figures of any number of documents.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Of the links made, by kind.
    pub links: BTreeMap<&'static str, Share>,
    /// Of gold mentions with an earlier mention of the same entity, by form.
    pub found: BTreeMap<GoldForm, Share>,
}

impl Score {
    pub fn precision(&self) -> Share {
        sum(self.links.values())
    }

    pub fn recall(&self) -> Share {
        sum(self.found.values())
    }

    /// Recall of what the rules try.
    pub fn recall_of_tried(&self) -> Share {
        sum(self.found.iter().filter(|&(&form, _)| form != GoldForm::Other).map(|(_, share)| share))
    }

    /// Adds the figures of others.
    pub fn merge(&mut self, other: &Self) {
        for (&kind, share) in &other.links {
            self.links.entry(kind).or_default().add(*share);
        }
        for (&form, share) in &other.found {
            self.found.entry(form).or_default().add(*share);
        }
    }

    /// Adds a document. `each` gets every link and whether it is right.
    pub fn add(
        &mut self,
        document: &Document,
        matcher: &Matcher<'_>,
        links: &Links,
        mut each: impl FnMut(&Link, bool),
    ) {
        let mut found = HashSet::new();
        for link in links.links() {
            let anaphor = matcher.gold(&links.mentions()[link.anaphor]);
            let right = anaphor.is_some_and(|a| matcher.is_right(a, &links.mentions()[link.antecedent]));
            let kind = kind(document, &links.mentions()[link.anaphor], link.why);
            self.links.entry(kind).or_default().count(right);
            if right {
                found.extend(anaphor);
            }
            each(link, right);
        }
        for (i, gold) in document.mentions.iter().enumerate().filter(|(_, g)| g.is_anaphoric) {
            self.found.entry(form(document, gold)).or_default().count(found.contains(&i));
        }
    }
}

/// The kind of a link; pronouns apart.
fn kind(document: &Document, anaphor: &Mention, why: Why) -> &'static str {
    if why != Why::Pronoun {
        return why.name();
    }
    let word = document.sentences[anaphor.sentence].forms[anaphor.head].to_lowercase();
    match word.as_str() {
        "it" | "its" | "itself" => "pronoun it",
        _ if word.starts_with("th") => "pronoun they",
        _ => "pronoun he, she",
    }
}

fn sum<'a>(shares: impl Iterator<Item = &'a Share>) -> Share {
    shares.fold(Share::default(), |a, b| Share { right: a.right + b.right, all: a.all + b.all })
}

/// Finds gold mentions by their heads.
pub struct Matcher<'d> {
    document: &'d Document,
    by_head: HashMap<(usize, usize), Vec<usize>>,
    /// Only asked where no head fits, and only if it is to be.
    by_core: HashMap<(usize, usize), Vec<usize>>,
}

impl<'d> Matcher<'d> {
    pub fn new(document: &'d Document, loose: bool) -> Self {
        let mut by_head: HashMap<_, Vec<usize>> = HashMap::new();
        let mut by_core: HashMap<_, Vec<usize>> = HashMap::new();
        for (i, gold) in document.mentions.iter().enumerate() {
            by_head.entry((gold.sentence, gold.head)).or_default().push(i);
            for &token in gold.core.iter().filter(|_| loose) {
                by_core.entry((gold.sentence, token)).or_default().push(i);
            }
        }
        Self { document, by_head, by_core }
    }

    /// Whether a mention is the entity of a gold mention; a coordination also if its first member is part of that entity.
    pub fn is_right(&self, anaphor: usize, antecedent: &Mention) -> bool {
        let entity = &self.document.mentions[anaphor].entity;
        let of = |mention: &Mention| self.gold(mention).map(|g| &self.document.mentions[g].entity);
        let first = of(&Mention { group: false, ..antecedent.clone() });
        let is_part = |part: &String| self.document.parts.contains(&(entity.clone(), part.clone()));
        of(antecedent) == Some(entity) || antecedent.group && first.is_some_and(is_part)
    }

    /// The gold mention with the head of a mention: of several the longest for a coordination, else the shortest.
    pub fn gold(&self, mention: &Mention) -> Option<usize> {
        let place = (mention.sentence, mention.head);
        let candidates = self.by_head.get(&place).or_else(|| self.by_core.get(&place))?.iter().copied();
        let len = |&i: &usize| self.document.mentions[i].last - self.document.mentions[i].first;
        if mention.group { candidates.max_by_key(len) } else { candidates.min_by_key(len) }
    }
}

/// The form of a gold mention, read off the gold tree.
pub fn form(document: &Document, gold: &GoldMention) -> GoldForm {
    let sentence = &document.sentences[gold.sentence];
    let word = sentence.forms[gold.head].to_lowercase();
    match sentence.syntax.upos[gold.head] {
        Upos::Pron => pronoun(&word),
        _ if gold.is_time => GoldForm::Other,
        Upos::Propn => GoldForm::Name,
        Upos::Noun if opens_definite(document, gold) => GoldForm::DefiniteNoun,
        _ => GoldForm::Other,
    }
}

fn pronoun(word: &str) -> GoldForm {
    match word {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" | "it" | "its" | "itself"
        | "they" | "them" | "their" | "theirs" | "themselves" => GoldForm::ThirdPerson,
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" => {
            GoldForm::Speaker
        }
        _ => GoldForm::Other,
    }
}

/// Whether it opens with "the", "this" and the like or a possessor.
fn opens_definite(document: &Document, gold: &GoldMention) -> bool {
    let syntax = &document.sentences[gold.sentence].syntax;
    let child = |t: &usize| syntax.head[*t] as usize == gold.head && *t < gold.head;
    (gold.first..=gold.last).filter(child).any(|t| {
        syntax.deprel[t].name() == "nmod:poss"
            || matches!(syntax.lemma[t].as_str(), "the" | "this" | "that" | "these" | "those")
    })
}
