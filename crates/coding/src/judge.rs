//! The model of acts: a second reading of a sentence that goes on from the parser's word vectors and from what the frames say of
//! each word ([`Hints`]), and judges which words are triggers of events, of which type, mode and status, and who acts on whom.
//! `train/acts.py` learns it, `detente-train assemble-acts` writes its file.

use crate::error::Error;
use crate::happened;
use crate::hints::{COLUMNS, Hints, Nation};
use crate::meanings::{self, Meanings};
use crate::ontology::{EventType, Ontology};
use crate::report::Status;
use bytes::Bytes;
use detente_nn::{Linear, Processor, Quantised, Rows, exp, ln, multiply, read_floats, read_u32, relu};
use detente_parse::{ParsedSentence, Parser, Reader, Tier, hash};
use detente_resolve::Country;
use std::sync::LazyLock;

static FAST: &[u8] = include_bytes!("../../../data/models/en-fast-acts.bin");
static ACCURATE: &[u8] = include_bytes!("../../../data/models/en-accurate-acts.bin");

const MAGIC: &[u8; 8] = b"DTNTACTS";
/// Of the format and of the hints.
const VERSION: u32 = 2;
const HEADER: usize = 24;

const TYPES: usize = EventType::ALL.len();
/// Classes of a word: no trigger, and the types.
const KINDS: usize = TYPES + 1;
const STATUSES: usize = Status::ALL.len();
/// Acts, is acted on, says so.
pub(crate) const ROLES: usize = 3;

/// The margin from which a word counts as a possible trigger of the act between two marked mentions.
const LEAST_TOLD: f32 = -3.0;
/// What another judge's opinion weighs, chosen on development gold (docs/acts.md).
const HEARD: f32 = 0.25;
/// The logarithm of the least share that is heard.
const LEAST_HEARD: f32 = -14.0;
/// A score that is raised without overflow, whatever the weights.
const MOST_RAISED: f32 = 60.0;

/// Shapes of a model, for the trainer.
#[doc(hidden)]
pub fn file(checksum_of_parser: u32, body: &[u8]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend(VERSION.to_le_bytes());
    out.extend(checksum_of_parser.to_le_bytes());
    out.extend(hash::checksum(body).to_le_bytes());
    out.extend(body);
    out
}

/// The weights.
#[derive(Clone, Debug)]
pub struct Judge {
    parser: &'static Parser,
    reader: Reader,
    meanings: Option<Meanings>,
    hint: Vec<f32>,
    /// Kinds, statuses, modes, contexts, stateless, reciprocal, roles: end to end.
    marks: Linear,
    known_kind: Vec<f32>,
    framed_kind: Vec<f32>,
    framed_status: Vec<f32>,
    trigger: Linear,
    party: Linear,
    form: Linear,
    framed: Vec<f32>,
    actor: Linear,
    recipient: Linear,
    pair: Linear,
    subject: Linear,
    nation: Linear,
    /// What it adds that the rules give a party no country, or this one.
    ruled: [f32; 2],
    modes: Vec<String>,
    /// Margin from which a word is a trigger; slope and offset of the calibrated confidence.
    settings: [f32; 3],
    checksum: u32,
}

/// What a judge needs while it works.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    parse: detente_parse::Scratch,
    added: Rows,
    meanings: meanings::Scratch,
    x: Rows,
    bytes: Quantised,
    actors: Rows,
    recipients: Rows,
    scores: Rows,
    columns: Vec<f32>,
    happened: happened::Scratch,
}

/// What the judge says of a sentence. Numbers are log-odds or unnormalised logarithms.
#[derive(Clone, Debug, Default)]
pub(crate) struct Opinion {
    marks: Rows,
    parties: Rows,
    triggers: Rows,
    framed: Vec<(usize, usize, usize)>,
    subjects: Rows,
    nations: Rows,
}

/// What a judge makes of a sentence at a glance; another one may hear it.
#[derive(Clone, Debug, Default)]
pub struct Glance {
    /// For each word the logarithms of the shares of its kinds.
    kinds: Vec<[f32; KINDS]>,
    most: f32,
}

impl Glance {
    /// Log-odds that the sentence holds any event, by its likeliest word.
    pub fn most(&self) -> f32 {
        self.most
    }
}

