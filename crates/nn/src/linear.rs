//! A layer `y = W x + b` with weights of 7 bits and a sign, kept in bytes.

use crate::kernels::{self, COLUMNS, Processor, ROWS, STEP, Tile, for_each_processor};
use bytes::Bytes;

/// The largest weight.
pub const LARGEST: i8 = 63;
/// What is added to a quantised activation, so that it is a byte without a sign.
const ZERO: i32 = 128;

/// Rows of floats, one a token: `count` of them, `width` wide.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    values: Vec<f32>,
    width: usize,
}

impl Rows {
    /// Makes room for `count` rows of `width`, all zero.
    pub fn reset(&mut self, count: usize, width: usize) {
        self.width = width;
        self.values.clear();
        self.values.resize(count * width, 0.0);
    }

    /// How many numbers a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows.
    pub fn count(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }

    /// A row.
    #[inline(always)]
    pub fn row(&self, i: usize) -> &[f32] {
        &self.values[i * self.width..(i + 1) * self.width]
    }

    /// A row, to be changed.
    #[inline(always)]
    pub fn row_mut(&mut self, i: usize) -> &mut [f32] {
        &mut self.values[i * self.width..(i + 1) * self.width]
    }

    /// All rows in order.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        self.values.chunks_exact_mut(self.width.max(1))
    }

    /// All numbers.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// All numbers, to be changed.
    pub fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }

    /// Keeps these rows, in ascending order, and drops the others.
    pub fn keep(&mut self, rows: &[usize]) {
        for (to, &from) in rows.iter().enumerate() {
            self.values.copy_within(from * self.width..(from + 1) * self.width, to * self.width);
        }
        self.values.truncate(rows.len() * self.width);
    }
}

/// Rows as bytes, each with its own scale.
#[derive(Clone, Debug, Default)]
pub struct Quantised {
    bytes: Vec<u8>,
    scales: Vec<f32>,
    width: usize,
}

impl Quantised {
    /// Makes room for `count` rows of `width` inputs.
    pub fn reset(&mut self, count: usize, width: usize) {
        self.width = width;
        self.bytes.clear();
        self.bytes.resize(count * width, ZERO as u8);
        self.scales.clear();
        self.scales.resize(count, 0.0);
    }

    /// Quantises all rows.
    pub fn take(&mut self, processor: Processor, rows: &Rows) {
        self.reset(rows.count(), rows.width());
        take_rows(processor, self, rows);
    }

    /// Makes every row of a row of `x` between its neighbours `distance` before and after; zero where there is
    /// none. `row` is scratch.
    pub fn take_windows(&mut self, processor: Processor, x: &Rows, distance: usize, row: &mut Vec<f32>) {
        self.reset(x.count(), 3 * x.width());
        row.clear();
        row.resize(3 * x.width(), 0.0);
        take_window_rows(processor, self, x, distance, row);
    }
}

for_each_processor! {
    fn take_rows(to: &mut Quantised, rows: &Rows) {
        for i in 0..rows.count() {
            let bytes = &mut to.bytes[i * to.width..(i + 1) * to.width];
            to.scales[i] = quantise(rows.row(i), bytes);
        }
    }
}

for_each_processor! {
    fn take_window_rows(to: &mut Quantised, x: &Rows, distance: usize, row: &mut [f32]) {
        let (count, width) = (x.count(), x.width());
        for i in 0..count {
            let near = [i.checked_sub(distance), Some(i), Some(i + distance).filter(|at| *at < count)];
            for (part, at) in row.chunks_exact_mut(width).zip(near) {
                match at {
                    Some(at) => part.copy_from_slice(x.row(at)),
                    None => part.fill(0.0),
                }
            }
            to.scales[i] = quantise(row, &mut to.bytes[i * 3 * width..(i + 1) * 3 * width]);
        }
    }
}

/// Writes a row as bytes around 128; gives the worth of one step.
#[inline(always)]
fn quantise(row: &[f32], to: &mut [u8]) -> f32 {
    let mut largest = [0.0f32; 16];
    let (lanes, rest) = row.as_chunks::<16>();
    for lane in lanes {
        for (largest, value) in largest.iter_mut().zip(lane) {
            let size = value.abs();
            *largest = if size > *largest { size } else { *largest };
        }
    }
    let largest = largest.iter().chain(rest).fold(0.0f32, |a, b| if b.abs() > a { b.abs() } else { a });
    if largest == 0.0 || !largest.is_finite() {
        to.fill(ZERO as u8);
        return 0.0;
    }
    let steps = 127.0 / largest;
    for (byte, value) in to.iter_mut().zip(row) {
        *byte = (nearest(value * steps) + ZERO) as u8;
    }
    largest / 127.0
}

/// The nearest whole number of one within ±2²², by the rounding of an addition.
#[inline(always)]
pub(crate) fn nearest(value: f32) -> i32 {
    const MAGIC: f32 = 12_582_912.0;
    (value + MAGIC).to_bits().cast_signed().wrapping_sub(0x4B40_0000)
}

/// A layer.
#[derive(Clone, Debug)]
pub struct Linear {
    inputs: usize,
    outputs: usize,
    panels: Bytes,
    scales: Vec<f32>,
    /// What the 128s of the activations add, per output.
    shift: Vec<i32>,
    bias: Vec<f32>,
}

