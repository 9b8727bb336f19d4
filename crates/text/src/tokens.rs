//! The tokeniser: a stretch of text becomes words and marks, after UD English (EWT 2.16).
//!
//! One pass from left to right; every look ahead or back is bounded, so that the work is linear in the text
//! whatever it holds. Words are in `words`, addresses in `web`.

use crate::chars::{
    at, before, is_apostrophe, is_blank, is_closing, is_dash, is_joined, is_opening, is_stop, is_word,
};
use crate::lists::{Lists, lists};
use crate::{Span, web};

/// What a token is to the sentence splitter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word, a number, an address.
    Word,
    /// An abbreviation with its stop that never ends a sentence (`Gen.`).
    Title,
    /// An abbreviation with its stop that may end a sentence (`U.S.`).
    Abbreviation,
    /// One letter with its stop (`W.`).
    Initial,
    /// A full stop, or a run of question and exclamation marks.
    Stop,
    /// Two or more dots.
    Ellipsis,
    /// A bracket or quotation mark that opens.
    Open,
    /// A bracket or quotation mark that closes.
    Close,
    /// Any other mark.
    Mark,
}

/// A token of the stretch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// Cuts `span` of `text` into tokens and appends them to `out`. They cover all that is not blank.
pub(crate) fn tokenise(text: &str, span: Span, out: &mut Vec<Token>) {
    let range = span.range();
    let Some(text) = text.get(..range.end) else { return };
    let scanner =
        Scanner { text, pos: range.start, lists: lists(), out, quoted: false, chunk: Chunk::default() };
    scanner.run();
}

/// The run of non-blank bytes that the scanner is in.
#[derive(Clone, Copy, Default)]
struct Chunk {
    end: usize,
    /// It may hold an address.
    address: bool,
}

pub(crate) struct Scanner<'a> {
    pub(crate) text: &'a str,
    pub(crate) pos: usize,
    pub(crate) lists: &'static Lists,
    out: &'a mut Vec<Token>,
    /// Inside straight double quotes.
    quoted: bool,
    chunk: Chunk,
}

