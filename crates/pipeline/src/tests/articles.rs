//! One article through all stages.

use super::{check_spans, code};
use crate::ArticleCoder;
use detente_eval::{Event, match_events};
use detente_parse::Tier;
use detente_text::Article;
use proptest::prelude::*;

#[test]
fn an_article_without_sentences_has_no_reports() {
    for text in ["", " ", "\n\n\n", "\u{feff}", "…", "\u{200b}\u{200b}"] {
        let coded = code(Tier::Accurate, text);
        assert!(coded.reports.is_empty(), "{text:?}");
        assert_eq!(coded.text, text);
    }
    assert_eq!((code(Tier::Accurate, "").sentences, code(Tier::Accurate, "").tokens), (0, 0));
}

#[test]
fn the_article_goes_with_its_reports() {
    let article = Article {
        id: "a".into(),
        text: "Norway expelled two Danish diplomats on Monday. The weather was mild.".into(),
        title: Some("Diplomats leave".into()),
        date: Some(jiff::civil::date(2030, 5, 1)),
        url: Some("https://example.org/a".into()),
        publisher: Some("The Example".into()),
        language: Some("en".into()),
    };
    let coded = ArticleCoder::default().code(article.clone());
    assert_eq!((coded.sentences, coded.text.as_str()), (2, article.text.as_str()));
    assert!(coded.tokens >= 12);
    assert_eq!((&coded.meta.title, coded.meta.published), (&article.title, article.date));
    assert_eq!((&coded.meta.url, &coded.meta.publisher), (&article.url, &article.publisher));
    let [report] = coded.reports.as_slice() else { panic!("{:?}", coded.reports) };
    assert_eq!((report.event_type.name(), report.trigger.text.as_str()), ("SANCTION", "expelled"));
    assert_eq!((report.sentence, &report.article), (0, &coded.meta));
    check_spans(&coded);
}

#[test]
fn a_report_is_scored_as_it_reads() {
    let coded = code(Tier::Accurate, "Norway expelled two Danish diplomats on Monday.");
    let events: Vec<Event> = coded.reports.iter().map(Event::from).collect();
    assert_eq!(events[0].trigger.of(&coded.text), "expelled");
    assert_eq!(Event::countries(&events[0].actors).into_iter().collect::<Vec<_>>(), ["NOR"]);
    assert_eq!(Event::countries(&events[0].recipients).into_iter().collect::<Vec<_>>(), ["DNK"]);
    assert_eq!((events[0].status.as_str(), events[0].firm), ("asserted", true));
    assert_eq!(match_events(&events, &events).len(), events.len());
}

#[test]
fn a_coder_remembers_nothing_of_the_article_before() {
    let mut coder = ArticleCoder::default();
    let article = |text: &str| Article { id: "x".into(), text: text.into(), ..Article::default() };
    let after = "He met them on Tuesday. It accused the ministry of spying.";
    let alone = coder.code(article(after)).reports;
    coder.code(article("The president of Ghana arrested Togo's envoys, he said."));
    assert_eq!(coder.code(article(after)).reports, alone);
}

/// Words of news and marks in any order: nearer to what the grammar and the lexicon see than random characters.
fn salad() -> impl Strategy<Value = String> {
    let words = [
        "Norway",
        "Danish",
        "Hamas",
        "the",
        "president",
        "of",
        "its",
        "who",
        "said",
        "denied",
        "that",
        "expelled",
        "two",
        "met",
        "will",
        "not",
        "accused",
        "in",
        "Accra",
        "on",
        "Monday",
        "and",
        ",",
        ".",
        "\"",
        "(",
        ")",
        "—",
        "\n\n",
        "“",
        "”",
        "'s",
        "attack",
        "talks",
        "killed",
        "at least",
        "12",
        "don't",
        "é",
        "🙂",
        "\u{0}",
        "if",
        "against",
        "by",
        "spying",
        "for",
        "president's",
        "U.S.",
        "he",
        "them",
        "was",
        "been",
        "to",
        "%",
        "$5",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_coded(text in "(?s).{0,300}") {
        check_spans(&code(Tier::Accurate, &text));
    }

    #[test]
    fn any_words_are_coded(text in salad()) {
        let coded = code(Tier::Accurate, &text);
        check_spans(&coded);
        prop_assert_eq!(coded.reports, code(Tier::Accurate, &text).reports);
    }
}

#[test]
fn what_is_in_capitals_is_read_like_news_and_quoted_as_it_stands() {
    for tier in [Tier::Fast, Tier::Accurate] {
        let text = "REBELS KILLED AT LEAST 20 SOLDIERS NEAR BOGOTA ON FRIDAY. The president of Peru condemned the attack.";
        let coded = code(tier, text);
        assert_eq!(coded.text, text);
        check_spans(&coded);
        let report = coded.reports.iter().find(|r| r.trigger.text == "KILLED").expect("a report");
        assert_eq!(report.sentence_words.text, "REBELS KILLED AT LEAST 20 SOLDIERS NEAR BOGOTA ON FRIDAY.");
        let place = report.place.as_ref().expect("a place");
        assert_eq!((place.mention.text.as_str(), place.name.as_str()), ("BOGOTA", "Bogota"));
    }
}
