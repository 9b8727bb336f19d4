//! Properties of the parser on any tokens, and the trees of a few news sentences.

use crate::format::{self, SECTIONS, Section, Sections};
use crate::parser::{ACCURATE, FAST};
use crate::*;
use bytes::Bytes;
use detente_text::{Article, Doc};
use proptest::prelude::*;

/// Both tiers.
fn parsers() -> [&'static Parser; 2] {
    Tier::ALL.map(Parser::of)
}

/// Panics unless the columns are complete and the heads are one tree.
fn assert_tree(syntax: &Syntax, tokens: usize) {
    assert_eq!(
        [syntax.upos.len(), syntax.xpos.len(), syntax.lemma.len(), syntax.head.len(), syntax.deprel.len()],
        [tokens; 5]
    );
    let roots = (0..tokens).filter(|&i| syntax.head[i] as usize == i).count();
    assert_eq!(roots, tokens.min(1));
    for start in 0..tokens {
        assert_eq!(syntax.deprel[start] == Deprel::Root, syntax.head[start] as usize == start);
        assert!(!syntax.lemma[start].is_empty());
        let mut at = start;
        for _ in 0..tokens {
            at = syntax.head[at] as usize;
        }
        assert_eq!(syntax.head[at] as usize, at, "token {start} hangs on no root");
    }
    let ends = syntax.names.iter().flat_map(|name| [name.tokens.start, name.tokens.end]);
    let ends: Vec<usize> = ends.collect();
    assert!(ends.is_sorted() && ends.last().is_none_or(|&end| end <= tokens));
    assert!(syntax.names.iter().all(|name| !name.tokens.is_empty()));
}

proptest! {
    #[test]
    fn any_tokens_give_a_tree(tokens in prop::collection::vec("\\PC{1,12}", 0..60)) {
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        for parser in parsers() {
            assert_tree(&parser.parse_tokens(&tokens), tokens.len());
        }
    }

    #[test]
    fn memory_used_before_changes_nothing(
        first in prop::collection::vec("[A-Za-z0-9.,'-]{1,8}", 0..40),
        second in prop::collection::vec("[A-Za-z0-9.,'-]{1,8}", 0..40),
    ) {
        let first: Vec<&str> = first.iter().map(String::as_str).collect();
        let second: Vec<&str> = second.iter().map(String::as_str).collect();
        let mut scratch = Scratch::default();
        for parser in parsers() {
            parser.parse_tokens_with(&mut scratch, &first);
            let reused = parser.parse_tokens_with(&mut scratch, &second);
            prop_assert_eq!(&reused, &parser.parse_tokens(&second));
            prop_assert_eq!(&reused, &parser.parse_tokens_with(&mut scratch, &second));
        }
    }

    #[test]
    fn damaged_bytes_are_an_error(at in 0..FAST.len(), bit in 0..8u8) {
        let mut bytes = FAST.to_vec();
        bytes[at] ^= 1 << bit;
        prop_assert!(Parser::from_bytes(&bytes).is_err());
    }

    #[test]
    fn any_sections_are_read_without_panic(
        sections in prop::collection::vec(prop::collection::vec(any::<u8>(), 64), SECTIONS),
    ) {
        let sections: [Vec<u8>; SECTIONS] = sections.try_into().expect("as many as asked for");
        prop_assert!(Parser::from_bytes(&format::encode(&sections)).is_err());
    }

    #[test]
    fn wrong_weights_still_give_a_tree(
        places in prop::collection::vec((0..SECTIONS, any::<prop::sample::Index>(), any::<u8>()), 1..40),
    ) {
        let mut sections = sections_of(FAST);
        for (section, index, byte) in places {
            let section = &mut sections[section];
            let at = index.index(section.len());
            section[at] = byte;
        }
        let Ok(parser) = Parser::from_bytes(&format::encode(&sections)) else { return Ok(()) };
        let words = ["The", "envoy", "left", "Zagreb", "."];
        assert_tree(&parser.parse_tokens(&words), words.len());
    }
}

fn sections_of(model: &'static [u8]) -> [Vec<u8>; SECTIONS] {
    let sections = Sections::new(&Bytes::from_static(model)).expect("a model");
    let all = [
        Section::Tags,
        Section::LemmaSlots,
        Section::LemmaRules,
        Section::Words,
        Section::Encoder,
        Section::Heads,
    ];
    all.map(|section| sections.part(section).to_vec())
}

#[test]
fn the_embedded_models_are_valid() {
    for (bytes, tier) in [(FAST, Tier::Fast), (ACCURATE, Tier::Accurate)] {
        let parser = Parser::from_bytes(bytes).expect("valid");
        assert_eq!((parser.tier(), parser.id()), (tier, Parser::of(tier).id()));
        let words = ["Oslo", "invited", "the", "rebels", "."];
        assert_eq!(parser.parse_tokens(&words), Parser::of(tier).parse_tokens(&words));
    }
}

