//! Averaged perceptrons over hashed features (Freund & Schapire 1999; Collins 2002). Weights are whole numbers
//! and averages are kept lazily, so a run gives the same weights on every machine.

use rustc_hash::FxHashMap;

/// One weight with its running total.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    value: i32,
    since: u32,
    total: i64,
}

impl Weight {
    fn add(&mut self, delta: i32, now: u32) {
        self.total += i64::from(self.value) * i64::from(now - self.since);
        self.since = now;
        self.value += delta;
    }

    fn average(&self, now: u32) -> f32 {
        let total = self.total + i64::from(self.value) * i64::from(now - self.since);
        (total as f64 / f64::from(now.max(1))) as f32
    }
}

/// Averaged weights of a feature: pairs of class and weight.
pub type Row = Vec<(u8, f32)>;

/// A perceptron of many classes whose features have few of them.
#[derive(Clone, Debug, Default)]
pub struct Sparse {
    index: FxHashMap<u64, u32>,
    rows: Vec<Vec<(u8, Weight)>>,
    updates: Vec<u32>,
    now: u32,
}

impl Sparse {
    /// Scores of the classes; `scores` has one entry a class.
    pub fn score(&self, features: &[u64], scores: &mut [i32]) {
        scores.fill(0);
        for feature in features {
            if let Some(&row) = self.index.get(feature) {
                for (class, weight) in &self.rows[row as usize] {
                    scores[usize::from(*class)] += weight.value;
                }
            }
        }
    }

    /// Counts one decision.
    pub fn tick(&mut self) {
        self.now += 1;
    }

    /// Moves the weights of the features from the wrong class to the right one.
    pub fn update(&mut self, features: &[u64], right: u8, wrong: u8) {
        for &feature in features {
            let next = self.rows.len() as u32;
            let row = *self.index.entry(feature).or_insert(next);
            if row == next {
                self.rows.push(Vec::new());
                self.updates.push(0);
            }
            self.updates[row as usize] += 1;
            add(&mut self.rows[row as usize], right, 1, self.now);
            add(&mut self.rows[row as usize], wrong, -1, self.now);
        }
    }

    /// Averaged weights of the features with at least so many updates, by feature.
    pub fn averaged(&self, min_updates: u32) -> Vec<(u64, Row)> {
        let kept = self.index.iter().filter(|(_, row)| self.updates[**row as usize] >= min_updates);
        let average = |row: u32| {
            let weights = self.rows[row as usize].iter();
            weights.map(|(class, weight)| (*class, weight.average(self.now))).collect()
        };
        let mut rows: Vec<(u64, Row)> = kept.map(|(&feature, &row)| (feature, average(row))).collect();
        rows.sort_unstable_by_key(|(feature, _)| *feature);
        rows
    }
}

fn add(row: &mut Vec<(u8, Weight)>, class: u8, delta: i32, now: u32) {
    if let Some((_, weight)) = row.iter_mut().find(|(known, _)| *known == class) {
        weight.add(delta, now);
    } else {
        let mut weight = Weight { since: now, ..Weight::default() };
        weight.add(delta, now);
        row.push((class, weight));
    }
}

/// A perceptron of three classes.
#[derive(Clone, Debug, Default)]
pub struct Dense {
    rows: FxHashMap<u64, DenseRow>,
    now: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct DenseRow {
    values: [i32; 3],
    since: u32,
    totals: [i64; 3],
    updates: u32,
}

impl DenseRow {
    fn catch_up(&mut self, now: u32) {
        for (total, value) in self.totals.iter_mut().zip(self.values) {
            *total += i64::from(value) * i64::from(now - self.since);
        }
        self.since = now;
    }
}

impl Dense {
    /// Scores of the three classes.
    pub fn score(&self, features: &[u64]) -> [i32; 3] {
        let mut scores = [0; 3];
        for row in features.iter().filter_map(|feature| self.rows.get(feature)) {
            for (score, value) in scores.iter_mut().zip(row.values) {
                *score += value;
            }
        }
        scores
    }

    /// Counts one decision.
    pub fn tick(&mut self) {
        self.now += 1;
    }

    /// Moves the weights of the features from the wrong class to the right one.
    pub fn update(&mut self, features: &[u64], right: usize, wrong: usize) {
        let now = self.now;
        for &feature in features {
            let row = self.rows.entry(feature).or_insert(DenseRow { since: now, ..DenseRow::default() });
            row.catch_up(now);
            row.values[right] += 1;
            row.values[wrong] -= 1;
            row.updates += 1;
        }
    }

    /// Averaged weights of the features with at least so many updates, by feature.
    pub fn averaged(&self, min_updates: u32) -> Vec<(u64, Row)> {
        let kept = self.rows.iter().filter(|(_, row)| row.updates >= min_updates);
        let average = |row: &DenseRow| {
            let mut row = *row;
            row.catch_up(self.now);
            let averages = row.totals.map(|total| (total as f64 / f64::from(self.now.max(1))) as f32);
            (0..3).zip(averages).collect()
        };
        let mut rows: Vec<(u64, Row)> = kept.map(|(&feature, row)| (feature, average(row))).collect();
        rows.sort_unstable_by_key(|(feature, _)| *feature);
        rows
    }
}
