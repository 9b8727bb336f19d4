//! Resolves each line of standard input: `… --example resolve_lines < mentions.txt`.

use detente_resolve::{Query, Resolver};
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let found = Resolver::embedded().resolve(&Query { text: &line, ..Query::default() });
        let country = found.country.map_or("-".to_owned(), |country| country.to_string());
        writeln!(out, "{line}\t{:?}\t{country}\t{:?}\t{}", found.kind, found.sectors, found.why)?;
    }
    Ok(())
}