#[test]
fn foreign_and_cut_bytes_are_errors() {
    assert!(!Parser::from_bytes(b"").expect_err("empty").is_corrupt());
    assert!(!Parser::from_bytes(&[7; 4096]).expect_err("foreign").is_corrupt());
    let cut = &FAST[..FAST.len() - 1];
    let error = Parser::from_bytes(cut).expect_err("cut");
    assert!(error.is_corrupt());
    assert!(error.to_string().contains("hint:"));
}

#[test]
fn strange_tokens_are_parsed() {
    let long = "QUJDRA==".repeat(4000);
    let many = vec!["and"; 5000];
    let cases: [&[&str]; 6] =
        [&[], &["."], &["🚀", "🚀🚀", "👩‍👩‍👧", "!"], &["وقع", "البلدان", "اتفاقا", "."], &[&long, &long], &many];
    for tokens in cases {
        for parser in parsers() {
            assert_tree(&parser.parse_tokens(tokens), tokens.len());
        }
    }
}

/// Parses a sentence of words and marks between spaces, and asserts the arcs `dependent relation head`; the
/// head of the root is `-`. Words are the first of their form.
fn check(sentence: &str, arcs: &[(&str, &str, &str)]) {
    let tokens: Vec<&str> = sentence.split(' ').collect();
    for tier in Tier::ALL {
        let syntax = Parser::of(tier).parse_tokens(&tokens);
        for &(dependent, relation, head) in arcs {
            let at = tokens.iter().position(|form| *form == dependent).expect("a word of the sentence");
            let found = syntax.head[at] as usize;
            let found = if found == at { "-" } else { tokens[found] };
            assert_eq!(
                (found, syntax.deprel[at].name()),
                (head, relation),
                "{tier}: {dependent} in: {sentence}"
            );
        }
    }
}

#[test]
fn who_does_what_to_whom() {
    check(
        "Norway 's foreign minister met them in Geneva .",
        &[
            ("met", "root", "-"),
            ("minister", "nsubj", "met"),
            ("Norway", "nmod:poss", "minister"),
            ("them", "obj", "met"),
            ("Geneva", "obl", "met"),
        ],
    );
}

