//! The event coder: one parsed sentence in, its reports out.

use crate::EventType;
use crate::across::implied;
use crate::cameo::Cameo;
use crate::counts::counts;
use crate::details::{Settings, contexts, reference};
use crate::draft::{Draft, drafts, find_operations, is_question};
use crate::happened::Happened;
use crate::hints::Hints;
use crate::judge::{self, Glance, Judge};
use crate::judged::{Panel, judged};
use crate::lexicon::Lexicon;
use crate::links::Links;
use crate::memory::{Memory, Named, Remembered};
use crate::mention::Mentions;
use crate::merge::merge;
use crate::report::{ArticleMeta, Attribution, Coder, Entity, Report, ReportId, Status};
use crate::scope::{Operations, Source, scope};
use crate::tree::Tree;
use detente_parse::{Deprel, ParsedSentence, Tier};
use detente_resolve::{ActorKind, Resolver};
use detente_text::Span;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Codes sentences. What a document remembers is in its [`Memory`]; the coder keeps nothing but memory to work in.
#[derive(Clone, Debug)]
pub struct EventCoder {
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) resolver: &'static Resolver,
    /// Has the last word; without one the frames have it.
    pub(crate) judge: Option<&'static Judge>,
    /// Whether things happened; it goes with the judge that is compiled in.
    happened: Option<&'static Happened>,
    pub(crate) scratch: judge::Scratch,
    coder: Arc<Coder>,
}

impl EventCoder {
    /// The coder of a tier, with the lexicon, the actors and the model of acts that are compiled in. `parser` names in the
    /// reports whose parses it is given.
    pub fn embedded(tier: Tier, parser: &str) -> Self {
        let judge = Judge::of(tier);
        let heard =
            if tier == Tier::Accurate { format!(", {}", Judge::of(Tier::Fast).id()) } else { String::new() };
        let happened = Happened::of(tier);
        let model = format!("{parser} acts {}{heard} happened {}", judge.id(), happened.id());
        Self { happened: Some(happened), ..Self::with(tier, &model, Some(judge)) }
    }

    /// The same with other actors. `actors` names them in the reports.
    #[must_use]
    pub fn with_resolver(mut self, resolver: &'static Resolver, actors: &str) -> Self {
        self.resolver = resolver;
        let coder = (*self.coder).clone();
        self.coder = Arc::new(Coder { model: format!("{}, actors {actors}", coder.model), ..coder });
        self
    }

    /// The coder that the frames alone make: what the model of acts learns from, and is measured against.
    pub fn frames(tier: Tier, parser: &str) -> Self {
        Self::with(tier, parser, None)
    }

    /// A coder with a judge of one's own, for the trainer.
    #[doc(hidden)]
    pub fn judged(judge: &'static Judge) -> Self {
        Self::with(judge.tier(), &judge.id(), Some(judge))
    }

    fn with(tier: Tier, model: &str, judge: Option<&'static Judge>) -> Self {
        let coder = Coder {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            tier: tier.name().to_owned(),
            model: model.to_owned(),
        };
        Self {
            lexicon: Lexicon::embedded(),
            resolver: Resolver::embedded(),
            judge,
            happened: None,
            scratch: judge::Scratch::default(),
            coder: Arc::new(coder),
        }
    }

    /// Whether what each word tells of happened: a score of −3 (surely not) to 3 (surely) a word. The sentence is taken by itself.
    /// Nothing where the coder has no model of it ([`EventCoder::frames`], [`EventCoder::judged`]).
    pub fn happened(&mut self, sentence: ParsedSentence<'_>) -> Vec<f32> {
        let (Some(judge), Some(happened)) = (self.judge, self.happened) else { return vec![] };
        let words: Vec<usize> = (0..sentence.len()).collect();
        let (known, _) = self.known(judge, sentence, &words);
        let (x, scratch) = self.scratch.vectors();
        happened.scores(judge.processor(), x, &known, scratch)
    }

    /// Codes one sentence. Sentences of a document must come in text order, with one memory for each of its parts. `heard` is
    /// what the judge of another tier makes of it.
    pub fn code(
        &mut self,
        sentence: ParsedSentence<'_>,
        heard: Option<&Glance>,
        index: usize,
        article: &Arc<ArticleMeta>,
        memory: &mut Memory,
    ) -> Vec<Report> {
        let (reports, named) = self.code_with(sentence, heard, index, article, memory);
        memory.acts.add(&reports);
        memory.take(index, named);
        reports
    }

    /// What the judge makes of a sentence, without coding it.
    pub fn glance(&mut self, sentence: ParsedSentence<'_>) -> Glance {
        let Some(judge) = self.judge.filter(|_| !sentence.is_empty()) else { return Glance::default() };
        let hints = self.hints(sentence);
        judge.judge(sentence, &hints, &mut self.scratch).glance()
    }

