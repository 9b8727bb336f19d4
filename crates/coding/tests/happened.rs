//! Whether things happened: pairs of sentences that differ in little, what the model does with damaged files, and that its
//! scores are the same each time.

use detente_coding::{ArticleMeta, EventCoder, Factuality, Happened, Judge, Memory, Status, happened_file};
use detente_parse::{ParsedSentence, Parser, Tier};
use detente_text::{Article, Doc};
use std::sync::Arc;

static FAST: &[u8] = include_bytes!("../../../data/models/en-fast-happened.bin");

/// The score of a word in a sentence.
fn score(tier: Tier, text: &str, word: &str) -> f32 {
    let parser = Parser::of(tier);
    let doc = Doc::new(Article { text: text.to_owned(), ..Article::default() });
    let sentence = &doc.sentences[0];
    let syntax = parser.parse(&doc, sentence);
    let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
    let scores = EventCoder::embedded(tier, &parser.id()).happened(parsed);
    assert_eq!(scores.len(), parsed.len(), "a score a word");
    assert!(scores.iter().all(|score| (-3.0..=3.0).contains(score)), "{scores:?}");
    let at = (0..parsed.len()).find(|&i| parsed.form(i) == word).expect("a word of the sentence");
    scores[at]
}

/// In both tiers the word of the first sentence happened, or is likelier to have, that of the second did not.
fn check(yes: (&str, &str), no: (&str, &str)) {
    for tier in Tier::ALL {
        let (yes_score, no_score) = (score(tier, yes.0, yes.1), score(tier, no.0, no.1));
        assert!(yes_score > 0.0, "{tier}: {yes_score} for {yes:?}");
        assert!(no_score < 0.0, "{tier}: {no_score} for {no:?}");
    }
}