impl Scanner<'_> {
    fn run(mut self) {
        while let Some(c) = self.peek() {
            if c == ' ' || is_blank(c) {
                self.pos += c.len_utf8();
            } else if is_word(c) && !is_joined(c) {
                self.word_or_address();
            } else {
                self.mark(c);
            }
        }
    }

    fn peek(&self) -> Option<char> {
        at(self.text, self.pos)
    }

    /// Takes the bytes up to `end` as one token.
    pub(crate) fn push(&mut self, end: usize, kind: Kind) {
        debug_assert!(end > self.pos, "a token has a byte, so that the scanner moves on");
        self.out.push(Token { span: Span::new(self.pos, end), kind });
        self.pos = end;
    }

    fn word_or_address(&mut self) {
        if self.pos >= self.chunk.end {
            self.chunk = next_chunk(self.text, self.pos);
        }
        if self.chunk.address
            && let Some(end) = web::address(self.text, self.pos, self.chunk.end)
        {
            return self.push(end, Kind::Word);
        }
        self.word();
    }

    fn mark(&mut self, c: char) {
        let after = self.pos + c.len_utf8();
        if c == '"' {
            return self.straight_quote(after);
        }
        if is_apostrophe(c) {
            return self.apostrophe(c, after);
        }
        if c == '.' || c == '!' || c == '?' || is_stop(c) {
            return self.stop(c, after);
        }
        if let Some(end) = self.sign_with_word(c, after) {
            return self.push(end, Kind::Word);
        }
        let kind = match c {
            _ if is_opening(c) => Kind::Open,
            _ if is_closing(c) => Kind::Close,
            _ => Kind::Mark,
        };
        let end = if is_repeatable(c) { self.run_of(c, after) } else { self.with_joined(after) };
        self.push(end, kind);
    }

    /// The end of a run of one character.
    fn run_of(&self, c: char, mut end: usize) -> usize {
        while at(self.text, end) == Some(c) {
            end += c.len_utf8();
        }
        end
    }

    /// The end of what belongs to the character before (skin tones, joined pictures).
    fn with_joined(&self, mut end: usize) -> usize {
        while let Some(c) = at(self.text, end).filter(|&c| is_joined(c)) {
            end += c.len_utf8();
            if c == '\u{200d}'
                && let Some(next) = at(self.text, end).filter(|&next| !is_blank(next))
            {
                end += next.len_utf8();
            }
        }
        end
    }

    /// `#tag`, `@name`, `+44` are one token.
    fn sign_with_word(&self, c: char, after: usize) -> Option<usize> {
        let next = at(self.text, after)?;
        let fits = match c {
            '#' => next.is_alphabetic(),
            '@' => is_word(next),
            '+' => next.is_ascii_digit() && before(self.text, self.pos).is_none_or(|c| !is_word(c)),
            _ => false,
        };
        fits.then(|| self.run_end(after, true))
    }

    /// The end of a run of word characters, `_` among them if asked.
    pub(crate) fn run_end(&self, mut end: usize, underscore: bool) -> usize {
        let bytes = self.text.as_bytes();
        loop {
            while bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || (underscore && *b == b'_')) {
                end += 1;
            }
            match at(self.text, end) {
                Some(c) if !c.is_ascii() && is_word(c) && !is_apostrophe(c) => end += c.len_utf8(),
                _ => return end,
            }
        }
    }

    /// `"`: opens after a blank and before a word, closes the other way round; else by turns.
    fn straight_quote(&mut self, after: usize) {
        let left = before(self.text, self.pos).is_none_or(|c| is_blank(c) || is_opening(c) || is_dash(c));
        let right =
            at(self.text, after).is_none_or(|c| is_blank(c) || is_closing(c) || c == ',' || is_stop(c));
        let last = left && right && self.text[after..].chars().take(4).all(is_blank);
        let opens = if left == right { !self.quoted && !last } else { left };
        self.quoted = opens;
        self.push(after, if opens { Kind::Open } else { Kind::Close });
    }

    fn apostrophe(&mut self, c: char, after: usize) {
        if let Some(end) = self.clitic(after).or_else(|| self.short_year(after)) {
            return self.push(end, Kind::Word);
        }
        // `` and '' are how typewriters and treebanks write double quotes.
        let end = if at(self.text, after) == Some(c) && (c == '\'' || c == '`') { after + 1 } else { after };
        let opens = match c {
            '`' | '‘' => true,
            '’' => false,
            _ => before(self.text, self.pos).is_none_or(|c| is_blank(c) || is_opening(c)),
        };
        let opens = opens && at(self.text, end).is_some_and(|c| !is_blank(c));
        self.push(end, if opens { Kind::Open } else { Kind::Close });
    }

    /// The end of `s`, `ll`, `re` … after an apostrophe.
    pub(crate) fn clitic(&self, after: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(after..)?;
        let length = match rest.get(..rest.len().min(2))?.to_ascii_lowercase().as_slice() {
            b"ll" | b"re" | b"ve" => 2,
            [b's' | b'm' | b'd', ..] => 1,
            _ => return None,
        };
        let end = after + length;
        let free = at(self.text, end).is_none_or(|c| !(is_word(c) || c == '-' && length == 2));
        free.then_some(end)
    }

    /// The end of `72` or `90s` after an apostrophe.
    fn short_year(&self, after: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(after..)?;
        let digits = rest.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
        let end = after + digits + usize::from(rest.get(digits) == Some(&b's'));
        let before_ok = before(self.text, self.pos).is_none_or(|c| !is_word(c));
        (digits == 2 && before_ok && at(self.text, end).is_none_or(|c| !is_word(c) && !is_apostrophe(c)))
            .then_some(end)
    }

    /// Runs of dots are one token, runs of `?` and `!` too.
    fn stop(&mut self, c: char, after: usize) {
        if c == '.' {
            let end = self.run_of('.', after);
            return self.push(end, if end > after { Kind::Ellipsis } else { Kind::Stop });
        }
        let mut end = after;
        while let Some(next) = at(self.text, end).filter(|&next| next != '.' && is_stop(next)) {
            end += next.len_utf8();
        }
        self.push(end, if c == '…' { Kind::Ellipsis } else { Kind::Stop });
    }
}

/// Marks of which a run is one token: `--`, `***`, `=====`.
fn is_repeatable(c: char) -> bool {
    is_dash(c) || matches!(c, '*' | '=' | '_' | '~' | '#' | '|')
}

fn next_chunk(text: &str, start: usize) -> Chunk {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let mut address = matches!(rest.first(), Some(b'w' | b'W'));
    let mut length = 0;
    for &byte in rest {
        if byte <= b' ' {
            break;
        }
        address |= byte == b'@' || byte == b':';
        length += 1;
    }
    Chunk { end: start + length, address }
}
