//! What a mention means: its head, what stands before the head, and what hangs on it.

mod heads;
mod modifiers;
mod people;

use super::clauses::{colours, core_end, is_content};
use super::items::{Force, Item, What, items};
use super::lexicon::{Form, Lexicon, RoleKind, Sense};
use super::words::WordFlags;
use crate::{ActorKind, Query, Resolution, Sector};
use detente_text::Span;
use jiff::civil::Date;
use std::fmt::Write as _;
use std::ops::Range;

/// A mention being read.
pub struct Analysis<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    items: Vec<Item>,
    context: &'a str,
    head: Option<Span>,
    date: Option<Date>,
}

/// What one phrase of a mention means.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a head")]
struct Finding {
    resolution: Resolution,
    /// Its sectors are a light role's own: what it belongs to says better.
    open: bool,
    /// A place after it is not its country.
    abroad: bool,
    /// What it belongs to is another.
    other: bool,
    /// It is family of what it belongs to.
    kin: bool,
}

/// How deep "of" and appositions are followed.
const MOST_DEPTH: u8 = 3;

/// How many prepositions after a head are followed.
const MOST_LINKS: u8 = 4;

/// The most sectors that are kept.
const MOST_SECTORS: usize = 4;

impl<'a> Analysis<'a> {
    /// Reads the query's words.
    pub fn of(lexicon: &'a Lexicon, query: &Query<'a>) -> Self {
        let context = query.context.unwrap_or(query.text);
        let items = items(lexicon, query.text, context);
        Self { lexicon, text: query.text, items, context, head: query.head, date: query.date }
    }

    /// Who it is.
    pub fn resolve(&self) -> Resolution {
        if self.items.is_empty() {
            return unknown("no words");
        }
        let is_pronoun = |item: &Item| item.what == What::Word && item.flags.is(WordFlags::PRONOUN);
        if self.items.iter().all(is_pronoun) {
            return Resolution {
                kind: ActorKind::Pronoun,
                why: "pronoun".to_owned(),
                ..Resolution::default()
            };
        }
        let mut resolution = self.phrase(0, self.head, 0).resolution;
        resolution.sectors.truncate(MOST_SECTORS);
        if resolution.kind == ActorKind::Unknown && self.items.iter().all(|item| item.what == What::Name) {
            self.find_city(&mut resolution);
        }
        resolution
    }

    /// A mention that is nothing but unknown names, and the name of a city that is known or big: a place.
    fn find_city(&self, resolution: &mut Resolution) {
        let Some(span) = self.items.iter().map(|item| item.span).reduce(Span::cover) else { return };
        let Some(place) = crate::places::lookup_big(span.of(self.text), self.context) else { return };
        resolution.kind = ActorKind::Place;
        resolution.country = place.country;
        resolution.why = format!("place {}", place.name);
    }

