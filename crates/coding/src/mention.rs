//! Mentions: the noun phrase that a token heads, and who it is.

use crate::lexicon::Grammar;
use crate::memory::{Memory, Remembered};
use crate::report::{Entity, Party, Quote};
use crate::tree::Tree;
use detente_parse::{Deprel, NameKind, Upos, Xpos};
use detente_resolve::{ActorKind, Country, Query, Resolution, Resolver};
use detente_text::Span;
use jiff::civil::Date;

/// Resolves the mentions of one sentence, each once.
pub(crate) struct Mentions<'a> {
    pub tree: &'a Tree<'a>,
    resolver: &'a Resolver,
    memory: &'a Memory,
    date: Option<Date>,
    grammar: &'a Grammar,
    /// The one country that the sentence names, if it is one.
    only_country: Option<Country>,
    /// The one country that it names as a place.
    only_place: Option<Country>,
    cache: Vec<Option<Mention>>,
}

/// A noun phrase and who it is.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub span: Span,
    pub resolution: Resolution,
    /// What an anaphor was resolved to, in an earlier sentence.
    pub carried: Option<Remembered>,
}

impl Mention {
    /// Whether it may be an actor or a recipient.
    pub(crate) fn is_actor(&self) -> bool {
        self.resolution.is_actor() || self.resolution.kind == ActorKind::Pronoun
    }

    pub(crate) fn party(&self) -> Party {
        let r = &self.resolution;
        Party {
            country: r.country,
            sectors: r.sectors.clone(),
            role: r.role.clone(),
            entity_id: r.entity.clone(),
            entity_name: r.name.clone(),
        }
    }
}

impl<'a> Mentions<'a> {
    pub(crate) fn new(
        tree: &'a Tree<'a>,
        resolver: &'a Resolver,
        memory: &'a Memory,
        date: Option<Date>,
        grammar: &'a Grammar,
    ) -> Self {
        let mut mentions = Self {
            tree,
            resolver,
            memory,
            date,
            grammar,
            only_country: None,
            only_place: None,
            cache: vec![None; tree.len()],
        };
        let named = mentions.named_countries();
        mentions.only_country = only(named.iter().map(|&(_, c)| c));
        mentions.only_place = only(named.iter().filter(|&&(s, _)| mentions.is_place(s)).map(|&(_, c)| c));
        mentions
    }

    /// The countries that the sentence names, with the bytes of their names.
    fn named_countries(&self) -> Vec<(Span, Country)> {
        let base = self.tree.sentence().sentence.span;
        let found = self.resolver.countries_in(base.of(self.text()));
        let states = found.into_iter().filter(|f| !f.country.is_supranational());
        states
            .map(|f| (Span { start: f.span.start + base.start, end: f.span.end + base.start }, f.country))
            .collect()
    }

    /// Whether a name stands after a preposition of place.
    fn is_place(&self, span: Span) -> bool {
        let tree = self.tree;
        let token = (0..tree.len()).find(|&i| span.overlaps(tree.sentence().span(i)));
        let case = token.and_then(|t| tree.place_case(t));
        case.is_some_and(|c| self.grammar.locative.contains(&c))
    }

