//! Reciprocity and breaks as the interface has them. Beside `granger` stands `robust`, the same test whatever the
//! variance of each period, which is the one to go by; and the logit of an eye for an eye.

use super::rounded;
use detente_relations::breaks::Break;
use detente_relations::{Coefficient, Direction, Measures, Reciprocity, TitForTat, autoregression::Granger};
use serde::{Serialize, Serializer, ser::SerializeMap};

#[derive(Serialize)]
pub(super) struct Answers {
    period: &'static str,
    lags: usize,
    criterion: &'static str,
    n: usize,
    granger: ByDyad<Option<Test>>,
    robust: ByDyad<Option<Test>>,
    irf: Vec<Response>,
    tit_for_tat: ByDyad<Option<Logit>>,
    reason: Option<String>,
}

/// Two values under the names of the dyads, A's first.
struct ByDyad<T>([(String, T); 2]);

impl<T: Serialize> Serialize for ByDyad<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Test {
    #[serde(rename = "F")]
    f: f64,
    df1: usize,
    df2: usize,
    p: f64,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are the interface's")]
struct Response {
    shock: String,
    response: String,
    horizon: usize,
    value: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct Logit {
    n: usize,
    acts: usize,
    answer: Term,
    habit: Term,
}

#[derive(Serialize)]
struct Term {
    odds_ratio: f64,
    low: f64,
    high: f64,
    p: f64,
}

#[derive(Serialize)]
pub(super) struct BreakJson {
    dyad: String,
    series: &'static str,
    method: &'static str,
    date: String,
    low: Option<String>,
    high: Option<String>,
    before: f64,
    after: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
}

pub(super) fn reciprocity(measures: &Measures) -> Vec<Answers> {
    measures.reciprocity.iter().map(|r| answers(measures, r)).collect()
}

fn answers(measures: &Measures, of: &Reciprocity) -> Answers {
    let name = |d: Direction| measures.settings.dyad_name(d);
    let by_dyad = |tests: &[Option<Granger>; 2]| {
        ByDyad(Direction::ALL.map(|d| (name(d), tests[d as usize].as_ref().map(test))))
    };
    let response = |r: &detente_relations::Response| Response {
        shock: name(r.shock),
        response: name(r.response),
        horizon: r.horizon,
        value: rounded(r.value),
        low: rounded(r.low),
        high: rounded(r.high),
    };
    Answers {
        period: of.period.name(),
        lags: of.lags,
        criterion: of.criterion,
        n: of.n,
        granger: by_dyad(&of.granger),
        robust: by_dyad(&of.robust),
        irf: of.irf.iter().map(response).collect(),
        tit_for_tat: ByDyad(
            Direction::ALL.map(|d| (name(d), of.tit_for_tat[d as usize].as_ref().map(logit))),
        ),
        reason: of.reason.clone(),
    }
}

fn test(test: &Granger) -> Test {
    Test { f: rounded(test.f), df1: test.df1, df2: test.df2, p: small(test.p) }
}

fn logit(fit: &TitForTat) -> Logit {
    let term = |c: &Coefficient| Term {
        odds_ratio: rounded(c.odds_ratio),
        low: rounded(c.low),
        high: rounded(c.high),
        p: small(c.p),
    };
    Logit { n: fit.n, acts: fit.acts, answer: term(&fit.answer), habit: term(&fit.habit) }
}

/// Six significant digits: a p of 1e-20 is not 0.
pub(super) fn small(p: f64) -> f64 {
    format!("{p:.5e}").parse().unwrap_or(p)
}

pub(super) fn breaks(measures: &Measures) -> Vec<BreakJson> {
    measures.breaks.iter().map(|b| one_break(measures, b)).collect()
}

fn one_break(measures: &Measures, of: &Break) -> BreakJson {
    let series = &measures.dyad(of.direction).series;
    let label = |row: usize| series.get(row).map(|r| r.label.clone());
    BreakJson {
        dyad: measures.settings.dyad_name(of.direction),
        series: of.series.name(),
        method: of.method.name(),
        date: label(of.row).unwrap_or_default(),
        low: of.low.and_then(label),
        high: of.high.and_then(label),
        before: rounded(of.before),
        after: rounded(of.after),
        probability: of.probability.map(rounded),
    }
}
