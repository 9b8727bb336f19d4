//! The articles of all inputs, one by one.

use crate::Problem;
use crate::decode::{Stream, utf8};
use crate::files::{Folder, Format, is_url, unread};
use crate::jsonl::Lines;
use crate::plain;
use crate::record::{Found, LONGEST_TEXT};
use crate::table::Table;
use detente_text::Article;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

type Records = Box<dyn Iterator<Item = Found> + Send>;
type Source = Box<dyn Read + Send>;

/// The articles of inputs, in the order of the inputs; folders in the order of their paths.
///
/// Problems come in place, and reading goes on after each. Where a problem is mended (`skipped` is false), the
/// article follows it.
pub struct Articles {
    inputs: VecDeque<PathBuf>,
    stdin: Option<Source>,
    folder: Option<Folder>,
    records: Option<Records>,
    pending: VecDeque<Result<Article, Problem>>,
}

/// Reads `inputs`: files, folders, and `-` for the standard input. No input at all is the standard input.
pub fn open(inputs: &[PathBuf]) -> Articles {
    open_with_stdin(inputs, Box::new(io::stdin()))
}

/// As [`open`], with `stdin` in the place of the standard input. A second `-` yields nothing.
pub fn open_with_stdin(inputs: &[PathBuf], stdin: Box<dyn Read + Send>) -> Articles {
    let mut inputs: VecDeque<PathBuf> = inputs.iter().cloned().collect();
    if inputs.is_empty() {
        inputs.push_back(PathBuf::from("-"));
    }
    Articles { inputs, stdin: Some(stdin), folder: None, records: None, pending: VecDeque::new() }
}

impl Articles {
    /// Opens the next file or input; `None` when all are read.
    fn advance(&mut self) -> Option<Result<(), Problem>> {
        if let Some(folder) = &mut self.folder {
            match folder.next() {
                Some(file) => return Some(file.and_then(|(path, format)| self.open_file(path, format))),
                None => self.folder = None,
            }
        }
        let path = self.inputs.pop_front()?;
        Some(self.open_input(path))
    }

    fn open_input(&mut self, path: PathBuf) -> Result<(), Problem> {
        if path.as_os_str() == "-" {
            let Some(stdin) = self.stdin.take() else { return Ok(()) };
            return self.open_stream(path, stdin, Format::Unnamed);
        }
        if is_url(&path) {
            let problem = Problem::skipped(&path, "pages and feeds are not read yet; the input was skipped");
            return Err(problem.hint("save the article's text as a .txt file"));
        }
        let kind = fs::metadata(&path).map_err(|error| unreadable(&path, &error))?.file_type();
        if kind.is_dir() {
            self.folder = Some(Folder::new(path));
            return Ok(());
        }
        // Pipes have no extension: <(command), /dev/stdin.
        let unnamed = (!kind.is_file()).then_some(Format::Unnamed);
        let format = Format::of(&path).or(unnamed).ok_or_else(|| unread(&path))?;
        self.open_file(path, format)
    }

    fn open_file(&mut self, path: PathBuf, format: Format) -> Result<(), Problem> {
        let file = File::open(&path).map_err(|error| unreadable(&path, &error))?;
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        // UTF-16 may shrink; only the reader of the stream knows. Twice the limit never fits.
        if format == Format::Plain && length / 2 > LONGEST_TEXT {
            return Err(plain::too_long(&path));
        }
        self.open_stream(path, Box::new(file), format)
    }

    fn open_stream(&mut self, path: PathBuf, source: Source, format: Format) -> Result<(), Problem> {
        let mut stream = utf8(source).map_err(|error| unreadable(&path, &error))?;
        let format = match format {
            Format::Unnamed => sniffed(&mut stream).map_err(|error| unreadable(&path, &error))?,
            named => named,
        };
        self.records = Some(match format {
            Format::JsonLines => Box::new(Lines::new(path, stream)),
            Format::Table => Box::new(Table::new(path, stream)),
            Format::Plain | Format::Unnamed => {
                Box::new(std::iter::once_with(move || plain::read(&path, stream)))
            }
        });
        Ok(())
    }
}

/// JSON Lines where the first byte that is not white space is `{`; plain text otherwise.
fn sniffed(stream: &mut Stream) -> io::Result<Format> {
    let is_object = stream.fill_buf()?.trim_ascii_start().starts_with(b"{");
    Ok(if is_object { Format::JsonLines } else { Format::Plain })
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let problem = Problem::skipped(path, format!("cannot be read: {error}"));
    match error.kind() {
        io::ErrorKind::NotFound => problem.hint("check the name; - is the standard input"),
        io::ErrorKind::PermissionDenied => problem.hint("check who may read it"),
        _ => problem,
    }
}

impl Iterator for Articles {
    type Item = Result<Article, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.pending.pop_front() {
                return Some(item);
            }
            if let Some(found) = self.records.as_mut().and_then(Iterator::next) {
                self.pending.extend(found);
                continue;
            }
            self.records = None;
            if let Err(problem) = self.advance()? {
                return Some(Err(problem));
            }
        }
    }
}
