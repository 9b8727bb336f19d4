//! What is asked for on the command line.

use anyhow::{Context, Result, anyhow, bail};
use detente_parse::Tier;
use std::path::PathBuf;

/// What is asked for.
#[derive(Debug)]
pub struct Options {
    pub data: PathBuf,
    pub genres: String,
    pub splits: Vec<String>,
    pub show: Option<String>,
    pub missed: bool,
    pub loose: bool,
    pub fit: bool,
    pub tier: Tier,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            data: PathBuf::new(),
            genres: "news".to_owned(),
            splits: vec!["train".to_owned(), "dev".to_owned()],
            show: None,
            missed: false,
            loose: false,
            fit: false,
            tier: Tier::default(),
        }
    }
}

impl Options {
    /// Where a part of GUM is.
    pub fn treebank(&self, split: &str) -> PathBuf {
        self.data.join(format!("treebanks/gum/en_gum-ud-{split}.conllu"))
    }

    /// Whether a genre is asked for.
    pub fn wants(&self, genre: &str) -> bool {
        self.genres == "all" || self.genres.split(',').any(|g| g == genre)
    }

    /// Whether links of a kind are to be shown.
    pub fn shows(&self, kind: &str) -> bool {
        self.show.as_deref().is_some_and(|wanted| wanted == "all" || wanted == kind)
    }
}

/// Reads the command line.
pub fn read() -> Result<Options> {
    let mut options = Options::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().with_context(|| format!("{word} wants a value"));
        match word.as_str() {
            "--genre" => options.genres = value()?,
            "--split" => options.splits = value()?.split(',').map(str::to_owned).collect(),
            "--show" => options.show = Some(value()?),
            "--tier" => options.tier = value()?.parse().map_err(|e| anyhow!("{e}"))?,
            "--loose" => options.loose = true,
            "--fit" => options.fit = true,
            "--missed" => options.missed = true,
            _ if word.starts_with('-') => bail!("unknown option {word}"),
            _ => options.data = PathBuf::from(word),
        }
    }
    Ok(options)
}
