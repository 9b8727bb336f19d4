//! Operations on rows of floats, in lanes of sixteen and in a fixed order.

use crate::Rows;
use crate::kernels::{Processor, for_each_processor};
use crate::linear::{nearest, read_floats};
use bytes::Bytes;

for_each_processor! {
    /// Adds rows to rows, number by number.
    pub fn add(to: &mut Rows, from: &Rows) {
        for (a, b) in to.values_mut().iter_mut().zip(from.values()) {
            *a += *b;
        }
    }
}

/// Adds a row of bytes with a scale to a row.
#[inline]
pub fn add_scaled_bytes(to: &mut [f32], bytes: &[u8], scale: f32) {
    for (a, b) in to.iter_mut().zip(bytes) {
        *a += f32::from(b.cast_signed()) * scale;
    }
}

/// Brings every row to mean 0 and variance 1, then to a weight and a bias for each number (Ba et al. 2016).
#[derive(Clone, Debug)]
pub struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

impl Norm {
    /// The bytes that [`Norm::read`] reads.
    pub fn encode(weight: &[f32], bias: &[f32]) -> Vec<u8> {
        weight.iter().chain(bias).flat_map(|value| value.to_le_bytes()).collect()
    }

    /// Reads the weights, then the bias, of `width` numbers from the front of `bytes`.
    pub fn read(bytes: &mut Bytes, width: usize, epsilon: f32) -> Option<Self> {
        Some(Self { weight: read_floats(bytes, width)?, bias: read_floats(bytes, width)?, epsilon })
    }

    /// Changes every row.
    pub fn apply(&self, processor: Processor, rows: &mut Rows) {
        norm_rows(processor, rows, self);
    }
}

for_each_processor! {
    fn norm_rows(rows: &mut Rows, norm: &Norm) {
        for row in rows.iter_mut() {
            norm_row(row, &norm.weight, &norm.bias, norm.epsilon);
        }
    }
}

#[inline(always)]
fn norm_row(row: &mut [f32], weight: &[f32], bias: &[f32], epsilon: f32) {
    let count = row.len() as f32;
    let mean = sum(row, |x| x) / count;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / count;
    let scale = 1.0 / (variance + epsilon).sqrt();
    let n = row.len().min(weight.len()).min(bias.len());
    let (row, weight, bias) = (&mut row[..n], &weight[..n], &bias[..n]);
    for j in 0..n {
        row[j] = (row[j] - mean) * scale * weight[j] + bias[j];
    }
}

/// The sum of `f` of all numbers, each lane for itself, then the lanes in order.
#[inline(always)]
fn sum(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0f32; 16];
    let (whole, rest) = row.as_chunks::<16>();
    for values in whole {
        for (lane, value) in lanes.iter_mut().zip(values) {
            *lane += f(*value);
        }
    }
    let rest = rest.iter().fold(0.0, |total, value| total + f(*value));
    lanes.iter().fold(rest, |total, lane| total + lane)
}

/// `max(x, 0)` of every number.
pub fn relu(rows: &mut Rows) {
    for x in rows.values_mut() {
        *x = if *x > 0.0 { *x } else { 0.0 };
    }
}

for_each_processor! {
    /// `x · sigmoid(1.702 x)` of every number (Hendrycks & Gimpel 2016).
    pub fn sigmoid_gelu(rows: &mut Rows) {
        let (lanes, rest) = rows.values_mut().as_chunks_mut::<16>();
        for lane in lanes {
            for x in lane {
                *x /= 1.0 + exp(-1.702 * *x);
            }
        }
        for x in rest {
            *x /= 1.0 + exp(-1.702 * *x);
        }
    }
}

for_each_processor! {
    /// The larger of number `j` and number `j + width` of every row, `width` being half of its numbers (maxout
    /// of two pieces, Goodfellow et al. 2013).
    pub fn max_of_pairs(from: &Rows, to: &mut Rows) {
        let width = from.width() / 2;
        to.reset(from.count(), width);
        for i in 0..from.count() {
            let (a, b) = from.row(i).split_at(width);
            for ((to, a), b) in to.row_mut(i).iter_mut().zip(a).zip(b) {
                *to = if *a > *b { *a } else { *b };
            }
        }
    }
}

