//! Tables of vectors, a byte a number, each row with its own scale.

use bytes::Bytes;
use detente_nn::{add_scaled_bytes, read_floats, read_u32};

/// A table.
#[derive(Clone, Debug)]
pub struct Vectors {
    width: usize,
    scales: Vec<f32>,
    bytes: Bytes,
}

impl Vectors {
    /// The bytes of a table of `values`, row by row: rows, width (u32), scales (f32), numbers (i8).
    pub fn encode(values: &[f32], width: usize) -> Vec<u8> {
        let rows: Vec<&[f32]> = values.chunks_exact(width).collect();
        let scale = |row: &&[f32]| row.iter().fold(0.0f32, |a, b| a.max(b.abs())) / 127.0;
        let scales: Vec<f32> = rows.iter().map(scale).collect();
        let mut out = (rows.len() as u32).to_le_bytes().to_vec();
        out.extend((width as u32).to_le_bytes());
        out.extend(scales.iter().flat_map(|scale| scale.to_le_bytes()));
        for (row, scale) in rows.iter().zip(scales) {
            let step = |value: &f32| if scale > 0.0 { (value / scale).round() as i8 } else { 0 };
            out.extend(row.iter().map(|value| step(value).cast_unsigned()));
        }
        out
    }

    /// Reads a table of vectors of `width` from the front of `bytes`.
    pub fn read(bytes: &mut Bytes, width: usize) -> Option<Self> {
        let rows = read_u32(bytes)? as usize;
        if read_u32(bytes)? as usize != width || rows == 0 {
            return None;
        }
        let scales = read_floats(bytes, rows)?;
        let size = rows.checked_mul(width).filter(|size| *size <= bytes.len())?;
        Some(Self { width, scales, bytes: bytes.split_to(size) })
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.scales.len()
    }

    /// Adds a vector to `to`; a row that is not there adds nothing.
    #[inline]
    pub fn add(&self, row: usize, to: &mut [f32]) {
        if let Some(&scale) = self.scales.get(row) {
            add_scaled_bytes(to, &self.bytes[row * self.width..(row + 1) * self.width], scale);
        }
    }
}
