//! Averaged weights → the tables of the model: whole numbers of eight bits, the weightiest features first.

use crate::perceptron::Row;
use detente_parse::table::{ENTRY, WAYS, bucket, check};

/// The bytes of a table: slots, and the pool of its rows (empty for dense tables).
#[derive(Clone, Debug)]
pub struct Table {
    /// Buckets of entries.
    pub slots: Vec<u8>,
    /// Rows.
    pub pool: Vec<u8>,
    /// How many features found a place.
    pub kept: usize,
    /// How many were offered.
    pub offered: usize,
}

/// Packs rows of three classes into `1 << bits` entries.
pub fn dense(rows: &[(u64, Row)], bits: u32) -> Table {
    build(rows, bits, |row, _| {
        let mut weights = [0; 3];
        for &(class, weight) in row {
            weights[usize::from(class)] = weight.cast_unsigned();
        }
        weights
    })
}

/// Packs rows of many classes into `1 << bits` entries and a pool.
pub fn sparse(rows: &[(u64, Row)], bits: u32) -> Table {
    build(rows, bits, |row, pool| {
        if pool.is_empty() {
            // Place 0 means that there is no row.
            pool.push(0);
        }
        let start = (pool.len() as u32).to_le_bytes();
        let row = &row[..row.len().min(255)];
        pool.push(row.len() as u8);
        pool.extend(row.iter().flat_map(|&(class, weight)| [class, weight.cast_unsigned()]));
        [start[0], start[1], start[2]]
    })
}

fn build(
    rows: &[(u64, Row)],
    bits: u32,
    mut entry: impl FnMut(&[(u8, i8)], &mut Vec<u8>) -> [u8; 3],
) -> Table {
    let scale = scale_of(rows);
    let buckets = (1usize << bits) / WAYS;
    let mut table =
        Table { slots: vec![0; buckets * WAYS * ENTRY], pool: Vec::new(), kept: 0, offered: rows.len() };
    for (feature, row) in by_weight(rows) {
        let start = bucket(*feature, buckets) * WAYS * ENTRY;
        let places = &mut table.slots[start..start + WAYS * ENTRY];
        let quantised = quantise(row, scale);
        let taken = places.chunks_exact(ENTRY).any(|place| place[0] == check(*feature));
        let free = places.chunks_exact_mut(ENTRY).find(|place| place[0] == 0);
        if let (false, Some(place), false) = (taken, free, quantised.is_empty()) {
            place[0] = check(*feature);
            place[1..].copy_from_slice(&entry(&quantised, &mut table.pool));
            table.kept += 1;
        }
    }
    table
}

/// Weightiest first, then by feature, so that the order is always the same.
fn by_weight(rows: &[(u64, Row)]) -> Vec<&(u64, Row)> {
    let norm = |row: &Row| row.iter().map(|(_, weight)| weight.abs()).sum::<f32>();
    let mut sorted: Vec<_> = rows.iter().map(|entry| (norm(&entry.1), entry)).collect();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.0.cmp(&b.1.0)));
    sorted.into_iter().map(|(_, entry)| entry).collect()
}

/// Maps the weight that all but one in a hundred thousand stay below to the square of 127.
fn scale_of(rows: &[(u64, Row)]) -> f32 {
    let mut weights: Vec<f32> = rows.iter().flat_map(|(_, row)| row.iter().map(|(_, w)| w.abs())).collect();
    weights.sort_by(f32::total_cmp);
    let top = weights.get(weights.len().saturating_sub(1 + weights.len() / 100_000)).copied().unwrap_or(1.0);
    127.0 * 127.0 / top.max(1e-6)
}

/// Bytes stand for signed squares (see `detente_parse::table`).
fn quantise(row: &Row, scale: f32) -> Vec<(u8, i8)> {
    let root = |weight: f32| (weight.abs() * scale).sqrt().round().min(127.0).copysign(weight) as i8;
    let rounded = row.iter().map(|&(class, weight)| (class, root(weight)));
    rounded.filter(|&(_, weight)| weight != 0).collect()
}
