//! What is appended: coded articles, and what they come to.

use crate::file::hex;
use crate::wire::{ArticleJson, ArticleRow, ReportJson};
use crate::{Error, Result};
use detente_coding::{ArticleMeta, Report};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An article with what was coded from it.
#[derive(Clone, Debug, PartialEq)]
pub struct CodedArticle {
    /// What is known of it. Its id is what it is known by in the store.
    pub meta: Arc<ArticleMeta>,
    /// Sentences read.
    pub n_sentences: usize,
    /// SHA-256 of its text, in lower-case hexadecimal digits.
    pub text_sha256: String,
    /// Its reports, of all statuses.
    pub reports: Vec<Report>,
}

/// What an append did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// Articles that are new.
    pub added: usize,
    /// Articles that were there, coded otherwise.
    pub replaced: usize,
    /// Articles that were there just so, or come twice in the batch.
    pub unchanged: usize,
    /// Reports of the new and the replaced ones.
    pub reports: usize,
    /// Events that are new or changed.
    pub events: usize,
}

/// An article ready to be written.
pub(crate) struct Prepared<'a> {
    pub article: &'a CodedArticle,
    pub row: ArticleRow,
    /// In text order, each id once.
    pub reports: Vec<&'a Report>,
}

/// The articles by id; of two with one id the later counts, as if they had come one after the other.
pub(crate) fn prepare(articles: &[CodedArticle]) -> Result<BTreeMap<&str, Prepared<'_>>> {
    articles.iter().map(|a| Ok((a.meta.id.as_str(), one(a)?))).collect()
}

fn one(article: &CodedArticle) -> Result<Prepared<'_>> {
    if let Some(stray) = article.reports.iter().find(|r| r.article.id != article.meta.id) {
        let (id, other) = (&article.meta.id, &stray.article.id);
        return Err(Error::invalid(format!(
            "article `{id}` comes with report {} of article `{other}`",
            stray.id
        )));
    }
    let mut reports: Vec<&Report> = article.reports.iter().collect();
    reports.sort_by_key(|r| (r.sentence, r.trigger.span, r.id));
    // Equal ids are equal trigger and type (so they are neighbours): one act of one word.
    reports.dedup_by_key(|r| r.id);
    let row = article_row(article, &reports)?;
    Ok(Prepared { article, row, reports })
}

fn article_row(article: &CodedArticle, reports: &[&Report]) -> Result<ArticleRow> {
    let ArticleJson { id, url, title, publisher, published, language } = ArticleJson::from(&*article.meta);
    let mut row = ArticleRow {
        id,
        url,
        title,
        publisher,
        published,
        language,
        n_sentences: article.n_sentences as u64,
        n_reports: reports.len() as u64,
        text_sha256: article.text_sha256.clone(),
        content_sha256: String::new(),
    };
    let mut hash = Sha256::new();
    let json = |e: serde_json::Error| Error::invalid(e.to_string());
    hash.update(serde_json::to_vec(&row).map_err(json)?);
    for report in reports {
        hash.update(b"\n");
        hash.update(serde_json::to_vec(&ReportJson::stored(report)).map_err(json)?);
    }
    row.content_sha256 = hex(&hash.finalize());
    Ok(row)
}