impl Scratch {
    /// The vectors of the sentence that was judged last, and room for the model of factuality.
    pub(crate) fn vectors(&mut self) -> (&Rows, &mut happened::Scratch) {
        (&self.x, &mut self.happened)
    }
}

impl Judge {
    /// The model of a tier that is part of this crate.
    ///
    /// # Panics
    ///
    /// Never: the models are checked by a test.
    pub fn of(tier: Tier) -> &'static Self {
        static JUDGES: [LazyLock<Judge>; 2] = [
            LazyLock::new(|| Judge::new(Tier::Fast, FAST).expect("the embedded model is valid (tested)")),
            LazyLock::new(|| {
                Judge::new(Tier::Accurate, ACCURATE).expect("the embedded model is valid (tested)")
            }),
        ];
        &JUDGES[tier as usize]
    }

    /// A model from its file's bytes.
    ///
    /// # Errors
    ///
    /// When they are no model for this tier's parser, or are damaged.
    pub fn new(tier: Tier, bytes: &'static [u8]) -> Result<Self, Error> {
        let parser = Parser::of(tier);
        let fault = |what: &str| Error::model(what);
        let (header, body) =
            bytes.split_at_checked(HEADER).ok_or_else(|| fault("shorter than its header"))?;
        let number =
            |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        if &header[..8] != MAGIC || number(8) != VERSION {
            return Err(fault("no model of acts of this version"));
        }
        if number(12) != parser.checksum() {
            return Err(fault("made for another parser"));
        }
        if hash::checksum(body).to_le_bytes() != header[16..24] {
            return Err(fault("the checksum does not hold"));
        }
        Self::read(parser, number(16), Bytes::from_static(body))
            .ok_or_else(|| fault("weights of an impossible shape"))
    }

    fn read(parser: &'static Parser, checksum: u32, mut bytes: Bytes) -> Option<Self> {
        let bytes = &mut bytes;
        let ontology = Ontology::embedded();
        let (width, modes) = (parser.width(), ontology.all_modes());
        let marks = KINDS + STATUSES + modes.len() + ontology.contexts().len() + 2 + ROLES;
        let reader = parser.reader(bytes)?;
        let meanings = Meanings::read(bytes, width)?;
        let hint = read_floats(bytes, COLUMNS.iter().sum::<usize>() * width)?;
        let marks = Linear::read_shaped(bytes, width, marks)?;
        let known_kind = read_floats(bytes, COLUMNS[0] * KINDS)?;
        let framed_kind = read_floats(bytes, COLUMNS[1] * KINDS)?;
        let framed_status = read_floats(bytes, COLUMNS[2] * STATUSES)?;
        let size = read_u32(bytes)? as usize;
        let trigger = Linear::read_shaped(bytes, width, size)?;
        let party = Linear::read_shaped(bytes, width, size)?;
        let form = Linear::read_shaped(bytes, size, ROLES * size)?;
        let framed = read_floats(bytes, ROLES * 2)?;
        let pair = read_u32(bytes)? as usize;
        let actor = Linear::read_shaped(bytes, width, pair)?;
        let recipient = Linear::read_shaped(bytes, width, pair)?;
        let types = Linear::read_shaped(bytes, pair, TYPES)?;
        let nation = read_u32(bytes)? as usize;
        Some(Self {
            parser,
            reader,
            meanings,
            hint,
            marks,
            known_kind,
            framed_kind,
            framed_status,
            trigger,
            party,
            form,
            framed,
            actor,
            recipient,
            pair: types,
            subject: Linear::read_shaped(bytes, width, nation)?,
            nation: Linear::read_shaped(bytes, width, nation)?,
            ruled: read_floats(bytes, 2)?.try_into().ok()?,
            modes,
            settings: read_floats(bytes, 3)?.try_into().ok()?,
            checksum,
        })
    }

    /// The tier whose parser it goes with.
    pub fn tier(&self) -> Tier {
        self.parser.tier()
    }

    /// The first digits of its checksum.
    pub fn id(&self) -> String {
        format!("{:08x}", self.checksum)
    }

    /// Its checksum, to which the model of factuality is bound.
    #[doc(hidden)]
    pub fn checksum(&self) -> u32 {
        self.checksum
    }

    /// Numbers a word.
    pub(crate) fn width(&self) -> usize {
        self.parser.width()
    }

    /// The processor that its products are made for.
    pub(crate) fn processor(&self) -> Processor {
        self.parser.processor()
    }

    /// Vectors of the words, into `scratch.x`.
    fn vectors(&self, sentence: ParsedSentence<'_>, hints: &Hints, scratch: &mut Scratch) {
        let forms: Vec<&str> = (0..sentence.len()).map(|i| sentence.form(i)).collect();
        let width = self.parser.width();
        scratch.added.reset(forms.len(), width);
        for (i, row) in hints.words.iter().enumerate() {
            let to = scratch.added.row_mut(i);
            let mut start = 0;
            for (&class, size) in row.iter().zip(COLUMNS) {
                let at = (start + usize::from(class)) * width;
                to.iter_mut().zip(&self.hint[at..at + width]).for_each(|(a, b)| *a += b);
                start += size;
            }
        }
        if let Some(meanings) = &self.meanings {
            meanings.add(self.parser.processor(), &forms, &mut scratch.meanings, &mut scratch.added);
        }
        self.parser.read_again(&self.reader, &mut scratch.parse, &forms, &scratch.added, &mut scratch.x);
    }

    /// Judges a sentence.
    pub(crate) fn judge(
        &self,
        sentence: ParsedSentence<'_>,
        hints: &Hints,
        scratch: &mut Scratch,
    ) -> Opinion {
        self.vectors(sentence, hints, scratch);
        let processor = self.parser.processor();
        let mut opinion = Opinion { framed: hints.parties.clone(), ..Opinion::default() };
        scratch.bytes.take(processor, &scratch.x);
        self.marks.apply(processor, &scratch.bytes, &mut opinion.marks);
        for (i, row) in opinion.marks.iter_mut().enumerate() {
            let [known, framed, status, ..] = hints.words[i].map(usize::from);
            let add = |to: &mut [f32], table: &[f32], class: usize| {
                let from = &table[class * to.len()..];
                to.iter_mut().zip(from).for_each(|(a, b)| *a += b);
            };
            add(&mut row[..KINDS], &self.known_kind, known);
            add(&mut row[..KINDS], &self.framed_kind, framed);
            add(&mut row[KINDS..KINDS + STATUSES], &self.framed_status, status);
        }
        self.trigger.apply(processor, &scratch.bytes, &mut opinion.triggers);
        self.party.apply(processor, &scratch.bytes, &mut opinion.parties);
        relu(&mut opinion.triggers);
        relu(&mut opinion.parties);
        self.subject.apply(processor, &scratch.bytes, &mut opinion.subjects);
        self.nation.apply(processor, &scratch.bytes, &mut opinion.nations);
        opinion
    }

    /// Log-odds that each word has each role at each of the triggers: `result[trigger][role][word]`.
    pub(crate) fn parties(
        &self,
        opinion: &Opinion,
        triggers: &[usize],
        scratch: &mut Scratch,
    ) -> Vec<[Vec<f32>; ROLES]> {
        if triggers.is_empty() {
            return vec![];
        }
        let processor = self.parser.processor();
        let Scratch { bytes, actors: chosen, recipients: formed, added: split, scores, columns, .. } =
            scratch;
        let size = opinion.triggers.width();
        chosen.reset(triggers.len(), size);
        for (i, &trigger) in triggers.iter().enumerate() {
            chosen.row_mut(i).copy_from_slice(opinion.triggers.row(trigger));
        }
        bytes.take(processor, chosen);
        self.form.apply(processor, bytes, formed);
        split.reset(triggers.len() * ROLES, size);
        split.values_mut().copy_from_slice(formed.values());
        multiply(processor, split, &opinion.parties, scores, columns);
        let base = opinion.marks.width() - ROLES;
        let words = opinion.marks.count();
        let role_of = |i: usize, role: usize| -> Vec<f32> {
            (0..words).map(|w| scores.row(i * ROLES + role)[w] + opinion.marks.row(w)[base + role]).collect()
        };
        let mut found: Vec<[Vec<f32>; ROLES]> =
            (0..triggers.len()).map(|i| std::array::from_fn(|role| role_of(i, role))).collect();
        for &(trigger, party, role) in &opinion.framed {
            for i in (0..triggers.len()).filter(|&i| triggers[i] == trigger && party < words) {
                for (to, scores) in found[i].iter_mut().enumerate() {
                    scores[party] += self.framed[to * 2 + role];
                }
            }
        }
        found
    }

    /// The country of a party: that of a word which names one, as the rules or others in the sentence have it, or none.
    pub(crate) fn country(&self, opinion: &Opinion, hints: &Hints, party: usize) -> Option<Country> {
        let subject = opinion.subjects.row(party);
        let ruled = hints.nations[party].map(|n| n.country);
        let none = opinion.marks.row(party)[opinion.marks.width() - ROLES - 2]
            + if ruled.is_none() { self.ruled[0] } else { 0.0 };
        let mut sums: Vec<(Option<Country>, f32)> = vec![(None, exp(none.min(MOST_RAISED)))];
        for (word, nation) in hints.nations.iter().enumerate() {
            let Some(Nation { country, .. }) = *nation else { continue };
            let near: f32 = subject.iter().zip(opinion.nations.row(word)).map(|(a, b)| a * b).sum();
            let score = near + if ruled == Some(country) { self.ruled[1] } else { 0.0 };
            let raised = exp(score.min(MOST_RAISED));
            match sums.iter_mut().find(|(c, _)| *c == Some(country)) {
                Some((_, sum)) => *sum += raised,
                None => sums.push((Some(country), raised)),
            }
        }
        let first = sums[0];
        sums.into_iter().fold(first, |best, one| if one.1 > best.1 { one } else { best }).0
    }

    /// For each type how likely an event of it has the one word as actor and the other as recipient, or both as actors.
    pub(crate) fn told(
        &self,
        sentence: ParsedSentence<'_>,
        hints: &Hints,
        ends: [usize; 2],
        scratch: &mut Scratch,
    ) -> [f32; TYPES] {
        let opinion = self.judge(sentence, hints, scratch);
        let words: Vec<usize> =
            (0..opinion.len()).filter(|&word| opinion.kind(word).1 > LEAST_TOLD).collect();
        let parties = self.parties(&opinion, &words, scratch);
        let chance = |x: f32| 1.0 / (1.0 + exp(-x));
        let mut out = [0.0; TYPES];
        let [actor, recipient] = ends.map(|end| end.min(opinion.len() - 1));
        for (&word, [acts, suffers, _]) in words.iter().zip(&parties) {
            let on = chance(acts[actor]) * (chance(suffers[recipient]) + chance(acts[recipient]));
            for (to, share) in out.iter_mut().zip(opinion.shares(word)) {
                *to += share * on;
            }
        }
        out
    }

    /// The shares of the types for the act of one marked word on another.
    pub(crate) fn pair(
        &self,
        sentence: ParsedSentence<'_>,
        hints: &Hints,
        ends: [usize; 2],
        scratch: &mut Scratch,
    ) -> [f32; TYPES] {
        let mut marked = hints.clone();
        for (role, &end) in ends.iter().enumerate() {
            marked.words[end][COLUMNS.len() - 1] = 1 + role as u8;
        }
        self.vectors(sentence, &marked, scratch);
        let processor = self.parser.processor();
        let Scratch { x, bytes, actors, recipients, scores, .. } = scratch;
        let last = x.count() - 1;
        bytes.take(processor, x);
        self.actor.apply(processor, bytes, actors);
        self.recipient.apply(processor, bytes, recipients);
        x.reset(1, actors.width());
        let both = actors.row(ends[0].min(last)).iter().zip(recipients.row(ends[1].min(last)));
        x.row_mut(0).iter_mut().zip(both).for_each(|(to, (a, b))| *to = a + b);
        relu(x);
        bytes.take(processor, x);
        self.pair.apply(processor, bytes, scores);
        shares(scores.row(0))
    }

    /// The margin from which a word is a trigger.
    pub(crate) fn threshold(&self) -> f32 {
        self.settings[0]
    }

    /// The calibrated confidence in a report whose trigger has this margin.
    pub(crate) fn confidence(&self, margin: f32) -> f32 {
        1.0 / (1.0 + exp(-(self.settings[1] * margin + self.settings[2])))
    }

    pub(crate) fn mode(&self, opinion: &Opinion, word: usize, event_type: EventType) -> Option<String> {
        let from = KINDS + STATUSES;
        let row = &opinion.marks.row(word)[from..from + self.modes.len()];
        let fits = |i: &usize| *i == 0 || self.modes[*i].split(':').next() == Some(event_type.name());
        let best = (0..row.len()).filter(fits).fold(0, |best, i| if row[i] > row[best] { i } else { best });
        self.modes[best].split(':').nth(1).map(str::to_owned)
    }

    /// The contexts that an event at this word more likely has than not.
    pub(crate) fn contexts(&self, opinion: &Opinion, word: usize) -> Vec<String> {
        let names = Ontology::embedded().contexts();
        let from = KINDS + STATUSES + self.modes.len();
        let row = &opinion.marks.row(word)[from..from + names.len()];
        names.iter().zip(row).filter(|(_, score)| **score > 0.0).map(|(name, _)| name.clone()).collect()
    }
}

