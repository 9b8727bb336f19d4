//! Which files an input stands for, and how each is read.

use crate::Problem;
use std::fs;
use std::path::{Path, PathBuf};

/// What is read, for hints.
pub(crate) const READ: &str =
    "read are .txt, .jsonl, .ndjson and .csv files, folders of them, and - (standard input)";

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Plain,
    JsonLines,
    Table,
    /// A stream without a name: JSON Lines or plain text, by its first byte.
    Unnamed,
}

impl Format {
    /// By the extension of the name.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Plain),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "csv" => Some(Self::Table),
            _ => None,
        }
    }
}

/// The problem with a file that is named and of no format that is read.
pub(crate) fn unread(path: &Path) -> Problem {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let what = if extension.is_empty() {
        "the file has no extension that says how to read it; it was skipped".to_owned()
    } else {
        format!("the format .{extension} is not read yet; the file was skipped")
    };
    Problem::skipped(path, what).hint(READ)
}

/// Whether an input names a page or a feed.
pub(crate) fn is_url(path: &Path) -> bool {
    let name = path.to_string_lossy();
    ["http://", "https://"]
        .iter()
        .any(|scheme| name.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))
}

/// The files of a folder that can be read, in the order of their paths, folder by folder. Memory holds the names of
/// one folder a level. Hidden files are passed over, and links to folders, which may lead in circles.
pub(crate) struct Folder {
    root: PathBuf,
    /// What is left of each open level, last name first.
    levels: Vec<Vec<PathBuf>>,
    found: bool,
    ended: bool,
}

impl Folder {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { levels: vec![vec![root.clone()]], root, found: false, ended: false }
    }

    fn enter(&mut self, folder: &Path) -> Result<(), Problem> {
        let unreadable = |error| Problem::skipped(folder, format!("cannot be listed: {error}"));
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if !is_hidden(&path) {
                names.push(path);
            }
        }
        names.sort_unstable_by(|a, b| b.cmp(a));
        self.levels.push(names);
        Ok(())
    }

    /// The problem of a folder with nothing to read, once.
    fn end(&mut self) -> Option<Problem> {
        if self.ended || self.found {
            return None;
        }
        self.ended = true;
        Some(Problem::skipped(&self.root, "the folder holds no file that can be read").hint(READ))
    }
}

impl Iterator for Folder {
    type Item = Result<(PathBuf, Format), Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(level) = self.levels.last_mut() {
            let Some(path) = level.pop() else {
                self.levels.pop();
                continue;
            };
            let is_root = path == self.root;
            if path.is_dir() && (is_root || !path.is_symlink()) {
                if let Err(problem) = self.enter(&path) {
                    // The folder was there: that it cannot be listed is told, and enough.
                    self.found = true;
                    return Some(Err(problem));
                }
            } else if let Some(format) = Format::of(&path).filter(|_| path.is_file()) {
                self.found = true;
                return Some(Ok((path, format)));
            }
        }
        self.end().map(Err)
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
