//! Where sentences end, decided on the tokens of one paragraph.

use crate::Sentence;
use crate::chars::{is_blank, is_dash};
use crate::lists::{has, lists};
use crate::tokens::{Kind, Token};
use std::ops::Range;

/// How far a quoted question looks for the verb that hands it to its speaker ("asked Colonel Haro").
const SPEECH_REACH: usize = 6;
/// How far back from the limit a long sentence looks for a fit place to be cut.
const CUT_REACH: usize = 64;

/// Calls `emit` with the token range of each sentence of the paragraph, in order; all tokens are in one.
pub(crate) fn split(text: &str, tokens: &[Token], mut emit: impl FnMut(Range<usize>)) {
    let splitter = Splitter { text, tokens };
    let mut start = 0;
    let mut index = 0;
    while index < tokens.len() {
        // What was passed over with a stop is not looked at again, so that the work is linear.
        let next = splitter.after_stop(index);
        if next > index && splitter.ends(start, index, next) {
            splitter.cut(start..next, &mut emit);
            start = next;
        }
        index = next.max(index + 1);
    }
    splitter.cut(start..tokens.len(), &mut emit);
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Splitter<'a> {
    fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.text))
    }

    fn first_char(&self, index: usize) -> Option<char> {
        self.word(index).chars().next()
    }

    /// The token after a stop and what closes after it; the token itself where it holds no stop.
    fn after_stop(&self, index: usize) -> usize {
        let stops = matches!(self.tokens[index].kind, Kind::Stop | Kind::Ellipsis | Kind::Abbreviation);
        if stops { self.after_closers(index + 1) } else { index }
    }

    /// Whether the sentence that starts at `start` ends with the stop `index`, the next one opening at `next`.
    fn ends(&self, start: usize, index: usize, next: usize) -> bool {
        let Some(opener) = self.opener(next) else { return false };
        match self.tokens[index].kind {
            Kind::Stop if self.word(index) == "." => self.stop_ends(start, index, next, opener),
            Kind::Stop => self.shout_ends(index, next, opener),
            Kind::Ellipsis => next == opener && self.is_spaced(next) && self.is_capital(opener),
            _ => self.abbreviation_ends(index, opener),
        }
    }

    /// Past further stops and whatever closes after a stop.
    fn after_closers(&self, mut index: usize) -> usize {
        while let Some(token) = self.tokens.get(index) {
            let follows = match token.kind {
                Kind::Close | Kind::Ellipsis => true,
                Kind::Stop => !self.is_spaced(index),
                _ => false,
            };
            if !follows {
                break;
            }
            index += 1;
        }
        index
    }

    /// The first word after what opens the next sentence: quotes, brackets, a dash. Looks at four tokens.
    fn opener(&self, next: usize) -> Option<usize> {
        let opens = |index: &usize| {
            let mark = self.tokens[*index].kind == Kind::Mark;
            self.tokens[*index].kind != Kind::Open && !(mark && self.first_char(*index).is_some_and(is_dash))
        };
        let end = self.tokens.len();
        (next..end.min(next + 4)).find(opens).or_else(|| (next < end).then_some(next))
    }

    /// Whether there is white space before a token.
    fn is_spaced(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| {
            crate::chars::before(self.text, token.span.start as usize).is_none_or(is_blank)
        })
    }

    /// Capitals, and letters of scripts that have none.
    fn is_capital(&self, index: usize) -> bool {
        self.first_char(index).is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    }

    fn is_lower(&self, index: usize) -> bool {
        self.first_char(index).is_some_and(char::is_lowercase)
    }

    /// A word that opens sentences; a weak one only where no name follows ("U.S. Under Secretary").
    fn is_starter(&self, index: usize) -> bool {
        let word = self.word(index);
        let weak = || has(&lists().weak_starters, word) && self.is_lower(index + 1);
        self.is_capital(index) && (has(&lists().starters, word) || weak())
    }

    fn stop_ends(&self, start: usize, index: usize, next: usize, opener: usize) -> bool {
        if self.first_char(next).is_some_and(|c| matches!(c, ',' | ';' | ':')) {
            return false;
        }
        if !self.is_spaced(next) {
            // A missing space: "left.The".
            return next == opener && self.is_capital(next) && index > start && self.is_lower(index - 1);
        }
        // "1. The council", "(3. The council": the number of an item.
        let item =
            index - start <= 2 && index > start && self.word(index - 1).bytes().all(|b| b.is_ascii_digit());
        !item && (!self.is_lower(opener) || self.is_careless(index, next))
    }

    /// Text without capitals: a stop after a whole word, outside quotes, ends a sentence before a small letter too.
    fn is_careless(&self, index: usize, next: usize) -> bool {
        let word = index.checked_sub(1).map_or("", |before| self.word(before));
        next == index + 1 && word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase())
    }

    fn shout_ends(&self, index: usize, next: usize, opener: usize) -> bool {
        let quoted = next > index + 1;
        let spaced = self.is_spaced(next) || next != opener;
        let question = !quoted && self.word(index).contains('?');
        spaced && (question || !self.is_lower(opener)) && !(quoted && self.is_spoken(next))
    }

    /// Whether a speaker with a verb of speech follows: `"Who fired?" Colonel Haro asked.`
    fn is_spoken(&self, next: usize) -> bool {
        if self.is_starter(next) && self.word(next).len() > 3 {
            return false;
        }
        let speech = &lists().speech;
        let reach = (next..self.tokens.len()).take(SPEECH_REACH);
        reach
            .take_while(|&index| matches!(self.tokens[index].kind, Kind::Word | Kind::Title | Kind::Initial))
            .skip(1)
            .any(|index| has(speech, self.word(index)))
    }

    fn abbreviation_ends(&self, index: usize, opener: usize) -> bool {
        self.is_starter(opener) || (self.word(index).eq_ignore_ascii_case("etc.") && self.is_capital(opener))
    }

    /// Emits a sentence, cut where it is longer than [`Sentence::MAX_TOKENS`].
    fn cut(&self, mut range: Range<usize>, emit: &mut impl FnMut(Range<usize>)) {
        while range.len() > Sentence::MAX_TOKENS {
            let cut = self.cut_point(range.start + Sentence::MAX_TOKENS);
            emit(range.start..cut);
            range.start = cut;
        }
        if !range.is_empty() {
            emit(range);
        }
    }

    /// After the last semicolon or line end before the limit, else the last comma, else the limit.
    fn cut_point(&self, limit: usize) -> usize {
        let reach = || (limit - CUT_REACH..limit).rev();
        let strong = reach().find(|&index| self.word(index) == ";" || self.line_ends_after(index));
        let cut = strong.or_else(|| reach().find(|&index| self.word(index) == ","));
        cut.map_or(limit, |index| index + 1)
    }

    fn line_ends_after(&self, index: usize) -> bool {
        let end = self.tokens[index].span.end as usize;
        let next = self.tokens.get(index + 1).map_or(end, |token| token.span.start as usize);
        self.text.as_bytes().get(end..next).is_some_and(|gap| gap.contains(&b'\n'))
    }
}
