//! AVX-512 VNNI and AVX2.
//!
//! `unsafe` because the compiler cannot know that the processor has these instructions:
//! [`super::Processor::detect`] has asked it. All loads are of slices whose lengths are checked by
//! [`super::tile`].

#![allow(unsafe_code, reason = "instructions of the processor; see above")]
#![allow(clippy::cast_ptr_alignment, reason = "all loads and stores are of the unaligned kind")]

use super::{COLUMNS, STEP, Tile};
use std::arch::x86_64::{
    __m256i, __m512i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16,
    _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256, _mm512_dpbusd_epi32,
    _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512,
};

/// Four bytes of a row as one number.
///
/// # Safety
///
/// `at + 4` must not lie beyond the row.
#[inline(always)]
unsafe fn four(row: &[u8], at: usize) -> i32 {
    // SAFETY: the caller's; the load need not be aligned.
    unsafe { row.as_ptr().add(at).cast::<i32>().read_unaligned() }
}

pub(super) fn vnni(rows: &[&[u8]], panel: &[u8], tile: &mut Tile) {
    // SAFETY: this processor was chosen because it has these instructions.
    unsafe {
        match rows {
            [_, _, _, _, _, _, _, _] => vnni_rows::<8>(rows, panel, tile),
            [first @ .., a, b, c] if first.len() == 4 => {
                vnni_rows::<4>(first, panel, tile);
                vnni_rest(&[a, b, c], panel, tile, 4);
            }
            _ if rows.len() >= 4 => {
                vnni_rows::<4>(&rows[..4], panel, tile);
                vnni_rest(&rows[4..], panel, tile, 4);
            }
            _ => vnni_rest(rows, panel, tile, 0),
        }
    }
}

/// Up to three rows, written from row `to` on.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
fn vnni_rest(rows: &[&[u8]], panel: &[u8], tile: &mut Tile, to: usize) {
    let mut rest: Tile = [[0; COLUMNS]; 8];
    // SAFETY: lengths are checked by the caller of this module.
    unsafe {
        match rows.len() {
            3 => vnni_rows::<3>(rows, panel, &mut rest),
            2 => vnni_rows::<2>(rows, panel, &mut rest),
            1 => vnni_rows::<1>(rows, panel, &mut rest),
            _ => {}
        }
    }
    tile[to..to + rows.len()].copy_from_slice(&rest[..rows.len()]);
}

/// # Safety
///
/// There must be `R` rows of one length, a multiple of four, and a panel for it.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
unsafe fn vnni_rows<const R: usize>(rows: &[&[u8]], panel: &[u8], tile: &mut Tile) {
    let rows: &[&[u8]; R] = rows.try_into().expect("as many rows as promised");
    let mut sums = [[_mm512_setzero_si512(); 2]; R];
    for step in 0..rows[0].len() / 4 {
        // SAFETY: the panel has 128 bytes for every four inputs, and the rows are as long as the first.
        unsafe {
            let at = panel.as_ptr().add(step * STEP);
            let low = _mm512_loadu_si512(at.cast::<__m512i>());
            let high = _mm512_loadu_si512(at.add(64).cast::<__m512i>());
            for (row, sums) in rows.iter().zip(&mut sums) {
                let inputs = _mm512_set1_epi32(four(row, step * 4));
                sums[0] = _mm512_dpbusd_epi32(sums[0], inputs, low);
                sums[1] = _mm512_dpbusd_epi32(sums[1], inputs, high);
            }
        }
    }
    for (sums, out) in sums.iter().zip(tile) {
        // SAFETY: a row of the tile is two registers wide.
        unsafe {
            _mm512_storeu_si512(out.as_mut_ptr().cast::<__m512i>(), sums[0]);
            _mm512_storeu_si512(out.as_mut_ptr().add(16).cast::<__m512i>(), sums[1]);
        }
    }
}

pub(super) fn avx2(rows: &[&[u8]], panel: &[u8], tile: &mut Tile) {
    let mut pairs = rows.chunks_exact(2);
    let mut done = 0;
    // SAFETY: this processor was chosen because it has these instructions.
    unsafe {
        for pair in &mut pairs {
            avx2_rows::<2>(pair, panel, &mut tile[done..]);
            done += 2;
        }
        if let [row] = pairs.remainder() {
            avx2_rows::<1>(&[row], panel, &mut tile[done..]);
        }
    }
}

/// # Safety
///
/// There must be `R` rows of one length, a multiple of four, and a panel for it.
#[target_feature(enable = "avx2")]
unsafe fn avx2_rows<const R: usize>(rows: &[&[u8]], panel: &[u8], tile: &mut [[i32; COLUMNS]]) {
    let rows: &[&[u8]; R] = rows.try_into().expect("as many rows as promised");
    let ones = _mm256_set1_epi16(1);
    let mut sums = [[_mm256_setzero_si256(); 4]; R];
    for step in 0..rows[0].len() / 4 {
        for quarter in 0..4 {
            // SAFETY: the panel has 128 bytes for every four inputs, and the rows are as long as the first.
            unsafe {
                let at = panel.as_ptr().add(step * STEP + quarter * 32);
                let weights = _mm256_loadu_si256(at.cast::<__m256i>());
                for (row, sums) in rows.iter().zip(&mut sums) {
                    let inputs = _mm256_set1_epi32(four(row, step * 4));
                    let pairs = _mm256_maddubs_epi16(inputs, weights);
                    sums[quarter] = _mm256_add_epi32(sums[quarter], _mm256_madd_epi16(pairs, ones));
                }
            }
        }
    }
    for (sums, out) in sums.iter().zip(tile) {
        for (quarter, sum) in sums.iter().enumerate() {
            // SAFETY: a row of the tile is four registers wide.
            unsafe { _mm256_storeu_si256(out.as_mut_ptr().add(quarter * 8).cast::<__m256i>(), *sum) };
        }
    }
}
