//! Gold as INTERFACES gives it: one article a line, with its text or stand-off with the text's hash.

use crate::error::Error;
use crate::event::Event;
use crate::row::Line;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// One annotated article.
#[derive(Clone, Debug)]
pub struct GoldArticle {
    /// Its id.
    pub id: String,
    /// Its date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its text, its own or joined by id.
    pub text: String,
    /// Its events.
    pub events: Vec<Event>,
}

/// Reads gold. `text_of` gives the text of an article whose line has only a hash.
///
/// # Errors
/// A line that is no JSON of the right shape, whose text is missing or has another hash, or whose offsets do not lie
/// in the text on the bounds of characters.
pub fn read_gold(gold: &str, text_of: impl Fn(&str) -> Option<String>) -> Result<Vec<GoldArticle>, Error> {
    let lines = gold.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(i, line)| read_line(line, &text_of).map_err(|what| Error::new(i + 1, what))).collect()
}

fn read_line(line: &str, text_of: &impl Fn(&str) -> Option<String>) -> Result<GoldArticle, String> {
    let line: Line = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let text = match line.text {
        Some(text) => text,
        None => text_of(&line.id)
            .ok_or_else(|| format!("no text for id {} (give the file that holds it)", line.id))?,
    };
    if let Some(hash) = line.text_sha256.filter(|h| *h != sha256(&text)) {
        return Err(format!("the text of {} is not the one annotated (sha256 {hash})", line.id));
    }
    let events = line.reports.into_iter().map(|row| row.event(&text)).collect::<Result<_, _>>()?;
    Ok(GoldArticle { id: line.id, date: line.date, text, events })
}

pub(crate) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
