//! Numbers as others write them: whole ones as floats, decimals without digits before the point.

/// A finite number.
pub(crate) fn float(cell: &[u8]) -> Option<f32> {
    let value: f32 = std::str::from_utf8(cell).ok()?.parse().ok()?;
    value.is_finite().then_some(value)
}

/// A whole number that is not negative, also written `3.0`.
pub(crate) fn whole(cell: &[u8]) -> Option<u64> {
    let digits = match cell.iter().position(|&b| b == b'.') {
        Some(at) if cell[at + 1..].iter().all(|&b| b == b'0') => &cell[..at],
        Some(_) => return None,
        None => cell,
    };
    if digits.is_empty() || digits.len() > 18 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |n, &d| n * 10 + u64::from(d - b'0')))
}

/// A count, at most `u32::MAX`.
pub(crate) fn count(cell: &[u8]) -> Option<u32> {
    whole(cell).map(|n| n.min(u64::from(u32::MAX)) as u32)
}
