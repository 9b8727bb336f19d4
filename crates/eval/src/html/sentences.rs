//! What the list shows: the events of each sentence, those of the gold beside what the coder made of them.

use crate::event::Event;
use crate::gold::GoldArticle;
use crate::matching::Pair;
use crate::verdict::{Verdict, dyad_key};
use detente_text::Span;

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Found, and the dyad is right, too.
    Right,
    /// Found, but the status class or a side is another one.
    WrongDyad,
    /// Found as an act of another type: a missed one and an extra one.
    Taken,
    /// Only in the gold.
    Missed,
    /// Only coded.
    Extra,
    /// The annotators disagreed: it counts neither way.
    Unsure,
}

impl Kind {
    /// For people.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::WrongDyad => "wrong dyad",
            Self::Taken => "other type: missed and extra",
            Self::Missed => "missed",
            Self::Extra => "extra",
            Self::Unsure => "not firm: does not count",
        }
    }

    /// The filters that let it through, as the script and the style know them.
    pub(super) fn names(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::WrongDyad => "dyad",
            Self::Taken => "missed extra",
            Self::Missed => "missed",
            Self::Extra => "extra",
            Self::Unsure => "unsure",
        }
    }
}

/// An event of the gold and the coder's that stands for it; or one of them alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'a> {
    pub(super) kind: Kind,
    pub(super) gold: Option<&'a Event>,
    pub(super) coded: Option<&'a Event>,
}

impl<'a> Match<'a> {
    /// The gold event, then the coded one.
    pub(super) fn events(self) -> impl Iterator<Item = &'a Event> {
        self.gold.into_iter().chain(self.coded)
    }

    fn sentence(self) -> Span {
        let spans = self.events().map(|e| e.sentence);
        spans.reduce(Span::cover).unwrap_or_default()
    }

    fn trigger(self) -> Span {
        self.events().map(|e| e.trigger).min().unwrap_or_default()
    }
}

/// A sentence of an article that has an event. Where the gold and the coder cut sentences otherwise, all that overlap
/// are one.
#[derive(Clone, Debug)]
pub(super) struct Sentence<'a> {
    pub(super) article: &'a GoldArticle,
    pub(super) span: Span,
    pub(super) matches: Vec<Match<'a>>,
}

/// All of them, in the order of the articles and of their texts.
pub(super) fn sentences<'a>(
    articles: &'a [GoldArticle],
    pairs: &'a [(Vec<Event>, Vec<Event>)],
) -> Vec<Sentence<'a>> {
    articles.iter().zip(pairs).flat_map(|(article, (gold, coded))| of_article(article, gold, coded)).collect()
}

fn of_article<'a>(article: &'a GoldArticle, gold: &'a [Event], coded: &'a [Event]) -> Vec<Sentence<'a>> {
    let mut matches = matches(gold, coded);
    matches.sort_by_key(|m| (m.sentence().start, m.trigger()));
    let mut out: Vec<Sentence<'a>> = Vec::new();
    for found in matches {
        let span = found.sentence();
        match out.last_mut().filter(|last| last.span.overlaps(span)) {
            Some(last) => {
                last.span = last.span.cover(span);
                last.matches.push(found);
            }
            None => out.push(Sentence { article, span, matches: vec![found] }),
        }
    }
    for sentence in &mut out {
        sentence.matches.sort_by_key(|m| m.trigger());
    }
    out
}

fn matches<'a>(gold: &'a [Event], coded: &'a [Event]) -> Vec<Match<'a>> {
    let verdict = Verdict::new(gold, coded);
    let pair = |p: &Pair| (&gold[p.gold], &coded[p.coded]);
    let both = |kind, (gold, coded)| Match { kind, gold: Some(gold), coded: Some(coded) };
    let mut out: Vec<Match<'a>> = verdict.hits.iter().map(|p| both(kind_of_hit(pair(p)), pair(p))).collect();
    out.extend(verdict.mistaken.iter().map(|p| both(Kind::Taken, pair(p))));
    out.extend(verdict.unsure.iter().map(|p| both(Kind::Unsure, pair(p))));
    let alone = |i: usize| verdict.unsure.iter().all(|p| p.gold != i) && !gold[i].firm;
    let unsure = (0..gold.len()).filter(|i| alone(*i)).map(|i| (Kind::Unsure, i));
    let missed = verdict.only_missed().map(|i| (Kind::Missed, i));
    out.extend(unsure.chain(missed).map(|(kind, i)| Match { kind, gold: Some(&gold[i]), coded: None }));
    out.extend(verdict.only_extra().map(|j| Match { kind: Kind::Extra, gold: None, coded: Some(&coded[j]) }));
    out
}

fn kind_of_hit((gold, coded): (&Event, &Event)) -> Kind {
    if dyad_key(gold) == dyad_key(coded) { Kind::Right } else { Kind::WrongDyad }
}
