//! What is told as a table, for every form of the report: who answers whom, when the level changed, what the figures rest
//! on. The forms only differ in how they draw a table.

use crate::{RelationView, Third, words};
use detente_relations::breaks::{Break, Method};
use detente_relations::{Coefficient, Conduct, Direction, Episode, Finding, Reciprocity};

/// The columns of a series.
pub(crate) const FIGURES: [&str; 12] = [
    "period",
    "vows",
    "contacts",
    "asks",
    "words against",
    "deeds for",
    "deeds against",
    "score",
    "words",
    "deeds",
    "gap (95%)",
    "z",
];

/// A table with what should be read before and after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// A name to link to.
    pub id: &'static str,
    pub title: &'static str,
    pub lead: String,
    pub head: Vec<String>,
    /// The first cell of a row is its head.
    pub rows: Vec<Vec<String>>,
    pub notes: Vec<String>,
}

/// All tables that have something to tell, in the order to show.
pub(crate) fn all(view: &RelationView) -> Vec<Table> {
    let conducts = view.measures.conducts.iter().filter_map(|c| conduct(view, c));
    let rest =
        [answers(view), eye_for_eye(view), breaks(view), first_moves(view), thirds(view), sources(view)];
    conducts.chain(rest.into_iter().flatten()).collect()
}

fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

/// `p < 0.001`, `p = 0.03`
fn p_value(p: f64) -> String {
    if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") }
}

fn conduct(view: &RelationView, conduct: &Conduct) -> Option<Table> {
    let (id, first) = match conduct.direction {
        Direction::AToB => ("fencing-a", true),
        Direction::BToA => ("fencing-b", false),
    };
    let row = |f: &Finding| {
        vec![f.figure.to_owned(), f.value.clone(), f.says.to_owned(), f.certainty.name().to_owned()]
    };
    (!conduct.findings.is_empty() || first).then(|| Table {
        id,
        title: if first { "Naive or fencing?" } else { "… and the other side" },
        lead: format!(
            "{}: {}. {}",
            words::arrow(view.names(conduct.direction)),
            conduct.verdict.name(),
            conduct.why
        ),
        head: if conduct.findings.is_empty() {
            Vec::new()
        } else {
            texts(&["", "figure", "says", "how sure"])
        },
        rows: conduct.findings.iter().map(row).collect(),
        notes: Vec::new(),
    })
}

fn first_moves(view: &RelationView) -> Option<Table> {
    const MOST: usize = 12;
    let moves = &view.measures.first_moves;
    if moves.episodes.is_empty() {
        return None;
    }
    let names = Direction::ALL.map(|d| view.names(d).0);
    let name = |d: Option<Direction>, none: &str| d.map_or(none.to_owned(), |d| names[d as usize].to_owned());
    let row = |e: &Episode| {
        vec![
            words::days(Some(e.start), Some(e.end)),
            name(e.first, "both on one day"),
            e.quiet_days.map_or("start of the record".to_owned(), |d| d.to_string()),
            e.deeds.to_string(),
            name(e.first_to_mend, "–"),
        ]
    };
    let ([a, b], [mend_a, mend_b]) = (moves.begun, moves.mended);
    let p = moves.p.map_or(String::new(), |p| format!(" ({})", p_value(p)));
    let shown = &moves.episodes[moves.episodes.len().saturating_sub(MOST)..];
    let more = moves.episodes.len() - shown.len();
    Some(Table {
        id: "first",
        title: "Who moved first?",
        lead: format!(
            "Episodes of deeds against that begin after {} days without any: {} began {a}, {} {b}{p}. The first deed for the \
             other afterwards came {mend_a} and {mend_b} times.",
            moves.quiet, names[0], names[1]
        ),
        head: texts(&["episode", "began", "quiet days before", "deeds against", "first to mend"]),
        rows: shown.iter().map(row).collect(),
        notes: if more > 0 { vec![format!("{more} earlier episodes are not shown.")] } else { Vec::new() },
    })
}

fn thirds(view: &RelationView) -> Option<Table> {
    let (a, b) = view.names(Direction::AToB);
    let moves = |found: Option<(f64, f64)>| {
        found.map_or("–".to_owned(), |(r, p)| format!("{} ({})", words::signed(r, 2), p_value(p)))
    };
    let row = |t: &Third| {
        vec![t.name.clone(), moves(t.with_each_other), moves(t.with_a_and_theirs), moves(t.with_b_and_theirs)]
    };
    (!view.thirds.is_empty()).then(|| Table {
        id: "thirds",
        title: "Third sides",
        lead: format!(
            "Does a third side's relation with {a} move with its relation with {b}, and with theirs? Correlations of the sums \
             of scores by {}, both ways together; p by shifts in a circle.",
            view.measures.settings.period.name()
        ),
        head: vec![
            "third".to_owned(),
            format!("with {a} | with {b}"),
            format!("with {a} | {a} and {b}"),
            format!("with {b} | {a} and {b}"),
        ],
        rows: view.thirds.iter().map(row).collect(),
        notes: Vec::new(),
    })
}

