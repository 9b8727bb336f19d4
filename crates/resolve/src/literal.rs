//! Names compared with text: apostrophes and white space of any kind are the same.

/// How many bytes at the start of `text` are `name`; none unless the name ends where a word ends.
pub(crate) fn length_at_start(name: &str, text: &str) -> Option<usize> {
    length(name.chars(), text)
}

/// The same for a name in capitals ("BAKU" for Baku).
pub(crate) fn length_in_capitals(name: &str, text: &str) -> Option<usize> {
    length(name.chars().flat_map(char::to_uppercase), text)
}

fn length(name: impl Iterator<Item = char>, text: &str) -> Option<usize> {
    let mut rest = text.chars();
    let mut last = ' ';
    for wanted in name {
        let found = rest.next()?;
        if !same(wanted, found) {
            return None;
        }
        last = found;
    }
    let rest = rest.as_str();
    let inside = last.is_alphanumeric() && rest.chars().next().is_some_and(char::is_alphanumeric);
    (!inside).then(|| text.len() - rest.len())
}

fn same(wanted: char, found: char) -> bool {
    wanted == found
        || matches!(wanted, '\'' | '’') && matches!(found, '\'' | '’' | '‘' | 'ʼ')
        || wanted == ' ' && found.is_whitespace()
        || wanted == '-' && found == '‑'
}