/// eˣ, with a relative error below 2·10⁻⁷ between −87 and 88; held at those beyond. By the polynomial of
/// Cephes' `expf`.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    let x = if x < 88.0 { x } else { 88.0 };
    let power = nearest(x * std::f32::consts::LOG2_E);
    let whole = power as f32;
    let r = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let p = ((((1.987_569_1e-4 * r + 1.398_2e-3) * r + 8.333_452e-3) * r + 4.166_579_6e-2) * r
        + 1.666_666_6e-1)
        * r
        + 0.5;
    let y = p * r * r + r + 1.0;
    y * f32::from_bits(((power + 127) as u32) << 23)
}

/// Natural logarithm of a number from 1 to 16, by halving and a series that every processor adds the same way.
pub fn ln(x: f32) -> f32 {
    let (mut x, mut halvings) = (x, 0.0_f32);
    while x > 1.5 {
        x *= 0.5;
        halvings += 1.0;
    }
    let y = (x - 1.0) / (x + 1.0);
    let square = y * y;
    let series = y * (1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0))));
    2.0 * series + halvings * std::f32::consts::LN_2
}

for_each_processor! {
    /// Attention (Vaswani et al. 2017) of `heads` heads within one sequence: `qkv` has queries, keys and values
    /// side by side; `out` is a third as wide. `near` holds for each head what is added to a score by how far
    /// the other is to the left or right, the far ones alike; it may be empty. A head is a multiple of sixteen wide.
    pub fn attend(qkv: &Rows, heads: usize, near: &[f32], out: &mut Rows, scratch: &mut Vec<f32>) {
        let width = qkv.width() / 3;
        out.reset(qkv.count(), width);
        for head in 0..heads {
            let near = &near[near.len() / heads * head..near.len() / heads * (head + 1)];
            one_head(qkv, width, (head * (width / heads), width / heads), near, out, scratch);
        }
    }
}

#[inline(always)]
fn one_head(
    qkv: &Rows,
    width: usize,
    (first, size): (usize, usize),
    near: &[f32],
    out: &mut Rows,
    scratch: &mut Vec<f32>,
) {
    let count = qkv.count();
    let padded = count.next_multiple_of(16);
    scratch.clear();
    scratch.resize((size + TOGETHER) * padded, 0.0);
    let (keys, scores) = scratch.split_at_mut(size * padded);
    for i in 0..count {
        for (d, key) in qkv.row(i)[width + first..width + first + size].iter().enumerate() {
            keys[d * padded + i] = *key;
        }
    }
    let scale = 1.0 / (size as f32).sqrt();
    let mut totals = [0.0; TOGETHER];
    for from in (0..count).step_by(TOGETHER) {
        let queries: [&[f32]; TOGETHER] =
            std::array::from_fn(|q| &qkv.row((from + q).min(count - 1))[first..first + size]);
        four_products(queries, keys, padded, scale, scores);
        let here = (count - from).min(TOGETHER);
        for (q, total) in totals[..here].iter_mut().enumerate() {
            let scores = &mut scores[q * padded..q * padded + count];
            add_near(scores, near, from + q);
            *total = soften(scores);
        }
        mix(qkv, 2 * width + first, scores, padded, &totals[..here], (from, first, size), out);
    }
}

/// Rows worked on together, so that each sum need not wait for the one before.
const TOGETHER: usize = 4;

/// Adds what distance says to the scores of word `i`.
#[inline(always)]
fn add_near(scores: &mut [f32], near: &[f32], i: usize) {
    if near.is_empty() {
        return;
    }
    let reach = (near.len() / 2).cast_signed();
    for (j, score) in scores.iter_mut().enumerate() {
        let far = (j.cast_signed() - i.cast_signed()).clamp(-reach, reach);
        *score += near[(far + reach).cast_unsigned()];
    }
}

