//! What goes to stderr: errors, problems of single inputs, notes.

use std::cell::Cell;
use std::fmt::Display;

/// Counts the problems that make the exit status 2, and writes them to stderr.
#[derive(Debug)]
pub(crate) struct Diagnostics {
    verbose: bool,
    quiet: bool,
    problems: Cell<usize>,
}

/// More problems than this are counted but not shown without `-v`.
const SHOWN: usize = 20;

impl Diagnostics {
    pub(crate) fn new(verbose: bool, quiet: bool) -> Self {
        Self { verbose, quiet, problems: Cell::new(0) }
    }

    /// The error that ends the run, with its causes and a hint where one is known.
    pub(crate) fn error(error: &anyhow::Error) {
        anstream::eprintln!("detente: error: {error:#}");
    }

    /// An input that had to be skipped or repaired; the rest goes on.
    pub(crate) fn problem(&self, what: &dyn Display) {
        let seen = self.problems.get() + 1;
        self.problems.set(seen);
        if seen <= SHOWN || self.verbose {
            anstream::eprintln!("detente: {what}");
        }
    }

    /// Something worth saying only under `-v`.
    pub(crate) fn note(&self, what: &dyn Display) {
        if self.verbose {
            anstream::eprintln!("detente: note: {what}");
        }
    }

    /// What was done, unless `-q`.
    pub(crate) fn done(&self, what: &dyn Display) {
        if !self.quiet {
            anstream::eprintln!("detente: {what}");
        }
    }

    pub(crate) fn problems(&self) -> usize {
        self.problems.get()
    }

    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Says how many problems there were, where not all were shown.
    pub(crate) fn summary(&self) {
        let hidden = self.problems.get().saturating_sub(SHOWN);
        if hidden > 0 && !self.verbose {
            anstream::eprintln!("detente: … and {hidden} more problems (-v shows them all)");
        }
    }
}
