//! Standard output, buffered, and files that are whole or not there.

use anyhow::{Context, Result};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Locked and buffered standard output.
pub(crate) fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Writes to the file, or to stdout where there is none or it is `-`.
pub(crate) fn write_whole(to: Option<&Path>, text: &str) -> Result<()> {
    match to.filter(|p| p.as_os_str() != "-") {
        Some(path) => std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display())),
        None => {
            let mut out = stdout();
            out.write_all(text.as_bytes())?;
            out.flush()?;
            Ok(())
        }
    }
}

/// The reader of our output has closed it (`| head`): no error.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}
