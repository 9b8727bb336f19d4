//! Words into lines by the widths of their glyphs. A run is text in one weight; a line is a list of runs.

use super::font;

/// Words of one weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Run {
    pub text: String,
    pub bold: bool,
}

impl Run {
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), bold: false }
    }

    pub fn bold(text: &str) -> Self {
        Self { text: text.to_owned(), bold: true }
    }
}

/// The runs in lines of at most `width` points at a size; a word too long for a line is cut. At least one line.
pub(super) fn wrap(runs: &[Run], size: f64, width: f64) -> Vec<Vec<Run>> {
    let mut lines =
        Lines { size, width: width.max(size * 2.0), done: Vec::new(), line: Vec::new(), used: 0.0 };
    for word in words(runs) {
        lines.word(&word);
    }
    lines.done.push(lines.line);
    lines.done
}

/// Width in points of a line.
pub(super) fn width(line: &[Run], size: f64) -> f64 {
    line.iter().map(|run| font::width(&run.text, run.bold, size)).sum()
}

/// A word is of one or more runs: the bold may end within it.
fn words(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut out: Vec<Vec<Run>> = Vec::new();
    let mut open = false;
    for run in runs {
        let text = font::shown(&run.text);
        for (i, part) in text.split(' ').enumerate() {
            open &= i == 0;
            if part.is_empty() {
                continue;
            }
            let piece = Run { text: part.to_owned(), bold: run.bold };
            match out.last_mut().filter(|_| open) {
                Some(word) => word.push(piece),
                None => out.push(vec![piece]),
            }
            open = true;
        }
    }
    out
}

struct Lines {
    size: f64,
    width: f64,
    done: Vec<Vec<Run>>,
    line: Vec<Run>,
    used: f64,
}

impl Lines {
    fn word(&mut self, word: &[Run]) {
        let long = width(word, self.size);
        // A space between two words is bold only within the bold, as the words around it are set.
        let bold = [self.line.last(), word.first()].iter().all(|run| run.is_some_and(|run| run.bold));
        let space = if self.line.is_empty() { 0.0 } else { font::width(" ", bold, self.size) };
        if self.used + space + long <= self.width {
            if space > 0.0 {
                self.push(" ", bold);
            }
        } else if !self.line.is_empty() {
            self.end();
        }
        for run in word {
            self.pieces(run);
        }
    }

    /// The run on this line, and on further ones where it is too long.
    fn pieces(&mut self, run: &Run) {
        if self.used + font::width(&run.text, run.bold, self.size) <= self.width {
            return self.push(&run.text, run.bold);
        }
        let mut piece = String::new();
        let mut used = self.used;
        for c in run.text.chars() {
            let wide = font::width(c.encode_utf8(&mut [0; 4]), run.bold, self.size);
            if used + wide > self.width && used > 0.0 {
                self.push(&piece, run.bold);
                piece.clear();
                self.end();
                used = 0.0;
            }
            piece.push(c);
            used += wide;
        }
        self.push(&piece, run.bold);
    }

    fn push(&mut self, text: &str, bold: bool) {
        self.used += font::width(text, bold, self.size);
        match self.line.last_mut().filter(|last| last.bold == bold) {
            Some(last) => last.text.push_str(text),
            None => self.line.push(Run { text: text.to_owned(), bold }),
        }
    }

    fn end(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.used = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(lines: &[Vec<Run>]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|run| run.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_break_between_words_and_within_long_ones() {
        let width = font::width("the quick brown", false, 10.0) + 0.1;
        assert_eq!(
            texts(&wrap(&[Run::plain("the quick brown fox")], 10.0, width)),
            ["the quick brown", "fox"]
        );
        let long = texts(&wrap(&[Run::plain(&"x".repeat(40))], 10.0, width));
        assert!(long.len() > 2 && long.concat() == "x".repeat(40));
        assert_eq!(texts(&wrap(&[], 10.0, width)), [""]);
    }

    #[test]
    fn a_word_may_change_its_weight() {
        let runs = [Run::plain("Kestria "), Run::bold("accus"), Run::plain("ed it")];
        let lines = wrap(&runs, 10.0, 400.0);
        assert_eq!(lines, [[Run::plain("Kestria "), Run::bold("accus"), Run::plain("ed it")]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_letter_is_lost_and_no_line_too_wide(parts in prop::collection::vec("\\PC{0,60}", 1..4), width in 1.0f64..300.0) {
            let runs: Vec<Run> = parts.iter().enumerate().map(|(i, t)| Run { text: t.clone(), bold: i % 2 == 1 }).collect();
            let lines = wrap(&runs, 9.0, width);
            let bare = |text: &str| text.replace(' ', "");
            let all: String = parts.iter().map(|t| bare(&font::shown(t))).collect();
            prop_assert_eq!(bare(&texts(&lines).concat()), all);
            for line in &lines {
                prop_assert!(super::width(line, 9.0) <= width.max(18.0) + 1e-6);
            }
        }
    }
}
