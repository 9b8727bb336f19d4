//! The wire form of a relation, as `spec/INTERFACES.md` fixes it: keys, nulls, notes. Figures have six decimals, so that
//! the bytes are the same everywhere; keys come in the interface's order, whatever the features of `serde_json`.

use crate::RelationView;
mod answers;
mod conduct;

use crate::view::event_id;
use detente_relations as relations;
use detente_relations::{Direction, Group};
use serde::{Serialize, Serializer, ser::SerializeMap};

#[derive(Serialize)]
struct Relation<'a> {
    a: &'a str,
    b: &'a str,
    from: Option<String>,
    to: Option<String>,
    period: &'static str,
    counting: Counting<'a>,
    dyads: Dyads<'a>,
    reciprocity: Vec<answers::Answers>,
    breaks: Vec<answers::BreakJson>,
    first_moves: conduct::FirstMovesJson,
    fencing: Vec<conduct::ConductJson>,
    thirds: Vec<conduct::ThirdJson>,
    summary: &'a [String],
    enough_data: bool,
    notes: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Counting<'a> {
    unit: &'a str,
    statuses: &'a [String],
    links: bool,
    min_publishers: u32,
}

#[derive(Serialize)]
struct Note<'a> {
    figure: &'a str,
    reason: &'a str,
}

struct Dyads<'a>([(String, Dyad<'a>); 2]);

#[derive(Serialize)]
struct Dyad<'a> {
    series: Vec<Row<'a>>,
    broken_vows: Vows,
    kept_vows: Vows,
}

#[derive(Serialize)]
struct Row<'a> {
    period: &'a str,
    vows: u32,
    contacts: u32,
    asks: u32,
    words_against: u32,
    deeds_for: u32,
    deeds_against: u32,
    score_sum: f64,
    words: f64,
    deeds: f64,
    gap: f64,
    gap_low: Option<f64>,
    gap_high: Option<f64>,
    z: Option<f64>,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are the interface's")]
struct Vows {
    window_days: u32,
    vows: usize,
    broken: usize,
    // The interface gives kept vows the same fields; a name that says what is meant comes with them.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<usize>,
    rate: Option<f64>,
    base_rate: Option<f64>,
    ratio: Option<f64>,
    p: Option<f64>,
    list: Vec<Pair>,
}

#[derive(Serialize)]
struct Pair {
    vow: String,
    deed: String,
    days: u32,
}

impl Serialize for Dyads<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, dyad) in &self.0 {
            map.serialize_entry(name, dyad)?;
        }
        map.end()
    }
}

/// The relation as one JSON object, indented, with a line break at its end.
///
/// # Panics
///
/// Never: the keys are strings, and the figures are finite or null.
pub fn relation_json(view: &RelationView) -> String {
    let measures = &view.measures;
    let settings = &measures.settings;
    let relation = Relation {
        a: &settings.a.code,
        b: &settings.b.code,
        from: measures.window.map(|w| w.0.to_string()),
        to: measures.window.map(|w| w.1.to_string()),
        period: settings.period.name(),
        counting: counting(&view.counting),
        dyads: Dyads(Direction::ALL.map(|d| (settings.dyad_name(d), dyad(measures.dyad(d))))),
        reciprocity: answers::reciprocity(measures),
        breaks: answers::breaks(measures),
        first_moves: conduct::first_moves(measures),
        fencing: conduct::conducts(measures),
        thirds: conduct::thirds(view),
        summary: &measures.summary,
        enough_data: measures.enough_data,
        notes: measures.notes.iter().map(|n| Note { figure: &n.figure, reason: &n.reason }).collect(),
    };
    let mut out =
        serde_json::to_string_pretty(&relation).expect("invariant: keys are strings, figures are finite");
    out.push('\n');
    out
}

fn counting(counting: &crate::Counting) -> Counting<'_> {
    let crate::Counting { unit, statuses, links, min_publishers } = counting;
    Counting { unit, statuses, links: *links, min_publishers: *min_publishers }
}

fn dyad(dyad: &relations::Dyad) -> Dyad<'_> {
    let kept = Some(dyad.kept_vows.pairs.len());
    Dyad {
        series: dyad.series.iter().map(row).collect(),
        broken_vows: vows(&dyad.broken_vows),
        kept_vows: Vows { kept, ..vows(&dyad.kept_vows) },
    }
}

fn row(row: &relations::Row) -> Row<'_> {
    let n = |group| row.counts.get(group);
    Row {
        period: &row.label,
        vows: n(Group::Vows),
        contacts: n(Group::Contacts),
        asks: n(Group::Asks),
        words_against: n(Group::WordsAgainst),
        deeds_for: n(Group::DeedsFor),
        deeds_against: n(Group::DeedsAgainst),
        score_sum: rounded(row.score_sum),
        words: rounded(row.index.words),
        deeds: rounded(row.index.deeds),
        gap: rounded(row.index.gap),
        gap_low: row.gap_interval.map(|i| rounded(i.0)),
        gap_high: row.gap_interval.map(|i| rounded(i.1)),
        z: row.z.map(rounded),
    }
}

fn vows(test: &relations::VowTest) -> Vows {
    Vows {
        window_days: test.window_days,
        vows: test.vows,
        broken: test.pairs.len(),
        kept: None,
        rate: test.rate.map(rounded),
        base_rate: test.base_rate.map(rounded),
        ratio: test.ratio.map(rounded),
        p: test.p.map(rounded),
        list: test
            .pairs
            .iter()
            .map(|p| Pair { vow: event_id(p.vow), deed: event_id(p.deed), days: p.days })
            .collect(),
    }
}

/// Six decimals, and no negative zero.
fn rounded(value: f64) -> f64 {
    let rounded = (value * 1e6).round() / 1e6;
    if rounded == 0.0 { 0.0 } else { rounded }
}