/// Pairs: name, what happened, what did not.
macro_rules! pairs {
    ($($name:ident: $yes:literal $yes_word:literal, $no:literal $no_word:literal;)+) => {
        $(#[test] fn $name() { check(($yes, $yes_word), ($no, $no_word)); })+
    };
}

pairs! {
    negation: "The navy sank the trawler." "sank", "The navy did not sink the trawler." "sink";
    never: "The two governments signed the treaty." "signed", "The two governments never signed the treaty." "signed";
    nobody: "Soldiers attacked the convoy." "attacked", "Nobody attacked the convoy." "attacked";
    managed_and_failed: "The rebels managed to capture the port." "capture", "The rebels failed to capture the port." "capture";
    forgot: "The envoy remembered to sign the letter." "sign", "The envoy forgot to sign the letter." "sign";
    refused: "The minister met the delegation." "met", "The minister refused to meet the delegation." "meet";
    prevented: "The guards saw the crowd storming the palace." "storming", "The guards prevented the crowd from storming the palace." "storming";
    would_have: "The army has shelled the village." "shelled", "The army would have shelled the village." "shelled";
    if_condition: "The president resigned." "resigned", "If the president resigned, the talks would stop." "stop";
    plan: "The general visited the island." "visited", "The general plans to visit the island." "visit";
    wants: "Parliament ratified the pact." "ratified", "Parliament wants to ratify the pact." "ratify";
    ruled_out: "The country sent troops." "sent", "The country ruled out sending troops." "sending";
    will: "The police arrested two smugglers." "arrested", "The police will arrest two smugglers." "arrest";
    might: "The factory fired forty workers." "fired", "The factory might fire forty workers." "fire";
    refrained: "The fleet continued to bomb the coast." "bomb", "The fleet refrained from bombing the coast." "bombing";
    without: "They left after paying the fine." "paying", "They left without paying the fine." "paying";
    denied: "The mayor admitted taking bribes." "taking", "The mayor denied taking bribes." "taking";
    urged: "The union ended the strike." "ended", "The ministry urged the union to end the strike." "end";
    too_late: "They were quick to rescue the crew." "rescue", "They were too late to rescue the crew." "rescue";
    unable: "Doctors were able to reach the valley." "reach", "Doctors were unable to reach the valley." "reach";
    stopped_short: "The council condemned the raid." "condemned", "The council stopped short of condemning the raid." "condemning";
    forced: "The storm forced the ship to turn back." "turn", "The captain hoped the ship could turn back." "turn";
    yet_to: "The court has ruled on the appeal." "ruled", "The court has yet to rule on the appeal." "rule";
    denies_that: "The king knew that the army attacked the town." "attacked", "The king denied that the army attacked the town." "attacked";
}

#[test]
fn an_exclusion_that_is_denied_is_no_exclusion() {
    for tier in Tier::ALL {
        let open = score(tier, "The country did not rule out sending troops.", "sending");
        let shut = score(tier, "The country ruled out sending troops.", "sending");
        assert!(open.abs() < 2.0 && open < score(tier, "The country sent troops.", "sent"), "{tier}: {open}");
        assert!(open > shut, "{tier}: {open} after {shut}");
    }
}

#[test]
fn a_claim_is_less_sure_than_a_report() {
    for tier in Tier::ALL {
        let told = score(tier, "The rebels shot down a helicopter.", "shot");
        let claimed = score(tier, "The rebels claimed to have shot down a helicopter.", "shot");
        assert!(claimed < told && claimed > -1.5, "{tier}: {claimed} and {told}");
    }
}

#[test]
fn scores_as_words() {
    assert_eq!(
        [2.0, -2.0, 0.4].map(Factuality::of),
        [Factuality::Happened, Factuality::Not, Factuality::Uncertain]
    );
}

fn fault(bytes: Vec<u8>) -> String {
    Happened::new(Judge::of(Tier::Fast), bytes.leak()).map(|_| ()).expect_err("a damaged model").to_string()
}

#[test]
fn the_shipped_models_go_with_their_judges() {
    assert_ne!(Happened::of(Tier::Fast).id(), Happened::of(Tier::Accurate).id());
    let other = Happened::new(Judge::of(Tier::Accurate), FAST).map(|_| ()).expect_err("another judge");
    assert!(other.to_string().contains("made for another model of acts"), "{other}");
}

#[test]
fn damaged_models_are_told_from_sound_ones() {
    assert!(Happened::new(Judge::of(Tier::Fast), FAST).is_ok());
    assert!(fault(vec![]).contains("shorter than its header"));
    assert!(fault(FAST[1..].to_vec()).contains("no model of factuality"));
    for at in [24, FAST.len() / 2, FAST.len() - 1] {
        let mut bytes = FAST.to_vec();
        bytes[at] ^= 0x40;
        assert!(fault(bytes).contains("checksum"), "byte {at}");
    }
    assert!(fault(FAST[..FAST.len() - 1].to_vec()).contains("checksum"));
}

#[test]
fn a_sound_checksum_over_nonsense_is_an_impossible_shape() {
    let judge = Judge::of(Tier::Fast).checksum();
    let more = [&FAST[24..], &[0; 4]].concat();
    for body in [vec![], vec![0xFF; 4000], FAST[24..5000].to_vec(), more] {
        assert!(fault(happened_file(judge, &body)).contains("impossible shape"));
    }
}

#[test]
fn any_text_has_scores_and_the_same_each_time() {
    let parser = Parser::of(Tier::Fast);
    let mut coder = EventCoder::embedded(Tier::Fast, &parser.id());
    for text in [
        "?",
        "No.",
        "\u{200d}\u{fffd} ñ",
        "not not not not attack",
        "If if would have, had been to be to be.",
    ] {
        let doc = Doc::new(Article { text: text.to_owned(), ..Article::default() });
        for sentence in &doc.sentences {
            let syntax = parser.parse(&doc, sentence);
            let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
            let scores = coder.happened(parsed);
            assert_eq!(scores.len(), parsed.len());
            let bits = |scores: &[f32]| scores.iter().map(|s| s.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&scores), bits(&coder.happened(parsed)));
        }
    }
}

#[test]
fn reports_have_the_score_among_their_evidence() {
    for tier in Tier::ALL {
        let parser = Parser::of(tier);
        let doc = Doc::new(Article {
            text: "Bolivia expelled the ambassador of Chile.".to_owned(),
            ..Article::default()
        });
        let sentence = &doc.sentences[0];
        let syntax = parser.parse(&doc, sentence);
        let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
        let mut coder = EventCoder::embedded(tier, &parser.id());
        let reports = coder.code(parsed, None, 0, &Arc::new(ArticleMeta::default()), &mut Memory::default());
        let why = reports[0].why.iter().find(|why| why.starts_with("happened +"));
        assert!(why.is_some() && reports[0].status == Status::Asserted, "{tier}: {:?}", reports[0].why);
    }
}

#[test]
fn the_frames_alone_have_no_scores() {
    let parser = Parser::of(Tier::Fast);
    let doc = Doc::new(Article { text: "Peru left.".to_owned(), ..Article::default() });
    let sentence = &doc.sentences[0];
    let syntax = parser.parse(&doc, sentence);
    let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
    assert!(EventCoder::frames(Tier::Fast, &parser.id()).happened(parsed).is_empty());
}
