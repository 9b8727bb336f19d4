//! The model of acts: what it does with damaged files, and that its answers are shares.

use detente_coding::{EventCoder, EventType, Judge};
use detente_parse::{ParsedSentence, Parser, Tier};
use detente_text::{Article, Doc, Span};

static FAST: &[u8] = include_bytes!("../../../data/models/en-fast-acts.bin");

fn fault(tier: Tier, bytes: Vec<u8>) -> String {
    Judge::new(tier, bytes.leak()).map(|_| ()).expect_err("a damaged model").to_string()
}

#[test]
fn the_shipped_models_go_with_their_parsers() {
    for tier in Tier::ALL {
        assert_eq!(Judge::of(tier).tier(), tier);
    }
    assert!(fault(Tier::Accurate, FAST.to_vec()).contains("made for another parser"));
}

#[test]
fn damaged_models_are_told_from_sound_ones() {
    assert!(Judge::new(Tier::Fast, FAST).is_ok());
    assert!(fault(Tier::Fast, vec![]).contains("shorter than its header"));
    assert!(fault(Tier::Fast, FAST[1..].to_vec()).contains("no model of acts"));
    assert!(fault(Tier::Fast, FAST[..FAST.len() - 1].to_vec()).contains("checksum"));
    for at in [24, FAST.len() / 2, FAST.len() - 1] {
        let mut bytes = FAST.to_vec();
        bytes[at] ^= 0x40;
        assert!(fault(Tier::Fast, bytes).contains("checksum"), "byte {at}");
    }
}

#[test]
fn a_sound_checksum_over_nonsense_is_an_impossible_shape() {
    let checksum = Parser::of(Tier::Fast).checksum();
    for body in [vec![], vec![0xFF; 4000], FAST[24..5000].to_vec()] {
        let file = detente_coding::judge_file(checksum, &body);
        assert!(fault(Tier::Fast, file).contains("impossible shape"));
    }
}

#[test]
fn the_type_between_two_mentions() {
    let text = "Peru has expelled two diplomats of Chile, the ministry said.";
    let at = |words: &str| {
        let start = text.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    for tier in Tier::ALL {
        let parser = Parser::of(tier);
        let doc = Doc::new(Article { text: text.to_owned(), ..Article::default() });
        let sentence = &doc.sentences[0];
        let syntax = parser.parse(&doc, sentence);
        let parsed = ParsedSentence { doc: &doc, sentence, syntax: &syntax };
        let mut coder = EventCoder::embedded(tier, &parser.id());
        let shares = coder.classify(parsed, at("Peru"), at("two diplomats of Chile"));
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 0.01, "{shares:?}");
        let best = EventType::ALL[likeliest(&shares)];
        assert_eq!(best, EventType::Sanction, "{tier}: {shares:?}");
        let again = coder.classify(parsed, at("Peru"), at("two diplomats of Chile"));
        assert_eq!(shares.map(f32::to_bits), again.map(f32::to_bits));
    }
}

fn likeliest(shares: &[f32]) -> usize {
    (0..shares.len()).fold(0, |best, i| if shares[i] > shares[best] { i } else { best })
}
