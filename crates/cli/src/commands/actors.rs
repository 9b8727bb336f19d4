//! Users' own actors: `--actors FILE`.

use crate::args::ActorsArgs;
use crate::diagnostics::Diagnostics;
use anyhow::{Context, Result};
use detente_pipeline::Actors;
use detente_resolve::Resolver;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::read_to_string;

/// The resolver with a user's actors on ours; none where no file was given. Bad rows are problems.
pub(crate) fn own_actors(args: &ActorsArgs, diagnostics: &Diagnostics) -> Result<Option<Actors>> {
    if args.actors.is_empty() {
        return Ok(None);
    }
    let (resolver, hash, problems) = read(args)?;
    for problem in problems {
        diagnostics.problem(&format!("{problem}; skipped"));
    }
    // It lives as long as the program, like the tables that are compiled in.
    let resolver: &'static Resolver = Box::leak(Box::new(resolver));
    Ok(Some(Actors { resolver, id: Box::leak(hash.into_boxed_str()) }))
}

/// The resolver, a hash of the files, and what is wrong with them.
pub(crate) fn read(args: &ActorsArgs) -> Result<(Resolver, String, Vec<String>)> {
    let mut files = Vec::new();
    let mut hash = Sha256::new();
    for path in &args.actors {
        let text = read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        hash.update(&text);
        files.push((path.display().to_string(), text));
    }
    let borrowed: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (resolver, problems) = Resolver::with_actors(&borrowed);
    let hex = hash.finalize().iter().take(4).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    Ok((resolver, hex, problems))
}
