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
    if let Some(path) = to.filter(|p| p.as_os_str() != "-") {
        return replace(path, text).with_context(|| format!("cannot write {}", path.display()));
    }
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Written beside it first, so that a file is the old one or the new one. Pipes and devices are written as they are.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    if path.exists() && !path.is_file() {
        return std::fs::write(path, text);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, path)
}

/// The reader of our output has closed it (`| head`): no error.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let in_store =
        error.downcast_ref::<detente_store::Error>().is_some_and(detente_store::Error::is_broken_pipe);
    let is_pipe = |cause: &io::Error| cause.kind() == io::ErrorKind::BrokenPipe;
    in_store || error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(is_pipe)
}