    /// Takes in whom a sentence names, and codes nothing.
    pub fn pass(
        &self,
        sentence: ParsedSentence<'_>,
        index: usize,
        article: &ArticleMeta,
        memory: &mut Memory,
    ) {
        let tree = Tree::new(sentence, self.lexicon);
        let mut mentions =
            Mentions::new(&tree, self.resolver, memory, index, article.published, &self.lexicon.grammar);
        let mut actors = mentions.remember();
        let operations = find_operations(&tree, self.lexicon);
        for actor in &mut actors {
            actor.attribution = self.told_by(&mut mentions, &operations, actor);
        }
        let countries = mentions.countries();
        memory.take(index, Named { actors, countries, places: vec![] });
    }

    /// What the frames say of a sentence, for the training of the model that judges them. The sentence is taken by itself.
    pub fn hints(&self, sentence: ParsedSentence<'_>) -> Hints {
        let tree = Tree::new(sentence, self.lexicon);
        let memory = Memory::default();
        let mut mentions = Mentions::new(&tree, self.resolver, &memory, 0, None, &self.lexicon.grammar);
        let operations = find_operations(&tree, self.lexicon);
        let found = drafts(&mut mentions, self.lexicon, &operations);
        let found = merge(&mut mentions, found);
        Hints::new(&mut mentions, self.lexicon, &operations, &found)
    }

    fn code_with(
        &mut self,
        sentence: ParsedSentence<'_>,
        heard: Option<&Glance>,
        index: usize,
        article: &Arc<ArticleMeta>,
        memory: &Memory,
    ) -> (Vec<Report>, Named) {
        let tree = Tree::new(sentence, self.lexicon);
        let part = sentence.doc.parts[sentence.sentence.part];
        let date = reference(part.kind, article.published);
        let mut mentions =
            Mentions::new(&tree, self.resolver, memory, index, article.published, &self.lexicon.grammar);
        let mut actors = mentions.remember();
        let countries = mentions.countries();
        if is_question(&tree) {
            return (vec![], Named { actors, countries, places: vec![] });
        }
        let operations = find_operations(&tree, self.lexicon);
        for actor in &mut actors {
            actor.attribution = self.told_by(&mut mentions, &operations, actor);
        }
        let found = drafts(&mut mentions, self.lexicon, &operations);
        let mut found = merge(&mut mentions, found);
        if let Some(judge) = self.judge {
            let panel = Panel { judge, happened: self.happened, heard };
            found = judged(panel, &mut self.scratch, &mut mentions, self.lexicon, &operations, &found);
        }
        if found.is_empty() {
            return (vec![], Named { actors, countries, places: vec![] });
        }
        let settings = Settings::find(&tree, date, &memory.places());
        let links = Links::find(&mut mentions, self.lexicon, &operations);
        let mut reports = Vec::with_capacity(found.len());
        for draft in &found {
            let mut report = self.report(&mut mentions, &settings, &links, draft, index, article);
            report.counts = counts(&mentions, self.lexicon, draft, &found);
            report.implied = implied(&mut mentions, draft, &report);
            for &party in draft.actors.iter().chain(&draft.recipients) {
                mentions.learn(&mut actors, party);
            }
            carry_source(&mut actors, draft, &report);
            reports.push(report);
        }
        let places = settings.place_names(&sentence.doc.article.text).map(str::to_owned).collect();
        (reports, Named { actors, countries, places })
    }

    /// Under whose word a sentence brings somebody in who has no name: "Egypt said it had found a group".
    fn told_by(
        &self,
        mentions: &mut Mentions,
        operations: &Operations,
        actor: &Remembered,
    ) -> Vec<Attribution> {
        let tree = mentions.tree;
        let nameless = actor.kind == ActorKind::Group && actor.party.entity_id.is_none();
        let Some(clause) = tree.head(actor.token).filter(|_| nameless) else { return vec![] };
        let found = scope(tree, &self.lexicon.grammar, operations, clause, None);
        sources_of(mentions, &found.sources)
    }

