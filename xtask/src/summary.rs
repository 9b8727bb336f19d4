//! How many checks passed and failed.

use crate::steps::say;

/// A count of checks: tests of the crates, steps such as lints, floors of scores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    pub passed: u64,
    pub failed: u64,
    /// What failed, in words.
    failures: Vec<String>,
}

impl Summary {
    /// Counts one check.
    pub(crate) fn check(&mut self, name: &str, passed: bool) {
        if passed {
            self.passed += 1;
        } else {
            self.failed += 1;
            self.failures.push(name.to_owned());
        }
    }

    /// Counts the tests of a line of libtest (`test result: ok. 3 passed; 0 failed; …`); other lines count nothing.
    pub(crate) fn read(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ").and_then(|(_, rest)| rest.split_once(". "))
        else {
            return;
        };
        for part in counts.split("; ") {
            match part.trim().split_once(' ') {
                Some((n, "passed")) => self.passed += n.parse().unwrap_or(0),
                Some((n, "failed")) => self.failed += n.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// Says what failed and, last, `N passed, N failed`; whether nothing failed.
    pub(crate) fn end(&self) -> bool {
        for failure in &self.failures {
            say(&format!("failed: {failure}"));
        }
        say(&self.line());
        self.failed == 0
    }

    pub(crate) fn line(&self) -> String {
        format!("{} passed, {} failed", self.passed, self.failed)
    }
}
