//! A progress line on stderr, only where somebody watches.

use crate::diagnostics::Diagnostics;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// Articles, sentences and reports as they come.
pub(crate) struct Progress {
    bar: ProgressBar,
    sentences: u64,
    reports: u64,
}

impl Progress {
    pub(crate) fn new(diagnostics: &Diagnostics) -> Self {
        let shown = std::io::stderr().is_terminal() && !diagnostics.is_quiet();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{spinner} {pos} articles, {msg} ({elapsed})");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, sentences: 0, reports: 0 }
    }

    pub(crate) fn add(&mut self, sentences: usize, reports: usize) {
        self.sentences += sentences as u64;
        self.reports += reports as u64;
        self.bar.inc(1);
        if self.bar.position().is_multiple_of(16) {
            self.bar.set_message(self.message());
        }
    }

    /// Ends the line; gives what was done in words.
    pub(crate) fn finish(self) -> String {
        self.bar.finish_and_clear();
        format!("{} articles, {}", self.bar.position(), self.message())
    }

    fn message(&self) -> String {
        format!("{} sentences, {} reports", self.sentences, self.reports)
    }
}
