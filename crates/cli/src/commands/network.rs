//! `detente network`: the whole network, period by period: friends and foes, balance, camps, and the pairs that move together.

use super::counted;
use super::matrix::{self, Matrix, Pair, Query};
use crate::Outcome;
use crate::args::{ListForm, NetworkArgs, PeriodChoice};
use crate::diagnostics::Diagnostics;
use crate::output::stdout;
use anyhow::{Context, Result, bail};
use detente_relations::network::{Balance, Camps, Signed, Tie, Together, balance, camps, signed, together};
use detente_relations::{Counts, Period};
use detente_store::Store;
use detente_stories::Side;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Shuffles and shifts behind the p-values, and their seed.
const DRAWS: usize = 999;
const SEED: u64 = 0x6465_7465_6e74_6531;

#[derive(Serialize)]
struct PeriodJson {
    period: String,
    sides: usize,
    friendships: usize,
    enmities: usize,
    triangles: [u64; 4],
    balanced: Option<f64>,
    balanced_by_chance: Option<f64>,
    p: Option<f64>,
    frustration: Option<f64>,
    camps: Option<[Vec<String>; 2]>,
    ties: Vec<TieJson>,
}

#[derive(Serialize)]
struct TieJson {
    a: String,
    b: String,
    sign: i8,
}

#[derive(Serialize)]
struct TogetherJson {
    one: [String; 2],
    other: [String; 2],
    correlation: f64,
    p: f64,
    q: f64,
}

#[derive(Serialize)]
struct NetworkJson {
    periods: Vec<PeriodJson>,
    together: Vec<TogetherJson>,
}

pub(crate) fn run(args: &NetworkArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    if matches!(args.period, PeriodChoice::Day | PeriodChoice::Week) {
        bail!("the network goes by the month, the quarter or the year (hint: --period year)");
    }
    let store = Store::open(&args.store)
        .with_context(|| format!("cannot read the store {}", args.store.display()))?;
    let Some((first, last)) = matrix::span(&store)? else {
        diagnostics.done(&"the store has no dated events: there is no network");
        return Ok(Outcome::Clean);
    };
    let query = |period| Query {
        period,
        level: args.level,
        statuses: counted(&args.status),
        from: args.from.unwrap_or(first),
        to: args.to.unwrap_or(last),
    };
    let all = matrix::read(&store, &query(args.period.into()))?;
    let monthly = matrix::read(&store, &query(Period::Month))?;
    let (names, moving) = moving(&monthly, args.pairs);
    let sides = sides(&all);
    let periods: Vec<Network> =
        (0..all.starts.len()).map(|row| Network::of(&all, &sides, row, args)).collect();
    match args.format {
        ListForm::Jsonl => json(&periods, &sides, &names, &moving),
        ListForm::Text => text(&periods, &sides, &names, &moving, args.top),
    }?;
    Ok(Outcome::Clean)
}

fn sides(all: &Matrix) -> Vec<Side> {
    all.pairs.keys().flat_map(|(a, b)| [*a, *b]).collect::<BTreeSet<_>>().into_iter().collect()
}

/// One period.
struct Network {
    label: String,
    ties: Vec<Signed>,
    balance: Balance,
    camps: Option<Camps>,
}

impl Network {
    fn of(all: &Matrix, sides: &[Side], row: usize, args: &NetworkArgs) -> Self {
        let index = |side: &Side| sides.binary_search(side).unwrap_or(0) as u32;
        let mut both: BTreeMap<(u32, u32), Counts> = BTreeMap::new();
        for ((a, b), cells) in &all.pairs {
            let (a, b) = (index(a), index(b));
            both.entry((a.min(b), a.max(b))).or_default().merge(&cells.counts[row]);
        }
        let ties: Vec<Tie> = both.iter().filter_map(|((a, b), counts)| Tie::new(*a, *b, counts)).collect();
        let ties = signed(&ties, args.min_events);
        let period: Period = args.period.into();
        Self {
            label: period.label(all.starts[row]),
            balance: balance(&ties, DRAWS, SEED),
            camps: camps(&ties, SEED),
            ties,
        }
    }
}

