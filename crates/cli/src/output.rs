//! Standard output, buffered, and files that are whole or not there.

use anyhow::{Context, Result};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

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

/// Standard output, or a file that takes the place of an old one once it is whole.
pub(crate) enum BinaryOutput {
    Stdout(io::Stdout),
    File { beside: std::fs::File, from: PathBuf, to: PathBuf },
}

/// Standard output where there is no path, or it is `-`.
pub(crate) fn binary_output(to: Option<&Path>) -> Result<BinaryOutput> {
    let Some(path) = to.filter(|p| p.as_os_str() != "-") else {
        return Ok(BinaryOutput::Stdout(io::stdout()));
    };
    let mut from = path.as_os_str().to_owned();
    from.push(".tmp");
    let beside = std::fs::File::create(&from).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(BinaryOutput::File { beside, from: from.into(), to: path.to_owned() })
}

impl BinaryOutput {
    /// The output is whole: the file takes its place.
    pub(crate) fn commit(mut self) -> Result<()> {
        self.flush()?;
        if let Self::File { from, to, .. } = self {
            std::fs::rename(from, &to).with_context(|| format!("cannot write {}", to.display()))?;
        }
        Ok(())
    }
}

impl Write for BinaryOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File { beside, .. } => beside.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File { beside, .. } => beside.flush(),
        }
    }
}

/// Writes bytes to the file, or to stdout where there is none or it is `-`.
pub(crate) fn write_bytes(to: Option<&Path>, bytes: &[u8]) -> Result<()> {
    let mut out = binary_output(to)?;
    out.write_all(bytes)?;
    out.commit()
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
