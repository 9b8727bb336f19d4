//! Plain text: one article a file.
//!
//! A file may open with front matter, and its text is then what follows:
//!
//! ```text
//! ---
//! title: Guards detain nine fishermen
//! date: 2012-03-15
//! publisher: Coast News
//! ---
//! Halmland's guards have …
//! ```
//!
//! The keys are those of JSON Lines (`id`, `title`, `date`, `url`, `publisher`, `language`); others are passed over.
//! Without a date there, one that opens the file's name counts (`2012-03-15-strait.txt`).

use crate::Problem;
use crate::decode::Stream;
use crate::record::{Fields, Found, LONGEST_TEXT, parse_date};
use std::io::Read as _;
use std::path::Path;

/// Front matter is closed within so many lines.
const LONGEST_MATTER: usize = 64;

/// Reads the whole stream as one article; nothing where it is empty.
pub(crate) fn read(path: &Path, stream: Stream) -> Found {
    let mut bytes = Vec::new();
    if let Err(error) = stream.take(LONGEST_TEXT + 1).read_to_end(&mut bytes) {
        return vec![Err(Problem::skipped(path, format!("cannot be read: {error}")))];
    }
    if bytes.len() as u64 > LONGEST_TEXT {
        return vec![Err(too_long(path))];
    }
    let (text, problem) = decoded(path, bytes);
    if text.is_empty() {
        return Found::new();
    }
    let mut found: Found = problem.map(Err).into_iter().collect();
    found.extend(article(path, text));
    found
}

pub(crate) fn too_long(path: &Path) -> Problem {
    Problem::skipped(path, "the text is longer than 4 GiB - 1; it was skipped")
        .hint("split it into its articles, one a file or one a JSON line")
}

/// The text; broken characters are replaced by U+FFFD, and that is told.
fn decoded(path: &Path, bytes: Vec<u8>) -> (String, Option<Problem>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let what = format!("invalid UTF-8 at byte {at}; broken characters were replaced by U+FFFD");
            let problem = Problem::kept(path, what).hint("convert the file to UTF-8");
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(problem))
        }
    }
}

fn article(path: &Path, text: String) -> Found {
    let mut fields = Fields { date: date_of_name(path), ..Fields::default() };
    let line = fields.take_front_matter(&text);
    // An article without front matter keeps its string: it may be large.
    fields.text = match line {
        Some((start, _)) => text[start..].to_owned(),
        None => text,
    };
    fields.found(path, line.and_then(|(_, date_line)| date_line))
}

/// A date that opens the name of the file.
fn date_of_name(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?.get(..10)?;
    parse_date(name).map(|date| date.to_string())
}

impl Fields {
    /// Takes the fields of front matter; where the text starts after it, and the line of its date.
    fn take_front_matter(&mut self, text: &str) -> Option<(usize, Option<u64>)> {
        let mut lines = text.split_inclusive('\n').take(LONGEST_MATTER);
        let first = lines.next().filter(|line| line.trim_end() == "---" && line.ends_with('\n'))?;
        let mut start = first.len();
        let mut entries = Vec::new();
        for (index, line) in lines.enumerate() {
            start += line.len();
            if line.trim_end() == "---" {
                let date_line = self.set_all(&entries);
                return Some((start, date_line));
            }
            if !line.trim().is_empty() && !line.starts_with('#') {
                // Anything else between the dashes is text, and so is the whole file.
                let (key, value) = line.split_once(':').filter(|(key, _)| is_key(key))?;
                entries.push((index as u64 + 2, key.to_ascii_lowercase(), unquoted(value)));
            }
        }
        None
    }

    fn set_all(&mut self, entries: &[(u64, String, &str)]) -> Option<u64> {
        let mut date_line = None;
        for (line, key, value) in entries {
            let value = Some((*value).to_owned());
            match key.as_str() {
                "id" => self.id = value,
                "title" => self.title = value,
                "url" => self.url = value,
                "publisher" => self.publisher = value,
                "language" => self.language = value,
                "date" => {
                    self.date = value;
                    date_line = Some(*line);
                }
                _ => {}
            }
        }
        date_line
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |quote| value.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}
