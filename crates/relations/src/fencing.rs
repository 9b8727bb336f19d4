//! "Naive or fencing?": the question of two sides that swear friendship and act otherwise, as a table of figures for each
//! side and a verdict by rules that are written down (docs/measures.md, "Naive or fencing?").
//!
//! The rules are few and their limits are fixed: a verdict is a way of reading the figures, not a figure of its own.

use crate::{Direction, Dyad, FirstMoves, Group, Index, Measures, VowTest};

/// p below which a figure counts as sure.
const SURE: f64 = 0.05;
/// … and as likely.
const LIKELY: f64 = 0.2;

/// How far a figure can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Its interval leaves no doubt about the sign, or p is below 0.05.
    Sure,
    /// p is below 0.2.
    Likely,
    /// It cannot be told.
    Open,
    /// There are too few events to say.
    TooFew,
}

impl Certainty {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Open => "open",
            Self::TooFew => "too few",
        }
    }

    fn of_p(p: Option<f64>) -> Self {
        match p {
            Some(p) if p < SURE => Self::Sure,
            Some(p) if p < LIKELY => Self::Likely,
            Some(_) => Self::Open,
            None => Self::TooFew,
        }
    }
}

/// One row of a side's table.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is asked: `words`, `deeds`, `gap`, `broken vows`, `kept vows`, `answers`, `first moves`.
    pub figure: &'static str,
    /// The figure with its interval or p, in words.
    pub value: String,
    /// What it says: `warm`, `cold`, `more often than chance` …
    pub says: &'static str,
    /// How sure that is.
    pub certainty: Certainty,
}

/// What kind of conduct the rules find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Warm words over cold deeds, or vows that are broken more often than chance.
    Fencing,
    /// Warm words, and the other's deeds against it are cold and are not paid back.
    Naive,
    /// Warm words and warm deeds.
    InEarnest,
    /// Cold words and cold deeds.
    Hostile,
    /// Cold words over warm deeds: better than it says.
    BetterThanItsWord,
    /// None of them surely.
    Open,
    /// Too few events to say.
    TooFew,
}

impl Verdict {
    /// The name in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fencing => "fencing",
            Self::Naive => "naive",
            Self::InEarnest => "in earnest",
            Self::Hostile => "openly hostile",
            Self::BetterThanItsWord => "better than its word",
            Self::Open => "cannot be told",
            Self::TooFew => "too few events to say",
        }
    }
}

/// One side's conduct towards the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Conduct {
    /// Whose.
    pub direction: Direction,
    /// The table.
    pub findings: Vec<Finding>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in one sentence, and what would change it.
    pub why: String,
}

/// Both sides' tables, A's first.
pub(crate) fn conducts(measures: &Measures) -> [Conduct; 2] {
    Direction::ALL.map(|direction| conduct(measures, direction))
}

/// Sign of an interval: 1, −1, or 0 when it holds 0.
fn sign((low, high): (f64, f64)) -> i8 {
    i8::from(low > 0.0) - i8::from(high < 0.0)
}

fn conduct(measures: &Measures, direction: Direction) -> Conduct {
    let (dyad, other) = (measures.dyad(direction), measures.dyad(direction.reversed()));
    if !dyad.enough_data {
        let (n, needed) = (dyad.counts.indexed(), measures.settings.min_events);
        let why = format!("It has {n} vows, words against and deeds; {needed} are needed.");
        return Conduct { direction, findings: Vec::new(), verdict: Verdict::TooFew, why };
    }
    let words = interval_of(dyad, Half::Words);
    let deeds = interval_of(dyad, Half::Deeds);
    let findings = vec![
        half("words", dyad.overall.words, words),
        half("deeds", dyad.overall.deeds, deeds),
        gap(dyad),
        vows("broken vows", &dyad.broken_vows),
        vows("kept vows", &dyad.kept_vows),
        answers(measures, direction),
        first_moves(&measures.first_moves, direction),
    ];
    let signs = Signs {
        words: sign(words),
        deeds: sign(deeds),
        broken: more_often(&dyad.broken_vows),
        others_deeds: if other.enough_data { sign(interval_of(other, Half::Deeds)) } else { 0 },
        pays_back: pays_back(measures, direction),
    };
    let (verdict, why) = signs.verdict();
    Conduct { direction, findings, verdict, why }
}

#[derive(Clone, Copy)]
enum Half {
    Words,
    Deeds,
}

