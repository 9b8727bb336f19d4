//! Words: what joins two runs of letters or digits into one token, and what parts them.

use crate::chars::{at, is_apostrophe, is_hyphen, is_word};
use crate::lists::{Stop, has};
use crate::tokens::{Kind, Scanner};
use crate::web;

/// What follows a run of letters or digits.
enum Joint {
    /// The word goes on at this byte.
    On(usize),
    /// The word ends at this byte.
    End(usize, Kind),
}

/// A word being read.
#[derive(Clone, Copy)]
struct Reading {
    /// Where the last run starts and ends.
    run: usize,
    end: usize,
    /// Runs so far.
    runs: usize,
    /// All runs so far are single letters: `U.S`.
    initials: bool,
}

impl Reading {
    fn run_is_letter(&self, text: &str) -> bool {
        at(text, self.run).is_some_and(|c| c.is_alphabetic() && self.run + c.len_utf8() == self.end)
    }
}

impl Scanner<'_> {
    /// Reads the word at the scanner's position.
    pub(crate) fn word(&mut self) {
        let start = self.pos;
        let mut reading = Reading { run: start, end: start, runs: 0, initials: true };
        let (end, kind) = loop {
            reading.end = self.run_end(reading.run, false);
            reading.runs += 1;
            reading.initials &= reading.run_is_letter(self.text);
            match self.joint(&reading) {
                Joint::On(next) => reading.run = next,
                Joint::End(end, kind) => break (end, kind),
            }
        };
        self.push_word(end, kind, reading.runs == 1);
    }

    /// Takes a word, cut in two where it is a contraction or a number with its unit.
    fn push_word(&mut self, end: usize, kind: Kind, simple: bool) {
        if simple && kind == Kind::Word {
            let word = &self.text[self.pos..end];
            if let Some(cut) = self.lists.contraction(word).or_else(|| self.unit_cut(word)) {
                self.push(self.pos + cut, Kind::Word);
            }
        } else if kind == Kind::Word
            && let Some(cut) = self.unit_cut(&self.text[self.pos..end])
        {
            self.push(self.pos + cut, Kind::Word);
        }
        self.push(end, kind);
    }

    /// Where `30km` parts into number and unit.
    fn unit_cut(&self, word: &str) -> Option<usize> {
        if !word.as_bytes().first()?.is_ascii_digit() || !word.as_bytes().last()?.is_ascii_alphabetic() {
            return None;
        }
        let letters = word.bytes().rev().take(5).take_while(u8::is_ascii_alphabetic).count();
        let cut = word.len() - letters;
        (cut > 0 && self.lists.units.contains(&word[cut..])).then_some(cut)
    }

    fn joint(&self, reading: &Reading) -> Joint {
        let end = reading.end;
        let Some(c) = at(self.text, end) else { return Joint::End(end, Kind::Word) };
        let after = end + c.len_utf8();
        match c {
            ' ' | '\n' | '"' | ')' => Joint::End(end, Kind::Word),
            '.' => self.dot(reading, after),
            ',' | ':' if self.digits_around(end) => Joint::On(after),
            '$' if self.is_currency_head(reading, after) => Joint::End(after, Kind::Word),
            '_' if self.word_at(after) => Joint::On(after),
            '&' if self.capitals_around(end) => Joint::On(after),
            '/' => self.slash(reading, after),
            _ if is_hyphen(c) => self.hyphen(reading, after),
            _ if is_apostrophe(c) => self.inner_apostrophe(reading, after),
            _ => Joint::End(end, Kind::Word),
        }
    }

    fn word_at(&self, position: usize) -> bool {
        at(self.text, position).is_some_and(is_word)
    }

    fn digits_around(&self, position: usize) -> bool {
        let bytes = self.text.as_bytes();
        bytes[position - 1].is_ascii_digit() && bytes.get(position + 1).is_some_and(u8::is_ascii_digit)
    }

    fn capitals_around(&self, position: usize) -> bool {
        let bytes = self.text.as_bytes();
        bytes[position - 1].is_ascii_uppercase()
            && bytes.get(position + 1).is_some_and(u8::is_ascii_uppercase)
    }

    /// `US$`, `C$`, `HK$` before a digit.
    fn is_currency_head(&self, reading: &Reading, after: usize) -> bool {
        let head = &self.text[reading.run..reading.end];
        reading.runs == 1
            && head.len() <= 3
            && head.bytes().all(|b| b.is_ascii_uppercase())
            && self.text.as_bytes().get(after).is_some_and(u8::is_ascii_digit)
    }

    /// A stop after a run: part of a number, an address, an abbreviation, or the end.
    fn dot(&self, reading: &Reading, after: usize) -> Joint {
        let end = Joint::End(reading.end, Kind::Word);
        match at(self.text, after) {
            Some(next) if is_word(next) => self.inner_dot(reading, after, next),
            // The dots of an ellipsis; but `Inc..` has the stop of the abbreviation and that of the sentence.
            Some('.') if at(self.text, after + 1) == Some('.') || reading.initials => end,
            _ => self.last_dot(reading, after).map_or(end, |kind| Joint::End(after, kind)),
        }
    }

    fn inner_dot(&self, reading: &Reading, after: usize, next: char) -> Joint {
        let digits = self.digits_around(reading.end);
        let next_end = self.run_end_bounded(after);
        let next_run = &self.text[after..next_end];
        let one_letter = next.is_alphabetic() && next_run.len() == next.len_utf8();
        let in_initials = one_letter && (reading.initials || reading.end - reading.run <= 3);
        // `Example.Net`, but not `office.It`, which is a stop without its space.
        let domain = has(&self.lists.domains, next_run) && !self.is_missing_space(reading, next_run);
        // `www.example.com`, `mail.example.co.uk`.
        let host = at(self.text, next_end) == Some('.') && self.lower_around(reading.end);
        if digits || in_initials || domain || host {
            return Joint::On(after);
        }
        match self.last_dot(reading, after) {
            Some(kind) => Joint::End(after, kind),
            None => Joint::End(reading.end, Kind::Word),
        }
    }

    fn run_end_bounded(&self, start: usize) -> usize {
        let mut end = start;
        for _ in 0..24 {
            match at(self.text, end) {
                Some(c) if is_word(c) => end += c.len_utf8(),
                _ => break,
            }
        }
        end
    }

    fn lower_around(&self, dot: usize) -> bool {
        let bytes = self.text.as_bytes();
        bytes[dot - 1].is_ascii_lowercase() && bytes.get(dot + 1).is_some_and(u8::is_ascii_lowercase)
    }

    fn is_missing_space(&self, reading: &Reading, next: &str) -> bool {
        let lower_left = self.text.as_bytes()[reading.end - 1].is_ascii_lowercase();
        lower_left && next.starts_with(|c: char| c.is_uppercase()) && has(&self.lists.starters, next)
    }

    /// What the word is if the stop that ends at `after` belongs to it.
    fn last_dot(&self, reading: &Reading, after: usize) -> Option<Kind> {
        let word = &self.text[self.pos..after];
        if reading.initials && reading.runs > 1 {
            return Some(Kind::Abbreviation);
        }
        match self.lists.abbreviation(word) {
            Some(Stop::Never) => return Some(Kind::Title),
            Some(Stop::May) => return Some(Kind::Abbreviation),
            Some(Stop::BeforeNumber) => return self.next_is_digit(after).then_some(Kind::Title),
            None => {}
        }
        (reading.runs == 1 && reading.initials && self.is_initial(reading, after)).then_some(Kind::Initial)
    }

    fn next_is_digit(&self, after: usize) -> bool {
        let rest = self.text.get(after..).unwrap_or_default().as_bytes();
        let blanks = rest.iter().take(3).take_while(|b| **b == b' ').count();
        rest.get(blanks).is_some_and(u8::is_ascii_digit)
    }

    /// A capital with a stop is an initial where a word follows; at the end it is a name for something ("Plan B.").
    fn is_initial(&self, reading: &Reading, after: usize) -> bool {
        let letter = at(self.text, reading.run).is_some_and(char::is_uppercase);
        let rest = self.text.get(after..).unwrap_or_default();
        let Some((skip, next)) = rest.char_indices().take(4).find(|(_, c)| !c.is_whitespace()) else {
            return false;
        };
        let follows =
            is_word(next) || matches!(next, '(' | ',' | '"' | '“') || is_apostrophe(next) || is_hyphen(next);
        letter && follows && !self.is_sentence_opening(after + skip)
    }

    /// Whether a word that opens sentences stands here: "because of X. So the council left".
    fn is_sentence_opening(&self, position: usize) -> bool {
        let word = &self.text[position..self.run_end_bounded(position)];
        word.len() > 1 && word.starts_with(char::is_uppercase) && has(&self.lists.starters, word)
    }

    /// Dates and small fractions (`9/11`, `15/03/2012`), `w/o`, paths of hosts; other slashes part words.
    fn slash(&self, reading: &Reading, after: usize) -> Joint {
        let end = reading.end;
        if !self.word_at(after) {
            return Joint::End(end, Kind::Word);
        }
        let next_end = self.run_end_bounded(after);
        let next = &self.text[after..next_end];
        let run = &self.text[reading.run..end];
        let digits = |part: &str, longest| part.len() <= longest && part.bytes().all(|b| b.is_ascii_digit());
        let date = digits(run, 2) && digits(next, if reading.runs > 1 { 4 } else { 2 });
        let letters = reading.runs == 1
            && reading.initials
            && next.len() <= 2
            && next_end == self.run_end(after, false);
        if date || (letters && next.bytes().all(|b| b.is_ascii_alphabetic())) {
            return Joint::On(after);
        }
        if reading.runs > 1 && has(&self.lists.domains, run) {
            return Joint::End(web::url_end(self.text, self.pos, self.text.len()), Kind::Word);
        }
        Joint::End(end, Kind::Word)
    }

    /// `anti-government` and telephone numbers stay whole; other compounds part at the hyphen.
    fn hyphen(&self, reading: &Reading, after: usize) -> Joint {
        let whole = Joint::End(reading.end, Kind::Word);
        if !self.word_at(after) {
            return whole;
        }
        if reading.runs == 1 && has(&self.lists.prefixes, &self.text[reading.run..reading.end]) {
            return Joint::On(after);
        }
        match self.numbered(after) {
            Some(end) => Joint::End(end, Kind::Word),
            None => whole,
        }
    }

    /// The end of groups of digits with hyphens that make a telephone number or a date.
    fn numbered(&self, after: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.pos..)?;
        let mut groups = [0_usize; 4];
        let mut count = 0;
        let mut length = 0;
        while count < 4 {
            let digits = rest[length..].iter().take(6).take_while(|b| b.is_ascii_digit()).count();
            groups[count] = digits;
            count += 1;
            length += digits;
            match rest.get(length) {
                Some(b'-') if digits > 0 && digits < 6 => length += 1,
                _ => break,
            }
        }
        let shape = matches!(
            groups[..count],
            [3 | 5, 4] | [3, 3, 4] | [1, 3, 3, 4] | [4, 2, 2] | [1 | 2, 1 | 2, 2 | 4]
        );
        let end = self.pos + length;
        (shape && end > after && !self.word_at(end)).then_some(end)
    }

    /// `Iran's` and `don't` part, `Shi'ite` and `O'Connor` do not.
    fn inner_apostrophe(&self, reading: &Reading, after: usize) -> Joint {
        let end = reading.end;
        if self.is_not(reading, after) {
            // With nothing before the n it is the `n't` of text that was tokenised already.
            let cut = end - 1;
            return if cut == self.pos {
                Joint::End(after + 1, Kind::Word)
            } else {
                Joint::End(cut, Kind::Word)
            };
        }
        if self.clitic(after).is_some() {
            return if self.is_decade(reading, after) {
                Joint::End(after + 1, Kind::Word)
            } else {
                Joint::End(end, Kind::Word)
            };
        }
        let letters = at(self.text, after).is_some_and(|c| c.is_alphabetic() && is_word(c));
        let joins = letters && at(self.text, reading.run).is_some_and(char::is_alphabetic);
        if joins { Joint::On(after) } else { Joint::End(end, Kind::Word) }
    }

    fn is_not(&self, reading: &Reading, after: usize) -> bool {
        let bytes = self.text.as_bytes();
        matches!(bytes[reading.end - 1], b'n' | b'N')
            && matches!(bytes.get(after), Some(b't' | b'T'))
            && !self.word_at(after + 1)
    }

    /// `1990's`, `60's`.
    fn is_decade(&self, reading: &Reading, after: usize) -> bool {
        let run = &self.text.as_bytes()[reading.run..reading.end];
        matches!(run.len(), 2 | 4)
            && run.ends_with(b"0")
            && run.iter().all(u8::is_ascii_digit)
            && self.text.as_bytes().get(after) == Some(&b's')
    }
}
