//! Ties that come with mentions: the sentences of `links.toml`, each a test of its own.

use detente_coding::{EventCoder, Link};
use detente_parse::{ParsedSentence, Parser, Scratch, Tier};
use detente_text::{Article, Doc};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

/// `links` are "mention | relation | other | status | sources"; a mention is told by words that it holds.
#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
    links: Vec<String>,
}

fn cases() -> Vec<Case> {
    let file: File = toml::from_str(include_str!("links.toml")).expect("links.toml is valid");
    file.case
}

fn links(text: &str) -> Vec<(String, Link)> {
    let parser = Parser::of(Tier::Accurate);
    let coder = EventCoder::embedded(Tier::Accurate, &parser.id());
    let doc = Doc::new(Article { id: "case".into(), text: text.into(), ..Article::default() });
    let mut out = Vec::new();
    for sentence in &doc.sentences {
        let syntax = parser.parse_with(&mut Scratch::default(), &doc, sentence);
        for entity in coder.links(ParsedSentence { doc: &doc, sentence, syntax: &syntax }) {
            out.extend(entity.links.into_iter().map(|link| (entity.mention.text.clone(), link)));
        }
    }
    out
}

fn is(found: &(String, Link), wanted: &str) -> bool {
    let fields: Vec<&str> = wanted.split(" | ").collect();
    let [mention, relation, other, status, ..] = fields[..] else { panic!("{wanted}: four fields or five") };
    let sources: Vec<&str> = found.1.attribution.iter().map(|a| a.mention.text.as_str()).collect();
    found.0.contains(mention)
        && found.1.relation.name() == relation
        && found.1.mention.text.contains(other)
        && found.1.status.name() == status
        && sources.join(", ") == fields.get(4).copied().unwrap_or_default()
}

fn check(name: &str) {
    let case = cases().into_iter().find(|case| case.name == name).expect("the case is in links.toml");
    let found = links(&case.text);
    for wanted in &case.links {
        assert!(found.iter().any(|f| is(f, wanted)), "{wanted} not in {found:#?}");
    }
    assert_eq!(found.len(), case.links.len(), "{found:#?}");
}

macro_rules! named {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            check(stringify!($name));
        })*

        #[test]
        fn every_case_is_a_test() {
            let listed = [$(stringify!($name)),*];
            assert!(cases().iter().map(|c| c.name.as_str()).eq(listed));
        }
    };
}

named! {
    backed_by hyphen_backed hyphen_led funded_by backed_by_nobody spying_for working_for
    worked_for_peace behalf_of says_backed officials_said_backed denies_links denied_ties has_links
    has_no_links group_with_links cut_ties rail_link linked_to allegedly_linked not_a_member
    is_a_member former_member no_longer_led is_led_by leads operative commander leader_of_apposition
    iranian_officer member_of_nation branch_of loyal_to pro_iranian anti_iranian ally_of not_loyal
    accused_of_links
}
