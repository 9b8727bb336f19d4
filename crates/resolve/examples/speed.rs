//! Times the resolver over the mentions of a file, one a line: `… --example speed -- mentions.txt`.

use detente_resolve::{Query, Resolver};
use std::io::Write;
use std::time::Instant;

const ROUNDS: u32 = 200;

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "mentions.txt".to_owned());
    let text = std::fs::read_to_string(path)?;
    let mut out = std::io::stdout().lock();
    let start = Instant::now();
    let resolver = Resolver::embedded();
    writeln!(out, "tables read in {:?}", start.elapsed())?;
    let start = Instant::now();
    let mut actors = 0_usize;
    for _ in 0..ROUNDS {
        for line in text.lines() {
            actors += usize::from(resolver.resolve(&Query { text: line, ..Query::default() }).is_actor());
        }
    }
    let mentions = text.lines().count() as u32 * ROUNDS;
    writeln!(out, "{:?} a mention ({mentions} mentions, {actors} actors)", start.elapsed() / mentions.max(1))
}