fn answers(view: &RelationView) -> Option<Table> {
    let fitted: Vec<&Reciprocity> = view.measures.reciprocity.iter().filter(|r| r.lags > 0).collect();
    if fitted.is_empty() {
        return None;
    }
    let [forth, back] = Direction::ALL.map(|d| words::arrow(view.names(d)));
    let test = |r: &Reciprocity, d: Direction| {
        let robust = r.robust[d as usize].as_ref();
        robust.map_or("–".to_owned(), |t| format!("F({}, {}) = {:.2}, {}", t.df1, t.df2, t.f, p_value(t.p)))
    };
    let peak = |r: &Reciprocity, d: Direction| {
        let of = r.irf.iter().filter(|i| i.shock == d && i.horizon > 0);
        let most = of.max_by(|x, y| x.value.abs().total_cmp(&y.value.abs()));
        most.map_or("–".to_owned(), |i| {
            let [value, low, high] = [i.value, i.low, i.high].map(|x| words::signed(x, 1));
            format!("{value} ({low} to {high}) after {}", i.horizon)
        })
    };
    let row = |r: &&Reciprocity| {
        let (forth, back) = (Direction::AToB, Direction::BToA);
        vec![
            r.period.name().to_owned(),
            r.lags.to_string(),
            r.n.to_string(),
            test(r, forth),
            peak(r, forth),
            test(r, back),
            peak(r, back),
        ]
    };
    let (a, b) = view.names(Direction::AToB);
    Some(Table {
        id: "answers",
        title: "Does each side answer the other?",
        lead: format!(
            "Vector autoregressions of the sums of scores. Does the past of {forth} help to predict {back}, and the other way \
             round? Beside each test, what a shock of one standard deviation does to the other's score at its furthest \
             (95% band), after so many periods."
        ),
        head: vec![
            "period".to_owned(),
            "lags".to_owned(),
            "n".to_owned(),
            format!("past of {a} helps to predict {b}"),
            format!("{b} answers"),
            format!("past of {b} helps to predict {a}"),
            format!("{a} answers"),
        ],
        rows: fitted.iter().map(row).collect(),
        notes: vec![format!(
            "The tests allow for storms (HC3); in a stormy record a large p means that it cannot be told. What the press \
             brings to both sides together looks like an answer in every such test. Responses take {forth} as the first \
             to move within a period. Tests with equal variances, as in other programs, are in the JSON."
        )],
    })
}

fn eye_for_eye(view: &RelationView) -> Option<Table> {
    let odds =
        |c: &Coefficient| format!("{:.1} ({:.1} to {:.1}), {}", c.odds_ratio, c.low, c.high, p_value(c.p));
    let mut rows = Vec::new();
    for r in &view.measures.reciprocity {
        for d in Direction::ALL {
            if let Some(fit) = &r.tit_for_tat[d as usize] {
                let (actor, _) = view.names(d);
                rows.push(vec![
                    format!("{actor}, by the {}", r.period.name()),
                    format!("{} of {}", fit.acts, fit.n),
                    odds(&fit.answer),
                    odds(&fit.habit),
                ]);
            }
        }
    }
    (!rows.is_empty()).then(|| Table {
        id: "tit-for-tat",
        title: "An eye for an eye?",
        lead: "How much likelier a deed against the other is in a period after one by the other, and after an own one: odds \
               ratios of a logit with both, 95% intervals. 1 is no difference."
            .to_owned(),
        head: texts(&["side", "periods with a deed", "after the other's deed", "after an own deed"]),
        rows,
        notes: Vec::new(),
    })
}

fn breaks(view: &RelationView) -> Option<Table> {
    let found = &view.measures.breaks;
    if found.is_empty() {
        return None;
    }
    let label = |b: &Break, row: usize| {
        view.measures.dyad(b.direction).series.get(row).map_or("?".to_owned(), |r| r.label.clone())
    };
    let row = |b: &Break| {
        let range = match (b.low, b.high, b.probability) {
            (Some(low), Some(high), _) => format!("{} to {}", label(b, low), label(b, high)),
            (_, _, Some(p)) => format!("chance {p:.2}"),
            _ => "–".to_owned(),
        };
        let method = match b.method {
            Method::BaiPerron => "Bai–Perron",
            Method::Pelt => "PELT",
            Method::Bocpd => "at the present edge",
        };
        let digits = 1 + usize::from(b.series == detente_relations::breaks::Series::Gap);
        vec![
            format!("{}, {}", words::arrow(view.names(b.direction)), b.series.name()),
            label(b, b.row),
            range,
            words::signed(b.before, digits),
            words::signed(b.after, digits),
            method.to_owned(),
        ]
    };
    Some(Table {
        id: "breaks",
        title: "When did the level change?",
        lead:
            "Breaks in the mean of the score and of the gap; each date is the first period of the new level."
                .to_owned(),
        head: texts(&["series", "date", "95% interval", "mean before", "mean after", "method"]),
        rows: found.iter().map(row).collect(),
        notes: texts(&[
            "A change of what was counted (another source, more publishers) is a change of level too.",
        ]),
    })
}

fn sources(view: &RelationView) -> Option<Table> {
    (!view.sources.is_empty()).then(|| Table {
        id: "sources",
        title: "What this rests on",
        lead: String::new(),
        head: texts(&["source", "events"]),
        rows: view.sources.iter().map(|(name, n)| vec![name.clone(), n.to_string()]).collect(),
        notes: view.source_notes.clone(),
    })
}