/// The busiest pairs, and which of them move together, by the sums of their monthly scores both ways.
fn moving(all: &Matrix, most: usize) -> (Vec<Pair>, Vec<Together>) {
    let mut both: BTreeMap<Pair, (u64, Vec<f64>)> = BTreeMap::new();
    for ((a, b), cells) in &all.pairs {
        let entry =
            both.entry(((*a).min(*b), (*a).max(*b))).or_insert_with(|| (0, vec![0.0; cells.scores.len()]));
        entry.0 += cells.counts.iter().map(|c| u64::from(c.total())).sum::<u64>();
        entry.1.iter_mut().zip(&cells.scores).for_each(|(sum, score)| *sum += score);
    }
    let mut busiest: Vec<(Pair, u64, Vec<f64>)> = both.into_iter().map(|(p, (n, s))| (p, n, s)).collect();
    busiest.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(&y.0)));
    busiest.truncate(most);
    let names = busiest.iter().map(|b| b.0).collect();
    // Against the press: what rises with all news is taken out by the month's mean over the pairs.
    let n = all.starts.len();
    let mean: Vec<f64> =
        (0..n).map(|t| busiest.iter().map(|b| b.2[t]).sum::<f64>() / busiest.len().max(1) as f64).collect();
    let series: Vec<Vec<f64>> =
        busiest.iter().map(|b| b.2.iter().zip(&mean).map(|(x, m)| x - m).collect()).collect();
    let found = if n < 24 { Vec::new() } else { together(&series, 0.05, DRAWS, SEED) };
    (names, found)
}

fn text(periods: &[Network], sides: &[Side], names: &[Pair], moving: &[Together], top: usize) -> Result<()> {
    let mut out = stdout();
    writeln!(
        out,
        "period     sides  friends  foes  triangles +++ ++\u{2212} +\u{2212}\u{2212} \u{2212}\u{2212}\u{2212}   balanced  by chance  p      frustration"
    )?;
    for network in periods.iter().filter(|n| !n.ties.is_empty()) {
        let b = &network.balance;
        let share = |x: Option<f64>| x.map_or("\u{2013}".to_owned(), |x| format!("{:.0}%", x * 100.0));
        let [t3, t2, t1, t0] = b.triangles;
        writeln!(
            out,
            "{:9} {:6} {:8} {:5}  {:13} {t2:3} {t1:3} {t0:3}   {:>8}  {:>9}  {:5}  {}",
            network.label,
            b.sides,
            b.friendships,
            b.enmities,
            t3,
            share(b.balanced),
            share(b.by_chance),
            b.p.map_or("\u{2013}".to_owned(), |p| format!("{p:.3}")),
            network.camps.as_ref().map_or("\u{2013}".to_owned(), |c| format!("{:.2}", c.index)),
        )?;
    }
    if let Some(last) = periods.iter().rev().find(|n| n.camps.is_some()) {
        let list =
            |camp: &[u32]| camp.iter().map(|i| sides[*i as usize].to_string()).collect::<Vec<_>>().join(" ");
        if let Some(camps) = &last.camps {
            writeln!(out, "\nCamps of {} (the least strained partition found)", last.label)?;
            writeln!(out, "  {}\n  against\n  {}", list(&camps.one), list(&camps.other))?;
        }
    }
    if !moving.is_empty() {
        writeln!(out, "\nRelations that move together (monthly scores less the mean of all; q below 0.05)")?;
        for t in moving.iter().take(top) {
            let name = |i: usize| format!("{}\u{2013}{}", names[i].0, names[i].1);
            writeln!(out, "  {:16} {:16} r {:+.2}  p {:.3}", name(t.one), name(t.other), t.correlation, t.p)?;
        }
    }
    Ok(out.flush()?)
}

fn json(periods: &[Network], sides: &[Side], names: &[Pair], moving: &[Together]) -> Result<()> {
    let side = |i: u32| sides[i as usize].to_string();
    let round = |x: f64| (x * 1e4).round() / 1e4;
    let one = |n: &Network| PeriodJson {
        period: n.label.clone(),
        sides: n.balance.sides,
        friendships: n.balance.friendships,
        enmities: n.balance.enmities,
        triangles: n.balance.triangles,
        balanced: n.balance.balanced.map(round),
        balanced_by_chance: n.balance.by_chance.map(round),
        p: n.balance.p.map(round),
        frustration: n.camps.as_ref().map(|c| round(c.index)),
        camps: n
            .camps
            .as_ref()
            .map(|c| [&c.one, &c.other].map(|camp| camp.iter().map(|i| side(*i)).collect())),
        ties: n
            .ties
            .iter()
            .map(|t| TieJson { a: side(t.a), b: side(t.b), sign: if t.friends { 1 } else { -1 } })
            .collect(),
    };
    let pair = |i: usize| [names[i].0.to_string(), names[i].1.to_string()];
    let moves = |t: &Together| TogetherJson {
        one: pair(t.one),
        other: pair(t.other),
        correlation: round(t.correlation),
        p: round(t.p),
        q: round(t.q),
    };
    let network = NetworkJson {
        periods: periods.iter().map(one).collect(),
        together: moving.iter().map(moves).collect(),
    };
    let mut out = stdout();
    serde_json::to_writer(&mut out, &network)?;
    writeln!(out)?;
    Ok(out.flush()?)
}
