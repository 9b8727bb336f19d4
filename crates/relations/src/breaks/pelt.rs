//! Breaks in the level by penalised least squares: the partition with the least sum of squares and a penalty a break,
//! exactly, by dynamic programming with pruning (PELT; Killick, Fearnhead and Eckley 2012). The cost and the results
//! are those of Python's `ruptures.Pelt(model="l2")`.

use super::segments::Sums;

/// `2 ln n`, for a series with standard deviation 1: two parameters a break, its place and its level.
pub fn usual_penalty(n: usize) -> f64 {
    2.0 * (n.max(1) as f64).ln()
}

/// Rows that a search looks at; longer series are searched at every second, third, … of the places asked for.
const MOST_PLACES: usize = 5_000;

/// The first rows of the new levels.
///
/// Levels last `least` rows or more; breaks fall on multiples of `jump` (of a multiple of it, where there would be more
/// than 5,000 of these: in a series without breaks nothing is pruned, and the time is the places squared).
/// `values` must be finite, with squares in range; the penalty is in their units, squared.
pub fn breaks(values: &[f64], penalty: f64, least: usize, jump: usize) -> Vec<usize> {
    let n = values.len();
    let (least, jump) = (least.max(1), jump.max(1));
    let jump = jump * n.div_ceil(jump).div_ceil(MOST_PLACES).max(1);
    if n < least.saturating_mul(2) {
        return Vec::new();
    }
    let sums = Sums::new(values);
    let mut ends: Vec<usize> = (0..n).step_by(jump).filter(|end| *end >= least).collect();
    ends.push(n);
    let mut search = Search { best: vec![(0.0, 0)], starts: vec![Start::at(0, 0)], sums, penalty, least };
    let mut entered = 0;
    for (at, &end) in ends.iter().enumerate() {
        while entered < at && ends[entered] + least <= end {
            entered += 1;
            search.starts.push(Start::at(entered, ends[entered - 1]));
        }
        search.reach(end);
    }
    traced(&ends, &search.best)
}

/// How far the search has come.
struct Search {
    /// Least cost of the rows before each place, and the place of the last break among them; place 0 is the start of
    /// the series.
    best: Vec<(f64, usize)>,
    /// Places where the last level may have begun.
    starts: Vec<Start>,
    sums: Sums,
    penalty: f64,
    least: usize,
}

struct Start {
    place: usize,
    row: usize,
    /// The first end that it need not be tried for.
    until: usize,
}

impl Start {
    fn at(place: usize, row: usize) -> Self {
        Self { place, row, until: usize::MAX }
    }
}

impl Search {
    /// Finds the least cost of the rows before `end`, and gives up the starts that cannot matter later.
    fn reach(&mut self, end: usize) {
        self.starts.retain(|start| start.until > end);
        let cost = |start: &Start| self.best[start.place].0 + self.sums.cost(start.row, end);
        let lesser = |least: (f64, usize), this: (f64, usize)| if this.0 < least.0 { this } else { least };
        let (least, place) = self.starts.iter().map(|s| (cost(s), s.place)).fold((f64::INFINITY, 0), lesser);
        // A start that is worse than a break here stays so, but for the rows in which that break's level is too short.
        for start in &mut self.starts {
            if self.best[start.place].0 + self.sums.cost(start.row, end) > least + self.penalty {
                start.until = start.until.min(end + self.least);
            }
        }
        self.best.push((least + self.penalty, place));
    }
}

fn traced(ends: &[usize], best: &[(f64, usize)]) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut place = best[best.len() - 1].1;
    while place > 0 {
        breaks.push(ends[place - 1]);
        place = best[place].1;
    }
    breaks.reverse();
    breaks
}
