//! Mentions: the noun phrase that a token heads, and who it is.

use crate::hints::Nation;
use crate::lexicon::Grammar;
use crate::memory::{Memory, Remembered};
use crate::phrase::{phrase, with_place_beside};
use crate::report::{Entity, Party, Quote};
use crate::tree::{Tree, is_listed};
use detente_parse::{Deprel, NameKind, Upos, Xpos};
use detente_resolve::{ActorKind, Country, Query, Resolution, Resolver};
use detente_text::Span;
use jiff::civil::Date;

/// Resolves the mentions of one sentence, each once.
pub(crate) struct Mentions<'a> {
    pub tree: &'a Tree<'a>,
    resolver: &'a Resolver,
    pub(crate) memory: &'a Memory,
    /// Index of the sentence in the document.
    pub(crate) index: usize,
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
    /// The country is one that only earlier sentences tell.
    pub told: bool,
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
        index: usize,
        date: Option<Date>,
        grammar: &'a Grammar,
    ) -> Self {
        let mut mentions = Self {
            tree,
            resolver,
            memory,
            index,
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

    /// For each word the country of the mention that it heads, or else the one that it names.
    pub(crate) fn nations(&mut self) -> Vec<Option<Nation>> {
        let tree = self.tree;
        let mut nations: Vec<Option<Nation>> = (0..tree.len())
            .map(|token| {
                let found = tree.is_nominal(token).then(|| self.at(token).resolution)?;
                Some(Nation { country: found.country?, known: found.entity.is_some() })
            })
            .collect();
        for (span, country) in self.named_countries() {
            let last = (0..tree.len()).rev().find(|&i| span.overlaps(tree.sentence().span(i)));
            if let Some(last) = last.filter(|&i| nations[i].is_none()) {
                nations[last] = Some(Nation { country, known: false });
            }
        }
        nations
    }

    /// Takes another's opinion on the country of a mention, unless an earlier sentence or what is known of it tells.
    pub(crate) fn take_country(&mut self, token: usize, country: Option<Country>) {
        let mut mention = self.at(token);
        let found = &mut mention.resolution;
        let known = found.entity.is_some() && found.country.is_some();
        // Of a sentence by itself the model cannot know what the story tells.
        let silent = mention.told && country.is_none();
        if mention.carried.is_none() && !silent && !known && found.country != country {
            found.country = country;
            found.why.push_str("; the model of acts: this country");
            self.cache[token] = Some(mention);
        }
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

    /// Whom a bare name or nationality means, if anybody.
    pub(crate) fn named(&self, text: &str) -> Option<Party> {
        let resolution = self.resolver.resolve(&Query { text, head: None, context: None, date: self.date });
        let mention = Mention { span: Span::default(), resolution, carried: None, told: false };
        (mention.resolution.is_actor() || mention.resolution.country.is_some()).then(|| mention.party())
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
            told: false,
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
            return Mention { span, resolution: Resolution::default(), carried: None, told: false };
        }
        // "any of them"
        let counted = tree.content(token);
        if tree.upos(counted) == Upos::Pron {
            return Mention { span, ..self.pronoun(counted, span) };
        }
        let mut resolution = self.look_up(token, span);
        self.try_apposition(token, &mut resolution);
        self.try_name(token, &mut resolution);
        if resolution.country.is_none() {
            self.try_owner(token, &mut resolution);
        }
        if resolution.country.is_none() {
            self.try_place_beside(token, &mut resolution);
        }
        let mut carried = None;
        if resolution.country.is_none() {
            carried = self.try_memory(token, &mut resolution);
        }
        // Somebody whom an earlier sentence brought in without a country has none from this one's places.
        let mut told = false;
        if resolution.country.is_none() && carried.is_none() {
            self.try_domestic(token, &mut resolution);
            told = resolution.country.is_none() && self.try_story(token, &mut resolution);
        }
        Mention { span, resolution, carried, told }
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
        let above = self.tree.head(token).filter(|_| self.tree.deprel(token) == Deprel::Appos);
        let Some(appos) = self.tree.child(token, Deprel::Appos).or(above) else { return };
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

    /// "its jets", "her newspaper": of the owner's country.
    fn try_owner(&mut self, token: usize, resolution: &mut Resolution) {
        let tree = self.tree;
        let owner = tree.child(token, Deprel::NmodPoss).filter(|&o| tree.upos(o) == Upos::Pron);
        let Some(owner) = owner.filter(|_| resolution.entity.is_none()) else { return };
        let found = self.at(owner).resolution;
        if found.country.is_some() {
            resolution.country = found.country;
            resolution.why = format!("{}; the owner's country: {}", resolution.why, found.why);
        }
    }

    /// "attacked a village in Chad": the place right after the noun, hung on the verb, says where its people are from as
    /// much as one that hangs on the noun.
    fn try_place_beside(&self, token: usize, resolution: &mut Resolution) {
        let counted = self.tree.content(token);
        let known = resolution.kind == ActorKind::Unknown || resolution.entity.is_some();
        if known || self.tree.upos(counted) != Upos::Noun || self.may_be_foreign(token, counted) {
            return;
        }
        let Some(span) = with_place_beside(self.tree, token) else { return };
        let found = self.look_up(token, span);
        if found.kind == resolution.kind && found.country.is_some() {
            *resolution = found;
        }
    }

    fn try_memory(&self, token: usize, resolution: &mut Resolution) -> Option<Remembered> {
        if let Some(found) = self.memory.earlier(self.index, token)
            && found.party.country.is_some()
            && found.is_compatible(resolution)
        {
            adopt(resolution, found, "earlier mention");
            return Some(found.clone());
        }
        let tree = self.tree;
        let lemma = tree.lemma(token);
        let definite = tree.children(tree.content(token)).any(|c| {
            tree.deprel(c) == Deprel::Det
                && matches!(tree.lemma(c), "the" | "this" | "that" | "these" | "those")
        });
        let found = if tree.upos(token) == Upos::Propn {
            self.memory.by_name(tree.sentence().form(token))
        } else if definite && self.grammar.anaphors.iter().any(|a| a == lemma) {
            self.memory.by_head(lemma)
        } else if definite {
            // "the drivers": those that were told of, but not all that was told of them holds of these.
            let same = self.memory.by_head(tree.lemma(tree.content(token)));
            let found = same.or_else(|| self.memory.rebels(resolution))?;
            if found.party.country.is_some() && found.is_compatible(resolution) {
                adopt_country(resolution, found);
            }
            return None;
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
        let role = resolution.role.as_deref().unwrap_or(lemma);
        let bare = is_listed(&self.grammar.domestic, lemma)
            || !self.is_agent(token)
                && (is_listed(&self.grammar.governed, lemma) || is_listed(&self.grammar.governed, role));
        if let Some(country) = self.only_place {
            resolution.country = Some(country);
            resolution.why.push_str("; the one place that the sentence names");
        } else if let Some(country) = self.only_country.filter(|_| bare) {
            resolution.country = Some(country);
            resolution.why.push_str("; the one country that the sentence names");
        }
    }

    /// "Police", "the justice minister" in a sentence that names no country, of a story that named one only.
    fn try_story(&self, token: usize, resolution: &mut Resolution) -> bool {
        let known = resolution.entity.is_some()
            || !matches!(resolution.kind, ActorKind::Group | ActorKind::Organisation | ActorKind::Person);
        let sector = resolution.sectors.first();
        let counted = self.tree.content(token);
        if known
            || self.only_country.is_some()
            || sector.is_none_or(|s| self.grammar.stateless.iter().any(|x| x == s.code()))
            || self.may_be_foreign(token, counted)
        {
            return false;
        }
        let Some(country) = self.memory.home() else { return false };
        resolution.country = Some(country);
        resolution.why.push_str("; the one country that the story has named");
        true
    }

    /// The countries that the sentence names, each once.
    pub(crate) fn countries(&self) -> Vec<Country> {
        let mut out: Vec<Country> = self.named_countries().into_iter().map(|(_, country)| country).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// By its relation; "terrorist attacks" too tells who does it.
    fn is_agent(&self, token: usize) -> bool {
        let tree = self.tree;
        matches!(tree.deprel(token), Deprel::Nsubj | Deprel::OblAgent | Deprel::Compound | Deprel::Amod)
            || tree.case(token).as_deref() == Some("by")
    }

    /// "foreign workers"; "two people" who do something: nothing says that they are of the place.
    fn may_be_foreign(&self, token: usize, counted: usize) -> bool {
        let tree = self.tree;
        let listed = |list: &[String], i: usize| list.iter().any(|w| w == tree.lemma(i));
        (self.is_agent(token) && listed(&self.grammar.generic, counted))
            || listed(&self.grammar.foreign, counted)
            || tree.children(counted).any(|c| listed(&self.grammar.foreign, c))
    }

    pub(crate) fn is_plural(&self, token: usize) -> bool {
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

    /// Remembers a party of a report with all that is now known of it.
    pub(crate) fn learn(&mut self, actors: &mut Vec<Remembered>, token: usize) {
        if self.tree.upos(token) == Upos::Pron {
            return;
        }
        match actors.iter().position(|actor| actor.token == token) {
            Some(known) => actors[known].party = self.at(token).party(),
            None => actors.push(self.remembered(token)),
        }
    }

    fn remembered(&mut self, token: usize) -> Remembered {
        let mention = self.at(token);
        let role = self.tree.deprel(self.tree.conj_head(token));
        Remembered {
            token,
            head: self.tree.lemma(token).to_owned(),
            words: mention.span.of(self.text()).to_owned(),
            kind: mention.resolution.kind,
            plural: self.is_plural(token),
            subject: matches!(role, Deprel::Nsubj | Deprel::NsubjPass),
            party: mention.party(),
            attribution: Vec::new(),
        }
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
            if self.at(token).resolution.is_actor() {
                out.push(self.remembered(token));
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

pub(crate) fn adopt(resolution: &mut Resolution, found: &Remembered, how: &str) {
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

fn adopt_country(resolution: &mut Resolution, found: &Remembered) {
    resolution.country = found.party.country;
    resolution.why = format!("{}; told of as \"{}\" in an earlier sentence", resolution.why, found.words);
}
