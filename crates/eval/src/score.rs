//! Detection, strict dyads, and what is counted over the matched events of all articles.

use crate::calibration::Calibration;
use crate::confusion::Confusion;
use crate::counts::Counts;
use crate::event::Event;
use crate::fields::{judge, judge_contexts};
use crate::resample::{Interval, interval};
use crate::verdict::Verdict;
use std::collections::BTreeMap;

/// All scores of a coding.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Detection: type and trigger or mention.
    pub detection: Counts,
    /// Strict dyads: type, status class and both sets of countries.
    pub strict: Counts,
    /// 95% interval of the detection F1.
    pub detection_interval: Interval,
    /// 95% interval of the strict F1.
    pub strict_interval: Interval,
    /// Detection by type.
    pub by_type: BTreeMap<String, Counts>,
    /// Field → (right, of) on matched events.
    pub fields: BTreeMap<&'static str, (usize, usize)>,
    /// (gold status, coded status) → matched events, those that agree too.
    pub statuses: BTreeMap<(String, String), usize>,
    /// Types of the gold against types of the coder.
    pub confusion: Confusion,
    /// Contexts of matched events, compared as multisets.
    pub contexts: Counts,
    /// Confidence of the coded events that count, against whether they are right.
    pub calibration: Calibration,
    /// Articles scored.
    pub articles: usize,
}

/// Scores articles: gold and coded events of each, in the order of the gold. Intervals resample blocks of `block`
/// consecutive articles.
pub fn score(articles: &[(Vec<Event>, Vec<Event>)], block: usize) -> Scores {
    let mut scores = Scores { articles: articles.len(), ..Scores::default() };
    let (detections, stricts): (Vec<Counts>, Vec<Counts>) =
        articles.iter().map(|(gold, coded)| scores.article(gold, coded)).unzip();
    scores.detection_interval = interval(&detections, block);
    scores.strict_interval = interval(&stricts, block);
    scores
}

impl Scores {
    /// Counts one article in, and gives its detection and its strict dyads for the intervals.
    fn article(&mut self, gold: &[Event], coded: &[Event]) -> (Counts, Counts) {
        let verdict = Verdict::new(gold, coded);
        let (detection, strict) = (verdict.detection(), verdict.strict(gold, coded));
        self.detection.add(detection);
        self.strict.add(strict);
        self.count_types(gold, coded, &verdict);
        self.count_confusion(gold, coded, &verdict);
        self.count_confidence(coded, &verdict);
        for pair in &verdict.hits {
            self.count_fields(&gold[pair.gold], &coded[pair.coded]);
        }
        (detection, strict)
    }

    fn count_types(&mut self, gold: &[Event], coded: &[Event], verdict: &Verdict) {
        let mut of_type = |event: &Event, one: Counts| {
            self.by_type.entry(event.event_type.clone()).or_default().add(one);
        };
        for pair in &verdict.hits {
            of_type(&gold[pair.gold], Counts { hit: 1, ..Counts::default() });
        }
        for &i in &verdict.missed {
            of_type(&gold[i], Counts { missed: 1, ..Counts::default() });
        }
        for &j in &verdict.extra {
            of_type(&coded[j], Counts { extra: 1, ..Counts::default() });
        }
    }

    fn count_confusion(&mut self, gold: &[Event], coded: &[Event], verdict: &Verdict) {
        let of_gold = |i: usize| Some(gold[i].event_type.as_str());
        let of_coded = |j: usize| Some(coded[j].event_type.as_str());
        for pair in verdict.hits.iter().chain(&verdict.mistaken) {
            self.confusion.add(of_gold(pair.gold), of_coded(pair.coded));
        }
        for i in verdict.only_missed() {
            self.confusion.add(of_gold(i), None);
        }
        for j in verdict.only_extra() {
            self.confusion.add(None, of_coded(j));
        }
    }

    fn count_confidence(&mut self, coded: &[Event], verdict: &Verdict) {
        let right = verdict.hits.iter().map(|pair| (pair.coded, true));
        for (j, right) in right.chain(verdict.extra.iter().map(|&j| (j, false))) {
            if let Some(confidence) = coded[j].confidence {
                self.calibration.add(confidence, right);
            }
        }
    }

    fn count_fields(&mut self, gold: &Event, coded: &Event) {
        for (name, right) in judge(gold, coded) {
            let (rights, of) = self.fields.entry(name).or_default();
            *rights += usize::from(right);
            *of += 1;
        }
        self.contexts.add(judge_contexts(gold, coded));
        *self.statuses.entry((gold.status.clone(), coded.status.clone())).or_default() += 1;
    }
}
