//! Files, folders and streams become articles.
//!
//! [`open`] takes inputs as a user names them and yields articles one by one; memory is bounded by the largest
//! article. What cannot be read is a [`Problem`] among the articles, and the rest goes on.
//!
//! Read are `.txt` (one article a file, see `plain`), `.jsonl` and `.ndjson` (one article a line, see `jsonl`),
//! `.csv` (one article a row, see `table`), folders of them, and `-`. Offsets of later stages are bytes of
//! [`Article::text`](detente_text::Article) as it leaves here: decoded to UTF-8, without byte order mark and
//! front matter, and otherwise unchanged.

mod articles;
mod decode;
mod files;
mod jsonl;
mod plain;
mod problem;
mod record;
mod table;
#[cfg(test)]
mod tests;

pub use articles::{Articles, open, open_with_stdin};
pub use problem::Problem;
