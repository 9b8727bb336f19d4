//! Where sentences start and end, in news.

use super::doc;

fn check(text: &str, expect: &[&str]) {
    let doc = doc(text);
    let found: Vec<&str> = doc.sentences.iter().map(|sentence| doc.text(sentence.span)).collect();
    assert_eq!(found, expect, "in {text:?}");
}

#[test]
fn abbreviations_do_not_end_sentences() {
    check(
        "Gen. Haro met Sen. Voss in St. Halm. They left.",
        &["Gen. Haro met Sen. Voss in St. Halm.", "They left."],
    );
    check(
        "It was rule No. 5 of the code. They said no. The rest left.",
        &["It was rule No. 5 of the code.", "They said no.", "The rest left."],
    );
    check("The raid came on Sept. 4 near the border.", &["The raid came on Sept. 4 near the border."]);
    check("Talks resume at 10 a.m. Monday in Orva.", &["Talks resume at 10 a.m. Monday in Orva."]);
    check("It bought Coast Oil Co. The price was low.", &["It bought Coast Oil Co.", "The price was low."]);
}

#[test]
fn initials_hold_names_together() {
    check(
        "George W. Bush wrote to J. K. Orlo. He agreed.",
        &["George W. Bush wrote to J. K. Orlo.", "He agreed."],
    );
    check(
        "U.S. troops left. The U.N. Security Council met.",
        &["U.S. troops left.", "The U.N. Security Council met."],
    );
    check(
        "He fled to the U.S. The army searched his house.",
        &["He fled to the U.S.", "The army searched his house."],
    );
    check(
        "Lawmakers wrote to U.S. Under Secretary Hale.",
        &["Lawmakers wrote to U.S. Under Secretary Hale."],
    );
    check("They chose plan B. The general agreed.", &["They chose plan B.", "The general agreed."]);
    check("It was signed in the U.S.", &["It was signed in the U.S."]);
}

#[test]
fn numbers_and_ordinals_stay_whole() {
    check(
        "It paid $4.5 million, or 3.25 percent. It was the 2nd time.",
        &["It paid $4.5 million, or 3.25 percent.", "It was the 2nd time."],
    );
    check("1. The border opens. 2. Prisoners go home.", &["1. The border opens.", "2. Prisoners go home."]);
    check("Shells fell in 2004. 12 people died.", &["Shells fell in 2004.", "12 people died."]);
}

#[test]
fn closing_marks_go_with_their_sentence() {
    check(
        "“We will stay. We will not yield,” Voss said. “Never.”",
        &["“We will stay.", "We will not yield,” Voss said.", "“Never.”"],
    );
    check(
        "\"We go.\" He left. (Two stayed.) The rest slept.",
        &["\"We go.\"", "He left.", "(Two stayed.)", "The rest slept."],
    );
    check(
        "He said: \"They fired at us... We ran.\" Then it ended.",
        &["He said: \"They fired at us...", "We ran.\"", "Then it ended."],
    );
}

#[test]
fn questions_inside_quotes_belong_to_the_speaker() {
    check("\"Who fired?\" he asked. No one spoke!", &["\"Who fired?\" he asked.", "No one spoke!"]);
    check(
        "\"Who fired?\" Colonel Haro asked. Nobody knew.",
        &["\"Who fired?\" Colonel Haro asked.", "Nobody knew."],
    );
    check("Is it peace? Hardly. Or war?!", &["Is it peace?", "Hardly.", "Or war?!"]);
}

#[test]
fn text_that_was_tokenised_before() {
    check(
        "The envoy said , \" we 'll go . \" The talks ended .",
        &["The envoy said , \" we 'll go . \"", "The talks ended ."],
    );
    check("\" It is over . \" \" We won . \"", &["\" It is over . \"", "\" We won . \""]);
}

#[test]
fn datelines_are_no_part_of_the_sentence() {
    let rest = "Two soldiers were killed on Friday.";
    for dateline in [
        "ORVA, March 14 (Reuters) - ",
        "ORVA (AP) -- ",
        "ORVA, Halmland (AP) — ",
        "PORT HALM, Oct. 3 - ",
        "Orva, 14 March (Xinhua) -- ",
        "ORVA, 3 JAN 90 (EFE) -- [TEXT] ",
        "(CNN) -- ",
        "Orva (CNN) ",
        "Example.Net - ",
        "AFP - ",
        "ORVA - ",
        "ORVA/HALM — ",
        "MOSCOW, February 3. /TASS/. ",
        "• ",
        "- ",
    ] {
        check(&format!("{dateline}{rest}"), &[rest]);
        check(&format!("Talks fail\n\n{dateline}{rest} More later."), &["Talks fail", rest, "More later."]);
    }
}

#[test]
fn what_only_looks_like_a_dateline_stays() {
    for text in [
        "The army - which had denied it - fired on Friday.",
        "NATO - the alliance of the north - met in Orva.",
        "Voss (left) and Haro (right) met in Orva.",
        "On Friday - for the third time - they fired.",
        "Separately, the Halm News Agency (AFP) Friday spoke of a truce.",
        "March was cold — the soldiers froze.",
    ] {
        check(text, &[text]);
    }
}

#[test]
fn wire_copy_in_capitals() {
    check(
        "PRESIDENT ORLO MET GEN. HARO IN ORVA. THEY SIGNED A TRUCE. THE U.N. ENVOY PRAISED IT.",
        &["PRESIDENT ORLO MET GEN. HARO IN ORVA.", "THEY SIGNED A TRUCE.", "THE U.N. ENVOY PRAISED IT."],
    );
    check("POLICE SAY -- AGAIN -- THAT THEY WON.", &["POLICE SAY -- AGAIN -- THAT THEY WON."]);
}

#[test]
fn lines_end_sentences_unless_the_text_was_wrapped() {
    check(
        "Truce holds in the north\nThe two armies kept still.",
        &["Truce holds in the north", "The two armies kept still."],
    );
    check("Points:\n- prisoners\n- a border", &["Points:", "prisoners", "a border"]);
    let wrapped = "    The two neighbours signed a truce in the mountain\n\
                   town of Orva after nine days of talks, ending a war\n\
                   that had cost thousands of lives, mediators said and\n\
                   asked for observers.\n    Shelling went on in the north until the evening, two\n\
                   witnesses told reporters by radio.\n";
    let doc = doc(wrapped);
    assert_eq!(doc.sentences.len(), 2, "{:?}", doc.sentences);
    assert!(doc.text(doc.sentences[1].span).starts_with("Shelling"));
}

#[test]
fn typographic_blanks_and_line_ends() {
    check(
        "\u{feff}Orva\u{a0}fell. \u{200b}The army left.\r\n\r\nIt rained.",
        &["Orva\u{a0}fell.", "The army left.", "It rained."],
    );
    check("One fell.\u{2028}Two rose.", &["One fell.", "Two rose."]);
}

#[test]
fn very_long_sentences_are_cut_at_a_fit_place() {
    let text = "the war went on, ".repeat(200);
    let doc = doc(&text);
    assert!(doc.sentences.len() > 3);
    for sentence in &doc.sentences {
        assert!(sentence.tokens.len() <= crate::Sentence::MAX_TOKENS);
        assert!(doc.text(sentence.span).ends_with(','), "cut after a comma");
    }
}