    fn report(
        &self,
        mentions: &mut Mentions,
        settings: &Settings,
        links: &Links,
        draft: &Draft,
        index: usize,
        article: &Arc<ArticleMeta>,
    ) -> Report {
        let sentence = mentions.tree.sentence();
        let part = sentence.doc.parts[sentence.sentence.part];
        let trigger = trigger_span(mentions.tree, draft);
        let mut actors = entities(mentions, links, &draft.actors);
        let mut recipients = entities(mentions, links, &draft.recipients);
        let mut attribution = sources_of(mentions, &draft.scope.sources);
        if attribution.is_empty() {
            attribution = carried_sources(mentions, draft);
        }
        mark_parties(&mut attribution, &actors, &recipients);
        if draft.event_type.is_verbal() {
            attribution.retain(|a| !speaks_itself(a, &actors));
        }
        if draft.scope.status != Status::Asserted {
            actors.iter_mut().chain(&mut recipients).for_each(|party| share_doubt(party, &attribution));
        }
        let modes: Vec<String> = draft.mode.iter().cloned().collect();
        let contexts = contexts(mentions.tree, self.lexicon, draft.contexts.clone());
        let mut why = vec![draft.rule.clone()];
        why.extend(draft.scope.why.iter().map(|w| (*w).to_owned()));
        why.extend(draft.happened.map(|score| format!("happened {score:+.1}")));
        Report {
            id: report_id(&article.id, trigger, draft.event_type),
            article: Arc::clone(article),
            part: sentence.sentence.part,
            part_kind: part.kind,
            part_span: part.span,
            sentence: index,
            sentence_words: mentions.quote(sentence.sentence.span),
            event_type: draft.event_type,
            cameo: Some(cameo(draft, &contexts, &predicate(mentions.tree, trigger))),
            contexts,
            reciprocal: draft.reciprocal,
            trigger: mentions.quote(trigger),
            status: draft.scope.status,
            date: settings.date(mentions, draft),
            place: settings.place(mentions, draft),
            counts: Vec::new(),
            implied: vec![],
            counters: vec![],
            confidence: self.confidence(draft, &actors, &recipients),
            attribution,
            actors,
            recipients,
            modes,
            why,
            coder: Arc::clone(&self.coder),
        }
    }

    /// How likely the report matches an event that an annotator sees: calibrated, where a judge is asked.
    fn confidence(&self, draft: &Draft, actors: &[Entity], recipients: &[Entity]) -> f32 {
        let sure = match self.judge {
            Some(judge) => judge.confidence(draft.margin),
            None => steps(draft, actors, recipients),
        };
        (sure * 1000.0).round() / 1000.0
    }
}

fn entities(mentions: &mut Mentions, links: &Links, tokens: &[usize]) -> Vec<Entity> {
    let mut out: Vec<Entity> = Vec::new();
    for &token in tokens {
        let mut entity = mentions.entity(token);
        if let Some(before) = out.last_mut() {
            share(mentions, before, &mut entity);
        }
        if out.iter().any(|e| e.mention.span.overlaps(entity.mention.span)) {
            continue;
        }
        entity.links = links.of(mentions.tree, token);
        out.push(entity);
    }
    out
}

/// "The presidents of Chad and Niger": the first mention ends before the second state, which has the same office.
fn share(mentions: &Mentions, before: &mut Entity, entity: &mut Entity) {
    let (whole, part) = (before.mention.span, entity.mention.span);
    let apart = entity.party.country.is_some() && entity.party.country != before.party.country;
    if !apart || !whole.overlaps(part) || whole.start >= part.start || before.party.entity_id.is_some() {
        return;
    }
    let words = &before.mention.text[..(part.start - whole.start) as usize];
    let words = words.trim_end_matches([' ', ',']);
    let words = words.strip_suffix("and").unwrap_or(words).trim_end_matches([' ', ',']);
    before.mention = mentions.quote(Span { start: whole.start, end: whole.start + words.len() as u32 });
    entity.party.sectors.clone_from(&before.party.sectors);
    entity.party.role.clone_from(&before.party.role);
}

/// The rule's own code where it is finer than the table's, as it may see the object; else the table's (docs/cameo.md).
fn cameo(draft: &Draft, contexts: &[String], predicate: &str) -> String {
    let mode = draft.mode.as_deref();
    let table = Cameo::embedded().code(draft.event_type, mode, contexts, predicate);
    let by_table = draft.event_type == EventType::Request
        || (draft.event_type, mode) == (EventType::Reject, Some("meet"));
    let coarse =
        |code: &str| code.len() < 3 || (code.len() == 3 && code.ends_with('0')) || table.starts_with(code);
    match &draft.cameo {
        Some(code) if !by_table && !coarse(code) => code.clone(),
        _ => table.to_owned(),
    }
}

/// A 128-bit hash of the article's id, the trigger's span and the type.
fn report_id(article: &str, trigger: Span, event_type: EventType) -> ReportId {
    let mut hash = Sha256::new();
    hash.update(article.as_bytes());
    hash.update([0]);
    hash.update(trigger.start.to_le_bytes());
    hash.update(trigger.end.to_le_bytes());
    hash.update(event_type.name().as_bytes());
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    ReportId(u128::from_be_bytes(bytes))
}

