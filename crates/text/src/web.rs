//! Addresses (URLs, e-mail) are one token each.

use crate::chars::{at, is_blank, is_opening};

const SCHEMES: [&str; 5] = ["http://", "https://", "ftp://", "www.", "mailto:"];
/// RFC 5321, 4.5.3.1.
const LONGEST_LOCAL: usize = 64;
const LONGEST_HOST: usize = 255;

/// The end of the address that starts at `start`, if one does. Reads no further than `limit`.
pub(crate) fn address(text: &str, start: usize, limit: usize) -> Option<usize> {
    let rest = text.get(start..limit)?;
    if SCHEMES
        .iter()
        .any(|scheme| rest.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
    {
        return Some(url_end(text, start, limit));
    }
    email(rest.as_bytes()).map(|length| start + length)
}

/// Where a URL ends: at a blank, quote or `<`, without the punctuation of the sentence around it.
pub(crate) fn url_end(text: &str, start: usize, limit: usize) -> usize {
    let Some(rest) = text.get(start..limit) else { return start };
    let url = match rest
        .find(|c| is_blank(c) || matches!(c, '"' | '<' | '>' | '”' | '»') || is_opening(c) && c != '(')
    {
        Some(end) => &rest[..end],
        None => rest,
    };
    let whole = url.contains('(');
    let trimmed = url.trim_end_matches(|c| {
        matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ']' | '}' | '’') || (c == ')' && !whole)
    });
    start + trimmed.len().max(at(url, 0).map_or(0, char::len_utf8))
}

fn email(rest: &[u8]) -> Option<usize> {
    let is_local = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let local = rest.iter().take(LONGEST_LOCAL + 1).take_while(|b| is_local(b)).count();
    if rest.get(local) != Some(&b'@') || local == 0 {
        return None;
    }
    let is_host = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let host = &rest[local + 1..];
    let mut length = host.iter().take(LONGEST_HOST).take_while(|b| is_host(b)).count();
    while length > 0 && matches!(host[length - 1], b'.' | b'-') {
        length -= 1;
    }
    (length > 0).then_some(local + 1 + length)
}
