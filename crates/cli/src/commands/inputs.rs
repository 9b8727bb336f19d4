//! Articles from what the user named; problems go to the diagnostics, the rest goes on.

use crate::diagnostics::Diagnostics;
use detente_text::Article;
use std::path::PathBuf;

/// The articles of the inputs, stdin where none is named.
pub(crate) fn read_articles<'d>(
    inputs: &[PathBuf],
    diagnostics: &'d Diagnostics,
) -> impl Iterator<Item = Article> + use<'d> {
    let stdin = [PathBuf::from("-")];
    let inputs = if inputs.is_empty() { &stdin } else { inputs };
    detente_ingest::open(inputs).filter_map(|article| match article {
        Ok(article) => {
            if article.date.is_none() {
                diagnostics.note(&format!("article {} has no date: its reports have none", article.id));
            }
            Some(article)
        }
        Err(problem) => {
            diagnostics.problem(&problem);
            None
        }
    })
}