    fn words(&self, item: &Item) -> &'a str {
        item.span.of(self.text)
    }

    /// The phrase that begins at item `start`, with what follows it.
    fn phrase(&self, start: usize, head: Option<Span>, depth: u8) -> Finding {
        let end = core_end(self.lexicon, &self.items, start, head);
        if depth < MOST_DEPTH && self.is_partitive(start..end) {
            let mut inner = self.phrase(end + 1, None, depth + 1);
            if inner.resolution.kind == ActorKind::Country {
                Self::people_of(&mut inner.resolution);
            }
            return inner;
        }
        let mut finding = self.core(start..end);
        if depth < MOST_DEPTH {
            self.follow(&mut finding, end, depth);
        }
        finding
    }

    /// "dozens of", "two of the": the phrase is about what follows.
    fn is_partitive(&self, core: Range<usize>) -> bool {
        let Some(next) = self.items.get(core.end) else { return false };
        let nothing_known = !self.items[core.clone()]
            .iter()
            .any(|item| item.sense().is_some_and(|s| !is_crowd_word(self.lexicon, s)));
        let quantity = self.items[core.clone()].iter().any(|item| {
            item.what == What::Number || item.flags.is(WordFlags::QUANTITY) || item.sense().is_some()
        });
        self.words(next) == "of"
            && core.end + 1 < self.items.len()
            && quantity
            && nothing_known
            && self.items[core].iter().all(|item| !is_content(item) || item.sense().is_some())
    }

    fn people_of(resolution: &mut Resolution) {
        resolution.kind = ActorKind::Group;
        resolution.sectors = sectors(&["CVL"]);
        resolution.name = None;
        resolution.entity = None;
    }

    /// What hangs on the phrase: what a light role belongs to, where it is, or who is named after a comma.
    fn follow(&self, finding: &mut Finding, end: usize, depth: u8) {
        let resolution = &finding.resolution;
        let is_settled = resolution.country.is_some() && !finding.open && !finding.kin;
        if is_settled || finding.other || matches!(resolution.kind, ActorKind::Country) {
            return;
        }
        if resolution.kind == ActorKind::Unknown
            && resolution.country.is_none()
            && let Some(other) = self.apposition(end, depth)
        {
            *finding = other;
            return;
        }
        let (mut at, mut links) = (end, 0);
        while let Some(item) = self.items.get(at).filter(|_| links < MOST_LINKS) {
            if item.after_mark && finding.resolution.kind != ActorKind::Person {
                return;
            }
            let is_link = item.what == What::Word && item.flags.is(WordFlags::LINK);
            let belongs = finding.open && at == end && matches!(self.words(item), "for" | "with");
            if is_link || belongs {
                links += 1;
                let mut inner = self.phrase(at + 1, None, depth + 1);
                self.find_place(&mut inner, at + 1);
                self.attach(finding, &inner, item, at == end);
                if finding.resolution.country.is_some() {
                    return;
                }
            } else if item.what == What::Word
                && item.flags.is(WordFlags::BREAK.with(WordFlags::OTHER_PREPOSITION))
            {
                return;
            }
            at += 1;
        }
    }

    /// Where a phrase is a name that the actors' tables do not know, asks the gazetteer for its country.
    fn find_place(&self, finding: &mut Finding, start: usize) {
        let resolution = &mut finding.resolution;
        let is_name = self.items.get(start).is_some_and(|item| item.what == What::Name);
        if is_name && resolution.kind == ActorKind::Unknown && resolution.country.is_none() {
            resolution.country = self.country_of_place(&self.items[start..]);
        }
    }

    /// The phrase after the first comma, when it is an actor ("X, the foreign minister of Y").
    fn apposition(&self, end: usize, depth: u8) -> Option<Finding> {
        let at = (end..self.items.len().min(end + 4)).find(|&at| self.items[at].after_mark)?;
        let other = self.phrase(at, None, depth + 1);
        other.resolution.is_actor().then_some(other)
    }

    /// Takes what `inner`, after the preposition `link`, says of `finding`.
    fn attach(&self, finding: &mut Finding, inner: &Finding, link: &Item, next: bool) {
        let preposition = self.words(link);
        let place_only = finding.abroad && !matches!(preposition, "of" | "from" | "for");
        let other = &inner.resolution;
        if place_only {
            return;
        }
        if next && (finding.open || finding.kin) {
            Self::take_sectors(finding, other, preposition);
        }
        let resolution = &mut finding.resolution;
        if resolution.country.is_none() && other.country.is_some() {
            resolution.country = other.country;
            let code = other.country.map_or(String::new(), |country| country.to_string());
            add_why(&mut resolution.why, &format!("{preposition} {code}"));
        }
    }

    /// A light role takes the sectors of what it belongs to; family of officials is the elite.
    fn take_sectors(finding: &mut Finding, other: &Resolution, preposition: &str) {
        let resolution = &mut finding.resolution;
        let official = other.sectors.iter().any(|sector| matches!(sector.code(), "GOV" | "ELI"));
        if finding.kin {
            if official && other.kind != ActorKind::Country {
                resolution.sectors = sectors(&["ELI"]);
            }
            return;
        }
        let taken = match other.kind {
            ActorKind::Country => resolution.sectors.is_empty() && resolution.kind == ActorKind::Person,
            ActorKind::Organisation | ActorKind::Group => true,
            ActorKind::Person => preposition != "in",
            _ => false,
        };
        if taken && !other.sectors.is_empty() {
            resolution.sectors.clone_from(&other.sectors);
            add_why(&mut resolution.why, &format!("{preposition} {}", codes(&other.sectors)));
            finding.open = false;
        }
    }

    /// The noun phrase itself.
    fn core(&self, core: Range<usize>) -> Finding {
        let Some(head) = self.head_of(core.clone()) else {
            return closed(self.headless(core));
        };
        if let Some(finding) = self.titled_head(head, core.start, core.end) {
            return finding;
        }
        let before = &self.items[core.start..head];
        let item = &self.items[head];
        match item.what {
            What::Known(sense) => self.known_head(sense, item, before),
            What::Name => self.named_head(item, before),
            What::Number | What::Word => self.plain_head(item, before),
        }
    }

    /// A phrase with no head: "ethnic Albanians" are people of no state; of anything else nothing is known.
    fn headless(&self, core: Range<usize>) -> Resolution {
        let is_people = |item: &&Item| {
            matches!(
                item.what,
                What::Known(Sense::Country(_, Form::People | Form::Demonym) | Sense::Territory(_, true))
            )
        };
        let quantity = colours(&self.items[core.clone()]).quantity;
        match self.items[core].iter().find(is_people) {
            Some(item) => Resolution {
                kind: ActorKind::Group,
                sectors: sectors(&["CVL"]),
                why: format!("people {} of no one state", self.words(item)),
                ..Resolution::default()
            },
            None if quantity => Resolution {
                kind: ActorKind::Group,
                sectors: sectors(&["UNK"]),
                why: "a number of them".to_owned(),
                ..Resolution::default()
            },
            None => unknown("no noun that is known"),
        }
    }

    /// The last item that says something; before a run of unknown names, the title.
    fn head_of(&self, core: Range<usize>) -> Option<usize> {
        let items = &self.items;
        let is_head = |at: &usize| is_content(&items[*at]) && items[*at].force == Force::Full;
        let last = core
            .clone()
            .rev()
            .find(is_head)
            .or_else(|| core.clone().rev().find(|&at| items[at].sense().is_some()))?;
        if items[last].what != What::Name {
            return Some(last);
        }
        let is_part_of_name = |item: &Item| item.what == What::Name || !is_content(item);
        let mut at = last;
        while at > core.start && is_part_of_name(&items[at - 1]) {
            at -= 1;
        }
        let title = (at > core.start).then(|| at - 1).filter(|&title| self.is_title(&items[title]));
        title.or(Some(last))
    }

    fn is_title(&self, item: &Item) -> bool {
        let Some(Sense::Role(index, _)) = item.full_sense() else { return false };
        let kind = self.lexicon.roles[index as usize].kind;
        !item.possessive && matches!(kind, RoleKind::Person | RoleKind::Group | RoleKind::Organisation)
    }
}

/// "group", "team", "crew": words for a number of people that say little of them.
fn is_crowd_word(lexicon: &Lexicon, sense: Sense) -> bool {
    matches!(sense, Sense::Role(index, _) if lexicon.roles[index as usize].partitive)
}

fn sectors(codes: &[&str]) -> Vec<Sector> {
    codes.iter().filter_map(|code| Sector::new(code)).collect()
}

fn codes(sectors: &[Sector]) -> String {
    if sectors.is_empty() {
        return "no sector".to_owned();
    }
    let mut out = String::new();
    for sector in sectors {
        let comma = if out.is_empty() { "" } else { "," };
        let _ = write!(out, "{comma}{sector}");
    }
    out
}

fn add_why(why: &mut String, more: &str) {
    if !more.is_empty() {
        why.push_str("; ");
        why.push_str(more);
    }
}

fn closed(resolution: Resolution) -> Finding {
    Finding { resolution, ..Finding::default() }
}

fn unknown(why: &str) -> Resolution {
    Resolution { why: why.to_owned(), ..Resolution::default() }
}
