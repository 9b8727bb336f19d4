//! `detente lexicon check`: the data files and their examples.

use crate::Outcome;
use crate::diagnostics::Diagnostics;
use crate::output::stdout;
use anyhow::Result;
use std::io::Write;

pub(crate) fn check(diagnostics: &Diagnostics) -> Result<Outcome> {
    let (problems, run) = detente_coding::check_lexicon();
    let mut out = stdout();
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    let actors = detente_resolve::Resolver::embedded().lint();
    for problem in &actors {
        writeln!(out, "{problem}")?;
    }
    out.flush()?;
    let found = problems.len() + actors.len();
    diagnostics.done(&format!("{found} problems; {run} examples run"));
    Ok(if found == 0 { Outcome::Clean } else { Outcome::Found })
}
