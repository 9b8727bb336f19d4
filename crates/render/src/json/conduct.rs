//! Who begins, and the table of each side's conduct.

use super::{answers::small, rounded};
use crate::RelationView;
use crate::view::event_id;
use detente_relations::{Conduct, Direction, Measures};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct FirstMovesJson {
    quiet_days: u32,
    begun: [u32; 2],
    mended: [u32; 2],
    p: Option<f64>,
    episodes: Vec<EpisodeJson>,
}

#[derive(Serialize)]
struct EpisodeJson {
    start: String,
    end: String,
    first: Option<String>,
    event: String,
    quiet_days: Option<u32>,
    deeds: u32,
    first_to_mend: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ConductJson {
    dyad: String,
    verdict: &'static str,
    why: String,
    findings: Vec<FindingJson>,
}

#[derive(Serialize)]
struct FindingJson {
    figure: &'static str,
    value: String,
    says: &'static str,
    certainty: &'static str,
}

#[derive(Serialize)]
pub(super) struct ThirdJson {
    third: String,
    periods: usize,
    with_each_other: Option<Moves>,
    with_a_and_theirs: Option<Moves>,
    with_b_and_theirs: Option<Moves>,
}

#[derive(Serialize)]
struct Moves {
    correlation: f64,
    p: f64,
}

pub(super) fn thirds(view: &RelationView) -> Vec<ThirdJson> {
    let moves =
        |found: Option<(f64, f64)>| found.map(|(r, p)| Moves { correlation: rounded(r), p: small(p) });
    let one = |t: &crate::Third| ThirdJson {
        third: t.code.clone(),
        periods: t.periods,
        with_each_other: moves(t.with_each_other),
        with_a_and_theirs: moves(t.with_a_and_theirs),
        with_b_and_theirs: moves(t.with_b_and_theirs),
    };
    view.thirds.iter().map(one).collect()
}

pub(super) fn first_moves(measures: &Measures) -> FirstMovesJson {
    let moves = &measures.first_moves;
    let side = |d: Option<Direction>| d.map(|d| measures.settings.sides(d).0.code.clone());
    let episode = |e: &detente_relations::Episode| EpisodeJson {
        start: e.start.to_string(),
        end: e.end.to_string(),
        first: side(e.first),
        event: event_id(e.event),
        quiet_days: e.quiet_days,
        deeds: e.deeds,
        first_to_mend: side(e.first_to_mend),
    };
    FirstMovesJson {
        quiet_days: moves.quiet,
        begun: moves.begun,
        mended: moves.mended,
        p: moves.p.map(small),
        episodes: moves.episodes.iter().map(episode).collect(),
    }
}

pub(super) fn conducts(measures: &Measures) -> Vec<ConductJson> {
    let one = |c: &Conduct| ConductJson {
        dyad: measures.settings.dyad_name(c.direction),
        verdict: c.verdict.name(),
        why: c.why.clone(),
        findings: c
            .findings
            .iter()
            .map(|f| FindingJson {
                figure: f.figure,
                value: f.value.clone(),
                says: f.says,
                certainty: f.certainty.name(),
            })
            .collect(),
    };
    measures.conducts.iter().map(one).collect()
}