fn parsed_text(text: &str, check: impl Fn(&ParsedSentence<'_>)) {
    let doc = Doc::new(Article { text: text.to_owned(), ..Article::default() });
    for sentence in &doc.sentences {
        let syntax = Parser::embedded().parse(&doc, sentence);
        check(&ParsedSentence { doc: &doc, sentence, syntax: &syntax });
    }
}

#[test]
fn conllu_has_ten_columns_and_offsets() {
    parsed_text("The envoy didn't stay in Zagreb.", |parsed| {
        let mut out = String::new();
        conllu::write(parsed, &mut out).expect("strings take everything");
        assert!(out.starts_with("# sent_id = 0\n# text = The envoy didn't stay in Zagreb.\n1\tThe\t"));
        assert!(out.ends_with("\n\n"));
        let lines: Vec<&str> =
            out.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert_eq!(lines.len(), 8);
        assert!(lines.iter().all(|line| line.split('\t').count() == 10));
        assert!(lines[2].ends_with("\tSpaceAfter=No|TokenRange=10:13"), "{}", lines[2]);
        assert!(lines[6].contains("NER=B-LOC|"), "{}", lines[6]);
    });
}

#[test]
fn passives_keep_their_agents() {
    check(
        "Two journalists were arrested by border guards after midnight .",
        &[
            ("arrested", "root", "-"),
            ("journalists", "nsubj:pass", "arrested"),
            ("were", "aux:pass", "arrested"),
            ("guards", "obl:agent", "arrested"),
        ],
    );
}

#[test]
fn reported_speech_has_its_clause() {
    check(
        "The spokesman said that Bolivia would withdraw its ambassador from Lima .",
        &[
            ("said", "root", "-"),
            ("spokesman", "nsubj", "said"),
            ("withdraw", "ccomp", "said"),
            ("that", "mark", "withdraw"),
            ("Bolivia", "nsubj", "withdraw"),
            ("ambassador", "obj", "withdraw"),
        ],
    );
    check(
        "Malta will send troops , the minister said .",
        &[("send", "ccomp", "said"), ("Malta", "nsubj", "send"), ("minister", "nsubj", "said")],
    );
}

#[test]
fn conjunctions_share_their_subject() {
    check(
        "Kenya and Uganda signed the agreement and reopened the border .",
        &[
            ("signed", "root", "-"),
            ("Kenya", "nsubj", "signed"),
            ("Uganda", "conj", "Kenya"),
            ("agreement", "obj", "signed"),
            ("reopened", "conj", "signed"),
            ("border", "obj", "reopened"),
        ],
    );
}

#[test]
fn appositions_hang_on_what_they_explain() {
    check(
        "Ana Duarte , the leader of the union , accused the government of fraud .",
        &[
            ("accused", "root", "-"),
            ("Ana", "nsubj", "accused"),
            ("Duarte", "flat", "Ana"),
            ("leader", "appos", "Ana"),
            ("union", "nmod", "leader"),
            ("government", "obj", "accused"),
        ],
    );
}

#[test]
fn objects_and_modifiers_of_nouns() {
    check(
        "The army of Chad attacked a convoy .",
        &[("Chad", "nmod", "army"), ("army", "nsubj", "attacked"), ("convoy", "obj", "attacked")],
    );
    check(
        "Denmark imposed sanctions on three companies .",
        &[("sanctions", "obj", "imposed"), ("three", "nummod", "companies")],
    );
}

#[test]
fn infinitives_and_negation() {
    check(
        "Peru refused to extradite the general .",
        &[
            ("refused", "root", "-"),
            ("Peru", "nsubj", "refused"),
            ("extradite", "xcomp", "refused"),
            ("general", "obj", "extradite"),
        ],
    );
    check(
        "The rebels did not attack the village .",
        &[
            ("attack", "root", "-"),
            ("rebels", "nsubj", "attack"),
            ("not", "advmod", "attack"),
            ("village", "obj", "attack"),
        ],
    );
}

#[test]
fn relative_clauses_hang_on_their_noun() {
    check(
        "Soldiers who guarded the bridge killed a farmer .",
        &[
            ("killed", "root", "-"),
            ("Soldiers", "nsubj", "killed"),
            ("guarded", "acl:relcl", "Soldiers"),
            ("who", "nsubj", "guarded"),
            ("farmer", "obj", "killed"),
        ],
    );
}

#[test]
fn headlines_and_capitals() {
    check(
        "Sudan Rejects Offer of Talks With Rebels",
        &[("Rejects", "root", "-"), ("Sudan", "nsubj", "Rejects"), ("Offer", "obj", "Rejects")],
    );
    check(
        "GUERRILLAS KILLED FOUR POLICEMEN IN THE VILLAGE .",
        &[("KILLED", "root", "-"), ("GUERRILLAS", "nsubj", "KILLED"), ("POLICEMEN", "obj", "KILLED")],
    );
}

#[test]
fn lemmas_and_tags() {
    let tokens = ["The", "ministers", "were", "fighting", "over", "treaties", "in", "Brussels", "."];
    let syntax = Parser::embedded().parse_tokens(&tokens);
    let lemmas: Vec<&str> = syntax.lemma.iter().map(compact_str::CompactString::as_str).collect();
    assert_eq!(lemmas, ["the", "minister", "be", "fight", "over", "treaty", "in", "Brussels", "."]);
    assert_eq!((syntax.upos[1], syntax.xpos[1]), (Upos::Noun, Xpos::Nns));
    assert_eq!((syntax.upos[7], syntax.xpos[7]), (Upos::Propn, Xpos::Nnp));
}

#[test]
fn names_are_found_with_their_kinds() {
    let tokens = ["Marta", "Kovacs", "flew", "to", "Brazil", "with", "Iranian", "officials", "."];
    let names = Parser::embedded().parse_tokens(&tokens).names;
    let found: Vec<(usize, usize, &str)> =
        names.iter().map(|name| (name.tokens.start, name.tokens.end, name.kind.name())).collect();
    assert_eq!(found, [(0, 2, "PER"), (4, 5, "LOC"), (6, 7, "NORP")]);
}

#[test]
fn titles_and_possessives_are_outside_of_names() {
    let cases: [(&str, &[&str]); 3] = [
        ("Prime Minister Abe Shinzo met Iran 's IRGC .", &["PER Abe Shinzo", "LOC Iran", "ORG IRGC"]),
        ("The Kurdistan Workers ' Party ( PKK ) agreed .", &["ORG Kurdistan Workers ' Party", "ORG PKK"]),
        ("Norwegian and Sunni leaders left Oslo .", &["NORP Norwegian", "NORP Sunni", "LOC Oslo"]),
    ];
    for (sentence, expect) in cases {
        let tokens: Vec<&str> = sentence.split(' ').collect();
        for parser in parsers() {
            let names = parser.parse_tokens(&tokens).names;
            let found = names
                .iter()
                .map(|name| format!("{} {}", name.kind.name(), tokens[name.tokens.clone()].join(" ")));
            assert_eq!(found.collect::<Vec<_>>(), expect, "{}: {sentence}", parser.tier());
        }
    }
}