    pub(crate) fn text(&self) -> &'a str {
        &self.tree.sentence().doc.article.text
    }

    /// The mention that a token heads.
    pub(crate) fn at(&mut self, token: usize) -> Mention {
        if let Some(mention) = &self.cache[token] {
            return mention.clone();
        }
        // While a mention is being resolved it stands for nobody, so that anaphors cannot chase each other.
        self.cache[token] = Some(Mention {
            span: self.tree.sentence().span(token),
            resolution: Resolution::default(),
            carried: None,
        });
        let mention = self.resolve(token);
        self.cache[token] = Some(mention.clone());
        mention
    }

    fn resolve(&mut self, token: usize) -> Mention {
        let tree = self.tree;
        let span = phrase(tree, token);
        if tree.upos(token) == Upos::Pron && tree.xpos(token) != Xpos::Wdt {
            return self.pronoun(token, span);
        }
        if self.tree.names_a_day(token) {
            return Mention { span, resolution: Resolution::default(), carried: None };
        }
        // "any of them"
        let counted = tree.content(token);
        if tree.upos(counted) == Upos::Pron {
            return Mention { span, ..self.pronoun(counted, span) };
        }
        let mut resolution = self.look_up(token, span);
        self.try_apposition(token, &mut resolution);
        self.try_name(token, &mut resolution);
        let mut carried = None;
        if resolution.country.is_none() {
            carried = self.try_memory(token, &mut resolution);
        }
        if resolution.country.is_none() {
            self.try_domestic(token, &mut resolution);
        }
        Mention { span, resolution, carried }
    }

    fn look_up(&self, token: usize, span: Span) -> Resolution {
        let text = span.of(self.text());
        let content = self.tree.content(token);
        let head = self.tree.sentence().span(content);
        let common = matches!(self.tree.upos(content), Upos::Noun | Upos::Adj | Upos::Num);
        let head = (common && span.contains(head))
            .then(|| Span::new((head.start - span.start) as usize, (head.end - span.start) as usize));
        let around = self.tree.sentence().sentence.span.of(self.text());
        self.resolver.resolve(&Query { text, head, context: Some(around), date: self.date })
    }

    /// "Ali Khan, a Pakistani lawmaker": what the apposition knows, where the name itself says nothing.
    fn try_apposition(&self, token: usize, resolution: &mut Resolution) {
        if resolution.country.is_some() && resolution.kind != ActorKind::Unknown {
            return;
        }
        let Some(appos) = self.tree.child(token, Deprel::Appos) else { return };
        let other = self.look_up(appos, phrase(self.tree, appos));
        if other.is_actor() && (other.country.is_some() || !resolution.is_actor()) {
            let why = format!("apposition: {}", other.why);
            let name = resolution.name.take();
            *resolution = Resolution { why, ..other };
            resolution.name = name.or(resolution.name.take());
        }
    }

    /// A name that no lexicon knows is still a person or a body.
    fn try_name(&self, token: usize, resolution: &mut Resolution) {
        if resolution.kind != ActorKind::Unknown {
            return;
        }
        let names = &self.tree.sentence().syntax.names;
        let name = names.iter().find(|n| n.tokens.contains(&token));
        let kind = match name.map(|n| n.kind) {
            Some(NameKind::Per) => ActorKind::Person,
            Some(NameKind::Org) => ActorKind::Organisation,
            Some(NameKind::Loc) => ActorKind::Place,
            Some(NameKind::Norp) => ActorKind::Group,
            // A proper noun that nobody knows acts like a person: "Egeland praised".
            None if self.is_unknown_name(token) => ActorKind::Person,
            _ => return,
        };
        resolution.kind = kind;
        resolution.why = format!("name recogniser: {kind:?}");
    }

    /// A proper noun that the lexicon does not know.
    fn is_unknown_name(&self, token: usize) -> bool {
        let tree = self.tree;
        tree.upos(token) == Upos::Propn && tree.deprel(token) != Deprel::Compound
    }

    fn try_memory(&self, token: usize, resolution: &mut Resolution) -> Option<Remembered> {
        let tree = self.tree;
        let lemma = tree.lemma(token);
        let definite = tree.children(token).any(|c| {
            tree.deprel(c) == Deprel::Det
                && matches!(tree.lemma(c), "the" | "this" | "that" | "these" | "those")
        });
        let found = if tree.upos(token) == Upos::Propn {
            self.memory.by_name(tree.sentence().form(token))
        } else if definite && self.grammar.anaphors.iter().any(|a| a == lemma) {
            self.memory.by_head(lemma)
        } else {
            None
        }?;
        if !found.is_compatible(resolution) {
            return None;
        }
        adopt(resolution, found, "earlier mention");
        Some(found.clone())
    }

    fn try_domestic(&self, token: usize, resolution: &mut Resolution) {
        let known = resolution.entity.is_some()
            || !matches!(resolution.kind, ActorKind::Group | ActorKind::Organisation | ActorKind::Person);
        let sector = resolution.sectors.first();
        if known || sector.is_none_or(|s| self.grammar.stateless.iter().any(|x| x == s.code())) {
            return;
        }
        let counted = self.tree.content(token);
        let lemma = self.tree.lemma(counted);
        if self.may_be_foreign(token, counted) {
            return;
        }
        let bare = self.grammar.domestic.iter().any(|d| d == lemma);
        if let Some(country) = self.only_place {
            resolution.country = Some(country);
            resolution.why.push_str("; the one place that the sentence names");
        } else if let Some(country) = self.only_country.filter(|_| bare) {
            resolution.country = Some(country);
            resolution.why.push_str("; the one country that the sentence names");
        }
    }

    /// "foreign workers"; "two people" who do something: nothing says that they are of the place.
    fn may_be_foreign(&self, token: usize, counted: usize) -> bool {
        let tree = self.tree;
        let listed = |list: &[String], i: usize| list.iter().any(|w| w == tree.lemma(i));
        let agent = matches!(tree.deprel(token), Deprel::Nsubj | Deprel::OblAgent)
            || tree.case(token).as_deref() == Some("by");
        (agent && listed(&self.grammar.generic, counted))
            || listed(&self.grammar.foreign, counted)
            || tree.children(counted).any(|c| listed(&self.grammar.foreign, c))
    }

    fn pronoun(&mut self, token: usize, span: Span) -> Mention {
        let mut resolution =
            Resolution { kind: ActorKind::Pronoun, why: "pronoun".to_owned(), ..Resolution::default() };
        let wanted = Wanted::of(self.tree.lemma(token), self.tree.sentence().form(token));
        let Some(wanted) = wanted else {
            let people = matches!(
                self.tree.lemma(token),
                "anybody" | "anyone" | "everybody" | "everyone" | "nobody" | "somebody" | "someone" | "other"
            );
            resolution.kind = if people { ActorKind::Group } else { ActorKind::Unknown };
            return Mention { span, resolution, carried: None };
        };
        if let Some(antecedent) = self.antecedent(token, wanted) {
            let found = self.at(antecedent);
            let text = found.span.of(self.text()).to_owned();
            resolution = Resolution { why: format!("pronoun for \"{text}\""), ..found.resolution };
            return Mention { span, resolution, carried: found.carried };
        }
        let found = self.memory.latest(|r| wanted.fits(r.kind, r.plural));
        if let Some(found) = found {
            adopt(&mut resolution, found, "pronoun");
        }
        Mention { span, resolution, carried: found.cloned() }
    }

    /// The nominal before a pronoun, in its sentence, that it stands for: subjects of the clauses above first.
    fn antecedent(&mut self, token: usize, wanted: Wanted) -> Option<usize> {
        let tree = self.tree;
        let own_clause = tree.head(token);
        let possessive = tree.deprel(token) == Deprel::NmodPoss;
        let mut candidates = Vec::new();
        let mut clause = tree.head(token);
        for _ in 0..12 {
            let Some(c) = clause else { break };
            let subjects = tree.children(c).filter(|&s| {
                s < token && matches!(tree.deprel(s), Deprel::Nsubj | Deprel::NsubjPass) && s != token
            });
            if possessive || own_clause != Some(c) {
                candidates.extend(subjects);
            }
            clause = tree.head(c);
        }
        let others = (0..token).rev().filter(|&i| {
            tree.is_nominal(i)
                && matches!(
                    tree.deprel(i),
                    Deprel::Nsubj
                        | Deprel::NsubjPass
                        | Deprel::Obj
                        | Deprel::Obl
                        | Deprel::Nmod
                        | Deprel::NmodPoss
                )
                && (possessive || tree.head(i) != own_clause)
        });
        candidates.extend(others.take(8));
        candidates.into_iter().find(|&c| {
            if tree.upos(c) == Upos::Pron {
                return false;
            }
            let found = self.at(c);
            let plural = self.is_plural(c);
            found.resolution.is_actor() && wanted.fits(found.resolution.kind, plural)
        })
    }

    fn is_plural(&self, token: usize) -> bool {
        matches!(self.tree.xpos(token), Xpos::Nns | Xpos::Nnps) || self.tree.conjuncts(token).len() > 1
    }

    /// An entity of a report.
    pub(crate) fn entity(&mut self, token: usize) -> Entity {
        let mention = self.at(token);
        Entity {
            mention: self.quote(mention.span),
            party: mention.party(),
            links: Vec::new(),
            why: mention.resolution.why,
        }
    }

    pub(crate) fn quote(&self, span: Span) -> Quote {
        Quote { span, text: span.of(self.text()).to_owned() }
    }

    /// What the next sentences should remember of this one: its nominals that are actors.
    pub(crate) fn remember(&mut self) -> Vec<Remembered> {
        let tree = self.tree;
        let mut out = Vec::new();
        for token in 0..tree.len() {
            let anchor = tree.conj_head(token);
            let role = tree.deprel(anchor);
            let keeps = matches!(
                role,
                Deprel::Nsubj
                    | Deprel::NsubjPass
                    | Deprel::Obj
                    | Deprel::Obl
                    | Deprel::OblAgent
                    | Deprel::NmodPoss
                    | Deprel::Nmod
            );
            if !keeps || !tree.is_nominal(token) || tree.upos(token) == Upos::Pron {
                continue;
            }
            let mention = self.at(token);
            if mention.resolution.is_actor() {
                out.push(Remembered {
                    token,
                    head: tree.lemma(token).to_owned(),
                    words: mention.span.of(self.text()).to_owned(),
                    kind: mention.resolution.kind,
                    plural: self.is_plural(token),
                    subject: matches!(role, Deprel::Nsubj | Deprel::NsubjPass),
                    party: mention.party(),
                    attribution: Vec::new(),
                });
            }
        }
        out
    }
}

