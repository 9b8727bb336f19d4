//! Where things are.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("invariant: xtask is a folder of the repository")
}

/// The data for development, which is no part of the repository; `None` where it is not there.
pub(crate) fn shared() -> Option<PathBuf> {
    let path = root().join("../shared");
    path.join("data").is_dir().then_some(path)
}

/// A program that was built beside this one.
///
/// # Errors
///
/// When the path of this program is not known.
pub(crate) fn built(name: &str) -> std::io::Result<PathBuf> {
    Ok(std::env::current_exe()?.with_file_name(name))
}