/// The predicate with its particle or the words that make it one term ("air strike").
fn trigger_span(tree: &Tree, draft: &Draft) -> Span {
    let sentence = tree.sentence();
    let mut span = sentence.span(draft.token);
    for child in tree.children(draft.token) {
        let joined = match tree.deprel(child) {
            Deprel::CompoundPrt => child == draft.token + 1,
            Deprel::Compound => {
                child + 1 == draft.token
                    && !draft.actors.contains(&child)
                    && !draft.recipients.contains(&child)
            }
            _ => false,
        };
        // "declared martial law", "launched strikes": verb and event noun name the act together.
        let together =
            draft.also.contains(&child) && tree.deprel(child) == Deprel::Obj && child > draft.token;
        if joined || (together && child - draft.token <= 4) {
            span = span.cover(sentence.span(child));
        }
    }
    span
}

/// The lemmas of a trigger's words.
fn predicate(tree: &Tree, trigger: Span) -> String {
    let words = (0..tree.len()).filter(|&i| tree.sentence().span(i).overlaps(trigger));
    words.map(|i| tree.lemma(i).to_lowercase()).collect::<Vec<_>>().join(" ")
}

pub(crate) fn sources_of(mentions: &mut Mentions, sources: &[Source]) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = Vec::new();
    for Source { heads, cue } in sources {
        for &head in heads {
            if mentions.tree.is_relative_pronoun(head) || head == *cue {
                continue;
            }
            let mention = mentions.at(head);
            let cue_span = cue_span(mentions.tree, *cue);
            out.push(Attribution {
                mention: mentions.quote(mention.span),
                cue: Some(mentions.quote(cue_span)),
                party: mention.party(),
                is_party: false,
                carried: false,
            });
        }
    }
    out
}

fn cue_span(tree: &Tree, cue: usize) -> Span {
    let fixed = tree.children(cue).filter(|&c| tree.deprel(c) == Deprel::Fixed);
    fixed.fold(tree.sentence().span(cue), |span, c| span.cover(tree.sentence().span(c)))
}

/// The source under whose word an earlier sentence brought the actor in.
fn carried_sources(mentions: &mut Mentions, draft: &Draft) -> Vec<Attribution> {
    for &token in draft.actors.iter().chain(&draft.recipients) {
        if let Some(Remembered { attribution, .. }) = mentions.at(token).carried
            && !attribution.is_empty()
        {
            return attribution.into_iter().map(|a| Attribution { carried: true, cue: None, ..a }).collect();
        }
    }
    vec![]
}

/// The actors of an attributed report keep its source for the sentences to come.
fn carry_source(actors: &mut [Remembered], draft: &Draft, report: &Report) {
    if report.attribution.is_empty() {
        return;
    }
    for actor in actors.iter_mut() {
        let brought_in = draft.actors.contains(&actor.token) || draft.recipients.contains(&actor.token);
        let is_source = report.attribution.iter().any(|a| a.mention.text == actor.words);
        if brought_in && !is_source && actor.attribution.is_empty() && actor.party.entity_id.is_none() {
            actor.attribution.clone_from(&report.attribution);
        }
    }
}

fn mark_parties(attribution: &mut [Attribution], actors: &[Entity], recipients: &[Entity]) {
    for source in attribution {
        source.is_party =
            actors.iter().chain(recipients).any(|e| is_same(&source.party, e, source.mention.span));
    }
}

fn is_same(party: &crate::report::Party, entity: &Entity, span: Span) -> bool {
    entity.mention.span == span
        || (party.country.is_some() && party.country == entity.party.country)
        || (party.entity_id.is_some() && party.entity_id == entity.party.entity_id)
}

/// A speech act does not attribute itself (codebook §4).
fn speaks_itself(source: &Attribution, actors: &[Entity]) -> bool {
    actors.iter().any(|a| is_same(&source.party, a, source.mention.span))
}

/// Who tells of an act that is not asserted tells of the ties of its parties too: "the group, led by X, was planning, Baku said".
fn share_doubt(party: &mut Entity, attribution: &[Attribution]) {
    let bare = party.links.iter_mut().filter(|link| link.attribution.is_empty() && !attribution.is_empty());
    for link in bare.filter(|link| matches!(link.status, Status::Asserted | Status::Alleged)) {
        link.status = Status::Alleged;
        link.attribution = attribution.to_vec();
    }
}

/// How sure the rules alone are. On development gold (150 VOA sentences) 87% of the reports match an event that an annotator saw,
/// 90% where a rule gave a mode, and 80% of the rest; the steps below are that wide and no wider (docs/evaluation.md).
fn steps(draft: &Draft, actors: &[Entity], recipients: &[Entity]) -> f32 {
    let resolved = |list: &[Entity]| list.iter().any(|e| e.party.country.is_some());
    let mut points = 0.70_f32;
    points += if resolved(actors) { 0.04 } else { 0.0 };
    points += if resolved(recipients) { 0.03 } else { 0.0 };
    points += if draft.mode.is_some() { 0.06 } else { 0.0 };
    points += 0.02 * draft.specificity.min(2) as f32;
    points - if draft.scope.status == Status::Asserted { 0.0 } else { 0.08 }
}