/// A 95% interval of W or D: the variance of an empirical logit is 1/(n₁+½) + 1/(n₂+½) (Gart and Zweifel 1967).
fn interval_of(dyad: &Dyad, half: Half) -> (f64, f64) {
    let (value, groups) = match half {
        Half::Words => (dyad.overall.words, [Group::Vows, Group::WordsAgainst]),
        Half::Deeds => (dyad.overall.deeds, [Group::DeedsFor, Group::DeedsAgainst]),
    };
    let variance: f64 = groups.iter().map(|g| 1.0 / (f64::from(dyad.counts.get(*g)) + 0.5)).sum();
    let reach = 1.96 * variance.sqrt();
    (value - reach, value + reach)
}

fn half(figure: &'static str, value: f64, interval: (f64, f64)) -> Finding {
    let says = match sign(interval) {
        1 => "warm",
        -1 => "cold",
        _ => "neither warm nor cold",
    };
    let certainty = if sign(interval) == 0 { Certainty::Open } else { Certainty::Sure };
    Finding { figure, value: with_interval(value, interval), says, certainty }
}

fn with_interval(value: f64, (low, high): (f64, f64)) -> String {
    format!("{} ({} to {})", signed(value), signed(low), signed(high))
}

/// `p < 0.001`, `p = 0.030`
pub(crate) fn p_value(p: f64) -> String {
    if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") }
}

fn signed(value: f64) -> String {
    format!("{value:+.1}").replace('-', "\u{2212}")
}

fn gap(dyad: &Dyad) -> Finding {
    let Index { gap, .. } = dyad.overall;
    let Some(interval) = dyad.overall_interval else {
        return Finding { figure: "gap", value: signed(gap), says: "", certainty: Certainty::TooFew };
    };
    let says = match sign(interval) {
        1 => "words warmer than deeds",
        -1 => "deeds warmer than words",
        _ => "words and deeds agree",
    };
    let certainty = if sign(interval) == 0 { Certainty::Open } else { Certainty::Sure };
    Finding { figure: "gap", value: with_interval(gap, interval), says, certainty }
}

fn more_often(test: &VowTest) -> bool {
    test.p.is_some_and(|p| p < SURE) && test.ratio.is_some_and(|r| r > 1.0)
}

fn vows(figure: &'static str, test: &VowTest) -> Finding {
    let (Some(rate), Some(base), Some(p)) = (test.rate, test.base_rate, test.p) else {
        let value = test.missing().unwrap_or("no vow is dated to a day").to_owned();
        return Finding { figure, value, says: "", certainty: Certainty::TooFew };
    };
    let value = format!(
        "{} of {} vows ({:.0}%; by chance {:.0}%, {})",
        test.pairs.len(),
        test.vows,
        rate * 100.0,
        base * 100.0,
        p_value(p)
    );
    let says = if more_often(test) { "more often than chance" } else { "no more often than chance" };
    Finding { figure, value, says, certainty: Certainty::of_p(Some(p)) }
}

/// How the side's deeds against answer the other's, by the period with the most evidence: the week, else the month. With
/// it the p of the robust test that the other's past helps to predict this side.
fn answer(measures: &Measures, direction: Direction) -> Option<(&crate::TitForTat, Option<f64>)> {
    let by = |period| {
        let of = measures.reciprocity.iter().find(|r| r.period == period)?;
        let robust = of.robust[direction.reversed() as usize].as_ref().map(|test| test.p);
        Some((of.tit_for_tat[direction as usize].as_ref()?, robust))
    };
    by(crate::Period::Week).or_else(|| by(crate::Period::Month))
}

/// Whether it pays deeds against back; none when that cannot be told. Storms that come to both sides look like answers
/// to the logit, so an answer must show in the robust test of the scores as well.
fn pays_back(measures: &Measures, direction: Direction) -> Option<bool> {
    let (fit, robust) = answer(measures, direction)?;
    match (fit.answer.p < SURE, fit.answer.odds_ratio > 1.0) {
        (true, true) => robust.filter(|p| *p < SURE).map(|_| true),
        (true, false) => Some(false),
        // An interval that ends close to 1 shows that it hardly does.
        (false, _) if fit.answer.high < 2.0 => Some(false),
        _ => None,
    }
}

