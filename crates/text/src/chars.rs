//! What a character is to the reader: blank, part of a word, a mark. Typographic variants are understood here,
//! so that nothing has to be replaced in the text.

/// White space and what is read as such: control characters (NUL too), the byte order mark, zero-width spaces.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202f}'
        | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || c.is_whitespace()
}

/// Letters, digits and whatever belongs to them (combining marks, joiners, soft hyphens).
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    (c.is_alphanumeric() && c != 'ʼ') || is_joined(c) || !(c.is_alphanumeric() || is_blank(c) || is_mark(c))
}

/// Characters that have no place of their own: they belong to the one before.
pub(crate) fn is_joined(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Non-ASCII punctuation, symbols and pictures.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}' | '\u{d7}' | '\u{f7}' | '\u{37e}' | '\u{387}' | '\u{589}' | '\u{58a}'
        | '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{66a}'..='\u{66d}'
        | '\u{6d4}' | '\u{964}' | '\u{965}' | '\u{2010}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}'
        | '\u{2100}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3001}'..='\u{3020}' | '\u{3030}' | '\u{fd3e}'
        | '\u{fd3f}' | '\u{fe10}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{fffc}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}'
        | '\u{1f000}'..='\u{1faff}')
}

/// Straight and typographic apostrophes, and the accents that are typed for them.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '’' | '‘' | '´' | 'ʼ' | '＇')
}

/// The hyphens that join words (not the dashes between them).
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Dashes and hyphens of any kind.
pub(crate) fn is_dash(c: char) -> bool {
    is_hyphen(c) || matches!(c, '\u{2012}'..='\u{2015}' | '\u{2212}')
}

/// Marks that end sentences, other than the ASCII full stop.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '؟' | '۔' | '。' | '？' | '！' | '‼' | '⁇' | '⁈' | '⁉' | '।')
}

/// Brackets and quotation marks that open.
pub(crate) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '<'
            | '“'
            | '„'
            | '‟'
            | '‘'
            | '‚'
            | '‛'
            | '«'
            | '‹'
            | '「'
            | '『'
            | '（'
            | '【'
    )
}

/// Brackets and quotation marks that close.
pub(crate) fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>' | '”' | '’' | '»' | '›' | '」' | '』' | '）' | '】')
}

/// Signs that open a list item.
pub(crate) fn is_bullet(c: char) -> bool {
    is_dash(c)
        || matches!(c, '*' | '•' | '·' | '▪' | '■' | '□' | '◦' | '●' | '○' | '‣' | '⦁' | '►' | '▶' | '✓')
}

/// The character that starts at a byte, if any.
pub(crate) fn at(text: &str, position: usize) -> Option<char> {
    let byte = *text.as_bytes().get(position)?;
    if byte < 0x80 { Some(char::from(byte)) } else { text.get(position..)?.chars().next() }
}

/// The character that ends at a byte, if any.
pub(crate) fn before(text: &str, position: usize) -> Option<char> {
    text.get(..position)?.chars().next_back()
}
