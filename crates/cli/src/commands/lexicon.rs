//! `detente lexicon check`: the data files and their examples.

use super::actors;
use crate::Outcome;
use crate::args::ActorsArgs;
use crate::diagnostics::Diagnostics;
use crate::output::stdout;
use anyhow::Result;
use std::io::Write;

pub(crate) fn check(args: &ActorsArgs, diagnostics: &Diagnostics) -> Result<Outcome> {
    let (problems, run) = detente_coding::check_lexicon();
    let mut out = stdout();
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    let embedded = detente_resolve::Resolver::embedded().lint();
    for problem in &embedded {
        writeln!(out, "{problem}")?;
    }
    let places = detente_resolve::lint_places();
    for problem in &places {
        writeln!(out, "{problem}")?;
    }
    let own = actors::read(args)?.2;
    for problem in &own {
        writeln!(out, "{problem}")?;
    }
    out.flush()?;
    let found = problems.len() + embedded.len() + places.len() + own.len();
    diagnostics.done(&format!("{found} problems; {run} examples run"));
    Ok(if found == 0 { Outcome::Clean } else { Outcome::Found })
}
