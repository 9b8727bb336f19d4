//! `detente compact`: small files joined.

use crate::Outcome;
use crate::diagnostics::Diagnostics;
use anyhow::{Context, Result};
use detente_store::Store;
use indicatif::{ProgressBar, ProgressDrawTarget};
use std::io::IsTerminal;
use std::path::Path;

pub(crate) fn run(path: &Path, diagnostics: &Diagnostics) -> Result<Outcome> {
    // A folder that is no store must not become one here.
    Store::open(path).with_context(|| format!("cannot read the store {}", path.display()))?;
    let mut writer =
        Store::create_or_open(path).with_context(|| format!("cannot write the store {}", path.display()))?;
    let shown = std::io::stderr().is_terminal() && !diagnostics.is_quiet();
    let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(None, target);
    let done = writer.compact(|files, all| {
        bar.set_length(all as u64);
        bar.set_position(files as u64);
    })?;
    bar.finish_and_clear();
    diagnostics.done(&format!("{}: {} files joined into {}", path.display(), done.before, done.after));
    Ok(Outcome::Clean)
}
