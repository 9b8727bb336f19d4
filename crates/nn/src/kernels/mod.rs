//! The inner loop of products: up to eight rows of unsigned bytes times a panel of 32 columns of signed bytes,
//! for each kind of processor. All give the same sums.
//!
//! A panel holds its columns four inputs at a time: for inputs 0–3, the four weights of column 0, of column 1,
//! … of column 31 (128 bytes); then inputs 4–7; and so on. Weights are within ±63, so that the sum of two
//! products of a byte and a weight fits 16 bits (255 · 63 · 2 < 32768) where a processor adds them so.

#[cfg(target_arch = "x86_64")]
mod x86;

/// Columns of a panel.
pub(crate) const COLUMNS: usize = 32;
/// Rows of a tile at most.
pub(crate) const ROWS: usize = 8;
/// Bytes of a panel for four inputs.
pub(crate) const STEP: usize = COLUMNS * 4;

/// Sums of a tile.
pub(crate) type Tile = [[i32; COLUMNS]; ROWS];

/// Which instructions are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Processor {
    /// x86-64 with AVX-512 and VNNI.
    Vnni,
    /// x86-64 with AVX2.
    Avx2,
    /// Any.
    Plain,
}

impl Processor {
    /// The best that this machine has.
    pub fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            if std::arch::is_x86_feature_detected!("avx512vnni")
                && std::arch::is_x86_feature_detected!("avx512bw")
                && std::arch::is_x86_feature_detected!("avx512vl")
            {
                return Self::Vnni;
            }
            if std::arch::is_x86_feature_detected!("avx2") {
                return Self::Avx2;
            }
        }
        Self::Plain
    }

    /// All kinds that this machine can run, for tests.
    #[cfg(test)]
    pub(crate) fn all() -> Vec<Self> {
        match Self::detect() {
            Self::Vnni => vec![Self::Vnni, Self::Avx2, Self::Plain],
            Self::Avx2 => vec![Self::Avx2, Self::Plain],
            Self::Plain => vec![Self::Plain],
        }
    }
}

/// Sums of `rows` (1 to 8 of the same length, a multiple of four) with a panel, into the first rows of `tile`.
pub(crate) fn tile(processor: Processor, rows: &[&[u8]], panel: &[u8], tile: &mut Tile) {
    let inputs = rows.first().map_or(0, |row| row.len());
    assert!(rows.len() <= ROWS && rows.iter().all(|row| row.len() == inputs));
    assert!(inputs.is_multiple_of(4) && panel.len() >= inputs / 4 * STEP);
    match processor {
        #[cfg(target_arch = "x86_64")]
        Processor::Vnni => x86::vnni(rows, panel, tile),
        #[cfg(target_arch = "x86_64")]
        Processor::Avx2 => x86::avx2(rows, panel, tile),
        _ => plain(rows, panel, tile),
    }
}

fn plain(rows: &[&[u8]], panel: &[u8], tile: &mut Tile) {
    for (row, sums) in rows.iter().zip(tile) {
        *sums = [0; COLUMNS];
        for (four, step) in row.chunks_exact(4).zip(panel.chunks_exact(STEP)) {
            for (sum, weights) in sums.iter_mut().zip(step.chunks_exact(4)) {
                let products = four.iter().zip(weights);
                *sum += products.map(|(&a, &w)| i32::from(a) * i32::from(w.cast_signed())).sum::<i32>();
            }
        }
    }
}

/// Runs `body` compiled for the processor, so that the compiler may use its registers. `body` must be
/// `#[inline(always)]` for that.
#[inline]
pub(crate) fn with_registers<T>(processor: Processor, body: impl FnOnce() -> T) -> T {
    match processor {
        #[cfg(target_arch = "x86_64")]
        Processor::Vnni => x86::with_avx512(body),
        #[cfg(target_arch = "x86_64")]
        Processor::Avx2 => x86::with_avx2(body),
        _ => body(),
    }
}
