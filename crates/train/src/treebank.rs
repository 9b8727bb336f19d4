//! Reads CoNLL-U: words only; lines of multi-word tokens and empty nodes are skipped.

use anyhow::{Context, Result, ensure};
use detente_parse::{Deprel, Upos, Xpos};
use std::path::Path;

/// One annotated sentence. Columns have one entry a word.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// `# newdoc id`.
    pub document: String,
    /// `# genre`, in what we wrote ourselves.
    pub genre: String,
    /// Whether a paragraph begins with it.
    pub paragraph: bool,
    /// Words as written.
    pub forms: Vec<String>,
    /// Parts of speech.
    pub upos: Vec<Upos>,
    /// Penn tags.
    pub xpos: Vec<Xpos>,
    /// Lemmas.
    pub lemmas: Vec<String>,
    /// Heads, from 0; the root is its own head.
    pub heads: Vec<u32>,
    /// Relations.
    pub labels: Vec<Deprel>,
    /// The last column.
    pub misc: Vec<String>,
    /// The surface tokens: range of words, whether a space follows.
    pub surface: Vec<Surface>,
}

/// A token as written; it may hold several words (`don't`).
#[derive(Clone, Debug)]
pub struct Surface {
    /// Its text.
    pub form: String,
    /// How many words.
    pub words: usize,
    /// Whether a space follows.
    pub space: bool,
}

impl Gold {
    /// The forms as string slices.
    pub fn tokens(&self) -> Vec<&str> {
        self.forms.iter().map(String::as_str).collect()
    }
}

/// Reads a file.
///
/// # Errors
///
/// When it cannot be read or is not CoNLL-U.
pub fn read(path: &Path) -> Result<Vec<Gold>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    parse(&text).with_context(|| format!("reading {}", path.display()))
}

/// Reads CoNLL-U text.
///
/// # Errors
///
/// When it is not CoNLL-U.
pub fn parse(text: &str) -> Result<Vec<Gold>> {
    let mut document = String::new();
    let mut sentences = Vec::new();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let mut sentence = Gold::default();
        let mut covered = 0;
        for line in block.lines() {
            if let Some(comment) = line.strip_prefix('#') {
                read_comment(comment.trim(), &mut document, &mut sentence);
            } else {
                read_line(line, &mut sentence, &mut covered).with_context(|| format!("in {line:?}"))?;
            }
        }
        sentence.document.clone_from(&document);
        sentences.push(sentence);
    }
    Ok(sentences)
}

fn read_comment(comment: &str, document: &mut String, sentence: &mut Gold) {
    if let Some(id) = comment.strip_prefix("newdoc id =") {
        id.trim().clone_into(document);
        sentence.paragraph = true;
    }
    if let Some(genre) = comment.strip_prefix("genre =") {
        genre.trim().clone_into(&mut sentence.genre);
    }
    sentence.paragraph |= comment.starts_with("newpar");
}

fn read_line(line: &str, sentence: &mut Gold, covered: &mut usize) -> Result<()> {
    let fields: Vec<&str> = line.split('\t').collect();
    ensure!(fields.len() == 10, "{} fields instead of 10", fields.len());
    let space = !fields[9].split('|').any(|entry| entry == "SpaceAfter=No");
    if let Some((first, last)) = fields[0].split_once('-') {
        let words = last.parse::<usize>()? + 1 - first.parse::<usize>()?;
        sentence.surface.push(Surface { form: fields[1].to_owned(), words, space });
        *covered = words;
        return Ok(());
    }
    if fields[0].contains('.') {
        return Ok(());
    }
    if *covered > 0 {
        *covered -= 1;
    } else {
        sentence.surface.push(Surface { form: fields[1].to_owned(), words: 1, space });
    }
    add_word(&fields, sentence)
}

fn add_word(fields: &[&str], sentence: &mut Gold) -> Result<()> {
    let index = sentence.forms.len() as u32;
    let head: u32 = fields[6].parse()?;
    sentence.forms.push(fields[1].to_owned());
    sentence.lemmas.push(fields[2].to_owned());
    sentence.upos.push(Upos::from_name(fields[3]));
    sentence.xpos.push(Xpos::from_name(fields[4]));
    sentence.heads.push(head.checked_sub(1).unwrap_or(index));
    sentence.labels.push(relation(fields[7]));
    sentence.misc.push(fields[9].to_owned());
    Ok(())
}

/// A relation; an unknown subtype becomes the plain relation.
pub fn relation(name: &str) -> Deprel {
    let known = |name: &str| Deprel::ALL.iter().copied().find(|label| label.name() == name);
    let renamed = match name {
        "obl:npmod" | "obl:tmod" => "obl:unmarked",
        "nmod:npmod" | "nmod:tmod" => "nmod:unmarked",
        name => name,
    };
    let plain = renamed.split_once(':').map_or(renamed, |(plain, _)| plain);
    known(renamed).or_else(|| known(plain)).unwrap_or(Deprel::Dep)
}