fn answers(measures: &Measures, direction: Direction) -> Finding {
    let figure = "answers";
    let Some((fit, robust)) = answer(measures, direction) else {
        let value = "too few periods with deeds against".to_owned();
        return Finding { figure, value, says: "", certainty: Certainty::TooFew };
    };
    let c = &fit.answer;
    let value = format!(
        "odds of a deed against after the other's × {:.1} ({:.1} to {:.1}), {}; scores {}",
        c.odds_ratio,
        c.low,
        c.high,
        p_value(c.p),
        robust.map_or("not tested".to_owned(), p_value)
    );
    let says = match pays_back(measures, direction) {
        Some(true) => "pays deeds against back",
        Some(false) => "does not pay back",
        None => "cannot be told",
    };
    // As sure as the weaker of the two tests.
    let p = if c.odds_ratio > 1.0 { c.p.max(robust.unwrap_or(1.0)) } else { c.p };
    Finding { figure, value, says, certainty: Certainty::of_p(Some(p)) }
}

fn first_moves(moves: &FirstMoves, direction: Direction) -> Finding {
    let [own, others] = [direction, direction.reversed()].map(|d| moves.begun[d as usize]);
    let figure = "first moves";
    let Some(p) = moves.p else {
        let value = "no episode of hostile deeds".to_owned();
        return Finding { figure, value, says: "", certainty: Certainty::TooFew };
    };
    let value =
        format!("began {own} of {} episodes after {} quiet days ({})", own + others, moves.quiet, p_value(p));
    let says = match (p < SURE, own > others) {
        (true, true) => "begins more often",
        (true, false) => "begins less often",
        _ => "both begin alike",
    };
    Finding { figure, value, says, certainty: Certainty::of_p(Some(p)) }
}

/// What the rules look at.
struct Signs {
    words: i8,
    deeds: i8,
    broken: bool,
    others_deeds: i8,
    pays_back: Option<bool>,
}

impl Signs {
    /// The rules, first fit.
    fn verdict(&self) -> (Verdict, String) {
        let (verdict, why) = match (self.words, self.deeds) {
            (1, -1) => (
                Verdict::Fencing,
                "Its words are warm and its deeds cold. Deeds for the other, or words as cold as the deeds, would change that.",
            ),
            (1, _) if self.broken => (
                Verdict::Fencing,
                "Its words are warm, and deeds against follow its vows more often than chance. Vows that hold would change that.",
            ),
            (1, 1) => (
                Verdict::InEarnest,
                "Its words and its deeds are warm. Deeds against after its vows would change that.",
            ),
            (1, 0) if self.others_deeds == -1 && self.pays_back == Some(false) => (
                Verdict::Naive,
                "Its words are warm, the other's deeds against it are cold, and it does not pay them back. Answers in kind, or warmer deeds of the other, would change that.",
            ),
            (-1, -1) => (
                Verdict::Hostile,
                "Its words and its deeds are cold. Vows, or deeds for the other, would change that.",
            ),
            (-1, 1) => (
                Verdict::BetterThanItsWord,
                "Its words are cold and its deeds warm. Deeds against the other would change that.",
            ),
            _ => (
                Verdict::Open,
                "The intervals of its words or its deeds hold 0. More events, or a longer time, may tell.",
            ),
        };
        (verdict, why.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: i8, deeds: i8, change: impl Fn(&mut Signs), verdict: Verdict) {
        let mut signs = Signs { words, deeds, broken: false, others_deeds: 0, pays_back: None };
        change(&mut signs);
        assert_eq!(signs.verdict().0, verdict, "words {words}, deeds {deeds}");
    }

    #[test]
    fn the_rules_are_read_from_the_top() {
        check(1, -1, |_| (), Verdict::Fencing);
        check(1, 0, |s| s.broken = true, Verdict::Fencing);
        check(1, 1, |s| s.broken = true, Verdict::Fencing);
        check(1, 1, |_| (), Verdict::InEarnest);
        let struck = |s: &mut Signs| (s.others_deeds, s.pays_back) = (-1, Some(false));
        check(1, 0, struck, Verdict::Naive);
        check(1, 0, |s| (s.others_deeds, s.pays_back) = (-1, Some(true)), Verdict::Open);
        check(1, 0, |_| (), Verdict::Open);
        check(-1, -1, struck, Verdict::Hostile);
        check(-1, 1, |_| (), Verdict::BetterThanItsWord);
        check(0, 0, struck, Verdict::Open);
    }
}
