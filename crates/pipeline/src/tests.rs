//! Tests of this crate, and the articles that they code.

mod across;
mod articles;
mod hostile;
mod order;

use crate::{ArticleCoder, CodedArticle};
use detente_coding::Report;
use detente_parse::Tier;
use detente_text::{Article, Span};

/// An article of its own number, one of a few that differ in length and in what they tell.
pub(crate) fn article(number: usize) -> Article {
    let sentences = [
        "Norway expelled two Danish diplomats on Monday.",
        "The president of Ghana met Togo's foreign minister in Accra.",
        "Peru will send wheat to Bolivia next month, officials in Lima said.",
        "The weather was mild.",
        "Kenya denied that its soldiers had attacked a village in Somalia.",
    ];
    let text =
        (0..number % 4).map(|i| sentences[(number + i) % sentences.len()]).collect::<Vec<_>>().join(" ");
    let date = Some(jiff::civil::date(2030, 5, 1));
    Article { id: format!("article {number}"), text, date, ..Article::default() }
}

pub(crate) fn code(tier: Tier, text: &str) -> CodedArticle {
    ArticleCoder::new(tier, None).code(Article {
        id: "x".into(),
        text: text.to_owned(),
        ..Article::default()
    })
}

/// Fails unless all that is said to be in the text is there.
#[track_caller]
pub(crate) fn check_spans(coded: &CodedArticle) {
    for report in &coded.reports {
        assert!(report.sentence_words.span.contains(report.trigger.span), "{report:?}");
        assert!(!report.trigger.span.is_empty(), "{report:?}");
        assert!(report.part_span.contains(report.sentence_words.span), "{report:?}");
        for (span, words) in quotes(report) {
            assert!(coded.text.get(span.range()).is_some(), "{span:?} is not in the text: {report:?}");
            if let Some(words) = words {
                assert_eq!(span.of(&coded.text), words, "{report:?}");
            }
        }
    }
}

/// All spans of a report, with their words where it gives them.
fn quotes(report: &Report) -> Vec<(Span, Option<&str>)> {
    let parties = || report.actors.iter().chain(&report.recipients);
    let links = || parties().flat_map(|e| &e.links);
    let sources = || report.attribution.iter().chain(links().flat_map(|l| &l.attribution));
    let mut quotes = vec![&report.sentence_words, &report.trigger];
    quotes.extend(parties().map(|e| &e.mention));
    quotes.extend(links().map(|l| &l.mention));
    quotes.extend(sources().flat_map(|s| std::iter::once(&s.mention).chain(&s.cue)));
    quotes.extend(report.date.words.iter());
    quotes.extend(report.place.iter().map(|p| &p.mention));
    quotes.extend(report.counts.iter().map(|c| &c.words));
    let spans = quotes.into_iter().map(|q| (q.span, Some(q.text.as_str())));
    spans.chain([(report.part_span, None)]).collect()
}
