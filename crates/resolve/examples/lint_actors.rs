//! Prints what is wrong with the tables under `data/actors`.

use detente_resolve::Resolver;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for problem in Resolver::embedded().lint() {
        writeln!(out, "{problem}")?;
    }
    Ok(())
}
