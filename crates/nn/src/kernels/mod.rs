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
                && std::arch::is_x86_feature_detected!("avx512dq")
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

/// Defines a function that is compiled for each kind of processor, so that the compiler may use its registers;
/// what it calls must be `#[inline(always)]` for that. `processor` chooses, and comes first.
macro_rules! for_each_processor {
    ($(#[$doc:meta])* $visible:vis fn $name:ident($($argument:ident: $type:ty),+ $(,)?) $body:block) => {
        $(#[$doc])*
        #[allow(unsafe_code, reason = "the processor was chosen because it has these instructions")]
        #[allow(clippy::too_many_arguments, reason = "what the function takes, and the processor")]
        $visible fn $name(processor: $crate::Processor, $($argument: $type),+) {
            #[inline(always)]
            fn plain($($argument: $type),+) $body
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
            fn avx512($($argument: $type),+) { plain($($argument),+) }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $type),+) { plain($($argument),+) }
            match processor {
                // SAFETY: `Processor::detect` found these instructions.
                #[cfg(target_arch = "x86_64")]
                $crate::Processor::Vnni => unsafe { avx512($($argument),+) },
                // SAFETY: `Processor::detect` found these instructions.
                #[cfg(target_arch = "x86_64")]
                $crate::Processor::Avx2 => unsafe { avx2($($argument),+) },
                _ => plain($($argument),+),
            }
        }
    };
}
pub(crate) use for_each_processor;