/// The only one there is, if there is only one.
fn only(mut countries: impl Iterator<Item = Country>) -> Option<Country> {
    let first = countries.next()?;
    countries.all(|c| c == first).then_some(first)
}

fn adopt(resolution: &mut Resolution, found: &Remembered, how: &str) {
    if resolution.kind == ActorKind::Unknown || resolution.kind == ActorKind::Pronoun {
        resolution.kind = found.kind;
    }
    resolution.country = found.party.country;
    if resolution.sectors.is_empty() || found.party.entity_id.is_some() {
        resolution.sectors.clone_from(&found.party.sectors);
    }
    resolution.name.clone_from(&found.party.entity_name);
    resolution.entity.clone_from(&found.party.entity_id);
    resolution.why = format!("{how} for \"{}\" of an earlier sentence", found.words);
}

/// What a pronoun may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Person,
    Thing,
    Several,
}

impl Wanted {
    fn of(lemma: &str, form: &str) -> Option<Self> {
        let form = form.to_lowercase();
        match form.as_str() {
            "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" => Some(Self::Person),
            "it" | "its" | "itself" => Some(Self::Thing),
            "they" | "them" | "their" | "theirs" | "themselves" => Some(Self::Several),
            _ if lemma == "they" => Some(Self::Several),
            _ => None,
        }
    }