/// Sums of the values, each by its weight, divided by the total of the weights, for the words from `from` on.
#[inline(always)]
fn mix(
    qkv: &Rows,
    values: usize,
    weights: &[f32],
    padded: usize,
    totals: &[f32],
    (from, first, size): (usize, usize, usize),
    out: &mut Rows,
) {
    for block in (0..size).step_by(16) {
        let (mut a, mut b, mut c, mut d) = ([0.0f32; 16], [0.0f32; 16], [0.0f32; 16], [0.0f32; 16]);
        for j in 0..qkv.count() {
            let at = values + block;
            let values: &[f32; 16] = qkv.row(j)[at..at + 16].try_into().expect("sixteen");
            add_product(&mut a, weights[j], values);
            add_product(&mut b, weights[padded + j], values);
            add_product(&mut c, weights[2 * padded + j], values);
            add_product(&mut d, weights[3 * padded + j], values);
        }
        for ((q, total), sums) in totals.iter().enumerate().zip([a, b, c, d]) {
            let to = &mut out.row_mut(from + q)[first + block..first + block + 16];
            for (to, sum) in to.iter_mut().zip(sums) {
                *to = sum / total;
            }
        }
    }
}

/// Adds `weight · values` to sums.
#[inline(always)]
fn add_product(sums: &mut [f32; 16], weight: f32, values: &[f32; 16]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += weight * value;
    }
}

for_each_processor! {
    /// The products of every row of `a` with every row of `b`: `out` has a row for each of `a`, and a number
    /// for each of `b`, padded with zeros to a multiple of sixteen.
    pub fn multiply(a: &Rows, b: &Rows, out: &mut Rows, scratch: &mut Vec<f32>) {
        let padded = b.count().next_multiple_of(16);
        scratch.clear();
        scratch.resize(b.width() * padded, 0.0);
        out.reset(a.count(), padded);
        for j in 0..b.count() {
            for (d, value) in b.row(j).iter().enumerate() {
                scratch[d * padded + j] = *value;
            }
        }
        for i in 0..a.count() {
            products(a.row(i), scratch, padded, out.row_mut(i));
        }
    }
}

/// Products of one vector with the columns of `keys`.
#[inline(always)]
fn products(query: &[f32], keys: &[f32], padded: usize, scores: &mut [f32]) {
    for block in (0..padded).step_by(16) {
        let mut sums = [0.0f32; 16];
        for (q, row) in query.iter().zip(keys.chunks_exact(padded)) {
            add_product(&mut sums, *q, row[block..block + 16].try_into().expect("sixteen"));
        }
        scores[block..block + 16].copy_from_slice(&sums);
    }
}

/// Products of four vectors with the columns of `keys`, times `scale`; `padded` scores for each.
#[inline(always)]
fn four_products(queries: [&[f32]; TOGETHER], keys: &[f32], padded: usize, scale: f32, scores: &mut [f32]) {
    for block in (0..padded).step_by(16) {
        let (mut a, mut b, mut c, mut d) = ([0.0f32; 16], [0.0f32; 16], [0.0f32; 16], [0.0f32; 16]);
        for (i, row) in keys.chunks_exact(padded).enumerate() {
            let keys: &[f32; 16] = row[block..block + 16].try_into().expect("sixteen");
            add_product(&mut a, queries[0][i], keys);
            add_product(&mut b, queries[1][i], keys);
            add_product(&mut c, queries[2][i], keys);
            add_product(&mut d, queries[3][i], keys);
        }
        for (q, sums) in [a, b, c, d].iter().enumerate() {
            let to = &mut scores[q * padded + block..q * padded + block + 16];
            for (to, sum) in to.iter_mut().zip(sums) {
                *to = sum * scale;
            }
        }
    }
}

/// The largest number.
#[inline(always)]
fn largest(row: &[f32]) -> f32 {
    let mut lanes = [f32::MIN; 16];
    let (whole, rest) = row.as_chunks::<16>();
    for values in whole {
        for (lane, value) in lanes.iter_mut().zip(values) {
            *lane = if *value > *lane { *value } else { *lane };
        }
    }
    lanes.iter().chain(rest).fold(f32::MIN, |a, b| if *b > a { *b } else { a })
}

/// Numbers to e to their power, less the largest; gives their sum.
#[inline(always)]
fn soften(scores: &mut [f32]) -> f32 {
    let largest = largest(scores);
    for score in scores.iter_mut() {
        *score = exp(*score - largest);
    }
    sum(scores, |x| x)
}

/// Place of the largest number; the first of equals, 0 of none.
#[inline]
pub fn arg_max(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, value) in row.iter().enumerate() {
        if *value > row[best] {
            best = i;
        }
    }
    best
}
