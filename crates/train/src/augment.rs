//! Changes of case, so that headlines, old wire copy and chats are known too.

/// In capitals.
pub fn upper(form: &str) -> String {
    form.to_uppercase()
}

/// In small letters.
pub fn lower(form: &str) -> String {
    form.to_lowercase()
}

/// With a capital, unless it is one of the words that headlines leave small.
pub fn title(form: &str) -> String {
    const SMALL: [&str; 14] =
        ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "as", "n't"];
    if SMALL.contains(&form) || form.starts_with('\'') {
        return form.to_owned();
    }
    let mut letters = form.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