    fn fits(self, kind: ActorKind, plural: bool) -> bool {
        match self {
            Self::Person => kind == ActorKind::Person && !plural,
            Self::Thing => {
                matches!(kind, ActorKind::Country | ActorKind::Organisation)
                    || (kind == ActorKind::Group && !plural)
            }
            Self::Several => plural || kind == ActorKind::Group,
        }
    }
}

/// Bytes of the noun phrase that a token heads: with its modifiers and what follows them without a comma, without its
/// preposition, its coordinates, its relative clause and its apposition.
pub(crate) fn phrase(tree: &Tree, head: usize) -> Span {
    let mut inside = vec![false; tree.len()];
    inside[head] = true;
    let mut stack = vec![head];
    while let Some(i) = stack.pop() {
        for child in tree.children(i) {
            if keeps(tree, head, i, child) {
                inside[child] = true;
                stack.push(child);
            }
        }
    }
    let mut first = head;
    while first > 0 && inside[first - 1] {
        first -= 1;
    }
    let mut last = head;
    while last + 1 < tree.len() && inside[last + 1] {
        last += 1;
    }
    trim(tree, head, &mut first, &mut last);
    tree.sentence().cover(first..last + 1)
}

fn keeps(tree: &Tree, head: usize, parent: usize, child: usize) -> bool {
    if parent != head {
        // Inside a modifier all is kept, but not past a comma.
        return !(tree.upos(child) == Upos::Punct && tree.sentence().form(child) == ",");
    }
    match tree.deprel(child) {
        Deprel::Case => child > head,
        Deprel::Cc
        | Deprel::CcPreconj
        | Deprel::Conj
        | Deprel::Mark
        | Deprel::AclRelcl
        | Deprel::Appos
        | Deprel::Parataxis
        | Deprel::Advcl
        | Deprel::Cop
        | Deprel::Nsubj
        | Deprel::NsubjPass
        | Deprel::Aux
        | Deprel::Advmod
        | Deprel::Discourse
        | Deprel::Obl => tree.deprel(child) == Deprel::Advmod && child + 1 == head,
        Deprel::Punct => {
            child != tree.len() - 1
                && matches!(tree.sentence().form(child), "-" | "\u{2013}" | "." | "'" | "\u{2019}")
        }
        _ => true,
    }
}

/// Takes off what a parser hung on the phrase but is none of it: marks, a day ("fishermen on Sunday").
fn trim(tree: &Tree, head: usize, first: &mut usize, last: &mut usize) {
    while *last > head
        && (matches!(tree.upos(*last), Upos::Punct | Upos::Adp)
            || tree.xpos(*last) == Xpos::Pos
            || tree.names_a_day(*last))
    {
        *last -= 1;
    }
    while *first < head && tree.upos(*first) == Upos::Punct {
        *first += 1;
    }
}