impl Linear {
    /// Quantises `weights` (outputs × inputs, row by row) to the bytes that [`Linear::read`] reads.
    ///
    /// # Panics
    ///
    /// When the lengths do not fit or the inputs are no multiple of four.
    pub fn encode(weights: &[f32], bias: &[f32], inputs: usize) -> Vec<u8> {
        let outputs = bias.len();
        assert!(weights.len() == inputs * outputs && inputs.is_multiple_of(4), "shapes fit");
        let padded = outputs.div_ceil(COLUMNS) * COLUMNS;
        let mut out = Vec::new();
        out.extend((inputs as u32).to_le_bytes());
        out.extend((outputs as u32).to_le_bytes());
        let rows: Vec<&[f32]> = weights.chunks_exact(inputs).collect();
        let largest = |row: &&[f32]| row.iter().fold(0.0f32, |a, b| a.max(b.abs()));
        let scales: Vec<f32> = rows.iter().map(|row| largest(row) / f32::from(LARGEST)).collect();
        out.extend(scales.iter().flat_map(|scale| scale.to_le_bytes()));
        out.extend(bias.iter().flat_map(|bias| bias.to_le_bytes()));
        for panel in 0..padded / COLUMNS {
            for step in 0..inputs / 4 {
                for column in panel * COLUMNS..(panel + 1) * COLUMNS {
                    for input in step * 4..step * 4 + 4 {
                        let weight = rows.get(column).map_or(0.0, |row| row[input]);
                        let scale = scales.get(column).copied().unwrap_or(0.0);
                        let steps = if scale > 0.0 { (weight / scale).round() } else { 0.0 };
                        out.push((steps as i8).cast_unsigned());
                    }
                }
            }
        }
        out
    }

    /// Reads a layer from the front of `bytes`, which are shared, not copied, but for its vectors; gives the
    /// rest. Nothing when the bytes are too few, or are no such layer.
    pub fn read(bytes: &mut Bytes) -> Option<Self> {
        let inputs = read_u32(bytes)? as usize;
        let outputs = read_u32(bytes)? as usize;
        if !inputs.is_multiple_of(4) || inputs == 0 || inputs > 1 << 16 || outputs > 1 << 16 {
            return None;
        }
        let scales = read_floats(bytes, outputs)?;
        let bias = read_floats(bytes, outputs)?;
        let size = outputs.div_ceil(COLUMNS) * (inputs / 4) * STEP;
        let panels = (bytes.len() >= size).then(|| bytes.split_to(size))?;
        let within = |byte: &u8| (-LARGEST..=LARGEST).contains(&byte.cast_signed());
        if !panels.iter().all(within) {
            return None;
        }
        let shift = (0..outputs).map(|output| ZERO * column_sum(&panels, inputs, output)).collect();
        Some(Self { inputs, outputs, panels, scales, shift, bias })
    }

    /// Reads a layer that must have this shape.
    pub fn read_shaped(bytes: &mut Bytes, inputs: usize, outputs: usize) -> Option<Self> {
        Self::read(bytes).filter(|layer| layer.inputs == inputs && layer.outputs == outputs)
    }

    /// How many numbers go in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many come out.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// `out = W x + b` for every row.
    ///
    /// # Panics
    ///
    /// When the rows are not as wide as the layer's inputs.
    pub fn apply(&self, processor: Processor, x: &Quantised, out: &mut Rows) {
        assert_eq!(x.width, self.inputs, "rows as wide as the layer's inputs");
        let count = x.scales.len();
        out.reset(count, self.outputs);
        let rows: Vec<&[u8]> = x.bytes.chunks_exact(self.inputs).collect();
        let mut tile = [[0; COLUMNS]; ROWS];
        let panel_size = self.inputs / 4 * STEP;
        for (p, panel) in self.panels.chunks_exact(panel_size).enumerate() {
            for (block, rows) in rows.chunks(ROWS).enumerate() {
                kernels::tile(processor, rows, panel, &mut tile);
                let first = block * ROWS;
                let scales = &x.scales[first..first + rows.len()];
                scale_tile(processor, self, &tile, scales, (first, p * COLUMNS), out);
            }
        }
    }
}

for_each_processor! {
    /// The sums of a tile, which begins at a row and a column, to floats.
    fn scale_tile(layer: &Linear, tile: &Tile, rows: &[f32], from: (usize, usize), out: &mut Rows) {
        let (first_row, first) = from;
        let last = (first + COLUMNS).min(layer.outputs);
        let (scales, bias) = (&layer.scales[first..last], &layer.bias[first..last]);
        let shift = &layer.shift[first..last];
        for (r, row) in rows.iter().enumerate() {
            let sums = &tile[r][..last - first];
            let to = &mut out.row_mut(first_row + r)[first..last];
            for j in 0..to.len() {
                to[j] = (sums[j] - shift[j]) as f32 * (scales[j] * row) + bias[j];
            }
        }
    }
}

fn column_sum(panels: &[u8], inputs: usize, output: usize) -> i32 {
    let panel = &panels[output / COLUMNS * (inputs / 4 * STEP)..];
    let column = output % COLUMNS;
    let steps = panel[..inputs / 4 * STEP].chunks_exact(STEP);
    steps.flat_map(|step| &step[column * 4..column * 4 + 4]).map(|&w| i32::from(w.cast_signed())).sum()
}

/// Reads a number from the front of `bytes`.
pub fn read_u32(bytes: &mut Bytes) -> Option<u32> {
    let number = bytes.get(..4)?.try_into().ok()?;
    let _read = bytes.split_to(4);
    Some(u32::from_le_bytes(number))
}

/// Reads `count` floats from the front of `bytes`; nothing when they are too few, or one is no number.
pub fn read_floats(bytes: &mut Bytes, count: usize) -> Option<Vec<f32>> {
    let size = count.checked_mul(4).filter(|size| *size <= bytes.len())?;
    let part = bytes.split_to(size);
    let floats: Vec<f32> = part.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
    floats.iter().all(|float| float.is_finite()).then_some(floats)
}