impl Opinion {
    /// How many words were judged.
    pub(crate) fn len(&self) -> usize {
        self.marks.count()
    }

    /// The likeliest type of an event at a word, and the log-odds that it is this event rather than none.
    pub(crate) fn kind(&self, word: usize) -> (EventType, f32) {
        let row = &self.marks.row(word)[..KINDS];
        let best = (1..KINDS).fold(1, |best, i| if row[i] > row[best] { i } else { best });
        let rest = row[1..].iter().fold(0.0, |sum, score| sum + exp(score - row[best]));
        (EventType::ALL[best - 1], row[best] - row[0] + ln(rest))
    }

    /// The chance of each type at a word.
    fn shares(&self, word: usize) -> [f32; TYPES] {
        let row = &self.marks.row(word)[..KINDS];
        let best = row.iter().fold(f32::MIN, |a, &b| if b > a { b } else { a });
        let raised: Vec<f32> = row.iter().map(|score| exp(score - best)).collect();
        let total = raised.iter().fold(0.0, |sum, x| sum + x);
        std::array::from_fn(|i| raised[i + 1] / total)
    }

    /// Whether the actors of an event at a word act on each other.
    pub(crate) fn is_reciprocal(&self, word: usize) -> bool {
        self.marks.row(word)[self.marks.width() - ROLES - 1] > 0.0
    }

