//! Made-up sides whose conduct is known: the verdicts of "naive or fencing?" must name it, and must not see answers in
//! storms that come to both.

use super::{measured, on, settings};
use crate::{Direction, Group, Observation, Settings, Verdict, random::Random, simulated::Noise};
use jiff::{ToSpan, civil::Date, civil::date};

const FIRST: Date = date(2001, 1, 1);
const WEEKS: i64 = 400;

/// Vows, words against, deeds for and deeds against of a side in the whole record.
type Conduct = [u64; 4];

fn week(n: i64, weekday: u64) -> Date {
    FIRST.saturating_add((n * 7 + weekday.cast_signed()).days())
}

fn world() -> Settings {
    Settings { from: Some(FIRST), to: Some(week(WEEKS - 1, 6)), draws: 199, ..settings() }
}

/// A side's events on days drawn from the whole record.
fn side(conduct: Conduct, direction: Direction, random: &mut Random) -> Vec<Observation> {
    let groups = [Group::Vows, Group::WordsAgainst, Group::DeedsFor, Group::DeedsAgainst];
    let mut events = Vec::new();
    for (group, n) in groups.into_iter().zip(conduct) {
        for i in 0..n {
            let day = week(random.below(WEEKS.unsigned_abs()).cast_signed(), random.below(7));
            events.push(on(&format!("{direction:?}{}{i}", group.name()), day, direction, group));
        }
    }
    events
}

fn verdicts(observations: &[Observation]) -> [Verdict; 2] {
    let conducts = measured(observations, &world()).conducts;
    [conducts[0].verdict, conducts[1].verdict]
}

/// In how many of 20 worlds A's verdict is this.
fn of_twenty(a: Conduct, b: Conduct, verdict: Verdict) -> usize {
    let world = |seed| {
        let mut random = Random::new(seed);
        [side(a, Direction::AToB, &mut random), side(b, Direction::BToA, &mut random)].concat()
    };
    (0..20).filter(|seed| verdicts(&world(*seed))[0] == verdict).count()
}

#[test]
fn planted_conduct_is_named() {
    let cold = [20, 60, 15, 90];
    assert_eq!(of_twenty([120, 40, 10, 60], cold, Verdict::Fencing), 20);
    assert_eq!(of_twenty(cold, [120, 40, 10, 60], Verdict::Hostile), 20);
    assert_eq!(of_twenty([20, 60, 90, 15], cold, Verdict::BetterThanItsWord), 20);
    // Vows are broken more often than chance in 5% of worlds where nobody ties deeds to them.
    let earnest = of_twenty([120, 40, 80, 30], [120, 40, 80, 30], Verdict::InEarnest);
    assert!(earnest >= 17, "{earnest} of 20 in earnest");
    let naive = of_twenty([120, 40, 70, 70], [20, 60, 15, 140], Verdict::Naive);
    // The interval of the odds must end below 2, which 400 weeks show in about half of such worlds (10 of these 20).
    assert!(naive >= 7, "{naive} of 20 naive");
    assert_eq!(of_twenty([2, 1, 1, 1], cold, Verdict::TooFew), 20);
}

/// Deeds of both sides, for and against alike, in storms of attention that they share; nobody answers.
fn storm(seed: u64) -> Vec<Observation> {
    let (mut noise, mut force, mut events) = (Noise::new(seed), 0.0f64, Vec::new());
    for n in 0..WEEKS {
        force = 0.8 * force + 0.6 * noise.normal();
        let chance = 1.0 / (1.0 + (1.5 - 1.5 * force).exp());
        for direction in Direction::ALL {
            for (group, score) in [(Group::DeedsFor, 2.0), (Group::DeedsAgainst, -2.0)] {
                if noise.chance(chance) {
                    let day = week(n, (noise.uniform() * 7.0) as u64);
                    let id = format!("{direction:?}{}{n}", group.name());
                    events.push(Observation { score, ..on(&id, day, direction, group) });
                }
            }
        }
    }
    events
}

/// Whether A's row "answers" says that it pays deeds against back.
fn pays_back(observations: &[Observation]) -> bool {
    let conducts = measured(observations, &world()).conducts;
    conducts[0].findings.iter().any(|f| f.figure == "answers" && f.says == "pays deeds against back")
}

/// Whether the logit of weeks alone sees an answer of A.
fn logit_alone(observations: &[Observation]) -> bool {
    let measures = measured(observations, &world());
    let weeks = measures.reciprocity.iter().find(|r| r.period == crate::Period::Week);
    let fit = weeks.and_then(|r| r.tit_for_tat[0].as_ref());
    fit.is_some_and(|t| t.answer.p < 0.05 && t.answer.odds_ratio > 1.0)
}

#[test]
fn storms_that_both_share_are_no_answers() {
    let of_forty = |sees: fn(&[Observation]) -> bool| (0..40).filter(|seed| sees(&storm(*seed))).count();
    let (seen, alone) = (of_forty(pays_back), of_forty(logit_alone));
    assert!(seen <= 6 && alone > 2 * seen, "{seen} of 40, the logit alone {alone}");
}

#[test]
fn answers_are_seen() {
    let world = |seed| {
        let mut random = Random::new(seed);
        let provoked = side([0, 0, 0, 80], Direction::BToA, &mut random);
        let answers = provoked.iter().filter_map(|o| {
            let later = o.from?.saturating_add(7.days());
            (random.below(2) == 0)
                .then(|| on(&format!("r{}", o.id), later, Direction::AToB, Group::DeedsAgainst))
        });
        let answers: Vec<Observation> = answers.collect();
        [side([0, 0, 0, 20], Direction::AToB, &mut random), answers, provoked].concat()
    };
    let seen = (0..20).filter(|seed| pays_back(&world(*seed))).count();
    assert!(seen >= 17, "{seen} of 20");
}
