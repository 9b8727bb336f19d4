//! How many: numbers in all their writings, and what they count (docs/counts.md).

use detente_coding::{ArticleMeta, EventCoder, Memory};
use detente_parse::{ParsedSentence, Parser, Tier};
use detente_text::{Article, Doc};
use std::sync::Arc;

/// `what min max` of all reports of a sentence, in text order; `-` for none.
fn counts(text: &str) -> Vec<String> {
    let doc = Doc::new(Article { id: "test".into(), text: text.into(), ..Article::default() });
    let meta = Arc::new(ArticleMeta { id: "test".into(), ..ArticleMeta::default() });
    let mut coder = EventCoder::frames(Tier::default(), "test");
    let mut memory = Memory::default();
    let mut out = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        let syntax = Parser::of(Tier::default()).parse(&doc, sentence);
        let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
        for report in coder.code(parsed, None, index, &meta, &mut memory) {
            out.extend(report.counts.iter().map(|c| (c.words.span.start, line(&c.what, c.min, c.max))));
        }
    }
    out.sort();
    out.dedup();
    out.into_iter().map(|(_, line)| line).collect()
}

fn line(what: &str, min: Option<u64>, max: Option<u64>) -> String {
    let show = |n: Option<u64>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
    format!("{what} {} {}", show(min), show(max))
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(counts(text), expected, "{text}");
}

#[test]
fn numbers_are_read_in_digits_and_words() {
    check("Police arrested 1,200 students in Lima.", &["arrested 1200 1200"]);
    check("Police arrested two hundred and ten students in Lima.", &["arrested 210 210"]);
    check("Police arrested forty-two students in Lima.", &["arrested 42 42"]);
    check("Police arrested a dozen students in Lima.", &["arrested 12 12"]);
    check("Police arrested two dozen students in Lima.", &["arrested 24 24"]);
    check("Police arrested half a dozen students in Lima.", &["arrested 6 6"]);
    check("The army deported 1.5 million people from Chad.", &["expelled 1500000 1500000"]);
    check("Police arrested a student in Lima.", &["arrested 1 1"]);
}

#[test]
fn words_that_are_no_number_stay_words() {
    check("Police arrested dozens of students in Lima.", &["arrested - -"]);
    check("Rebels killed several hundred villagers in Chad.", &["killed - -"]);
    check("Tens of thousands of people marched in Lima against the government.", &["participants - -"]);
}

#[test]
fn hedges_open_a_number() {
    check("Rebels killed at least 20 villagers in Chad.", &["killed 20 -"]);
    check("Rebels killed more than thirty villagers in Chad.", &["killed 30 -"]);
    check("Rebels killed up to 90 villagers in Chad.", &["killed - 90"]);
    check("Rebels killed some 40 villagers in Chad.", &["killed 40 40"]);
    check("Rebels killed between 20 and 30 villagers in Chad.", &["killed 20 30"]);
    check("Rebels killed 20 to 30 villagers in Chad.", &["killed 20 30"]);
}

#[test]
fn results_are_counted_with_the_act() {
    check(
        "Rebels opened fire on a bus, killing five people and wounding ten.",
        &["killed 5 5", "injured 10 10"],
    );
    check(
        "Five soldiers were killed and twelve others were injured by rebels.",
        &["killed 5 5", "injured 12 12"],
    );
    check("Rebels attacked a village in Chad, leaving six dead.", &["killed 6 6"]);
}

#[test]
fn the_type_of_the_act_says_what_is_counted() {
    check("Rebels set free 14 hostages in Chad on Monday.", &["released 14 14"]);
    check("The arrest of 22 lawyers in Lima was condemned by Chile.", &["arrested 22 22"]);
    check("Kenya expelled two Somali and four Ugandan diplomats.", &["expelled 2 2", "expelled 4 4"]);
}

#[test]
fn ages_money_and_years_are_no_counts() {
    check("Police arrested 16-year-old students in Lima.", &[]);
    check("The rebels in Chad freed the engineer for $40 million.", &[]);
}
