//! Sentences on who answers whom and on when the level changed.

use crate::breaks::{Method, Series};
use crate::{Direction, Measures, Period, Reciprocity};

/// p below which a test is said to have found something.
const FOUND: f64 = 0.05;

/// One sentence for the week and one for the month, where there is an autoregression of them.
pub(crate) fn answers(measures: &Measures) -> Vec<String> {
    let told = [Period::Week, Period::Month];
    let of = |p: Period| measures.reciprocity.iter().find(|r| r.period == p && r.lags > 0);
    told.into_iter().filter_map(of).filter_map(|r| sentence(measures, r)).collect()
}

fn sentence(measures: &Measures, of: &Reciprocity) -> Option<String> {
    let [forth, back] = Direction::ALL.map(|d| of.robust[d as usize].as_ref().map(|t| t.p));
    let (forth, back) = (forth?, back?);
    let (a, b) = (measures.settings.a.label(), measures.settings.b.label());
    let ps = |x: f64, y: f64| format!("({} and {})", p_value(x), p_value(y));
    let found = match (forth < FOUND, back < FOUND) {
        (true, true) => format!("each side's past helps to predict the other {}", ps(forth, back)),
        (true, false) => format!(
            "the past of {a} helps to predict {b} ({}), the other way round it is not clear ({})",
            p_value(forth),
            p_value(back)
        ),
        (false, true) => format!(
            "the past of {b} helps to predict {a} ({}), the other way round it is not clear ({})",
            p_value(back),
            p_value(forth)
        ),
        (false, false) => format!(
            "it cannot be told that either side's past helps to predict the other {}",
            ps(forth, back)
        ),
    };
    Some(format!("By the {}, {found}.", of.period.name()))
}

fn p_value(p: f64) -> String {
    if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.2}") }
}

/// The changes of level that Bai and Perron's method finds in the score of one direction.
pub(crate) fn breaks(measures: &Measures, direction: Direction) -> Option<String> {
    let rows = &measures.dyad(direction).series;
    let label = |row: usize| rows.get(row).map_or("?", |r| r.label.as_str());
    let of_score = |b: &&crate::breaks::Break| {
        (b.direction, b.series, b.method) == (direction, Series::Score, Method::BaiPerron)
    };
    let one = |b: &crate::breaks::Break| {
        let range = match (b.low, b.high) {
            (Some(low), Some(high)) if low < high => format!(", {} to {}", label(low), label(high)),
            _ => String::new(),
        };
        format!("{} (from {} to {}{range})", label(b.row), signed(b.before), signed(b.after))
    };
    let found: Vec<String> = measures.breaks.iter().filter(of_score).map(one).collect();
    let (actor, recipient) = measures.settings.sides(direction);
    (!found.is_empty()).then(|| {
        format!(
            "The level of {}'s score towards {} a {} changed in {}.",
            actor.label(),
            recipient.label(),
            measures.settings.period.name(),
            found.join(", ")
        )
    })
}

fn signed(value: f64) -> String {
    format!("{value:+.1}").replace('-', "\u{2212}")
}
