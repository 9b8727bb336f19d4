//! Open-addressed arrays in the model's bytes: from a check of 32 bits to what an entry says. Nothing here
//! trusts the bytes: what lies outside them reads as absent.

/// The longest search for an entry.
const MAX_PROBES: usize = 64;

/// Finds the entry that begins with `check` in an array of entries of `N` bytes, from the place `at` on. An
/// entry whose check is 0 is free, and ends the search.
pub fn probe<const N: usize>(slots: &[u8], at: usize, check: u32) -> Option<&[u8]> {
    let mask = (slots.len() / N).checked_sub(1)?;
    for step in 0..=mask.min(MAX_PROBES) {
        let start = (at.wrapping_add(step) & mask) * N;
        let entry = slots.get(start..start + N)?;
        match u32::from_le_bytes(entry[..4].try_into().expect("four bytes")) {
            0 => return None,
            found if found == check => return Some(entry),
            _ => {}
        }
    }
    None
}

/// Puts an entry, which begins with its check, where [`probe`] finds it. Whether there was room.
pub fn put<const N: usize>(slots: &mut [u8], at: usize, entry: [u8; N]) -> bool {
    let mask = slots.len() / N - 1;
    for step in 0..=mask.min(MAX_PROBES) {
        let start = (at.wrapping_add(step) & mask) * N;
        if slots[start..start + 4] == [0; 4] {
            slots[start..start + N].copy_from_slice(&entry);
            return true;
        }
    }
    false
}

/// Whether `slots` can be such an array: a power of two of entries.
pub(crate) fn probes_well<const N: usize>(slots: &[u8]) -> bool {
    slots.len().is_multiple_of(N) && (slots.len() / N).is_power_of_two()
}
