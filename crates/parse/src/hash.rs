//! Hashes of words and features. They are part of the model's format: a change here makes every model
//! invalid, so the format's version must change too.

const MUL: u64 = 0x9E37_79B9_7F4A_7C15;
const MUL2: u64 = 0xD6E8_FEB8_6659_FD93;

/// FNV-1a over bytes, spread so that the low bits are as good as the high ones.
pub fn of_bytes(bytes: impl Iterator<Item = u8>) -> u32 {
    let mut h: u64 = 0xCBF2_9CE4_8422_2325;
    for b in bytes {
        h = (h ^ u64::from(b)).wrapping_mul(0x100_0000_01B3);
    }
    spread(h) as u32
}

/// FNV-1a over characters.
pub fn of_chars(chars: &[char]) -> u32 {
    let mut h: u64 = 0xCBF2_9CE4_8422_2325;
    for &c in chars {
        h = (h ^ u64::from(c)).wrapping_mul(0x100_0000_01B3);
    }
    spread(h) as u32
}

/// The hash of a feature: its template and up to two words of atoms.
#[inline]
pub fn feature(template: u64, a: u64, b: u64) -> u64 {
    let h = (a ^ template.wrapping_mul(MUL2)).wrapping_add(template).wrapping_mul(MUL);
    spread(h ^ (h >> 32) ^ b.rotate_left(17))
}

/// A bijection that lets every bit of the input move every bit of the output.
#[inline]
fn spread(mut h: u64) -> u64 {
    h = (h ^ (h >> 30)).wrapping_mul(MUL2);
    h = (h ^ (h >> 32)).wrapping_mul(MUL);
    h ^ (h >> 29)
}

/// A checksum of a whole file.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut h = bytes.len() as u64;
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        let word = u64::from_le_bytes(word.try_into().expect("chunks of eight bytes"));
        h = (h ^ word).wrapping_mul(MUL).rotate_left(23);
    }
    for &b in words.remainder() {
        h = (h ^ u64::from(b)).wrapping_mul(MUL).rotate_left(23);
    }
    spread(h)
}