    /// What others may hear of it.
    pub(crate) fn glance(&self) -> Glance {
        let most =
            (0..self.len()).map(|word| self.kind(word).1).fold(f32::MIN, |a, b| if b > a { b } else { a });
        let kinds = (0..self.len()).map(|word| {
            let row = &self.marks.row(word)[..KINDS];
            let best = row.iter().fold(f32::MIN, |a, &b| if b > a { b } else { a });
            let whole = best + ln(row.iter().fold(0.0, |sum, score| sum + exp(score - best)));
            std::array::from_fn(|kind| (row[kind] - whole).max(LEAST_HEARD))
        });
        Glance { kinds: kinds.collect(), most }
    }

    /// Takes another judge's opinion of the same words into account: a product of experts (Hinton 2002).
    pub(crate) fn hear(&mut self, other: &Glance) {
        for (row, heard) in self.marks.iter_mut().zip(&other.kinds) {
            row[..KINDS].iter_mut().zip(heard).for_each(|(own, other)| *own += HEARD * other);
        }
    }

    /// Unnormalised logarithms of the shares of the statuses.
    pub(crate) fn statuses(&self, word: usize) -> &[f32] {
        &self.marks.row(word)[KINDS..KINDS + STATUSES]
    }

    pub(crate) fn status(&self, word: usize) -> Status {
        Status::ALL[detente_nn::arg_max(self.statuses(word))]
    }
}

fn shares(scores: &[f32]) -> [f32; TYPES] {
    let largest = scores.iter().fold(f32::MIN, |a, &b| if b > a { b } else { a });
    let raised: Vec<f32> = scores.iter().map(|s| exp(s - largest)).collect();
    let total = raised.iter().fold(0.0, |sum, x| sum + x);
    std::array::from_fn(|i| raised[i] / total)
}
