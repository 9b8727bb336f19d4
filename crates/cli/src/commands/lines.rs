//! JSONL in, JSONL out, a line at a time. A line that cannot be read is a problem; the rest goes on.

use crate::diagnostics::Diagnostics;
use crate::output::stdout;
use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

/// A longer line is a problem, so that memory stays bounded.
const LONGEST: u64 = 64 << 20;

/// Answers each line with `answer`, which says what is wrong with a line it cannot answer.
pub(crate) fn answer_lines<T: DeserializeOwned>(
    input: Option<&Path>,
    diagnostics: &Diagnostics,
    mut answer: impl FnMut(T) -> Result<Value, String>,
) -> Result<()> {
    let name = input.map_or_else(|| "stdin".to_owned(), |p| p.display().to_string());
    let mut reader: Box<dyn BufRead> = match input.filter(|p| p.as_os_str() != "-") {
        Some(path) => {
            Box::new(BufReader::new(File::open(path).with_context(|| format!("cannot read {name}"))?))
        }
        None => Box::new(io::stdin().lock()),
    };
    let mut out = stdout();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = reader
            .by_ref()
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .with_context(|| format!("cannot read {name}"))?;
        if read == 0 {
            break;
        }
        if read as u64 == LONGEST {
            diagnostics.problem(&format!("{name}:{number}: the line is longer than 64 MiB; skipped"));
            skip_line(&mut reader)?;
            continue;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let parsed =
            serde_json::from_slice(&line).map_err(|e| format!("not the JSON that this command reads: {e}"));
        match parsed.and_then(&mut answer) {
            Ok(value) => {
                serde_json::to_writer(&mut out, &value)?;
                out.write_all(b"\n")?;
            }
            Err(what) => diagnostics.problem(&format!("{name}:{number}: {what}; skipped")),
        }
    }
    out.flush()?;
    Ok(())
}

fn skip_line(reader: &mut dyn BufRead) -> Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let Some(end) = buffer.iter().position(|&b| b == b'\n') else {
            let all = buffer.len();
            if all == 0 {
                return Ok(());
            }
            reader.consume(all);
            continue;
        };
        reader.consume(end + 1);
        return Ok(());
    }
}
