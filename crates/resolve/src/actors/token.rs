//! Words of a mention, folded for lookup. A mention is short and is read once, so this is its own small tokeniser: it
//! splits hyphens and strips possessives, which the sentence tokeniser must not do.

/// One word of a mention.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts of spelling")]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte, possessive ending excluded.
    pub end: u32,
    /// Whether the first letter is a capital.
    pub capital: bool,
    /// Whether it has two letters or digits or more, one a letter, and all letters are capitals.
    pub upper: bool,
    /// Whether it ends in a possessive.
    pub possessive: bool,
    /// Whether a hyphen joins it to the word before.
    pub hyphen: bool,
    /// Whether a comma or other mark that ends a phrase stands before it.
    pub after_mark: bool,
    /// Whether it begins with a digit.
    pub digit: bool,
}

/// Reads the words of `text` in order and gives each, with its folded form, to `each`, until that says to stop.
pub fn for_each_token(text: &str, mut each: impl FnMut(Token, &str) -> bool) {
    let mut folded = String::with_capacity(24);
    let mut at = 0;
    let mut previous_end = usize::MAX;
    let mut after_mark = false;
    while let Some((start, first)) = next_word(text, at, &mut after_mark) {
        let end = word_end(text, start);
        let word = &text[start..end];
        let (core, possessive) = strip_possessive(word, &text[end..]);
        fold_into(core, &mut folded);
        let hyphen = previous_end != usize::MAX && is_hyphen(&text[previous_end..start]);
        let token = Token {
            start: start as u32,
            end: (start + core.len() + closing_dot(core, &text[start + core.len()..])) as u32,
            capital: first.is_uppercase(),
            upper: is_upper(core),
            possessive,
            hyphen,
            after_mark: after_mark && previous_end != usize::MAX,
            digit: first.is_ascii_digit(),
        };
        if !each(token, &folded) {
            return;
        }
        after_mark = false;
        previous_end = end;
        at = end;
    }
}

/// The next word's start and first character; notes marks that end a phrase on the way.
fn next_word(text: &str, from: usize, after_mark: &mut bool) -> Option<(usize, char)> {
    for (offset, c) in text[from..].char_indices() {
        if c.is_alphanumeric() {
            return Some((from + offset, c));
        }
        if matches!(c, ',' | ';' | ':' | '(' | ')' | '\u{2013}' | '\u{2014}' | '!' | '?' | '/') {
            *after_mark = true;
        }
    }
    None
}

/// Where the word that starts at `start` ends: letters and digits, with apostrophes inside, and dots inside initials.
fn word_end(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices().peekable();
    let mut segment = 0;
    while let Some((offset, c)) = chars.next() {
        if c.is_alphanumeric() {
            segment += 1;
            continue;
        }
        let joins = match c {
            '\'' | '\u{2019}' | '\u{02bc}' => true,
            '.' | '&' => segment == 1,
            _ => is_combining(c),
        };
        let next_is_letter = chars.peek().is_some_and(|&(_, next)| next.is_alphanumeric() || is_combining(c));
        if !joins || !next_is_letter {
            return start + offset;
        }
        segment = 0;
    }
    text.len()
}

fn is_combining(c: char) -> bool {
    ('\u{0300}'..='\u{036f}').contains(&c)
}

/// The word without `'s`, and whether it is a possessive (`'s`, or a bare apostrophe after an s).
fn strip_possessive<'a>(word: &'a str, rest: &str) -> (&'a str, bool) {
    for ending in ["'s", "\u{2019}s", "'S", "\u{2019}S"] {
        if let Some(core) = word.strip_suffix(ending) {
            return (core, true);
        }
    }
    if rest.starts_with(".'s") || rest.starts_with(".\u{2019}s") {
        return (word, true);
    }
    let bare = rest.starts_with('\'') || rest.starts_with('\u{2019}');
    (word, bare && word.ends_with(['s', 'S']))
}

/// One if the word is initials ("U.S") whose last dot follows.
fn closing_dot(core: &str, rest: &str) -> usize {
    usize::from(core.contains('.') && rest.starts_with('.'))
}

fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}" | " - ")
}

fn is_upper(word: &str) -> bool {
    let (mut letters, mut digits) = (0, 0);
    for c in word.chars().filter(|c| c.is_alphanumeric()) {
        match c {
            _ if c.is_numeric() => digits += 1,
            _ if c.is_uppercase() => letters += 1,
            _ => return false,
        }
    }
    letters >= 1 && letters + digits >= 2
}

/// Lower case, no marks, no apostrophes and dots: the form that words are looked up by.
pub fn fold_into(word: &str, out: &mut String) {
    out.clear();
    for c in word.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            }
        } else {
            fold_char(c, out);
        }
    }
}

fn fold_char(c: char, out: &mut String) {
    for lower in c.to_lowercase() {
        match lower {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ə' | 'ạ' | 'ả' => out.push('a'),
            'æ' => out.push_str("ae"),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => out.push('c'),
            'ď' | 'đ' | 'ð' => out.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ế' | 'ễ' => out.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => out.push('g'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => out.push('i'),
            'ñ' | 'ń' | 'ņ' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ộ' => out.push('o'),
            'ŕ' | 'ř' => out.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => out.push('s'),
            'ß' => out.push_str("ss"),
            'ţ' | 'ť' | 'ț' => out.push('t'),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ł' | 'ľ' | 'ĺ' => out.push('l'),
            'ķ' => out.push('k'),
            other if other.is_alphanumeric() => out.push(other),
            _ => {}
        }
    }
}
